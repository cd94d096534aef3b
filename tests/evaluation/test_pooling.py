"""Random effects, against the published numbers that metafor's own tests hold it to."""

from __future__ import annotations

import numpy as np
import pytest

from kinfold_evaluation.pooling import pooled
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import reference

# What teachers expect and what pupils' tests say (Raudenbush 1984): metafor's
# dat.raudenbush1985, effects and variances.
EXPECTED = [
    0.03, 0.12, -0.14, 1.18, 0.26, -0.06, -0.02, -0.32, 0.27, 0.80, 0.54, 0.18, -0.02,
    0.23, -0.18, -0.06, 0.30, 0.07, -0.07,
]  # fmt: skip
VARIANCES = [
    0.0156, 0.0216, 0.0279, 0.1391, 0.1362, 0.0106, 0.0106, 0.0484, 0.0269, 0.0630,
    0.0912, 0.0497, 0.0835, 0.0841, 0.0253, 0.0279, 0.0193, 0.0088, 0.0303,
]  # fmt: skip
STAYS = [-20.0, -2, -55, -71, -4, 1, 11, -10, 7]
VARIANCES_OF_STAYS = [40.59, 2.05, 15.28, 150.22, 20.19, 1.22, 95.38, 8.03, 20.69]


def vaccine(spread):
    """13 trials against tuberculosis (Colditz et al. 1994): metafor's dat.bcg."""
    rows = reference("bcg.csv")
    ill, well, ill_without, well_without = (
        np.array([float(row[part]) for row in rows])
        for part in ("tpos", "tneg", "cpos", "cneg")
    )
    treated, others = ill + well, ill_without + well_without
    ratios = np.log(ill / treated) - np.log(ill_without / others)
    variances = 1 / ill - 1 / treated + 1 / ill_without - 1 / others
    return pooled(list(ratios), list(np.sqrt(variances)), spread)


def test_dersimonian_and_laird_on_the_vaccine_trials():
    """metafor against Stata's metan: -0.7141 [-1.0644, -0.3638], I2 92.1173."""
    told = vaccine("dl")
    assert told.value == pytest.approx(-0.7141, abs=5e-5)
    assert told.plain.interval == pytest.approx((-1.0644, -0.3638), abs=6e-5)
    assert told.value / told.plain.value == pytest.approx(-3.9952, abs=5e-5)
    assert told.between == pytest.approx(0.3088, abs=5e-5)
    assert 100 * told.share_between == pytest.approx(92.1173, abs=5e-5)
    assert told.heterogeneity == pytest.approx(152.2330, abs=5e-5)
    assert told.p_heterogeneity < 1e-4


def test_knapp_and_hartung_s_error_is_statsmodels_s():
    """statsmodels 0.15, combine_effects: sd_eff_w_re_hksj, and its interval by t."""
    told = vaccine("dl")
    assert told.knapp_hartung.value == pytest.approx(0.1806966283355474, rel=1e-12)
    assert told.knapp_hartung.interval == pytest.approx(
        (-1.10782135, -0.32041309), abs=1e-8
    )
    assert told.knapp_hartung.freedom == 12


def test_restricted_likelihood_on_the_vaccine_trials():
    """Viechtbauer (2010), printed: 0.3132, -0.7145 (0.1798), I2 92.22 %."""
    told = vaccine("reml")
    assert told.between == pytest.approx(0.3132, abs=5e-5)
    assert told.value == pytest.approx(-0.7145, abs=5e-5)
    assert told.plain.value == pytest.approx(0.1798, abs=5e-5)
    assert 100 * told.share_between == pytest.approx(92.22, abs=5e-3)
    assert np.exp(told.next_place(told.plain)) == pytest.approx([0.15, 1.55], abs=5e-3)
    wide, narrow = told.next_place(told.knapp_hartung), told.next_place(told.plain)
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


def test_days_in_hospital_as_normand_printed_them():
    errors = [float(np.sqrt(one)) for one in VARIANCES_OF_STAYS]
    told = pooled(STAYS, errors, "dl")
    assert told.value == pytest.approx(-14.10, abs=6e-3)
    assert told.between == pytest.approx(218.72, abs=0.03)
    assert told.plain.interval == pytest.approx((-24.45, -3.75), abs=6e-3)
    told = pooled(STAYS, errors)
    assert told.value == pytest.approx(-15.12, abs=6e-3)
    assert told.between == pytest.approx(685.20, abs=0.03)
    assert told.plain.interval == pytest.approx((-32.67, 2.43), abs=6e-3)


