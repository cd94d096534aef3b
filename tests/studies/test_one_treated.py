"""A study of one treated unit, where less can be told: shown, and said why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings as project

from kinfold.studies.presenters.results import finding
from kinfold.studies.study import Study

SHIPPED = Path(project.PROJECT) / "studies" / "ten-authorities" / "results.json"
WHY = "Bends need two periods before the start."
OUTCOME = "care_applications"


@pytest.fixture
def one_treated() -> Study:
    """As `registry` writes it where Bexley alone is treated."""
    answers = json.loads(SHIPPED.read_text("utf-8"))[OUTCOME]
    mixed = answers["each by its mix"]
    mixed |= next(one for one in mixed.pop("units") if one["unit"] == "Bexley")
    answers["main"]["randomisation"]["p_statistic"] = None
    answers["trends not parallel"] |= {"smoothness": None, "notes": [WHY]}
    return Study(
        key="one",
        said={"title": "One", "outcomes": [{"column": OUTCOME}]},
        digest="d" * 64,
        lines=(),
        who="us",
        results=json.dumps({OUTCOME: answers}),
    )


def test_one_treated_unit_is_shown_with_what_there_is(one_treated):
    told = finding(one_treated, OUTCOME, "Bexley")
    assert told.own
    assert [str(row[0]) for row in told.each.rows] == ["Bexley"]
    assert [one.title.split(":")[0] for one in told.mixes] == ["Bexley"]
    assert not any("t value" in words for words in told.chance)
    assert [one.caption for one in told.doubts] == [
        "Trends may jump so many times as far as before"
    ]
    assert WHY in told.notes
