"""What is known when somebody asks whether the work may end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from kinfold.monitoring.models import PlanCheck
from kinfold.networks.selectors import facts_of_network, standards_of
from kinfold.planning.models import PlanStep
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, SafetyGoal, ScaleRating
from kinfold.practice.taken_back import stands
from kinfold.records.models import Family
from kinfold.records.selectors.lists import children_of
from kinfold.stages.models import Ending, ExitMeeting
from kinfold.stages.selectors.agreed import Agreed, agreed_of
from kinfold.voice.models import Story
from kinfold_core import phrases
from kinfold_core.findings import Finding
from kinfold_core.practice.closing import ClosingFacts, ScaleToClose
from kinfold_core.practice.ending import days_meant, number_meant
from kinfold_core.practice.facts_planning import RuleKind
from kinfold_core.practice.lived_plan import HARD_MOMENT_TRIED
from kinfold_core.practice.network_meeting import PURPOSES, TO_END
from kinfold_core.practice.rulebook import check_closing
from kinfold_core.practice.rules.closing import RULES
from kinfold_core.practice.rules.rule import Rule

NETWORK = ("network", "family")


@dataclass(frozen=True, slots=True)
class ClosingState:
    """The facts, what the rules say of them, and what was written for the end."""

    facts: ClosingFacts
    findings: tuple[Finding, ...]
    long_haul: Agreed | None
    exit_meeting: ExitMeeting | None
    ending: Ending | None

    @property
    def open(self) -> tuple[str, ...]:
        """The rules that still stop the end, each once."""
        return tuple(dict.fromkeys(f.rule for f in self.findings if f.is_blocking))


def closing_of(
    viewer: Viewer, family: Family, *, today: date, meeting: ExitMeeting | None = None
) -> ClosingState:
    """Whether the work with an authorised family may end, and what is missing.

    `meeting` is one that is being written down. A constant number of queries.
    """
    of_family = {"authority_id": viewer.in_authority(), "family_id": family.pk}
    haul = agreed_of(viewer, family.pk)
    meeting = meeting or exit_meeting_of(viewer, family.pk)
    facts = _facts(viewer, family.pk, haul, meeting, today)
    return ClosingState(
        facts=facts,
        findings=check_closing(facts),
        long_haul=haul,
        exit_meeting=meeting,
        ending=Ending.objects.filter(**of_family).order_by("-recorded_at").first(),
    )


def exit_meeting_of(viewer: Viewer, family_id: UUID) -> ExitMeeting | None:
    """An authorised family's meeting to end with, as told last. One query."""
    rows = ExitMeeting.objects.filter(
        authority_id=viewer.in_authority(), family_id=family_id
    )
    return rows.order_by("-recorded_at", "-pk").first()


def said_since_of(viewer: Viewer, meeting: ExitMeeting | None) -> str:
    """What the meeting it was told at is said to have been for since; "" when the same.

    What was written down here stays, whatever is said there later. One query at most.
    """
    if meeting is None or meeting.meeting_id is None:
        return ""
    accounts = ExitMeeting.objects.filter(
        authority_id=viewer.in_authority(),
        pk=meeting.pk,
        meeting__accounts__isnull=False,
    ).order_by("-meeting__accounts__recorded_at", "-meeting__accounts__pk")
    purpose = accounts.values_list("meeting__accounts__purpose", flat=True).first()
    return "" if purpose in {None, TO_END} else PURPOSES[str(purpose)]


def checklist_rules(viewer: Viewer) -> tuple[Rule[ClosingFacts], ...]:
    """What is asked before the work ends, in its order. No query."""
    return RULES


