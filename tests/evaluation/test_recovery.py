"""How often the truth is found: the page, what it is made of, and the worlds again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kinfold_evaluation.twin import command
from kinfold_evaluation.twin.lives import live
from kinfold_evaluation.twin.measured import panel
from kinfold_evaluation.twin.places import World
from kinfold_evaluation.twin.published import (
    DESIGNS,
    DRAWS,
    GOAL,
    MEASURE,
    PAGE,
    RESULTS,
    SIZE_GOAL,
    Design,
    chance,
    in_full,
    misses,
    page,
    publish,
)
from kinfold_evaluation.twin.recovery import OneWorld, Recovered, recover, truth
from kinfold_evaluation.twin.ways import BY_CR1, BY_EFFECT, CR1, CR2, INVERTED
from tests.evaluation.test_twin import SMALL, SMALL_WORDS, asked

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def results():
    return json.loads((ROOT / RESULTS).read_text(encoding="utf-8"))


def test_the_page_is_made_of_the_results_as_they_are_kept(results):
    shown = (ROOT / PAGE).read_text(encoding="utf-8")
    assert shown == page(results), "run ./kinfold evaluate recovery --publish"


def test_the_results_are_of_the_designs_as_they_are_now(results):
    assert {name: told["worlds"] for name, told in results["designs"].items()} == {
        one.name: one.worlds for one in DESIGNS
    }
    assert (results["measure"], results["draws"]) == (MEASURE, DRAWS)


def leaves(value):
    if isinstance(value, dict):
        return [leaf for key in sorted(value) for leaf in leaves(value[key])]
    if isinstance(value, list):
        return [leaf for one in value for leaf in leaves(one)]
    return [value]


@pytest.mark.parametrize("design", DESIGNS, ids=lambda one: one.name)
def test_the_first_worlds_lived_again_give_every_digit(results, design):
    kept = results["designs"][design.name]["first"][:1]
    again = recover(design.world, MEASURE, worlds=1, draws=DRAWS)
    ours = [in_full(one) for one in again.worlds]
    assert set(ours[0]["told"]) == set(kept[0]["told"])
    assert leaves(ours) == pytest.approx(leaves(kept), rel=2e-5)


def test_the_truth_is_found_as_often_as_aimed_at_by_what_we_lead_with(results):
    """The goals of the issue: 93 to 97 of 100, and 3.5 to 6.5 true nulls of 100."""
    told = results["designs"]["ten at once"]
    assert told["worlds"] == 1_000
    for way in (CR2, INVERTED):
        assert GOAL[0] <= told["ways"][way]["held"] / 1_000 <= GOAL[1], way
    rejected = told["rejected_without_effect"]
    assert SIZE_GOAL[0] <= rejected[BY_EFFECT] / 1_000 <= SIZE_GOAL[1]
    assert rejected[BY_CR1] / 1_000 > SIZE_GOAL[1]
    assert CR1 in misses(told)


def test_a_way_that_misses_without_a_reason_cannot_be_published(results):
    changed = json.loads(json.dumps(results))
    changed["designs"]["ten at once"]["ways"][CR2]["held"] = 900
    with pytest.raises(KeyError, match="Satterthwaite"):
        page(changed)


def test_a_share_is_told_with_its_chance():
    """Clopper and Pearson's, of 0 of 20 by hand: 1 - 0.025 ** (1 / 20)."""
    assert chance(0, 20) == pytest.approx((0, 1 - 0.025 ** (1 / 20)))


def test_it_is_counted_in_how_many_worlds_the_truth_is_inside():
    worlds = tuple(
        OneWorld(seed, 2.0, {"way": interval}, {"test": p})
        for seed, (interval, p) in enumerate(
            [((2.5, 2.0, 3.0), 0.05), ((4.0, 3.0, 5.0), 0.2), ((1.0, -1.0, 1.5), 0.01)]
        )
    )
    found = Recovered("rate", worlds)
    assert (found.ways, found.tests) == (("way",), ("test",))
    assert (found.held("way"), found.detected("way")) == (1, 2)
    assert found.rejected("test") == 2
    bias, error = found.bias("way")
    assert bias == pytest.approx(0.5)
    assert error == pytest.approx(np.std([0.5, 2, -1], ddof=1) / np.sqrt(3))


def test_a_world_s_truth_is_what_the_same_children_without_the_effect_did_not_do():
    world = replace(SMALL, embedding=10, effects={"again": -0.5}, seed=8)
    (one,) = recover(world, "referral-again", worlds=1, draws=19).worlds
    with_effect = panel(live(world), "referral-again")
    without = panel(live(replace(world, effects={})), "referral-again")
    assert one.truth == truth(with_effect, without) < 0
    (nothing,) = recover(
        replace(world, effects={}), "referral-again", worlds=1, draws=19
    ).worlds
    assert nothing.truth == 0
    assert nothing.without == one.without


def test_all_is_published_by_one_command(tmp_path, monkeypatch):
    world = World(
        authorities=24, quarters=8, embedding=8, starts=(3, 4), scale=0.02, before=4
    )
    publish(tmp_path, [Design("ten at once", world, 2)])
    kept = json.loads((tmp_path / RESULTS).read_text(encoding="utf-8"))
    assert (tmp_path / PAGE).read_text(encoding="utf-8") == page(kept)
    asked_for = []
    monkeypatch.setattr(command, "publish", asked_for.append)
    code, told = asked("recovery", "--publish", "--folder", str(tmp_path))
    assert (code, told["written"], asked_for) == (0, str(PAGE), [tmp_path])


def test_many_worlds_are_told_with_their_chance():
    words = ("--worlds", "3", "--draws", "19", *SMALL_WORDS)
    code, told = asked("recovery", *words, "--embedding", "6")
    assert code == 0
    assert told["worlds"] == 3
    share = told["ways"][CR2]["truth_in_95_interval"]
    assert share["low"] <= share["share"] <= share["high"]
    assert share["share"] in {0, 1 / 3, 2 / 3, 1}
    assert told["rejected_without_effect"][BY_EFFECT]["share"] in {0, 1 / 3, 2 / 3, 1}


@pytest.mark.parametrize("words", [("--worlds", "1"), ("--draws", "18")])
def test_too_few_worlds_or_draws_are_refused(words):
    code, said = asked("recovery", *words)
    assert code == 2
    assert said.startswith("--worlds is at least 2, and --draws at least 19")
