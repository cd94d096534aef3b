"""The doors that ask about a child's no beside the network's own: R-NW12."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.circles.models import SafetyObject
from kinfold.family_time import actions
from kinfold.family_time.models import FamilyTimeLadder, FamilyTimeStep
from kinfold.network_meetings.actions import make_rule as make_decided_rule
from kinfold.networks import actions as networks
from kinfold.networks.models import NetworkMember
from kinfold.planning import actions as planning
from kinfold.planning.models import PlanRule
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.errors import CannotDo as CannotShare
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold.trajectory.models import ImmediatePlan
from kinfold_core.practice.network import MemberDetails
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.written import Named
from tests.child_no.test_child_no import decide, jude
from tests.factories.circles import make_object
from tests.factories.copies import Telephone, address_of, link_for
from tests.factories.family_time import make_decision, make_ladder, make_time_step
from tests.factories.kinship import make_care
from tests.factories.meetings import make_meeting
from tests.factories.network_meetings import make_decided
from tests.factories.networks import make_child_says, make_member, make_told
from tests.factories.planning import (
    Planned,
    make_accepted,
    make_planned,
    make_rule,
    read_with_all,
    rule_details,
    take_live,
)
from tests.factories.practice import make_family, make_map, make_set, named
from tests.factories.trajectory import day_post, immediate_details, make_immediate
from tests.platform.conftest import no_counters

__all__ = ["no_counters"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
NO = "Kai does not want Raj there"


@pytest.fixture
def planned(practitioner: Viewer, family: Family) -> Planned:
    return make_planned(practitioner, family)


def change_rule(by: Viewer, planned: Planned, rule: PlanRule, **said: object) -> None:
    with as_viewer(by):
        planning.change_rule(
            family_id=planned.family.pk, rule_id=rule.pk, version=rule.version,
            details=rule_details(planned, **said), by=by,
        )  # fmt: skip


@pytest.mark.parametrize("at", ["carriers", "backups"])
def test_nobody_comes_into_a_rule_over_a_childs_no(
    practitioner: Viewer, planned: Planned, at: str
) -> None:
    make_child_says(practitioner, planned.raj)
    by_name = {"carriers": (planned.nan,), at: (Who(name="raj"),)}
    for said in (by_name, by_name | {at: (planned.uncle,)}):
        with pytest.raises(CannotDo, match="does not want Raj there") as refused:
            make_rule(practitioner, planned, **said)
        assert refused.value.field == at
    decide(practitioner, planned.raj)
    assert make_rule(practitioner, planned, **by_name).pk


def test_who_stands_in_a_rule_may_stay_and_is_not_put_back(
    practitioner: Viewer, planned: Planned
) -> None:
    rule = make_rule(practitioner, planned)
    make_child_says(practitioner, planned.raj)
    change_rule(practitioner, planned, rule, text="They sleep at Nan Jo's.")
    says = {"author": planned.nan, "capacity": "network", "by": practitioner}
    here = {"family_id": planned.family.pk, "rule_id": rule.pk}
    with as_viewer(practitioner):
        rule.refresh_from_db()
        planning.withdraw_rule(**here, **says, reason="Kai", version=rule.version)
        with pytest.raises(CannotDo, match=NO):
            planning.put_back_rule(**here, **says)
    decide(practitioner, planned.raj)
    with as_viewer(practitioner):
        assert planning.put_back_rule(**here, **says).withdrawn_at is None


def test_a_meeting_makes_no_rule_over_a_childs_no(
    practitioner: Viewer, planned: Planned
) -> None:
    meeting = make_meeting(practitioner, planned.family)
    decision = make_decided(practitioner, meeting)
    make_child_says(practitioner, planned.raj)
    with as_viewer(practitioner), pytest.raises(CannotDo, match=NO) as refused:
        make_decided_rule(
            family_id=planned.family.pk, decision_id=decision.pk,
            details=rule_details(planned), by=practitioner,
        )  # fmt: skip
    assert refused.value.field == "carriers"
    with as_viewer(practitioner):
        assert not PlanRule.objects.exists()


def test_the_page_of_a_rule_says_the_sentence_and_loses_nothing(
    sign_in: SignIn, practitioner: Viewer, planned: Planned
) -> None:
    make_child_says(practitioner, planned.raj)
    page = sign_in(practitioner).post(
        reverse("planning:add-rule", args=[planned.family.pk]),
        {"kind": "everyday_arrangement", "text": "Raj fetches them.", "author": "other",
         "author_other": "Nan", "carriers_other": "Raj",
         "dangers": str(planned.danger.pk)},
    )  # fmt: skip
    assert page.status_code == 422
    body = page.content.decode()
    assert NO in body
    assert "When a child says no" in body
    assert "Raj fetches them." in body


def change(by: Viewer, member: NetworkMember, **said: object) -> NetworkMember:
    stands = MemberDetails(
        who=Named(name=member.name, person_id=member.person_id),
        relationship=member.relationship, side=member.side, roles=tuple(member.roles),
    )  # fmt: skip
    with as_viewer(by):
        return networks.change_member(
            family_id=member.family_id, member_id=member.pk, version=member.version,
            details=replace(stands, **said), by=by,  # type: ignore[arg-type]
        )  # fmt: skip


def test_nobody_becomes_by_another_name_whom_a_child_refused(
    practitioner: Viewer, family: Family
) -> None:
    with as_viewer(practitioner):
        dean = named(practitioner, family, "Dean")
        kai = named(practitioner, family, "Kai")
    refused_one = make_member(practitioner, family, "Dean", who=dean)
    make_child_says(practitioner, refused_one)
    bea = make_member(practitioner, family, "Bea", who=Named(name="Bea"))
    with pytest.raises(CannotDo, match="does not want Dean there") as refused:
        change(practitioner, bea, who=Named(name="dean"))
    assert refused.value.field == "who"
    bea = change(practitioner, bea, who=Named(name="Beate"))
    assert change(practitioner, bea, children=(kai.person_id,)).name == "Beate"


def test_renaming_loses_no_no_and_gives_no_new_role(
    practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    make_child_says(practitioner, raj)
    with as_viewer(practitioner):
        kai = named(practitioner, family, "Kai")
    raj = change(practitioner, raj, who=Named(name="Rajesh"))
    for at, said in (
        ("roles", {"roles": ("safety", "support")}),
        ("children", {"children": (kai.person_id,)}),
    ):
        with pytest.raises(CannotDo, match="does not want Rajesh there") as refused:
            change(practitioner, raj, **said)
        assert refused.value.field == at
    raj = change(practitioner, raj, roles=())
    decide(practitioner, raj)
    assert change(practitioner, raj, roles=("support",)).roles == ["support"]


@pytest.mark.usefixtures("no_counters")
def test_a_link_is_not_made_and_closes_over_a_childs_no(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    make_map(practitioner, family)
    phone, link = Telephone(), link_for(practitioner, family, "Dean")
    others = link_for(practitioner, family)
    with as_viewer(practitioner):
        dean = named(practitioner, family, "Dean")
    member = make_member(practitioner, family, "Dean", who=dean)
    assert phone.opens(link)[0] == 200
    make_child_says(practitioner, member)
    assert phone.get(address_of(link)).status_code == 404
    assert phone.opens(link)[0] == 404
    assert phone.opens(others)[0] == 200
    page = sign_in(practitioner).get(reverse("copies:family-copy", args=[family.pk]))
    assert "Closed: a child does not want them there" in page.content.decode()
    with pytest.raises(CannotShare, match="does not want Dean there"):
        link_for(practitioner, family, "Dean")
    decide(practitioner, member)
    assert phone.opens(link)[0] == 200
    assert link_for(practitioner, family, "Dean").token


def test_family_time_asks_of_whom_it_is_with_and_who_is_there(
    practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    ladder = make_ladder(practitioner, family)
    with_raj = make_ladder(practitioner, family, with_whom=Named(name="Raj"))
    make_child_says(practitioner, raj)
    again = make_ladder(practitioner, family, with_whom=Named(name="Raj"))
    assert again.pk == with_raj.pk, "posted again"
    with as_viewer(practitioner):
        actions.end_ladder(
            family_id=family.pk, ladder_id=with_raj.pk, ended_on=timezone.localdate(),
            reason="Kai does not want it", by=practitioner,
        )  # fmt: skip
    for at, deed in (
        ("with_whom", lambda: make_ladder(practitioner, family,
                                          with_whom=Named(name="raj"))),
        ("members", lambda: make_time_step(practitioner, ladder,
                                           member_ids=(raj.pk,))),
    ):  # fmt: skip
        with pytest.raises(CannotDo, match=NO) as refused:
            deed()
        assert refused.value.field == at
        with as_viewer(practitioner):
            assert not FamilyTimeStep.objects.exists()
            assert FamilyTimeLadder.objects.count() == 2
    decide(practitioner, raj)
    assert make_ladder(practitioner, family, with_whom=Named(name="raj")).pk
    assert make_time_step(practitioner, ladder, member_ids=(raj.pk,)).pk


def test_a_step_of_family_time_asks_again_when_it_begins(
    practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    """What a child said after the ladder and its steps were written down."""
    make_told(practitioner, raj, make_set(practitioner, family).pk)
    with_dean = make_ladder(practitioner, family)
    with_raj = make_ladder(practitioner, family, with_whom=Named(name="Raj"))
    own = make_time_step(practitioner, with_raj)
    first = make_time_step(practitioner, with_dean)
    both, more = (
        make_time_step(practitioner, with_dean, rung, member_ids=(raj.pk,))
        for rung in ("network", "both")
    )
    make_decision(practitioner, first)
    make_child_says(practitioner, raj)
    for step, direction, after, at in (
        (own, "begin", None, "direction"), (both, "begin", None, "direction"),
        (first, "up", both.pk, "next_step"),
    ):  # fmt: skip
        with pytest.raises(CannotDo, match=NO) as refused:
            make_decision(practitioner, step, direction, next_step_id=after)
        assert refused.value.field == at
    with as_viewer(practitioner):
        assert FamilyTimeStep.objects.filter(started_on=None).count() == 3
    decide(practitioner, raj)
    make_decision(practitioner, first, "up", next_step_id=both.pk)
    make_child_says(practitioner, raj, words="Still no")  # the decision is over
    down = make_decision(practitioner, both, "down", next_step_id=more.pk)
    assert down.next_step_id == more.pk, "more help never waits for who is there"


def test_nobody_looks_at_a_safety_object_over_a_childs_no(
    practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    make_child_says(practitioner, raj)
    with pytest.raises(CannotDo, match=NO) as refused:
        make_object(practitioner, family, raj.pk)
    assert refused.value.field == "lookers"
    with as_viewer(practitioner):
        assert not SafetyObject.objects.exists()
    decide(practitioner, raj)
    assert make_object(practitioner, family, raj.pk).pk


def test_todays_plan_asks_of_whoever_is_new_in_it(
    practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    first, nan = immediate_details().controls
    with_raj = (first, replace(nan, who=Named(name="Raj")))
    make_child_says(practitioner, raj)
    with pytest.raises(CannotDo, match=NO):
        make_immediate(practitioner, family, controls=with_raj)
    with as_viewer(practitioner):
        assert not ImmediatePlan.objects.exists()
    decide(practitioner, raj)
    plan = make_immediate(practitioner, family, controls=with_raj)
    make_child_says(practitioner, raj, words="Still no")  # the decision is over
    anew = make_immediate(
        practitioner, family, controls=with_raj, occasion="Another Friday"
    )
    assert anew.pk != plan.pk, "who does something already may stay"


def test_care_is_written_down_as_it_is_and_says_the_childs_no_beside_it(
    sign_in: SignIn, practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    chair, client = jude(practitioner), sign_in(practitioner)
    page = reverse("kinship:kinship", args=[family.pk])
    make_child_says(practitioner, raj)
    make_care(practitioner, family, second_carer=Named(name="Raj"))
    assert NO in client.get(page).content.decode()
    decide(practitioner, raj, decided_by=chair)
    assert NO not in client.get(page).content.decode()


def test_a_plan_asks_again_when_it_goes_live_and_when_it_holds_again(
    sign_in: SignIn, practitioner: Viewer, chair: Viewer
) -> None:
    """What a child said after the rule with Raj in it was written."""
    planned = make_planned(practitioner, make_family(practitioner))
    make_rule(practitioner, planned)
    read_with_all(practitioner, planned)
    make_accepted(practitioner, chair, planned)
    says = {"family_id": planned.family.pk, "by": practitioner}
    make_child_says(practitioner, planned.raj)
    with pytest.raises(CannotDo, match=NO):
        take_live(practitioner, planned)
    page = reverse("planning:go-live", args=[planned.family.pk])
    sent = {**day_post("effective_from", 0), **day_post("review_on", 14)}
    told = sign_in(practitioner).post(page, sent | {"why_already": "Nan does it now"})
    assert told.status_code == 422
    assert NO in told.content.decode()
    decide(practitioner, planned.raj)
    take_live(practitioner, planned)
    with as_viewer(practitioner):
        planning.suspend(**says, reason="Raj is away", replaced_today_by="Nan stays")
    make_child_says(practitioner, planned.raj, words="Still no")
    with as_viewer(practitioner), pytest.raises(CannotDo, match=NO):
        planning.resume(**says, words="Raj is back")
    decide(practitioner, planned.raj, reason="Nobody else has a car.")
    with as_viewer(practitioner):
        assert planning.resume(**says, words="Raj is back").live_version
