"""The sentence above a picture: what the numbers say and no more.

The rule, tested case by case in `tests/measures/test_findings.py`:

1. Say the latest published figure and its year. If later years hold none, say so.
2. Set it beside England's figure of the same year with "above", "below" or "the same
   as", judged on the numbers as they are printed.
3. Give the figure of the year in which the programme began (2016/17) or, where there
   is none, the first year there is; only if no break in recording lies between.

It never says that something rose, fell, improved or changed because of anything: two
years cannot show that. Whether a series has changed is a question for a process chart.
"""

from __future__ import annotations

from kinfold_measures.breaks import is_comparable
from kinfold_measures.measure import (
    England,
    Measure,
    bare,
    in_label,
    in_words,
)
from kinfold_measures.picture import Picture
from kinfold_measures.series import Withheld
from kinfold_measures.standing import Place, Standings, place_of

PROGRAMME_YEAR = 2017
"""The financial year before the programme began, in September 2017."""


def finding(picture: Picture) -> str:
    """The title of the picture."""
    measure = picture.measure
    latest = picture.series.latest()
    if latest is None:
        return f"{measure.short}: no figure is published for {picture.area.name}"
    year, value = latest
    parts = [f"{measure.short}: {in_words(value, measure)} in {year}"]
    if year < picture.years[-1]:
        parts[0] += ", the latest published"
    parts += _beside_england(picture, year, value)
    earlier = earlier_point(picture)
    if earlier is not None:
        parts.append(f"; {in_label(earlier[1], measure)} in {earlier[0]}")
    return "".join(parts)


def _beside_england(picture: Picture, year: int, value: float) -> list[str]:
    england = picture.england.at(year)
    if not isinstance(england, float):
        return []
    measure = picture.measure
    who = england_words(measure)
    word = compared(value, england, measure)
    return [f", {word} {who} ({in_label(england, measure)})"]


def england_words(measure: Measure) -> str:
    """What the English figure beside the authority's is."""
    if measure.england is England.MEDIAN:
        return "England's middle authority"
    return "England as a whole"


def compared(value: float, other: float, measure: Measure) -> str:
    """Above, below or the same, on the numbers as printed."""
    ours, theirs = (float(f"{n:.{measure.decimals}f}") for n in (value, other))
    if ours == theirs:
        return "the same as"
    return "above" if ours > theirs else "below"


def earlier_point(picture: Picture) -> tuple[int, float] | None:
    """The earlier year that may be set beside the latest one; None if none may."""
    shown = picture.series.shown()
    if not shown:
        return None
    latest = shown[-1][0]
    usable = [
        point for point in shown[:-1] if is_comparable(point[0], latest, picture.breaks)
    ]
    from_start = [point for point in usable if point[0] == PROGRAMME_YEAR]
    return next(iter(from_start or usable), None)


def explanation(picture: Picture) -> tuple[str, ...]:
    """Sentences under the picture: place in England, neighbours, gaps, breaks."""
    return (*standing_sentences(picture), *notes(picture))


def standing_sentences(picture: Picture) -> tuple[str, ...]:
    """Where the latest figure stands in England and among its neighbours."""
    return (*_place_sentences(picture), *_neighbour_sentences(picture))


def notes(picture: Picture) -> tuple[str, ...]:
    """What a reader must know before trusting the line: aim, gaps and breaks."""
    return (
        *_target_sentences(picture),
        *absence_sentences(picture),
        *(one.note for one in picture.breaks if _is_seen(picture, one.first_year)),
        *_jump_sentences(picture),
    )


def _jump_sentences(picture: Picture) -> tuple[str, ...]:
    return tuple(
        f"From {one.year - 1} to {one.year} the figure moved further than figures of "
        "authorities do in a year. Before you read it as a change, ask whether it was "
        "recorded another way."
        for one in picture.jumps
    )


