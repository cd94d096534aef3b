"""Reporting checklists, filled from a protocol and its results where they answer.

TREND (Des Jarlais and others, 2004), STROBE (von Elm and others, 2007) and TIDieR
(Hoffmann and others, 2014), item by item in our own short words: the lists themselves
are to be read with it. An answer is what was written down, not a verdict that the item
is met; what a protocol does not answer is said to be unanswered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kinfold_evaluation.pictures.answers import interval_of
from kinfold_evaluation.registry.protocol import Protocol

UNANSWERED: Final = "not answered by the protocol"
REFUSED: Final = "cannot_be_answered"

Results = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Item:
    """One item: what it asks, and by what it is answered here ("" for nothing)."""

    checklist: str
    number: int
    asks: str
    answered_by: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """An item with its answer, or `UNANSWERED`."""

    item: Item
    answer: str

    @property
    def is_answered(self) -> bool:
        return self.answer != UNANSWERED


_ASKED: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "TREND": (
        ("title says how units came to be treated", "title"),
        ("background and theory", "claim"),
        ("who could take part, and how they were found", "population"),
        ("what was done, by whom, how much", ""),
        ("objectives and hypotheses", "question"),
        ("outcomes, and how they are measured", "outcomes"),
        ("sample size, interim looks, stopping", "stopping"),
        ("how units were assigned", ""),
        ("who knew who was treated", ""),
        ("the unit of analysis", "design"),
        ("statistical methods", "analyses"),
        ("how many at each stage", "numbers"),
        ("dates of recruitment and follow-up", "periods"),
        ("baseline characteristics", ""),
        ("whether groups were alike before", "before"),
        ("numbers analysed; missing ones", "numbers"),
        ("results for each outcome, with intervals", "effects"),
        ("ancillary analyses: planned or not", "ancillary"),
        ("adverse events", "harms"),
        ("interpretation: biases and limits", "limits"),
        ("how far it carries elsewhere", ""),
        ("overall evidence in context", ""),
    ),
    "STROBE": (
        ("design in the title; a balanced summary", "title"),
        ("background and reason", "claim"),
        ("objectives", "question"),
        ("design, early on", "analyses"),
        ("setting, places, dates", "periods"),
        ("who is in, from where, how chosen", "population"),
        ("variables: outcomes, exposures, confounders", "outcomes"),
        ("sources of data and of measures", "data"),
        ("what was done about bias", "sensitivities"),
        ("how study size came about", "power"),
        ("how quantities were handled", ""),
        ("statistical methods, missing data, sensitivity", "analyses"),
        ("numbers at each stage", "numbers"),
        ("descriptive data, and what is missing", "numbers"),
        ("outcome data over time", "before"),
        ("main results with precision", "effects"),
        ("other analyses", "ancillary"),
        ("key results against the objectives", "effects"),
        ("limitations", "limits"),
        ("a cautious interpretation", ""),
        ("generalisability", ""),
        ("funding and the part of funders", ""),
    ),
    "TIDieR": (
        ("a name for what was done", "title"),
        ("why: theory or goal", "claim"),
        ("what: materials", ""),
        ("what: procedures", ""),
        ("who provided it", ""),
        ("how it was delivered", ""),
        ("where", "places"),
        ("when and how much", "periods"),
        ("tailoring", ""),
        ("modifications on the way", ""),
        ("how well: planned fidelity", ""),
        ("how well: actual fidelity", ""),
    ),
}

ITEMS: Final = tuple(
    Item(checklist, number, *asked)
    for checklist, some in _ASKED.items()
    for number, asked in enumerate(some, 1)
)


def filled(
    protocol: Protocol, results: Results | None = None, deviations: int = 0
) -> tuple[Filled, ...]:
    """Every item of the three lists, answered where there is an answer.

    Args:
        results: by outcome and analysis, once it was run.
        deviations: how many the registry has.
    """
    facts = dict(_of_protocol(protocol))
    facts |= _of_results(protocol, results, deviations) if results else {}
    return tuple(
        Filled(item, facts.get(item.answered_by, UNANSWERED)) for item in ITEMS
    )


def _of_protocol(protocol: Protocol) -> Iterator[tuple[str, str]]:
    for name in ("title", "claim", "question", "population", "stopping"):
        yield name, _flat(protocol.said[name])
    outcomes = (f"{one.column} ({one.rank})" for one in protocol.outcomes)
    yield "outcomes", f"{', '.join(outcomes)}."
    yield "data", f"{protocol.data.name}, SHA-256 {protocol.data_hash}."
    yield "design", f"Read as: {' '.join(protocol.design)}."
    yield "analyses", _named(protocol, is_sensitivity=False)
    yield "sensitivities", _named(protocol, is_sensitivity=True)
    harms = [one.column for one in protocol.outcomes if one.rank == "harm"]
    yield (
        "harms",
        f"Looked for in {', '.join(harms)}."
        if harms
        else "No outcome was declared as a harm.",
    )


def _named(protocol: Protocol, *, is_sensitivity: bool) -> str:
    some = [
        f"{one.name} ({one.method})"
        for one in protocol.analyses
        if one.is_sensitivity is is_sensitivity
    ]
    return f"{'; '.join(some)}." if some else UNANSWERED


def _of_results(
    protocol: Protocol, results: Results, deviations: int
) -> dict[str, str]:
    facts = _of_analyses(protocol, results, deviations)
    lead = next(one for one in protocol.analyses if not one.is_sensitivity)
    told = {
        name: answers[lead.name]
        for name, answers in results.items()
        if "design" in answers[lead.name]
    }
    if not told:
        return facts
    designs = [answer["design"] for answer in told.values()]
    first = designs[0]
    starts = ", ".join(f"{start:g}" for start in first["starts"])
    empty = sum(one["cells_without_outcome"] for one in designs)
    bounded = sum(interval_of(answer)[0] is not None for answer in told.values())
    return facts | {
        "numbers": (
            f"{len(first['treated'])} of {first['units']} units treated; {empty} of "
            f"{sum(one['cells'] for one in designs)} cells without an outcome, left "
            "out and never counted as nought."
        ),
        "periods": f"{first['periods']} periods; treated from {starts}.",
        "effects": (
            f"For {len(told)} outcomes, {bounded} with a 95 % interval, in the report."
        ),
        "places": f"{'; '.join(first['treated'])}.",
        "limits": _noted(told.values()),
    }


def _of_analyses(
    protocol: Protocol, results: Results, deviations: int
) -> dict[str, str]:
    """What was answered beside the lead: promised alone, or refused, is no answer."""
    before = _answered(results, "event-study")
    power = _answered(results, "power")
    doubts = [
        f"{one.name} ({one.method})"
        for one in protocol.analyses
        if one.is_sensitivity
        and any(
            REFUSED not in answers.get(one.name, {REFUSED: ""})
            for answers in results.values()
        )
    ]
    return {
        "before": f"The event study of {before} outcomes, in the report."
        if before
        else UNANSWERED,
        "power": f"The smallest effect that could be seen, for {power} outcomes."
        if power
        else UNANSWERED,
        "sensitivities": f"{'; '.join(doubts)}." if doubts else UNANSWERED,
        "ancillary": (
            f"{len(doubts)} sensitivity analyses were planned and answered; "
            f"{deviations} deviations from the protocol are kept in the registry."
        )
        if doubts
        else UNANSWERED,
    }


def _answered(results: Results, method: str) -> int:
    """For how many outcomes an analysis of this method has an answer."""
    return sum(
        any(
            answer.get("method") == method and REFUSED not in answer
            for answer in answers.values()
        )
        for answers in results.values()
    )


def _noted(answers: Iterable[Mapping[str, Any]]) -> str:
    """What the analyses themselves warn of, each warning once."""
    notes = dict.fromkeys(note for one in answers for note in one.get("notes", ()))
    return " ".join(notes) or UNANSWERED


def _flat(words: object) -> str:
    return " ".join(str(words).split())
