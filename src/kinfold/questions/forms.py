"""Looking for questions, and writing them."""

from __future__ import annotations

from typing import Any

from django import forms

from kinfold.platform.word_fields import Choice, Line
from kinfold.questions.words import AUDIENCES, STAGES, TOPICS
from kinfold_core.practice.questions import Asked, Audience, Question, Stage, Topic

LONGEST_QUESTION = 300
LONGEST_SEARCH = 100


class SearchForm(forms.Form):
    """Narrows the library. Everything may be left."""

    hides_optional = True

    topic = Choice(
        label="About", required=False, choices=[("", "Anything"), *TOPICS.items()]
    )
    audience = Choice(
        label="Whom to ask",
        required=False,
        choices=[("", "Anybody"), *AUDIENCES.items()],
    )
    stage = Choice(
        label="To do what", required=False, choices=[("", "Any"), *STAGES.items()]
    )
    words = Line(label="Words in it", longest=LONGEST_SEARCH, required=False)
    mine = forms.BooleanField(label="Favourites", required=False)

    def asked(self) -> Asked:
        """What is looked for; what could not be read narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        return Asked(
            topic=Topic(chosen["topic"]) if chosen.get("topic") else None,
            audience=Audience(chosen["audience"]) if chosen.get("audience") else None,
            stage=Stage(chosen["stage"]) if chosen.get("stage") else None,
            words=chosen.get("words", ""),
        )

    @property
    def is_mine_only(self) -> bool:
        self.is_valid()
        return bool(self.cleaned_data.get("mine"))


class QuestionForm(forms.Form):
    """A question in the authority's own words."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    text = Line(
        label="What would you ask?",
        longest=LONGEST_QUESTION,
        help_text="Short and kind, in words you would say out loud",
        error_messages={"required": "Write the question as you would ask it"},
    )
    topic = Choice(
        label="What is it about?",
        choices=list(TOPICS.items()),
        error_messages={"required": "Choose what it is about"},
    )
    audience = Choice(
        label="Whom would you ask?",
        choices=list(AUDIENCES.items()),
        error_messages={"required": "Choose whom you would ask"},
    )
    stage = Choice(
        label="What does it do?",
        choices=list(STAGES.items()),
        error_messages={"required": "Choose what it does"},
    )

    def __init__(
        self, data: Any = None, *, standing: Question | None = None, version: int = 0
    ) -> None:
        super().__init__(data)
        self.initial["version"] = version
        if standing:
            for name in ("text", "topic", "audience", "stage"):
                self.initial[name] = getattr(standing, name)

    def question(self, key: str = "") -> Question:
        chosen = self.cleaned_data
        return Question(
            key=key,
            topic=Topic(chosen["topic"]),
            stage=Stage(chosen["stage"]),
            audience=Audience(chosen["audience"]),
            text=chosen["text"],
            is_ours=True,
        )
