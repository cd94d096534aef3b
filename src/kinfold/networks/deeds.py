"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "network.member_about": "Wrote down what is known of somebody of the network",
    "network.member_added": "Added somebody to the network",
    "network.member_came_back": "Wrote down that somebody is back in the network",
    "network.member_changed": "Changed who somebody is to the children",
    "network.member_step": "Wrote down where somebody of the network stands",
    "network.member_stepped_back": "Wrote down that somebody stepped back",
    "network.member_told": "Wrote down what somebody was told",
    "network.member_view": "Wrote down what a child or parent thinks of somebody",
    "network.role_closed": "Closed a role to somebody for now",
    "network.role_kept_closed": "Looked at a closed role and kept it closed",
    "network.role_opened": "Looked at a closed role and opened it",
    "networks.form": "Opened the network to write on it",
    "networks.network": "Opened the network",
    "networks.person": "Opened what is known of somebody of the network",
}
