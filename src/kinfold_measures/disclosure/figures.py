"""Figures as they may be shown: the counts behind them as one table, protected.

The table knows every way that printed counts add up: who is in a share and who is not,
groups and all of them, quarters and the year, and measures that are shares of the same
whole. What a sum does not bear out (children who stand in two quarters, a plan told
twice) is no sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, NamedTuple

from kinfold_measures.disclosure.bounds import Key, Sum
from kinfold_measures.disclosure.policies import CHILDREN_IN_NEED, Policy
from kinfold_measures.disclosure.protecting import Protected, Table, protect
from kinfold_measures.language.breakdowns import breakdown_of
from kinfold_measures.language.definition import Definition, Kind, definitions
from kinfold_measures.language.running import PER, Figure
from kinfold_measures.series import NO_DENOMINATOR, WITHHELD, Cell


class Part(StrEnum):
    """Which count of a figure."""

    COUNTS = "numerator"
    REST = "rest"
    WHOLE = "denominator"


class Place(NamedTuple):
    """Where a count stands."""

    code: str
    authority: str
    period: str
    breakdown: str
    group: str
    part: Part


WITHIN: Final = (
    (("conference.within_15_days", Part.COUNTS), ("conference.within_10_days",)),
    (("conference.within_15_days", Part.REST), ("conference.after_20_days",)),
    (
        ("proceedings.family_meeting_offered", Part.COUNTS),
        ("proceedings.family_meeting_held",),
    ),
    (
        ("referral.from_police", Part.WHOLE),
        ("referral.from_police", "referral.from_schools", "referral.from_health"),
    ),
    (
        ("care.left_home", Part.WHOLE),
        ("care.left_home", "care.left_adopted", "care.left_to_special_guardian"),
    ),
    (
        ("need.open_two_years", Part.WHOLE),
        ("need.open_two_years", "need.open_under_three_months"),
    ),
    (
        ("need.ended_after_two_years", Part.WHOLE),
        ("need.ended_after_two_years", "need.ended_within_three_months"),
    ),
    (
        ("plan.open_two_years", Part.WHOLE),
        ("plan.open_two_years", "plan.open_three_months_or_less"),
    ),
)
"""Which cases of one measure are counted by others, none of them by two."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure with what may be shown of it, in the cells' own types."""

    figure: Figure
    numerator: Cell
    denominator: Cell
    value: Cell


@dataclass(frozen=True, slots=True)
class Release:
    """Figures that may leave the house together, and what nothing can hide any more."""

    shown: tuple[Shown, ...]
    exposed: tuple[Place, ...]
    is_rough: bool = False
    """There was too much to weigh, so that more is withheld than is needed."""


def release(
    figures: Sequence[Figure],
    policy: Policy = CHILDREN_IN_NEED,
    *,
    published: Mapping[Place, int] | None = None,
    tell: Callable[[float], None] = lambda part: None,
) -> Release:
    """Figures as they may be shown together.

    `published`: counts that the public has already. One that has changed since says
    nothing about today's and is passed over. `tell` is told how far it is, 0 to 1.
    """
    table = table_of(figures, published or {}, policy)
    found = protect(table, policy, tell=tell)
    return Release(
        tuple(_shown(one, found, policy) for one in figures),
        tuple(sorted(key for key in found.exposed if isinstance(key, Place))),
        found.is_rough,
    )


def exactly(figures: Iterable[Figure]) -> tuple[Shown, ...]:
    """Figures with nothing withheld, for the desk of who may see every child."""
    return tuple(
        Shown(
            one,
            float(one.numerator),
            float(one.denominator),
            NO_DENOMINATOR if one.value is None else one.value,
        )
        for one in figures
    )


def table_of(
    figures: Iterable[Figure],
    published: Mapping[Place, int],
    policy: Policy = CHILDREN_IN_NEED,
) -> Table:
    """The counts of figures, how they add up, and which are of few children."""
    every = {_place(one): one for one in figures}
    counts: dict[Key, int] = {}
    children: dict[Key, int] = {}
    for place, one in every.items():
        counts[place], children[place] = one.numerator, one.children.counted
        if _kind(one) is not Kind.RATE:
            whole, rest = (
                place._replace(part=part) for part in (Part.WHOLE, Part.REST)
            )
            counts[whole], children[whole] = one.denominator, one.children.every
            counts[rest] = one.denominator - one.numerator
            children[rest] = one.children.left
    nested = list(_nested(counts))
    for one_sum in nested:
        *parts, others = one_sum.parts
        counts[others] = counts[one_sum.total] - sum(counts[part] for part in parts)
        children[others] = _at_least(one_sum, counts, children)
    sums = [
        *nested,
        *_shares(every),
        *_groups(counts),
        *_quarters(counts),
        *_same(every),
    ]
    return Table(
        counts,
        tuple(one for one in sums if _adds_up(one, counts)),
        unprinted=frozenset(
            key for key in counts if isinstance(key, Place) and key.part is Part.REST
        ),
        published=frozenset(
            place for place, count in published.items() if counts.get(place) == count
        ),
        few=frozenset(
            key
            for key, count in counts.items()
            if count and children[key] <= policy.largest_withheld
        ),
    )


