"""What a meeting keeps: who was there, covered answers, what was decided."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinfold.meetings import actions
from kinfold.meetings.details import Ending, PersonHere, SaidInRound
from kinfold.meetings.models import Attendance, Meeting, RoundAnswer
from kinfold.meetings.selectors import meeting_of, offered_people
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, Mapping, ScaleRating
from kinfold.practice.selectors import ground_of
from kinfold.records.errors import CannotDo, RecordRefused, StaleVersion
from kinfold.records.models import Family
from kinfold.versions.models import Contributor
from kinfold_core.practice.facts import Answer
from kinfold_core.practice.written import Named
from tests.factories.meetings import chair, end, make_meeting, people_of, say
from tests.factories.practice import make_family, named

pytestmark = pytest.mark.django_db


def test_one_meeting_of_a_family_goes_on_at_a_time(
    practitioner: Viewer, family: Family, meeting: Meeting
) -> None:
    with pytest.raises(CannotDo, match="goes on already"):
        make_meeting(practitioner, family)
    end(practitioner, meeting)
    make_meeting(practitioner, family)
    with as_viewer(practitioner):
        assert Meeting.objects.count() == 2


def test_nobody_is_a_meeting_of_none(practitioner: Viewer, family: Family) -> None:
    with pytest.raises(CannotDo, match="Say who is there"):
        make_meeting(practitioner, family, people=[])


def test_a_person_of_another_family_cannot_be_written_down(
    practitioner: Viewer, family: Family
) -> None:
    other = make_family(practitioner)
    with as_viewer(practitioner):
        stranger = named(practitioner, other, "Leanne")
    people = [PersonHere(who=stranger, capacity="parent", mode="room")]
    with pytest.raises(NotFound):
        make_meeting(practitioner, family, people=people)


def test_who_may_not_run_meetings_cannot_start_one(
    practitioner: Viewer, analyst: Viewer, family: Family
) -> None:
    people = people_of(practitioner, family)
    with pytest.raises(RecordRefused), as_viewer(analyst):
        actions.start_meeting(
            family_id=family.pk, kind="review", place="", people=people, by=analyst
        )


def test_the_same_person_added_twice_sits_once(
    practitioner: Viewer, meeting: Meeting
) -> None:
    cole = PersonHere(who=Named(name="Mr Cole"), capacity="professional", mode="video")
    with as_viewer(practitioner):
        for _ in range(2):
            actions.add_person(
                family_id=meeting.family_id,
                meeting_id=meeting.pk,
                person=cole,
                by=practitioner,
            )
        assert Attendance.objects.filter(meeting=meeting).count() == 5


def test_whoever_has_answered_stays_on_the_list(
    practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    say(practitioner, meeting, danger.pk, "Leanne", "4")
    leanne, nan = (chair(practitioner, meeting, name) for name in ("Leanne", "Nan Jo"))
    key = {"family_id": meeting.family_id, "meeting_id": meeting.pk}
    with as_viewer(practitioner):
        with pytest.raises(CannotDo, match="Leanne has answered"):
            actions.take_off(**key, attendance_id=leanne.pk, by=practitioner)
        actions.take_off(**key, attendance_id=nan.pk, by=practitioner)
        names = Attendance.objects.filter(meeting=meeting).values_list(
            "name", flat=True
        )
        assert "Nan Jo" not in names


def test_answers_are_covered_until_the_last_one(
    practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        before = ScaleRating.objects.count()
    say(practitioner, meeting, danger.pk, "Leanne", "4.5")
    say(practitioner, meeting, danger.pk, "Nan Jo", "3")
    say(practitioner, meeting, danger.pk, "Leanne", "6")  # she thought again
    say(practitioner, meeting, danger.pk, "Amira", None)
    with as_viewer(practitioner):
        assert ScaleRating.objects.count() == before
        row = meeting_of(practitioner, meeting.family_id, meeting.pk)
        assert not row.is_shown(danger.pk)
        assert len(row.answered(danger.pk)) == 3
    say(practitioner, meeting, danger.pk, practitioner.name, "2")
    with as_viewer(practitioner):
        assert ScaleRating.objects.count() == before + 4
        leanne = ScaleRating.objects.filter(rater_name="Leanne").latest("recorded_at")
        assert leanne.value == Decimal(6)
        assert leanne.capacity == "parent"
        assert leanne.occasion == "family_meeting"
        assert leanne.is_confirmed_by_rater
        assert leanne.reason_why_not_lower == "Leanne knows why."
        assert leanne.supersedes is not None  # her answer before this meeting
        row = meeting_of(practitioner, meeting.family_id, meeting.pk)
        assert row.is_shown(danger.pk)


def test_a_covered_number_is_in_no_audit_event(
    practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    say(practitioner, meeting, danger.pk, "Leanne", "8.5")
    with as_viewer(practitioner):
        event = AuditEvent.objects.get(action="meetings.answered")
        assert "8.5" not in str(event.changes)


def test_a_shown_answer_is_not_given_again(
    practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    say(practitioner, meeting, danger.pk, "Leanne", "4")
    with as_viewer(practitioner):
        for _ in range(2):
            actions.show_numbers(
                family_id=meeting.family_id,
                meeting_id=meeting.pk,
                danger_id=danger.pk,
                by=practitioner,
            )
        made = RoundAnswer.objects.exclude(rating=None)
        assert made.count() == 1
    with pytest.raises(CannotDo, match="shown already"):
        say(practitioner, meeting, danger.pk, "Leanne", "5")
    # Nan Jo was not asked then and answers now; it waits for the others
    say(practitioner, meeting, danger.pk, "Nan Jo", "5")


def test_numbers_are_not_shown_before_anybody_has_answered(
    practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    with as_viewer(practitioner), pytest.raises(CannotDo, match="Nobody has answered"):
        actions.show_numbers(
            family_id=meeting.family_id,
            meeting_id=meeting.pk,
            danger_id=danger.pk,
            by=practitioner,
        )


def test_a_number_is_needed_or_a_reason_why_there_is_none(
    practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    here = chair(practitioner, meeting, "Leanne")
    with as_viewer(practitioner), pytest.raises(CannotDo, match="Choose a number"):
        actions.answer(
            family_id=meeting.family_id,
            meeting_id=meeting.pk,
            danger_id=danger.pk,
            attendance_id=here.pk,
            said=SaidInRound(answer=Answer.NUMBER, value=None),
            by=practitioner,
        )


def test_the_database_keeps_numbers_by_halves_from_0_to_10(
    practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    here = chair(practitioner, meeting, "Leanne")
    for value in ("10.5", "3.3"):
        with (
            as_viewer(practitioner),
            pytest.raises(IntegrityError),
            transaction.atomic(),
        ):
            RoundAnswer.objects.create(
                authority_id=meeting.authority_id,
                attendance=here,
                danger=danger,
                answer="number",
                value=Decimal(value),
                recorded_by_id=practitioner.worker_id,
            )


def test_a_danger_kept_from_the_family_does_not_go_round(
    practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        DangerStatement.objects.filter(pk=danger.pk).update(
            is_visible_to_family=False,
            hidden_reason="Not safe to read at home yet",
            hidden_review_on=timezone.localdate() + timedelta(days=9),
            hidden_by_id=practitioner.worker_id,
        )
    with pytest.raises(NotFound):
        say(practitioner, meeting, danger.pk, "Leanne", "4")


def test_the_end_shows_what_is_covered_and_says_who_wrote_with_us(
    practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    say(practitioner, meeting, danger.pk, "Nan Jo", "3")
    end(practitioner, meeting)
    with as_viewer(practitioner):
        assert ScaleRating.objects.filter(rater_name="Nan Jo").count() == 1
        wrote = dict(Contributor.objects.values_list("name", "mode"))
        assert wrote["Leanne"] == "in_room"
        assert wrote["Nan Jo"] == "phone"
        assert len(wrote) == 4
    with pytest.raises(CannotDo, match="This meeting is over"):
        say(practitioner, meeting, danger.pk, "Leanne", "4")


def test_a_version_that_was_given_already_gets_no_new_writers(
    practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        Mapping.objects.update(status=Mapping.Status.FAMILY_RESPONDED)
    end(practitioner, meeting)
    with as_viewer(practitioner):
        assert not Contributor.objects.exists()


def test_what_was_decided_is_asked_for_and_can_be_mended(
    practitioner: Viewer, meeting: Meeting
) -> None:
    with pytest.raises(CannotDo, match="Write what was decided"):
        end(practitioner, meeting, "  ")
    first = end(practitioner, meeting)
    ended_at = first.ended_at
    end(practitioner, meeting, "Nan Jo has Fridays and pay days.")
    with as_viewer(practitioner):
        meeting.refresh_from_db()
        assert meeting.decided == "Nan Jo has Fridays and pay days."
        assert meeting.ended_at == ended_at
        with pytest.raises(StaleVersion):
            actions.end_meeting(
                family_id=meeting.family_id,
                meeting_id=meeting.pk,
                ending=Ending(decided="Something else.", next_on=None),
                version=1,
                by=practitioner,
            )
        with pytest.raises(CannotDo, match="before the meeting"):
            actions.end_meeting(
                family_id=meeting.family_id,
                meeting_id=meeting.pk,
                ending=Ending(
                    decided="Other words.",
                    next_on=timezone.localdate() - timedelta(days=1),
                ),
                version=meeting.version,
                by=practitioner,
            )


def test_who_could_be_here_is_the_family_the_network_and_me(
    practitioner: Viewer, family: Family
) -> None:
    with as_viewer(practitioner):
        ground = ground_of(practitioner, family.pk)
        offered = offered_people(practitioner, ground)
    assert [one.who.name for one in offered] == [
        "Amira", "Kai", "Dean", "Leanne", practitioner.name,
    ]  # fmt: skip
    assert [one.capacity for one in offered] == [
        "child", "child", "family", "family", "professional",
    ]  # fmt: skip
