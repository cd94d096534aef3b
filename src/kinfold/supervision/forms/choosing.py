"""Joining drafts: which were ticked, and the words they begin a statement with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from django import forms

from kinfold_core.practice.written import DangerSetDetails, Named


class Draft(Protocol):
    """What is read of a draft to begin a statement with."""

    text: str
    might_happen: str
    anchor_0: str
    anchor_10: str


class TickedForm(forms.Form):
    """The drafts that were ticked, and for a goal the danger it answers."""

    draft = forms.MultipleChoiceField(
        label="Which drafts?",
        error_messages={
            "required": "Tick at least one draft first",
            "invalid_choice": "One of these drafts was taken back. Tick again",
        },
    )

    def __init__(
        self, data: Any, *, drafts: Sequence[str], dangers: Sequence[str] | None
    ) -> None:
        super().__init__(data)
        self.fields["draft"].choices = [(one, one) for one in drafts]  # type: ignore[attr-defined]
        if dangers is not None:
            self.fields["danger"] = forms.ChoiceField(
                label="Which danger does this goal answer?",
                choices=[(one, one) for one in dangers],
                error_messages={
                    "required": "Choose the danger that this goal answers",
                    "invalid_choice": "Choose the danger that this goal answers",
                },
            )

    @property
    def draft_ids(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data.get("draft", ())]

    @property
    def danger_id(self) -> UUID:
        return UUID(self.cleaned_data["danger"])


def danger_words(drafts: Sequence[Draft], worried: Named) -> DangerSetDetails:
    """The drafts joined as they stand, for the worker to make one statement of."""
    return DangerSetDetails(
        worried_people=(worried,),
        worried_about=_joined(draft.text for draft in drafts),
        what_might_happen=_joined(draft.might_happen for draft in drafts),
    )


def goal_words(drafts: Sequence[Draft], standing: DangerSetDetails) -> dict[str, str]:
    """What the drafts add to a goal and its anchors. Nothing that stands is lost."""
    return {
        "agency_goal": _joined([standing.agency_goal, *(d.text for d in drafts)]),
        "anchor_0": _joined([standing.anchor_0, *(d.anchor_0 for d in drafts)]),
        "anchor_10": _joined([standing.anchor_10, *(d.anchor_10 for d in drafts)]),
    }


def _joined(parts: Any) -> str:
    return "\n".join(dict.fromkeys(part.strip() for part in parts if part.strip()))
