"""Every pairing of colours on our pages meets WCAG 2.2, in light and in dark.

The ratios are computed from tokens.css itself, so a changed colour is judged at once.
"""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "src/kinfold/platform/static/kinfold/css"
TEXT, LARGE_OR_EDGE = 4.5, 3.0
GROUNDS = ("paper", "card", "sunk")
TONES = ("calm", "well", "worried", "needs", "attention", "error")

WORDS = [
    *product(("ink", "muted", "action", "action-strong", *TONES), GROUNDS),
    *((tone, f"{tone}-soft") for tone in (*TONES, "action")),
    *(("ink", f"{tone}-soft") for tone in TONES),
    *(("muted", f"{tone}-soft") for tone in ("worried", "well", "needs", "calm")),
    *(("action", f"{tone}-soft") for tone in TONES),
    ("on-action", "action"),
    ("on-action", "action-strong"),
    ("card", "error"),
    ("card", "error-strong"),
    ("paper", "ink"),
    ("paper", "action-strong"),
    ("focus-text", "focus-fill"),
    ("chart-line", "card"),
]
EDGES = [
    *product(("line", "focus-ring", "action"), GROUNDS),
    *product(("chart-point", "chart-better", "chart-worse", "chart-line"), GROUNDS),
    *((tone, "card") for tone in TONES),
]


def blocks() -> dict[str, dict[str, str]]:
    """The colours of each scheme: light, dark by device, dark by choice."""
    css = (CSS / "tokens.css").read_text()
    found = {
        "light": r":root \{(.*?)\n\}",
        "device": r':root:not\(\[data-theme="light"\]\) \{(.*?)\n  \}',
        "chosen": r':root\[data-theme="dark"\] \{(.*?)\n  \}',
    }
    colours = {}
    for name, pattern in found.items():
        match = re.search(pattern, css, re.DOTALL)
        if match is None:
            raise LookupError(f"tokens.css has no block for {name}")
        colours[name] = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", match.group(1)))
    return colours


SCHEMES = blocks()


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ratio_is_the_one_wcag_defines() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "device"])
@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_can_be_read(scheme: str, words: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    assert ratio(colours[words], colours[ground]) >= TEXT


@pytest.mark.parametrize("scheme", ["light", "device"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_marks_and_focus_can_be_seen(scheme: str, edge: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    assert ratio(colours[edge], colours[ground]) >= LARGE_OR_EDGE


def test_dark_is_the_same_whether_the_device_or_the_person_chose_it() -> None:
    assert SCHEMES["device"] == SCHEMES["chosen"]


def test_dark_changes_every_colour_that_light_sets() -> None:
    same_in_both = {"govuk-print-text-colour"}
    assert set(SCHEMES["light"]) - set(SCHEMES["device"]) == same_in_both


def test_no_other_sheet_names_a_colour_that_changes_with_the_theme() -> None:
    """Paper is white, so is a code to photograph; the mark's third fold is amber."""
    sheets = [
        p for p in CSS.rglob("*.css") if p.name not in {"tokens.css", "print.css"}
    ]
    named = {
        (sheet.name, colour)
        for sheet in sheets
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text())
    }
    paper = {("pictures.css", "#000"), ("pictures.css", "#fff")}
    assert named <= {("frame.css", "#e0a458"), ("doors.css", "#fff"), *paper}
