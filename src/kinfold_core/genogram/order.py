"""Who stands beside whom: the order of every row, from left to right.

A chain is everybody who stands together because they are or were partners: a person, a
couple, or one with several partners in the order of time. Chains are laid out as the
branches of a tree: children below their parents in the order of birth, and each
partner's own family on that partner's side. Whoever has a partner with a family of
their own stands at the edge of the brothers and sisters, facing that partner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kinfold_core.genogram.facts import Child, Couple, End, Kin, Line
from kinfold_core.genogram.generations import Rows
from kinfold_core.people.likeness import Sex

DEEPEST: Final = 120
"""So many branches are followed one out of another; further ones begin anew."""
_LINES: Final = tuple(Line)

RowLists = dict[int, list["Chain"]]


@dataclass(eq=False, slots=True)
class Chain:
    """People side by side, or a gap kept for a line that passes through a row.

    `above` is one (place in `members`, chain above) for each line that comes in;
    `below` the chains that hang from it, from left to right. `kin` is the same number
    for all who are of one blood; `loose` are chains above by care or adoption alone.
    """

    members: tuple[str, ...]
    row: int
    is_gap: bool = False
    above: list[tuple[int, Chain]] = field(default_factory=list)
    below: list[Chain] = field(default_factory=list)
    loose: list[Chain] = field(default_factory=list)
    kin: int = -1


@dataclass(frozen=True, slots=True)
class Link:
    """A line down: from a couple, one of them, or the place above brothers and sisters.

    `gaps` are the chains that keep room for it, from above.
    """

    couple: Couple
    start: tuple[str, ...]
    child: Child
    gaps: tuple[Chain, ...] = ()
    is_partner: bool = False


@dataclass(slots=True)
class Ordered:
    rows: list[list[Chain]]
    links: tuple[Link, ...]


def order_rows(kin: Kin, rows: Rows) -> Ordered:
    """The chains of every row, and the lines between them."""
    chains = _chains(kin, rows)
    of = {one: chain for chain in chains for one in chain.members}
    apart = {couple.key for couple in rows.apart}
    links = []
    for couple in _from_left(kin, of):
        top = couple.partners
        if couple.key in apart:
            top = (max(top, key=lambda one: (rows.of[one], one)),)
        elif not top:
            top = (_anchor(couple, rows, of),)
        links += [_link(couple, top, child, rows, of) for child in couple.children]
    for couple in rows.apart:
        upper, lower = sorted(couple.partners, key=lambda one: (rows.of[one], one))
        link = _link(couple, (upper,), Child(lower), rows, of)
        links.append(Link(couple, link.start, link.child, link.gaps, is_partner=True))
    gaps = [gap for link in links for gap in link.gaps]
    return Ordered(_rows(kin, [*of.values(), *gaps]), tuple(links))


def _anchor(couple: Couple, rows: Rows, of: dict[str, Chain]) -> str:
    """A place above brothers and sisters of whose parents nothing is recorded."""
    name = f"gap:{couple.key}"
    row = min(rows.of[child.id] for child in couple.children) - 1
    of[name] = Chain((name,), row, is_gap=True)
    return name


def _from_left(kin: Kin, of: dict[str, Chain]) -> list[Couple]:
    """Couples in the order in which their children are to stand below them."""

    def place(couple: Couple) -> tuple[float, int, int]:
        line = min((_LINES.index(one.line) for one in couple.children), default=0)
        if not couple.partners:
            return 0, 0, line
        places = [of[one].members.index(one) for one in couple.partners]
        return sum(places) / len(places), -len(places), line

    return sorted(kin.couples, key=lambda couple: (*place(couple), couple.key))


def _link(
    couple: Couple,
    start: tuple[str, ...],
    child: Child,
    rows: Rows,
    of: dict[str, Chain],
) -> Link:
    """Join the chains of a line, with a gap in every row that it passes."""
    upper, lower = of[start[0]], of[child.id]
    gaps = [
        Chain((f"gap:{couple.key}:{child.id}:{row}",), row, is_gap=True)
        for row in range(upper.row + 1, lower.row)
    ]
    for gap in gaps:
        _hang(upper, gap, 0)
        upper = gap
    if child.line is not Line.BIRTH:
        lower.loose.append(upper)
    _hang(upper, lower, lower.members.index(child.id))
    return Link(couple, start, child, tuple(gaps))


def _hang(upper: Chain, lower: Chain, place: int) -> None:
    if lower not in upper.below:
        upper.below.append(lower)
        lower.above.append((place, upper))


def _chains(kin: Kin, rows: Rows) -> list[Chain]:
    partners: dict[str, list[Couple]] = defaultdict(list)
    for couple in rows.beside:
        if len(couple.partners) > 1:
            for one in couple.partners:
                partners[one].append(couple)
    seen: set[str] = set()
    chains = []
    for one in kin.people:
        if one not in seen:
            members = _chain_of(kin, one, partners)
            seen.update(members)
            chains.append(Chain(tuple(members), rows.of[one]))
    return chains


def _chain_of(kin: Kin, first: str, partners: dict[str, list[Couple]]) -> list[str]:
    """Everybody joined to `first` by being partners, from left to right."""
    every = [first]
    for one in every:
        every += [other for other in _others(kin, one, partners) if other not in every]
    if len(every) == 1:
        return every
    hub = max(every, key=lambda one: len(partners[one]))
    left, right = _round_the_hub(kin, hub, partners)
    placed = {hub}
    chain = [hub]
    # a partner's own other partners stand on the far side of them
    for side, start in (("left", left), ("right", right)):
        waiting = list(start)
        while waiting:
            one = waiting.pop(0)
            if one in placed:
                continue
            placed.add(one)
            chain = [one, *chain] if side == "left" else [*chain, one]
            waiting = [*_others(kin, one, partners), *waiting]
    return chain


def _round_the_hub(
    kin: Kin, hub: str, partners: dict[str, list[Couple]]
) -> tuple[list[str], list[str]]:
    others = _others(kin, hub, partners)
    if len(others) > 1:
        # earlier ones on the left in the order of time, the last one on the right
        return others[-2::-1], others[-1:]
    one, other = kin.people[hub], kin.people[others[0]]
    is_hub_right = (one.sex, other.sex) == (Sex.FEMALE, Sex.MALE) or (
        one.sex is other.sex and other.by_age < one.by_age
    )
    return (others, []) if is_hub_right else ([], others)


def _others(kin: Kin, one: str, partners: dict[str, list[Couple]]) -> list[str]:
    """Somebody's partners, the first in time first."""

    def when(couple: Couple) -> tuple[bool, date, str]:
        births = [
            born.middle
            for child in couple.children
            if (born := kin.people[child.id].born) is not None
        ]
        known = [day for day in (couple.began_on, couple.ended_on, *births) if day]
        is_running = couple.end is End.NONE
        return is_running, min(known, default=date.max), couple.key

    couples = sorted(partners[one], key=when)
    return [p for couple in couples for p in couple.partners if p != one]


