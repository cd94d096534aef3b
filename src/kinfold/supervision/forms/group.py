"""Planning a group supervision, writing in it, and ending it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from kinfold.networks.forms.fields import day_within_a_year
from kinfold.platform.word_fields import LONGEST_REASON, Choice, Line, Words
from kinfold.supervision.details import DraftDetails, LearningDetails, SessionDetails
from kinfold.supervision.forms.fields import (
    Choices,
    id_of,
    number_choice,
    number_of,
    who_choice,
)
from kinfold_core.practice.running_order import LONGEST_STEP, STEPS

MOST_SEATS = 30
MINE = "mine"
OTHER = "other"


class SessionForm(forms.Form):
    """Who brings which family, who leads, when, and what for."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    planned_on = day_within_a_year(
        "Which day?",
        earliest=lambda: timezone.localdate() - timedelta(days=365),
        error_messages={
            "too_early": "Enter a day of the last twelve months, or a later one"
        },
    )
    place = Line(
        label="When and where?", help_text="For example, 10:30, Room 2", required=False
    )
    presenter_goal = Words(
        label="What would make this time worth it?",
        help_text="In the words of the worker who brings the family.",
        rows=2,
        required=False,
    )
    what_is_hard = Words(label="What is hard just now?", rows=2, required=False)
    clarity_before = number_choice(
        "How clear is the worker about what to do next?",
        "0: going round in circles. 10: I know what I will do and why.",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        workers: Choices,
        mates: Choices,
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["presenter"] = who_choice("Who brings this family?", workers)
        self.fields["facilitator"] = who_choice("Who leads the group?", workers)
        self.fields["advisor"] = who_choice(
            "Who advises the one who leads?", workers, nobody="Nobody", required=False
        )
        self.fields["attendees"] = forms.MultipleChoiceField(
            label="Who else sits in the group?",
            help_text="Four to ten people work well. Whoever else writes in the "
            "session is added.",
            choices=list(mates),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            error_messages={"invalid_choice": "Somebody here has left. Choose again"},
        )
        self.order_fields(
            ["version", "planned_on", "place", "presenter", "facilitator", "advisor",
             "attendees"]
        )  # fmt: skip

    def clean_attendees(self) -> tuple[UUID, ...]:
        chosen = self.cleaned_data["attendees"]
        if len(chosen) > MOST_SEATS:
            raise forms.ValidationError(
                f"{len(chosen)} people are too many for one group. "
                f"Choose {MOST_SEATS} at most"
            )
        return tuple(UUID(one) for one in chosen)

    def details(self) -> SessionDetails:
        cleaned = self.cleaned_data
        return SessionDetails(
            planned_on=cleaned["planned_on"],
            place=cleaned["place"],
            presenter_id=UUID(cleaned["presenter"]),
            facilitator_id=UUID(cleaned["facilitator"]),
            advisor_id=id_of(self, "advisor"),
            attendee_ids=cleaned["attendees"],
            presenter_goal=cleaned["presenter_goal"],
            what_is_hard=cleaned["what_is_hard"],
            clarity_before=number_of(self, "clarity_before"),
        )


class CallOffForm(forms.Form):
    reason = Line(
        label="Why is it called off?",
        longest=LONGEST_REASON,
        error_messages={"required": "Say why it is called off"},
    )


class LearningForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    learned = Words(
        label="What did each of us learn?",
        help_text="About this family, about our work, about how the group worked.",
        rows=5,
        error_messages={"required": "Write at least one thing that somebody learned"},
    )
    outcome = Words(
        label="What may the family be told of it?",
        help_text="What came of it, in words they would use. They are told this and "
        "never what was said in the group.",
        rows=3,
        required=False,
    )
    for_others = Words(
        label="What can colleagues beyond this group learn from it?",
        help_text="Everybody here who works with families may read this. Name nobody: "
        "“Mum”, “the younger child”, “the worker”.",
        rows=3,
        required=False,
    )
    clarity_after = number_choice(
        "How clear is the worker now about what to do next?",
        "0: going round in circles. 10: I know what I will do and why.",
    )

    def details(self) -> LearningDetails:
        return LearningDetails(
            learning_points=self.cleaned_data["learned"],
            outcome=self.cleaned_data["outcome"],
            for_others=self.cleaned_data["for_others"],
            clarity_after=number_of(self, "clarity_after"),
        )


class OrderForm(forms.Form):
    """How many minutes a team gives to each step."""

    def __init__(self, data: Any = None, *, minutes: tuple[int, ...]) -> None:
        super().__init__(data)
        for number, (step, now) in enumerate(zip(STEPS, minutes, strict=True), 1):
            self.fields[f"step_{number}"] = forms.IntegerField(
                label=f"{number}. {step.title}",
                help_text="minutes",
                min_value=1,
                max_value=LONGEST_STEP,
                initial=now,
                widget=forms.NumberInput({"class": "govuk-input--width-3"}),
                error_messages={
                    name: f"Give step {number} 1 to {LONGEST_STEP} minutes"
                    for name in ("required", "invalid", "min_value", "max_value")
                },
            )

    def minutes(self) -> tuple[int, ...]:
        return tuple(self.cleaned_data[f"step_{n}"] for n in range(1, len(STEPS) + 1))


class DraftForm(forms.Form):
    """What one colleague writes. Asked for each kind in its own words."""

    text = Words(rows=3)
    ASKS = {
        "danger": ("What has happened that worries you?", "What was seen or heard."),
        "goal": ("What will people be seeing when this is sorted?", "Day to day."),
        "question": (
            "What would you ask?",
            "About what already works: when, how, who helped, what else?",
        ),
        "next_step": ("What will you do next?", "Small enough for this week."),
    }

    def __init__(self, data: Any = None, *, kind: str, leads: bool) -> None:
        super().__init__(data, auto_id=f"id_{kind}_%s")
        self.kind = kind
        label, help_text = self.ASKS[kind]
        self.fields["text"].label = label
        self.fields["text"].help_text = help_text
        self.fields["text"].error_messages["required"] = "Write something first"
        if kind == "danger":
            self.fields["might_happen"] = Words(
                label="What might happen to the children if nothing changes?",
                rows=2,
                required=False,
            )
        if kind == "goal":
            for end, label in (("0", "at its worst"), ("10", "when all could relax")):
                self.fields[f"anchor_{end}"] = Words(
                    label=f"What would {end} be, {label}?", rows=2, required=False
                )
        if kind == "question":
            self.fields["audience"] = Choice(
                label="For whom?",
                choices=[
                    ("", "Choose"),
                    ("parents", "The parents"),
                    ("child", "The children"),
                    ("network", "Family and friends"),
                ],
                error_messages={"required": "Say for whom the question is"},
            )
        if kind == "next_step":
            self.fields["due_on"] = day_within_a_year("By when?", required=False)
        else:
            self._ask_author(leads)

    def _ask_author(self, leads: bool) -> None:
        """Whoever leads the group may type in for somebody without a screen."""
        self.fields["is_author_shown"] = forms.BooleanField(
            label="Let the group know that these are my words", required=False
        )
        if not leads:
            return
        self.fields["whose"] = Choice(
            label="Whose words are these?",
            choices=[
                (MINE, "Mine"),
                (OTHER, "A colleague's: I type them in"),
            ],
            required=False,
        )
        self.fields["author_name"] = Line(
            label="Their name, if they want it known", required=False
        )

    def details(self, worker_id: UUID) -> DraftDetails:
        cleaned = self.cleaned_data
        is_mine = cleaned.get("whose") != OTHER
        name = "" if is_mine else cleaned.get("author_name", "")
        return DraftDetails(
            kind=self.kind,
            text=cleaned["text"],
            might_happen=cleaned.get("might_happen", ""),
            anchor_0=cleaned.get("anchor_0", ""),
            anchor_10=cleaned.get("anchor_10", ""),
            audience=cleaned.get("audience", ""),
            due_on=cleaned.get("due_on"),
            author_id=worker_id if is_mine else None,
            author_name=name,
            is_author_shown=bool(cleaned.get("is_author_shown") if is_mine else name),
        )


class NumberForm(forms.Form):
    """A colleague's number in the session, with the reason."""

    value = number_choice("Where do you put it, from 0 to 10?", required=True)
    reason = Words(
        label="What makes it that high, and not lower?",
        rows=2,
        error_messages={"required": "Say why: the reason matters more than the number"},
    )
    one_higher = Words(label="What would make it one higher?", rows=2, required=False)

    def __init__(self, data: Any = None, *, dangers: Choices) -> None:
        super().__init__(data, auto_id="id_number_%s")
        self.fields["danger"] = Choice(
            label="About which danger?",
            choices=[("", "The family as a whole"), *dangers],
            required=False,
        )
        self.fields["rater_name"] = Line(
            label="Whose number, if it is not yours?", required=False
        )
        self.order_fields(["danger"])

    @property
    def value_given(self) -> Decimal:
        return Decimal(self.cleaned_data["value"])

    @property
    def danger_id(self) -> UUID | None:
        return id_of(self, "danger")