def _facts(
    viewer: Viewer,
    family_id: UUID,
    agreed: Agreed | None,
    meeting: ExitMeeting | None,
    today: date,
) -> ClosingFacts:
    authority_id = viewer.in_authority()
    rated = _newest(authority_id, family_id)
    dangers = _dangers(authority_id, family_id)
    children = children_of(viewer, [family_id]).get(family_id, [])
    asked = {one.rater_person_id for one in rated if one.capacity == "child"}
    goals = list(
        SafetyGoal.objects.filter(authority_id=authority_id, danger__in=dangers)
    )
    meant = [days for goal in goals if (days := days_meant(goal.sustained_for))]
    stories = Story.objects.filter(authority_id=authority_id, family_id=family_id)
    told = set(stories.values_list("purpose", "state"))
    done = {purpose for purpose, state in told if state not in ("idea", "draft")}
    return ClosingFacts(
        scales=_scales(dangers, rated),
        children_not_asked=tuple(
            child.person.short_name
            for child in children
            if child.person_id not in asked and not child.person.is_unborn
        ),
        days_held=_days_held(authority_id, family_id, goals, today),
        days_agreed=max(meant, default=None),
        hard_days=_hard_days(authority_id, family_id),
        has_long_haul=bool(agreed and agreed.haul and agreed.who_stays),
        has_child_version="safety_plan" in done,
        is_story_finished=bool(done),
        has_copy=bool(meeting and meeting.copies_given_to),
        has_who_to_ring=bool(agreed and agreed.who_to_ring),
        is_feedback_offered=bool(meeting and meeting.feedback_offered),
        network_least=standards_of(viewer).safety_people_least,
        committed_count=facts_of_network(viewer, family_id).committed_count,
    )


def _dangers(authority_id: UUID, family_id: UUID) -> list[DangerStatement]:
    return list(
        DangerStatement.objects.filter(
            authority_id=authority_id, mapping__family_id=family_id, withdrawn_at=None
        )
        .exclude(mapping__status="superseded")
        .order_by("position", "entered_at", "pk")
        .prefetch_related("scales")
    )


def _newest(authority_id: UUID, family_id: UUID) -> list[ScaleRating]:
    newer = ScaleRating.objects.filter(stands("rating"), supersedes=OuterRef("pk"))
    return list(
        ScaleRating.objects.filter(
            ~Exists(newer),
            stands("rating"),
            authority_id=authority_id,
            scale__danger__mapping__family_id=family_id,
            scale__scale_type="safety",
        )
    )


def _scales(
    dangers: list[DangerStatement], rated: list[ScaleRating]
) -> tuple[ScaleToClose, ...]:
    """Each danger's scale with everybody's newest number."""
    found = []
    for danger in dangers:
        for scale in danger.scales.all():
            if scale.scale_type != "safety":
                continue
            own = [
                one
                for one in rated
                if one.scale_id == scale.pk and one.value is not None
            ]

            def of(*capacities: str, own: list[ScaleRating] = own) -> tuple[float, ...]:
                return tuple(
                    float(r.value or 0) for r in own if r.capacity in capacities
                )

            found.append(
                ScaleToClose(
                    danger=phrases.shortened(danger.worried_about, 80) or str(danger),
                    enough=number_meant(scale.reached_when),
                    agency=of("professional"),
                    network=of(*NETWORK),
                    children=of("child"),
                )
            )
    return tuple(found)


def _days_held(
    authority_id: UUID, family_id: UUID, goals: list[SafetyGoal], today: date
) -> int:
    """Since every goal is seen to be lived; else since the plan was shown to work."""
    days = [goal.demonstrated_from for goal in goals]
    if days and all(days):
        return (today - max(day for day in days if day)).days
    shown = (
        PlanStep.objects.filter(
            Q(plan__live_version__isnull=False),
            authority_id=authority_id,
            plan__family_id=family_id,
            step="demonstrated",
        )
        .order_by("-recorded_at")
        .values_list("taken_on", flat=True)
        .first()
    )
    return (today - shown).days if shown else 0


def _hard_days(authority_id: UUID, family_id: UUID) -> int:
    return (
        PlanCheck.objects.filter(
            authority_id=authority_id,
            family_id=family_id,
            rule__kind=RuleKind.TRIGGER_RESPONSE,
            kind__in=HARD_MOMENT_TRIED,
        )
        .exclude(worked="no")
        .count()
    )