def _is_seen(picture: Picture, first_year: int) -> bool:
    shown = [year for year, _ in picture.series.shown()]
    return any(year < first_year for year in shown)


_PLACE_WORDS = {
    Place.LOWEST_QUARTER: "in the lowest quarter",
    Place.MIDDLE_HALF: "in the middle half",
    Place.HIGHEST_QUARTER: "in the highest quarter",
}


def _place_sentences(picture: Picture) -> tuple[str, ...]:
    latest = picture.series.latest()
    if latest is None:
        return ()
    year, value = latest
    middle = picture.middle_at(year)
    place = place_of(value, middle)
    if place is None:
        return ()
    return (
        f"In {year} {picture.area.name} is {_PLACE_WORDS[place]} of the "
        f"{middle.shown_count} authorities with a figure.",
    )


def _neighbour_sentences(picture: Picture) -> tuple[str, ...]:
    latest = picture.series.latest()
    if latest is None:
        return ()
    year, value = latest
    other = picture.neighbours.at(year)
    if not isinstance(other, float):
        return ()
    word = compared(value, other, picture.measure)
    return (
        f"That is {word} the middle of its ten statistical neighbours "
        f"({in_label(other, picture.measure)}).",
    )


def _target_sentences(picture: Picture) -> tuple[str, ...]:
    target, latest = picture.target, picture.series.latest()
    if target is None or latest is None:
        return ()
    word = compared(latest[1], target.value, picture.measure)
    return (target.words, f"The figure for {latest[0]} is {word} that line.")


def absence_sentences(picture: Picture) -> tuple[str, ...]:
    """Which years hold no number, by reason."""
    by_reason: dict[str, list[int]] = {}
    for year, why in picture.series.absent():
        by_reason.setdefault(why.words, []).append(year)
    return tuple(f"{year_list(years)}: {why}." for why, years in by_reason.items())


def year_list(years: list[int]) -> str:
    """Years in words, runs of three or more joined: "2013, 2015 to 2018"."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    said = []
    for run in runs:
        if len(run) > 2:
            said.append(f"{run[0]} to {run[-1]}")
        else:
            said += [str(year) for year in run]
    return ", ".join(said)


def comparison_finding(standings: Standings) -> str:
    """The title of the picture that sets authorities beside all of England's."""
    shown = [row for row in standings.rows if isinstance(row.cell, float)]
    measure, year = standings.measure, standings.year
    title = f"{measure.short} in {year}"
    if not shown or not isinstance(standings.england, float):
        return f"{title}: {len(shown)} of {len(standings.rows)} have a figure"
    values = [row.cell for row in shown if isinstance(row.cell, float)]
    words = [compared(value, standings.england, measure) for value in values]
    return (
        f"{title}: {words.count('below')} of {len(shown)} below "
        f"{england_words(measure)} ({in_label(standings.england, measure)}), "
        f"{words.count('above')} above"
    )


def comparison_explanation(standings: Standings) -> tuple[str, ...]:
    """Lowest, highest and who has no figure."""
    shown = sorted(
        (row.cell, row.area.name)
        for row in standings.rows
        if isinstance(row.cell, float)
    )
    sentences = []
    if shown:
        (low, lowest), (high, highest) = shown[0], shown[-1]
        sentences.append(
            f"From {bare(low)} ({lowest}) to {bare(high)} ({highest}). England's "
            f"{len(standings.distribution)} figures run from "
            f"{bare(standings.distribution[0])} to {bare(standings.distribution[-1])}."
        )
    absent = [row for row in standings.rows if not isinstance(row.cell, float)]
    withheld = [row.area.name for row in absent if isinstance(row.cell, Withheld)]
    missing = [row.area.name for row in absent if row.area.name not in withheld]
    if withheld:
        sentences.append(f"Withheld to protect children: {', '.join(withheld)}.")
    if missing:
        sentences.append(f"No figure: {', '.join(missing)}.")
    return tuple(sentences)
