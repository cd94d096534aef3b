"""What a study found: the honest paragraph first, then pictures, tables and doubts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kinfold.platform.components import Cell, Column, Figure, Table
from kinfold.studies.presenters.pictures import (
    REFUSED,
    answer_of,
    mix_figures,
    outcome_figures,
)
from kinfold.studies.presenters.registry import outcome_title, outcome_unit
from kinfold.studies.study import Study
from kinfold_evaluation.chance import counted, p_words
from kinfold_evaluation.pictures.answers import error_of
from kinfold_evaluation.ten.page import TITLES, raised_of, sentence
from kinfold_evaluation.ten.report import honest, strength

Answer = Mapping[str, Any]

NOT_AN_EFFECT = (
    "One authority's gap is not an effect: it holds all else that happened there. Of "
    "authorities where nothing was done, many show as much."
)
WEIGHT_SHOWN = 3
ONE_OF_HUNDRED = 0.01


@dataclass(frozen=True, slots=True)
class OwnLine:
    """What is said of the reader's own authority, before all else."""

    name: str
    words: str
    warning: str = NOT_AN_EFFECT


@dataclass(frozen=True, slots=True)
class Card:
    """One outcome in the overview."""

    title: str
    url: str
    words: str
    own: OwnLine | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One outcome with all that was reckoned of it."""

    title: str
    unit: str
    words: str
    own: OwnLine | None
    figures: tuple[Figure, ...]
    mixes: tuple[Figure, ...]
    doubts: tuple[Table, ...]
    chance: tuple[str, ...]
    ways: Table
    each: Table | None
    notes: tuple[str, ...]


def cards(study: Study, place: str) -> tuple[Card, ...]:
    """Every outcome's paragraph; the reader's own authority's line above it."""
    words = paragraphs(study)
    return tuple(
        Card(
            outcome_title(column),
            reverse("studies:outcome", args=[study.key, number]),
            words[column],
            own_line(answers, place, outcome_unit(column)),
        )
        for number, (column, answers) in enumerate(study.answers.items(), 1)
    )


def in_front(study: Study) -> str:
    """What all outcomes together say, before anything that could be read as more."""
    answered = _answered(study)
    raised = raised_of(answered)
    if not raised or not raised.keys() <= TITLES.keys():
        return ""
    if any(REFUSED in answered[column]["power"] for column in raised):
        return ""
    return honest(answered, raised)


def strength_table(study: Study) -> Table | None:
    """How strong evidence of such a design can be, and why."""
    answered = _answered(study)
    if not answered:
        return None
    return Table(
        caption="Told from the design and from what was found, not chosen by anybody",
        columns=(Column("Ladder"), Column("Level"), Column("Why")),
        rows=tuple(
            (one.ladder, one.level, one.reason)
            for one in strength(answered, raised_of(answered), study.said)
        ),
    )


def _answered(study: Study) -> dict[str, Mapping[str, Answer]]:
    return {
        column: answers
        for column, answers in study.answers.items()
        if REFUSED not in answers["main"]
    }


def paragraphs(study: Study) -> dict[str, str]:
    """What can be said of each outcome, and what could not have been seen."""
    raised = raised_of(_answered(study))
    return {
        column: _paragraph(column, answers, raised)
        for column, answers in study.answers.items()
    }


def _paragraph(column: str, answers: Mapping[str, Answer], raised: Answer) -> str:
    main, power = answers["main"], answers["power"]
    if REFUSED in main:
        return f"These data cannot answer it: {main[REFUSED]}"
    if REFUSED in power:
        effect = (
            f"{main['att']:+.2f} {outcome_unit(column)} (p {p_words(main['p_value'])})"
        )
        return (
            f"The effect is {effect}. What could have been seen cannot be said, so no "
            f"more is concluded: {power[REFUSED]}"
        )
    return sentence(column, answers, dict(raised))


def finding(study: Study, column: str, place: str) -> Finding:
    answers = study.answers[column]
    unit = outcome_unit(column)
    return Finding(
        title=outcome_title(column),
        unit=unit,
        words=paragraphs(study)[column],
        own=own_line(answers, place, unit),
        figures=outcome_figures(study, column),
        mixes=mix_figures(study, column, place),
        doubts=_doubts(answers, unit),
        chance=_chance(answers["main"]),
        ways=_ways_table(answers, unit),
        each=_each_table(answers, unit, place),
        notes=_notes(answers),
    )


def own_line(answers: Mapping[str, Answer], place: str, unit: str) -> OwnLine | None:
    """The reader's own authority, where it is among the treated."""
    found = _units(answers, "synthetic-control").get(place)
    if found is None:
        return None
    if REFUSED in found:
        return OwnLine(place, found[REFUSED])
    gap, rank, of = found["att"], found.get("rank"), found.get("of")
    words = (
        f"{abs(gap):.2f} {'more' if gap > 0 else 'fewer'} {unit} than in its mix of "
        "others since it began."
    )
    if rank and of:
        words += (
            " Ranked by the ratio of its gaps since to its gaps before, it is number "
            f"{rank} of {of} authorities."
        )
    return OwnLine(place, words)


