"""What parents say, what a manager decides, how a child was told, what they keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import (
    LONGEST_REASON,
    NOT_YET,
    Choice,
    Line,
    Words,
)
from kinfold.voice.selectors.rows import ChildRow, SayNeeded
from kinfold_core.practice import story
from kinfold_core.practice.story import (
    CopyDetails,
    ReadingDetails,
    SayDetails,
)

OTHER = "other"


def _today_or_before(label: str) -> DayField:
    return DayField(label=label, latest=timezone.localdate, error_messages=NOT_YET)


class SayForm(forms.Form):
    hides_optional = True
    who_other = Line(
        label="Their name, if it is somebody else",
        required=False,
        help_text="And how they know the children, for example “Nan Jo (Leanne's mum)”",
    )
    part = Choice(
        label="Who are they to the children?",
        choices=[(p.value, p.label) for p in story.Part],
    )
    answer = Choice(
        label="What do they say of the story as it is now?",
        choices=[("", "Choose"), *((a.value, a.label) for a in story.Answer)],
        error_messages={
            "required": "Choose what they say, or that they were not asked"
        },
    )
    words = Words(
        label="In their own words",
        rows=4,
        required=False,
        help_text="What should be changed, or how they would tell it",
    )
    why_not_asked = Line(
        label="If they were not asked: why?",
        longest=LONGEST_REASON,
        required=False,
        help_text="What would happen if they read it, or what was tried",
    )
    said_on = _today_or_before("When?")

    def __init__(
        self, data: Any = None, *, parents: Sequence[SayNeeded], chosen: str = ""
    ) -> None:
        super().__init__(data)
        self.parents = {str(parent.person_id): parent for parent in parents}
        self.fields["who"] = Choice(
            label="Who?",
            choices=[
                ("", "Choose"),
                *((key, parent.name) for key, parent in self.parents.items()),
                (OTHER, "Somebody else"),
            ],
            error_messages={"required": "Choose who, or choose somebody else"},
        )
        self.initial.update({"said_on": timezone.localdate(), "who": chosen})
        self.order_fields(["who", "who_other", "part", "answer"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        parent = self.parents.get(cleaned.get("who") or "")
        name = parent.name if parent else cleaned.get("who_other") or ""
        if not name and not {"who", "who_other"} & self.errors.keys():
            self.add_error("who_other", "Write their name")
        if not self.errors:
            cleaned["details"] = SayDetails(
                name=name,
                person_id=parent.person_id if parent else None,
                part=story.Part.PARENT.value if parent else cleaned["part"],
                answer=cleaned["answer"],
                words=cleaned["words"],
                why_not_asked=cleaned["why_not_asked"],
                said_on=cleaned["said_on"],
            )
        return cleaned


class DecisionForm(forms.Form):
    decided = Choice(
        label="What do you decide?",
        choices=[("", "Choose"), *((d.value, d.label) for d in story.Decided)],
        error_messages={"required": "Choose what you decide"},
    )
    reason = Words(
        label="Why?",
        rows=4,
        longest=4_000,
        help_text="The child may read this one day.",
        error_messages={"required": "Say why, so that it can be understood later"},
    )


class _OfChild(forms.Form):
    hides_optional = True

    def __init__(
        self, data: Any = None, *, children: Sequence[ChildRow], chosen: str = ""
    ) -> None:
        super().__init__(data)
        self.children = {str(child.child_id): child for child in children}
        self.fields["child"] = Choice(
            label="Which child?",
            choices=[
                ("", "Choose"),
                *((key, child.called) for key, child in self.children.items()),
            ],
            error_messages={"required": "Choose the child"},
        )
        only = next(iter(self.children), "") if len(self.children) == 1 else ""
        self.initial["child"] = chosen or only


class ReadingForm(_OfChild):
    read_on = _today_or_before("When was it read?")
    place = Line(
        label="Where?",
        help_text="For example: at Nan Jo's, on the sofa",
        error_messages={"required": "Say where it was read"},
    )
    how = Choice(label="How?", choices=[(h.value, h.label) for h in story.How])
    read_by = Line(
        label="Who read it?",
        help_text="Best of all a parent, with you beside them",
        error_messages={"required": "Say who read it"},
    )
    with_whom = Line(
        label="Who else was there?",
        longest=300,
        required=False,
        help_text="Of the family, the network, and who else knows that it was read",
    )
    child_words = Words(
        label="What did the child say or show?",
        rows=4,
        required=False,
        help_text="Their own words. They are kept as they are and never changed.",
    )
    child_questions = Words(label="What did the child ask?", rows=2, required=False)
    who_answers = Line(label="Who answers, and when?", longest=300, required=False)

    def __init__(self, data: Any = None, *, reader: str, **options: Any) -> None:
        super().__init__(data, **options)
        self.initial.update({"read_on": timezone.localdate(), "read_by": reader})
        self.order_fields(["child"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            asked = {n: v for n, v in cleaned.items() if n != "child"}
            child = self.children[cleaned["child"]]
            cleaned["details"] = ReadingDetails(child_id=child.child_id, **asked)
        return cleaned


class CopyForm(_OfChild):
    form = Choice(
        label="What was the child given?",
        choices=[(f.value, f.label) for f in story.CopyForm],
    )
    kept_where = Line(
        label="Where does the child keep it?",
        required=False,
        help_text="If they want to say. It is theirs.",
    )
    why_not = Line(label="If nothing yet: why?", longest=LONGEST_REASON, required=False)
    given_on = _today_or_before("When?")

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.initial["given_on"] = timezone.localdate()
        self.order_fields(["child"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            asked = {n: v for n, v in cleaned.items() if n != "child"}
            child = self.children[cleaned["child"]]
            cleaned["details"] = CopyDetails(child_id=child.child_id, **asked)
        return cleaned
