"""Changing the words of a pack, and which service speaks in which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms

from kinfold.platform.word_fields import LONGEST_REASON, Choice, Line
from kinfold_core import phrases
from kinfold_core.practice.vocabulary import (
    ANCHORS,
    Concept,
    Label,
    Pack,
    parts_of,
)

LONGEST = {"one": 60, "many": 60, "help": 200, "heading": 80}
LONGEST_ANCHOR = 160
LONGEST_NAME = 40
# Marks that cannot be seen and would make the text around them read backwards.
_UNSEEN = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0xFEFF]
)
_ASKED = {
    "one": "One of them",
    "many": "More than one",
    "help": "The question beside it while it is empty",
    "heading": "Its heading in the family's copy",
}


class Said(Line):
    """A line that is shown on many pages: nothing hidden in it."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).translate(_UNSEEN).strip()


def _why() -> Said:
    return Said(
        label="Why are you changing this?",
        longest=LONGEST_REASON,
        help_text="Colleagues will read it beside the change",
        error_messages={"required": "Say why, so that colleagues know"},
    )


@dataclass(frozen=True, slots=True)
class ConceptQuestions:
    """The boxes for the words of one concept."""

    title: str
    key: str
    fields: tuple[forms.BoundField, ...]

    @property
    def is_refused(self) -> bool:
        return any(field.errors for field in self.fields)


class PackForm(forms.Form):
    """Every word of a pack."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    name = Said(
        label="What is this set of words called?",
        longest=LONGEST_NAME,
        error_messages={"required": "Give this set of words a name"},
    )

    def __init__(self, data: Any = None, *, standing: Pack) -> None:
        super().__init__(data)
        self.standing = standing
        self.initial.update(version=standing.version, name=standing.name)
        for concept, words in standing.labels.items():
            for part in parts_of(concept):
                box = f"{concept.value}_{part}"
                self.fields[box] = _box(concept, part)
                self.initial[box] = getattr(words, part)
        self.fields["why"] = _why()

    @property
    def concepts(self) -> Iterator[ConceptQuestions]:
        for concept, words in self.standing.labels.items():
            boxes = (self[f"{concept.value}_{part}"] for part in parts_of(concept))
            title = "" if concept in ANCHORS else phrases.capital(words.one)
            yield ConceptQuestions(title, concept.value, tuple(boxes))

    def typed(self) -> Pack:
        """The pack as typed; where a word cannot be read, the one that stands."""
        cleaned: Mapping[str, str] = self.cleaned_data
        labels = {
            concept: Label(
                **{
                    part: cleaned.get(f"{concept.value}_{part}", getattr(words, part))
                    for part in ("one", "many", "help", "heading")
                }
            )
            for concept, words in self.standing.labels.items()
        }
        return Pack(
            self.standing.code,
            cleaned.get("name", self.standing.name),
            MappingProxyType(labels),
            self.standing.version,
        )


def _box(concept: Concept, part: str) -> Said:
    if concept in ANCHORS:
        end = "0" if concept is Concept.SCALE_0 else "10"
        return Said(
            label=f"What {end} on a scale usually means",
            longest=LONGEST_ANCHOR,
            help_text="A place to begin: each family's scale says its own",
            error_messages={"required": f"Say what {end} usually means"},
        )
    return Said(
        label=_ASKED[part],
        longest=LONGEST[part],
        error_messages={
            "required": "Write the words to use; a page without them makes no sense"
        },
    )


class GoBackForm(forms.Form):
    """Why an earlier version should be in force again."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["why"] = _why()


class ServicesForm(forms.Form):
    """Which service speaks in which pack."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        data: Any = None,
        *,
        services: Mapping[str, str],
        packs: Iterable[tuple[str, str]],
        chosen: Mapping[str, str],
        version: int,
    ) -> None:
        super().__init__(data)
        self.services = services
        self.initial["version"] = version
        for status, name in services.items():
            self.fields[status] = Choice(label=name, choices=list(packs))
            self.initial[status] = chosen.get(status, "")
        self.fields["why"] = _why()

    def chosen(self) -> dict[str, str]:
        return {status: self.cleaned_data[status] for status in self.services}
