"""A family's plan in fixed words, written through the actions, as people would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from kinfold.networks.models import NetworkMember
from kinfold.planning import actions
from kinfold.planning.models import PlanRule, PlanVersion, SafetyPlan
from kinfold.planning.selectors import standing_plan
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from kinfold.trajectory.models import CaseBottomLine
from kinfold_core.practice.family_plan import StandingPlan
from kinfold_core.practice.plan_written import PlanRuleDetails, ReadingDetails, Who
from kinfold_core.practice.written import Named
from tests.factories.networks import make_member, make_told
from tests.factories.practice import make_family, make_map, named
from tests.factories.trajectory import make_bottom_line

FRIDAYS = "Friday 5 to Saturday 10 Amira and Kai sleep at Nan's. Raj fetches them."
WHY_ALREADY = "Nan and Raj do it already, and sign on Sunday."
MILK = "Leanne texts “milk”. Raj comes within 20 minutes."


@dataclass(frozen=True, slots=True)
class Planned:
    """A family with one danger that was shared, one bottom line, and two who know."""

    family: Family
    danger: DangerStatement
    line: CaseBottomLine
    jo: NetworkMember
    raj: NetworkMember

    @property
    def nan(self) -> Who:
        return Who(name=self.jo.name, member_id=self.jo.pk)

    @property
    def uncle(self) -> Who:
        return Who(name=self.raj.name, member_id=self.raj.pk)


def make_planned(by: Viewer, family: Family) -> Planned:
    danger = make_map(by, family)
    jo = make_member(by, family)
    raj = make_member(
        by, family, "Raj", who=Named(name="Raj"), relationship="Dean's brother",
        side="paternal",
    )  # fmt: skip
    for member in (jo, raj):
        make_told(by, member, danger.pk)
    with as_viewer(by):
        DangerStatement.objects.filter(pk=danger.pk).update(state="shared")
    return Planned(family, danger, make_bottom_line(by, family, danger.pk), jo, raj)


def rule_details(planned: Planned, **changes: object) -> PlanRuleDetails:
    """What Nan Jo says about Fridays."""
    said: dict[str, object] = {
        "kind": "everyday_arrangement",
        "text": FRIDAYS,
        "when": "Every Friday",
        "carriers": (planned.nan, planned.uncle),
        "child_part": "Amira packs the red bag.",
        "how_known": "Nan sends Leanne a photo of the beds.",
        "if_not_working": "Ring Raj, then the duty worker; 999 if anybody is hurt.",
        "danger_ids": (planned.danger.pk,),
        "bottom_line_ids": (planned.line.pk,),
        "author": planned.nan,
        "capacity": "network",
    }
    return PlanRuleDetails(**(said | changes))  # type: ignore[arg-type]


def trigger_details(by: Viewer, planned: Planned, **changes: object) -> PlanRuleDetails:
    """What Leanne says about the hard moment. Call it within `as_viewer`."""
    leanne = named(by, planned.family, "Leanne")
    who = Who(name=leanne.name, person_id=leanne.person_id)
    said: dict[str, object] = {
        "kind": "trigger_response",
        "text": MILK,
        "when": "Dean has had a drink, or Leanne feels an argument coming",
        "carriers": (who, planned.uncle),
        "backups": (planned.nan,),
        "author": who,
        "capacity": "family",
        "bottom_line_ids": (),
    }
    return rule_details(planned, **(said | changes))


def make_rule(by: Viewer, planned: Planned, **changes: object) -> PlanRule:
    with as_viewer(by):
        return actions.add_rule(
            family_id=planned.family.pk, details=rule_details(planned, **changes), by=by
        )


def make_trigger(by: Viewer, planned: Planned, **changes: object) -> PlanRule:
    with as_viewer(by):
        return actions.add_rule(
            family_id=planned.family.pk,
            details=trigger_details(by, planned, **changes),
            by=by,
        )


def standing(by: Viewer, family_id: UUID) -> StandingPlan:
    with as_viewer(by):
        return standing_plan(by, family_id)


def read_with_all(by: Viewer, planned: Planned) -> None:
    """Everybody named in the plan was read the rules they are named in."""
    plan = standing(by, planned.family.pk)
    with as_viewer(by):
        for who in plan.named:
            actions.read_through(
                family_id=planned.family.pk,
                details=ReadingDetails(
                    who=who, read_on=timezone.localdate(), understood="yes"
                ),
                rule_ids=[
                    rule.id
                    for rule in plan.rules
                    if any(who.is_same_as(one) for one in rule.named)
                ],
                by=by,
            )


def make_accepted(by: Viewer, second: Viewer, planned: Planned) -> SafetyPlan:
    """The rules that stand are agreed by the network and accepted by `second`."""
    with as_viewer(by):
        plan = actions.agree(
            family_id=planned.family.pk,
            people=[planned.nan, planned.uncle],
            agreed_on=timezone.localdate(),
            words="Round Nan's table",
            read=standing_plan(by, planned.family.pk).wordings,
            by=by,
        )
    with as_viewer(second):
        return actions.answer_plan(
            family_id=planned.family.pk,
            is_accepted=True,
            words="",
            version=plan.version,
            by=second,
        )


def make_live(
    by: Viewer, second: Viewer, family: Family, *, days_ago: int = 0
) -> Planned:
    """A plan of two rules that everybody was read, and that is lived by."""
    planned = make_planned(by, family)
    make_rule(by, planned)
    make_trigger(by, planned)
    read_with_all(by, planned)
    make_accepted(by, second, planned)
    take_live(by, planned, days_ago=days_ago)
    return planned


def make_line_kept(by: Viewer, second: Viewer) -> Planned:
    """A plan that is lived by, whose Fridays answer a bottom line and no danger."""
    planned = make_planned(by, make_family(by))
    make_rule(by, planned, danger_ids=())
    make_trigger(by, planned)
    read_with_all(by, planned)
    make_accepted(by, second, planned)
    take_live(by, planned)
    return planned


def take_live(by: Viewer, planned: Planned, *, days_ago: int = 0) -> SafetyPlan:
    today = timezone.localdate()
    with as_viewer(by):
        return actions.go_live(
            family_id=planned.family.pk,
            effective_from=today - timedelta(days=days_ago),
            review_on=today + timedelta(days=28),
            why_already=WHY_ALREADY,
            by=by,
        )


def make_plan_rows(by: Viewer, family: Family, danger_id: UUID) -> dict[str, object]:
    """A row for every id in an address of the plan."""
    nan = Who(name="Nan Jo")
    with as_viewer(by):
        rule = actions.add_rule(
            family_id=family.pk,
            details=PlanRuleDetails(
                kind="everyday_arrangement", text=FRIDAYS, carriers=(nan,),
                danger_ids=(danger_id,), author=nan, capacity="network",
            ),
            by=by,
        )  # fmt: skip
        suggestion = actions.suggest(
            family_id=family.pk, rule_id=rule.pk, text="Raj fetches them at 3.",
            why="School ends at 3.", by=by,
        )  # fmt: skip
        kept = PlanVersion.objects.create(
            authority_id=rule.authority_id,
            plan=rule.plan,
            version=1,
            effective_from=timezone.localdate(),
            words=[],
            recorded_by_id=by.worker_id,
        )
    return {
        "rule_id": rule.pk,
        "suggestion_id": suggestion.pk,
        "version_id": kept.pk,
    }
