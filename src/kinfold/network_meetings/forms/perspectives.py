"""What each one said, for Family Finding. The meeting says when and who."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from kinfold.lifetime.forms.deciding import SaidForm
from kinfold.network_meetings.details import Perspectives
from kinfold.networks.forms.fields import OneOf
from kinfold_core.practice.family_finding.rows import EpisodeRow


class PerspectivesForm(SaidForm):
    makes = Perspectives
    episode_id = OneOf(
        label="Which child was it about?",
        error_messages={"required": "Choose which child it was about"},
    )
    field_order = ("episode_id",)

    def __init__(self, data: Any = None, *, episodes: Sequence[EpisodeRow]) -> None:
        super().__init__(data)
        self.fields["episode_id"].choices = [  # type: ignore[attr-defined]
            (str(one.id), one.child_name) for one in episodes
        ]
        if len(episodes) == 1:
            self.initial["episode_id"] = str(episodes[0].id)

    def told(self) -> dict[str, Any]:
        return super().told() | {"episode_id": UUID(self.cleaned_data["episode_id"])}
