"""A group supervision from its plan to its learning, through the actions."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent, Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.actions.families import close_family
from kinfold.records.errors import CannotDo, RecordRefused, StaleVersion
from kinfold.records.models import Family
from kinfold.supervision.actions import drafts, sessions
from kinfold.supervision.details import LearningDetails
from kinfold.supervision.models import (
    Attendee,
    GroupSupervision,
    SessionDraft,
    StepRun,
)
from kinfold.supervision.selectors import last_supervision
from kinfold.supervision.selectors.sessions import room_of, sessions_list
from kinfold_core.access import Role
from kinfold_core.practice.running_order import MINUTES, STEPS
from kinfold_core.practice.written import Named
from tests.factories.networks import make_member
from tests.factories.platform import make_team, make_worker_viewer
from tests.factories.practice import make_family
from tests.factories.supervision import (
    hold,
    make_case,
    make_draft,
    make_session,
    session_details,
)

pytestmark = pytest.mark.django_db


def _key(session: GroupSupervision, by: Viewer) -> dict[str, object]:
    return {"family_id": session.family_id, "session_id": session.pk, "by": by}


def test_a_session_takes_the_minutes_of_the_familys_team(authority: Authority) -> None:
    team = make_team(authority)
    worker = make_worker_viewer(authority, Role.PRACTITIONER, team=team)
    other = make_worker_viewer(authority, Role.TEAM_MANAGER, team=team)
    family = make_family(worker)
    before = make_session(worker, family, other)
    minutes = (5,) * len(STEPS)
    with as_viewer(other):
        sessions.set_running_order(team_id=team.pk, minutes=minutes, by=other)
    after = make_session(worker, family, other)
    assert tuple(before.minutes) == MINUTES
    assert tuple(after.minutes) == minutes


@pytest.mark.parametrize("minutes", [(5,) * 8, (0, *[5] * 8), (61, *[5] * 8)])
def test_each_step_has_one_to_sixty_minutes(
    authority: Authority, minutes: tuple[int, ...]
) -> None:
    team = make_team(authority)
    manager = make_worker_viewer(authority, Role.TEAM_MANAGER, team=team)
    with as_viewer(manager), pytest.raises(CannotDo, match="1 to 60"):
        sessions.set_running_order(team_id=team.pk, minutes=minutes, by=manager)


def test_one_team_does_not_set_the_steps_of_another(authority: Authority) -> None:
    mine, theirs = make_team(authority), make_team(authority, "Boston")
    manager = make_worker_viewer(authority, Role.TEAM_MANAGER, team=mine)
    with as_viewer(manager), pytest.raises(NotFound):
        sessions.set_running_order(team_id=theirs.pk, minutes=MINUTES, by=manager)


def test_nobody_brings_and_leads(practitioner: Viewer, family: Family) -> None:
    with pytest.raises(CannotDo, match="different people"):
        make_session(practitioner, family, practitioner)


def test_nobody_of_another_authority_is_named(
    practitioner: Viewer, family: Family, elsewhere: Viewer
) -> None:
    with pytest.raises(NotFound):
        make_session(practitioner, family, elsewhere)


def test_a_closed_record_takes_no_supervision(
    practitioner: Viewer, chair: Viewer, family: Family, leader: Viewer
) -> None:
    with as_viewer(chair):
        close_family(
            family_id=family.pk,
            closed_on=timezone.localdate(),
            reason="The goals were met",
            by=chair,
        )
    with pytest.raises(RecordRefused):
        make_session(practitioner, family, leader)


def test_two_who_change_the_plan_are_shown_each_other(
    practitioner: Viewer, leader: Viewer, session: GroupSupervision
) -> None:
    key = _key(session, leader)
    with as_viewer(leader):
        new = session_details(practitioner, leader, place="Room 3")
        sessions.change_session(**key, details=new, version=1)  # type: ignore[arg-type]
        with pytest.raises(StaleVersion) as stale:
            sessions.change_session(
                **key,  # type: ignore[arg-type]
                details=session_details(practitioner, leader, place="Room 4"),
                version=1,
            )
        again = sessions.change_session(**key, details=new, version=1)  # type: ignore[arg-type]
    assert stale.value.current.place == "Room 3"
    assert again.version == 2  # the same words change nothing


def test_steps_run_one_at_a_time_and_the_server_keeps_when(
    leader: Viewer, session: GroupSupervision
) -> None:
    key = _key(session, leader)
    with as_viewer(leader):
        for step in (1, 2, 2, 1):
            sessions.move_to(**key, step=step)  # type: ignore[arg-type]
        runs = list(StepRun.objects.order_by("started_at", "pk"))
        assert [run.step for run in runs] == [1, 2, 1]
        assert [run.ended_at is None for run in runs] == [False, False, True]
        assert room_of(leader, session.family_id, session.pk).step == 1
        for step in (0, 10, -1):
            with pytest.raises(CannotDo, match="steps 1 to 9"):
                sessions.move_to(**key, step=step)  # type: ignore[arg-type]
        sessions.end_session(**key)  # type: ignore[arg-type]
        assert not StepRun.objects.filter(ended_at=None).exists()
        with pytest.raises(CannotDo, match="stand still"):
            sessions.move_to(**key, step=2)  # type: ignore[arg-type]


def test_the_database_runs_one_step_at_a_time(
    leader: Viewer, session: GroupSupervision
) -> None:
    with as_viewer(leader):
        sessions.move_to(**_key(session, leader), step=1)  # type: ignore[arg-type]
        with pytest.raises(IntegrityError), transaction.atomic():
            StepRun.objects.create(
                authority_id=session.authority_id, session=session, step=2,
                started_at=timezone.now(), moved_by_id=leader.as_worker(),
            )  # fmt: skip


def test_planned_then_held_then_learned(
    leader: Viewer, session: GroupSupervision
) -> None:
    key = _key(session, leader)
    nothing = key | {"details": LearningDetails(learning_points=" "), "version": 1}
    with as_viewer(leader):
        with pytest.raises(CannotDo, match="has been held"):
            sessions.write_learning(**nothing)  # type: ignore[arg-type]
        sessions.end_session(**key)  # type: ignore[arg-type]
        with pytest.raises(CannotDo, match="at least one"):
            sessions.write_learning(**nothing)  # type: ignore[arg-type]
        with pytest.raises(CannotDo, match="cannot be called off"):
            sessions.call_off(**key, reason="Ill")  # type: ignore[arg-type]
    hold(leader, session, learned="We had not asked about Raj.")
    with as_viewer(leader):
        session.refresh_from_db()
        assert session.state == "learned"
        assert session.clarity_after == Decimal("7.5")
        with pytest.raises(CannotDo, match="written in silence"):
            drafts.read_out(**key, kind="gossip")  # type: ignore[arg-type]
    with pytest.raises(CannotDo, match="over"):
        make_draft(leader, session)


@pytest.mark.parametrize(
    "words", ["Leanne knew.", "Ask as if Kai could hear.", "PRIYA saw it first."]
)
def test_what_others_learn_from_it_names_nobody(
    practitioner: Viewer, leader: Viewer, session: GroupSupervision, words: str
) -> None:
    """Neither the family nor the colleague who said it."""
    words = words.replace("PRIYA", practitioner.name.split()[0].upper())
    with pytest.raises(CannotDo, match="is still in it"):
        hold(leader, session, learned="Much.", for_others=words)


@pytest.mark.parametrize("words", ["Ask Nan Jo sooner.", "Mandlenkosi came."])
def test_nor_anybody_around_the_family(
    practitioner: Viewer, leader: Viewer, session: GroupSupervision, words: str
) -> None:
    with as_viewer(leader):
        family = Family.objects.get(pk=session.family_id)
    make_member(practitioner, family)
    make_member(
        practitioner, family, "Uncle Mandlenkosi", who=Named(name="Uncle Mandlenkosi")
    )
    with pytest.raises(CannotDo, match="is still in it"):
        hold(leader, session, learned="Much.", for_others=words)
    said = "A nan and an uncle carry more than we ask of them."
    hold(leader, session, learned="Much.", for_others=said)


def test_a_session_of_next_week_has_not_been_held(
    practitioner: Viewer, family: Family, leader: Viewer
) -> None:
    soon = timezone.localdate() + timedelta(days=7)
    session = make_session(practitioner, family, leader, planned_on=soon)
    with pytest.raises(CannotDo, match="not come yet"):
        hold(leader, session)


def test_a_session_called_off_keeps_why_and_takes_no_words(
    practitioner: Viewer, leader: Viewer, session: GroupSupervision
) -> None:
    with as_viewer(leader):
        with pytest.raises(CannotDo, match="why"):
            sessions.call_off(**_key(session, leader), reason=" ")  # type: ignore[arg-type]
        sessions.call_off(**_key(session, leader), reason="Sam is ill")  # type: ignore[arg-type]
    with pytest.raises(CannotDo, match="called off"):
        make_draft(practitioner, session)


def test_drafts_are_written_in_silence_until_they_are_read_out(
    practitioner: Viewer, leader: Viewer, session: GroupSupervision
) -> None:
    mine = make_draft(practitioner, session)
    theirs = make_draft(leader, session, text="Kai might be hurt by what Dean throws.")
    with as_viewer(practitioner):
        room = room_of(practitioner, session.family_id, session.pk)
        assert [draft.pk for draft in room.drafts] == [mine.pk]
        assert room.waiting["danger"] == 1
        drafts.read_out(**_key(session, practitioner), kind="danger")  # type: ignore[arg-type]
        room = room_of(practitioner, session.family_id, session.pk)
    assert {draft.pk for draft in room.drafts} == {mine.pk, theirs.pk}
    assert room.waiting["danger"] == 0


def test_whoever_writes_sits_in_the_group(
    authority: Authority, session: GroupSupervision
) -> None:
    late = colleague_of(authority)
    make_draft(late, session)
    make_draft(late, session)  # pressed twice
    with as_viewer(late):
        assert Attendee.objects.get().worker_id == late.worker_id
        assert SessionDraft.objects.count() == 1


def colleague_of(authority: Authority) -> Viewer:
    return make_worker_viewer(authority, Role.PRACTICE_LEADER, name="Ida Marsh")


def test_only_the_author_says_whose_a_draft_is(
    practitioner: Viewer, leader: Viewer, session: GroupSupervision
) -> None:
    draft = make_draft(leader, session)
    typed_in = make_draft(leader, session, text="Typed in.", author_id=None)
    with as_viewer(practitioner), pytest.raises(NotFound):
        drafts.show_author(
            **_key(session, practitioner),
            draft_id=draft.pk,
            is_shown=True,  # type: ignore[arg-type]
        )
    with as_viewer(leader):
        shown = drafts.show_author(
            **_key(session, leader),
            draft_id=draft.pk,
            is_shown=True,  # type: ignore[arg-type]
        )
        assert shown.is_author_shown
        with pytest.raises(NotFound):
            drafts.show_author(
                **_key(session, leader),
                draft_id=typed_in.pk,
                is_shown=True,  # type: ignore[arg-type]
            )


def test_only_its_writer_takes_a_draft_back(
    practitioner: Viewer, leader: Viewer, session: GroupSupervision
) -> None:
    draft = make_draft(leader, session)
    with as_viewer(practitioner), pytest.raises(NotFound):
        drafts.take_back(**_key(session, practitioner), draft_id=draft.pk)  # type: ignore[arg-type]
    with as_viewer(leader):
        drafts.take_back(**_key(session, leader), draft_id=draft.pk)  # type: ignore[arg-type]
        room = room_of(leader, session.family_id, session.pk)
    assert room.drafts == ()


def test_what_was_said_is_not_in_the_audit(
    leader: Viewer, session: GroupSupervision
) -> None:
    make_draft(leader, session, text="A secret thought.")
    hold(leader, session, learned="Another secret thought.")
    with as_viewer(leader):
        kept = [str(one.changes) for one in AuditEvent.objects.all()]
    assert kept
    assert not [one for one in kept if "secret thought" in one]


def test_last_supervision_is_the_newest_of_both_kinds(
    practitioner: Viewer, leader: Viewer, family: Family
) -> None:
    today = timezone.localdate()
    other = make_family(practitioner)
    make_session(practitioner, other, leader)  # planned only
    old = make_session(
        practitioner, family, leader, planned_on=today - timedelta(days=20)
    )
    hold(leader, old)
    make_case(practitioner, family, leader, held_on=today - timedelta(days=3))
    with as_viewer(practitioner):
        days = last_supervision(practitioner, [family.pk, other.pk])
    assert days == {family.pk: today - timedelta(days=3)}


def test_a_restricted_family_is_in_no_list_of_those_not_named(
    practitioner: Viewer, leader: Viewer, family: Family, session: GroupSupervision
) -> None:
    with as_viewer(practitioner):
        assert [row.family.pk for row in sessions_list(practitioner)] == [family.pk]
        Family.objects.filter(pk=family.pk).update(is_restricted=True)
        assert sessions_list(practitioner) == ()
    with as_viewer(leader):
        assert sessions_list(leader) == ()


def test_a_colleague_of_another_team_is_told_of_no_session(
    authority: Authority, session: GroupSupervision
) -> None:
    team = make_team(authority, "Boston")
    other = make_worker_viewer(authority, Role.PRACTITIONER, team=team)
    with as_viewer(other):
        assert sessions_list(other) == ()
