"""The road to closing as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from kinfold.platform.components import Tone
from kinfold.trajectory.models import Milestone
from kinfold.trajectory.presenters.days import day_said
from kinfold.trajectory.presenters.immediate import Said, said_of
from kinfold.trajectory.presenters.picture import Picture, draw_road, state_of
from kinfold.trajectory.presenters.questions import QuestionCard, question_card
from kinfold_core import phrases
from kinfold_core.findings import Finding
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.rulebook import check_trajectory
from kinfold_core.practice.trajectory import MilestoneDetails, MilestoneRow, Road

KINDS = dict(Milestone.Kind.choices)
OWNERS = dict(Milestone.Owner.choices)
STATES: dict[str, tuple[str, Tone]] = {
    "done": ("Done", "well"),
    "late": ("Its day has passed", "attention"),
    "ahead": ("Ahead", "needs"),
}


@dataclass(frozen=True, slots=True)
class StepCard:
    """One step in the list, by the number it has in the picture."""

    row: MilestoneRow
    number: int
    state: str
    tone: Tone
    kind: str
    when: str
    owner: str
    seen: str
    slips: tuple[str, ...]
    urls: dict[str, str]


@dataclass(frozen=True, slots=True)
class RoadPage:
    closure: str
    ours_late: tuple[str, ...]
    others_late: tuple[str, ...]
    picture: Picture | None
    picture_said: str
    steps: tuple[StepCard, ...]
    off: tuple[str, ...]
    said: tuple[Said, ...]
    questions: tuple[QuestionCard, ...]
    findings: tuple[Finding, ...]
    can_agree: bool

    @property
    def others_late_title(self) -> str:
        if self.ours_late:
            return "Its day has passed for somebody else too"
        return "Its day has passed, and nobody has said that it is done"


def road_page(family_id: UUID, road: Road, *, today: date) -> RoadPage:
    """The agency's own overdue promises come before everything else."""
    standing = road.standing
    late = road.overdue(today)
    return RoadPage(
        closure=road.closure,
        ours_late=tuple(_late(one) for one in late if one.owner_kind == "agency"),
        others_late=tuple(_late(one) for one in late if one.owner_kind != "agency"),
        picture=draw_road(standing, OWNERS, today=today),
        picture_said=_picture_said(standing, today),
        steps=tuple(
            _card(family_id, one, number, today)
            for number, one in enumerate(standing, start=1)
        ),
        off=tuple(_off(one) for one in road.milestones if not one.stands),
        said=tuple(said_of(one) for one in road.agreements),
        questions=tuple(question_card(family_id, one) for one in road.questions),
        findings=check_trajectory(road.facts) if road.id else (),
        can_agree=road.id is not None,
    )


def _late(step: MilestoneRow) -> str:
    return (
        f"{step.owner.name}, {day_in_words(step.target_on)}: "
        f"{phrases.as_sentence(step.what)}"
    )


def _picture_said(steps: Sequence[MilestoneRow], today: date) -> str:
    states = [state_of(one, today) for one in steps]
    return (
        f"{len(steps)} steps on one line: {states.count('done')} done, "
        f"{states.count('ahead')} ahead, {states.count('late')} whose day has passed. "
        "The list below says each of them."
    )


def _card(family_id: UUID, step: MilestoneRow, number: int, today: date) -> StepCard:
    words, tone = STATES[state_of(step, today)]
    names = ("change", "move", "achieve", "off")
    return StepCard(
        row=step,
        number=number,
        state=words,
        tone=tone,
        kind="" if step.kind == Milestone.Kind.STEP else KINDS[step.kind],
        when=f"By {day_said(step.target_on, today=today)}",
        owner=f"{step.owner.name} ({OWNERS[step.owner_kind].lower()})",
        seen=_seen(step),
        slips=tuple(
            f"Moved from {day_in_words(slip.from_on)} to {day_in_words(slip.to_on)}, "
            f"{slip.recorded_by}: {phrases.as_sentence(slip.reason)}"
            for slip in step.slips
        ),
        urls={
            name: reverse(f"trajectory:{name}-milestone", args=[family_id, step.id])
            for name in names
        },
    )


def _seen(step: MilestoneRow) -> str:
    if step.achieved_on is None:
        return ""
    done = f"Done on {day_in_words(step.achieved_on)}."
    return f"{done} {phrases.as_sentence(step.comment)}" if step.comment else done


def _off(step: MilestoneRow) -> str:
    on = day_in_words(step.taken_off_on) if step.taken_off_on else ""
    return f"{step.what} ({on}: {phrases.as_sentence(step.taken_off_reason)})"


def differences(
    standing: Milestone, typed: MilestoneDetails
) -> list[tuple[str, str, str]]:
    """Each question about a step with what stands and what was typed."""
    return [
        ("What is it?", KINDS[standing.kind], KINDS[typed.kind]),
        ("What will have happened?", standing.what, typed.what),
        ("Who promises it?", OWNERS[standing.owner_kind], OWNERS[typed.owner_kind]),
        ("Who sees to it?", standing.owner_name, typed.owner.name),
        ("Who must be satisfied?", standing.for_whom, typed.for_whom),
        ("How will we see it?", standing.evidence, typed.evidence),
    ]
