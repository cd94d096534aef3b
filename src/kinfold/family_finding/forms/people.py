"""Who was found, many at once, and what is known of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinfold.family_finding.forms.fields import (
    DetailsForm,
    line,
    one_of,
    ticked,
    version,
    words,
)
from kinfold.networks.forms.fields import ChooseMany, past_day
from kinfold.networks.forms.member import SIDES
from kinfold.networks.models import NetworkMember
from kinfold.platform.word_fields import Choice, SomeDay
from kinfold_core import phrases
from kinfold_core.practice.family_finding.details import CheckDetails, WishDetails
from kinfold_core.practice.family_finding.rows import EpisodeRow, FoundDetails, FoundRow
from kinfold_core.practice.family_finding.typed import clashes, read_people
from kinfold_core.practice.family_finding.words import (
    Generation,
    Safety,
    SeenBy,
    Source,
    Wish,
)

GENERATIONS = [(key, phrases.capital(said)) for key, said in Generation.choices()]


class PeopleForm(forms.Form):
    """A list, one person a line, as it is said at a kitchen table."""

    hides_optional = True
    people = words(
        "Who belongs to the child, or to the parents?", "Write at least one name",
        "One person a line: name, who they are, whose side. For example: “Raj, uncle, "
        "father's side”", rows=12,
    )  # fmt: skip
    side = Choice(
        label="Whose side, where a line does not say?",
        choices=[("", "Each line says it"), *SIDES],
        required=False,
    )
    source = one_of(
        "Where do the names come from?", Source.choices(),
        "Choose where the names come from",
    )  # fmt: skip
    found_on = past_day("When?")
    are_others = ticked(
        "Who is called as somebody on the list is somebody else",
        "Tick this only when you were asked about it",
    )

    def __init__(self, data: Any = None, *, episode: EpisodeRow) -> None:
        super().__init__(data)
        self.episode = episode

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        read = read_people(cleaned.get("people", ""), side=cleaned.get("side", ""))
        errors = list(read.errors)
        if not cleaned.get("are_others"):
            errors += clashes(read.found, self.episode.people)
        if errors and "people" in cleaned:
            self.add_error("people", errors)
        cleaned["read"] = read.found
        return cleaned

    @property
    def details(self) -> list[FoundDetails]:
        cleaned = self.cleaned_data
        of_all = {"source": cleaned["source"], "found_on": cleaned["found_on"]}
        return [
            FoundDetails(
                name=one.name, relationship=one.relationship, side=one.side,
                generation=one.generation, **of_all,
            )
            for one in cleaned["read"]
        ]  # fmt: skip


class PersonForm(DetailsForm):
    makes = FoundDetails
    name = line("Name", "Write a name")
    relationship = line(
        "Who are they to the child?",
        help_text="For example: Leanne's cousin; the foster mum of 2019",
    )
    side = one_of(
        "Through whom do they belong?", SIDES, "Choose whose side they are on"
    )
    generation = Choice(
        label="Which generation?",
        choices=[("", "Not known yet"), *GENERATIONS],
        required=False,
    )
    source = one_of(
        "Where does the name come from?", Source.choices(),
        "Choose where the name comes from",
    )  # fmt: skip
    found_on = past_day("When were they found?")
    last_contact = SomeDay(
        label="When did the child last see or hear from them?",
        required=False,
        help_text="As well as it is known: “December 2019”, “about 2015”",
    )
    person_id = Choice(
        label="Are they somebody of the family's record?", required=False
    )
    is_verified = ticked("It is certain that this is the right person")
    version = version()

    def __init__(
        self,
        data: Any = None,
        *,
        standing: FoundRow,
        family: Sequence[tuple[str, str]],
    ) -> None:
        initial = {name: getattr(standing, name) for name in self.base_fields}
        when = standing.last_contact
        initial["last_contact"] = str(when) if when else ""
        initial["person_id"] = str(standing.person_id or "")
        super().__init__(data, initial=initial)
        self.fields["person_id"].choices = [("", "No"), *family]  # type: ignore[attr-defined]

    def clean_person_id(self) -> Any:
        return self.cleaned_data["person_id"] or None


class WishForm(DetailsForm):
    makes = WishDetails
    wish = one_of(
        "What does the child want?", Wish.choices(), "Choose what the child wants",
        "After a no nobody reaches for them, until the child says otherwise",
    )  # fmt: skip
    words = words("In the child's own words", "Write it in the child's own words")
    seen_by = one_of(
        "Who may know that this person was found?", SeenBy.choices(),
        "Ask the child who may know, and choose it here",
    )  # fmt: skip
    said_on = past_day("When did the child say it?")


class CheckForm(DetailsForm):
    makes = CheckDetails
    result = one_of(
        "What does the check say?", Safety.choices(), "Choose what the check says"
    )
    words = words(
        "What did you look at, and what did you see?",
        "Say what you looked at and what you saw", rows=3,
    )  # fmt: skip
    checked_on = past_day("When?")


class JoinForm(forms.Form):
    hides_optional = True
    roles = ChooseMany(
        label="What could they be for this family?",
        choices=NetworkMember.Role.asked(),
        required=False,
        help_text="Choose all that fit. The network's page says what they are told",
    )
