"""Rules of an authority's implementation plan: its lines, states and readiness.

A plan is a list of lines: goals on a scale from 0 to 10, and under each the actions
that are meant to bring it about. Goals of one `part` make a sub-plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Final

GOAL, ACTION = "goal", "action"
ALIGNMENT: Final = "Alignment"
DELIVERABLES: Final[dict[str, str]] = {
    "safety_planning": "Safety planning and networks",
    "alignment": "Aligning how cases are managed",
    "quality": "Quality assurance",
}
"""The three that every plan of the programme has to make stand out."""

DRAFT, SHARED, ROAD_TEST, REFINED, FINAL = (
    "draft",
    "shared",
    "road_test",
    "refined",
    "final",
)
STATES: Final[dict[str, str]] = {
    DRAFT: "Draft",
    SHARED: "Shared",
    ROAD_TEST: "Road-test",
    REFINED: "Refined",
    FINAL: "Final",
}
NEXT: Final[dict[str, tuple[str, ...]]] = {
    DRAFT: (),
    SHARED: (ROAD_TEST,),
    ROAD_TEST: (REFINED,),
    REFINED: (FINAL, ROAD_TEST),
    FINAL: (REFINED,),
}
"""Where a plan may go from each state. A draft becomes shared by being shared."""


@dataclass(frozen=True, slots=True)
class Line:
    """A goal or an action. `id` stays the same through versions and years.

    `now` is 0 to 10 where `zero` and `ten` say what the ends mean, or None: not rated.
    `due` is a day as ISO 8601, or "". A line that was left out of a share holds
    nothing but its id, kind and goal, and `is_left_out`.
    """

    id: str
    kind: str
    goal_id: str = ""
    part: str = ""
    text: str = ""
    zero: str = ""
    ten: str = ""
    now: int | None = None
    owner: str = ""
    due: str = ""
    evidence: str = ""
    deliverables: tuple[str, ...] = ()
    is_done: bool = False
    is_left_out: bool = False


def line_of(kept: dict[str, Any]) -> Line:
    """A line as `kept_of` keeps it. What it does not know is left aside."""
    known = {one.name for one in fields(Line)}
    held = {name: value for name, value in kept.items() if name in known}
    return Line(**{**held, "deliverables": tuple(held.get("deliverables", ()))})


def kept_of(line: Line) -> dict[str, Any]:
    """The line as a version keeps it."""
    return {**asdict(line), "deliverables": list(line.deliverables)}


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Each goal with its actions after it, by sub-plan, the plan itself first."""
    found = list(lines)
    goals = [one for one in found if one.kind == GOAL]
    parts = sorted({one.part for one in goals})
    ordered: list[Line] = []
    for part in parts:
        for goal in (one for one in goals if one.part == part):
            ordered.append(goal)
            ordered += [one for one in found if one.goal_id == goal.id]
    return ordered


def numbers_of(lines: Iterable[Line]) -> dict[str, str]:
    """What each line is called: goals 1, 2; actions 1.1, 1.2. Lines in order."""
    numbers: dict[str, str] = {}
    goal = action = 0
    for one in lines:
        if one.kind == GOAL:
            goal, action = goal + 1, 0
            numbers[one.id] = str(goal)
        else:
            action += 1
            numbers[one.id] = f"{goal}.{action}"
    return numbers


def without(lines: Iterable[Line], left_out: Iterable[str]) -> list[Line]:
    """The lines as others may read them. With a goal its actions are left out too."""
    gone = set(left_out)
    return [
        Line(one.id, one.kind, one.goal_id, is_left_out=True)
        if one.id in gone or one.goal_id in gone
        else one
        for one in in_order(lines)
    ]


@dataclass(frozen=True, slots=True)
class Change:
    """A line in two versions; `before` or `after` is None where it is not there."""

    before: Line | None
    after: Line | None


def changes_between(before: Sequence[Line], after: Sequence[Line]) -> list[Change]:
    """The lines that differ, in the order of the newer version, gone ones last."""
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    found = [Change(old.get(key), line) for key, line in new.items()]
    found += [Change(line, None) for key, line in old.items() if key not in new]
    return [one for one in found if one.before != one.after]


def why_not_step(
    now: str, to: str, *, unanswered: int, why: str, why_unanswered: str
) -> dict[str, str]:
    """What stands in the way of a step, by field; empty if it may be made."""
    if to not in NEXT[now]:
        return {
            "state": f"A plan that is {STATES[now].lower()} does not become "
            f"{STATES.get(to, 'that').lower()}. Choose a step from the list"
        }
    missing: dict[str, str] = {}
    if not why.strip():
        missing["why"] = "Say why it goes on, or back, now"
    if to == REFINED and now == ROAD_TEST and unanswered and not why_unanswered.strip():
        missing["why_unanswered"] = (
            f"{unanswered} {'answer is' if unanswered == 1 else 'answers are'} still "
            "owed to people who road-tested it. Answer each, or say here why not"
        )
    return missing


@dataclass(frozen=True, slots=True)
class Check:
    """Something a plan needs before its workshop. `where` is what mends it: a line's
    id, or `add`, `share`, `feedback` or `step`."""

    sentence: str
    is_met: bool
    where: str


def readiness(
    lines: Sequence[Line], *, state: str, shared_with: int, unanswered: int, ends: date
) -> list[Check]:
    """Each thing a plan needs before the workshop at which it is due, met or not."""
    goals = [one for one in lines if one.kind == GOAL]
    actions = [one for one in lines if one.kind == ACTION]
    led = {one.goal_id for one in actions}
    tagged = {code for one in goals for code in one.deliverables}
    return [
        Check("There is a goal", bool(goals), "add"),
        _all(
            goals, "Each goal says what 0 and 10 mean", lambda one: one.zero and one.ten
        ),
        _all(
            goals, "Each goal says where it stands now", lambda one: one.now is not None
        ),
        _all(goals, "Each goal says how we will know", lambda one: one.evidence),
        _all(goals, "Each goal has an action", lambda one: one.id in led),
        _all(actions, "Each action has an owner", lambda one: one.owner),
        _all(
            actions,
            "Each action has a day, within the plan's time",
            lambda one: one.due and one.due <= ends.isoformat(),
        ),
        *(
            Check(f"A goal is about: {words}", code in tagged, "add")
            for code, words in DELIVERABLES.items()
        ),
        Check(
            "Alignment has a plan of its own",
            any(one.part == ALIGNMENT for one in goals),
            "add",
        ),
        Check("Others were shown a draft", shared_with > 0, "share"),
        Check("Everybody who road-tested it has an answer", not unanswered, "feedback"),
        Check("It is final", state == FINAL, "step"),
    ]


def _all(lines: Sequence[Line], sentence: str, holds: Any) -> Check:
    """Whether it holds for all of them; if not, the first for which it does not."""
    failing = [one.id for one in lines if not holds(one)]
    return Check(sentence, bool(lines) and not failing, failing[0] if failing else "")


def carried_forward(lines: Sequence[Line]) -> list[Line]:
    """What goes on into the next year: what is not done, under the ids it had.

    A done goal goes on too while an action under it is not done.
    """
    going = {one.id for one in lines if not one.is_done}
    going |= {one.goal_id for one in lines if not one.is_done and one.goal_id}
    return [
        replace(one, is_done=False) if one.kind == GOAL else one
        for one in lines
        if one.id in going
    ]
