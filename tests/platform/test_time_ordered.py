"""Keys that stand in the order in which they were made."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kinfold.platform.models.bases import time_ordered_uuid

A_SECOND = 1_000_000_000


def test_what_is_made_at_once_stands_in_its_order() -> None:
    made = [time_ordered_uuid() for _ in range(2_000)]
    assert made == sorted(made)
    assert {one.version for one in made} == {7}
    assert {one.variant for one in made} == {"specified in RFC 4122"}


def test_it_holds_when_the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also past the 4096 of one millisecond."""
    now = time.time_ns() + A_SECOND // 2
    monkeypatch.setattr("time.time_ns", lambda: now)
    made = [time_ordered_uuid() for _ in range(5_000)]
    assert made == sorted(made)
    assert len({*made}) == 5_000


def test_a_clock_that_was_far_ahead_is_not_followed_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = time.time_ns()
    monkeypatch.setattr("time.time_ns", lambda: now + 3_600 * A_SECOND)
    ahead = time_ordered_uuid()
    monkeypatch.setattr("time.time_ns", lambda: now)
    right = time_ordered_uuid()
    assert right < ahead
    assert right.int >> 80 == now // 1_000_000


def test_no_two_threads_make_the_same() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: time_ordered_uuid(), range(4_000)))
    assert len({one.int >> 64 for one in made}) == 4_000
