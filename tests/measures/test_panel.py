"""The panel against the files it was read from, and against published figures."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest

from kinfold_measures.areas import ENDED, RECODED, said_name, slug_of
from kinfold_measures.catalogue import BY_CODE, COLUMNS, PUBLISHED
from kinfold_measures.england import LONG, kept_panel, open_panel, read_panel
from kinfold_measures.markers import absence
from kinfold_measures.neighbours import neighbours_2025
from kinfold_measures.ofsted import (
    FRAMEWORK_WORDS,
    Grade,
    grade_of,
    judgements_by_authority,
)
from kinfold_measures.picture import series_of
from kinfold_measures.series import (
    NO_DENOMINATOR,
    NOT_PUBLISHED,
    WITHHELD,
    Gap,
    Missing,
    Withheld,
)

ENGLAND = Path(__file__).resolve().parents[2] / "data" / "england"

TEN = [
    "Bexley",
    "Brent",
    "Bristol",
    "Leicestershire",
    "Lincolnshire",
    "Norfolk",
    "Suffolk",
    "Wakefield",
    "West Sussex",
    "Wokingham",
]


def shipped_rows() -> list[dict[str, str]]:
    text = gzip.decompress((ENGLAND / LONG).read_bytes()).decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_the_ten_come_from_the_panels_own_flag(panel):
    assert [area.name for area in panel.programme()] == TEN


def test_england_has_153_authorities_today_and_four_that_ended(panel):
    assert len(panel.current()) == 153
    ended = {area.name for area in panel.areas.values() if not area.is_current}
    assert ended == {"Bournemouth", "Poole", "Northamptonshire", "Cumbria"}


def test_every_address_is_its_own_and_none_is_a_page_of_ours(panel):
    slugs = [area.slug for area in panel.areas.values()]
    assert len(set(slugs)) == len(slugs)
    assert not {"measures", "compare"} & set(slugs)
    assert all(slug and slug == slug_of(slug) for slug in slugs)


@pytest.mark.parametrize(
    ("slug", "code", "year", "published"),
    [
        ("lincolnshire", "referral.rereferral_12_months", 2017, 16.3),
        ("lincolnshire", "referral.rereferral_12_months", 2025, 22.9),
        ("wakefield", "referral.rereferral_12_months", 2016, 67.6),
        ("wokingham", "plan.repeat", 2017, 32.6),
        ("lincolnshire", "plan.two_years_or_more", 2022, 4.8),
        ("bexley", "court.care_applications", 2017, 8.1),
        ("norfolk", "court.care_applications", 2019, 12.5),
        ("wakefield", "assessment.within_45_days", 2018, 51.3),
        ("lincolnshire", "conference.within_15_days", 2025, 96.7),
        ("lincolnshire", "workforce.caseload", 2016, 18.9),
        ("wakefield", "workforce.turnover", 2022, 25.3),
        ("wokingham", "workforce.agency", 2019, 34.8),
        ("suffolk", "workforce.vacancy", 2025, 9.1),
        ("wakefield", "workforce.vacancy", 2015, 6.0),
    ],
)
def test_published_figures_arrive_unchanged(panel, slug, code, year, published):
    area = panel.by_slug(slug)
    assert series_of(panel, BY_CODE[code], area.code).at(year) == published


@pytest.mark.slow
def test_every_cell_of_the_ten_is_the_shipped_files_cell(panel):
    ten = {area.code for area in panel.programme()}
    compared = 0
    for row in shipped_rows():
        if row["la_code"] not in ten or row["measure"] not in COLUMNS:
            continue
        cell = panel.cell(row["measure"], row["la_code"], int(row["year"]))
        if row["value"]:
            assert cell == pytest.approx(float(row["value"]), abs=1e-6), row
        else:
            assert cell == absence(row["flag"], row["source"]), row
        compared += 1
    assert compared > 2400


@pytest.mark.slow
def test_rows_in_are_rows_kept_or_rows_left_out_with_a_reason():
    everything = open_panel(ENGLAND)
    values = [row for row in shipped_rows() if row["value"]]
    kept = sum(
        isinstance(cell, float)
        for column in everything.cells.values()
        for cell in column.values()
    )
    assert kept + len(everything.left_out) == len(values)
    assert all(": " in line for line in everything.left_out)


@pytest.mark.slow
def test_referral_rates_worked_out_reproduce_the_published_ones():
    """DfE prints one decimal: ours may differ from it by half of one, no more."""
    columns = {"referrals", "pop0_17_midyear_prev", "referral_rate10k"}
    full = open_panel(ENGLAND, columns)
    reading = BY_CODE["referral.rate"].reading
    differences = []
    for (code, year), published in full.cells["referral_rate10k"].items():
        ours = reading.cell(full, code, year)
        if isinstance(published, float) and isinstance(ours, float):
            differences.append(abs(ours - published))
    assert len(differences) > 1600
    assert max(differences) <= 0.051


@pytest.mark.slow
def test_rates_of_starting_care_reproduce_the_published_whole_numbers():
    columns = {"cla_started", "pop0_17_midyear_prev", "cla_started_rate10k"}
    full = open_panel(ENGLAND, columns)
    reading = BY_CODE["care.starting_rate"].reading
    differences = []
    for (code, year), published in full.cells["cla_started_rate10k"].items():
        ours = reading.cell(full, code, year)
        if isinstance(published, float) and isinstance(ours, float):
            differences.append(abs(ours - published))
    assert len(differences) > 1000
    close = [d for d in differences if d <= 0.51]
    assert len(close) / len(differences) > 0.98


@pytest.mark.slow
def test_conferences_from_counts_are_within_a_point_of_the_published_share():
    """The grounds for showing 2013 and 2014, which are published as counts only."""
    columns = {"icpc_15wd_pct", "icpc_0_10wd", "icpc_11_15wd", "icpc"}
    full = open_panel(ENGLAND, columns)
    counts = BY_CODE["conference.within_15_days"].reading.second
    differences = []
    for (code, year), published in full.cells["icpc_15wd_pct"].items():
        ours = counts.cell(full, code, year)
        if isinstance(published, float) and isinstance(ours, float):
            differences.append(abs(ours - published))
    assert len(differences) > 1400
    assert sum(d <= 1 for d in differences) / len(differences) > 0.98


def test_no_marker_is_ever_a_number_and_x_meant_withheld_before_2018():
    assert absence("c", "EES CIN d5 2013-2025") == WITHHELD
    assert absence("x", "EES CIN c1 2013-2025") == Missing(Gap.NOT_RETURNED)
    assert absence("x", "DfE SFR CLA 2012 ADM") == WITHHELD
    assert absence("z", "EES CIN d3 2013-2025") == Missing(Gap.NOT_APPLICABLE)
    assert absence("u", "EES CIN c1 2013-2025") == Missing(Gap.UNRELIABLE)
    assert absence("low", "EES CSWW") == Missing(Gap.ROUNDS_TO_ZERO)
    assert absence("-", "LAIT 2026-04-08") == NOT_PUBLISHED
    with pytest.raises(ValueError, match="no known meaning"):
        absence("?", "somewhere new")


def test_absences_say_why_in_words():
    assert "protect children" in Withheld().words
    assert all(Missing(gap).words for gap in Gap)


def test_norfolks_missing_return_is_missing_and_never_nought(panel):
    area = panel.by_slug("norfolk")
    series = series_of(panel, BY_CODE["referral.rereferral_12_months"], area.code)
    assert series.at(2013) == Missing(Gap.NOT_RETURNED)
    assert series.at(2014) == Missing(Gap.NOT_RETURNED)
    assert 2013 not in dict(series.shown())
    assert series.at(1999) == NOT_PUBLISHED


def test_a_share_with_a_withheld_part_is_withheld_and_never_worked_out(panel):
    """Wokingham 2015: 16 aged 10 to 15 are shown, those aged 16 or over are not."""
    area = panel.by_slug("wokingham")
    series = series_of(panel, BY_CODE["care.starting_aged_10_plus"], area.code)
    assert series.at(2015) == WITHHELD
    assert series.at(2018) == pytest.approx(50.0)


def test_an_authority_with_a_new_code_keeps_its_history(panel):
    north_yorkshire = panel.by_slug("north-yorkshire")
    assert north_yorkshire.code == "E06000065"
    series = series_of(panel, BY_CODE["referral.rate"], north_yorkshire.code)
    assert series.at(2017) == pytest.approx(326.5, abs=0.05)
    assert series.at(2025) == pytest.approx(487.6, abs=0.05)
    assert not set(RECODED) & set(panel.areas)


def test_an_ended_authority_has_no_figures_after_its_end(panel):
    for code, (last_year, _) in ENDED.items():
        for column in panel.cells.values():
            assert all(year <= last_year for c, year in column if c == code)
    assert any("the authority had ended" in line for line in panel.left_out)


def test_workforce_years_before_the_census_come_from_the_older_source(panel):
    reading = BY_CODE["workforce.turnover"].reading
    assert reading.chosen(panel, 2016).columns == ("sw_turnover_pct_lait",)
    assert reading.chosen(panel, 2017).columns == ("sw_turnover_pct",)


def test_a_ratio_says_which_part_is_not_there(panel):
    reading = BY_CODE["referral.rate"].reading
    assert reading.cell(panel, "E10000020", 2013) == Missing(Gap.NOT_RETURNED)
    assert reading.cell(panel, "E10000020", 1990) == NOT_PUBLISHED
    dorset = BY_CODE["care.starting_rate"].reading
    assert dorset.cell(panel, "E06000059", 2019) == NO_DENOMINATOR


def test_every_measure_is_defined_whole_and_can_be_read(panel):
    for measure in PUBLISHED:
        assert measure.meaning.endswith(".")
        assert measure.hazards
        assert all(other in BY_CODE for other in measure.balanced_by)
        assert measure.code not in measure.balanced_by
        for area in panel.programme():
            series = series_of(panel, measure, area.code)
            assert len(series.points) == 2025 - measure.first_year + 1
            assert series.shown(), f"{area.name} has nothing for {measure.code}"


def test_neighbours_are_ten_others_closest_first(panel):
    lincolnshire = panel.by_slug("lincolnshire")
    names = [panel.areas[c].name for c in panel.neighbours[lincolnshire.code]]
    assert names == [
        "Lancashire",
        "Wakefield",
        "Herefordshire",
        "North Lincolnshire",
        "Norfolk",
        "Suffolk",
        "Dudley",
        "North Northamptonshire",
        "Derbyshire",
        "Somerset",
    ]
    for area in panel.current():
        others = panel.neighbours[area.code]
        assert len(set(others)) == 10
        assert area.code not in others


def test_an_unknown_neighbour_is_refused_by_name():
    header = "old_la_code,la_name," + ",".join(f"SN_{i}" for i in range(1, 11))
    lines = [header, "1,Here," + ",".join(["2"] * 9) + ",9999"]
    with pytest.raises(ValueError, match=r"Here name unknown \['9999'\]"):
        neighbours_2025(lines, {"1": "E1", "2": "E2"})


def test_judgements_of_ofsted_as_published(panel):
    wakefield = panel.judgements[panel.by_slug("wakefield").code]
    assert [(j.published_on.isoformat(), j.overall.words) for j in wakefield] == [
        ("2016-09-20", "Requires improvement"),
        ("2018-07-17", "Inadequate"),
        ("2022-01-05", "Good"),
    ]
    assert set(panel.judgements) <= set(panel.areas)
    every = {one.framework for given in panel.judgements.values() for one in given}
    assert every == set(FRAMEWORK_WORDS)


def test_a_report_without_one_of_the_four_grades_makes_no_judgement():
    reports = [
        "la_name,published,framework,overall",
        "here,2013-08-16,LAC-2013,adequate",
        "here,2013-08-23,LAC-2013,inadequate",
        "here,2019-08-16,ILACS,",
        "here,2020-08-16,ILACS,outstanding",
    ]
    found = judgements_by_authority(reports, ["la_code,la_name", "E1,here"])
    assert [j.overall for j in found["E1"]] == [Grade.OUTSTANDING]
    assert grade_of("adequate") is None


def long_lines(*rows: str) -> list[str]:
    header = "la_code,old_la_code,la_name,region,eip2,year,measure,value,flag,source"
    return [header, *rows]


def small_panel(*rows: str):
    return read_panel(
        long=long_lines(*rows),
        national=["year,measure,value,source"],
        reports=["la_name,published,framework,overall"],
        in_force=["la_code,la_name"],
        neighbours=["old_la_code,la_name"],
        version="test",
    )


@pytest.mark.parametrize("is_old_first", [True, False])
def test_of_two_codes_with_a_figure_the_present_one_wins(is_old_first):
    old = "E10000023,815,North Yorkshire,Y,0,2023,n,1.0,,S"
    new = "E06000065,815,North Yorkshire,Y,0,2023,n,2.0,,S"
    panel = small_panel(*([old, new] if is_old_first else [new, old]))
    assert panel.cell("n", "E06000065", 2023) == 2.0
    assert len(panel.left_out) == 1


@pytest.mark.parametrize("is_value_first", [True, False])
def test_a_figure_wins_over_another_codes_marker(is_value_first):
    value = "E10000023,815,North Yorkshire,Y,0,2023,n,1.0,,S"
    marker = "E06000065,815,North Yorkshire,Y,0,2023,n,,z,S"
    panel = small_panel(*([value, marker] if is_value_first else [marker, value]))
    assert panel.cell("n", "E06000065", 2023) == 1.0


def test_an_ended_authoritys_later_marker_is_not_worth_a_line():
    panel = small_panel(
        "E10000006,909,Cumbria,NW,0,2023,n,1.0,,S",
        "E10000006,909,Cumbria,NW,0,2024,n,,z,S",
        "E10000006,909,Cumbria,NW,0,2025,n,5.0,,S",
    )
    assert panel.left_out == ("E10000006 2025 n: the authority had ended",)
    assert panel.by_slug("nowhere") is None


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=LONG):
        open_panel(tmp_path)


def test_a_panel_is_read_once_and_kept_while_the_process_lives(panel):
    columns = frozenset(COLUMNS)
    kept = kept_panel(ENGLAND, columns)
    assert kept_panel(ENGLAND, columns) is kept
    assert (kept.version, kept.cells) == (panel.version, panel.cells)


def test_names_are_said_as_people_say_them():
    assert said_name("Bristol, City of") == "Bristol"
    assert slug_of("King's Lynn & Wést") == "kings-lynn-west"
