from __future__ import annotations

import pytest

from kinfold_core.practice.vocabulary import (
    PACKS,
    Concept,
    Label,
    label,
    local_pack,
    pack_for_status,
)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("concept", Concept)
def test_every_pack_has_words_for_every_concept(pack, concept):
    assert label(pack, concept).one


def test_the_same_key_is_called_differently_in_each_pack():
    assert [label(pack, "danger").one for pack in PACKS] == [
        "danger statement",
        "worry statement",
        "worry statement",
    ]
    assert label("success", Concept.GOAL).many == "success goals"


def test_an_unknown_pack_speaks_as_safety_and_an_unknown_concept_is_refused():
    assert label("gone", "goal") == label("safety", "goal")
    with pytest.raises(ValueError, match="issue"):
        label("safety", "issue")


@pytest.mark.parametrize(
    ("status", "pack"),
    [
        ("early_help", "wellbeing"),
        ("cp", "safety"),
        ("child_protection", "safety"),
        ("looked_after", "success"),
        ("closed", "safety"),
    ],
)
def test_a_service_status_brings_its_usual_pack(status, pack):
    assert pack_for_status(status) == pack


def test_a_local_pack_changes_some_words_and_keeps_the_rest():
    healing = local_pack(
        "healing",
        "Healing",
        based_on="success",
        labels={Concept.GOAL: Label("healing goal", "healing goals")},
        version=2,
    )
    assert label(healing, "goal").one == "healing goal"
    assert label(healing, "danger") == label("success", "danger")
    assert healing.version == 2
