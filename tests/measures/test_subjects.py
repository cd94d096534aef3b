"""What the measures are about."""

from __future__ import annotations

from kinfold_measures.language.definition import definitions
from kinfold_measures.subjects import SUBJECTS, by_subject


def test_every_measure_is_about_one_thing() -> None:
    found = by_subject(definitions().values())
    codes = [one.code for _, its in found for one in its]
    assert sorted(codes) == sorted(definitions())
    assert [title for title, _ in found] == [title for title, _ in SUBJECTS]


def test_only_what_there_is_has_a_heading_and_stands_by_its_title() -> None:
    some = [definitions()[code] for code in ("plan.repeat", "plan.at_end_rate")]
    [(title, its)] = by_subject(some)
    assert title == "Child protection plans"
    assert [one.title for one in its] == sorted(one.title for one in some)
