"""Beginning a story: for whom, what it explains, in which language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.networks.forms.fields import OverVersion, day_within_a_year
from kinfold.platform.word_fields import Choice, Line
from kinfold.voice.selectors.rows import StoryRow
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.story import Language, Purpose, StoryDetails

LONGEST_CALLED = 60


class StoryForm(OverVersion):
    title = Line(
        label="What is the story called?",
        help_text="In words a child would use, for example “Why Sam comes to see us”",
        longest=80,
        error_messages={"required": "Give the story a name"},
    )
    purpose = Choice(
        label="What does it explain?", choices=[(p.value, p.label) for p in Purpose]
    )
    language = Choice(
        label="In which language is it written?",
        choices=[(one.value, one.label) for one in Language],
        help_text="Its words are yours and the family's. Nothing is translated by a "
        "machine.",
    )
    look_again_on = day_within_a_year(
        "When will you look at it again with the family?", required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        children: Sequence[Member],
        standing: StoryRow | None = None,
    ) -> None:
        super().__init__(data)
        self.people = [child for child in children if child.person_id]
        named = standing.children if standing else ()
        called: dict[UUID | None, str] = {c.child_id: c.called for c in named}
        self.fields["children"] = forms.MultipleChoiceField(
            label="Which children is it for?",
            widget=forms.CheckboxSelectMultiple,
            choices=[(str(child.person_id), child.name) for child in self.people],
            error_messages={
                "required": "Choose at least one child",
                "invalid_choice": "Somebody who was ticked is not in this family now. "
                "Choose again",
            },
        )
        self.initial["children"] = [
            str(child.person_id)
            for child in self.people
            if standing is None or child.person_id in called
        ]
        for child in self.people:
            name = f"called_{child.person_id}"
            self.fields[name] = Line(
                label=f"What is {child.name} called in the story?",
                longest=LONGEST_CALLED,
                required=False,
            )
            self.initial[name] = called.get(child.person_id, child.name)
        if standing:
            self.initial.update(
                {
                    "version": standing.version,
                    "title": standing.title,
                    "purpose": standing.purpose,
                    "language": standing.language,
                    "look_again_on": standing.look_again_on,
                }
            )
        names = [f"called_{child.person_id}" for child in self.people]
        self.order_fields(["title", "purpose", "children", *names, "language"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            chosen = set(cleaned["children"])
            cleaned["details"] = StoryDetails(
                title=cleaned["title"],
                purpose=cleaned["purpose"],
                language=cleaned["language"],
                look_again_on=cleaned["look_again_on"],
                children=tuple(
                    (
                        child.person_id,
                        cleaned[f"called_{child.person_id}"] or child.name,
                    )
                    for child in self.people
                    if child.person_id and str(child.person_id) in chosen
                ),
            )
        return cleaned
