"""From an answer, as a method gives it and a study keeps it, to its picture.

An answer is plain values (`./kinfold evaluate --json`), so a picture can be drawn of a
study years later from its results alone, with nothing reckoned again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kinfold_evaluation.methods import FEW_TREATED
from kinfold_evaluation.pictures.assignments import assignments
from kinfold_evaluation.pictures.curve import Way, curve
from kinfold_evaluation.pictures.event_study import Event, event_study
from kinfold_evaluation.pictures.forest import Row, forest
from kinfold_evaluation.pictures.picture import Picture, to
from kinfold_evaluation.pictures.synthetic_paths import Beside, synthetic_paths

Answer = Mapping[str, Any]
Span = tuple[float, float]

NORMAL: Final = 1.959964
"""Errors that a 95 % interval reaches where an answer has an error and no interval."""

ONE_TREATED: Final = "none: one is treated"
"""Why there is no interval: of one, nothing tells how treated units differ."""

CLUSTERED: Final = frozenset(
    {
        "difference-in-differences",
        "difference-filled-in",
        "event-study",
        "callaway-santanna",
        "sun-abraham",
        "imputation",
        "stacked",
    }
)
"""Methods whose errors are told by how units differ, the treated among themselves."""

AS_FAR: Final = 1.0
"""Trends may jump as far as they did before, and no further."""


def interval_of(answer: Answer) -> tuple[Span | None, str]:
    """An answer's 95 % interval, and what it rests on."""
    if is_one_clustered(answer):
        return None, ONE_TREATED
    corrected = answer.get("standard_errors", {}).get("CR2", {}).get("ci")
    if corrected:
        return (corrected[0], corrected[1]), "clustered, CR2"
    for set_ in answer.get("relative_magnitude", ()):
        if set_["bound"] == AS_FAR:
            return (set_["low"], set_["high"]), "trends may jump as far as before"
    if answer.get("ci"):
        return (answer["ci"][0], answer["ci"][1]), "Knapp and Hartung"
    effect, error = estimate_of(answer), error_of(answer)
    if effect is not None and error is not None:
        reach = NORMAL * error
        return (effect - reach, effect + reach), "1.96 errors"
    return None, "no interval"


def is_one_clustered(answer: Answer) -> bool:
    """Whether its errors are clustered and one unit is treated: then they are none.

    Such intervals miss no effect in three of four worlds that have none.
    """
    treated = answer.get("design", {}).get("treated", ())
    return len(treated) == 1 and answer.get("method") in CLUSTERED


def error_of(answer: Answer) -> float | None:
    """An answer's error, where it has one that says something."""
    return None if is_one_clustered(answer) else answer.get("se")


def interval_words(answer: Answer) -> str:
    """The interval as a table has it, or why there is none."""
    span, why = interval_of(answer)
    return to(*span) if span else why


def estimate_of(answer: Answer) -> float | None:
    """What an answer says, or None where it cannot be answered."""
    value = answer.get("att", answer.get("effect"))
    return None if value is None else float(value)


def forest_of_ways(
    answers: Mapping[str, Answer], *, key: str, title: str, unit: str
) -> Picture:
    """Every analysis of one outcome that has one effect to show.

    Args:
        answers: by the analysis's name, as `registry.study.run` gives them; what could
            be seen is taken from the one called `power`, where there is one.
    """
    power = answers.get("power", {}).get("after")
    rows = [
        _row(name, answer)
        for name, answer in answers.items()
        if "effects" not in answer and "power_is" not in answer
    ]
    seen = power["smallest_effect"] if power else None
    return forest(rows, key=key, title=title, unit=unit, seen=seen)


def _row(name: str, answer: Answer) -> Row:
    if "cannot_be_answered" in answer:
        return Row(name, None, note=answer["cannot_be_answered"])
    span, rests_on = interval_of(answer)
    low, high = span or (None, None)
    is_main = not answer.get("is_sensitivity", False)
    estimate = estimate_of(answer)
    note = rests_on if estimate is not None else " ".join(answer.get("notes", ()))
    return Row(name, estimate, low, high, note, is_main)


