"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "network.asked": "Asked who could stand by the children",
    "network.member_added": "Added somebody to the network",
    "network.member_came_back": "Wrote down that somebody is back in the network",
    "network.member_changed": "Changed who somebody is to the children",
    "network.member_stepped_back": "Wrote down that somebody stepped back",
    "network.member_told": "Wrote down what somebody was told",
    "networks.form": "Opened the network to write on it",
    "networks.network": "Opened the network",
}
