"""Reads of group supervision: one session, and the lists it is in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from django.db.models import Count, F, Q

from kinfold.platform.errors import NotFound
from kinfold.platform.models import Team, TeamMembership, Worker
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.records.selectors import families_of, may_with
from kinfold.records.selectors.records import own_worker_id
from kinfold.supervision.models import (
    Attendee,
    CaseSupervision,
    GroupSupervision,
    PutOnMap,
    RunningOrder,
    SessionDraft,
    SessionRating,
    StepRun,
)
from kinfold.supervision.policy import may_read_draft
from kinfold_core.access import Action, Reach, RecordState
from kinfold_core.practice.running_order import MINUTES

# Views may name the type of what selectors give them, and never the model.
AnySession: TypeAlias = GroupSupervision
State = GroupSupervision.State
MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class Room:
    """A session with what the viewer may read in it. `waiting`: by kind, how many
    drafts colleagues have written that were not read out yet."""

    session: GroupSupervision
    attendees: tuple[Worker, ...]
    runs: tuple[StepRun, ...]
    drafts: tuple[SessionDraft, ...]
    waiting: dict[str, int]
    ratings: tuple[SessionRating, ...]
    put: tuple[PutOnMap, ...]

    @property
    def step(self) -> int:
        """The number of the step that runs; 0 when none does."""
        return next((run.step for run in self.runs if run.ended_at is None), 0)


def session_of(viewer: Viewer, family_id: UUID, session_id: UUID) -> GroupSupervision:
    """A session about a family that the caller has been authorised for. One query.

    Raises:
        NotFound: no such session about this family.
    """
    session = (
        GroupSupervision.objects.filter(
            authority_id=viewer.in_authority(), family_id=family_id, pk=session_id
        )
        .select_related("presenter", "facilitator", "advisor")
        .first()
    )
    if session is None:
        raise NotFound("session")
    return session


def running_step(viewer: Viewer, session: GroupSupervision) -> StepRun | None:
    """The step that runs in a session the viewer may see. One query."""
    return StepRun.objects.filter(
        authority_id=viewer.in_authority(), session=session, ended_at=None
    ).first()


def room_of(
    viewer: Viewer, family_id: UUID, session_id: UUID, *, is_public: bool = False
) -> Room:
    """A session about an authorised family, with what the viewer reads. Six queries.

    `is_public`: for a screen that the whole room sees, without the viewer's own drafts.

    Raises:
        NotFound: no such session about this family.
    """
    session = session_of(viewer, family_id, session_id)
    seated = list(session.attendees.select_related("worker").order_by("worker__name"))
    drafts, waiting = _drafts(session, None if is_public else viewer.worker_id)
    ratings = session.ratings.prefetch_related("put_on_map").order_by("rated_at", "pk")
    return Room(
        session=session,
        attendees=tuple(one.worker for one in seated),
        runs=tuple(session.runs.order_by("started_at", "pk")),
        drafts=drafts,
        waiting=waiting,
        ratings=_newest_of_each(ratings),
        put=tuple(session.put_on_map.select_related("confirmed_by").order_by("pk")),
    )


def _drafts(
    session: GroupSupervision, worker_id: UUID | None
) -> tuple[tuple[SessionDraft, ...], dict[str, int]]:
    silent = {
        "danger": session.dangers_read_out_at is None,
        "goal": session.goals_read_out_at is None,
    }
    shown, waiting = [], {"danger": 0, "goal": 0}
    rows = session.drafts.filter(taken_back_at=None).select_related("author", "became")
    # in no order that would tell who wrote first
    for draft in rows.order_by("kind", "text", "pk"):
        is_silent = silent.get(draft.kind, False)
        if may_read_draft(
            writers={draft.author_id, draft.typed_by_id},
            worker_id=worker_id,
            is_read_out=not is_silent,
        ):
            shown.append(draft)
        else:
            waiting[draft.kind] += 1
    return tuple(shown), waiting


def _newest_of_each(ratings: Iterable[SessionRating]) -> tuple[SessionRating, ...]:
    newest = {(r.rater_id or r.rater_name, r.danger_id): r for r in ratings}
    return tuple(
        sorted(newest.values(), key=lambda r: (r.value or 0, r.rater_name.casefold()))
    )


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in a list, with its family, both of which the viewer may see."""

    session: GroupSupervision
    family: Family
    is_mine: bool


