"""Reads of an authority's own plans, and of where each plan stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Unpack
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery

from kinfold.implementation import policy
from kinfold.implementation.kept_lines import lines_of
from kinfold.implementation.models import (
    CommentAnswer,
    FeedbackAnswer,
    ImplementationPlan,
    ImplementationStep,
    ImplementationVersion,
    PlanComment,
    PlanShare,
    PlanSnapshot,
    PlanStanding,
    RoadTestFeedback,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.kept_queries import kept
from kinfold.platform.models import Authority, Programme, ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today, place_is_in_it
from kinfold.platform.programmes import (
    There,
    open_at,
    programmes_open_to,
    there,
)
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.implementation_plan import Line


@dataclass(frozen=True, slots=True)
class PlanListed:
    """One of the viewer's own plans, and its newest state."""

    row: ImplementationPlan
    state: str


@dataclass(frozen=True, slots=True)
class PlanRead:
    """A plan as it stands: its newest version, in order, and the steps it made."""

    row: ImplementationPlan
    version: ImplementationVersion
    lines: tuple[Line, ...]
    steps: tuple[ImplementationStep, ...]

    @property
    def step(self) -> ImplementationStep:
        return self.steps[-1]

    def line(self, line_id: str) -> Line:
        """One line of it.

        Raises:
            NotFound: it is not in the newest version.
        """
        for one in self.lines:
            if one.id == line_id:
                return one
        raise NotFound(f"No line {line_id}")


@dataclass(frozen=True, slots=True)
class ShareGiven:
    """A share of a plan as its giver sees it."""

    row: PlanShare
    recipients: tuple[str, ...]
    left_out: int
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class CommentRead:
    """A comment, from which authority, and what was answered."""

    row: PlanComment
    place: str
    answers: tuple[CommentAnswer, ...]


@dataclass(frozen=True, slots=True)
class FeedbackRead:
    """What one road-test said, and the newest answer to it."""

    row: RoadTestFeedback
    answer: FeedbackAnswer | None


@dataclass(frozen=True, slots=True)
class Stands:
    """Where an authority's newest plan stands."""

    authority_id: UUID
    authority: str
    state: str
    since: date
    version: int
    due_on: date


def insist_reads(viewer: Viewer) -> None:
    decision = policy.may_read(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)


def programmes_of(viewer: Viewer) -> Sequence[Programme]:
    """Those whose plans the viewer follows, or plans in."""
    insist_reads(viewer)
    return list(programmes_open_to(viewer))


def programme(viewer: Viewer, programme_id: UUID) -> Programme:
    """One programme of the viewer's.

    Raises:
        PermissionDenied: the viewer's role reads none.
        NotFound: there is none for this viewer.
    """
    insist_reads(viewer)
    found = programmes_open_to(viewer).filter(pk=programme_id).first()
    if found is None:
        raise NotFound(f"No programme {programme_id}")
    return found


def plans(viewer: Viewer) -> list[PlanListed]:
    """The viewer's own authority's plans, the newest stretch first. One query."""
    insist_reads(viewer)
    if viewer.authority_id is None:
        return []
    steps = ImplementationStep.objects.filter(plan=OuterRef("pk")).order_by("-number")
    rows = ImplementationPlan.objects.filter(authority=viewer.authority_id)
    newest = rows.annotate(state=Subquery(steps.values("state")[:1]))
    return [
        PlanListed(one, one.state) for one in newest.order_by("-starts_on", "-at", "pk")
    ]


def plan(viewer: Viewer, plan_id: UUID, *, is_locked: bool = False) -> PlanRead:
    """One of the viewer's own authority's plans, locked for a change if asked. Three
    queries.

    Raises:
        PermissionDenied: the viewer's role reads none.
        NotFound: there is none for this viewer.
    """
    insist_reads(viewer)
    rows = ImplementationPlan.objects.filter(
        pk=plan_id, authority=viewer.in_authority()
    )
    if is_locked:
        rows = rows.select_for_update()
    row = rows.first()
    if row is None:
        raise NotFound(f"No plan {plan_id}")
    version = _versions(row).order_by("-number")[0]
    return PlanRead(row, version, lines_of(version.lines), tuple(_steps(row)))


def version(viewer: Viewer, shown: PlanRead, number: int) -> ImplementationVersion:
    """One version of a plan.

    Raises:
        NotFound: it has no version of this number.
    """
    insist_reads(viewer)
    found = _versions(shown.row).filter(number=number).first()
    if found is None:
        raise NotFound(f"No version {number}")
    return found


def versions(viewer: Viewer, shown: PlanRead) -> list[ImplementationVersion]:
    """Every version of a plan without its lines, the newest first. One query."""
    insist_reads(viewer)
    return list(_versions(shown.row).defer("lines").order_by("-number"))


