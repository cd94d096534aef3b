"""What the rules of kinship look at: plain values, made by the shell."""

from __future__ import annotations

from dataclasses import dataclass

from kinfold_core.practice.kinship_law import Kind


@dataclass(frozen=True, slots=True)
class NightFacts:
    """A rule of the plan that seems to say that a child sleeps somewhere else."""

    key: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KinshipFacts:
    """Of a whole family. `sides_not_asked`: of which children's side nobody was thought
    of, and nobody asked ("father's side of Kai")."""

    unclassified_nights: tuple[NightFacts, ...] = ()
    sides_not_asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """A clock that runs. `days_left` below 0: it is over."""

    title: str
    days_left: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CareFacts:
    """One arrangement that runs.

    Attributes:
        days: of care up to today; years are completed ones, None when not known.
        arranged: `family`, `authority`, `disputed`, or "" when nobody has said.
        is_danger_source: a danger statement or a plan is about what the carer does.
        is_looked_at: somebody looked at whether it could work before the child came.
        not_wanted: of each carer whom a child does not want there, why not.
    """

    child: str = "The child"
    carer: str = "The carer"
    kind: Kind = Kind.CLOSE_FAMILY
    is_close: bool = True
    days: int = 1
    child_years: int | None = None
    is_child_disabled: bool = False
    carer_years: int | None = None
    arranged: str = ""
    is_danger_source: bool = False
    is_looked_at: bool = False
    is_rights_explained: bool = False
    not_wanted: tuple[str, ...] = ()
    clocks: tuple[ClockFacts, ...] = ()
