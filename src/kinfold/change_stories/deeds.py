"""The changes of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "story.brought": "Brought a story of change",
    "story.consent_given": "Wrote down what a teller agreed to",
    "story.withdrawn": "Wrote down that a teller withdrew their story",
    "story.deleted": "Deleted the words of a story",
    "round.begun": "Began a round of stories",
    "round.chosen": "Wrote down which story a panel chose",
}
