"""Whom a family's copy is for, and how they were given it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from kinfold.copies.models import MapSharing
from kinfold.platform.fields import DayField
from kinfold.platform.our_words import OurWords, languages, our_words
from kinfold.platform.word_fields import NOT_YET, Choice, ChooseMany, Line
from kinfold_core.phrases import listed
from kinfold_core.practice.written import SharingDetails

CHOSEN = "chosen"
LONGEST_NAMES = 300
# a book, and who has been told how much: on a copy when somebody means them to be
ONLY_IF_CHOSEN = frozenset({"story", "told"})
_NUMBER = RegexValidator(
    r"^[0-9+() .-]{3,}(?:(?:x|ext\.?) ?[0-9]+)?$",
    "Enter a telephone number, for example 01522 555 0143",
)


class OursForm(forms.Form):
    """Our own part of a paper: the language of our headings, a number to ring.

    Asked by address, never stored.
    """

    hides_optional = True
    language = forms.ChoiceField(
        label="Our own headings in",
        required=False,
        help_text="What people wrote stays as they wrote it. Go through it with an "
        "interpreter.",
        error_messages={"invalid_choice": "Choose one of the languages we have"},
    )
    phone = Line(
        label="Your telephone number, to print on it",
        longest=40,
        required=False,
        validators=[_NUMBER],
        help_text="Kept only with a link, if you make one. Leave it empty to write it "
        "by hand.",
    )

    def __init__(self, data: Any, *, language: OurWords) -> None:
        super().__init__(data if CHOSEN in data else None)
        self.spoken = language
        self.initial["language"] = language.code
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (one.code, one.name if one.is_english else f"{one.name} ({one.in_english})")
            for one in languages()
        ]

    @property
    def is_chosen(self) -> bool:
        return self.is_bound and self.is_valid()

    @property
    def chosen_language(self) -> OurWords:
        code = self.cleaned_data["language"] if self.is_chosen else ""
        return our_words(code) if code else self.spoken

    @property
    def phone_to_print(self) -> str:
        return str(self.cleaned_data["phone"]) if self.is_chosen else ""

    @property
    def query(self) -> str:
        """The choice as the end of an address; empty when nothing was chosen."""
        return urlencode(self.asked, doseq=True) if self.is_chosen else ""

    @property
    def asked(self) -> dict[str, object]:
        """What was chosen, by the name of its field."""
        asked: dict[str, object] = {CHOSEN: 1}
        if self.chosen_language != self.spoken:
            asked["language"] = self.chosen_language.code
        return asked | {"phone": self.phone_to_print}


class ReadersForm(OursForm):
    """Asked by address, never stored: the page and the paper follow it."""

    reader = forms.MultipleChoiceField(
        label="Who is this copy for?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Only they are named at its top. Names within the words stay: read "
        "it through before you hand it to anybody.",
        error_messages={
            "invalid_choice": "Somebody who was ticked is not in this family now, "
            "or the family's copy is not for them. Choose again"
        },
    )
    part = forms.MultipleChoiceField(
        label="What goes with the map?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": "Something that was ticked is not there now. Choose again"
        },
    )
    field_order = ("reader", "part", "language", "phone")

    def __init__(
        self,
        data: Any,
        *,
        offered: Sequence[tuple[str, str, bool]],
        language: OurWords,
        parts: Sequence[tuple[str, str]] = (),
    ) -> None:
        """`offered`: a key, what to call them, and whether they are ticked.

        `parts` are what the copy can hold beside the map; unless chosen all of it but
        `ONLY_IF_CHOSEN`.
        `language` is what the family's record says they speak.
        """
        super().__init__(data, language=language)
        self.ticked = [key for key, _, is_ticked in offered if is_ticked]
        self.fields["reader"].choices = [  # type: ignore[attr-defined]
            (key, label) for key, label, _ in offered
        ]
        self.initial["reader"] = self.ticked
        self.parts = [key for key, _ in parts if key not in ONLY_IF_CHOSEN]
        self.fields["part"].choices = list(parts)  # type: ignore[attr-defined]
        self.initial["part"] = self.parts
        if not parts:
            del self.fields["part"]

    @property
    def chosen(self) -> list[str]:
        """The keys of those it is for."""
        return list(self.cleaned_data["reader"]) if self.is_chosen else self.ticked

    @property
    def chosen_parts(self) -> list[str]:
        """What goes with the map, by its keys."""
        chosen = self.is_chosen
        return list(self.cleaned_data.get("part", ())) if chosen else self.parts

    @property
    def asked(self) -> dict[str, object]:
        ours = super().asked
        return {
            CHOSEN: ours.pop(CHOSEN), "reader": self.chosen, "part": self.chosen_parts,
            **ours,
        }  # fmt: skip


class SharingForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100_000)
    with_whom = ChooseMany(
        label="Who did you give it to?",
        help_text="Only those whom this copy is made for. For somebody else, choose "
        "them under “Who it is for” first, and read it again",
        error_messages={
            "required": "Say who was given it",
            "invalid_choice": "This copy is not made for somebody who was ticked. "
            "Choose them under “Who it is for”, read it again, and give them that one",
        },
    )
    format = Choice(
        label="How?",
        # a link is written down where it is made
        choices=[
            one for one in MapSharing.Format.choices if one[0] != MapSharing.Format.LINK
        ],
    )
    shared_on = DayField(
        label="When?", latest=timezone.localdate, error_messages=NOT_YET
    )

    def __init__(
        self, data: Any = None, *, people: Sequence[tuple[str, str]], stamp: str = ""
    ) -> None:
        """`people`: a key and a name of those who may have the copy as it is made."""
        super().__init__(data)
        self.names = dict(people)
        self.fields["with_whom"].choices = list(people)  # type: ignore[attr-defined]
        self.initial["seen"] = stamp
        self.initial["shared_on"] = timezone.localdate()

    def clean_with_whom(self) -> str:
        named = listed([self.names[key] for key in self.cleaned_data["with_whom"]])
        if len(named) > LONGEST_NAMES:
            raise forms.ValidationError(
                "These are too many for one note. Tick some of them now, and write a "
                "second note for the others"
            )
        return named

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            cleaned["details"] = SharingDetails(
                format=cleaned["format"],
                with_whom=cleaned["with_whom"],
                shared_on=cleaned["shared_on"],
            )
        return cleaned
