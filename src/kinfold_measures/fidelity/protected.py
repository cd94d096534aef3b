"""What may be shown of a quarter's counts, so that no child can be told apart.

The unit that is protected is the child: families are counted, and where 1 to 5 children
live in those of a count, it is withheld, with whatever would give it away. A family is
one child at least, or it would pass for nought. Teams whose open families have so few
children altogether are left out of the quarter, also of `EVERY_TEAM`.

What is withheld in one team must not be worked out from the others and the sum. So more
teams are withheld, the small ones first, until it cannot, at worst all of them, and
only the sum is told. That it cannot is shown by swapping: two teams that hide the same
counts may change a family for one without the element, and nothing that is told
changes. Where enough such swaps can be made, a small count may be anything that its
mark says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from kinfold_measures.disclosure.bounds import Key, Sum
from kinfold_measures.disclosure.policies import CHILDREN_IN_NEED
from kinfold_measures.disclosure.protecting import Table, protect
from kinfold_measures.fidelity.elements import ELEMENTS
from kinfold_measures.series import NO_DENOMINATOR, WITHHELD, Cell

EVERY_TEAM: Final = ""
_KEPT: Final = 4_096


class Tally(NamedTuple):
    """Families, and how many children live in them: at least one in each."""

    families: int = 0
    children: int = 0


class Use(NamedTuple):
    """With how many families of a team an element was used, and with how many well."""

    used: Tally = Tally()
    good: Tally = Tally()


class _Part(StrEnum):
    OPEN = "open"
    USED = "used"
    UNUSED = "unused"
    BEYOND = "beyond"
    """The wider element was used, and this one was not."""
    GOOD = "good"
    NOT_GOOD = "not good"


_PRINTED: Final = (_Part.USED, _Part.GOOD)
_UNPRINTED: Final = (_Part.UNUSED, _Part.BEYOND, _Part.NOT_GOOD)


class _Key(NamedTuple):
    code: str
    part: _Part


@dataclass(frozen=True, slots=True)
class Shown:
    """An element in a team, as it may be shown. The shares are in per cent.

    `families` are those that were open; `teams`, how many teams they are with.
    """

    families: int
    used: Cell
    good: Cell
    used_families: int | None
    good_families: int | None
    teams: int = 1


def released(
    open_families: Mapping[str, Tally],
    uses: Mapping[tuple[str, str], Use],
    chains: Iterable[tuple[str, ...]] | None = None,
) -> dict[tuple[str, str], Shown]:
    """By team and code, and for every team together, of one quarter.

    Args:
        open_families: by team.
        uses: by team and code; what is not there was used with nobody.
        chains: which of `CHAINS`; all when not given.
    """
    shown: dict[tuple[str, str], Shown] = {}
    for chain in CHAINS if chains is None else chains:
        counted = {
            team: _Counts(
                open_families[team],
                {code: uses.get((team, code), Use()) for code in chain},
            )
            for team in shown_teams(open_families)
        }
        for team, cells in _of_chain(chain, counted).items():
            shown |= {(team, code): cell for code, cell in cells.items()}
    return shown


def shown_teams(open_families: Mapping[str, Tally]) -> tuple[str, ...]:
    """The teams that are large enough to be shown, in their order."""
    return tuple(
        team
        for team, whole in open_families.items()
        if whole.children > CHILDREN_IN_NEED.largest_withheld
    )


class _Counts(NamedTuple):
    """Of one team, or of every team: what is counted of the elements of a chain."""

    whole: Tally
    uses: Mapping[str, Use]

    def hidden(self, chain: tuple[str, ...]) -> frozenset[_Key]:
        self._insist_on_children(chain)
        each = (self.uses[code] for code in chain)
        children = tuple((use.used.children, use.good.children) for use in each)
        return _withheld(chain, self.whole.children, children)

    def _insist_on_children(self, chain: tuple[str, ...]) -> None:
        """Families of no child would be printed as if they were none."""
        for code in chain:
            used, good = self.uses[code]
            for part, of in ((used, self.whole), (good, used)):
                rest = Tally(of.families - part.families, of.children - part.children)
                if any(one.children < one.families for one in (part, rest)):
                    raise ValueError(f"{code}: {part} of {of} has families of no child")


def _of_chain(
    chain: tuple[str, ...], counted: Mapping[str, _Counts]
) -> dict[str, dict[str, Shown]]:
    hidden = {team: each.hidden(chain) for team, each in counted.items()}
    if not counted:
        return {}
    every = _Counts(
        _sum(each.whole for each in counted.values()),
        {
            code: Use(
                _sum(each.uses[code].used for each in counted.values()),
                _sum(each.uses[code].good for each in counted.values()),
            )
            for code in chain
        },
    )
    found = {EVERY_TEAM: _shown(every, every.hidden(chain), teams=len(counted))}
    if len(counted) > 1:
        hidden = _hidden_beside(chain, counted, hidden)
    return found | {team: _shown(counted[team], hidden[team]) for team in counted}


def _sum(tallies: Iterable[Tally]) -> Tally:
    each = list(tallies)
    return Tally(sum(one.families for one in each), sum(one.children for one in each))


def _shown(
    counts: _Counts, hidden: Collection[_Key], *, teams: int = 1
) -> dict[str, Shown]:
    families = counts.whole.families
    found = {}
    for code, use in counts.uses.items():
        used, good = use.used.families, use.good.families
        if _Key(code, _Part.USED) in hidden:
            one = Shown(families, WITHHELD, WITHHELD, None, None, teams)
        elif _Key(code, _Part.GOOD) in hidden:
            share = 100 * used / families
            one = Shown(families, share, WITHHELD, used, None, teams)
        else:
            of_used = 100 * good / used if used else NO_DENOMINATOR
            share = 100 * used / families
            one = Shown(families, share, of_used, used, good, teams)
        found[code] = one
    return found


def _hidden_beside(
    chain: tuple[str, ...],
    counted: Mapping[str, _Counts],
    hidden: Mapping[str, frozenset[_Key]],
) -> dict[str, frozenset[_Key]]:
    """As much more as is needed so that the sum gives none away, small teams first."""
    everything = frozenset(_Key(code, part) for code in chain for part in _PRINTED)
    # where a team hides one use it hides all: a swap may change each of them
    found = {
        team: everything if any(key.part == _Part.USED for key in keys) else keys
        for team, keys in hidden.items()
    }
    by_size = sorted(counted, key=lambda team: counted[team].whole.families)
    for team in by_size:
        if _stays_hidden(chain, counted, found):
            return found
        found[team] = everything
    return found


def _stays_hidden(
    chain: tuple[str, ...],
    counted: Mapping[str, _Counts],
    hidden: Mapping[str, frozenset[_Key]],
) -> bool:
    for code in chain:
        used, good = [], []
        for team, (whole, uses) in counted.items():
            use = uses[code]
            if _Key(code, _Part.USED) in hidden[team]:
                used.append((use.used.families, whole.families))
            if _Key(code, _Part.GOOD) in hidden[team]:
                good.append((use.good.families, use.used.families))
        if not (_can_swap(used) and _can_swap(good)):
            return False
    return True


def _can_swap(counts: Sequence[tuple[int, int]]) -> bool:
    """Whether each of some hidden counts may be what its mark says, at either end.

    Args:
        counts: each with the whole that it is of.
    """
    with_it = sum(max(count - 1, 0) for count, _ in counts)
    without = sum(max(whole - count - 1, 0) for count, whole in counts)
    for count, whole in counts:
        rest = whole - count
        small, gains, gives = count, with_it - max(count - 1, 0), without - (rest - 1)
        if rest < count:
            small, gains, gives = (
                rest,
                without - max(rest - 1, 0),
                with_it - (count - 1),
            )
        most = min(CHILDREN_IN_NEED.largest_withheld, whole - 1)
        if 0 < small <= most and (gains < most - small or gives < small - 1):
            return False
    return True


CHAINS: Final = tuple(
    (one.code, *(each.code for each in ELEMENTS if each.within == one.code))
    for one in ELEMENTS
    if not one.within
)
"""Elements whose counts tell of one another, the widest first."""


def chain_of(code: str) -> tuple[str, ...]:
    """The elements that have to be counted to know what may be shown of one."""
    return next(chain for chain in CHAINS if code in chain)


@lru_cache(maxsize=_KEPT)
def _withheld(
    chain: tuple[str, ...], whole: int, uses: tuple[tuple[int, int], ...]
) -> frozenset[_Key]:
    """Of one team. How many families it has open is no secret in the house."""
    counts: dict[Key, int] = {}
    sums: list[Sum] = []
    for code, (used, good) in zip(chain, uses, strict=True):
        key = {part: _Key(code, part) for part in _Part}
        counts |= {
            key[_Part.OPEN]: whole,
            key[_Part.USED]: used,
            key[_Part.UNUSED]: whole - used,
            key[_Part.GOOD]: good,
            key[_Part.NOT_GOOD]: used - good,
        }
        sums += (
            Sum(key[_Part.OPEN], (key[_Part.USED], key[_Part.UNUSED])),
            Sum(key[_Part.USED], (key[_Part.GOOD], key[_Part.NOT_GOOD])),
        )
        # of the widest itself that is nought
        counts[key[_Part.BEYOND]] = uses[0][0] - used
        wider = _Key(chain[0], _Part.USED)
        if code != chain[0]:
            sums.append(Sum(wider, (key[_Part.USED], key[_Part.BEYOND])))
    table = Table(
        counts=counts,
        sums=tuple(sums),
        unprinted=frozenset(_Key(*each) for each in product(chain, _UNPRINTED)),
        published=frozenset(_Key(code, _Part.OPEN) for code in chain),
    )
    withheld = protect(table, CHILDREN_IN_NEED).withheld
    return frozenset(key for key in withheld if isinstance(key, _Key))
