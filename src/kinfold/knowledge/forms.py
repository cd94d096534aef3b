"""What is asked about an item: parsed, never saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.knowledge.models import (
    LONGEST_BODY,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    Item,
    ItemUse,
    Topic,
)
from kinfold.knowledge.names import LOOKED_THROUGH, People, called_so, wants_naming
from kinfold.platform.fields import DayField
from kinfold.platform.likely_identifiers import DecidesIdentifiers
from kinfold.platform.word_fields import (
    LONGEST_REASON,
    NOT_YET,
    Address,
    Choice,
    ChooseMany,
    Line,
    Words,
)

Options = list[tuple[str, str]]
Reasons = Mapping[str, str]


def in_ten_years() -> date:
    return timezone.localdate() + timedelta(days=10 * 366)


def _any(label: str, choices: Any, every: str) -> Choice:
    return Choice(label=label, required=False, choices=[("", every), *choices])


class SearchForm(forms.Form):
    """What is looked for. What cannot be read is left out, never refused."""

    hides_optional = True
    words = Line(label="Words", required=False)
    kind = _any("Kind", Item.Kind.choices, "Every kind")
    topic = _any("About", Topic.choices, "Everything")
    language = _any("Language", Item.Language.choices, "Every language")
    rights = _any("Rights", Item.Rights.choices, "Any rights")
    collection = Choice(label="Collection", required=False)

    def __init__(self, data: Any, *, collections: list[str]) -> None:
        super().__init__(data)
        names: Options = [("", "No collection"), *((one, one) for one in collections)]
        self.fields["collection"].choices = names  # type: ignore[attr-defined]


class ItemForm(forms.Form):
    kind = Choice(
        label="What is it?",
        choices=Item.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    title = Line(
        label="What is it called?",
        longest=LONGEST_TITLE,
        error_messages={"required": "Give it a title"},
    )
    summary = Words(
        label="What is it, in a sentence or two?",
        rows=2,
        longest=LONGEST_SUMMARY,
        help_text="Your own words, so that people know whether to open it",
        error_messages={"required": "Say what it is in a sentence or two"},
    )
    topics = ChooseMany(
        label="What is it about?",
        choices=Topic.choices,
        required=False,
        help_text="The pages about these point to it",
    )
    rights = Choice(
        label="Whose is it?",
        choices=Item.Rights.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose it is"},
    )
    attribution = Line(
        label="How do they want to be named?",
        longest=300,
        required=False,
        help_text="Needed unless it is our own writing",
    )
    may_adapt = forms.BooleanField(label="It may be adapted", required=False)
    rights_until = DayField(
        label="When are the rights looked at again?",
        required=False,
        latest=in_ten_years,
    )
    link = Address(label="A link to it", required=False)
    body = Words(
        label="The text",
        rows=10,
        longest=LONGEST_BODY,
        required=False,
        help_text="Leave it empty if it may only be linked to. Write no real names. "
        "A line that begins with ## is a heading, and one with - a point of a list",
    )
    language = Choice(
        label="In which language?",
        choices=Item.Language.choices,
        initial="en",
        error_messages={"required": "Choose a language"},
    )
    written_on = DayField(
        label="When was it written?",
        required=False,
        latest=timezone.localdate,
        error_messages=NOT_YET,
    )
    reviewed_on = DayField(
        label="When was it last looked through?",
        required=False,
        latest=timezone.localdate,
        error_messages=NOT_YET,
    )


class RowForm(ItemForm):
    """An item as a row of a file says it. Its names are looked for when it is kept."""

    seen_by = Choice(
        label="Who sees it?",
        choices=[("all", "Everybody in the programme"), ("us", "Our authority alone")],
        initial="all",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who sees it"},
    )

    def __init__(self, data: Any = None, *, is_of_place: bool) -> None:
        super().__init__(data)
        if not is_of_place:
            del self.fields["seen_by"]


class NamesForm(DecidesIdentifiers):
    """Whom they want named, and what was decided before, is not asked again."""

    looked_through: tuple[str, ...] = LOOKED_THROUGH

    def reasons_for(self, people: People) -> Mapping[str, str]:
        rights, named = map(self.cleaned_data.get, ("rights", "attribution"))
        return {**wants_naming(rights or "", named or "", people), **self.reasons}


class AddForm(NamesForm, RowForm):
    """An item, with each likely name in it decided on."""


class ChangeForm(NamesForm, ItemForm):
    looked_through = (*LOOKED_THROUGH, "why")

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    why = Line(
        label="Why is it changed?",
        longest=LONGEST_REASON,
        error_messages={"required": "Say why it is changed"},
    )

    def __init__(self, data: Any = None, *, initial: Any, reasons: Reasons) -> None:
        super().__init__(data, initial=initial)
        self.reasons = reasons


class WithdrawForm(DecidesIdentifiers):
    looked_through = ("why",)

    why = Line(
        label="Why is it withdrawn?",
        longest=LONGEST_REASON,
        error_messages={"required": "Say why it is withdrawn"},
    )


class RateForm(DecidesIdentifiers):
    looked_through = ("words",)

    score = forms.TypedChoiceField(
        label="How useful is it?",
        choices=[
            (1, "1, not useful"),
            (2, "2"),
            (3, "3, of some use"),
            (4, "4"),
            (5, "5, very useful"),
        ],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a number"},
    )
    words = Line(
        label="What was it useful for, or not?",
        longest=LONGEST_REASON,
        required=False,
        help_text="Shown without your name once five people have answered. "
        "Write nothing about a family",
    )

    def __init__(self, data: Any = None, *, initial: Any, reasons: Reasons) -> None:
        super().__init__(data, initial=initial)
        self.reasons = reasons


class UseForm(DecidesIdentifiers):
    looked_through = ("words",)

    where = Choice(
        label="Where was it used?",
        choices=ItemUse.Where.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where it was used"},
    )
    used_on = DayField(
        label="On which day?",
        latest=timezone.localdate,
        error_messages={"required": "Give the day", **NOT_YET},
    )
    words = Line(
        label="What was it called?",
        required=False,
        help_text="Such as the name of the workshop. Empty for work with a family: "
        "the bank names no family",
    )


class CollectForm(DecidesIdentifiers):
    looked_through = ("collection",)

    collection = Line(
        label="Which collection?",
        longest=80,
        help_text="The name of one there is, or of a new one",
        error_messages={"required": "Give the collection a name"},
    )

    def __init__(self, data: Any = None, *, names: Sequence[str]) -> None:
        super().__init__(data)
        self.reasons = called_so(names)


class TakeOutForm(forms.Form):
    collection = Choice(
        label="Out of which collection?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a collection"},
    )

    def __init__(self, data: Any = None, *, names: Sequence[str]) -> None:
        super().__init__(data)
        self.fields["collection"].choices = [(one, one) for one in names]  # type: ignore[attr-defined]