def test_each_effect_is_drawn_towards_the_mean_as_metafor_s_blup_draws_it():
    told = pooled(EXPECTED, [float(np.sqrt(one)) for one in VARIANCES])
    assert told.between == pytest.approx(0.0188, abs=1e-4)
    assert told.value == pytest.approx(0.0837, abs=5e-5)
    assert told.heterogeneity == pytest.approx(35.8295, abs=1e-3)
    shrunken, errors = told.shrunken
    assert shrunken == pytest.approx(
        [
            0.0543, 0.1006, -0.0064, 0.2144, 0.1051, -0.0082, 0.0174, -0.0293, 0.1604,
            0.2485, 0.1618, 0.1102, 0.0646, 0.1105, -0.0288, 0.0258, 0.1905, 0.0744,
            0.0248,
        ],
        abs=1e-4,
    )  # fmt: skip
    lowest = [
        -0.1324, -0.1033, -0.2228, -0.0533, -0.1622, -0.1737, -0.1481, -0.2689, -0.0543,
        0, -0.097, -0.1303, -0.192, -0.1463, -0.2405, -0.1906, -0.0076, -0.0808,
        -0.1954,
    ]  # fmt: skip
    assert shrunken - 1.959964 * errors == pytest.approx(lowest, abs=1e-4)


def likelihood(between, effects, errors):
    variances = np.array(errors) ** 2 + between
    mean = np.average(effects, weights=1 / variances)
    away = ((np.array(effects) - mean) ** 2 / variances).sum()
    return -(np.log(variances).sum() + np.log((1 / variances).sum()) + away) / 2


@pytest.mark.parametrize(
    ("effects", "errors", "spread"),
    [
        # it falls from 0, as two sure effects agree, and rises again for four others
        ([0, 0.05, 4, -4, 3, -3], [0.1, 0.1, 1, 1, 1, 1], 8.638),
        ([0, 0.01, 3, -3, 2.5, -2.5], [0.05, 0.05, 1, 1, 1, 1], 4.708),
        # it rises from 0
        ([0, 0.3, 4, -4, 3, -3], [0.1, 0.1, 1, 1, 1, 1], 8.656),
        # it falls from 0 for good
        ([0, 0.05, 1, -1], [0.1, 0.1, 1, 1], 0.0),
    ],
)
def test_of_several_peaks_the_highest_is_the_spread(effects, errors, spread):
    told = pooled(effects, errors).between
    grid = np.linspace(0, 30, 30_001)
    heights = [likelihood(one, effects, errors) for one in grid]
    assert told == pytest.approx(grid[np.argmax(heights)], abs=1e-3)
    assert told == pytest.approx(spread, abs=1e-3)
    assert likelihood(told, effects, errors) >= max(heights) - 1e-12


def test_effects_that_agree_have_no_spread_and_are_all_one():
    """Three effects that differ by less than their errors: the plain weighted mean."""
    for spread in ("reml", "dl"):
        told = pooled([1.0, 1.1, 0.9], [1.0, 1.0, 1.0], spread)
        assert told.between == told.share_between == 0
        assert told.value == pytest.approx(1)
        assert told.shrunken[0] == pytest.approx([1, 1, 1])
        assert told.plain.value == pytest.approx(1 / np.sqrt(3))


def test_two_effects_have_the_spread_that_is_reckoned_by_hand():
    """0 and 10, errors 1: the variance between them is 50, of which 1 is error."""
    for spread in ("reml", "dl"):
        assert pooled([0.0, 10.0], [1.0, 1.0], spread).between == pytest.approx(49)


@pytest.mark.parametrize(
    ("effects", "errors", "said"),
    [
        ([1.0], [1.0], "At least two effects"),
        ([0.1 + 0.2, 0.3], [0.5, 0.4], "All 2 effects are the same"),
        ([0.0, 0.0, 0.0], [0.5, 0.4, 0.3], "All 3 effects are the same"),
        ([1.0, 2.0], [1.0, 0.0], "no error above 0"),
        ([1.0, 2.0], [1.0, float("nan")], "no error above 0"),
    ],
)
def test_what_cannot_be_pooled_is_said(effects, errors, said):
    with pytest.raises(CannotIdentify, match=said):
        _ = pooled(effects, errors).knapp_hartung
