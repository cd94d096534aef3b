"""The world as it was written: three hundred families, looked at from all sides."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from kinfold.inquiries.models import AppreciativeInquiry
from kinfold.monitoring.models import JournalEntry, JournalReading, PlanCheck
from kinfold.networks.models import NetworkMember
from kinfold.people.models import Relationship
from kinfold.planning.models import PlanRule, SafetyPlan
from kinfold.planning.selectors.plan import standing_plan
from kinfold.platform.models import (
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
    ScaleRating,
)
from kinfold.records.models import Allocation, Family, FamilyMember
from kinfold.supervision.models import CaseSupervision, GroupSupervision
from kinfold.vocabulary.selectors import pack_of_family
from kinfold.voice.models import Frame
from kinfold.world.places import PLACES
from kinfold_core.access import Role
from kinfold_core.access.roles import AUTHORITY_ROLES
from kinfold_core.people.names import name_within
from kinfold_core.practice.plan_findings import what_stops_it
from tests.world.test_loading import everywhere, load

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def written(for_the_module):
    """A world of three hundred families, for whoever only looks at it."""
    load(299)


def test_every_fence_and_constraint_holds_for_what_was_written(written):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert everywhere(Relationship.objects.count) > 900
    assert everywhere(Allocation.objects.filter(worker=None).count) == 0
    assert everywhere(ScaleRating.objects.filter(rater_name="").count) == 0
    assert everywhere(MapEntryRevision.objects.count) > 750


def test_every_role_is_held_in_every_authority(written):
    for place in PLACES:
        authority = Authority.objects.get(slug=place.slug)
        with as_authority(authority.pk):
            held = {role for worker in Worker.objects.all() for role in worker.roles}
            assert held == {role.value for role in AUTHORITY_ROLES}
            assert Team.objects.count() == 5
    members = ProgrammeMember.objects.values_list("roles", flat=True)
    assert {role for roles in members for role in roles} >= {Role.PROGRAMME_LEAD.value}


def test_the_first_family_is_aminas(written):
    lincolnshire = Authority.objects.get(slug="lincolnshire")
    with as_authority(lincolnshire.pk):
        family = Family.objects.get(reference="MADE-UP-1-00000")
        running = Allocation.objects.get(family=family, ended_on=None)
        assert running.worker.name == "Amina Begum"
        amina = running.worker.user_id
    assert User.objects.get(email="amina@lincolnshire.example").pk == amina


def test_the_demo_says_who_may_sign_in(written):
    out = StringIO()
    call_command("demo_users", stdout=out)
    assert "amina@lincolnshire.example" in out.getvalue()
    assert "The Okafor-Hale family (MADE-UP-1-00000)" in out.getvalue()
    assert "Password" in out.getvalue()


def test_some_families_have_a_plan_done_well_and_some_one_done_in_a_hurry(
    written,
):

    def services() -> int:
        return PlanRule.objects.filter(kind="service_support").count()

    def untold() -> int:
        return NetworkMember.objects.filter(informed_steps=None).count()

    assert everywhere(SafetyPlan.objects.filter(status="live").count) > 15
    assert everywhere(PlanCheck.objects.filter(worked="yes").count) > 15
    assert everywhere(Frame.objects.exclude(picture={}).count) >= 30
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


def test_every_room_has_something_in_it_somewhere(written):
    assert everywhere(GroupSupervision.objects.filter(state="learned").count) > 8
    assert everywhere(CaseSupervision.objects.count) > 8
    assert everywhere(HarmMoment.objects.filter(moment="worst").count) > 8
    assert everywhere(HarmedChild.objects.count) > 8
    assert everywhere(JournalEntry.objects.count) > 75
    assert everywhere(JournalReading.objects.count) > 75
    assert everywhere(AppreciativeInquiry.objects.count) > 3
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_others_may_read_names_nobody_of_the_family(written):

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


def test_amina_has_a_family_for_each_of_kinfolds_own_packs(written):
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
