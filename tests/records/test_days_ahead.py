"""A planned day, mistyped by years, is asked again: nobody would be reminded."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils import timezone

import kinfold
from kinfold.child_tools.forms.finishing import FinishForm
from kinfold.commitments.forms.ask import AskForm
from kinfold.family_time.forms import StepForm as TimeStepForm
from kinfold.kinship.forms.happening import LookForm, SupportForm
from kinfold.kinship.forms.option import StepForm as KinStepForm
from kinfold.meetings.forms.ending import EndingForm
from kinfold.meetings.forms.writing import StepForm
from kinfold.monitoring.forms.review import ReviewForm
from kinfold.planning.forms.steps import LiveForm
from kinfold.practice.forms.entry import EntryForm
from kinfold.supervision.forms.group import DraftForm
from kinfold.trajectory.forms.road import MilestoneForm, MoveForm
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
    "the next look at a plan": lambda: ReviewForm.base_fields["next_review_on"],
    "the first look at a plan": lambda: LiveForm.base_fields["review_on"],
    "a step of family time": lambda: TimeStepForm.base_fields["planned_on"],
    "help for kin": lambda: SupportForm.base_fields["started_on"],
    "a look at help for kin": lambda: SupportForm.base_fields["review_on"],
    "the next look at it": lambda: LookForm.base_fields["next_review_on"],
    "the first day of a promise": lambda: AskForm.base_fields["from_on"],
    "a step of the road": lambda: MilestoneForm.base_fields["target_on"],
    "a step that moves": lambda: MoveForm.base_fields["to_on"],
}
FREE = {
    ("platform/views/design.py", "When were they born?"): "an example, kept nowhere",
    ("platform/forms.py", "From"): "narrows a list, and nothing is kept",
    ("platform/forms.py", "To"): "narrows a list, and nothing is kept",
    ("practice/forms/entry.py", "When was it done?"): "the deed takes no day to come",
    ("child_words/forms/sharing.py", "When was the child told?"): "the same",
    ("trajectory/forms/immediate.py", "Until when does it hold?"): "days, by a rule",
    ("trajectory/forms/immediate.py", "Until when does it go on?"): "days, by a rule",
    ("extracts/forms.py", "From"): "no later than the last day, by a rule",
    ("extracts/forms.py", "The last day it can be had"): "ninety days, by a rule",
    ("change_stories/forms.py", "Until which day may it be shown?"): "years, by a rule",
}
"""Days that the field itself lets run on: who holds them, or why nobody need."""


@pytest.mark.parametrize("name", PLANNED)
def test_a_planned_day_is_within_a_year(name: str) -> None:
    field, today = PLANNED[name](), timezone.localdate()
    with pytest.raises(ValidationError, match="within a year from today"):
        field.clean(["1", "2", "2099"])
    soon = [str(today.day), str(today.month), str(today.year)]
    assert field.clean(soon) == today


def test_a_promise_may_last_a_childhood_and_no_longer() -> None:
    field, year = AskForm.base_fields["until_on"], timezone.localdate().year
    assert field.clean(["1", "2", str(year + 18)]).year == year + 18
    with pytest.raises(ValidationError, match="within 25 years from today"):
        field.clean(["1", "2", str(year + 27)])


def days_without_a_last() -> Iterator[tuple[str, str]]:
    """File and label of every field for a day that is written without `latest`."""
    root = Path(kinfold.__file__).parent
    for file in sorted(root.rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text())):
            if not isinstance(call, ast.Call) or ast.unparse(call.func) != "DayField":
                continue
            given = {one.arg: one.value for one in call.keywords}
            if "latest" not in given:
                label = ast.literal_eval(given["label"])
                yield file.relative_to(root).as_posix(), label


def test_every_day_of_every_form_has_a_last_one_or_a_reason() -> None:
    assert set(days_without_a_last()) == set(FREE)
