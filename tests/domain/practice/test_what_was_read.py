"""What a form carries of what its writer had read."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from kinfold_core.practice.what_was_read import read_back, stamp_of, written_out


def test_what_was_read_comes_back_as_it_was() -> None:
    read = {uuid4(): 1, uuid4(): 12}
    assert read_back(written_out(read)) == read
    assert read_back("") == {}


@pytest.mark.parametrize(
    "written",
    ["x", "x:1", ":", f"{UUID(int=1).hex}:", f"{UUID(int=1).hex}:٣", "\x00:2"],
)
def test_what_cannot_be_read_was_not_read(written: str) -> None:
    good = {UUID(int=2): 3}
    assert read_back(f"{written} {written_out(good)}") == good


def test_a_stamp_says_whether_the_same_was_read_in_whatever_order() -> None:
    assert stamp_of(["Raj", "Nan"]) == stamp_of(["Nan", "Raj"])
    assert stamp_of(["Raj"]) != stamp_of(["Nan"])
    assert stamp_of([]) == ""
