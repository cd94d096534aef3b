"""A time with a child as it is read, and what the rules say of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from kinfold_core.pictures.picture import Picture
from kinfold_core.practice.child_rows import (
    ItemRow,
    OverrideRow,
    ResponseRow,
    SessionRow,
    ShownRow,
    findings_of,
    heard_facts,
)
from kinfold_core.practice.child_sharing import Choice, Override
from kinfold_core.practice.child_tools import Tool
from kinfold_core.practice.child_voice import HeardFacts
from tests.domain.practice.rows import NOW, on

AMIRA = UUID(int=5)


def item(**more: Any) -> ItemRow:
    known = {
        "id": uuid4(), "session_id": UUID(int=1), "tool": Tool.THREE_HOUSES,
        "part_key": "worries", "words": "It is loud", "picture": Picture(),
        "position": 1, "version": 1, "is_taken_out": False, "is_read_back": True,
        "changed_by": "Priya", "changed_at": NOW,
        "choices": (Choice(audience="parents", answer="yes"),),
    }  # fmt: skip
    return ItemRow(**(known | more))


def session(*items: ItemRow, **more: Any) -> SessionRow:
    known = {
        "id": UUID(int=1), "child_id": AMIRA, "child_name": "Amira",
        "tool": Tool.THREE_HOUSES, "happened_on": on(1), "place": "", "aids": "",
        "people_there": "", "consent": "given", "consent_why": "", "prompts": "",
        "part_order": ("good", "worries", "dreams"), "scale": None, "scale_0": "",
        "scale_10": "", "child_question": "", "disclosure": "no", "version": 1,
        "worker": "Priya", "worker_id": UUID(int=6), "finished_at": NOW,
        "response_due_on": on(8), "may_write": True, "items": items,
    }  # fmt: skip
    return SessionRow(**(known | more))


def answer(day: int, *shown: int) -> ResponseRow:
    showings = tuple(ShownRow(on(one), "") for one in shown)
    return ResponseRow(uuid4(), None, "Mum", "Quiet", on(day), showings)


def overridden(**more: Any) -> OverrideRow:
    override = Override(
        audience="workers", what="It", reason="Safety", decided_by="Jude",
        decided_on=on(2), **more,
    )  # fmt: skip
    return OverrideRow(uuid4(), override)


def test_an_item_knows_its_part_and_whether_the_child_was_asked():
    one = item(override_rows=(overridden(),))
    assert one.part.label == "House of worries"
    assert one.is_asked
    assert not item(choices=()).is_asked
    assert one.overrides[0].what == "It"


def test_what_was_taken_out_is_not_told():
    kept, out = item(), item(is_taken_out=True)
    assert session(kept, out).told == (kept,)


def test_the_first_answer_and_the_first_showing_count():
    row = session(responses=(answer(5, 9), answer(3, 7)))
    assert (row.answered_on, row.shown_back_on) == (on(3), on(7))
    assert session().answered_on is None
    assert session().shown_back_on is None


def test_a_time_that_is_whole_has_nothing_to_mend():
    row = session(item(), responses=(answer(3, 4),))
    assert findings_of(row, age=9, today=on(20)) == ()


def test_what_is_missing_is_named_by_its_rule():
    row = session(
        item(is_read_back=False, choices=(), override_rows=(overridden(),)),
        disclosure="",
        finished_at=None,
    )
    found = {one.rule for one in findings_of(row, age=2, today=on(20))}
    assert found == {"R-CV1", "R-CV4", "R-CV5", "R-CV6", "R-CV8"}
    (late,) = findings_of(session(item()), age=None, today=on(20))
    assert "due 12 days ago" in late.message
    (waits,) = findings_of(session(response_due_on=None), age=None, today=on(20))
    assert "days ago" not in waits.message


def test_only_finished_times_are_counted():
    done = session(responses=(answer(3, 4),))
    assert heard_facts((done, session(finished_at=None))) == (
        HeardFacts(AMIRA, on(1), on(8), on(3), on(4)),
    )
