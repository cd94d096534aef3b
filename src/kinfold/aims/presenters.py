"""Goals in words, tables and pictures. No queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.urls import reverse

from kinfold.aims.models import AuthorityGoalRating, AuthorityGoalVersion
from kinfold.platform.components import Cell, Column, Figure, Rating, Table
from kinfold.platform.conflicts import beside
from kinfold.returns.models import Figure as Counted
from kinfold.returns.presenters import cell_of, cell_words
from kinfold_core.people.dates import day_in_words
from kinfold_measures.breaks import is_comparable
from kinfold_measures.catalogue import BY_CODE
from kinfold_measures.charts.process import Size, process_chart
from kinfold_measures.counted import UNITS
from kinfold_measures.findings import compared
from kinfold_measures.kinds import WAITS
from kinfold_measures.language.definition import definitions
from kinfold_measures.measure import Unit, unit_label
from kinfold_measures.named_goals import NAMED, Moving, NamedGoal
from kinfold_measures.picture import Picture
from kinfold_measures.process import (
    Aim,
    Process,
    process_finding,
    process_sentences,
    step_words,
)

HEADINGS = (
    "authority", "goal", "hoped_for", "measure", "baseline_year", "baseline",
    "target_percent", "target", "by", "latest", "published_figures", "dropped",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beside:
    """A measure that could worsen, why it is looked at, and how it stands."""

    title: str
    why: str
    stands: str
    url: str


def unit_of(said: AuthorityGoalVersion) -> Unit:
    code = said.goal.code
    if code in BY_CODE:
        return BY_CODE[code].unit
    return UNITS[definitions()[code].kind] if code in definitions() else Unit.NUMBER


def measure_title(code: str) -> str:
    if code in BY_CODE:
        return BY_CODE[code].title
    return (
        definitions()[code].title if code in definitions() else "A scale from 0 to 10"
    )


def baseline_words(said: AuthorityGoalVersion) -> str:
    if said.baseline is None:
        return "No baseline"
    words = unit_label(said.baseline, unit_of(said))
    if said.baseline_year and said.goal.code:
        words += f" in {said.baseline_year}"
    if said.baseline_why:
        words += f" (not the published figure: {said.baseline_why})"
    return words


def target_words(said: AuthorityGoalVersion) -> str:
    if said.target is None:
        return "No target in a number"
    words = unit_label(said.target, unit_of(said))
    if said.percent is not None:
        words += f" ({said.percent:+.0f}% from the baseline)"
    side = "at most" if said.wants == "lower" else "at least"
    until = f", by {said.by_day:%-d %B %Y}" if said.by_day else ""
    return f"{side} {words}{until}"


def latest_words(said: AuthorityGoalVersion, picture: Picture | None) -> str:
    """The newest published figure beside the baseline, where that may be done."""
    latest = picture.series.latest() if picture else None
    if picture is None or latest is None:
        return "No published figure"
    year, value = latest
    words = f"{unit_label(value, picture.measure.unit)} in {year}"
    if said.baseline is None or said.baseline_why or not said.baseline_year:
        return words
    if year <= said.baseline_year:
        return f"{words}: no later figure than the baseline is published"
    if not is_comparable(said.baseline_year, year, picture.breaks):
        return f"{words}, counted otherwise than the baseline: not set beside it"
    side = {"above": "higher than", "below": "lower than"}.get(
        compared(value, said.baseline, picture.measure), "the same as"
    )
    return f"{words}, {side} the baseline"


def moved_words(moved: Moving | None) -> str:
    return f"{moved.value[0].upper()}{moved.value[1:]}" if moved else "Not drawn"


def goals_table(
    caption: str,
    rows: Iterable[tuple[AuthorityGoalVersion, Picture | None, Moving | None]],
) -> Table:
    """One row a goal."""
    return Table(
        caption=caption,
        columns=tuple(
            Column(one)
            for one in (
                "Goal",
                "Baseline",
                "Target",
                "Latest published",
                "By the rules",
            )
        ),
        rows=tuple(
            (
                Cell(
                    f"{said.title}{' (dropped)' if said.is_dropped else ''}",
                    reverse("aims:goal", args=[said.goal_id]),
                ),
                baseline_words(said),
                target_words(said),
                latest_words(said, picture) if said.goal.code else "On a scale",
                moved_words(moved) if said.goal.code else "Said by named people",
            )
            for said, picture, moved in rows
        ),
        is_caption_shown=False,
        empty_text="No goal is chosen yet.",
    )


def chosen_table(rows: Sequence[AuthorityGoalVersion]) -> Table:
    """Which authorities chose each goal of the catalogue, in its order; no ranking."""
    stands = [one for one in rows if not one.is_dropped]
    return Table(
        caption="Who chose what",
        columns=(Column("Goal"), Column("Chosen by")),
        rows=tuple(
            (
                named.title,
                ", ".join(o.authority.name for o in stands if o.goal.key == named.key)
                or "Nobody yet",
            )
            for named in NAMED.values()
        ),
    )


def figure(said: AuthorityGoalVersion, process: Process) -> Figure:
    """The chart that is right for the published figures, with the goal's own target."""
    aim = Aim(said.target, said.wants == "lower") if said.target is not None else None
    # a target in per cent is none for days from one case to the next
    drawn = replace(process, aim=None if process.kind in WAITS else aim)
    measure = BY_CODE[said.goal.code]
    return Figure(
        title=process_finding(drawn),
        svg=process_chart(drawn, key=f"goal-{said.goal_id}", size=Size.WIDE),
        sentence=" ".join(process_sentences(drawn)),
        table=Table(
            caption=f"{measure.title}, {process.who}",
            columns=(
                Column("Period"),
                Column("Figure", is_number=True),
                Column("More than chance"),
            ),
            rows=tuple(
                (
                    step.label,
                    step.cell.words.capitalize()
                    if not isinstance(step.cell, float)
                    else process.said(step.cell),
                    step_words(process, place),
                )
                for place, step in enumerate(process.steps)
            ),
            is_caption_shown=False,
        ),
        source=f"Source: {measure.source}.",
        definition_url=reverse("insight:measure", args=[measure.code]),
    )


