"""One place, or one person, at a time: what a child taps and a few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.family_finding.forms.fields import line, one_of, ticked
from kinfold.networks.forms.fields import OneOf
from kinfold_core import phrases
from kinfold_core.practice.family_finding.rows import EpisodeRow
from kinfold_core.practice.family_finding.tapped import connection_line, place_line
from kinfold_core.practice.family_finding.typed import (
    ConnectionLine,
    PlaceLine,
    PlacePerson,
    read_connections,
    read_places,
)
from kinfold_core.practice.family_finding.words import (
    Felt,
    Often,
    Tie,
    Whereabouts,
)

NOT_READ_BACK = (
    "Write it without commas, colons and brackets, for example “12 Mill Lane”"
)
NOTHING = ("", "I do not want to say")
STRONG = (("3", "Strong"), ("2", "Good"), ("1", "Thin"), ("0", "Broken"))
SAFE = (("safe", "Yes, safe"), ("unsafe", "No, not safe"), NOTHING)


class PlaceTapForm(forms.Form):
    hides_optional = True
    name = line("Where was it?", "Write where it was", "“Gran's”, “the blue house”")
    when = line("From when to when?", help_text="Roughly is fine: “2017 to 2019”")
    felt = OneOf(
        label="How was it there?", choices=[*Felt.choices(), NOTHING], required=False
    )

    def __init__(
        self, data: Any = None, *, episode: EpisodeRow, standing: PlaceLine | None
    ) -> None:
        super().__init__(data, initial=_initial(standing, "name", "when", "felt"))
        self.episode, self.people = episode, standing.people if standing else ()

    @property
    def place(self) -> PlaceLine:
        told = self.cleaned_data
        return PlaceLine(told["name"], told["when"], self.people, told["felt"])

    @property
    def line(self) -> str:
        return place_line(self.place)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            born, child = self.episode.child_born, self.episode.child_name
            today = timezone.localdate()
            read = read_places(self.line, born=born, child=child, today=today)
            for error in read.errors:
                self.add_error("when", phrases.capital(error.partition("”: ")[2]))
            if not read.errors and read.places != [self.place]:
                self.add_error("name", NOT_READ_BACK)
        return cleaned


class NamedForm(forms.Form):
    """Somebody, tapped from the names the child has said before, or written.

    Names that were found and the child has not said are never offered: the child
    holds the tablet.
    """

    hides_optional = True
    known = OneOf(label="Is it one of these?", required=False)
    name = line("Who is it?")

    def __init__(self, data: Any, known: Sequence[str], initial: Any) -> None:
        super().__init__(data, initial=initial)
        if known and not initial:
            self.fields["known"].choices = [(one, one) for one in known]  # type: ignore[attr-defined]
            self.fields["name"].label = "Or somebody else?"
        else:
            del self.fields["known"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["who"] = cleaned.get("name") or cleaned.get("known") or ""
        if not cleaned["who"] and not self.errors:
            self.add_error("name", "Say who it is")
        return cleaned


class WhoTapForm(NamedForm):
    mark = OneOf(label="Did you feel safe with them?", choices=SAFE, required=False)
    wants_contact = ticked("I want to see them again")

    def __init__(
        self, data: Any = None, *, known: Sequence[str], standing: PlacePerson | None
    ) -> None:
        initial = _initial(standing, "name", "mark", "wants_contact")
        super().__init__(data, known, initial)

    @property
    def person(self) -> PlacePerson:
        told = self.cleaned_data
        return PlacePerson(told["who"], told["mark"], told["wants_contact"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            place = PlaceLine("Here", "", (self.person,))
            read = read_places(
                place_line(place), born=None, child="", today=timezone.localdate()
            )
            if read.places != [place]:
                self.add_error("name", NOT_READ_BACK)
        return cleaned


class ConnectionTapForm(NamedForm):
    tie = one_of("What joins you?", Tie.choices(), "Choose love, blood or spirit")
    strength = one_of("How strong is it?", STRONG, "Choose how strong it is")
    often = one_of(
        "How much are you in touch?",
        [(one.value, phrases.capital(one.label)) for one in Often],
        "Choose how much you are in touch",
    )
    where = OneOf(
        label="Where are they now?",
        choices=[*Whereabouts.choices(), NOTHING],
        required=False,
    )
    wish = line("What do you wish?", help_text="“Stay over”, “a photo of her”")

    def __init__(
        self, data: Any = None, *, known: Sequence[str], standing: ConnectionLine | None
    ) -> None:
        initial = _initial(standing, "name", "tie", "often", "where", "wish")
        if standing:
            initial["strength"] = str(standing.strength)
        super().__init__(data, known, initial)

    @property
    def connection(self) -> ConnectionLine:
        told = self.cleaned_data
        return ConnectionLine(
            told["who"], told["tie"], int(told["strength"]), told["often"],
            told["wish"], where=told["where"],
        )  # fmt: skip

    @property
    def line(self) -> str:
        return connection_line(self.connection)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            read = read_connections(self.line)
            if read.connections != [self.connection]:
                self.add_error("name", NOT_READ_BACK)
        return cleaned


def _initial(standing: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(standing, name) for name in names} if standing else {}
