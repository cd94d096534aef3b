"""A form whose words are kept only when each likely identifier in them was decided on.

Whoever takes in what others said is shown every name, date, address and number that may
say who somebody is, and puts a mask in its place or gives a reason why it may stay. The
questions are fields of the form like any other, so they are shown, refused and read out
as all of them are. The action asks once more (`insist_decided`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from django import forms
from django.http import QueryDict

from kinfold.platform.word_fields import LONGEST_REASON, Line
from kinfold_core.people.likely_identifiers import (
    Likely,
    likely_in,
    masked,
    undecided,
)

MOST_TO_DECIDE: Final = 150
"""More than this nobody decides with care, and more fields than a form may send."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A likely identifier that stays, and why."""

    likely: Likely
    why: str


class StillTelling(ValueError):
    """The words hold a likely identifier that nobody decided on."""


def insist_decided(texts: Iterable[str], kept: Iterable[Kept]) -> None:
    """Nothing undecided is kept, whatever form it came by.

    Raises:
        StillTelling: there is something; the message names its kinds, never the words.
    """
    left = undecided(texts, (one.likely.words for one in kept if one.why.strip()))
    if left:
        kinds = sorted({one.kind.label for one in left})
        raise StillTelling(
            f"This may still say who somebody is: {', '.join(kinds)}. Decide on each"
        )


class DecidesIdentifiers(forms.Form):
    """Asks about each likely identifier in the fields named in `looked_through`."""

    looked_through: tuple[str, ...] = ()

    def texts(self, cleaned: Mapping[str, Any]) -> Iterable[str]:
        """What is looked through."""
        return [str(cleaned.get(name) or "") for name in self.looked_through]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.kept: tuple[Kept, ...] = ()
        self.hidden: tuple[Likely, ...] = ()
        found = likely_in(self.texts(cleaned))
        if len(found) > MOST_TO_DECIDE:
            self.add_error(
                None,
                f"{len(found)} names, dates and numbers in this may say who somebody "
                f"is; at most {MOST_TO_DECIDE} can be decided on at a time. Take it in "
                "in smaller parts",
            )
        else:
            self._decide(list(found))
        for name in self.looked_through:
            if cleaned.get(name):
                cleaned[name] = masked(cleaned[name], self.hidden)
        return cleaned

    def _decide(self, found: list[Likely]) -> None:
        names = [(one, f"tells-{_key(one)}") for one in found]
        new = [name for _, name in names if name not in self.data]
        # a mask is the safe answer, so it is the one that is given already
        self.data = answered(self.data, dict.fromkeys(new, "mask"))
        hidden, kept = [], []
        for one, name in names:
            self.fields[name], self.fields[f"{name}-why"] = _choice(one), _reason(one)
            why = str(self.data.get(f"{name}-why", "")).strip()[:LONGEST_REASON]
            if self.data[name] != "keep":
                hidden.append(one)
            elif why:
                kept.append(Kept(one, why))
            else:
                self.add_error(f"{name}-why", f"Say why “{one.words}” may stay")
        self.hidden, self.kept = tuple(hidden), tuple(kept)
        if new:
            self.add_error(
                None,
                "Nothing is kept yet. These words may say who somebody is: look at "
                "each below, then send it again",
            )


def answered(data: Mapping[str, Any], answers: Mapping[str, str]) -> QueryDict:
    """What was sent, with these answers to some of its questions."""
    typed = QueryDict(mutable=True)
    if isinstance(data, QueryDict):
        for name, values in data.lists():
            typed.setlist(name, values)
    for name, answer in answers.items():
        typed[name] = answer
    return typed


def _key(one: Likely) -> str:
    """The same words are the same question, whatever else was changed meanwhile."""
    return sha256(f"{one.kind}:{one.words}".encode()).hexdigest()[:12]


def _choice(one: Likely) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"“{one.words}” may be {one.kind.label}",
        choices=[("mask", f"Put {one.kind.mask} in its place"), ("keep", "Keep it")],
        widget=forms.RadioSelect,
        required=False,
    )


def _reason(one: Likely) -> Line:
    return Line(
        label=f"Why “{one.words}” may stay",
        longest=LONGEST_REASON,
        required=False,
        help_text="Only if you keep it. The reason is kept beside it",
    )
