"""Two people who read the same texts: published counts, and what cannot be said."""

from __future__ import annotations

import pytest

from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.two_coders import agreement_of_two, of_counts


def of(both, only_first, only_second, neither):
    return of_counts(
        both=both, only_first=only_first, only_second=only_second, neither=neither
    )


def test_the_worked_example_of_statpsych_after_fleiss_and_paik():
    """`ci.kappa(.05, 31, 12, 4, 58)` of Bonett's R package statpsych."""
    for found in (of(31, 12, 4, 58), of(58, 4, 12, 31)):
        assert found.kappa == pytest.approx(0.6756757, abs=5e-8)
        assert found.error == pytest.approx(0.07344761, abs=5e-9)
        assert found.low == pytest.approx(0.5317210, abs=5e-8)
        assert found.high == pytest.approx(0.8196303, abs=5e-8)


def test_the_same_share_agreed_and_a_low_kappa_is_warned_of():
    """Feinstein and Cicchetti's two tables (1990): 85 % agreed in both of them."""
    even, lopsided = of(40, 9, 6, 45), of(80, 10, 5, 5)
    assert even.percent == lopsided.percent == 85
    assert (round(even.kappa, 2), round(lopsided.kappa, 2)) == (0.70, 0.32)
    assert even.pabak == lopsided.pabak == pytest.approx(0.70)
    assert "PABAK" not in even.sentence
    assert "Nearly all texts got this code" in lopsided.sentence
    assert "PABAK, which is 0.70" in lopsided.sentence
    assert "Few texts got this code" in of(5, 10, 5, 80).sentence


def test_answers_are_counted_text_by_text():
    first = [True] * 20 + [True] * 5 + [False] * 10 + [False] * 15
    second = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    found = agreement_of_two(first, second)
    assert found == of(20, 5, 10, 15)
    assert (found.both, found.only_first, found.only_second, found.neither) == (
        20,
        5,
        10,
        15,
    )
    assert found.kappa == pytest.approx(0.4)  # by hand: (0.7 - 0.5) / (1 - 0.5)
    assert found.sentence == (
        "The two agreed on 35 of 50 texts (70 %). Kappa is 0.40 (95 % interval 0.15 "
        "to 0.65)."
    )


@pytest.mark.parametrize(
    "counts", [(9, 0, 0, 0), (0, 0, 0, 9), (0, 9, 0, 0), (3, 6, 0, 0), (0, 0, 2, 7)]
)
def test_one_answer_to_every_text_has_no_kappa(counts):
    found = of(*counts)
    assert (found.kappa, found.error, found.low, found.high) == (None,) * 4
    assert found.percent == pytest.approx(100 * (counts[0] + counts[3]) / 9)
    assert "Kappa cannot be said" in found.sentence


def test_who_never_disagree_have_a_kappa_and_no_interval():
    found = of(4, 0, 0, 6)
    assert (found.kappa, found.error, found.low, found.high) == (1, None, None, None)
    assert "has no interval" in found.sentence


@pytest.mark.parametrize("half", [1, 5, 500])
def test_who_never_agree_have_a_kappa_of_minus_1_and_no_interval(half):
    """The formula's error is 0 there, as if five texts had told everything."""
    found = of(0, half, half, 0)
    assert (found.kappa, found.error, found.low, found.high) == (-1, None, None, None)
    assert "Kappa is -1, for they never agreed" in found.sentence
    assert of(0, half + 1, half, 0).error > 0


def test_worse_than_chance_is_below_0_and_the_interval_ends_at_minus_1():
    found = of(1, 5, 4, 1)
    assert found.kappa < -0.5
    assert found.low == -1
    assert found.high < 0


@pytest.mark.parametrize(("first", "second"), [([], []), ([True], []), ([], [False])])
def test_texts_that_only_one_has_read_are_refused(first, second):
    with pytest.raises(CannotIdentify, match="texts that both have read"):
        agreement_of_two(first, second)
