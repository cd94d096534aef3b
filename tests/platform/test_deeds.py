"""Whoever reads the audit reads words, never the names that code gives to events."""

from __future__ import annotations

import re
from pathlib import Path

import kinfold
from kinfold.platform import deeds
from kinfold.practice.models import MapEntryRevision

NAMED = re.compile(
    r"""(?:\baction=|\bpage=|_record\(by,\s|_note\(\w+,\s|ground,\s)"([a-z_ .]+)\""""
)


def test_every_event_has_its_words() -> None:
    source = Path(kinfold.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in source.rglob("*.py")]
    names = {name for text in texts for name in NAMED.findall(text)}
    names -= {"join", "store_true"}
    names |= {
        f"{what}.{change}"
        for what in ("map_entry", "danger_statement")
        for change in MapEntryRevision.Change.values
    }
    assert len(names) > 40
    assert not sorted(name for name in names if name not in deeds._WORDS)


def test_a_row_from_before_its_page_moved_still_reads() -> None:
    for moved in (
        "copies.member_copy",
        "copies.member_copy_pdf",
        "copies.member_copy_pdf_large",
        "child_tools.own_page",
        "child_tools.own_words",
    ):
        app = "own_copies" if moved.startswith("copies") else "child_words"
        now = f"{app}.{moved.split('.')[1]}"
        assert deeds.in_words(moved) == deeds.in_words(now)
        assert now in deeds._WORDS


def test_an_unexplained_event_is_shown_without_dots() -> None:
    assert deeds.in_words("plan.first_written") == "Plan: first written"
