"""Asking who is taken along, and which of two wordings stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.child_words.selectors import Whom
from kinfold.networks.forms.fields import ChooseMany, OneOf
from kinfold.offline.models import VisitConflict
from kinfold.offline.selectors.passing import Receiver
from kinfold.offline.selectors.visits import WhomRow
from kinfold.platform.word_fields import Words
from kinfold_core.practice.living_map import Member, born
from kinfold_core.practice.offline_merge import MOST_DAYS
from kinfold_core.practice.what_was_read import stamp_of

DAYS = (
    ("1", "Until tomorrow"),
    ("3", "3 days"),
    (str(MOST_DAYS), f"{MOST_DAYS} days"),
)
TAKES_IN = "reads all of it, and can take it in"
READS = "reads what the child let other workers read"
NOBODY_HERE = "Nobody of these"


class TakeAlongForm(forms.Form):
    children = ChooseMany(
        label="Who are you going to see?",
        error_messages={"required": "Choose who you are going to see"},
    )
    days = OneOf(
        label="For how long?",
        choices=DAYS,
        help_text="After that the first name goes from the device by itself. What you "
        "wrote does not",
        error_messages={"required": "Choose for how long"},
    )

    def __init__(self, data: Any = None, *, people: Sequence[Member]) -> None:
        super().__init__(data)
        self.fields["children"].choices = [  # type: ignore[attr-defined]
            (str(one.person_id), one.name) for one in born(people) if one.is_child
        ]

    @property
    def child_ids(self) -> tuple[UUID, ...]:
        return tuple(UUID(key) for key in self.cleaned_data["children"])

    @property
    def days_chosen(self) -> int:
        return int(self.cleaned_data["days"])


class ChooseForm(forms.Form):
    """`version` is what stood in Kinfold when the page was shown."""

    choice = OneOf(
        label="Which one stays?", error_messages={"required": "Choose one of them"}
    )
    together = Words(
        label="Both, put together",
        rows=3,
        required=False,
        help_text="In the child's own words, if you put them together",
    )
    version = forms.CharField(
        widget=forms.HiddenInput, required=False, strip=False, max_length=500_000
    )

    def __init__(
        self, data: Any = None, *, seen: str, mine: str, is_text: bool
    ) -> None:
        super().__init__(data, initial={"version": seen, "together": _both(mine, seen)})
        choices = list(VisitConflict.Choice.choices)
        if not is_text:
            choices = choices[:2]
            del self.fields["together"]
        self.fields["choice"].choices = choices  # type: ignore[attr-defined]


def _both(mine: str, theirs: str) -> str:
    return "\n".join(one for one in (theirs, mine) if one)


class WhomForm(forms.Form):
    """For each name that the child said: somebody who is here, or nobody of them.

    A question goes by whom it is about: another sending of the visit may put the names
    in another order. `version` is what the child answered when the page was shown.
    """

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, row: WhomRow, people: Sequence[Whom]
    ) -> None:
        super().__init__(data, initial={"version": row.stamp})
        self.names = row.names
        self.whos = {f"name-{stamp_of([one.who])}": one.who for one in row.names}
        choices = [*((one.key, one.name) for one in people), ("nobody", NOBODY_HERE)]
        for field, one in zip(self.whos, row.names, strict=True):
            self.fields[field] = OneOf(
                label=f"Who is “{one.name}”?",
                choices=choices,
                help_text=f"May they see it? The child answered: {one.answer.label}",
                error_messages={"required": f"Choose who “{one.name}” is"},
            )

    @property
    def meant(self) -> dict[str, str]:
        chosen = {self.whos[field]: self.cleaned_data[field] for field in self.whos}
        return {who: "" if key == "nobody" else key for who, key in chosen.items()}

    @property
    def differs(self) -> list[tuple[str, str, str]]:
        """Of each name what the child answers now, and whom it was said to be."""
        return [
            (
                f"Who is “{one.name}”?",
                f"The child answered: {one.answer.label}",
                dict(self.fields[field].choices)[self.cleaned_data[field]],  # type: ignore[attr-defined]
            )
            for field, one in zip(self.whos, self.names, strict=True)
        ]


class PassOnForm(forms.Form):
    """To whom a held visit is left, and why."""

    to = OneOf(
        label="Who looks after it now?",
        error_messages={"required": "Choose who looks after it now"},
    )
    why = Words(
        label="Why do you pass it on?",
        rows=3,
        error_messages={"required": "Say why you pass it on"},
    )

    def __init__(self, data: Any = None, *, workers: Sequence[Receiver]) -> None:
        super().__init__(data)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (str(one.id), f"{one.name} ({TAKES_IN if one.may_take_in else READS})")
            for one in workers
        ]

    @property
    def worker_id(self) -> UUID:
        return UUID(self.cleaned_data["to"])


class WhyForm(forms.Form):
    """Why something is left to somebody else, or as it is."""

    why = Words(label="Why?", rows=3, error_messages={"required": "Say why"})

    def __init__(self, data: Any = None, *, label: str, help_text: str = "") -> None:
        super().__init__(data)
        self.fields["why"].label = label
        self.fields["why"].help_text = help_text
