"""The family that is taken through everything: every rule of the house held for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from kinfold.belonging.selectors import trees_of
from kinfold.circles.models import (
    SafetyObject,
    SafetyObjectKeptFrom,
    SafetyObjectLooker,
    SafetyObjectTry,
)
from kinfold.commitments.selectors import commitments_of
from kinfold.family_finding.selectors import episodes_of
from kinfold.inquiries.models import AppreciativeInquiry
from kinfold.kinship.selectors import cares_of
from kinfold.meetings.models import Meeting
from kinfold.monitoring.models import JournalEntry, PlanCheck
from kinfold.networks.models import NetworkMember
from kinfold.planning.models import PlanVersion, SafetyPlan
from kinfold.planning.selectors.plan import standing_plan
from kinfold.platform.models import Authority, Worker
from kinfold.platform.places import Place, viewer_in
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.records.models import Family, ServiceStatus
from kinfold.records.selectors.lists import Scope
from kinfold.records.selectors.waiting import waiting_for
from kinfold.stages.models import LongHaul
from kinfold.stages.selectors import evidence_of
from kinfold.supervision.models import CaseSupervision, GroupSupervision
from kinfold.trajectory.models import CaseBottomLine
from kinfold.versions.models import FamilyAnswer
from kinfold.voice.models import Frame, Story
from kinfold.world.lived import live_through, may_be_asked, show_a_clock
from kinfold.world.loading import load_world
from kinfold_core.practice.family_finding.measures import count
from kinfold_core.practice.family_finding.steps import State, steps_of
from kinfold_core.practice.plan_findings import plan_findings, what_stops_it
from kinfold_core.practice.stages import Evidence
from tests.factories.networks import make_member
from tests.factories.platform import as_owner
from tests.factories.practice import make_family

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
REFERENCE = "MADE-UP-1-00000"


@pytest.fixture(scope="module")
def amina(for_the_module):
    today = timezone.localdate()
    as_owner(lambda: load_world(families=0, seed=1, today=today, tell=lambda _: None))
    authority = Authority.objects.get(slug="lincolnshire")
    with as_authority(authority.pk):
        worker = Worker.objects.get(name="Amina Begum", user__isnull=False)
        return viewer_in(Place(authority_id=authority.pk), user_id=worker.user_id)


def test_the_family_has_been_through_everything(amina):
    with as_viewer(amina):
        family = Family.objects.get(reference=REFERENCE)
        levels = {
            max((step.level for step in one.informed_steps.all()), default=0)
            for one in NetworkMember.objects.filter(family=family)
        }
        assert NetworkMember.objects.filter(family=family).count() == 9
        assert levels == {0, 1, 2, 3, 4, 5}
        assert CaseBottomLine.objects.filter(family=family).count() == 3
        assert SafetyPlan.objects.get(family=family).status == "live"
        assert PlanVersion.objects.count() == 2
        said = commitments_of(amina, family.pk)
        assert [one.is_accepted for one in said] == [True] * 5 + [False]
        assert JournalEntry.objects.filter(is_red_flag=True).count() == 1
        assert GroupSupervision.objects.get(family=family).state == "learned"
        assert CaseSupervision.objects.get(family=family).decisions.count() == 1
        assert Meeting.objects.get(family=family).ended_at is not None
        assert AppreciativeInquiry.objects.get().may_publish
        said = FamilyAnswer.objects.filter(name="Dean").order_by("version")
        assert [one.agreement for one in said] == ["disagree", "partly"]
        story = Story.objects.get(family=family)
        assert story.state == "in_use"
        assert all(one.words and one.picture for one in Frame.objects.all())


def test_its_days_are_in_the_order_of_the_story(amina):
    today = timezone.localdate()
    with as_viewer(amina):
        family = Family.objects.get(reference=REFERENCE)
        found = evidence_of(amina, [family.pk], today=today)[family.pk]
    since = {one.evidence: one.since for one in found}
    for first, then in (
        (Evidence.ROAD_WRITTEN, Evidence.ROAD_AGREED),
        (Evidence.PLAN_BEGUN, Evidence.PLAN_LIVE),
        (Evidence.EXPLANATION_DRAFTED, Evidence.EXPLANATION_READ),
        (Evidence.PLAN_LIVE, Evidence.PLAN_TESTED),
    ):
        assert since[first] < since[then] < today, first


def test_something_waits_for_amina(amina):
    with as_viewer(amina):
        rows = waiting_for(amina, Scope.MINE, today=timezone.localdate())
    assert "suggestion" in {row.kind.key for row in rows}


def test_its_plan_passes_the_rules_and_one_rule_failed_and_was_mended(amina):
    with as_viewer(amina):
        family = Family.objects.get(reference=REFERENCE)
        plan = standing_plan(amina, family.pk)
        assert what_stops_it(plan) == ()
        assert plan_findings(plan) == ()
        failed = PlanCheck.objects.get(worked="no")
        mended = next(rule for rule in plan.rules if rule.id == failed.rule_id)
        assert mended.version > failed.rule_version
        since = PlanCheck.objects.filter(rule=failed.rule, rule_version=mended.version)
        assert {one.worked for one in since} == {"yes"}


def test_it_is_taken_through_once(amina):
    today = timezone.localdate() + timedelta(days=1)
    assert not live_through(amina.in_authority(), REFERENCE, today)


def test_a_child_of_hers_in_care_lives_with_an_aunt_whose_clock_runs(amina):
    today = timezone.localdate()
    home = amina.in_authority()
    assert not show_a_clock(home, today)  # nobody of hers is in care yet
    family = make_family(amina)
    with as_viewer(amina):
        for member in family.members.filter(part="child"):
            ServiceStatus.objects.create(
                authority_id=home, family=family, child_id=member.person_id,
                status="looked_after", started_on=today,
            )  # fmt: skip
    assert show_a_clock(home, today)
    assert not show_a_clock(home, today)
    with as_viewer(amina):
        (care,) = cares_of(amina, family.pk)
    (clock,) = care.clocks(today)
    assert clock.sentence(today).startswith("5 weeks and 1 day are left")
    assert care.rights is not None


def test_family_finding_shows_every_step_and_nothing_of_it_slips(amina):
    today = timezone.localdate()
    with as_viewer(amina):
        family = Family.objects.get(reference=REFERENCE)
        assert family.is_synthetic
        (episode,) = episodes_of(amina, family.pk)
        counts = count(episode, today)
        states = [step.state for step in steps_of(episode, counts)]
        waits = waiting_for(amina, Scope.MINE, today=today)
        assert len(trees_of(amina, episode.id)) == 1
    assert State.NOT_YET not in states
    assert (counts.known_before, counts.plans, counts.lifetime) == (3, 3, 2)
    assert counts.asked[0].active == 2
    assert not [row for row in waits if row.kind.key.startswith("finding_")]


def test_a_safety_object_is_looked_for_and_was_tried(amina):
    with as_viewer(amina):
        kept = SafetyObject.objects.get()
        assert SafetyObjectTry.objects.get(kept=kept).worked == "yes"
        assert [one.name for one in SafetyObjectKeptFrom.objects.all()] == ["Dean"]
        assert SafetyObjectLooker.objects.filter(kept=kept).count() == 2


def test_a_family_whose_work_ended_may_be_asked_and_it_waits(amina):
    today = timezone.localdate()
    home = amina.in_authority()
    assert not may_be_asked(home, today)  # nobody's work has ended
    family = make_family(amina)
    make_member(amina, family)
    with as_viewer(amina):
        family.closed_on = today - timedelta(days=100)
        family.save()
    assert may_be_asked(home, today)
    assert not may_be_asked(home, today)
    with as_viewer(amina):
        rows = waiting_for(amina, Scope.TEAM, today=today)
        assert LongHaul.objects.get(family=family).who_stays == ["Nan Jo"]
    assert "check_in" in {row.kind.key for row in rows}
