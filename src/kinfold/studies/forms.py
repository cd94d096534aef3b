"""A panel, a protocol and a deviation: parsed, never saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile

from kinfold.platform.models import Programme
from kinfold.platform.word_fields import Line, Words
from kinfold.studies.offers import DOUBTING, LEADING, ROLES
from kinfold_evaluation.registry.protocol import WORDS

LARGEST: Final = 2 << 20
LONGEST_NAME: Final = 200
FIRST_YEAR, LAST_YEAR = 2015, 2020
NOT_ASKED: Final = ""
ROLE_WORDS: Final = {
    "primary-lower": "Primary: fewer or lower is better",
    "primary-higher": "Primary: more or higher is better",
    "secondary-lower": "Secondary: fewer or lower is better",
    "secondary-higher": "Secondary: more or higher is better",
    "harm-lower": "A possible harm: fewer or lower is better",
    "harm-higher": "A possible harm: more or higher is better",
}
SAID: Final = (*WORDS, "windows", "led_by")
"""The words of a protocol, those that the registry insists on first."""


def _words(label: str, help_text: str, required: str, rows: int = 3) -> Words:
    return Words(
        label=label,
        help_text=help_text,
        rows=rows,
        error_messages={"required": required},
    )


def _line(label: str, required: str) -> Line:
    return Line(label=label, error_messages={"required": required})


class _InAProgramme(forms.Form):
    """Whose it is; asked only of somebody in several programmes."""

    def __init__(
        self, *args: Any, programmes: Sequence[Programme], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._programmes = tuple(programmes)
        if len(self._programmes) > 1:
            self.fields["programme"] = forms.TypedChoiceField(
                label="Which programme is it for?",
                coerce=UUID,
                choices=[(str(one.pk), one.name) for one in self._programmes],
                error_messages={
                    "required": "Choose the programme",
                    "invalid_choice": "Choose a programme from the list",
                },
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self._programmes:
            self.add_error(None, "You are in no programme yet, so there is no book")
        elif len(self._programmes) == 1:
            cleaned["programme"] = self._programmes[0].pk
        return cleaned


class EnglandPanelForm(_InAProgramme):
    """Who is treated, among England's authorities, and from which year."""

    treated = _words(
        "Which authorities have it?",
        "One on a line, as England's figures write them",
        "Write at least one authority",
        rows=5,
    )
    since = forms.IntegerField(
        label="From which year?",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="The year to March in which it began, for example 2019",
        error_messages={
            "required": "Write the year it began",
            "invalid": "Write the year in four figures, for example 2019",
            "min_value": f"Write a year from {FIRST_YEAR} to {LAST_YEAR}",
            "max_value": f"Write a year from {FIRST_YEAR} to {LAST_YEAR}",
        },
    )

    def clean_treated(self) -> list[str]:
        return lines_of(self.cleaned_data["treated"])


class UploadPanelForm(_InAProgramme):
    """A panel of one's own, as a CSV file."""

    name = _line("What is it called?", "Give the panel a name")
    given = forms.FileField(
        label="The file",
        max_length=LONGEST_NAME,
        help_text=(
            "A CSV file with the columns unit, time, treated (1 from the first treated "
            "period on, else 0) and one for each outcome. An empty cell is missing, "
            "never 0. Where a unit is a team or anything but a whole authority, a "
            "column children says of how many children the row tells, at least 10"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv"}),
        error_messages={
            "required": "Choose a file",
            "invalid": "Choose a file",
            "empty": "The file is empty. Export it again, and choose that",
            "max_length": "The file's name is too long. Shorten it",
        },
    )

    def clean_given(self) -> str:
        upload: UploadedFile[Any] = self.cleaned_data["given"]
        if (upload.size or 0) > LARGEST:
            raise forms.ValidationError(
                "The file is larger than 2 MB. For more, use ./kinfold evaluate"
            )
        try:
            text = str(upload.read(), "utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                "The file is not text in UTF-8. Save it as “CSV UTF-8”"
            ) from error
        if "\x00" in text:
            raise forms.ValidationError("The file is no table of text. Save it as CSV")
        return text


class DeviationForm(forms.Form):
    """What was done otherwise than promised, and why."""

    done = _words(
        "What was done otherwise?", "", "Say what was done otherwise than promised"
    )
    why = _words("Why?", "", "Say why")


class ProtocolForm(forms.Form):
    """All that is promised before outcomes are looked at."""

    title = _line("What is the study called?", "Give the study a title")
    question = _words("What is asked?", "", "Write the question that the study answers")
    claim = _words(
        "Which claim of the theory of change is put to the test?",
        "Say what should change, for whom, and why",
        "Write the claim that is tested",
    )
    population = _words(
        "Who is treated, who is beside, and who is left out and why?",
        "",
        "Say who is treated, who is beside, and who is left out",
    )
    windows = _words(
        "Which periods are before, and which since?",
        "Say also which are left out, while it was being embedded",
        "Say which periods are before and which since",
    )
    leading = forms.ChoiceField(
        label="What leads?",
        choices=[(one.name, one.words) for one in LEADING.values()],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the analysis that leads",
            "invalid_choice": "Choose one of these",
        },
    )
    doubting = forms.MultipleChoiceField(
        label="What doubts it?",
        required=False,
        choices=[(one.name, one.words) for one in DOUBTING.values()],
        widget=forms.CheckboxSelectMultiple,
        help_text="Each is run and shown beside, whatever it says",
        error_messages={"invalid_choice": "Choose among these"},
    )
    also_uses = Words(
        label="Who else uses the approach?",
        required=False,
        help_text=(
            "One on a line: the name, a comma, and how one knows. The study is run "
            "once more without them"
        ),
    )
    led_by = _words(
        "How are several outcomes judged together?",
        "Primary outcomes are judged together by Holm; say what else holds",
        "Say how several outcomes are judged together",
        rows=2,
    )
    stopping = _words(
        "When is it looked at, and what would end it sooner?",
        "",
        "Say when it is looked at, and what would end it sooner",
        rows=2,
    )
    written_by = _line("Who answers for it?", "Say who answers for the study")

    def __init__(self, *args: Any, outcomes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._outcomes = {f"outcome_{at}": one for at, one in enumerate(outcomes)}
        choices = [(NOT_ASKED, "Not asked"), *((r, ROLE_WORDS[r]) for r in ROLES)]
        asked = {
            field: forms.ChoiceField(
                label=f"Outcome: {column}",
                required=False,
                choices=choices,
                error_messages={"invalid_choice": "Choose from the list"},
            )
            for field, column in self._outcomes.items()
        }
        fields = list(self.fields.items())
        at = [name for name, _ in fields].index("leading")
        self.fields = dict([*fields[:at], *asked.items(), *fields[at:]])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = {
            column: cleaned[field]
            for field, column in self._outcomes.items()
            if cleaned.get(field)
        }
        cleaned["outcomes"] = chosen
        if self._outcomes and not chosen:
            self.add_error(
                next(iter(self._outcomes)),
                "Choose at least one outcome, and which way is better",
            )
        return cleaned

    def clean_also_uses(self) -> list[str]:
        written = lines_of(self.cleaned_data["also_uses"])
        for line in written:
            if not all(part.strip() for part in line.partition(",")):
                raise forms.ValidationError(
                    f"“{line[:60]}”: write the name, a comma, and how one knows"
                )
        return written

    def field_of(self, outcome: str) -> str:
        """Which field asks about an outcome; "" for none."""
        return next((f for f, one in self._outcomes.items() if one == outcome), "")


def lines_of(text: str) -> list[str]:
    """What was written, a line each, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]
