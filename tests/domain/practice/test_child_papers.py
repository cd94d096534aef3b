"""A paper holds what this child lets this reader see, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from kinfold_core.access import Apart
from kinfold_core.access.matrix import Audience as Column
from kinfold_core.practice.child_papers import OnPaper, PaperReader, paper_for
from kinfold_core.practice.child_rows import OverrideRow
from kinfold_core.practice.child_sharing import Audience, Reader
from tests.domain.practice.test_child_rows import item, session
from tests.domain.practice.test_child_voice import says, told

NAN = PaperReader(
    key="member-1",
    reader=Reader(frozenset({Audience.NETWORK}), name="Nan Jo"),
    column=Column.NETWORK,
)
MUM = replace(NAN, key="person-1", reader=Reader(frozenset({Audience.PARENTS})))


def test_it_holds_what_the_child_lets_this_reader_see():
    for_nan = item(choices=(says("network"),))
    mine = item(choices=(says("nobody", "no"),))
    time = session(for_nan, mine)
    assert paper_for((time,), time.child_id, NAN) == (OnPaper(for_nan.id, for_nan),)
    assert paper_for((time,), time.child_id, MUM) == ()
    assert paper_for((time,), UUID(int=99), NAN) == ()
    assert (NAN.name, NAN.is_as_parent, MUM.is_as_parent) == ("Nan Jo", False, True)


def test_what_must_be_told_is_told_and_the_thing_stays_shut():
    row = OverrideRow(UUID(int=1), told("network"))
    shut = item(choices=(says("nobody", "no"),), override_rows=(row,))
    time = session(shut)
    assert paper_for((time,), time.child_id, NAN) == (OnPaper(shut.id, None, ("It",)),)
    kept = replace(NAN, apart=frozenset({Apart.COURT}))
    assert paper_for((time,), time.child_id, kept) == ()


def test_there_is_none_of_a_time_that_is_not_finished_or_not_the_writers():
    row = item(choices=(says("network"),))
    for changes in ({"finished_at": None}, {"may_write": False}):
        time = session(row, **changes)
        assert paper_for((time,), time.child_id, NAN) == ()