def sessions_list(viewer: Viewer) -> tuple[SessionRow, ...]:
    """Sessions of mine and of my teams' families, newest day first. Two queries.

    A restricted family stands in the list only of those who are named on it.
    """
    me = own_worker_id(viewer)
    mine = Q(presenter_id=me) | Q(facilitator_id=me) | Q(advisor_id=me)
    seats = Attendee.objects.filter(authority_id=viewer.in_authority(), worker_id=me)
    mine |= Q(pk__in=seats.values("session_id"))
    families = families_of(viewer)
    open_to = families.filter(Q(is_restricted=False) | Q(is_viewer_named=True))
    of_team = open_to.filter(Q(allocated_team_id__in=viewer.team_ids)).values("pk")
    sessions = list(
        GroupSupervision.objects.filter(
            Q(family_id__in=of_team) | mine,
            authority_id=viewer.in_authority(),
            family_id__in=open_to.values("pk"),
        )
        .exclude(state=State.CALLED_OFF)
        .select_related("presenter", "facilitator")
        .annotate(seat_count=Count("attendees"))
        .order_by("-planned_on", "-pk")[:MOST_LISTED]
    )
    known = families.in_bulk([session.family_id for session in sessions])
    return tuple(
        SessionRow(
            session,
            known[session.family_id],
            me in {session.presenter_id, session.facilitator_id},
        )
        for session in sessions
        if may_with(viewer, Action.SEE_SUPERVISION, known[session.family_id])
    )


@dataclass(frozen=True, slots=True)
class FamilySupervision:
    """What there is about one family, newest first."""

    sessions: tuple[GroupSupervision, ...]
    cases: tuple[CaseSupervision, ...]
    put: tuple[PutOnMap, ...]


def supervision_of(viewer: Viewer, family_id: UUID) -> FamilySupervision:
    """All supervision about a family the caller was authorised for. Three queries."""
    here = {"authority_id": viewer.in_authority(), "family_id": family_id}
    sessions = GroupSupervision.objects.filter(**here).select_related(
        "presenter", "facilitator"
    )
    cases = CaseSupervision.objects.filter(**here).select_related(
        "worker", "supervisor"
    )
    put = PutOnMap.objects.filter(**here).select_related("confirmed_by", "decision")
    return FamilySupervision(
        sessions=tuple(sessions.order_by("-planned_on", "-pk")),
        cases=tuple(cases.order_by("-held_on", "-pk")),
        put=tuple(put.order_by("-pk")),
    )


def last_supervision(viewer: Viewer, family_ids: Iterable[UUID]) -> dict[UUID, date]:
    """The newest day each family was in supervision, group or one to one. Two queries.

    For families the caller was authorised for; those never in supervision are left out.
    """
    wanted = list(family_ids)
    here = {"authority_id": viewer.in_authority(), "family_id__in": wanted}
    groups = GroupSupervision.objects.filter(**here, held_at__isnull=False)
    cases = CaseSupervision.objects.filter(**here)
    newest: dict[UUID, date] = {}
    for family_id, day in [
        *groups.annotate(day=F("planned_on")).values_list("family_id", "day"),
        *cases.values_list("family_id", "held_on"),
    ]:
        newest[family_id] = max(newest.get(family_id, day), day)
    return newest


@dataclass(frozen=True, slots=True)
class TeamOrder:
    """A team and the minutes it gives to each step."""

    id: UUID
    name: str
    minutes: tuple[int, ...]


def team_order(viewer: Viewer, team_id: UUID) -> TeamOrder:
    """The running order of a team that the viewer may change. Two queries.

    Raises:
        NotFound: no such team here, or it is not for this viewer to change.
    """
    here = {"authority_id": viewer.in_authority()}
    team = Team.objects.filter(**here, pk=team_id).first()
    nearness = Reach.TEAM if team_id in viewer.team_ids else Reach.AUTHORITY
    may = viewer.may(Action.HOLD_SUPERVISION, RecordState(nearness=nearness))
    if team is None or not may:
        raise NotFound("team")
    order = RunningOrder.objects.filter(**here, team=team).first()
    return TeamOrder(team.pk, team.name, tuple(order.minutes) if order else MINUTES)


def team_mates(viewer: Viewer, family: Family) -> list[tuple[str, str]]:
    """Who works in the viewer's teams and the family's: (id, name). One query.

    `family` comes from `family_for`.
    """
    teams = {*viewer.team_ids, family.__dict__["allocated_team_id"]} - {None}
    rows = (
        TeamMembership.objects.filter(
            authority_id=viewer.in_authority(),
            team_id__in=teams,
            ended_on=None,
            worker__is_active=True,
        )
        .order_by("worker__name")
        .values_list("worker_id", "worker__name")
    )
    return list(dict.fromkeys((str(pk), name) for pk, name in rows))


def teams_of(viewer: Viewer) -> list[tuple[UUID, str]]:
    """The teams the viewer is in, by name. One query."""
    return list(
        Team.objects.filter(authority_id=viewer.in_authority(), pk__in=viewer.team_ids)
        .order_by("name")
        .values_list("pk", "name")
    )