def shares_of(viewer: Viewer, row: ImplementationPlan) -> list[ShareGiven]:
    """With whom the plan was shared, the newest first. Three queries."""
    insist_reads(viewer)
    found = list(
        PlanShare.objects.filter(authority=row.authority_id, plan=row).order_by("-at")
    )
    snapshots = {
        one.share_id: one
        for one in PlanSnapshot.objects.filter(share__in=[one.pk for one in found])
    }
    names = _names_of({pk for one in found for pk in one.recipients})
    return [
        ShareGiven(
            one,
            tuple(sorted(names[pk] for pk in one.recipients)),
            sum(1 for line in snapshots[one.pk].lines if line["is_left_out"]),
            snapshots[one.pk].withdrawn_on,
        )
        for one in found
    ]


def comments_on(viewer: Viewer, row: ImplementationPlan) -> list[CommentRead]:
    """What others said about the plan's shares, the oldest first. Three queries."""
    insist_reads(viewer)
    return comments_read(
        viewer,
        PlanComment.objects.filter(
            programme=row.programme_id, share__plan=row, share__authority=row.authority
        ),
    )


def comments_read(viewer: Viewer, rows: QuerySet[PlanComment]) -> list[CommentRead]:
    """Comments with whom they are from and their answers. Two queries."""
    insist_reads(viewer)
    found = list(rows.select_related("authority").order_by("at", "pk"))
    answers: dict[UUID, list[CommentAnswer]] = {}
    for one in CommentAnswer.objects.filter(
        comment__in=[one.pk for one in found]
    ).order_by("at", "pk"):
        answers.setdefault(one.comment_id, []).append(one)
    return [
        CommentRead(one, one.authority.name, tuple(answers.get(one.pk, ())))
        for one in found
    ]


def feedback_on(viewer: Viewer, row: ImplementationPlan) -> list[FeedbackRead]:
    """What was said when it was road-tested, the oldest first. Two queries."""
    insist_reads(viewer)
    rows = RoadTestFeedback.objects.filter(authority=row.authority_id, plan=row)
    return _answered(rows.order_by("said_on", "at", "pk"))


def feedback(viewer: Viewer, feedback_id: UUID) -> FeedbackRead:
    """One thing that a road-test said.

    Raises:
        PermissionDenied: the viewer's role reads none.
        NotFound: there is none for this viewer.
    """
    insist_reads(viewer)
    rows = RoadTestFeedback.objects.filter(
        pk=feedback_id, authority=viewer.in_authority()
    )
    found = _answered(rows)
    if not found:
        raise NotFound(f"No feedback {feedback_id}")
    return found[0]


def unanswered_of(viewer: Viewer, row: ImplementationPlan) -> int:
    """How many who road-tested it have no answer. Two queries."""
    return sum(1 for one in feedback_on(viewer, row) if one.answer is None)


def others_in(viewer: Viewer, programme_id: UUID) -> list[Authority]:
    """The other authorities of the programme today. One query."""
    insist_reads(viewer)
    places = ProgrammeAuthority.objects.filter(in_it_today(), programme=programme_id)
    found = Authority.objects.filter(pk__in=places.values("authority"))
    return list(found.exclude(pk=viewer.in_authority()).order_by("name"))


def _names_of(ids: set[UUID]) -> dict[UUID, str]:
    return dict(Authority.objects.filter(pk__in=ids).values_list("pk", "name"))


def glance(
    viewer: Viewer, programme_id: UUID, place: UUID | None = None
) -> dict[UUID, Stands]:
    """Where the newest plan of each authority stands, by authority: of all that are in
    it today for a member of the programme, of their own for anybody else. The newest
    is the one that is due last, not the one somebody last touched. One query.
    """
    insist_reads(viewer)
    rows = _standing(**there(viewer, programme_id, place))
    return {where: Stands(where, *stands) for where, *stands in rows}


@kept
def _standing(**asked: Unpack[There]) -> QuerySet[PlanStanding, tuple[Any, ...]]:
    return (
        PlanStanding.objects.filter(open_at(**asked), place_is_in_it())
        .order_by("authority", "-due_on", "-at", "-pk")
        .distinct("authority")
        .values_list(
            "authority", "authority__name", "state", "since", "version", "due_on"
        )
    )


def _versions(row: ImplementationPlan) -> QuerySet[ImplementationVersion]:
    return ImplementationVersion.objects.filter(authority=row.authority_id, plan=row)


def _steps(row: ImplementationPlan) -> QuerySet[ImplementationStep]:
    rows = ImplementationStep.objects.filter(authority=row.authority_id, plan=row)
    return rows.order_by("number")


def _answered(rows: QuerySet[RoadTestFeedback]) -> list[FeedbackRead]:
    found = list(rows)
    answers = FeedbackAnswer.objects.filter(feedback__in=[one.pk for one in found])
    newest = {
        one.feedback_id: one
        for one in answers.order_by("feedback", "-number").distinct("feedback")
    }
    return [FeedbackRead(one, newest.get(one.pk)) for one in found]
