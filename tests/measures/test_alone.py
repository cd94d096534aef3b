"""A chart to take away: whole, with its words inside, and a picture of dots."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kinfold_core.drawing import alone as module
from kinfold_core.drawing.alone import standing_alone, wrapped
from kinfold_core.drawing.svg import text_width
from kinfold_measures.catalogue import BY_CODE
from kinfold_measures.charts.funnel import funnel_chart
from kinfold_measures.charts.line import Size, line_chart
from kinfold_measures.charts.png import as_png
from kinfold_measures.charts.process import process_chart
from kinfold_measures.funnels import funnel_of
from kinfold_measures.process import process_of_picture

SVG = "{http://www.w3.org/2000/svg}"
CLASS = re.compile(r'class="(chart-[a-z-]+)"')


@pytest.fixture
def charts(panel, picture):
    made = []
    for slug, code in (
        ("west-sussex", "plan.repeat"),
        ("wakefield", "plan.two_years_or_more"),
        ("norfolk", "court.care_applications"),
        ("suffolk", "referral.rate"),
    ):
        shown = picture(slug, code)
        process = process_of_picture(shown)
        days = [step.middle for step in process.steps[2:4]]
        made.append(process_chart(process, key="k", events=days))
        made.append(line_chart(shown, key="k", size=Size.WIDE))
        funnel = funnel_of(panel, BY_CODE[code], panel.by_slug(slug), 2025)
        if funnel:
            made.append(funnel_chart(funnel, key="k"))
    return made


def test_the_file_holds_title_chart_and_words_and_is_well_formed(charts):
    words = "Counted / out of. " * 30
    for chart in charts:
        tree = ET.fromstring(  # noqa: S314 our own drawing
            standing_alone(
                chart, title="<b>Title</b> & more", lines=(words, "Source: ours")
            )
        )
        (inner,) = tree.findall(f"{SVG}svg")
        said = [text.text or "" for text in tree.findall(f"{SVG}text")]
        assert said[0] == "<b>Title</b> & more"
        assert said[-1] == "Source: ours"
        assert " ".join(said[1:-1]).split() == words.split()
        height = float(tree.get("height"))
        ends = [float(text.get("y")) for text in tree.findall(f"{SVG}text")]
        assert ends == sorted(ends)
        assert ends[-1] < height
        assert float(inner.get("y")) + float(inner.get("height")) < ends[1]


def test_every_part_of_a_chart_has_its_colour_in_the_file(charts):
    style = Path(module.__file__).with_suffix(".css").read_text(encoding="utf-8")
    has = set(re.findall(r"\.(chart-[a-z-]+)", style))
    plain = {"chart-tick", "chart-label"}  # as all text
    drawn = {name for chart in charts for name in CLASS.findall(chart)}
    assert drawn - has - plain == set()
    assert {"chart-worse", "chart-event", "chart-outer", "chart-withheld"} <= drawn


def test_lines_are_no_wider_than_the_picture_and_lose_no_word():
    words = "a few words and Donaudampfschifffahrtsgesellschaft after them"
    lines = wrapped(words, 100, 13)
    assert " ".join(lines) == words
    assert all(text_width(line, 13) <= 100 or " " not in line for line in lines)
    assert wrapped("", 100, 13) == ()


def test_what_has_no_size_is_no_drawing_of_ours():
    with pytest.raises(ValueError, match="no size"):
        standing_alone("<svg></svg>", title="T", lines=())


def test_a_picture_of_dots_is_twice_the_size_and_not_blank(charts):
    alone = standing_alone(charts[0], title="T", lines=("Words",))
    fonts = sorted(Path("src/kinfold/platform/pdf_fonts").glob("*-Regular.ttf"))
    drawn, wordless = as_png(alone, fonts), as_png(alone, ())
    assert drawn.startswith(b"\x89PNG\r\n")
    width = int.from_bytes(drawn[16:20], "big")
    assert width == 2 * (720 + 48)
    assert len(drawn) > len(wordless)  # the words are drawn, in our own letters
