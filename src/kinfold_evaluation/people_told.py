"""What matching answers, as plain values."""

from __future__ import annotations

from math import isfinite

from kinfold_evaluation.matching import (
    Distance,
    Likeness,
    Matched,
    balanced,
    coarsened,
    likeness,
    nearest,
)
from kinfold_evaluation.people import People
from kinfold_evaluation.refusal import CannotIdentify

WAYS = ("entropy-balancing", "nearest", "coarsened-exact")
SHORT = {"ebal": "entropy-balancing", "cem": "coarsened-exact"}

NOTHING_LEFT_OUT = (
    "--break and --also-uses leave out periods and units of a panel. Here each row is "
    "a person: take the rows that are not to count out of the file."
)

UNLIKE = 0.1
"""Means further apart than this share of the spread are commonly called unlike."""


def told_of_people(
    people: People, way: str, distance: Distance, bins: int | None
) -> dict[str, object]:
    """One way of matching: the effect, and how like the groups were made."""
    if bins is not None and bins < 1:
        raise CannotIdentify("--bins is at least 1.")
    if way == "nearest":
        matched = nearest(people, distance)
    elif way == "coarsened-exact":
        matched = coarsened(people, bins)
    else:
        matched = balanced(people)
    error = matched.error
    after = likeness(people, matched.weights)
    return {
        "att": matched.effect,
        "se": error.value,
        "p_value": error.p_value,
        "ci": list(error.interval),
        "se_is": "robust, the weights taken as known beforehand",
        "people": {
            "treated": int(people.treated.sum()),
            "treated_kept": matched.treated_kept,
            "untreated": int((~people.treated).sum()),
            "untreated_used": matched.untreated_used,
            "effective_untreated": matched.effective,
            "left_out_for_gaps": people.left_out,
        },
        "balance": {
            name: {"before": _row(before), "after": _row(after[name])}
            for name, before in likeness(people).items()
        },
        "notes": _notes(matched, after),
    }


def _row(one: Likeness) -> dict[str, object]:
    return {
        "treated": one.treated,
        "untreated": one.untreated,
        # of what no treated person has, there is no spread to measure it in
        "standardised_difference": one.difference if isfinite(one.difference) else None,
        "variance_ratio": one.variance_ratio,
    }


def _notes(matched: Matched, after: dict[str, Likeness]) -> list[str]:
    notes = ["Nobody is made alike in what was not measured."]
    unlike = [name for name, one in after.items() if abs(one.difference) > UNLIKE]
    if unlike:
        notes.append(
            f"Still unlike: {', '.join(unlike)} (further apart than {UNLIKE:g} of the "
            "treated ones' spread). The effect is partly theirs."
        )
    lost = int(matched.people.treated.sum()) - matched.treated_kept
    if lost:
        notes.append(
            f"{lost} treated people have nobody like them and are left out: the effect "
            "is of the others."
        )
    if matched.people.left_out:
        notes.append(
            f"{matched.people.left_out} rows lack something that was asked and are "
            "left out, never filled with 0."
        )
    return notes