def beside_of(
    said: AuthorityGoalVersion, processes: dict[str, Process | None]
) -> tuple[Beside, ...]:
    """What could worsen while the goal is reached."""
    return tuple(
        Beside(
            measure_title(code),
            why,
            process_finding(found)
            if (found := processes.get(code))
            else "No figure is published; count it on your own returns",
            reverse("insight:measure", args=[code]) if code in BY_CODE else "",
        )
        for code, why in beside_codes(said)
    )


def beside_codes(said: AuthorityGoalVersion) -> tuple[tuple[str, str], ...]:
    named = NAMED.get(said.goal.key)
    if named:
        return named.beside
    measure = BY_CODE.get(said.goal.code)
    why = "The measures catalogue says to look at it beside this one."
    return tuple((code, why) for code in measure.balanced_by) if measure else ()


def own_table(figures: Sequence[Counted], unit: Unit) -> Table:
    return Table(
        caption="Counted on our own returns",
        columns=(Column("Year"), Column("Figure", is_number=True)),
        rows=tuple((one.period, cell_words(cell_of(one), unit)) for one in figures),
    )


def history_table(rows: Sequence[AuthorityGoalVersion]) -> Table:
    """All that the goal said, the newest first: a moved target shows both."""
    return Table(
        caption="What it said, the newest first",
        columns=tuple(
            Column(one) for one in ("When and who", "Goal", "Baseline", "Target", "Why")
        ),
        rows=tuple(
            (
                f"{one.at:%-d %B %Y}, {one.by_name}",
                f"{one.title}{' (dropped)' if one.is_dropped else ''}",
                baseline_words(one),
                target_words(one),
                one.why,
            )
            for one in rows
        ),
    )