def forest_of_units(answer: Answer, *, key: str, title: str, unit: str) -> Picture:
    """Each place's own effect, of `--method pooling`, and the mean of all."""
    rows = []
    for one in answer["units"]:
        effect, reach = one["effect"], NORMAL * one["se"]
        rows.append(Row(one["unit"], effect, effect - reach, effect + reach))
    low, high = answer["ci"]
    rows.append(Row("all, pooled", answer["att"], low, high, is_main=True))
    return forest(rows, key=key, title=title, unit=unit, of="authority")


def event_study_of(answer: Answer, *, key: str, title: str, unit: str) -> Picture:
    """The path of effects, of `--method event-study`."""
    is_one = is_one_clustered(answer)
    events = [
        Event(
            one["time_since_start"],
            one["effect"],
            None
            if is_one
            else (
                one["effect"] - NORMAL * one["se"],
                one["effect"] + NORMAL * one["se"],
            ),
            None if is_one else (one["band"][0], one["band"][1]),
        )
        for one in answer["effects"]
    ]
    told = {-1, *(event.distance for event in events)}
    start = answer["design"]["starts"][0]
    return event_study(
        events,
        key=key,
        title=title,
        unit=unit,
        start=int(start) if float(start).is_integer() else None,
        left_out=sorted(set(range(min(told), max(told) + 1)) - told),
        caution=_few(len(answer["design"]["treated"])),
    )


def _few(treated: int) -> str:
    if treated == 1:
        return "With one treated an interval would say nothing of chance."
    if treated >= FEW_TREATED:
        return ""
    return (
        f"With {treated} treated such intervals are too narrow: a period that stands "
        "out is no find by itself."
    )


def paths_of(answer: Answer, *, key: str, title: str, unit: str) -> tuple[Picture, ...]:
    """Each place beside its mix, of `--method sc`.

    Args:
        title: of all of them; the place's name is put before it.

    Returns:
        One picture for each of `mixed_units`.
    """
    starts = answer["design"]["starts"]
    placebos = tuple(tuple(gaps) for gaps in answer.get("placebo_gaps", {}).values())
    return tuple(
        synthetic_paths(
            _beside(one, int(one.get("start", starts[0])), placebos),
            key=f"{key}-{number}",
            title=f"{one['unit']}: {title}",
            unit=unit,
        )
        for number, one in enumerate(mixed_units(answer), 1)
    )


def mixed_units(answer: Answer) -> tuple[Answer, ...]:
    """The treated units whose mix can be told; of others the answer says why not."""
    return tuple(one for one in answer.get("units", (answer,)) if "gaps" in one)


def _beside(one: Answer, start: int, placebos: tuple[tuple[float, ...], ...]) -> Beside:
    own = tuple(one["outcomes"].values())
    mix = tuple(a - b for a, b in zip(own, one["gaps"].values(), strict=True))
    times = tuple(int(time) for time in one["gaps"])
    return Beside(one["unit"], times, start, own, mix, one["rank"], one["of"], placebos)


def assignments_of(answer: Answer, *, key: str, title: str, unit: str) -> Picture:
    """The effect among those of other choices, of `--method did`."""
    dealt = answer["randomisation"]
    return assignments(
        dealt["spread"],
        answer["att"],
        p_value=dealt["p_effect"],
        count=dealt["assignments"],
        key=key,
        title=title,
        unit=unit,
    )


def curve_of(answer: Answer, *, key: str, title: str, unit: str) -> Picture:
    """Every way that was asked, of `--method curve`."""
    ways = [
        Way(
            one["effect"],
            {
                "estimator": one["estimator"],
                "sample": one["sample"],
                "window": _window(one["window"]),
                "covariates": ", ".join(one["covariates"]) or "none",
            },
        )
        for one in answer["specifications"]
    ]
    return curve(ways, p_value=answer["p_value"], key=key, title=title, unit=unit)


def _window(window: list[float] | None) -> str:
    return "all" if window is None else f"{window[0]:g} to {window[1]:g}"
