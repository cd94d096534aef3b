"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "ask_link.called_back": "Called back a link on which somebody answers",
    "ask_link.locked": "A wrong code closed a link on which somebody answers",
    "ask_link.made": "Made a link on which somebody answers",
    "ask_link.wrong_code": "A wrong code at a link on which somebody answers",
    "commitment.answered": "Somebody answered what they were asked to do",
    "commitment.ended": "Wrote down that somebody does something no more",
    "commitment.kept": "Wrote down that somebody did what they said",
    "commitment.not_kept": "Wrote down that something could not be kept",
    "commitment.offered": "Asked somebody of the network to do something",
    "commitment.reworded": "Asked somebody again, in other words",
    "commitments.cover": "Looked at who is there, hour by hour",
    "commitments.cover_paper": "Printed who is there, hour by hour",
    "commitments.form": "Opened who does what, to write on it",
    "commitments.link_opened": "Opened a link on which somebody answers",
    "commitments.page": "Opened who does what",
    "commitments.paper": "Opened a paper for somebody to sign",
}
