"""What stood on a map at one point, beside another."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from kinfold_core.practice.snapshots import Compared, Kept, Snapshot
from kinfold_core.practice.written import DangerSetDetails, EntryDetails

ONE = UUID(int=1)
BEFORE = EntryDetails(category="strength", text="Nan came")
AFTER = replace(BEFORE, text="Nan comes every Friday")


def test_a_map_with_anything_on_it_is_not_empty():
    assert Snapshot().is_empty
    assert not Snapshot(entries=(Kept(ONE, BEFORE),)).is_empty
    assert not Snapshot(sets=(Kept(ONE, DangerSetDetails()),)).is_empty


@pytest.mark.parametrize(
    ("before", "after", "newest"),
    [(BEFORE, AFTER, AFTER), (None, AFTER, AFTER), (BEFORE, None, BEFORE)],
)
def test_the_newest_words_are_those_after_or_those_it_last_had(before, after, newest):
    assert Compared(ONE, before, after).newest == newest


def test_what_stood_at_neither_point_has_no_words():
    nothing: Compared[EntryDetails] = Compared(ONE, None, None)
    with pytest.raises(ValueError, match="neither"):
        _ = nothing.newest
