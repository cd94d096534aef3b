"""What a worker confirms goes on the family's map, by the map's own actions (I11)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Worker
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions as practice
from kinfold.records.errors import CannotDo
from kinfold.scaling.actions import rate
from kinfold.supervision.holding import hold_case, hold_session
from kinfold.supervision.models import (
    CaseDecision,
    GroupSupervision,
    PutOnMap,
    SessionDraft,
    SessionRating,
)
from kinfold.versions.actions import note_standing
from kinfold_core.practice.facts import Answer, Capacity
from kinfold_core.practice.standings import STATEMENT
from kinfold_core.practice.written import (
    DangerSetDetails,
    EntryDetails,
    Named,
    RatingDetails,
    StandingDetails,
)

What = PutOnMap.What
Kind = SessionDraft.Kind


@transaction.atomic
def choose_danger(
    *,
    family_id: UUID,
    session_id: UUID,
    draft_ids: Iterable[UUID],
    details: DangerSetDetails,
    by: Viewer,
) -> PutOnMap:
    """A danger statement, chosen or joined from drafts, goes on the map.

    The family has not seen it. It stands as tested in supervision once the day of the
    session has come; chosen before, it is a draft that the group has still to look at.

    Raises:
        CannotDo: somebody else than the worker who brought it; nothing was typed; a
            draft is on the map already.
        NotFound: a draft of another session.
    """
    session = _held_by_presenter(by, family_id, session_id)
    drafts = _not_there_yet(_drafts(session, draft_ids, Kind.DANGER))
    danger = practice.add_danger_set(family_id=family_id, details=details, by=by)
    if session.planned_on <= timezone.localdate():
        note_standing(
            family_id=family_id,
            danger_id=danger.pk,
            details=StandingDetails(
                of=STATEMENT,
                state=danger.State.TESTED,
                # who sat there is the group's to say
                with_whom="Colleagues in group supervision",
                happened_on=session.planned_on,
            ),
            by=by,
        )
    return _put(
        by, family_id, What.DANGER, details.worried_about,
        drafts=drafts, session=session, danger=danger,
    )  # fmt: skip


@transaction.atomic
def choose_goal(
    *,
    family_id: UUID,
    session_id: UUID,
    danger_id: UUID,
    draft_ids: Iterable[UUID],
    details: DangerSetDetails,
    version: int,
    by: Viewer,
) -> PutOnMap:
    """A goal and its anchors, chosen or joined from drafts, go to their danger.

    Raises:
        StaleWords: the set was changed since `version`; holds how it stands.
        CannotDo: somebody else than the worker who brought it; a draft is on the map
            already.
        NotFound: a draft of another session, a danger of another map.
    """
    session = _held_by_presenter(by, family_id, session_id)
    drafts = _not_there_yet(_drafts(session, draft_ids, Kind.GOAL))
    danger = practice.change_danger_set(
        family_id=family_id,
        danger_id=danger_id,
        details=details,
        version=version,
        by=by,
    )
    return _put(
        by, family_id, What.GOAL, details.agency_goal,
        drafts=drafts, session=session, danger=danger,
    )  # fmt: skip


@transaction.atomic
def confirm_step(
    *, family_id: UUID, session_id: UUID, draft_id: UUID, by: Viewer
) -> PutOnMap:
    """The worker confirms a next step: it stands on the map with their name.

    Raises:
        CannotDo: somebody else than the worker who brought it.
        NotFound: no such next step in this session.
    """
    session = _held_by_presenter(by, family_id, session_id)
    draft = _drafts(session, [draft_id], Kind.NEXT_STEP)[0]
    standing: PutOnMap | None = draft.became
    if standing is not None:
        return standing
    entry = practice.add_entry(
        family_id=family_id,
        details=EntryDetails(
            category="next_step",
            text=draft.text,
            who=Named(name=session.presenter.name, worker_id=session.presenter_id),
            due_on=draft.due_on,
        ),
        by=by,
    )
    return _put(
        by, family_id, What.NEXT_STEP, draft.text,
        drafts=[draft], session=session, entry=entry,
    )  # fmt: skip


@transaction.atomic
def confirm_number(
    *, family_id: UUID, session_id: UUID, rating_id: UUID, by: Viewer
) -> PutOnMap:
    """The one who gave a number puts it on the family's scale, with their name.

    Raises:
        CannotDo: the number is about no danger statement on the map.
        NotFound: no such number of theirs in this session.
    """
    session = hold_session(by, family_id, session_id)
    given = SessionRating.objects.filter(
        authority_id=session.authority_id,
        session=session,
        pk=rating_id,
        rater_id=by.as_worker(),
    ).first()
    if given is None or given.value is None:
        raise NotFound("number")
    if (put := PutOnMap.objects.filter(rating=given).first()) is not None:
        return put
    if given.danger_id is None:
        raise CannotDo("Say which danger this number is about, and give it again")
    rate(
        family_id=family_id,
        danger_id=given.danger_id,
        details=RatingDetails(
            rater=Named(name=given.rater_name, worker_id=given.rater_id),
            capacity=Capacity.PROFESSIONAL.value,
            answer=Answer.NUMBER,
            value=given.value,
            rated_on=timezone.localdate(given.rated_at),
            occasion="supervision",
            reason_why_not_lower=given.reason,
            what_would_make_one_higher=given.one_higher,
            is_confirmed_by_rater=True,
        ),
        by=by,
    )
    return _put(
        by, family_id, What.RATING, f"{given.rater_name}: {given.value}",
        session=session, danger_id=given.danger_id, rating=given,
    )  # fmt: skip


@transaction.atomic
def confirm_decision(
    *, family_id: UUID, case_id: UUID, decision_id: UUID, by: Viewer
) -> PutOnMap:
    """The worker confirms what was decided one to one: a next step on the map.

    Raises:
        CannotDo: somebody else than the worker whose supervision it was.
        NotFound: no such decision.
    """
    case = hold_case(by, family_id, case_id)
    decision = (
        CaseDecision.objects.select_related("who")
        .filter(authority_id=case.authority_id, supervision=case, pk=decision_id)
        .first()
    )
    if decision is None:
        raise NotFound("decision")
    if (put := PutOnMap.objects.filter(decision=decision).first()) is not None:
        return put
    _check_worker(by, case.worker)
    entry = practice.add_entry(
        family_id=family_id,
        details=EntryDetails(
            category="next_step",
            text=decision.text,
            who=Named(name=decision.who.name, worker_id=decision.who_id),
            due_on=decision.due_on,
        ),
        by=by,
    )
    return _put(
        by, family_id, What.NEXT_STEP, decision.text, decision=decision, entry=entry
    )


def _held_by_presenter(
    by: Viewer, family_id: UUID, session_id: UUID
) -> GroupSupervision:
    session = hold_session(by, family_id, session_id)
    if session.state == GroupSupervision.State.CALLED_OFF:
        raise CannotDo("This session was called off. Plan another one")
    _check_worker(by, session.presenter)
    return session


def _check_worker(by: Viewer, worker: Worker) -> None:
    if by.worker_id != worker.pk:
        raise CannotDo(f"{worker.name} confirms what goes on the map")


def _drafts(
    session: GroupSupervision, ids: Iterable[UUID], kind: Kind
) -> list[SessionDraft]:
    wanted = set(ids)
    found = list(
        SessionDraft.objects.select_for_update(of=("self",))
        .select_related("became")
        .filter(
            authority_id=session.authority_id,
            session=session,
            kind=kind,
            pk__in=wanted,
            taken_back_at=None,
        )
    )
    if not wanted or len(found) < len(wanted):
        raise NotFound("draft")
    return found


def _not_there_yet(drafts: list[SessionDraft]) -> list[SessionDraft]:
    """Pressed twice at once, a draft goes on the map once."""
    if any(draft.became_id for draft in drafts):
        raise CannotDo("This is on the map already. Go back to the session to see it")
    return drafts


def _put(
    by: Viewer,
    family_id: UUID,
    what: PutOnMap.What,
    words: str,
    *,
    drafts: Iterable[SessionDraft] = (),
    **where: Any,
) -> PutOnMap:
    """Note where it came from, beside the drafts and in the audit."""
    put = PutOnMap.objects.create(
        authority_id=by.in_authority(),
        family_id=family_id,
        what=what,
        words=" ".join(words.split())[:200],
        confirmed_by_id=by.as_worker(),
        **where,
    )
    for draft in drafts:
        draft.became = put
        draft.save(update_fields=["became"])
    audit.record(
        by=by,
        action="supervision.put_on_map",
        target=put,
        changes={
            "what": what,
            "danger": str(put.danger_id),
            "entry": str(put.entry_id),
        },
        family_id=family_id,
    )
    return put
