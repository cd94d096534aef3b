"""What colleagues write in a session: drafts, questions, next steps and numbers."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo
from kinfold.supervision.details import DraftDetails
from kinfold.supervision.holding import check_open, check_workers, hold_session
from kinfold.supervision.models import (
    Attendee,
    GroupSupervision,
    SessionDraft,
    SessionRating,
)

Kind = SessionDraft.Kind
READ_OUT = {Kind.DANGER: "dangers_read_out_at", Kind.GOAL: "goals_read_out_at"}


@transaction.atomic
def add_draft(
    *, family_id: UUID, session_id: UUID, details: DraftDetails, by: Viewer
) -> SessionDraft:
    """Keep what one colleague wrote. Whoever writes sits in the group from then on.

    The same words typed twice by the same person are kept once.

    Raises:
        CannotDo: no words, a question for nobody, or the session is over.
        NotFound: an author who does not work here.
    """
    session = hold_session(by, family_id, session_id)
    check_open(session)
    if not details.text.strip():
        raise CannotDo("Write something first", "text")
    if details.kind == Kind.QUESTION and not details.audience:
        raise CannotDo("Say for whom the question is", "audience")
    if details.author_id and details.author_id != by.worker_id:
        check_workers(by, {details.author_id})
    _sit_in(session, by.as_worker())
    words = {
        name: getattr(details, name)
        for name in ("kind", "text", "might_happen", "anchor_0", "anchor_10",
                     "audience", "due_on", "author_id", "author_name",
                     "is_author_shown")
    }  # fmt: skip
    draft, is_new = SessionDraft.objects.get_or_create(
        authority_id=session.authority_id,
        session=session,
        typed_by_id=by.as_worker(),
        taken_back_at=None,
        **words,
    )
    if is_new:
        _note(draft, "supervision.draft_written", by)
    return draft


@transaction.atomic
def take_back(
    *, family_id: UUID, session_id: UUID, draft_id: UUID, by: Viewer
) -> SessionDraft:
    """The one who wrote a draft takes it back, as long as it is not on the map.

    Raises:
        CannotDo: it is on the map, or the session is over.
        NotFound: no such draft of theirs.
    """
    session, draft = _hold(by, family_id, session_id, draft_id)
    if by.worker_id not in {draft.author_id, draft.typed_by_id}:
        raise NotFound("draft")
    check_open(session)
    if draft.became_id:
        raise CannotDo("This is on the map. It can be taken off there, with a reason")
    if draft.taken_back_at is None:
        draft.taken_back_at = timezone.now()
        draft.save(update_fields=["taken_back_at"])
        _note(draft, "supervision.draft_taken_back", by)
    return draft


@transaction.atomic
def show_author(
    *, family_id: UUID, session_id: UUID, draft_id: UUID, is_shown: bool, by: Viewer
) -> SessionDraft:
    """The author lets the others know whose it is, or hides it again.

    Raises:
        NotFound: no such draft of theirs.
    """
    _, draft = _hold(by, family_id, session_id, draft_id)
    if draft.author_id is None or draft.author_id != by.worker_id:
        raise NotFound("draft")
    if draft.is_author_shown != is_shown:
        draft.is_author_shown = is_shown
        draft.save(update_fields=["is_author_shown"])
        deed = "supervision.author_shown" if is_shown else "supervision.author_hidden"
        _note(draft, deed, by)
    return draft


@transaction.atomic
def take_along(
    *, family_id: UUID, session_id: UUID, draft_id: UUID, is_taken: bool, by: Viewer
) -> SessionDraft:
    """The worker who brought the family takes a question to the next visit, or not.

    Raises:
        CannotDo: somebody else chooses.
        NotFound: no such question.
    """
    session, draft = _hold(by, family_id, session_id, draft_id)
    if draft.kind != Kind.QUESTION or draft.taken_back_at:
        raise NotFound("question")
    if by.worker_id != session.presenter_id:
        raise CannotDo(f"{session.presenter.name} chooses what to ask the family")
    if draft.is_taken_along != is_taken:
        draft.is_taken_along = is_taken
        draft.save(update_fields=["is_taken_along"])
        deed = "supervision.question_taken" if is_taken else "supervision.question_left"
        _note(draft, deed, by)
    return draft


@transaction.atomic
def read_out(
    *, family_id: UUID, session_id: UUID, kind: str, by: Viewer
) -> GroupSupervision:
    """The silence is over: everybody in the session may now read these drafts.

    Raises:
        CannotDo: not a kind that is written in silence, or the session is over.
    """
    session = hold_session(by, family_id, session_id)
    if session.state == GroupSupervision.State.CALLED_OFF:
        check_open(session)
    column = READ_OUT.get(Kind(kind)) if kind in Kind.values else None
    if column is None:
        raise CannotDo("Only danger statements and goals are written in silence")
    if getattr(session, column) is None:
        setattr(session, column, timezone.now())
        session.save(update_fields=[column])
        audit.record(
            by=by,
            action="supervision.read_out",
            target=session,
            changes={"kind": kind},
            family_id=family_id,
        )
    return session


@transaction.atomic
def give_number(
    *,
    family_id: UUID,
    session_id: UUID,
    value: Decimal,
    reason: str,
    one_higher: str,
    danger_id: UUID | None,
    rater_name: str,
    by: Viewer,
) -> SessionRating:
    """A colleague's number and reason, kept in the session.

    `rater_name` is for somebody without a screen; "" is the writer's own number.

    Raises:
        CannotDo: no reason, a number off the scale, or the session is over.
        NotFound: a danger statement of another family.
    """
    session = hold_session(by, family_id, session_id)
    check_open(session)
    if not reason.strip():
        raise CannotDo("Say why: the reason matters more than the number", "reason")
    if not 0 <= value <= 10 or value % Decimal("0.5"):
        raise CannotDo("Choose a number from 0 to 10", "value")
    _check_danger(session, danger_id)
    _sit_in(session, by.as_worker())
    rating = SessionRating.objects.create(
        authority_id=session.authority_id,
        session=session,
        danger_id=danger_id,
        rater_id=None if rater_name else by.as_worker(),
        rater_name=rater_name or by.name,
        value=value,
        reason=reason,
        one_higher=one_higher,
        typed_by_id=by.as_worker(),
    )
    audit.record(
        by=by,
        action="supervision.number_given",
        target=rating,
        # whose number and which is for those who supervise (ADR 24)
        changes={},
        family_id=family_id,
    )
    return rating


def _check_danger(session: GroupSupervision, danger_id: UUID | None) -> None:
    of_family = DangerStatement.objects.filter(
        authority_id=session.authority_id, mapping__family_id=session.family_id
    )
    if danger_id and not of_family.filter(pk=danger_id).exists():
        raise NotFound("danger")


def _hold(
    by: Viewer, family_id: UUID, session_id: UUID, draft_id: UUID
) -> tuple[GroupSupervision, SessionDraft]:
    session = hold_session(by, family_id, session_id)
    draft = (
        SessionDraft.objects.select_for_update()
        .filter(authority_id=session.authority_id, session=session, pk=draft_id)
        .first()
    )
    if draft is None:
        raise NotFound("draft")
    return session, draft


def _sit_in(session: GroupSupervision, worker_id: UUID) -> None:
    if worker_id in {
        session.presenter_id, session.facilitator_id, session.advisor_id,
    }:  # fmt: skip
        return
    Attendee.objects.get_or_create(
        authority_id=session.authority_id, session=session, worker_id=worker_id
    )


def _note(draft: SessionDraft, deed: str, by: Viewer) -> None:
    """That something was written, and not what: the discussion stays in the session."""
    audit.record(
        by=by,
        action=deed,
        target=draft,
        changes={"kind": draft.kind},
        family_id=draft.session.family_id,
    )
