"""What is asked about open answers: parsed, never saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold.platform.likely_identifiers import DecidesIdentifiers, answered
from kinfold.platform.word_fields import (
    LONGEST_REASON,
    NOT_YET,
    Choice,
    ChooseMany,
    Line,
    Words,
)
from kinfold.themes.taking_in import (
    LONGEST_ANSWER,
    CannotRead,
    Given,
    answers_in,
    digest_of,
    text_of_file,
)
from kinfold_core.people.likely_identifiers import Identifier, masked

LONGEST_NAME, LONGEST_MEANING = 80, 500
LONGEST_PASTE = 1_500_000
WHOLE_PROGRAMME = ("", "The whole programme, or not known")
Options = list[tuple[str, str]]


class CollectionForm(forms.Form):
    title = Line(
        label="What do you call it?",
        help_text="Such as “What helps you practise?, spring survey”",
        error_messages={"required": "Give it a name"},
    )
    source = Choice(
        label="Where do the answers come from?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the answers come from"},
    )
    held_on = DayField(
        label="On which day were they given, or the last of them?",
        latest=timezone.localdate,
        error_messages={"required": "Give the day", **NOT_YET},
    )
    place = Choice(label="Whose are they?", required=False)
    told = Words(
        label="How were people told what becomes of their answers?",
        longest=LONGEST_REASON,
        help_text="In the words they read or heard. It stands above every page of them",
        error_messages={"required": "Say how they were told"},
    )

    def __init__(self, data: Any = None, *, sources: Options, places: Options) -> None:
        super().__init__(data)
        self.fields["source"].choices = sources  # type: ignore[attr-defined]
        self.fields["place"].choices = [WHOLE_PROGRAMME, *places]  # type: ignore[attr-defined]


class AnswersForm(DecidesIdentifiers):
    """Answers that were pasted, or a file of them, with names decided on."""

    pasted = Words(
        label="Paste the answers, one a line",
        required=False,
        rows=10,
        longest=LONGEST_PASTE,
        help_text="Three columns come as they are copied from a sheet: what we are "
        "worried about, what is working well, what needs to happen",
    )
    file = forms.FileField(
        label="Or choose a file",
        required=False,
        help_text="A table (CSV, XLSX) or a text, of one or three columns. Its words "
        "then stand in the box above, for you to look at",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
        error_messages={"empty": "The file is empty. Export it again, and choose that"},
    )
    place = Choice(label="Where did they answer?", required=False)

    def __init__(self, data: Any = None, files: Any = None, *, places: Options) -> None:
        super().__init__(data, files)
        self.came_as = ""
        self.given: tuple[Given, ...] = ()
        self.digest = ""
        if places:
            self.fields["place"].choices = [WHOLE_PROGRAMME, *places]  # type: ignore[attr-defined]
        else:
            del self.fields["place"]

    def texts(self, cleaned: Mapping[str, Any]) -> Iterable[str]:
        """Read what was pasted or sent, so that it can be looked through."""
        try:
            text = self._text(cleaned)
            self.given = answers_in(text)
        except CannotRead as error:
            for sentence in error.sentences:
                self.add_error("pasted", sentence)
            return []
        self.digest = digest_of(self.given)
        return [text for one in self.given for text in one.texts if text]

    def _text(self, cleaned: Mapping[str, Any]) -> str:
        pasted, upload = cleaned.get("pasted") or "", cleaned.get("file")
        self.came_as = "pasted"
        if upload and pasted.strip():
            raise CannotRead(
                "There are answers in the box and in a file. Empty the box, or leave "
                "the file out"
            )
        if upload:
            # a browser does not send a file twice: from here on the box holds it
            pasted = text_of_file(upload)
            self.data = answered(self.data, {"pasted": pasted})
            self.came_as = str(upload.name)[:200]
        return pasted

    def masked_answers(self) -> list[Given]:
        """The answers as they may be kept."""
        return [
            Given(*(masked(text, self.hidden) for text in one.texts))
            for one in self.given
        ]


class CodeForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    name = Line(
        label="The code, in a few words",
        longest=LONGEST_NAME,
        error_messages={"required": "Give the code a name"},
    )
    meaning = Words(
        label="What does it mean?",
        rows=2,
        longest=LONGEST_MEANING,
        error_messages={"required": "Say what the code means"},
    )
    use_when = Words(
        label="When is it used?",
        rows=2,
        longest=LONGEST_MEANING,
        error_messages={"required": "Say when it is used"},
    )
    not_when = Words(
        label="When is it not used?", rows=2, longest=LONGEST_MEANING, required=False
    )
    example = Words(
        label="An example, made up or from an answer",
        rows=2,
        longest=LONGEST_MEANING,
        required=False,
        help_text="Name nobody in it",
    )
    is_dropped = forms.BooleanField(
        label="Use this code no more. It stays to be read", required=False
    )


class _OfBook(forms.Form):
    codes = ChooseMany(label="Which codes fit?", required=False)

    def __init__(self, data: Any = None, *, book: Options, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["codes"].choices = book  # type: ignore[attr-defined]

    def chosen(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["codes"]]


class CodingForm(_OfBook):
    answer = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "Open the answer again",
            "invalid": "Open it again",
        },
    )


class SettleForm(_OfBook):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    why = Words(
        label="What settled it?",
        longest=LONGEST_REASON,
        help_text="Talk first: what in the answer, or in the code book, decided it?",
        error_messages={"required": "Say what settled it"},
    )


class ThemeForm(_OfBook):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    name = Line(
        label="The theme, in a few words",
        longest=LONGEST_NAME,
        error_messages={"required": "Give the theme a name"},
    )
    says = Words(
        label="What does it say, in plain words?",
        error_messages={"required": "Say what the theme says"},
    )
    claim = Words(
        label="Does it speak for or against a claim? Write the claim",
        rows=2,
        longest=LONGEST_MEANING,
        required=False,
    )
    stance = Choice(label="And how?", widget=forms.RadioSelect, required=False)

    def __init__(
        self, data: Any = None, *, book: Options, stances: Options, initial: Any = None
    ) -> None:
        super().__init__(data, book=book, initial=initial)
        self.order_fields(["name", "says", "codes", "claim", "stance"])
        self.fields["stance"].choices = stances  # type: ignore[attr-defined]
        self.fields["codes"].label = "Which codes does it gather?"
        self.fields["codes"].required = True
        self.fields["codes"].error_messages["required"] = (
            "Choose at least one code that it gathers"
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        stance = cleaned.get("stance") or "neither"
        cleaned["stance"] = stance
        if stance != "neither" and not cleaned.get("claim"):
            self.add_error("claim", "Write the claim that it speaks for or against")
        return cleaned


class QuoteForm(forms.Form):
    answer = Choice(
        label="From which answer?", error_messages={"required": "Choose an answer"}
    )
    words = Words(
        label="Its words, copied letter for letter",
        longest=LONGEST_ANSWER,
        error_messages={"required": "Copy the words from the answer"},
    )
    kept_why = Line(
        label="If they may say who somebody is: why may they stay?",
        longest=LONGEST_REASON,
        required=False,
    )

    def __init__(self, data: Any = None, *, answers: Options) -> None:
        super().__init__(data)
        self.fields["answer"].choices = answers  # type: ignore[attr-defined]


class TakeBackForm(forms.Form):
    why = Line(
        label="Why is it taken back?",
        longest=LONGEST_REASON,
        error_messages={"required": "Say why it is taken back"},
    )


class MaskForm(forms.Form):
    words = Line(
        label="Which words say who somebody is?",
        longest=LONGEST_REASON,
        help_text="As they stand in an answer; small and capital letters are the same",
        error_messages={"required": "Copy the words from the answer"},
    )
    kind = Choice(
        label="What are they?", error_messages={"required": "Say what they are"}
    )
    why = Line(
        label="Why are they masked?",
        longest=LONGEST_REASON,
        help_text="Without the words themselves. The reason is kept",
        error_messages={"required": "Say why they are masked"},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        kinds = [(one.value, one.label.capitalize()) for one in Identifier]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
