"""The synthetic twin: held to England's level, to its own truth, and to itself."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np
import pytest

from kinfold_evaluation.command import main
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.twin.chance import numbers
from kinfold_evaluation.twin.lives import KINDS, live
from kinfold_evaluation.twin.measured import MEASURES, figures, panel
from kinfold_evaluation.twin.places import World
from kinfold_evaluation.twin.recovery import truth

ROOT = Path(__file__).parents[2]
ENGLAND = ROOT / "data" / "england" / "la_year_long.csv.gz"
SMALL = World(
    authorities=24, quarters=12, embedding=6, starts=(6,), scale=0.1, before=12, seed=3
)


@pytest.fixture(scope="module")
def lived():
    return live(SMALL)


def england(measures):
    """The authority in the middle, 2024, by measure."""
    figures = defaultdict(list)
    with gzip.open(ENGLAND, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["year"] == "2024" and row["measure"] in measures and row["value"]:
                figures[row["measure"]].append(float(row["value"]))
    return {measure: median(values) for measure, values in figures.items()}


def test_without_an_effect_it_stands_where_england_s_authorities_stand():
    world = live(
        World(
            authorities=10, quarters=16, embedding=0, starts=(8,), scale=0.6, differ=0
        )
    )
    held = {
        "referral-rate": "referral_rate10k",
        "referral-again": "rereferral_pct",
        "assessed-in-time": "assess_45wd_pct",
        "plan-started-rate": "cpp_start_rate10k",
        "plan-again": "cpp_subsequent_pct",
        "plan-rate": "cpp_at31_rate10k",
        "care-started-rate": "cla_started_rate10k",
        "care-rate": "cla_at31_rate10k",
        "court-rate": "cafcass_care_apps_rate10k",
        "ended-soon": "cin_ended_lt3m_pct",
    }
    middle = england(set(held.values()))
    for ours, theirs in held.items():
        made = float(figures(world, ours).mean())
        assert made == pytest.approx(middle[theirs], rel=0.12), ours


def test_everybody_is_somewhere(lived):
    """Who came into need is in need, on a plan, looked after, or it has ended."""
    world = replace(SMALL, before=0)
    one = live(world)
    came = (one.kind == KINDS.index("need")).sum()
    ended = (one.kind == KINDS.index("ended")).sum()
    assert came - ended == sum(one.open[state][:, -1].sum() for state in one.open)
    assert (one.open["care"][:, -1] > 0).any()
    referred = lived.kind == KINDS.index("referred")
    assert set(lived.detail[referred].tolist()) == {0, 1}
    started = lived.detail[lived.kind == KINDS.index("care")]
    assert started.min() >= 0
    assert started.max() <= 17


def test_an_effect_changes_nothing_before_it_nor_elsewhere(lived):
    with_effect = live(replace(SMALL, effects={"again": -0.5, "kin": 0.8}))
    assert with_effect.places.starts.tolist() == lived.places.starts.tolist()
    treated = lived.places.starts > 0
    for measure in MEASURES:
        before, after = figures(lived, measure), figures(with_effect, measure)
        np.testing.assert_array_equal(before[~treated], after[~treated])
        np.testing.assert_array_equal(before[:, :6], after[:, :6])
    gained = figures(with_effect, "referral-again") - figures(lived, "referral-again")
    assert gained[treated, 8:].mean() < -2


def test_an_authority_more_leaves_the_others_as_they_were(lived):
    more = live(replace(SMALL, authorities=25, embedding=0))
    fewer = live(replace(SMALL, embedding=0))
    for measure in MEASURES:
        np.testing.assert_array_equal(
            figures(more, measure)[:24], figures(fewer, measure)
        )


def test_each_lever_moves_its_measure_the_way_it_says():
    moves = {
        "referral": "referral-rate",
        "again": "referral-again",
        "plan": "plan-started-rate",
        "care": "care-started-rate",
        "closing": "ended-soon",
        "kin": "care-with-kin",
        "in-time": "assessed-in-time",
    }
    world = replace(SMALL, scale=0.2)
    without = live(world)
    for lever, measure in moves.items():
        seen = panel(live(replace(world, effects={lever: 0.4})), measure)
        assert truth(seen, panel(without, measure)) > 0, lever


def test_it_grows_where_it_is_embedded_slowly_and_starts_by_turns():
    world = replace(SMALL, starts=(4, 8), effects={"referral": -0.5})
    lived = live(world)
    assert sorted(lived.places.starts[lived.places.starts > 0].tolist()) == [
        4, 4, 4, 8, 8, 8,
    ]  # fmt: skip
    slowly = truth(
        panel(live(replace(world, speed=6.0)), "referral-rate"),
        panel(live(replace(world, effects={})), "referral-rate"),
    )
    at_once = truth(
        panel(lived, "referral-rate"),
        panel(live(replace(world, effects={})), "referral-rate"),
    )
    assert at_once < slowly < 0


def test_a_break_is_in_what_is_recorded_and_not_in_what_happens(lived):
    broken = live(replace(SMALL, thins={2: (5, 0.5)}))
    whole, part = figures(lived, "referral-rate"), figures(broken, "referral-rate")
    np.testing.assert_array_equal(whole[2, :5], part[2, :5])
    assert part[2, 5:].sum() == pytest.approx(0.5 * whole[2, 5:].sum(), rel=0.01)
    np.testing.assert_array_equal(whole[3:], part[3:])
    np.testing.assert_array_equal(
        figures(lived, "care-rate"), figures(broken, "care-rate")
    )


def test_a_share_of_nobody_is_no_figure():
    lonely = live(replace(SMALL, scale=0.0005, authorities=3, embedding=1))
    told = figures(lonely, "care-with-kin")
    assert np.isnan(told).any()
    assert np.isnan(
        truth(panel(lonely, "care-with-kin"), panel(lonely, "care-with-kin"))
    )


def test_chance_is_even_and_belongs_to_whom_when_and_what_for():
    keys = np.arange(100_000)
    drawn = numbers(1, "a", 0, keys)
    assert 0 < drawn.min() < drawn.max() < 1
    counts = np.bincount((drawn * 20).astype(int), minlength=20)
    assert ((counts - 5_000) ** 2 / 5_000).sum() < 43.8  # chi-squared, 19, p = 0.001
    others = [
        numbers(2, "a", 0, keys),
        numbers(1, "b", 0, keys),
        numbers(1, "a", 1, keys),
        numbers(1, "a", -1, keys),
        np.roll(drawn, 1),
    ]
    for other in others:
        assert abs(np.corrcoef(drawn, other)[0, 1]) < 0.0145  # 4.6 standard errors


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"effects": {"magic": 1.0}}, "No lever is called magic"),
        ({"embedding": 24}, "at least one must be left"),
        ({"starts": (12,)}, "from 1 to 11"),
        ({"scale": 0.0}, "a scale above 0"),
    ],
)
def test_a_world_that_cannot_be_is_refused(changed, said):
    with pytest.raises(CannotIdentify, match=said):
        replace(SMALL, **changed)


def test_a_measure_that_is_not_there_is_refused(lived):
    with pytest.raises(CannotIdentify, match=r"no measure happiness\. There are refer"):
        figures(lived, "happiness")


def test_who_lives_alone_lives_as_among_the_others(lived):
    """Of the untreated nobody is born, and the lives of the treated are the same."""
    treated = lived.places.starts > 0
    alone = live(SMALL, treated)
    for measure in ("referral-again", "care-rate"):
        ours, all_of_them = figures(alone, measure), figures(lived, measure)
        np.testing.assert_array_equal(ours[treated], all_of_them[treated])
    assert not figures(alone, "care-rate")[~treated].any()


SMALL_WORDS = (
    "--authorities", "12", "--quarters", "8", "--embedding", "4", "--starts", "4",
    "--scale", "0.02", "--effect", "again=-0.3",
)  # fmt: skip


def asked(*words):
    out, complain = io.StringIO(), io.StringIO()
    code = main(words, out=out, complain=complain)
    return code, json.loads(out.getvalue()) if code == 0 else complain.getvalue()


def test_a_world_is_written_as_a_panel_that_evaluate_reads(tmp_path):
    path, events = tmp_path / "made.csv", tmp_path / "events.csv"
    code, told = asked(
        "twin", "--out", str(path), "--events", str(events), *SMALL_WORDS
    )
    assert code == 0
    assert "nobody in it is real" in told["about"]
    assert told["true_effect"] < 0
    assert told["embedding"] == 4
    assert len(events.read_text().splitlines()) == told["events"] + 1
    code, answer = asked(
        "--method", "did", "--data", str(path), "--unit", "authority", "--time",
        "quarter", "--outcome", "referral-again", "--cohort", "start", "--json",
    )  # fmt: skip
    assert code == 0
    assert len(answer["design"]["treated"]) == 4


def test_a_figure_that_nobody_has_is_left_empty(tmp_path):
    path = tmp_path / "made.csv"
    code, told = asked(
        "twin", "--out", str(path), "--measure", "care-with-kin", "--authorities", "3",
        "--quarters", "4", "--embedding", "0", "--starts", "2", "--scale", "0.0005",
    )  # fmt: skip
    assert (code, told["true_effect"]) == (0, None)
    assert any(line.endswith(",") for line in path.read_text().splitlines())


def test_what_cannot_be_is_said_without_a_traceback(tmp_path, capsys):
    code, said = asked("twin", "--out", str(tmp_path / "no" / "such.csv"), *SMALL_WORDS)
    assert code == 2
    for words in (("--effect", "magic=1"), ("--effect", "again=x"), ("--starts", "a")):
        with pytest.raises(SystemExit):
            asked("twin", "--out", "x.csv", *words)
    assert "again=-0.2" in capsys.readouterr().err


def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_seed(tmp_path):
    written = set()
    for hashing in ("0", "1", "4"):
        path = tmp_path / f"{hashing}.csv"
        subprocess.run(
            [
                sys.executable, "-m", "kinfold_evaluation", "twin", "--out", str(path),
                *SMALL_WORDS,
            ],
            check=True,
            capture_output=True,
            env={
                **os.environ,
                "PYTHONHASHSEED": hashing,
                "PYTHONPATH": str(ROOT / "src"),
            },
        )  # fmt: skip
        written.add(path.read_bytes())
    assert len(written) == 1
