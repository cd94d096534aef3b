"""What people who were found promised themselves, and whether it was kept.

It is written down once, where the network says who does what; here it is only read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise of one person. `was_kept` is of the last time; None: not known."""

    found_id: UUID
    name: str
    does: str
    said_yes_on: date | None
    kept: int = 0
    not_kept: int = 0
    was_kept: bool | None = None
    gap: str = ""
    gap_owner: str = ""

    @property
    def is_theirs(self) -> bool:
        """They said yes themselves."""
        return self.said_yes_on is not None


def kept_said(row: PromiseRow) -> tuple[str, str]:
    """Whether it is kept, in words and as a tone. Not known is no reproach."""
    if row.was_kept is None:
        return "Not known yet whether it is kept", "calm"
    if row.was_kept:
        return "Kept the last time", "well"
    return "Not kept the last time", "attention"


def promise_said(row: PromiseRow) -> str:
    """The promise in its own words, when it was made, and how it went."""
    said = (
        f"said yes on {day_in_words(row.said_yes_on)}"
        if row.said_yes_on
        else "has not said yes yet"
    )
    sentences = [f"“{row.does}” {row.name} {said}."]
    if times := row.kept + row.not_kept:
        number = "1 time" if times == 1 else f"{times} times"
        sentences.append(f"Kept {row.kept} of {number}.")
    if row.gap:
        owner = f"{row.gap_owner} takes it on." if row.gap_owner else "Nobody owns it."
        sentences.append(f"Missing: {phrases.as_sentence(row.gap)} {owner}")
    return " ".join(sentences)
