"""A planned day, mistyped by years, is asked again: nobody would be reminded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils import timezone

from kinfold.child_tools.forms.finishing import FinishForm
from kinfold.kinship.forms.option import StepForm as KinStepForm
from kinfold.meetings.forms.ending import EndingForm
from kinfold.meetings.forms.writing import StepForm
from kinfold.practice.forms.entry import EntryForm
from kinfold.supervision.forms.group import DraftForm
from kinfold.voice.forms.stories import StoryForm
from kinfold_core.practice.written import EntryDetails


def _next_step() -> EntryForm:
    step = EntryDetails(category="next_step", text="")
    return EntryForm(standing=step, people=(), dangers=())


PLANNED: dict[str, Callable[[], Field]] = {
    "the next meeting": lambda: EndingForm().fields["next_on"],
    "a step of a meeting": lambda: StepForm(chairs=()).fields["due_on"],
    "a step of a group supervision": lambda: DraftForm(
        kind="next_step", leads=False
    ).fields["due_on"],
    "a step on the map": lambda: _next_step().fields["due_on"],
    "kin who are looked at again": lambda: KinStepForm.base_fields["look_again_on"],
    "a story that is looked at again": lambda: StoryForm.base_fields["look_again_on"],
    "an answer to a child": lambda: FinishForm.base_fields["response_due_on"],
}


@pytest.mark.parametrize("name", PLANNED)
def test_a_planned_day_is_within_a_year(name: str) -> None:
    field, today = PLANNED[name](), timezone.localdate()
    with pytest.raises(ValidationError, match="within a year from today"):
        field.clean(["1", "2", "2099"])
    soon = [str(today.day), str(today.month), str(today.year)]
    assert field.clean(soon) == today
