"""What is hoped for, and how it came to be, as the page shows it."""

from __future__ import annotations

from collections.abc import Sequence

from kinfold.expectations.selectors import Written
from kinfold.expectations.words import SAID, said
from kinfold.platform.components import SummaryRow, TimelineEntry
from kinfold.records.presenters.words import moment
from kinfold_core.practice.expectations import Expectations, values_of


def expectation_rows(hoped: Expectations) -> tuple[SummaryRow, ...]:
    now = values_of(hoped)
    return tuple(
        SummaryRow(label, said(name, now[name]).capitalize())
        for name, (label, _) in SAID.items()
    )


def differences(now: Expectations, typed: Expectations) -> list[tuple[str, str, str]]:
    """Question, what is on record, what was typed: where the two differ."""
    one, other = values_of(now), values_of(typed)
    return [
        (label, said(name, one[name]), said(name, other[name]))
        for name, (label, _) in SAID.items()
        if one[name] != other[name]
    ]


def history_lines(history: Sequence[Written]) -> tuple[TimelineEntry, ...]:
    """Who changed what and why, newest first, back to what Kinfold came with."""
    before = [one.hoped for one in history[1:]] + [Expectations()]
    lines = [
        TimelineEntry(
            title=_changed(was, one.hoped),
            when=moment(one.at),
            datetime=one.at.isoformat() if one.at else "",
            text=one.why,
            by=one.by,
            icon="pencil",
        )
        for one, was in zip(history, before, strict=False)
    ]
    first = TimelineEntry(title="As Kinfold comes", when="From the start", icon="leaf")
    return (*lines, first)


def _changed(was: Expectations, now: Expectations) -> str:
    return ". ".join(
        f"{label}: {new}, until then {old}" for label, old, new in differences(was, now)
    )
