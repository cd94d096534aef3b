"""A form whose words are kept only when each likely identifier in them was decided on.

Whoever takes in what others said is shown every name, date, address and number that may
say who somebody is, and puts a mask in its place or gives a reason why it may stay. The
questions are fields of the form like any other, so they are shown, refused and read out
as all of them are. The action asks once more (`insist_decided`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final

from django import forms
from django.http import QueryDict

from kinfold.platform.word_fields import LONGEST_REASON, Line, Words
from kinfold_core.people.likely_identifiers import (
    Likely,
    likely_in,
    masked,
)
from kinfold_core.people.written_names import Called, called_in

MOST_TO_DECIDE: Final = 150
"""More than this nobody decides with care, and more fields than a form may send."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A likely identifier that stays, and why."""

    likely: Likely
    why: str


def kept_rows(kept: Iterable[Kept]) -> list[dict[str, str]]:
    """What stays and why, as a row keeps it beside its words."""
    return [
        {"kind": one.likely.kind, "words": one.likely.words, "why": one.why}
        for one in kept
    ]


def reasons_in(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Why words may stay, by the words, of what `kept_rows` gave."""
    return {one["words"]: one["why"] for one in rows}


def found_in(texts: Iterable[str], people: frozenset[Called]) -> list[Likely]:
    """What may say who somebody is: by how it is written, or by a record's people."""
    texts = tuple(texts)
    return sorted({*likely_in(texts), *called_in(texts, people)})


class StillTelling(ValueError):
    """The words hold a likely identifier that nobody decided on."""


def insist_decided(
    texts: Iterable[str],
    kept: Iterable[Kept],
    people: frozenset[Called] = frozenset(),
) -> None:
    """Nothing undecided is kept, whatever form it came by; nor what calls one of these
    people of a record by name.

    Raises:
        StillTelling: there is something; the message names its kinds, never the words.
    """
    allowed = {one.likely.words for one in kept if one.why.strip()}
    left = [one for one in found_in(texts, people) if one.words not in allowed]
    if left:
        kinds = sorted({one.kind.label for one in left})
        raise StillTelling(
            f"This may still say who somebody is: {', '.join(kinds)}. Decide on each"
        )


PeopleIn = Callable[[Sequence[str]], frozenset[Called]]


def _nobody(texts: Sequence[str]) -> frozenset[Called]:
    return frozenset()


class DecidesIdentifiers(forms.Form):
    """Asks about each likely identifier in the fields named in `looked_through`.

    What was decided on before, with its reason in `reasons`, is not asked again.
    `people_in` gives those of records whose surname stands there, to be looked for.
    """

    looked_through: tuple[str, ...] = ()
    reasons: Mapping[str, str] = MappingProxyType({})
    people_in: PeopleIn = staticmethod(_nobody)

    def texts(self, cleaned: Mapping[str, Any]) -> Iterable[str]:
        """What is looked through."""
        return [str(cleaned.get(name) or "") for name in self.looked_through]

    def reasons_for(self, people: frozenset[Called]) -> Mapping[str, str]:
        """Why what was decided on before may stay, by the words."""
        return self.reasons

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.kept: tuple[Kept, ...] = ()
        self.hidden: tuple[Likely, ...] = ()
        texts = tuple(self.texts(cleaned))
        people = self.people_in(texts)
        self.reasons = self.reasons_for(people)
        found = found_in(texts, people)
        if len(found) > MOST_TO_DECIDE:
            self.add_error(
                None,
                f"{len(found)} names, dates and numbers in this may say who somebody "
                f"is; at most {MOST_TO_DECIDE} can be decided on at a time. Take it in "
                "in smaller parts",
            )
        else:
            self._decide(found)
        for name in self.looked_through:
            if cleaned.get(name):
                cleaned[name] = masked(cleaned[name], self.hidden)
                self._check_room(name, len(cleaned[name]))
        return cleaned

    def _check_room(self, name: str, letters: int) -> None:
        """A mask may be longer than the words it stands for."""
        field = self.fields[name]
        if isinstance(field, Words) and letters > field.longest:
            self.add_error(
                name,
                f"With what is put in place of names this is {letters:,} letters long, "
                f"and {field.longest:,} fit here. Shorten it",
            )

    def _decide(self, found: list[Likely]) -> None:
        names = [(one, f"tells-{_key(one)}") for one in found]
        unasked = [(one, name) for one, name in names if name not in self.data]
        new = [name for one, name in unasked if one.words not in self.reasons]
        self.data = answered(self.data, self._answers(unasked))
        hidden, kept = [], []
        for one, name in names:
            self.fields[name], self.fields[f"{name}-why"] = _choice(one), _reason(one)
            if self.data[name] != "keep":
                hidden.append(one)
            elif why := self._reason_at(f"{name}-why", one):
                kept.append(Kept(one, why))
        self.hidden, self.kept = tuple(hidden), tuple(kept)
        if new:
            # at the first question, so that the link in the error leads there
            self.add_error(
                new[0],
                "Nothing is kept yet. These words may say who somebody is: look at "
                "each from here on, then send it again",
            )

    def _answers(self, unasked: Iterable[tuple[Likely, str]]) -> dict[str, str]:
        """As it was decided before; a mask is the safe answer to anything new."""
        given: dict[str, str] = {}
        for one, name in unasked:
            why = self.reasons.get(one.words, "")
            given |= {name: "keep", f"{name}-why": why} if why else {name: "mask"}
        return given

    def _reason_at(self, name: str, one: Likely) -> str:
        """The reason as it can be kept; empty, and said so, if it cannot."""
        try:
            why = str(self.fields[name].clean(self.data.get(name, "")))
        except forms.ValidationError as error:
            self.add_error(name, error)
            return ""
        if not why:
            self.add_error(name, f"Say why “{one.words}” may stay")
        return why


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
