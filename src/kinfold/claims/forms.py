"""What is written of a theory and of what is learned: parsed, never saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinfold.platform.word_fields import (
    LONGEST_REASON,
    Address,
    Choice,
    ChooseMany,
    Line,
    SomeDay,
    Words,
)
from kinfold.records.forms.fields import day_within_a_year
from kinfold_core.practice.claim_strength import KIND_WORDS, QUALITY, SAYS_WORDS
from kinfold_measures.catalogue import ALL_THEMES, BY_CODE

Choices = Sequence[tuple[Any, str]]
NO_NAMES = "Name no child, no family and nobody from a record"
CHOOSE = ("", "Choose one")
WHOLE_PROGRAMME = ("", "The whole programme")
VERSION: Any = {"widget": forms.HiddenInput, "required": False, "min_value": 0}


def measure_choices() -> list[Any]:
    return [
        (theme, [(code, BY_CODE[code].title) for code in codes])
        for theme, codes in ALL_THEMES
    ]


class ChoosingForm(forms.Form):
    """A form whose lists come from the page: `choices` by the name of the field."""

    def __init__(
        self,
        data: Any = None,
        *,
        choices: dict[str, Choices] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        for name, found in (choices or {}).items():
            if len(found) > 1 or self.fields[name].required:
                self.fields[name].choices = found  # type: ignore[attr-defined]
            else:
                del self.fields[name]  # nothing to choose from


class NodeForm(forms.Form):
    """What one thing in the theory says, and which figures would show it."""

    version = forms.IntegerField(**VERSION)
    words = Line(
        label="What is it, in a few words?",
        help_text="As it would stand after “if”: “leaders stay close to the practice”",
        error_messages={"required": "Say in a few words what it is"},
    )
    indicators = ChooseMany(
        label="Which published figures would show it?", required=False
    )
    is_kept = forms.TypedChoiceField(
        label="Does it stay in the picture?",
        choices=[("yes", "Yes"), ("no", "No, drop it and the claims about it")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it stays"},
    )
    why = Line(
        label="Why?",
        longest=LONGEST_REASON,
        help_text="What you saw or read that makes you say so",
        error_messages={"required": "Say why, so that others can follow"},
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["indicators"].choices = measure_choices()  # type: ignore[attr-defined]


class NewNodeForm(NodeForm):
    kind = Choice(
        label="What kind of thing is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of thing it is"},
    )
    field_order = ["kind", "words", "indicators", "why"]

    def __init__(self, data: Any = None, *, kinds: Choices, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        del self.fields["is_kept"], self.fields["version"]


class ClaimForm(forms.Form):
    """Why one thing should lead to another, and where."""

    version = forms.IntegerField(**VERSION)
    because = Words(
        label="Why should the one lead to the other?",
        longest=LONGEST_REASON,
        help_text="As it would stand after “because”",
        error_messages={"required": "Say why the one should lead to the other"},
    )
    holds_where = Words(
        label="Where, or for whom, should it hold?",
        longest=LONGEST_REASON,
        required=False,
    )
    is_kept = forms.TypedChoiceField(
        label="Do you still claim it?",
        choices=[("yes", "Yes"), ("no", "No, drop it. Its evidence stays readable")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is still claimed"},
    )
    why = Line(
        label="Why do you change it?",
        longest=LONGEST_REASON,
        error_messages={"required": "Say why, so that others can follow"},
    )


class NewClaimForm(ClaimForm):
    cause = forms.TypedChoiceField(
        label="If …", coerce=int, error_messages={"required": "Choose what comes first"}
    )
    effect = forms.TypedChoiceField(
        label="… then",
        coerce=int,
        error_messages={"required": "Choose what it leads to"},
    )
    field_order = [
        "cause", "effect", "because", "holds_where", "why",
    ]  # fmt: skip

    def __init__(self, data: Any = None, *, nodes: Choices, **more: Any) -> None:
        super().__init__(data, **more)
        for name in ("cause", "effect"):
            self.fields[name].choices = [CHOOSE, *nodes]  # type: ignore[attr-defined]
        self.fields["why"].label = "Where does the claim come from?"
        del self.fields["is_kept"], self.fields["version"]


class EvidenceForm(ChoosingForm):
    """A piece of evidence, as it was found."""

    kind = Choice(
        label="What kind of evidence is it?",
        choices=[CHOOSE, *((k.value, words) for k, words in KIND_WORDS.items())],
        error_messages={"required": "Choose what kind of evidence it is"},
    )
    says = Choice(
        label="On which side is it?",
        choices=[(s.value, words) for s, words in SAYS_WORDS.items()],
        widget=forms.RadioSelect,
        help_text="Evidence against a claim is worth more to us than one more for it",
        error_messages={"required": "Say on which side it is"},
    )
    words = Words(
        label="What was found?",
        longest=1_000,
        help_text=NO_NAMES,
        error_messages={"required": "Say what was found"},
    )
    quality = forms.TypedChoiceField(
        label="How good is it?",
        coerce=int,
        choices=[(n, f"{n}. {words}") for n, words in QUALITY.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how good it is, from 1 to 5"},
    )
    facts = ChooseMany(
        label="Is any of this so?",
        required=False,
        choices=[
            ("is_independent", "It was found by somebody who has no stake in it"),
            ("is_comparative", "It compares with where the practice was not done"),
            ("is_of_fidelity", "It shows that the practice was really done"),
        ],
    )
    sample = Line(label="How many, and who?", required=False)
    source = Line(
        label="Where can it be looked up?",
        longest=500,
        error_messages={"required": "Say where it can be looked up"},
    )
    who_says = Line(
        label="Who says so?",
        help_text="The people or the body who found it",
        error_messages={"required": "Say who found it"},
    )
    day = SomeDay(
        label="When?",
        help_text="As well as you know it: “October 2020”",
        error_messages={"required": "Say when, as well as you know it"},
    )
    link = Address(
        label="Its address",
        required=False,
        help_text="Of the web, or of a page of Kinfold, such as a study’s or a theme’s",
    )
    notes = Words(label="What else should be known?", longest=1_000, required=False)
    of_authority = Choice(label="Of which authority is it?", required=False)


class WhyForm(forms.Form):
    why = Line(
        label="Why is it taken back?",
        longest=LONGEST_REASON,
        error_messages={"required": "Say why it is taken back"},
    )


class RivalForm(forms.Form):
    words = Words(
        label="What else could explain it?",
        longest=LONGEST_REASON,
        help_text="What a sceptic would say: other projects, other families, chance, "
        "another way of counting",
        error_messages={"required": "Say what else could explain it"},
    )


class RivalAnswerForm(forms.Form):
    version = forms.IntegerField(**VERSION)
    is_ruled_out = forms.TypedChoiceField(
        label="Is it ruled out?",
        choices=[("yes", "Yes"), ("no", "No, it is open")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is ruled out"},
    )
    how = Words(
        label="How do you know?",
        longest=LONGEST_REASON,
        error_messages={"required": "Say how you know"},
    )


class StoryForm(forms.Form):
    version = forms.IntegerField(**VERSION)
    story = Words(
        label="The story so far",
        rows=8,
        help_text="What would have to be true, what was seen, what is doubtful. "
        + NO_NAMES,
        error_messages={"required": "Tell what is known so far"},
    )


class StepForm(forms.Form):
    """Where a question stands."""

    version = forms.IntegerField(**VERSION)
    state = Choice(
        label="Where does it stand?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say where it stands"},
    )
    whose = Line(
        label="Who looks after it?",
        help_text="A worker's or a group's name",
        error_messages={"required": "Say who looks after it"},
    )
    by_when = day_within_a_year("By when?", required=False)
    said = Words(
        label="The answer, or why it is dropped",
        longest=1_000,
        required=False,
        help_text=NO_NAMES,
    )

    def __init__(self, data: Any = None, *, states: Choices, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["state"].choices = states  # type: ignore[attr-defined]


class QuestionForm(ChoosingForm):
    words = Words(
        label="What do you want to find out?",
        longest=LONGEST_REASON,
        help_text=NO_NAMES,
        error_messages={"required": "Ask the question"},
    )
    claim = Choice(label="Which claim is it about?", required=False)
    whose = Line(
        label="Who looks after it?",
        help_text="A worker's or a group's name",
        error_messages={"required": "Say who looks after it"},
    )
    by_when = day_within_a_year("By when?", required=False)
    of_authority = Choice(label="Of which authority is it?", required=False)


class CycleForm(ChoosingForm):
    """What is tried, from which day."""

    title = Line(
        label="What do you call it?",
        error_messages={"required": "Give it a name"},
    )
    planned = Words(
        label="What is planned, where and by whom?",
        rows=5,
        longest=4_000,
        help_text=NO_NAMES,
        error_messages={"required": "Say what is planned"},
    )
    start = day_within_a_year(
        "On which day does it start?",
        help_text="Written down now, before anybody looks at figures. It cannot be "
        "moved afterwards, only corrected with a reason",
        error_messages={"required": "Say on which day it starts"},
    )
    measure = Choice(label="Which figure would move first?", required=False)
    claim = Choice(label="Which claim does it try?", required=False)
    question = Choice(label="Which question does it belong to?", required=False)
    of_authority = Choice(label="Of which authority is it?", required=False)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["measure"].choices = [  # type: ignore[attr-defined]
            ("", "None that is published"),
            *measure_choices(),
        ]


class PartForm(forms.Form):
    version = forms.IntegerField(**VERSION)
    words = Words(rows=6, longest=4_000, help_text=NO_NAMES)

    def __init__(self, data: Any = None, *, asks: str, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["words"].label = asks
        self.fields["words"].error_messages["required"] = "Write something here"


class StartForm(forms.Form):
    version = forms.IntegerField(**VERSION)
    day = day_within_a_year(
        "On which day did it start?",
        error_messages={"required": "Say on which day it started"},
    )
    why = Line(
        label="Why was the day wrong?",
        longest=LONGEST_REASON,
        help_text="Both days are shown from then on",
        error_messages={"required": "Say why the day was wrong"},
    )
