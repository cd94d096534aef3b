"""Whom to leave alone: named at the stage, kept apart, or not safe to contact."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from kinfold_core import phrases
from kinfold_core.practice.family_finding.rows import FoundDetails, FoundRow
from kinfold_core.practice.family_finding.words import Safety

CALLED: Final = frozenset(
    [
        "aunt",
        "auntie",
        "aunty",
        "brother",
        "cousin",
        "dad",
        "daddy",
        "dr",
        "father",
        "gran",
        "grandad",
        "granddad",
        "grandma",
        "grandpa",
        "granny",
        "miss",
        "mother",
        "mr",
        "mrs",
        "ms",
        "mum",
        "mummy",
        "nan",
        "nana",
        "nanny",
        "sister",
        "uncle",
    ]
)
"""What people are called beside a name. It names nobody by itself."""


def left_alone(
    person: FoundRow, not_to_contact: str, set_at: datetime | None = None
) -> FoundRow:
    """The person as everything that was decided about contact leaves them.

    No contact goes before any safety check: when the whole name stands among those to
    leave alone, when they and the child are kept apart, and when their own record says
    not safe. A part of the name is a question, until a check written since the stage
    was set (`set_at`) answers it.
    """
    words, parts = _words(not_to_contact), _words(person.name)
    if person.is_apart:
        return _no_contact(person, "it was decided that they and the child are apart")
    if person.is_not_safe:
        return _no_contact(person, "their own record says not safe to contact")
    if parts and _stand_together(parts, words):
        return _no_contact(
            person, "named among those to leave alone when the stage was set"
        )
    same = [one for one in parts if len(one) > 1 and one in {*words} - CALLED]
    checked = person.checked_at
    if checked is not None and (set_at is None or checked >= set_at):
        return person
    return replace(person, question=phrases.listed([one.capitalize() for one in same]))


def still_held(before: FoundRow, after: FoundRow) -> str:
    """Why nobody may contact them, when only a change of who they are hid it; or ""."""
    if after.is_held or not before.is_held:
        return ""
    why = before.safety_words if not before.question else _asked(before.question)
    return f"Written down before as {before.name}: {why}"


def is_same(found: FoundDetails, person_id: UUID | None, side: str) -> bool:
    """Whether somebody of the network with this name is who was found.

    One key says so, two keys say that not; with none the side says it.
    """
    if found.person_id or person_id:
        return found.person_id == person_id
    return side in {"", found.side}


def why_not_same(name: str) -> str:
    """What to choose when somebody of the network has the name and not the keys."""
    return (
        f"Somebody called {name} is in the network already, and it is not certain that "
        f"they are the same. If they are, choose “Change” and give {name} the same "
        "side, and the same person of the family's record. If not, add something to "
        f"the name, for example “{name}, Leanne's cousin”"
    )


def _asked(question: str) -> str:
    return f"“{question}” is named among those to leave alone"


def _no_contact(person: FoundRow, why: str) -> FoundRow:
    return replace(person, safety=Safety.NO_CONTACT, safety_words=why)


def _words(text: str) -> list[str]:
    """The words of a text, without accents, in small letters."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))


def _stand_together(parts: Sequence[str], words: Sequence[str]) -> bool:
    length = len(parts)
    starts = range(len(words) - length + 1)
    return any([*words[at : at + length]] == [*parts] for at in starts)
