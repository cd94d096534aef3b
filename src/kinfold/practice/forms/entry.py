"""Writing an entry on the map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import Choice, Line, SomeDay, Words
from kinfold.practice.forms.fields import (
    ShownForm,
    add_name_fields,
    clean_name,
)
from kinfold.practice.forms.harm import ask_harm, harm_of, matrix_of
from kinfold.records.forms.fields import day_within_a_year
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.map_questions import HARDER_FOR, QUESTIONS, Questions
from kinfold_core.practice.written import EntryDetails

DATE_HELP = "As well as you know: 3 May 2026, March 2026, or about 2024"
SOURCES = (
    ("child", "A child said it"),
    ("parent", "A parent or carer said it"),
    ("network", "Family or friends said it"),
    ("professional", "A professional said it"),
    ("observed", "I saw it"),
    ("record", "It is in a record"),
)


class EntryForm(ShownForm):
    """One entry; what is asked depends on its category."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(
        self,
        data: Any = None,
        *,
        standing: EntryDetails,
        people: Sequence[Member],
        dangers: Sequence[tuple[str, str]],
        version: int = 1,
        mark: str = "",
    ) -> None:
        # several may be open on one page: each box has an id of its own
        super().__init__(data, auto_id=f"id_{mark or standing.category}_%s")
        self.standing, self.people = standing, people
        # what stands in the boxes, whole or half written, for the rules to read
        self.typed = standing
        self.initial["version"] = version
        ask = QUESTIONS[standing.category]
        self.fields["text"] = Words(
            label=ask.text,
            help_text=ask.text_help,
            rows=4,
            error_messages={"required": "Write what you want to put on the map"},
        )
        self.initial["text"] = standing.text
        self._ask_own(ask, dangers)
        self._ask_source()
        self.ask_showing(standing.showing)

    def _ask_own(self, ask: Questions, dangers: Sequence[tuple[str, str]]) -> None:
        if ask.about:
            self.fields["about"] = Choice(
                label=ask.about,
                choices=[("", "Not said"), *HARDER_FOR.items()],
                required=False,
            )
            self.initial["about"] = self.standing.about
        if ask.impact:
            self.fields["impact"] = Words(label=ask.impact, rows=2, required=False)
            self.initial["impact"] = self.standing.impact
        if ask.who:
            add_name_fields(
                self, "who", label=ask.who, people=self.people,
                nobody="Not known yet", standing=self.standing.who,
            )  # fmt: skip
        if ask.happened:
            self.fields["happened"] = SomeDay(
                label=ask.happened, help_text=DATE_HELP, required=False
            )
            happened = self.standing.happened
            self.initial["happened"] = str(happened) if happened else ""
        self._ask_around(ask)
        if ask.danger and dangers:
            self.fields["danger"] = Choice(
                label=ask.danger,
                choices=[("", "None of them, or not yet"), *dangers],
                required=False,
            )
            self.initial["danger"] = str(self.standing.danger_id or "")
        if ask.is_step:
            self._ask_step()
        if ask.is_harm:
            ask_harm(self, self.standing, self.people)

    def _ask_around(self, ask: Questions) -> None:
        """How often it was so, who noticed, what came of it."""
        for name, longest in (("how_often", 300), ("seen_by", 300), ("outcome", 2_000)):
            if question := getattr(ask, name):
                self.fields[name] = Line(
                    label=question, longest=longest, required=False
                )
                self.initial[name] = getattr(self.standing, name)

    def _ask_step(self) -> None:
        self.fields["due_on"] = day_within_a_year("By when?", required=False)
        self.initial["due_on"] = self.standing.due_on
        if self.standing.text:
            self.fields["done_on"] = DayField(label="When was it done?", required=False)
            self.fields["outcome"] = Words(
                label="What happened?",
                help_text="If it was not done, what got in the way? No blame.",
                rows=2,
                required=False,
            )
            self.initial["done_on"] = self.standing.done_on
            self.initial["outcome"] = self.standing.outcome

    def _ask_source(self) -> None:
        add_name_fields(
            self, "said_by", label="Who said it?", people=self.people,
            nobody="Nobody in particular", standing=self.standing.said_by,
        )  # fmt: skip
        self.fields["is_own_words"] = forms.BooleanField(
            label="These are their own words", required=False
        )
        self.fields["source_type"] = Choice(
            label="How do you know?", choices=SOURCES, required=False
        )
        self.initial["is_own_words"] = self.standing.is_own_words
        self.initial["source_type"] = self.standing.source_type

    @property
    def asked_first(self) -> list[forms.BoundField]:
        """What the category itself asks."""
        names = (
            "text", "about", "impact", "who", "who_other", "happened", "how_often",
            "seen_by", "danger", "due_on", "done_on", "outcome",
        )  # fmt: skip
        return [self[name] for name in names if name in self.fields]

    @property
    def asked_of_harm(self) -> list[forms.BoundField]:
        names = ("children", "certainty", "seen_by", "is_childs_own_behaviour")
        return [self[name] for name in names if name in self.fields]

    @property
    def matrix(self) -> list[tuple[str, list[forms.BoundField]]]:
        return matrix_of(self) if QUESTIONS[self.standing.category].is_harm else []

    @property
    def is_matrix_open(self) -> bool:
        boxes = {box.name for _, row in self.matrix for box in row}
        return bool(self.standing.moments) or bool(boxes & self.errors.keys())

    @property
    def asked_of_source(self) -> list[forms.BoundField]:
        return [
            self[name]
            for name in ("said_by", "said_by_other", "is_own_words", "source_type")
        ]

    @property
    def is_source_open(self) -> bool:
        """Whether somebody has begun on, or must mend, who said it."""
        names = ("said_by", "said_by_other", "is_own_words", "source_type")
        return bool(self.initial["said_by"]) or any(n in self.errors for n in names)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        said_by = clean_name(self, "said_by", self.people, self.standing.said_by)
        who = self.standing.who
        if "who" in self.fields:
            who = clean_name(self, "who", self.people, self.standing.who)
        showing = self.clean_showing()
        if cleaned.get("is_own_words") and not said_by.name:
            self.add_error("said_by", "Say whose own words these are")
        self.typed = EntryDetails(
            category=self.standing.category,
            text=cleaned.get("text", ""),
            is_own_words=bool(cleaned.get("is_own_words")),
            said_by=said_by,
            source_type=cleaned.get("source_type") or self.standing.source_type,
            happened=cleaned.get("happened"),
            impact=cleaned.get("impact", ""),
            danger_id=cleaned.get("danger") or self._kept_danger(),
            who=who,
            due_on=cleaned.get("due_on"),
            done_on=cleaned.get("done_on", self.standing.done_on),
            outcome=cleaned.get("outcome", self.standing.outcome),
            about=cleaned.get("about", self.standing.about),
            how_often=cleaned.get("how_often", self.standing.how_often),
            seen_by=cleaned.get("seen_by", self.standing.seen_by),
            showing=showing,
            **self._harm(cleaned),
        )
        if not self.errors:
            cleaned["details"] = self.typed
        return cleaned

    def _harm(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        if QUESTIONS[self.standing.category].is_harm:
            return harm_of(cleaned, self.standing, self.people)
        kept = ("moments", "children", "certainty", "is_childs_own_behaviour")
        return {name: getattr(self.standing, name) for name in kept}

    def clean_danger(self) -> UUID | None:
        chosen = self.cleaned_data["danger"]
        return UUID(chosen) if chosen else None

    def _kept_danger(self) -> UUID | None:
        """A danger that is off the map is not offered, and not lost by saving."""
        return None if "danger" in self.fields else self.standing.danger_id
