"""What the Department publishes: any file of its layout loads, and no symbol is 0."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from kinfold_measures.command import main
from kinfold_measures.england import open_panel
from kinfold_measures.returns.findings import Fate
from kinfold_measures.returns.published import against_panel
from kinfold_measures.returns.statistics import (
    Observation,
    Statistics,
    read_statistics,
)
from kinfold_measures.series import NOT_PUBLISHED, WITHHELD, Gap, Missing
from tests.measures.conftest import ENGLAND as PANEL

SAMPLES = Path(__file__).parent / "samples" / "statistics"
HEADS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,old_la_code,new_la_code,la_name,category,referral_count"
)
ENGLAND = ",E92000001,England,"


def authority(
    value: str, *, code: str = "E10000019", year: str = "2026", more: str = ""
) -> str:
    return (
        f"{year},Reporting year,Local authority{ENGLAND}E12000004,East Midlands,925,"
        f"{code},Lincolnshire,All,{value}{more}"
    )


def read(folder: Path, *lines: str, heads: str = HEADS) -> Statistics:
    path = folder / "next year.csv"
    path.write_text("\n".join([heads, *lines]))
    one = read_statistics(path)
    assert_accounted_for(one)
    return one


def assert_accounted_for(one: Statistics) -> None:
    """Every line gives figures, or has a finding that says it was left out."""
    lost = {f.line for f in one.findings if f.fate is Fate.ROW_LEFT_OUT}
    read_from = {o.line for o in one.observations}
    told = {f.line for f in one.findings if f.fate is Fate.VALUE_LEFT_OUT}
    assert not lost & read_from
    assert len(lost | read_from | told) == one.lines


def only(one: Statistics) -> Observation:
    [found] = one.observations
    return found


@pytest.mark.parametrize(
    ("name", "lines", "same"), [("c1_referrals", 195, 1092), ("cla_numbers", 240, 426)]
)
def test_published_figures_are_those_of_the_shipped_panel(
    name: str, lines: int, same: int
) -> None:
    one = read_statistics(SAMPLES / f"{name}.csv")
    assert one.findings == ()
    assert one.lines == lines
    panel = open_panel(PANEL, {found.measure for found in one.observations})
    held = against_panel(one.observations, panel)
    assert (held.same, held.other) == (same, ())


def test_a_file_of_next_year_with_columns_nobody_knows_loads(tmp_path: Path) -> None:
    one = read(tmp_path, authority("100", more=",7"), heads=f"{HEADS},visits")
    assert one.findings == ()
    [first, second] = one.observations
    assert (first.measure, first.cell, first.year) == ("referrals", 100.0, 2026)
    assert (second.measure, second.cell) == ("visits", 7.0)
    assert (first.code, first.old_code, first.name) == (
        "E10000019", "925", "Lincolnshire",
    )  # fmt: skip
    assert first.breakdown == "category=All"


@pytest.mark.parametrize(
    ("symbol", "cell"),
    [
        ("c", WITHHELD),
        ("C", WITHHELD),
        ("x", Missing(Gap.NOT_RETURNED)),
        (":", Missing(Gap.NOT_RETURNED)),
        ("z", Missing(Gap.NOT_APPLICABLE)),
        ("u", Missing(Gap.UNRELIABLE)),
        ("low", Missing(Gap.ROUNDS_TO_ZERO)),
        ("", NOT_PUBLISHED),
        ("0", 0.0),
        ('"1,234"', 1234.0),
        ("-3.5", -3.5),
    ],
)
def test_a_symbol_is_a_gap_and_never_nought(
    tmp_path: Path, symbol: str, cell: object
) -> None:
    one = read(tmp_path, authority(symbol))
    assert one.findings == ()
    assert only(one).cell == cell


@pytest.mark.parametrize(
    ("time", "year"), [("2026", 2026), ("202526", 2026), ("199900", 2000)]
)
def test_a_year_is_the_one_it_closes_in(tmp_path: Path, time: str, year: int) -> None:
    assert only(read(tmp_path, authority("1", year=time))).year == year


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (authority("1", year="2026W1"), "time_period"),
        (authority("1", year="202529"), "time_period"),
        (authority("1", year=""), "time_period"),
        (authority("1").replace("Reporting year", "January"), "time_period"),
        (authority("1").replace("Local authority", "School"), "geographic_level"),
        (authority("1").replace("Local authority", ""), "geographic_level"),
        (authority("1", code="E06000061 / E06000062"), "new_la_code"),
        (authority("1", code=""), "new_la_code"),
        (authority("1", more=",2"), ""),
        (authority("1").replace("All", '"' + "x" * 140_000 + '"'), ""),
        (authority("1", code="E10000021", year="2022"), "time_period"),
    ],
)
def test_a_line_that_cannot_be_placed_is_told(
    tmp_path: Path, line: str, field: str
) -> None:
    one = read(tmp_path, authority("5"), line, "", "")
    [finding] = one.findings
    assert (finding.line, finding.field) == (3, field)
    assert finding.fate is Fate.ROW_LEFT_OUT
    assert finding.found
    assert only(one).cell == 5.0


def test_a_value_that_is_no_number_is_told_and_no_nought(tmp_path: Path) -> None:
    one = read(tmp_path, authority("1"), authority("many", code="E10000020"))
    [finding] = one.findings
    assert (finding.field, finding.found) == ("referral_count", "many")
    assert only(one).cell == 1.0


def test_old_codes_are_read_as_the_present_ones(tmp_path: Path) -> None:
    old, new = "E10000002", "E06000060"
    assert only(read(tmp_path, authority("7", code=old))).code == new
    # one code has the figure and the other a symbol, in either order
    for first, second in ((old, new), (new, old)):
        lines = (authority("z", code=first), authority("7", code=second))
        assert only(read(tmp_path, *lines)).cell == 7.0
        assert only(read(tmp_path, *reversed(lines))).cell == 7.0
    # both have one: that of the present code, told
    for lines in ((old, "6", new, "7"), (new, "7", old, "6"), (new, "7", new, "8")):
        pair = authority(lines[1], code=lines[0]), authority(lines[3], code=lines[2])
        one = read(tmp_path, *pair)
        assert only(one).cell == 7.0
        assert [f.found for f in one.findings] == [
            "a second cell of Lincolnshire for 2026"
        ]


def test_symbols_after_an_authority_ended_are_kept(tmp_path: Path) -> None:
    one = read(tmp_path, authority("z", code="E10000021", year="2022"))
    assert only(one).cell == Missing(Gap.NOT_APPLICABLE)


def test_the_file_of_meanings_says_what_is_a_figure(tmp_path: Path) -> None:
    heads = HEADS.replace("category", "age")
    lines = [authority(str(n)).replace(",All,", f",{n},") for n in range(9)]
    # by their looks, ages are figures
    assert len(read(tmp_path, *lines, heads=heads).observations) == 2
    meanings = tmp_path / "next year.meta.csv"
    meanings.write_text("col_name,col_type\nage,Filter\nreferral_count,Indicator\n")
    one = read(tmp_path, *lines, heads=heads)
    assert [(o.breakdown, o.cell) for o in one.observations][:2] == [
        ("age=0", 0.0), ("age=1", 1.0),
    ]  # fmt: skip
    assert len(one.observations) == 9


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "an empty file"),
        ("CHILD,DOB\n", "the headings CHILD, DOB"),
        ('"' + "x" * 140_000, "the headings (none)"),
    ],
)
def test_a_file_of_another_layout_is_refused(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text)
    [finding] = read_statistics(path).findings
    assert finding.found == said
    assert finding.fate is Fate.FILE_REFUSED


def asked(*words: str) -> tuple[int, str]:
    out, complaint = StringIO(), StringIO()
    code = main(["statistics", *words], out=out, complain=complaint)
    return code, out.getvalue() + complaint.getvalue()


def test_from_the_command_line(tmp_path: Path) -> None:
    path, into = tmp_path / "a.csv", tmp_path / "out"
    lines = [
        authority("c"),
        authority("999999", year="2025"),
        authority("5", year="2030").replace("Lincolnshire", "=1+1"),
        authority("z", year="2031"),
        authority("5284", year="2013"),
        f"2026,Reporting year,National{ENGLAND},,,,,All,5",
    ]
    path.write_text("\n".join([HEADS, *lines]))
    code, said = asked(str(path), "--out", str(into))
    assert code == 0
    assert "1 as in England's panel, 1 otherwise, 3 new" in said
    rows = list(csv.DictReader((into / "statistics.csv").read_text().splitlines()))
    assert [(r["value"], r["gap"]) for r in rows] == [
        ("", "withheld"), ("999999.0", ""), ("5.0", ""), ("", "not_applicable"),
        ("5284.0", ""), ("5.0", ""),
    ]  # fmt: skip
    # nothing runs as a formula in a spreadsheet
    assert rows[2]["name"] == "'=1+1"
    assert asked(str(path), "--out", str(into))[0] == 2
    assert "no such file" in asked("none.csv", "--out", str(tmp_path / "b"))[1]
    path.write_text("a,b\n")
    code, said = asked(str(path), "--out", str(tmp_path / "b"))
    assert (code, "Nothing was written" in said) == (2, True)
    assert not (tmp_path / "b").exists()
