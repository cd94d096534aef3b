"""What each one said, for Family Finding. The meeting says when and who."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from kinfold.lifetime.forms.deciding import SaidForm
from kinfold.network_meetings.details import Perspectives
from kinfold.network_meetings.selectors.perspectives import ToldOf
from kinfold.networks.forms.fields import OneOf

ALL_TOLD = "What each one said at this meeting is written down already"
NONE_RUNS = "No Family Finding goes on for a child of this family. Begin it first"


class PerspectivesForm(SaidForm):
    """Of nobody, when it is sent after there was a child to ask for."""

    makes = Perspectives
    episode_id = OneOf(
        label="Which child was it about?",
        error_messages={"required": "Choose which child it was about"},
    )
    field_order = ("episode_id",)

    def __init__(self, data: Any = None, *, of: ToldOf) -> None:
        super().__init__(data)
        self.of = of
        if not of.left:
            del self.fields["episode_id"]
            return
        self.fields["episode_id"].choices = [  # type: ignore[attr-defined]
            (str(one.id), one.child_name) for one in of.left
        ]
        if len(of.left) == 1:
            self.initial["episode_id"] = str(of.left[0].id)

    def clean(self) -> dict[str, Any]:
        if not self.of.left:
            raise ValidationError(ALL_TOLD if self.of.told else NONE_RUNS)
        return super().clean() or self.cleaned_data

    def told(self) -> dict[str, Any]:
        return super().told() | {"episode_id": UUID(self.cleaned_data["episode_id"])}
