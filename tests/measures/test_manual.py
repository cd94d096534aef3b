"""The manual: a page of every measure, as it stands, and none that is gone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kinfold_measures.catalogue import ALL_THEMES, BY_CODE, MEASURES, THEMES
from kinfold_measures.command import main
from kinfold_measures.language.definition import definitions
from kinfold_measures.manual import BY_HAND, pages

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "measures"
README = MANUAL / "README.md"


def test_the_manual_and_the_catalogue_name_the_same_measures():
    text = README.read_text()
    rows = re.findall(r"^\| `([a-z_.0-9]+)` \|.*\| (\d{4})-(\d{4}) \|", text, re.M)
    assert {code: int(first) for code, first, _ in rows} == {
        m.code: m.first_year for m in MEASURES
    }


def test_every_measure_has_one_theme():
    themed = [code for _, codes in ALL_THEMES for code in codes]
    assert sorted(themed) == sorted(BY_CODE)
    assert sorted(c for _, codes in THEMES for c in codes) == sorted(
        m.code for m in MEASURES
    )


@pytest.mark.parametrize("name", pages())
def test_a_page_of_the_manual_is_what_its_definition_makes(name: str) -> None:
    written = (MANUAL / name).read_text(encoding="utf-8")
    assert written == pages()[name], "run ./kinfold measures manual docs/measures"


def test_no_page_is_left_of_a_measure_that_is_gone() -> None:
    assert {path.name for path in MANUAL.glob("*.md")} == {*pages(), *BY_HAND}


def test_every_measure_has_a_page_with_its_definition_and_links_that_lead() -> None:
    together = pages()
    for code, one in (definitions() | BY_CODE).items():
        page = together[f"{re.sub('[._]', '-', code)}.md"]
        assert f"`{code}`, version {one.version}" in page
        assert all(hazard in page for hazard in one.hazards)
        assert f"`{code}`" in together["index.md"]
    linked = {
        link
        for page in together.values()
        for link in re.findall(r"\]\(([^)]+)\)", page)
    }
    assert linked <= {*together, *BY_HAND}


def test_the_manual_is_made_by_a_command(tmp_path: Path, capsys) -> None:
    (tmp_path / "gone.md").write_text("a measure that is gone")
    (tmp_path / "README.md").write_text("by hand")
    assert main(["manual", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {*pages(), "README.md"}
    assert (tmp_path / "README.md").read_text() == "by hand"
    assert f"{len(pages())} pages written" in capsys.readouterr().out
    assert main(["manual", str(tmp_path / "nowhere")]) == 2
    assert "cannot be written" in capsys.readouterr().err
