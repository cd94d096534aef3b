"""Asking who stays, how the meeting to end went, and how the work ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kinfold.networks.forms.fields import ChooseMany, OneOf, OverNewest, past_day
from kinfold.platform.word_fields import LONGEST_NAME, LONGEST_REASON, Line, Words
from kinfold.stages.models import Ending
from kinfold_core.practice.ending import ExitMeetingDetails, LongHaulDetails

MOST_NAMES = 40


class Names(Words):
    """Names, each on a line of its own or parted by commas; each once."""

    def clean(self, value: Any) -> tuple[str, ...]:
        text = str(super().clean(value)).replace(",", "\n")
        names = tuple(
            dict.fromkeys(" ".join(line.split()) for line in text.split("\n"))
        )
        found = tuple(name for name in names if name)
        if len(found) > MOST_NAMES:
            raise ValidationError(f"Write {MOST_NAMES} names at most")
        if any(len(name) > LONGEST_NAME for name in found):
            raise ValidationError(
                "One of these is too long for a name. Put each on its own line"
            )
        if self.required and not found:
            raise ValidationError(self.error_messages["required"], code="required")
        return found

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


def _answered(form: forms.Form) -> dict[str, Any]:
    """What was answered, without what the page carries along."""
    return {k: v for k, v in form.cleaned_data.items() if k != "version"}


class LongHaulForm(OverNewest):
    """`people`: the names to choose from, of the network and the grown-ups at home."""

    who_stays = ChooseMany(
        label="Who stays?",
        help_text="The people the children can count on for years.",
        error_messages={"required": "Say who stays"},
    )
    others = Names(
        label="Who else stays?",
        help_text="Whoever is not on the list, one on each line. They are added to the "
        "network.",
        rows=2,
        required=False,
        error_messages={"required": "Say who stays"},
    )
    coordinator = Line(
        label="Who calls everybody together?",
        error_messages={"required": "Say who calls everybody together"},
    )
    rhythm = Line(
        label="How often do they meet, or ring?",
        help_text="“Sunday dinner at Nan's, and Raj rings Kai every month.”",
        longest=LONGEST_REASON,
        error_messages={"required": "Say how often they meet or ring"},
    )
    triggers = Words(
        label="What would bring everybody together again?",
        help_text="What somebody would see or hear first, in the family's words.",
        error_messages={"required": "Say what brings everybody together again"},
    )
    who_to_ring = Words(
        label="Whom would you ring, when, and how?",
        help_text="Their own people first, then the number of the service.",
        required=False,
    )
    emergency = Words(
        label="Who comes at once, at any hour?",
        help_text="By name, and who stands in when they cannot.",
        rows=2,
        required=False,
    )
    turning_points = Words(
        label="Which days ahead could be hard, or good to meet on?",
        help_text="Birthdays, a new school, 16 and 18, a new baby, "
        "somebody coming home.",
        required=False,
    )
    child_copy = Line(
        label="How do the children have it?",
        help_text="“A drawing of who to ring, inside the kitchen cupboard.”",
        longest=LONGEST_REASON,
        required=False,
    )
    agreed_on = past_day("When did you agree on it?")

    def __init__(
        self, data: Any = None, *, initial: dict[str, Any], people: Iterable[str]
    ) -> None:
        super().__init__(data, initial=initial)
        self._called = {name.casefold(): name for name in people}
        chosen, others = self.fields["who_stays"], self.fields["others"]
        chosen.choices = [  # type: ignore[attr-defined]
            (name, name) for name in self._called.values()
        ]
        # one of the two is needed, and the first where there is anybody to tick
        has_others = bool(data and str(data.get("others", "")).replace(",", "").strip())
        chosen.required = bool(self._called) and not has_others
        others.required = not self._called
        if not self._called:
            chosen.widget = forms.MultipleHiddenInput()

    def clean(self) -> dict[str, Any]:
        """Who stays is one list, however its names came; each is on it once."""
        cleaned = super().clean() or self.cleaned_data
        others = [self._called.get(n.casefold(), n) for n in cleaned.pop("others", ())]
        stay = dict.fromkeys([*cleaned.get("who_stays", ()), *others])
        return cleaned | {"who_stays": tuple(stay)}

    @property
    def details(self) -> LongHaulDetails:
        return LongHaulDetails(**_answered(self))


class _GivenAndAsked(OverNewest):
    copies_given_to = Line(
        label="Who was given the plan as it stands?",
        longest=LONGEST_REASON,
        required=False,
    )
    feedback_offered = Line(
        label="How were they asked how it was for them?",
        help_text="The questions, and somebody else to ask them if they like.",
        longest=LONGEST_REASON,
        required=False,
    )


class GivenAndAskedForm(_GivenAndAsked):
    """What the record of a meeting, `told`, does not say of itself."""

    def __init__(
        self, data: Any = None, *, told: ExitMeetingDetails, **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.told = told

    @property
    def details(self) -> ExitMeetingDetails:
        return replace(self.told, **_answered(self))


class ExitMeetingForm(_GivenAndAsked):
    held_on = past_day("When did you meet?")
    people = Names(
        label="Who came?",
        help_text="Children, family, friends and workers. One on each line.",
        error_messages={"required": "Say who came"},
    )
    said = Words(
        label="What did people say?",
        help_text="What has changed, what each of them will do, and how it was to end.",
        rows=5,
        error_messages={"required": "Write what was said"},
    )
    field_order = ("held_on", "people", "said")

    @property
    def details(self) -> ExitMeetingDetails:
        return ExitMeetingDetails(**_answered(self))


class EndForm(forms.Form):
    """`is_open`: something on the list is; then "as agreed" is no choice."""

    ended_on = past_day("On which day does it end?")
    how = OneOf(
        label="How does the work end?",
        error_messages={"required": "Choose how it ends"},
    )
    reason = Words(
        label="Why does it end?",
        longest=LONGEST_REASON,
        help_text="In words the family would accept: they can read this",
        error_messages={"required": "Say why it ends"},
    )

    def __init__(self, data: Any = None, *, is_open: bool) -> None:
        super().__init__(data)
        choices: Iterable[tuple[str, str]] = Ending.How.choices
        self.fields["how"].choices = [  # type: ignore[attr-defined]
            (key, label)
            for key, label in choices
            if not (is_open and key == Ending.How.AS_AGREED)
        ]