def ratings_of(rows: Sequence[AuthorityGoalRating]) -> list[Rating]:
    """The newest of each rater."""
    newest = {one.rater.casefold(): one for one in reversed(rows)}
    return [
        Rating(one.rater, one.score, one.evidence, f"{one.rated_on:%-d %B %Y}")
        for one in newest.values()
    ]


def ratings_words(rows: Sequence[AuthorityGoalRating]) -> str:
    """How far the newest places lie apart."""
    scores = [one.score for one in ratings_of(rows)]
    if len(scores) < 2:
        return ""
    low, high = min(scores), max(scores)
    return f"The newest places lie from {low} to {high}. Ask what each of them sees."


def ratings_table(rows: Sequence[AuthorityGoalRating]) -> Table:
    return Table(
        caption="Every place that was given, the newest first",
        columns=(
            Column("Day"), Column("Who"), Column("Place", is_number=True),
            Column("What shows it"), Column("Written down by"),
        ),
        rows=tuple(
            (
                f"{o.rated_on:%-d %B %Y}", o.rater, str(o.score), o.evidence, o.by_name
            )
            for o in rows
        ),
    )  # fmt: skip


def typed(said: AuthorityGoalVersion) -> dict[str, Any]:
    """What the form of a change begins with."""
    names = (
        "version", "title", "wants", "low", "high", "baseline_year", "baseline",
        "baseline_why", "percent", "by_day",
    )  # fmt: skip
    # a target in per cent is worked out anew
    target = said.target if said.percent is None else None
    return {"target": target, **{name: getattr(said, name) for name in names}}


def typed_of_named(named: NamedGoal) -> dict[str, Any]:
    names = ("title", "wants", "low", "high", "percent", "baseline_year")
    return {name: getattr(named, name) for name in names}


def conflict(
    now: AuthorityGoalVersion, seen: AuthorityGoalVersion | None, form: forms.Form
) -> list[tuple[str, str, str]]:
    """What somebody else saved meanwhile, beside what was typed; and what they changed
    that the form does not ask, beside what stood there when it was opened."""
    found = beside({**typed(now), "why": now.why}, form)
    was = _told(seen) if seen else {}
    for label, (name, stands) in _told(now).items():
        before = was.get(label, ("", ""))[1]
        if name not in form.fields and stands != before:
            found.append((label, stands, f"Before: {before}" if before else ""))
    return found


def _told(said: AuthorityGoalVersion) -> dict[str, tuple[str, str]]:
    """All that a goal says, by what it is called: the field's name, and the words."""
    by_day = day_in_words(said.by_day) if said.by_day else ""
    figures = {
        name: "" if value is None else f"{value:.6g}"
        for name, value in (("baseline", said.baseline), ("percent", said.percent),
                            ("target", said.target))
    }  # fmt: skip
    return {
        "Goal": ("title", said.title),
        "Hoped for": ("wants", said.get_wants_display()),
        "What 0 means": ("low", said.low),
        "What 10 means": ("high", said.high),
        "From which year": ("baseline_year", str(said.baseline_year or "")),
        "Baseline": ("baseline", figures["baseline"]),
        "Why the baseline differs": ("baseline_why", said.baseline_why),
        "Per cent": ("percent", figures["percent"]),
        "Target": ("target", figures["target"]),
        "By which day": ("by_day", by_day),
        "Where it stands": ("is_dropped", "Dropped" if said.is_dropped else "A goal"),
    }


def file_rows(
    rows: Iterable[tuple[AuthorityGoalVersion, Picture | None, Moving | None]],
) -> list[tuple[str, ...]]:
    return [
        (
            said.authority.name,
            said.title,
            said.get_wants_display(),
            measure_title(said.goal.code),
            str(said.baseline_year or ""),
            "" if said.baseline is None else f"{said.baseline:.6g}",
            "" if said.percent is None else f"{said.percent:.6g}",
            "" if said.target is None else f"{said.target:.6g}",
            str(said.by_day or ""),
            latest_words(said, picture) if said.goal.code else "",
            moved_words(moved) if said.goal.code else "",
            "yes" if said.is_dropped else "",
        )
        for said, picture, moved in rows
    ]