def _chance(main: Answer) -> tuple[str, ...]:
    """How the p-value came about, in words."""
    if REFUSED in main:
        return ()
    said = [f"p {p_words(main['p_value'])}: {main['p_value_is']}."]
    dealt = main.get("randomisation")
    if dealt:
        all_of = "all" if dealt["all_assignments"] else "chosen by chance"
        said.append(
            f"The treatment was dealt out anew ({all_of}), and "
            f"{counted(main['p_value'], dealt['assignments'])} times it showed an "
            "effect as far from nought."
        )
        if dealt["p_statistic"] is not None:
            said.append(f"By its t value instead: p {p_words(dealt['p_statistic'])}.")
    if "placebos" in main:
        said.append(f"Placebos among those never treated: {main['placebos']:,}.")
    return tuple(said)


def _ways_table(answers: Mapping[str, Answer], unit: str) -> Table:
    return Table(
        caption="Every analysis that was promised, and what it says",
        columns=(
            Column("Analysis"),
            Column(f"Effect, {unit}", is_number=True),
            Column("Error", is_number=True),
            Column("p", is_number=True),
            Column("What stands beside"),
        ),
        rows=tuple(_way_row(name, answer) for name, answer in answers.items()),
        is_caption_shown=False,
    )


def _way_row(name: str, answer: Answer) -> tuple[str, ...]:
    if REFUSED in answer:
        return (name, "", "", "", f"Cannot be answered: {answer[REFUSED]}")
    if "power_is" in answer:
        return (name, "", "", "", _could_be_seen(answer))
    before = answer.get("before") or {}
    if "effects" in answer:
        told = "The years before, all together"
        return (name, "", "", p_words(before.get("p_value")), told)
    effect = answer.get("att", answer.get("effect"))
    return (
        name,
        _figure(effect),
        _figure(error_of(answer)),
        p_words(answer.get("p_value")),
        _doubt(answer),
    )


def _could_be_seen(power: Answer) -> str:
    after, before = power.get("after"), power.get("before")
    said = []
    if before:
        said.append(f"before: {before['smallest_effect']:.2f} in 80 of 100 samples")
    if after:
        said.append(f"after: {after['smallest_effect']:.2f}")
    return f"Smallest effect that could be seen, {', '.join(said)}"


def _doubt(answer: Answer) -> str:
    if "relative_magnitude_breaks_at" not in answer:
        return str(answer.get("p_value_is", ""))
    at = answer["relative_magnitude_breaks_at"]
    if not at:
        return "The interval takes in nought already, were trends as parallel as can be"
    return f"Nought is within once trends jump {at:.2f} times as far as before"


def _doubts(answers: Mapping[str, Answer], unit: str) -> tuple[Table, ...]:
    """The interval, were trends not parallel: how far they may part. Of a kind that
    cannot be told there is no table; its note says why."""
    doubted = answer_of(answers, "unparallel-trends")
    if doubted is None:
        return ()
    return tuple(
        Table(
            caption=caption,
            columns=(
                Column("Bound"),
                Column(f"From, {unit}", is_number=True),
                Column("To", is_number=True),
            ),
            rows=tuple(
                (_figure(one["bound"]), _figure(one["low"]), _figure(one["high"]))
                for one in doubted[of]
            ),
        )
        for of, caption in (
            ("relative_magnitude", "Trends may jump so many times as far as before"),
            ("smoothness", "Trends may bend by so much a period"),
        )
        if doubted[of] is not None
    )


def _each_table(answers: Mapping[str, Answer], unit: str, place: str) -> Table | None:
    """Each treated unit's gap to its mix, the reader's own first."""
    units = _units(answers, "synthetic-control")
    if not units:
        return None
    names = sorted(units, key=lambda name: (name != place, name))
    return Table(
        caption=f"Each one beside its mix of others. {NOT_AN_EFFECT}",
        columns=(
            Column("Authority"),
            Column(f"Gap since, {unit}", is_number=True),
            Column("Gap before (root mean square)", is_number=True),
            Column("Rank by the ratio of gaps", is_number=True),
            Column("p by rank", is_number=True),
            Column("Mostly mixed of"),
        ),
        rows=tuple(_unit_row(name, units[name]) for name in names),
    )


def _unit_row(name: str, one: Answer) -> tuple[Cell | str, ...]:
    weights = sorted(one.get("weights", {}).items(), key=lambda item: -item[1])
    mixed = ", ".join(
        f"{other} {100 * weight:.0f}%"
        for other, weight in weights[:WEIGHT_SHOWN]
        if weight >= ONE_OF_HUNDRED
    )
    rank = f"{one['rank']} of {one['of']}" if one.get("rank") else ""
    return (
        name,
        _figure(one.get("att")),
        _figure(one.get("pre_rmspe")),
        rank,
        p_words(one.get("p_value")),
        mixed or one.get(REFUSED, ""),
    )


def _units(answers: Mapping[str, Answer], method: str) -> dict[str, Answer]:
    found = answer_of(answers, method)
    # where one is treated the answer is its own
    return {one["unit"]: one for one in found.get("units", [found])} if found else {}


def _notes(answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """What the library says to be careful about, once each."""
    said = [note for answer in answers.values() for note in answer.get("notes", ())]
    return tuple(dict.fromkeys(said))


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
