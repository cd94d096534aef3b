"""The manual names every measure, with its years, and none that is gone."""

from __future__ import annotations

import re
from pathlib import Path

from kinfold_measures.catalogue import BY_CODE, MEASURES, THEMES

README = Path(__file__).resolve().parents[2] / "docs" / "measures" / "README.md"


def test_the_manual_and_the_catalogue_name_the_same_measures():
    text = README.read_text()
    rows = re.findall(r"^\| `([a-z_.0-9]+)` \|.*\| (\d{4})-(\d{4}) \|", text, re.M)
    assert {code: int(first) for code, first, _ in rows} == {
        m.code: m.first_year for m in MEASURES
    }


def test_every_measure_has_one_theme():
    themed = [code for _, codes in THEMES for code in codes]
    assert sorted(themed) == sorted(BY_CODE)
