"""Where the work stands follows from what people did, on the days they did it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.monitoring.actions import demonstrate
from kinfold.planning import actions as planning
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.actions import withdraw_danger_set
from kinfold.practice.models import Mapping, VersionStep
from kinfold.records.actions.families import close_family, reopen_family
from kinfold.records.models import Family
from kinfold.stages.selectors import evidence_of
from kinfold.trajectory import actions as trajectory
from kinfold.trajectory.models import Milestone
from kinfold.voice.models import StoryReading
from kinfold_core.practice.stages import Evidence, Seen, standing_on
from kinfold_core.practice.written import Named
from tests.factories.monitoring import make_check
from tests.factories.networks import make_ask, make_member, make_told
from tests.factories.planning import make_live, standing
from tests.factories.practice import make_family, make_set, named
from tests.factories.trajectory import (
    days_ago,
    make_bottom_line,
    make_immediate,
    make_milestone,
)
from tests.factories.voice import make_story

pytestmark = pytest.mark.django_db


def evidence(by: Viewer, family: Family) -> tuple[Seen, ...]:
    with as_viewer(by):
        return evidence_of(by, [family.pk], today=timezone.localdate())[family.pk]


def kinds(by: Viewer, family: Family) -> set[Evidence]:
    return {one.evidence for one in evidence(by, family) if one.until is None}


def stage(by: Viewer, family: Family) -> str:
    return standing_on(evidence(by, family), timezone.localdate()).now.code


def give_map(by: Viewer, family: Family, *, on: date | None = None) -> None:
    """The map as it stands is given to the family, today unless it says when."""
    with as_viewer(by):
        standing_map = Mapping.objects.get(family=family)
        VersionStep.objects.create(
            authority_id=by.in_authority(),
            mapping=standing_map,
            version=1,
            kind="shared",
            happened_on=on or timezone.localdate(),
            format="paper",
            with_whom="Leanne",
            recorded_by_id=by.worker_id,
        )


def test_a_record_that_was_just_opened_is_work_begun(
    practitioner: Viewer, family: Family
) -> None:
    assert evidence(practitioner, family) == (
        Seen(Evidence.WORK_BEGUN, date(2026, 1, 5)),
    )
    assert stage(practitioner, family) == "S0"


def test_a_todays_plan_counts_when_somebody_agreed_to_it(
    practitioner: Viewer, family: Family
) -> None:
    plan = make_immediate(practitioner, family)
    assert Evidence.IMMEDIATE_PLAN_AGREED not in kinds(practitioner, family)
    with as_viewer(practitioner):
        trajectory.answer_plan(
            family_id=family.pk, plan_id=plan.pk, who=Named(name="Nan Jo"),
            answer="agree", words="", said_on=days_ago(1), by=practitioner,
        )  # fmt: skip
    assert Seen(Evidence.IMMEDIATE_PLAN_AGREED, days_ago(1)) in evidence(
        practitioner, family
    )


def test_a_map_is_shared_only_with_a_danger_on_it(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    assert stage(practitioner, family) == "S1"
    assert Evidence.SET_SHARED not in kinds(practitioner, family)
    give_map(practitioner, family)
    assert Evidence.SET_SHARED in kinds(practitioner, family)
    with as_viewer(practitioner):
        withdraw_danger_set(
            family_id=family.pk, danger_id=danger.pk, version=danger.version,
            reason="Written twice",
            by=practitioner,
        )  # fmt: skip
    assert Evidence.SET_SHARED not in kinds(practitioner, family)


def test_the_network_is_informed_by_who_is_still_in_it(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    make_ask(practitioner, family)
    jo = make_member(practitioner, family)
    assert stage(practitioner, family) == "S2"
    make_told(practitioner, jo, danger.pk)
    assert Evidence.NETWORK_INFORMED in kinds(practitioner, family)
    with as_viewer(practitioner):
        type(jo).objects.filter(pk=jo.pk).update(
            ended_on=timezone.localdate(), ended_reason="Moved to Leeds"
        )
    assert Evidence.NETWORK_INFORMED not in kinds(practitioner, family)


def test_an_explanation_is_drafted_and_then_read(
    practitioner: Viewer, family: Family
) -> None:
    story = make_story(practitioner, family)
    assert stage(practitioner, family) == "S3"
    assert Evidence.EXPLANATION_READ not in kinds(practitioner, family)
    with as_viewer(practitioner):
        amira = named(practitioner, family, "Amira")
        StoryReading.objects.create(
            authority_id=family.authority_id,
            story=story,
            child_id=amira.person_id,
            child_name="Amira",
            read_on=days_ago(1),
            place="At Nan's",
            how="book",
            read_by="Sam",
            recorded_by_id=practitioner.worker_id,
        )
    assert Seen(Evidence.EXPLANATION_READ, days_ago(1)) in evidence(
        practitioner, family
    )


def test_what_was_written_down_later_was_begun_before_what_it_led_to(
    practitioner: Viewer, chair: Viewer, family: Family
) -> None:
    """A map and a plan that are typed in today, of days that lie behind."""
    make_live(practitioner, chair, family, days_ago=40)
    give_map(practitioner, family, on=days_ago(60))
    begun = {one.evidence: one.since for one in evidence(practitioner, family)}
    assert begun[Evidence.MAP_BEGUN] == days_ago(60)
    assert begun[Evidence.PLAN_BEGUN] == days_ago(40)


def test_the_road_needs_a_bottom_line_and_a_milestone_and_a_yes_of_the_family(
    practitioner: Viewer, family: Family
) -> None:
    make_bottom_line(practitioner, family)
    assert Evidence.ROAD_WRITTEN not in kinds(practitioner, family)
    make_milestone(practitioner, family)
    assert stage(practitioner, family) == "S4"
    with as_viewer(practitioner):
        trajectory.answer_plan(
            family_id=family.pk, plan_id=None, who=Named(name="Nan Jo"),
            answer="agree", words="", said_on=days_ago(1), by=practitioner,
        )  # fmt: skip
    found = evidence(practitioner, family)
    assert Seen(Evidence.ROAD_AGREED, days_ago(1)) in found
    assert Seen(Evidence.ROAD_WRITTEN, days_ago(1)) in found


def test_the_road_was_written_on_the_first_day_whatever_became_of_it(
    practitioner: Viewer, family: Family
) -> None:
    """A step that is changed, moved, done or taken off does not move that day."""
    line = make_bottom_line(practitioner, family, set_on=days_ago(40))
    step = make_milestone(practitioner, family)
    with as_viewer(practitioner):
        Milestone.objects.filter(pk=step.pk).update(
            written_at=timezone.now() - timedelta(days=30)
        )
    written = Seen(Evidence.ROAD_WRITTEN, days_ago(30))
    assert written in evidence(practitioner, family)
    which: dict[str, Any] = {
        "family_id": family.pk,
        "milestone_id": step.pk,
        "by": practitioner,
    }
    with as_viewer(practitioner):
        trajectory.move_milestone(
            **which, to_on=days_ago(-60), reason="The hall was taken.", version=1
        )
    assert written in evidence(practitioner, family)
    make_milestone(practitioner, family, what="We say together that it is enough.")
    make_bottom_line(practitioner, family)
    with as_viewer(practitioner):
        trajectory.take_off_milestone(**which, reason="Not needed.", version=2)
        trajectory.lift_bottom_line(
            family_id=family.pk, line_id=line.pk, reason="Not needed.", version=1,
            by=practitioner,
        )  # fmt: skip
    assert written in evidence(practitioner, family)


def test_a_road_on_which_nothing_stands_is_no_road(
    practitioner: Viewer, family: Family
) -> None:
    make_bottom_line(practitioner, family)
    step = make_milestone(practitioner, family)
    assert Evidence.ROAD_WRITTEN in kinds(practitioner, family)
    with as_viewer(practitioner):
        trajectory.take_off_milestone(
            family_id=family.pk, milestone_id=step.pk, reason="No.", version=1,
            by=practitioner,
        )  # fmt: skip
    assert Evidence.ROAD_WRITTEN not in kinds(practitioner, family)


def test_a_plan_is_live_until_it_is_suspended_and_the_reason_stays(
    practitioner: Viewer, chair: Viewer, family: Family
) -> None:
    planned = make_live(practitioner, chair, family)
    assert stage(practitioner, family) == "S6"
    assert Evidence.PLAN_COVERS_ALL in kinds(practitioner, family)
    assert Evidence.PLAN_TESTED not in kinds(practitioner, family)
    plan = standing(practitioner, family.pk)
    hard = next(rule for rule in plan.rules if rule.kind == "trigger_response")
    make_check(practitioner, planned, hard.id)
    assert Seen(Evidence.PLAN_TESTED, days_ago(2)) in evidence(practitioner, family)
    with as_viewer(chair):
        demonstrate(family_id=family.pk, words="Five quiet Fridays", by=chair)
    assert stage(practitioner, family) == "S7"
    with as_viewer(practitioner):
        planning.suspend(
            family_id=family.pk, reason="Raj is in hospital.",
            replaced_today_by="Nan stays at ours.", by=practitioner,
        )  # fmt: skip
    ended = [one for one in evidence(practitioner, family) if one.until]
    assert {one.evidence for one in ended} == {
        Evidence.PLAN_LIVE, Evidence.PLAN_DEMONSTRATED,
    }  # fmt: skip
    assert all("Raj is in hospital" in one.why_ended for one in ended)
    assert stage(practitioner, family) == "S5"


def test_a_record_that_is_opened_again_is_back_where_its_work_was(
    practitioner: Viewer, manager: Viewer, family: Family
) -> None:
    make_set(practitioner, family)
    with as_viewer(manager):
        close_family(
            family_id=family.pk, closed_on=days_ago(30), reason="x", by=manager
        )
    assert stage(practitioner, family) == "S9"
    with as_viewer(manager):
        reopen_family(family_id=family.pk, reason="A new worry", by=manager)
    assert stage(practitioner, family) == "S1"


def test_a_hundred_families_cost_what_one_costs(practitioner: Viewer) -> None:
    one = [make_family(practitioner)]
    many = [*one, *(make_family(practitioner) for _ in range(4))]
    for family in many:
        make_set(practitioner, family)
    counted = []
    for families in (one, many):
        with as_viewer(practitioner), CaptureQueriesContext(connection) as asked:
            ids = [family.pk for family in families]
            found = evidence_of(practitioner, ids, today=timezone.localdate())
        assert set(found) == set(ids)
        counted.append(len(asked))
    assert counted == [counted[0]] * 2


def test_nobody_from_elsewhere_finds_any(
    practitioner: Viewer, elsewhere: Viewer, family: Family
) -> None:
    make_set(practitioner, family)
    with as_viewer(elsewhere):
        found = evidence_of(elsewhere, [family.pk], today=timezone.localdate())
    assert found == {}
