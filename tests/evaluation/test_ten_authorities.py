"""The ten-authority study: its panel is England's, its protocol is held to."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
import tomllib
from pathlib import Path

import numpy as np
import pytest

from kinfold_evaluation import doors
from kinfold_evaluation.registry.book import lines
from kinfold_evaluation.registry.protocol import hash_of_file, read_protocol
from kinfold_evaluation.registry.study import register
from kinfold_evaluation.ten import command
from kinfold_evaluation.ten.figures import (
    OUTCOMES,
    WINDOWS,
    also_using,
    panel_of_england,
)
from kinfold_evaluation.ten.page import TITLES, page, sentence

ROOT = Path(__file__).parents[2]
STUDY = ROOT / "studies" / "ten-authorities"
ENGLAND = ROOT / "data" / "england"
MADE_UP = """
[data]
file = "panel.csv"
sha256 = "{hash}"
options = ["--unit", "authority", "--time", "year", "--cohort", "start"]
[[outcomes]]
column = "care_applications"
better = "lower"
rank = "primary"
[[outcomes]]
column = "assessed_in_time"
better = "higher"
rank = "secondary"
[[analyses]]
name = "main"
method = "did"
options = ["--draws", "99"]
[[analyses]]
name = "power"
method = "power"
options = ["--draws", "99"]
[[analyses]]
name = "path"
method = "event-study"
[[analyses]]
name = "trends not parallel"
method = "honest"
[[analyses]]
name = "never begun"
method = "did"
options = ["--break", "Nowhere,2015,2016,it is not there"]
"""


def panel():
    with (STUDY / "panel.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_panel_is_made_of_england_s_figures_as_they_are_now():
    made = panel_of_england(ENGLAND / "la_year_long.csv.gz")
    assert made == (STUDY / "panel.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", command.FURTHER)
def test_so_are_the_panels_of_what_was_asked_afterwards(name):
    home = STUDY / "further" / name
    made = panel_of_england(ENGLAND / "la_year_long.csv.gz", WINDOWS[name])
    assert made == (home / "panel.csv").read_text(encoding="utf-8")
    protocol = read_protocol(home / "protocol.toml")
    assert protocol.data_hash == hash_of_file(home / "panel.csv")
    kept = lines(STUDY / "registry.jsonl")
    (registered,) = (
        line
        for line in kept
        if (line.what, line.protocol) == ("registered", protocol.digest)
    )
    assert registered.more["opened_before"]  # and it says so
    of_it = [line.what for line in kept if line.protocol == protocol.digest]
    assert of_it.index("registered") < of_it.index("opened") < of_it.index("ran")


def test_the_first_project_s_ten_are_not_the_second_s():
    rows = csv.DictReader(
        io.StringIO((STUDY / "further/wave-one/panel.csv").read_text(encoding="utf-8"))
    )
    rows = list(rows)
    treated = {row["authority"] for row in rows if row["start"] == "2015"}
    assert len(treated) == 10
    assert "Tower Hamlets" in treated
    assert "Bexley" not in {row["authority"] for row in rows}
    assert {row["year"] for row in rows} == {str(year) for year in range(2013, 2019)}


def test_it_has_the_ten_and_those_with_a_figure_in_every_year():
    rows = panel()
    assert {row["authority"] for row in rows if row["start"] == "2019"} == {
        "Bexley", "Brent", "Bristol, City of", "Leicestershire", "Lincolnshire",
        "Norfolk", "Suffolk", "Wakefield", "West Sussex", "Wokingham",
    }  # fmt: skip
    for outcome in OUTCOMES:
        years = {row["year"] for row in rows if row[outcome]}
        for name in {row["authority"] for row in rows if row["start"] == "0"}:
            own = [row for row in rows if row["authority"] == name and row[outcome]]
            assert len(own) in {0, len(years)}, (outcome, name)


def test_a_rate_and_a_share_are_reckoned_from_counts():
    """Lincolnshire, year to March 2019, by hand from the published counts."""
    with gzip.open(ENGLAND / "la_year_long.csv.gz", "rt", encoding="utf-8") as file:
        counts = {
            row["measure"]: float(row["value"])
            for row in csv.DictReader(file)
            if (row["la_name"], row["year"]) == ("Lincolnshire", "2019")
            and row["value"]
        }
    (row,) = (
        row
        for row in panel()
        if (row["authority"], row["year"]) == ("Lincolnshire", "2019")
    )
    rate = 10_000 * counts["cla_started"] / counts["pop0_17_midyear_prev"]
    assert float(row["care_started"]) == pytest.approx(rate, rel=1e-6)
    ages = [counts[f"cla_start_age_{a}"] for a in ("u1", "1_4", "5_9", "10_15", "16p")]
    share = 100 * sum(ages[3:]) / sum(ages)
    assert float(row["care_from_ten"]) == pytest.approx(share, rel=1e-6)


def test_controls_that_use_it_too_are_those_whose_inspection_report_names_it():
    said = tomllib.loads((STUDY / "protocol.toml").read_text(encoding="utf-8"))
    (analysis,) = (
        one for one in said["analyses"] if one["name"] == "without others that use it"
    )
    named = [word for word in analysis["options"] if "inspection report" in word]
    found = also_using(ENGLAND / "ofsted_history.csv", "2020-03-31")
    treated = {row["authority"].lower() for row in panel() if row["start"] != "0"}
    here = {row["authority"].lower() for row in panel()}
    assert {word.split(",inspection")[0].lower() for word in named} == {
        name for name in found if name in here - treated
    }
    assert all(word.endswith(found[word.split(",")[0].lower()]) for word in named)


def test_the_protocol_was_registered_before_it_was_opened_and_the_book_holds():
    protocol = read_protocol(STUDY / "protocol.toml")
    assert protocol.data_hash == hash_of_file(STUDY / "panel.csv")
    kept = lines(STUDY / "registry.jsonl")
    of_it = [line.what for line in kept if line.protocol == protocol.digest]
    assert of_it.index("registered") < of_it.index("opened")
    assert set(TITLES) == {outcome.column for outcome in protocol.outcomes}


def told_of(protocol):
    return {
        "results": json.loads((STUDY / "results.json").read_text(encoding="utf-8")),
        "deviations": [
            {"at": line.at, **line.more}
            for line in lines(STUDY / "registry.jsonl")
            if (line.what, line.protocol) == ("deviation", protocol.digest)
        ],
    }


def test_the_page_says_what_the_results_say():
    protocol = read_protocol(STUDY / "protocol.toml")
    kept = (ROOT / "docs/evaluation/ten-authorities.md").read_text(encoding="utf-8")
    assert page(protocol.said, protocol.digest, told_of(protocol)) == kept


def test_the_page_says_how_far_trends_must_jump_to_take_an_effect_back():
    protocol = read_protocol(STUDY / "protocol.toml")
    told = told_of(protocol)
    doubted = told["results"]["care_applications"]["trends not parallel"]
    doubted["relative_magnitude_breaks_at"] = 0.5
    assert "once trends may jump 0.50 times as far" in page(
        protocol.said, protocol.digest, told
    )


@pytest.mark.slow
@pytest.mark.no_cover  # watching each line would take as long again
def test_it_comes_out_again_as_it_was(tmp_path):
    """Main effects to seven digits; the command compares hashes on one machine."""
    before = json.loads((STUDY / "results.json").read_text(encoding="utf-8"))
    shutil.copytree(STUDY, tmp_path / "studies" / "ten-authorities")
    (tmp_path / "docs" / "evaluation").mkdir(parents=True)
    assert command.main(["--folder", str(tmp_path), "--write"], out=io.StringIO()) in {
        0,
        1,
    }
    after = json.loads(
        (tmp_path / "studies/ten-authorities/results.json").read_text(encoding="utf-8")
    )
    for name, answers in before.items():
        assert after[name]["main"]["att"] == pytest.approx(
            answers["main"]["att"], rel=1e-7
        )
        assert after[name]["main"]["p_value"] == pytest.approx(
            answers["main"]["p_value"], abs=2e-4
        )


@pytest.fixture
def project(tmp_path):
    """A made-up England of 24, three of them treated, one without a figure."""
    study = tmp_path / "studies" / "ten-authorities"
    for folder in (study, tmp_path / "docs" / "evaluation", tmp_path / "data/england"):
        folder.mkdir(parents=True)
    rows = ["la_code,old_la_code,la_name,region,eip2,year,measure,value,flag,source"]
    chance = np.random.Generator(np.random.Philox(5))
    for number in range(24):
        for year in range(2014, 2021):
            own = f"E{number},{number},Place {number},R,{int(number < 3)},{year}"
            wave = round(float(chance.normal(0, 2)), 3)
            effect = -6 if number < 3 and year >= 2019 else 0
            value = "" if (number, year) == (8, 2017) else 30 + wave + effect
            rows.append(f"{own},cafcass_care_apps_rate10k,{value},,made up")
            rows.append(f"{own},assess_45wd_pct,{80 - wave},,made up")
    rows.append("E99,99,,R,0,2018,assess_45wd_pct,1,,made up")
    england = tmp_path / "data" / "england" / "la_year_long.csv.gz"
    with gzip.open(england, "wt", encoding="utf-8") as file:
        file.write("\n".join(rows))
    return tmp_path


def asked(project, *words):
    out, complain = io.StringIO(), io.StringIO()
    code = command.main([*words, "--folder", str(project)], out=out, complain=complain)
    return code, out.getvalue(), complain.getvalue()


def test_a_study_is_made_registered_run_shown_and_run_again(project, monkeypatch):
    study = project / "studies" / "ten-authorities"
    assert asked(project, "--panel")[0] == 0
    words = "".join(
        f'{word} = "{word} of a made-up study"\n'
        for word in (
            "title", "question", "claim", "population", "stopping", "written_by",
            "led_by",
        )
    )  # fmt: skip
    protocol = study / "protocol.toml"
    protocol.write_text(
        words + MADE_UP.replace("{hash}", hash_of_file(study / "panel.csv"))
    )
    code, _, said = asked(project)
    assert code == 2
    assert "not registered" in said
    register(protocol, study / "registry.jsonl")
    code, said, _ = asked(project, "--write")
    assert code == 0
    assert "as hoped (p 0." in said
    assert "Run for the first time" in said
    shown = (project / "docs/evaluation/ten-authorities.md").read_text()
    assert "cannot be answered: No unit is called Nowhere." in shown
    assert "| path: years before, all together | | |  |" in shown
    code, said, _ = asked(project)
    assert code == 0
    assert "Every answer is the same as on" in said
    kept = (study / "registry.jsonl").read_text()
    assert asked(project, "--keep")[0] == 0
    assert (study / "registry.jsonl").read_text().startswith(kept)
    assert len((study / "registry.jsonl").read_text()) > len(kept)
    monkeypatch.setattr("kinfold_evaluation.methods.FEW_TREATED", 1)
    code, said, _ = asked(project)
    assert code == 1
    assert "Otherwise than on" in said
    assert "care_applications, main" in said


FURTHER = """
[data]
file = "panel.csv"
sha256 = "{hash}"
options = ["--unit", "authority", "--time", "year", "--cohort", "start"]
[[outcomes]]
column = "care_applications"
better = "lower"
rank = "secondary"
[[analyses]]
name = "main"
method = "did"
options = ["--draws", "99"]
[[analyses]]
name = "power"
method = "power"
options = ["--draws", "99"]
[[analyses]]
name = "path"
method = "event-study"
sensitivity = true
[[analyses]]
name = "every way"
method = "curve"
options = ["--draws", "3"]
grid = "grid.json"
grid_sha256 = "{grid}"
sensitivity = true
"""


def words_of(title):
    return f'title = "{title}"\n' + "".join(
        f'{word} = "{word} of a made-up study"\n'
        for word in (
            "question", "claim", "population", "stopping", "written_by", "led_by",
        )
    )  # fmt: skip


def test_what_is_asked_afterwards_stands_apart_in_the_report(project):
    study = project / "studies" / "ten-authorities"
    home = study / "further" / "to-2025"
    home.mkdir(parents=True)
    book = study / "registry.jsonl"
    assert asked(project, "--panel")[0] == 0
    assert asked(project, "--panel", "--further", "to-2025")[0] == 0
    (study / "protocol.toml").write_text(
        words_of("Made up")
        + MADE_UP.replace("{hash}", hash_of_file(study / "panel.csv"))
    )
    register(study / "protocol.toml", book)
    assert asked(project, "--write")[0] == 0
    page_before = (project / "docs/evaluation/ten-authorities.md").read_text()
    (home / "grid.json").write_text('{"estimators": ["did"]}')
    (home / "protocol.toml").write_text(
        words_of("Afterwards")
        + FURTHER.format(
            hash=hash_of_file(home / "panel.csv"), grid=hash_of_file(home / "grid.json")
        )
    )
    seen = register(home / "protocol.toml", book)["outcomes_opened_before"]
    assert seen == ["care_applications"]
    to = project / "report"
    assert asked(project, "--report", str(to))[0] == 0
    assert "Exploratory" not in (to / "ten-authorities.html").read_text()
    code, said, _ = asked(project, "--further", "to-2025", "--write")
    assert code == 0
    assert said.startswith(
        "care_applications: Described, and by the protocol not judged"
    )
    assert (project / "docs/evaluation/ten-authorities.md").read_text() == page_before
    assert asked(project, "--report", str(to))[0] == 0
    shown = (to / "ten-authorities.html").read_text()
    assert "Exploratory: this was registered on" in shown
    assert "after these outcomes of the study had been opened: applications to" in shown


def answers(effect, p_value, better="lower"):
    return {
        "main": {"att": effect, "p_value": p_value, "better": better},
        "power": {"after": {"smallest_effect": 2.0, "critical_effect": 1.4}},
    }


def test_a_sentence_says_which_way_and_what_could_have_been_seen():
    hoped = sentence(
        "care_applications", answers(-3, 0.01), {"care_applications": 0.04}
    )
    assert "3.00 fewer of 10,000 children than one would expect, as hoped" in hoped
    assert "p 0.040, with all primary outcomes looked at" in hoped
    worse = sentence("care_started", answers(3, 0.01), {"care_started": 0.04})
    assert "more of 10,000 children than one would expect, which is not what" in worse
    slower = sentence(
        "assessed_in_time", answers(-3, 0.01, "higher"), {"assessed_in_time": 0.01}
    )
    assert "which is not what was hoped (p 0.010" in slower
    none = sentence("plan_again", answers(1, 0.5), {"plan_again": 0.9})
    assert none.startswith("Not to be told from chance: 1.00 more in 100 plans")
    assert "2.00 would be seen in 80 of 100 samples, one of 1.40 in about half" in none


def test_nothing_is_judged_that_the_protocol_does_not_judge():
    told = sentence("turnover", answers(-3, 0.001), {})
    assert told.startswith(
        "Described, and by the protocol not judged: 3.00 fewer in 100"
    )
    assert "hoped" not in told


def test_it_has_a_door_of_its_own(capsys):
    with pytest.raises(SystemExit):
        doors.main(["ten-authorities", "--help"])
    assert "registered study of the ten" in capsys.readouterr().out
