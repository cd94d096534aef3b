"""Promises are read from where they were made: kept, not kept, not known."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from kinfold_core.practice.family_finding.promises import (
    PromiseRow,
    kept_said,
    promise_said,
)


def promise(**more):
    return PromiseRow(uuid4(), "Raj", "Fridays are mine.", date(2026, 3, 2), **more)


@pytest.mark.parametrize(
    ("was_kept", "says", "tone"),
    [
        (None, "Not known yet whether it is kept", "calm"),
        (True, "Kept the last time", "well"),
        (False, "Not kept the last time", "attention"),
    ],
)
def test_the_last_time_is_said_and_not_known_is_no_reproach(was_kept, says, tone):
    assert kept_said(promise(was_kept=was_kept)) == (says, tone)


def test_a_promise_says_its_words_when_it_was_made_and_how_often_it_was_kept():
    words = "“Fridays are mine.” Raj said yes on 2 March 2026."
    assert promise_said(promise()) == words
    once = promise(kept=1, was_kept=True)
    assert promise_said(once) == f"{words} Kept 1 of 1 time."
    thrice = promise(kept=2, not_kept=1, was_kept=True)
    assert promise_said(thrice) == f"{words} Kept 2 of 3 times."
    gap = promise(gap="A lift", gap_owner="Ros")
    assert promise_said(gap) == f"{words} Missing: A lift. Ros takes it on."
    assert promise_said(promise(gap="A lift")).endswith("A lift. Nobody owns it.")
    assert gap.is_theirs
    asked = PromiseRow(uuid4(), "Raj", "Fridays.", None)
    assert not asked.is_theirs
    assert promise_said(asked) == "“Fridays.” Raj has not said yes yet."
