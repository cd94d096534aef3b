"""Writing the world: whole, marked, once, and only in a demo."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from kinfold.inquiries.models import AppreciativeInquiry
from kinfold.monitoring.models import JournalEntry, JournalReading, PlanCheck
from kinfold.networks.models import NetworkMember
from kinfold.people.models import Relationship
from kinfold.planning.models import PlanRule, SafetyPlan
from kinfold.planning.selectors.plan import standing_plan
from kinfold.platform.models import (
    AuditEvent,
    Authority,
    ProgrammeMember,
    Team,
    User,
    Worker,
)
from kinfold.platform.places import Place, viewer_in
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import (
    HarmedChild,
    HarmMoment,
    MapEntryRevision,
    Mapping,
    ScaleRating,
)
from kinfold.recording.models import RecordingTime
from kinfold.records.models import Allocation, Family, FamilyMember, Person
from kinfold.supervision.models import CaseSupervision, GroupSupervision
from kinfold.vocabulary.selectors import pack_of_family
from kinfold.voice.models import Frame
from kinfold.world.loading import load_world
from kinfold.world.places import PLACES
from kinfold_core.access import Role
from kinfold_core.access.roles import AUTHORITY_ROLES
from kinfold_core.people.names import name_within
from kinfold_core.practice.plan_findings import what_stops_it
from tests.factories.platform import as_owner

TODAY = date(2026, 3, 10)
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def load(families: int, seed: int = 1) -> Any:
    made: list[Any] = []
    as_owner(
        lambda: made.append(
            load_world(
                families=families, seed=seed, today=TODAY, tell=lambda done: None
            )
        )
    )
    return made[0]


def everywhere(count):
    """The sum of a count over the ten, each seen from inside."""
    total = 0
    for authority in Authority.objects.filter(slug__in=[one.slug for one in PLACES]):
        with as_authority(authority.pk):
            total += count()
    return total


def test_the_world_is_whole_and_marked_and_made_once():
    made = load(29)
    assert (made.families, made.standing) == (30, 0)
    assert everywhere(Family.objects.count) == 30
    assert everywhere(Person.objects.count) == made.people
    assert everywhere(Mapping.objects.count) == made.maps
    for model in (Family, Person):
        assert everywhere(model.objects.filter(is_synthetic=False).count) == 0
    events = AuditEvent.objects.filter(action="world.made")
    assert everywhere(events.count) == len(PLACES)

    again = load(29)
    assert (again.families, again.people, again.rows) == (0, 0, 0)
    assert again.standing == 30

    more = load(39)
    assert (more.families, more.standing) == (10, 30)


def test_every_fence_and_constraint_holds_for_what_was_written():
    load(19)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert everywhere(Relationship.objects.count) > 60
    assert everywhere(Allocation.objects.filter(worker=None).count) == 0
    assert everywhere(ScaleRating.objects.filter(rater_name="").count) == 0
    assert everywhere(MapEntryRevision.objects.count) > 50


def test_every_role_is_held_in_every_authority():
    load(0)
    for place in PLACES:
        authority = Authority.objects.get(slug=place.slug)
        with as_authority(authority.pk):
            held = {role for worker in Worker.objects.all() for role in worker.roles}
            assert held == {role.value for role in AUTHORITY_ROLES}
            assert Team.objects.count() == 5
    members = ProgrammeMember.objects.values_list("roles", flat=True)
    assert {role for roles in members for role in roles} >= {Role.PROGRAMME_LEAD.value}


def test_the_first_family_is_aminas():
    load(0)
    lincolnshire = Authority.objects.get(slug="lincolnshire")
    with as_authority(lincolnshire.pk):
        family = Family.objects.get(reference="MADE-UP-1-00000")
        running = Allocation.objects.get(family=family, ended_on=None)
        assert running.worker.name == "Amina Begum"
        amina = running.worker.user_id
    assert User.objects.get(email="amina@lincolnshire.example").pk == amina


def test_the_demo_says_who_may_sign_in():
    load(0)
    out = StringIO()
    call_command("demo_users", stdout=out)
    assert "amina@lincolnshire.example" in out.getvalue()
    assert "The Okafor-Hale family (MADE-UP-1-00000)" in out.getvalue()
    assert "Password" in out.getvalue()


@pytest.mark.parametrize("command", ["world", "demo_users"])
def test_outside_a_demo_there_is_no_world(command, settings):
    settings.KINFOLD_DEMO = False
    with pytest.raises(CommandError, match="demo"):
        call_command(command)


def test_numbers_out_of_reach_are_refused():
    with pytest.raises(CommandError, match="99999"):
        call_command("world", "--families", "-1")


def test_some_families_have_a_plan_done_well_and_some_one_done_in_a_hurry():
    load(59)

    def services() -> int:
        return PlanRule.objects.filter(kind="service_support").count()

    def untold() -> int:
        return NetworkMember.objects.filter(informed_steps=None).count()

    assert everywhere(SafetyPlan.objects.filter(status="live").count) > 3
    assert everywhere(PlanCheck.objects.filter(worked="yes").count) > 3
    assert everywhere(Frame.objects.exclude(picture={}).count) >= 6
    assert everywhere(services) > 0
    assert everywhere(untold) > 0
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    judge_live_plans()


def judge_live_plans():
    """Nothing would stop a plan that was written as live."""
    for place in PLACES:
        authority = Authority.objects.get(slug=place.slug)
        viewer = Viewer(user_id=0, name="", authority_id=authority.pk)
        with as_viewer(viewer):
            for plan in SafetyPlan.objects.filter(status="live"):
                standing = standing_plan(viewer, plan.family_id)
                assert what_stops_it(standing) == ()


def test_every_room_has_something_in_it_somewhere():
    load(119)
    assert everywhere(GroupSupervision.objects.filter(state="learned").count) > 3
    assert everywhere(CaseSupervision.objects.count) > 3
    assert everywhere(HarmMoment.objects.filter(moment="worst").count) > 3
    assert everywhere(HarmedChild.objects.count) > 3
    assert everywhere(JournalEntry.objects.count) > 30
    assert everywhere(JournalReading.objects.count) > 30
    assert everywhere(AppreciativeInquiry.objects.count) > 1
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_others_may_read_names_nobody_of_the_family():
    load(119)

    def named() -> list[str]:
        found = []
        for one in GroupSupervision.objects.exclude(for_others=""):
            members = FamilyMember.objects.filter(family=one.family_id)
            names = members.values_list("person__given_names", flat=True)
            found.append(name_within(one.for_others, names))
        return [name for name in found if name]

    seen: list[str] = []
    everywhere(lambda: seen.extend(named()) or 0)
    assert seen == []


def test_minutes_of_writing_are_made_once_and_enough_to_be_shown():
    load(9)
    before = everywhere(RecordingTime.objects.count)
    lincolnshire = Authority.objects.get(slug="lincolnshire")
    with as_authority(lincolnshire.pk):
        writers = RecordingTime.objects.filter(document="practice", kind="entry")
        assert writers.values("worker").distinct().count() >= 20
    load(19)
    assert everywhere(RecordingTime.objects.count) == before


def test_amina_has_a_family_for_each_of_kinfolds_own_packs():
    load(299)
    lincolnshire = Authority.objects.get(slug="lincolnshire")
    with as_authority(lincolnshire.pk):
        amina = Worker.objects.get(name="Amina Begum", user__isnull=False)
        viewer = viewer_in(Place(authority_id=lincolnshire.pk), user_id=amina.user_id)
    with as_viewer(viewer):
        hers = Family.objects.filter(
            pk__in=Allocation.objects.filter(worker=amina, ended_on=None).values(
                "family"
            ),
            closed_on=None,
        )
        packs = {pack_of_family(viewer, family.pk).code for family in hers}
        held = hers.count()
    assert packs == {"safety", "wellbeing", "success"}
    load(299)
    with as_viewer(viewer):
        assert hers.count() == held
