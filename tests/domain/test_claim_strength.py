"""How well a claim stands: rules, never an average."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kinfold_core.practice.claim_strength import (
    KIND_WORDS,
    QUALITY,
    SAYS_WORDS,
    STRENGTH_WORDS,
    EvidenceKind,
    Piece,
    Says,
    Strength,
    judge,
)

STUDY = Piece(EvidenceKind.STUDY, Says.FOR, 4, is_independent=True, is_comparative=True)
SEEN = Piece(EvidenceKind.AUDIT, Says.FOR, 3, is_of_fidelity=True)
AGAINST = replace(STUDY, says=Says.AGAINST)
HEARSAY = Piece(EvidenceKind.INTERVIEW, Says.FOR, 1)


@pytest.mark.parametrize(
    ("pieces", "rivals", "still_open", "strength"),
    [
        ([], 0, 0, Strength.UNTESTED),
        ([replace(STUDY, says=Says.NEITHER)], 0, 0, Strength.UNTESTED),
        ([HEARSAY] * 10, 0, 0, Strength.HINTS),
        ([replace(HEARSAY, says=Says.AGAINST)], 0, 0, Strength.HINTS),
        ([STUDY], 1, 0, Strength.WEAK),
        ([STUDY, STUDY], 1, 0, Strength.WEAK),  # twice the same kind is one kind
        ([STUDY, SEEN], 0, 0, Strength.WEAK),  # nobody thought of another reason
        ([STUDY, SEEN], 2, 1, Strength.WEAK),
        ([replace(STUDY, is_comparative=False), SEEN], 1, 0, Strength.MODERATE),
        ([replace(STUDY, is_independent=False), SEEN], 1, 0, Strength.MODERATE),
        ([STUDY, replace(SEEN, is_of_fidelity=False)], 1, 0, Strength.MODERATE),
        ([STUDY, SEEN], 1, 0, Strength.STRONG),
        ([STUDY, SEEN, replace(AGAINST, quality=2)], 1, 0, Strength.STRONG),
        # never outvoted: one sound piece against it, whatever else there is
        ([STUDY, SEEN, *[SEEN] * 10, AGAINST], 1, 0, Strength.CONTESTED),
        ([HEARSAY, AGAINST], 0, 0, Strength.AGAINST),
    ],
)
def test_how_well_it_stands(pieces, rivals, still_open, strength):
    verdict = judge(pieces, rivals=rivals, open_rivals=still_open)
    assert verdict.strength is strength
    assert verdict.words == STRENGTH_WORDS[strength]
    assert verdict.why


def test_every_rule_is_answered_and_those_unmet_say_what_to_do():
    verdict = judge([STUDY], rivals=1, open_rivals=1)
    assert [rule.is_met for rule in verdict.rules] == [
        True, False, True, True, False, True, False, True,
    ]  # fmt: skip
    assert len(verdict.unmet) == 3
    assert all(rule.next_step for rule in verdict.rules)
    assert not judge([STUDY, SEEN], rivals=1).unmet


@pytest.mark.parametrize(("rivals", "still_open"), [(0, 1), (1, -1)])
def test_more_open_than_there_are_is_a_mistake(rivals, still_open):
    with pytest.raises(ValueError, match="cannot be open"):
        judge([], rivals=rivals, open_rivals=still_open)


def test_everything_has_its_words():
    assert set(KIND_WORDS) == set(EvidenceKind)
    assert set(SAYS_WORDS) == set(Says)
    assert set(STRENGTH_WORDS) == set(Strength)
    assert set(QUALITY) == {1, 2, 3, 4, 5}
