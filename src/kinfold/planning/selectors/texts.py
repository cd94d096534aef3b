"""Every text of a family's safety plan, to see what was typed again."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from kinfold.planning.models import (
    PlanRule,
    PlanStep,
    RuleAnswer,
    RuleReading,
    RuleSuggestion,
)
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query


def texts_of_plan(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Every text of a family's safety plan. One query."""
    here = {"authority_id": viewer.in_authority()}
    on_plan = here | {"plan__family_id": family_id}
    on_rule = here | {"rule__plan__family_id": family_id}
    return in_one_query(
        (
            PlanRule.objects.filter(**on_plan),
            ("text", "when", "how_often", "child_part", "how_known", "if_not_working"),
        ),
        (PlanStep.objects.filter(**on_plan), ("words",)),
        (RuleSuggestion.objects.filter(**on_plan), ("text", "why")),
        (RuleAnswer.objects.filter(**on_rule), ("reason",)),
        (RuleReading.objects.filter(**on_rule), ("words",)),
    )