def _at_least(one: Sum, counts: Mapping[Key, int], children: Mapping[Key, int]) -> int:
    """The fewest children that the others of a sum can be; nobody counted them.

    Each case more than there are children may be one of theirs, or every child of the
    other parts may be one of them too.
    """
    *parts, others = one.parts
    again = counts[one.total] - children[one.total]
    elsewhere = sum(children[part] for part in parts)
    return max(counts[others] - again, children[one.total] - elsewhere)


def _place(figure: Figure, part: Part = Part.COUNTS) -> Place:
    return Place(
        figure.code,
        figure.authority,
        figure.period,
        figure.breakdown,
        figure.group,
        part,
    )


def _definition(code: str) -> Definition:
    return definitions()[code]


def _kind(figure: Figure) -> Kind:
    return _definition(figure.code).kind


def _adds_up(one: Sum, counts: Mapping[Key, int]) -> bool:
    return counts[one.total] == sum(counts[part] for part in one.parts)


def _shares(every: Mapping[Place, Figure]) -> Iterator[Sum]:
    """Those who count and those who do not are all."""
    for place, figure in every.items():
        if _kind(figure) is not Kind.RATE:
            rest = place._replace(part=Part.REST)
            yield Sum(place._replace(part=Part.WHOLE), (place, rest))


def _groups(counts: Iterable[Key]) -> Iterator[Sum]:
    """The groups of a breakdown are all, where they do not overlap."""
    parts: dict[Place, list[Place]] = defaultdict(list)
    for place in counts:
        if isinstance(place, Place) and place.breakdown and place.part is not Part.REST:
            breakdown = breakdown_of(_definition(place.code), place.breakdown)
            if breakdown and not breakdown.overlaps:
                parts[place._replace(group="")].append(place)
    for broken, groups in parts.items():
        whole = broken._replace(breakdown="")
        if whole in counts:
            yield Sum(whole, tuple(groups))


def _quarters(counts: Iterable[Key]) -> Iterator[Sum]:
    """Four quarters are the year."""
    parts: dict[Place, list[Place]] = defaultdict(list)
    for place in counts:
        if isinstance(place, Place) and "-Q" in place.period:
            year = place.period.partition("-")[0]
            parts[place._replace(period=year)].append(place)
    for whole, quarters in parts.items():
        if whole in counts and len(quarters) == 4:
            yield Sum(whole, tuple(quarters))


def _same(every: Mapping[Place, Figure]) -> Iterator[Sum]:
    """One whole may stand under several measures; it is one count, however often."""
    first: dict[Place, Place] = {}
    for place, figure in every.items():
        definition = _definition(figure.code)
        is_rate = definition.kind is Kind.RATE
        what = definition.numerator if is_rate else definition.denominator
        here = place if is_rate else place._replace(part=Part.WHOLE)
        known = first.setdefault(here._replace(code=what, part=Part.WHOLE), here)
        if known != here:
            yield Sum(known, (here,))


def _nested(counts: Mapping[Key, int]) -> Iterator[Sum]:
    """Measures that count some of another's cases, and the others of those.

    Nobody prints the others, and whoever takes one from the other has them.
    """
    for whole, parts in WITHIN:
        for place in counts:
            if not isinstance(place, Place) or (place.code, place.part) != whole:
                continue
            there = [place._replace(code=code, part=Part.COUNTS) for code in parts]
            there = [one for one in there if one in counts]
            others = " ".join((place.code, "less", *(one.code for one in there)))
            if there and sum(counts[one] for one in there) <= counts[place]:
                beside = place._replace(code=others, part=Part.REST)
                yield Sum(place, (*there, beside))


def _shown(figure: Figure, found: Protected, policy: Policy) -> Shown:
    over, under = policy.rounded(figure.numerator), figure.denominator
    kind = _kind(figure)
    if kind is not Kind.RATE:
        under = policy.rounded(under)
    value = _value(kind, over, under, policy)
    is_unknown = kind is Kind.RATE and not under
    one = Shown(
        figure, float(over), NO_DENOMINATOR if is_unknown else float(under), value
    )
    if _place(figure) in found.withheld:
        one = replace(one, numerator=WITHHELD, value=WITHHELD)
    if _place(figure, Part.WHOLE) in found.withheld:
        one = replace(one, denominator=WITHHELD, value=WITHHELD)
    return one


def _value(kind: Kind, over: int, under: int, policy: Policy) -> Cell:
    """From the counts as they are shown, so that it tells no more than they do."""
    if kind is Kind.COUNT:
        return float(over)
    if not under:
        return NO_DENOMINATOR
    return round((100 if kind is Kind.SHARE else PER) * over / under, policy.decimals)
