from __future__ import annotations

import pytest

from kinfold_core.practice.vocabulary import (
    AS_SHIPPED,
    IN_FAMILY_COPY,
    PACK_OF_STATUS,
    PACKS,
    Concept,
    label,
    labels_to_keep,
    pack_from,
    parts_of,
    vocabulary_from,
)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("concept", Concept)
def test_every_pack_has_words_for_every_concept(pack, concept):
    assert label(pack, concept).one


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("concept", IN_FAMILY_COPY)
def test_every_pack_has_a_heading_for_the_family_copy(pack, concept):
    assert label(pack, concept).heading


def test_the_same_key_is_called_differently_in_each_pack():
    assert [label(pack, "danger").one for pack in PACKS] == [
        "danger statement",
        "worry statement",
        "worry statement",
        "danger statement",
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
        ("child_in_need", "safety"),
        ("child_protection", "safety"),
        ("looked_after", "success"),
        ("care_leaver", "success"),
        ("", "safety"),
        ("never heard of", "safety"),
    ],
)
def test_a_service_status_brings_its_usual_pack(status, pack):
    assert AS_SHIPPED.speaking(status).code == pack


def test_an_authority_changes_some_words_and_the_rest_stay():
    kept = labels_to_keep(PACKS["success"])
    kept["goal"] = {"one": "healing goal", "many": "healing goals"}
    del kept["danger"]  # a concept that came after these words were written
    kept["gone"] = {"one": "a concept there is no more", "many": ""}
    healing = pack_from("success", name="Healing", version=2, labels=kept)
    assert label(healing, "goal").one == "healing goal"
    assert label(healing, "goal").help == label("success", "goal").help
    assert label(healing, "danger") == label("success", "danger")
    assert set(healing.labels) == set(Concept)
    assert (healing.name, healing.version) == ("Healing", 2)


def test_a_status_speaks_in_the_pack_an_authority_chose_for_it():
    row = {"code": "local", "name": "Ours", "version": 1, "labels": {}}
    ours = vocabulary_from([row], {"early_help": "local"})
    assert ours.speaking("early_help").name == "Ours"
    assert ours.speaking("looked_after") == PACKS["success"]
    assert set(ours.pack_of_status) == set(PACK_OF_STATUS)


def test_a_pack_that_is_gone_is_not_spoken():
    row = {"code": "gone", "name": "Old", "version": 1, "labels": {}}
    assert (
        vocabulary_from([row], {"early_help": "gone"}).speaking("early_help")
        == PACKS["safety"]
    )


@pytest.mark.parametrize(
    ("concept", "parts"),
    [
        ("scale_0", ("one",)),
        ("scale_10", ("one",)),
        ("plan", ("one", "many")),
        ("scale", ("one", "many", "help")),
        ("goal", ("one", "many", "help", "heading")),
    ],
)
def test_a_concept_has_the_words_it_is_spoken_of_with(concept, parts):
    assert parts_of(Concept(concept)) == parts
