"""Where each version of a map came to, and which held on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kinfold_core.practice.version_history import (
    StepRow,
    VersionState,
    in_force,
    versions_from,
)
from kinfold_core.practice.word_changes import MOST_WORDS, changed_words


def step(version: int, kind: str, day: int) -> StepRow:
    return StepRow(
        version=version,
        kind=kind,
        happened_on=date(2026, 3, day),
        recorded_at=datetime(2026, 3, day, 10, tzinfo=UTC),
        recorded_by="Amina",
    )


def states(*steps: StepRow) -> dict[int, str]:
    return {one.number: one.state.value for one in versions_from(steps)}


def test_a_version_stands_where_it_came_furthest() -> None:
    begun, given = step(1, "draft", 1), step(1, "shared", 3)
    answered, current = step(1, "family_responded", 5), step(1, "current", 9)
    assert states(begun) == {1: "draft"}
    assert states(begun, given) == {1: "shared"}
    assert states(begun, given, answered) == {1: "family_responded"}
    assert states(begun, given, answered, current) == {1: "current"}


def test_a_later_current_one_replaces_what_was_given_and_no_bare_draft() -> None:
    first = (step(1, "draft", 1), step(1, "shared", 2), step(1, "current", 3))
    second = (step(2, "draft", 4), step(2, "shared", 5))
    third = (step(3, "draft", 7), step(3, "shared", 8), step(3, "current", 9))
    assert states(*first, *second) == {2: "shared", 1: "current"}
    assert states(*first, *second, *third) == {
        3: "current", 2: "superseded", 1: "superseded",
    }  # fmt: skip
    assert states(step(1, "draft", 1), *third)[1] == "draft"


def test_the_last_day_on_which_a_version_was_given_is_known() -> None:
    (one,) = versions_from(
        [step(1, "draft", 1), *(step(1, "shared", d) for d in (7, 3))]
    )
    assert one.on(VersionState.SHARED) == date(2026, 3, 7)
    assert one.on(VersionState.CURRENT) is None


@pytest.mark.parametrize(
    ("day", "current", "given", "written"),
    [(1, None, None, 1), (2, None, 1, 1), (4, 1, 1, 2), (6, 1, 2, 2), (28, 1, 2, 2)],
)
def test_what_held_on_a_day(
    day: int, current: int | None, given: int | None, written: int
) -> None:
    steps = [
        step(1, "draft", 1), step(1, "shared", 2), step(1, "current", 3),
        step(2, "draft", 4), step(2, "shared", 5),
    ]  # fmt: skip
    held = in_force(steps, date(2026, 3, day))
    assert (held.current, held.given, held.written) == (current, given, written)


def test_nothing_held_before_the_map_was_begun() -> None:
    held = in_force([step(1, "draft", 5)], date(2026, 3, 4))
    assert (held.current, held.given, held.written) == (None, None, None)


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("Nan reads to Kai.", "Nan sings to Kai.", ["reads"], ["sings"]),
        ("Nan reads.", "Nan reads.", [], []),
        ("", "Nan reads.", [], ["Nan reads."]),
        ("Nan reads.", "", ["Nan reads."], []),
        ("a b\nc", "a b\nc d", [], [" d"]),
        ("🙂 أمي", "🙂 أبي", ["أمي"], ["أبي"]),
    ],
)
def test_words_are_compared_one_by_one(
    before: str, after: str, gone: list[str], new: list[str]
) -> None:
    left, right = changed_words(before, after)
    assert [piece.text for piece in left if piece.is_changed] == gone
    assert [piece.text for piece in right if piece.is_changed] == new
    assert "".join(piece.text for piece in left) == before
    assert "".join(piece.text for piece in right) == after


def test_a_very_long_text_is_changed_as_a_whole() -> None:
    long = "word " * (MOST_WORDS + 1)
    left, right = changed_words(long, "word")
    assert [piece.is_changed for piece in (*left, *right)] == [True, True]
