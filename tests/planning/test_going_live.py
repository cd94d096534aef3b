"""From a draft to a plan that is lived by: what it takes, and what stops it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinfold.planning import actions
from kinfold.planning.errors import CannotGoLive
from kinfold.planning.models import PlanVersion, SafetyPlan
from kinfold.planning.selectors import plan_version, standing_plan
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.practice.plan_findings import plan_findings
from kinfold_core.practice.plan_written import Who
from tests.factories.networks import make_member
from tests.factories.planning import (
    FRIDAYS,
    Planned,
    make_accepted,
    make_live,
    make_rule,
    make_trigger,
    read_with_all,
    rule_details,
    standing,
    take_live,
)
from tests.factories.practice import make_family, make_set

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def rules_that_stop(by: Viewer, planned: Planned) -> dict[str, str]:
    with pytest.raises(CannotGoLive) as stopped:
        take_live(by, planned)
    return {one.rule: one.message for one in stopped.value.findings}


def test_a_plan_goes_live_when_everybody_knows_it_and_every_line_is_met(
    practitioner: Viewer, chair: Viewer
) -> None:
    planned = make_live(practitioner, chair, make_family(practitioner))
    plan = standing(practitioner, planned.family.pk)
    assert (plan.status, plan.live_version) == ("live", 1)
    assert [step.step for step in plan.steps] == ["live", "accepted", "agreed", "begun"]
    assert plan.live_id
    with as_viewer(practitioner):
        kept = plan_version(practitioner, planned.family.pk, plan.live_id)
        with pytest.raises(NotFound):
            plan_version(practitioner, planned.family.pk, uuid4())
    assert [one["text"] for one in kept.words][0] == FRIDAYS


def test_an_uncovered_bottom_line_keeps_it_from_going_live(
    practitioner: Viewer, chair: Viewer, planned: Planned
) -> None:
    make_rule(practitioner, planned, bottom_line_ids=())
    read_with_all(practitioner, planned)
    make_accepted(practitioner, chair, planned)
    assert rules_that_stop(practitioner, planned) == {
        "R-BL3": "Nothing in the family's plan covers “Nobody who has been drinking is "
        "in sole charge of the child…” yet."
    }
    with as_viewer(practitioner):
        assert SafetyPlan.objects.get().status == "accepted"
        assert not PlanVersion.objects.exists()


def test_somebody_not_told_the_worry_keeps_it_from_going_live(
    practitioner: Viewer, chair: Viewer, planned: Planned
) -> None:
    bea = make_member(practitioner, planned.family, "Bea", relationship="next door")
    make_rule(practitioner, planned, carriers=(Who(name="Bea", member_id=bea.pk),))
    read_with_all(practitioner, planned)
    make_accepted(practitioner, chair, planned)
    assert rules_that_stop(practitioner, planned)["R-SP3"].startswith(
        "Bea has not been told the worry"
    )


def test_a_parent_who_was_not_shown_the_worry_has_not_been_told(
    practitioner: Viewer, chair: Viewer, planned: Planned
) -> None:
    make_rule(practitioner, planned)
    make_trigger(practitioner, planned)
    read_with_all(practitioner, planned)
    make_accepted(practitioner, chair, planned)
    with as_viewer(practitioner):
        DangerStatement.objects.update(state="draft")
    assert "Leanne has not been told" in rules_that_stop(practitioner, planned)["R-SP3"]


def test_a_rule_that_names_nobody_keeps_it_from_going_live(
    practitioner: Viewer, chair: Viewer, planned: Planned
) -> None:
    make_rule(practitioner, planned, carriers=())
    make_accepted(practitioner, chair, planned)
    assert "Nobody is named" in rules_that_stop(practitioner, planned)["R-SP3"]


def test_words_not_read_with_those_named_keep_it_from_going_live(
    practitioner: Viewer, chair: Viewer, planned: Planned
) -> None:
    rule = make_rule(practitioner, planned)
    read_with_all(practitioner, planned)
    with as_viewer(practitioner):
        actions.change_rule(
            family_id=planned.family.pk,
            rule_id=rule.pk,
            details=rule_details(planned, text="Raj fetches them at 3."),
            version=1,
            by=practitioner,
        )
    make_accepted(practitioner, chair, planned)
    assert set(rules_that_stop(practitioner, planned)) == {"R-SP6"}


def test_the_service_answers_after_the_network_and_by_somebody_else(
    practitioner: Viewer, chair: Viewer, planned: Planned
) -> None:
    family_id = planned.family.pk
    make_rule(practitioner, planned)
    answer = {"family_id": family_id, "is_accepted": True, "words": "", "version": 1}
    with as_viewer(chair), pytest.raises(CannotDo, match="when family and network"):
        actions.answer_plan(**answer, by=chair)
    with as_viewer(chair):
        actions.agree(
            family_id=family_id, people=[planned.nan], agreed_on=timezone.localdate(),
            words="", read=standing_plan(chair, family_id).wordings, by=chair,
        )  # fmt: skip
        with pytest.raises(CannotDo, match="Somebody else answers"):
            actions.answer_plan(**answer, by=chair)
    with as_viewer(practitioner), pytest.raises(PermissionDenied):
        actions.answer_plan(**answer, by=practitioner)


def test_not_yet_says_why_and_the_family_can_mend_it(
    practitioner: Viewer, chair: Viewer, planned: Planned
) -> None:
    family_id = planned.family.pk
    rule = make_rule(practitioner, planned)
    with as_viewer(practitioner):
        actions.agree(
            family_id=family_id, people=[planned.nan], agreed_on=timezone.localdate(),
            words="", read={rule.pk: rule.version}, by=practitioner,
        )  # fmt: skip
    answer = {"family_id": family_id, "is_accepted": False, "version": 1, "by": chair}
    with as_viewer(chair):
        with pytest.raises(CannotDo, match="still missing"):
            actions.answer_plan(**answer, words=" ")
        with pytest.raises(StaleVersion):
            actions.answer_plan(**(answer | {"version": 9}), words="Who rings?")
        actions.answer_plan(**answer, words="Who rings on a Sunday?")
    plan = standing(practitioner, family_id)
    assert (plan.status, plan.steps[0].words) == ("agreed", "Who rings on a Sunday?")
    with as_viewer(practitioner):
        actions.change_rule(
            family_id=family_id, rule_id=rule.pk, version=1, by=practitioner,
            details=rule_details(planned, text="Raj rings, Sundays too."),
        )  # fmt: skip
    plan = standing(practitioner, family_id)
    assert (plan.status, plan.version) == ("draft", 2)


def test_a_change_opens_a_draft_while_what_is_live_stays_in_force(
    practitioner: Viewer, chair: Viewer
) -> None:
    planned = make_live(practitioner, chair, make_family(practitioner))
    make_rule(practitioner, planned, text="Bea knocks on Tuesdays.")
    plan = standing(practitioner, planned.family.pk)
    assert (plan.status, plan.version, plan.live_version) == ("draft", 2, 1)
    assert plan.is_in_force
    assert plan.is_changed_since_live
    assert [rule.is_live for rule in plan.rules] == [True, True, False]


def test_a_suspended_plan_says_why_and_what_keeps_them_safe_today(
    practitioner: Viewer, chair: Viewer
) -> None:
    planned = make_live(practitioner, chair, make_family(practitioner))
    family_id = planned.family.pk

    def suspend(reason: str, instead: str) -> None:
        with as_viewer(practitioner):
            actions.suspend(
                family_id=family_id, reason=reason, replaced_today_by=instead,
                by=practitioner,
            )  # fmt: skip

    for reason, instead in ((" ", "Nan's"), ("Nan is ill", " ")):
        with pytest.raises(CannotDo):
            suspend(reason, instead)
    suspend("Nan is in hospital", "The children sleep at Raj's")
    plan = standing(practitioner, family_id)
    assert not plan.is_in_force
    assert plan.replaced_today_by
    with pytest.raises(CannotDo, match="not live"):
        suspend("Again", "Again")
    with as_viewer(practitioner):
        with pytest.raises(CannotDo, match="what has changed"):
            actions.resume(family_id=family_id, words="", by=practitioner)
        actions.resume(family_id=family_id, words="Nan is home", by=practitioner)
    assert standing(practitioner, family_id).live_version == 1


def test_a_plan_changed_while_suspended_has_to_go_live_anew(
    practitioner: Viewer, chair: Viewer
) -> None:
    planned = make_live(practitioner, chair, make_family(practitioner))
    with as_viewer(practitioner):
        actions.suspend(
            family_id=planned.family.pk, reason="Nan is ill",
            replaced_today_by="Raj has them", by=practitioner,
        )  # fmt: skip
    make_rule(practitioner, planned, text="Raj has them on Fridays.")
    with as_viewer(practitioner), pytest.raises(CannotDo, match="not suspended"):
        actions.resume(family_id=planned.family.pk, words="Ok", by=practitioner)
    assert standing(practitioner, planned.family.pk).live_version is None


def test_a_plan_goes_live_only_when_accepted_and_with_a_later_review(
    practitioner: Viewer, chair: Viewer, planned: Planned
) -> None:
    make_rule(practitioner, planned)
    with pytest.raises(CannotDo, match="service has accepted"):
        take_live(practitioner, planned)
    make_accepted(practitioner, chair, planned)
    today = timezone.localdate()
    with as_viewer(practitioner), pytest.raises(CannotDo) as refused:
        actions.go_live(
            family_id=planned.family.pk, effective_from=today, review_on=today,
            by=practitioner,
        )  # fmt: skip
    assert refused.value.field == "review_on"
    with as_viewer(practitioner), pytest.raises(IntegrityError), transaction.atomic():
        SafetyPlan.objects.update(status="live")


def test_agreeing_takes_a_rule_and_somebody_of_the_family(
    practitioner: Viewer, planned: Planned
) -> None:
    today = timezone.localdate()
    said = {"family_id": planned.family.pk, "words": "", "by": practitioner}
    with as_viewer(practitioner):
        with pytest.raises(NotFound):
            actions.agree(**said, people=[planned.nan], agreed_on=today, read={})
    rule = make_rule(practitioner, planned)
    read = {rule.pk: rule.version}
    worker = Who(name="Priya", worker_id=practitioner.worker_id)
    late = today + timedelta(days=1)
    for people, day in (([], today), ([worker], today), ([planned.nan], late)):
        with as_viewer(practitioner), pytest.raises(CannotDo):
            actions.agree(**said, people=people, agreed_on=day, read=read)


def test_a_plan_of_services_is_called_one(
    practitioner: Viewer, planned: Planned
) -> None:
    make_rule(
        practitioner, planned, kind="service_support", text="The clinic sees her."
    )
    plan = standing(practitioner, planned.family.pk)
    said = {one.rule: one.message for one in plan_findings(plan)}
    assert said["R-SP2"].startswith("This is a services plan: 1 of 1")
    assert [danger.label for danger in plan.uncovered_dangers] == ["danger statement 1"]


def test_no_rule_rests_on_the_person_the_worry_is_about(
    practitioner: Viewer, planned: Planned
) -> None:
    raj = planned.uncle
    make_rule(practitioner, planned, carriers=(raj,))
    with as_viewer(practitioner):
        actions.name_sources(
            family_id=planned.family.pk,
            sources={planned.danger.pk: [raj]},
            was="",
            by=practitioner,
        )
    plan = standing(practitioner, planned.family.pk)
    assert "R-SP5" in {one.rule for one in plan_findings(plan)}


def test_naming_somebody_for_another_danger_is_written_down(
    practitioner: Viewer, planned: Planned
) -> None:
    raj, other = planned.uncle, make_set(practitioner, planned.family)
    named = ({planned.danger.pk: [raj], other.pk: []}, {planned.danger.pk: [],
             other.pk: [raj]})  # fmt: skip
    with as_viewer(practitioner):
        for sources in (*named, named[1]):
            actions.name_sources(
                family_id=planned.family.pk, sources=sources, by=practitioner,
                was=standing_plan(practitioner, planned.family.pk).sources_stamp,
            )  # fmt: skip
        events = AuditEvent.objects.filter(action="plan.sources_named").order_by("pk")
        (_, moved) = events
    assert moved.changes["sources"] == [
        [[str(planned.danger.pk), raj.name]],
        [[str(other.pk), raj.name]],
    ]


def test_the_family_names_its_plan(practitioner: Viewer, planned: Planned) -> None:
    family_id = planned.family.pk
    with as_viewer(practitioner):
        actions.rename(
            family_id=family_id, title="Quiet Fridays", was="Our plan", by=practitioner
        )
        with pytest.raises(StaleVersion):
            actions.rename(
                family_id=family_id, title="Plan", was="Our plan", by=practitioner
            )
        with pytest.raises(CannotDo):
            actions.rename(
                family_id=family_id, title=" ", was="Quiet Fridays", by=practitioner
            )
    assert standing(practitioner, family_id).title == "Quiet Fridays"
