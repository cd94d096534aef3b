"""What the rules look at on the road to closing, and in the network."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """How many people are named around the children, and how many have heard.

    `committed_count`: of those who have heard, how many keep the children safe by
    something they said yes to themselves. `is_plan_live`: the family lives by a plan;
    `is_plan_next`: it makes one, and does not live by any yet.
    `sources`: people the worry is about who are down as keeping the children safe.
    `refused`: people here to whom a child said no, which nobody has decided over.
    """

    named_count: int = 0
    heard_count: int = 0
    committed_count: int = 0
    is_plan_live: bool = False
    is_plan_next: bool = False
    sources: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BottomLineFacts:
    """One bottom line: what must be in place, never how.

    `is_changed`: its words are not those first written. `is_family_told` of the change.
    """

    text: str = ""
    is_court_ordered: bool = False
    is_changed: bool = False
    change_reason: str = ""
    is_family_told: bool = True


@dataclass(frozen=True, slots=True)
class BottomLinesFacts:
    """All that stand. `uncovered`: those that no rule of the family's plan covers."""

    texts: tuple[str, ...] = ()
    uncovered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """One dated step. `slips_without_reason`: times its day moved and nobody said why.

    `hidden_slips`: times it moved where the family cannot see it.
    """

    what: str = ""
    owner_kind: str = ""
    owner: str = ""
    has_date: bool = False
    slips_without_reason: int = 0
    hidden_slips: int = 0


@dataclass(frozen=True, slots=True)
class TrajectoryFacts:
    """The whole road. `closure`: what it will look like when services need not stay."""

    closure: str = ""
    milestones: tuple[MilestoneFacts, ...] = ()
