"""What the rules say of a bottom line, a step or an end of the road as it is typed.

Nothing before a word is written, and nothing of what may still come: a first draft is
not hurried.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kinfold.trajectory.models import CaseBottomLine, Milestone
from kinfold_core.findings import Finding
from kinfold_core.practice.facts_road import (
    BottomLineFacts,
    BottomLinesFacts,
    MilestoneFacts,
    TrajectoryFacts,
)
from kinfold_core.practice.road import BottomLineRow
from kinfold_core.practice.rulebook import (
    check_bottom_line,
    check_bottom_lines,
    check_trajectory,
)
from kinfold_core.practice.trajectory import MilestoneRow, Road

Findings = tuple[Finding, ...]


def line_rules(
    typed: Mapping[str, Any],
    rows: tuple[BottomLineRow, ...],
    row: BottomLineRow | None = None,
) -> Findings:
    """Of one bottom line among those that stand; `row` is the one that is changed."""
    text = typed.get("text") or ""
    if not text:
        return ()
    others = (one.text for one in rows if one.stands and one != row)
    facts = BottomLineFacts(
        text=text,
        is_court_ordered=typed.get("force") == CaseBottomLine.Force.COURT_ORDER,
        is_changed=row is not None and text != row.text,
        change_reason=typed.get("reason") or "",
    )
    together = BottomLinesFacts((*others, text))
    return (*check_bottom_line(facts), *check_bottom_lines(together))


def closure_rules(typed: Mapping[str, Any]) -> Findings:
    """Of what the road leads to."""
    words = typed.get("words") or ""
    return check_trajectory(TrajectoryFacts(closure=words)) if words.strip() else ()


def step_rules(
    typed: Mapping[str, Any], road: Road, row: MilestoneRow | None = None
) -> Findings:
    """Of one step among the others; `row` is the one that is changed."""
    what, kind = typed.get("what") or "", typed.get("kind")
    if not what or kind != Milestone.Kind.STEP:
        return ()
    others = tuple(one for one in road.milestones if one != row)
    facts = replace(road, milestones=others).facts
    step = MilestoneFacts(
        what=what,
        owner_kind=typed.get("owner_kind") or "",
        owner="as typed",  # the form asks for the name and the day by itself
        has_date=True,
    )
    with_it = replace(facts, milestones=(*facts.milestones, step))
    found = check_trajectory(with_it)
    return tuple(one for one in found if one.rule == "R-TR3" and step.owner_kind)
