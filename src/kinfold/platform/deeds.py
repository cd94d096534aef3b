"""What the name of an audit event means to somebody who reads the list.

The names are stored and stay; the words may change. Each app says its own when it
starts, so that the platform can speak of records it knows nothing about.
"""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: dict[str, str] = {
    "audit": "Read the audit",
    "file.deleted": "Took a file away",
    "file.downloaded": "Opened a file",
    "file.stored": "Added a file",
    "files.swept": "Removed what no record of a file names",
    "job.cancelled": "Stopped a piece of background work",
    "job.tried_again": "Started a piece of background work again",
    "people.searched": "Searched",
    "sign_in.done": "Signed in",
    "sign_in.left": "Signed out",
    "sign_in.locked": "Was locked out after too many tries",
    "sign_in.place_chosen": "Chose where to work",
    "sign_in.refused": "Was refused at the door",
    "sign_in.second_factor_refused": "Was refused at the second step",
    "sign_in.second_factor_removed": "Second step taken away",
    "worker.access_ended": "Ended a worker's access",
    "worker.access_restored": "Gave a worker access again",
    "worker.changed": "Changed a worker's roles or teams",
    "worker.invitation_accepted": "Accepted an invitation",
    "worker.invitation_revoked": "Took an invitation back",
    "worker.invited": "Invited a worker",
    "world.made": "Made fictional families",
}


def explain(words: Mapping[str, str]) -> None:
    """Add an app's names and their words."""
    _WORDS.update(words)


def in_words(action: str) -> str:
    """What was done; a name nobody explained is shown as it is, dots as spaces."""
    plain = action.replace(".", ": ").replace("_", " ")
    return _WORDS.get(action, plain[:1].upper() + plain[1:])
