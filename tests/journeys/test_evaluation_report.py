"""The report of an evaluation in a browser: on a phone and on a desk, for everybody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kinfold_evaluation.registry.protocol import read_protocol
from kinfold_evaluation.report.web import as_page
from kinfold_evaluation.ten.further import further_of
from kinfold_evaluation.ten.report import report
from tests.journeys.axe import violations

STUDY = Path(__file__).parents[2] / "studies" / "ten-authorities"
SHOWN = "svg => getComputedStyle(svg).display !== 'none'"


@pytest.fixture(scope="module")
def one_outcome(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a report with every kind of figure, of one outcome."""
    home = STUDY / "further" / "to-2025"
    results, later = (
        {"plan_again": json.loads((at / "results.json").read_text())["plan_again"]}
        for at in (STUDY, home)
    )
    book = STUDY / "registry.jsonl"
    further = further_of("to-2025", read_protocol(home / "protocol.toml"), later, book)
    made = report(read_protocol(STUDY / "protocol.toml"), results, [], [further])
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(as_page(made), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize(("width", "drawing"), [(390, "narrow"), (1280, "wide")])
def test_the_report_is_accessible_and_fits_its_window(
    browser: Browser, one_outcome: str, width: int, drawing: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(one_outcome)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    figures = page.locator("main > section > section > figure")
    assert figures.count() == 6
    for figure in figures.all():
        shown = [svg for svg in figure.locator("svg").all() if svg.evaluate(SHOWN)]
        assert [svg.get_attribute("class") for svg in shown] == [
            f"chart chart-evaluation chart-{drawing}"
        ]
    assert violations(page) == []
    context.close()
