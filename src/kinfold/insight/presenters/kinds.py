"""Which chart is drawn, why, and which others a reader may choose by a link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.http import urlencode

from kinfold.platform.components import Link
from kinfold_measures.kinds import TITLES, ChartKind
from kinfold_measures.process import Process

_RUNS = (
    "The level has moved when too many figures in a row lie on one side of the line in "
    "the middle, or too few steps cross it (Anhøj's rules)."
)
_NEVER_WHY = "They say that something changed, never why."
_MOVING = (
    "a figure is more than chance when it lies outside the limits, which are wider "
    "where fewer cases stand behind it."
)
_WAITS = (
    "each point is a wait from one case to the next; more than chance is what lies "
    "outside the limits."
)
HOW: Mapping[ChartKind, str] = {
    ChartKind.XMR: (
        "a figure is more than chance when it lies outside the limits, when seven in a "
        "row lie on one side of the mean or go one way, or when two of three lie near "
        "the same limit. These are the rules of the NHS, Making Data Count."
    ),
    ChartKind.RUN: f"there are no limits, only the median. {_RUNS}",
    ChartKind.SHARES: f"{_MOVING} {_RUNS}",
    ChartKind.RATES: f"{_MOVING} {_RUNS}",
    ChartKind.SHARES_PRIME: (
        f"{_MOVING} They allow for figures that vary more than chance would have it. "
        f"{_RUNS}"
    ),
    ChartKind.RATES_PRIME: (
        f"{_MOVING} They allow for figures that vary more than chance would have it. "
        f"{_RUNS}"
    ),
    ChartKind.CASES_BETWEEN: f"{_WAITS} {_RUNS}",
    ChartKind.TIME_BETWEEN: f"{_WAITS} {_RUNS}",
}


@dataclass(frozen=True, slots=True)
class Kinds:
    """What stands under a chart about the kind of chart that it is."""

    title: str
    why: str
    others: tuple[Link, ...]
    query: str
    """What an address of the same chart ends in; "" for the one that is right."""


def asked_kind(asked: Mapping[str, str], which: str) -> ChartKind | None:
    """The chart that the address asks for; None for none, and for none of ours."""
    said = asked.get(which, "")
    return ChartKind(said) if said in set(ChartKind) else None


def refused(asked: Mapping[str, str], drawn: Mapping[str, Process]) -> str:
    """Why a chart that was asked for is not drawn, and which is; "" where all are."""
    for which, process in drawn.items():
        said = asked.get(which, "")
        if said and said != process.kind.value:
            title = TITLES[ChartKind(said)] if said in set(ChartKind) else "That chart"
            return (
                f"{title} cannot be drawn of these figures. You see "
                f"another: {TITLES[process.kind]}."
            )
    return ""


def kinds_of(
    process: Process, which: str, *, asked: Mapping[str, str], place: str
) -> Kinds:
    """The kind and the links to the others.

    `asked`: the charts that the address asks for now, which the links keep; `place`:
    the id of the chart on its page.
    """
    title, right = TITLES[process.kind], process.choice.kind
    why = f"{process.choice.why}."
    if process.kind is not right:
        why = f"You chose this chart. By our rule: {TITLES[right]}. {why}"
    return Kinds(
        title,
        why,
        tuple(
            Link(TITLES[one], _address(asked, which, one, right, place))
            for one in process.choice.offered
            if one is not process.kind
        ),
        "" if process.kind is right else f"?{urlencode({which: process.kind.value})}",
    )


def _address(
    asked: Mapping[str, str],
    which: str,
    one: ChartKind,
    right: ChartKind,
    place: str,
) -> str:
    wanted = {key: said for key, said in asked.items() if key != which}
    if one is not right:
        wanted[which] = one.value
    return f"?{urlencode(wanted)}#{place}"


def how_to_read(processes: Iterable[Process]) -> tuple[str, ...]:
    """The rules of each kind of chart that a page shows, once."""
    shown = dict.fromkeys(one.kind for one in processes)
    return (*(f"{TITLES[one]}: {HOW[one]}" for one in shown), _NEVER_WHY)