def _rows(kin: Kin, chains: Sequence[Chain]) -> list[list[Chain]]:
    """All chains in their rows, whichever branch they belong to."""
    done: set[int] = set()
    _number_kin(chains)
    every: RowLists = defaultdict(list)
    children = [one for one in kin.people.values() if one.is_child]
    first = {one.id for one in children}
    ordered = sorted(chains, key=lambda chain: not first & set(chain.members))
    for chain in ordered:
        if id(chain) not in done:
            _beside(every, _branch(chain, done, 0))
    depth = max(every, default=-1) + 1
    return [every.get(row, []) for row in range(depth)]


def _number_kin(chains: Sequence[Chain]) -> None:
    """Give everybody the number of those they are joined to by blood."""
    beside: dict[int, list[Chain]] = defaultdict(list)
    for chain in chains:
        for _, upper in chain.above:
            if not any(upper is one for one in chain.loose):
                beside[id(chain)].append(upper)
                beside[id(upper)].append(chain)
    for number, first in enumerate(chains):
        waiting = [first] if first.kin < 0 else []
        while waiting:
            one = waiting.pop()
            if one.kin < 0:
                one.kin = number
                waiting += beside[id(one)]


def _branch(chain: Chain, done: set[int], depth: int) -> RowLists:
    """A chain, what hangs from it, and the families of those who stand in it."""
    done.add(id(chain))
    if depth > DEEPEST:
        return {chain.row: [chain]}
    return _families_of(chain, _below(chain, done, depth), done, depth)


def _below(chain: Chain, done: set[int], depth: int) -> RowLists:
    rows: RowLists = defaultdict(list)
    parts = []
    for lower in chain.below:
        if id(lower) not in done:
            parts.append(_branch(lower, done, depth + 1))
    half = (len(parts) + 1) // 2
    for part in parts[:half]:
        _beside(rows, part)
    rows[chain.row].append(chain)
    for part in parts[half:]:
        _beside(rows, part)
    return rows


def _above(
    chain: Chain,
    rows: RowLists,
    upper: Chain,
    done: set[int],
    depth: int,
    *,
    is_left: bool,
    is_right: bool,
) -> RowLists:
    """The family above, with `chain` and all that stands with it among its children.

    A chain whose left partner this family belongs to stands at the right edge of it.
    """
    before: list[RowLists] = []
    after: list[RowLists] = []
    is_past = is_right
    for lower in upper.below:
        if lower is chain:
            is_past = is_past or not is_left
        elif id(lower) not in done:
            part = _branch(lower, done, depth + 1)
            (after if is_past and not is_left else before).append(part)
    found: RowLists = defaultdict(list)
    for part in before:
        _beside(found, part)
    if is_left:
        found[upper.row].append(upper)
        _beside(found, rows)
    else:
        _beside(found, rows)
        found[upper.row].append(upper)
    for part in after:
        _beside(found, part)
    return _families_of(upper, found, done, depth + 1)


def _families_of(upper: Chain, rows: RowLists, done: set[int], depth: int) -> RowLists:
    """The families that a chain's people come from, nearest to its middle first."""
    middle = (len(upper.members) - 1) / 2
    if depth > DEEPEST:
        return rows
    for place, higher in sorted(
        upper.above, key=lambda up: (abs(up[0] - middle), up[0])
    ):
        is_reached = upper.kin == higher.kin and any(
            higher is one for one in upper.loose
        )
        # who cares for their own kin is placed by blood, not by the care
        if id(higher) not in done and not is_reached:
            done.add(id(higher))
            rows = _above(
                upper, rows, higher, done, depth,
                is_left=place < middle, is_right=place > middle,
            )  # fmt: skip
    return rows


def _beside(rows: RowLists, part: RowLists) -> None:
    for row, chains in part.items():
        rows[row].extend(chains)
