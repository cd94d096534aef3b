"""The changes of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "collection.begun": "Began a collection of open answers",
    "answers.taken_in": "Took answers in",
    "answers.masked": "Masked words in answers",
    "code.written": "Wrote in a code book",
    "coder.sat_down": "Took a seat as a coder",
    "coder.done": "Was through with coding",
    "answer.coded": "Coded an answer",
    "answer.settled": "Settled how an answer is coded",
    "theme.written": "Wrote a theme",
    "theme.quoted": "Chose a quotation",
    "quotation.taken_back": "Took a quotation back",
}
