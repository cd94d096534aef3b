"""Counting an authority's ways and training anew, for the programme, without names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from kinfold.development import policy
from kinfold.development.models import (
    Attendance,
    ConfidenceAnswer,
    ConfidenceTally,
    LearningTally,
    StepTaken,
    TrainingSession,
    Way,
)
from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.platform.viewer import Viewer

Key = tuple[str, str, str, date | None]


def tally(*, by: Viewer, programme_id: UUID) -> None:
    """Put the counts of the viewer's authority anew, in the caller's transaction."""
    authority_id = by.in_authority()
    one_at_a_time(f"learning of {authority_id} in {programme_id}")
    here = {"programme_id": programme_id, "authority_id": authority_id}
    LearningTally.objects.filter(**here).delete()
    counted = Counter(_steps(authority_id, programme_id))
    counted.update(_trained(authority_id, programme_id))
    LearningTally.objects.bulk_create(
        LearningTally(
            **here,
            kind=kind,
            of=of,
            part=part,
            month=month,
            people=people if people >= policy.FEWEST_PEOPLE else None,
        )
        for (kind, of, part, month), people in counted.items()
    )


def _steps(authority_id: UUID, programme_id: UUID) -> Iterator[Key]:
    ways = {
        one.pk: one.trajectory
        for one in Way.objects.filter(authority=authority_id, programme=programme_id)
    }
    newest = StepTaken.objects.filter(authority=authority_id, way__in=list(ways))
    for one in newest.order_by("way", "code", "-version").distinct("way", "code"):
        if one.is_taken:
            yield LearningTally.Kind.STEP.value, ways[one.way_id], one.code, None


def _trained(authority_id: UUID, programme_id: UUID) -> Iterator[Key]:
    held = TrainingSession.objects.filter(programme=programme_id)
    rows = Attendance.objects.filter(
        authority=authority_id, session_id__in=list(held.values_list("pk", flat=True))
    )
    newest = {
        (one.session_id, one.worker_id or one.name): one
        for one in rows.order_by("version")
    }
    people = {
        (one.worker_id or one.name, one.course, one.starts_on.replace(day=1))
        for one in newest.values()
        if one.was_there
    }
    for _, course, month in people:
        yield LearningTally.Kind.COURSE.value, course, "", month


def tally_confidence(*, by: Viewer, session: TrainingSession) -> None:
    """Put what the authority's answers say together anew, from 8 pairs up."""
    here = {"programme_id": session.programme_id, "authority_id": by.in_authority()}
    ConfidenceTally.objects.filter(**here, session=session).delete()
    answers = ConfidenceAnswer.objects.filter(
        authority=by.in_authority(), session_id=session.pk
    )
    said: dict[str, dict[str, dict[str, int]]] = {}
    for one in answers:
        said.setdefault(one.tool, {}).setdefault(one.number, {})[one.moment] = one.value
    for tool, numbers in said.items():
        pairs = [
            (both["before"], both["after"])
            for both in numbers.values()
            if len(both) == 2
        ]
        if len(pairs) < policy.FEWEST_PAIRS:
            continue
        ConfidenceTally.objects.create(
            **here,
            session=session,
            tool=tool,
            pairs=len(pairs),
            before_sum=sum(before for before, _ in pairs),
            after_sum=sum(after for _, after in pairs),
            rose=sum(after > before for before, after in pairs),
            fell=sum(after < before for before, after in pairs),
        )
