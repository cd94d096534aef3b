"""Weights that add up to 1: the best there are, with a gap that proves it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinfold_evaluation import simplex
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.simplex import closest, projected, ridged


def problem(seed, rows, columns, doubles=0):
    random = np.random.Generator(np.random.Philox(seed))
    given_ = random.normal(size=(rows, columns))
    if doubles:
        given_[:, -doubles:] = given_[:, :doubles]
    return given_, random.normal(size=rows)


def is_best(products, towards, weights):
    """No other weights are better: at every weight above 0 the slope is the least."""
    slope = products @ weights - towards
    scale = np.abs(products).max() + np.abs(towards).max()
    assert (weights >= 0).all()
    assert weights.sum() == pytest.approx(1)
    assert (slope[weights > 1e-9] - slope.min()).max() <= 1e-9 * scale


@given(
    st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 25), st.integers(0, 3)
)
@settings(max_examples=150, deadline=None)
def test_no_other_weights_are_better(seed, rows, columns, doubles):
    given_, target = problem(seed, rows, columns, min(doubles, columns // 2))
    products, towards = given_.T @ given_, given_.T @ target
    found = closest(products, towards)
    is_best(products, towards, found.values)
    assert found.gap <= 1e-8 * np.abs(products).max()


@given(st.integers(0, 10_000), st.integers(2, 15))
@settings(max_examples=50, deadline=None)
def test_where_it_sets_out_from_changes_nothing(seed, columns):
    given_, target = problem(seed, 20, columns)
    products, towards = given_.T @ given_, given_.T @ target
    even = np.full(columns, 1 / columns)
    np.testing.assert_allclose(
        closest(products, towards, even).values,
        closest(products, towards).values,
        atol=1e-9,
    )


def test_a_donor_that_is_the_target_has_all_the_weight():
    given_, _ = problem(3, 10, 6)
    target = given_[:, 4]
    found = closest(given_.T @ given_, given_.T @ target)
    np.testing.assert_allclose(found.values, np.eye(6)[4], atol=1e-9)


def test_nothing_to_weigh_is_said():
    with pytest.raises(CannotIdentify, match="no unit to weigh"):
        closest(np.empty((0, 0)), np.empty(0))


def test_an_end_that_is_not_found_is_said(monkeypatch):
    monkeypatch.setattr(simplex, "STEPS", 1)
    given_, target = problem(1, 20, 15)
    with pytest.raises(CannotIdentify, match="No best weights were found"):
        closest(given_.T @ given_, given_.T @ target)


@given(st.integers(0, 10_000), st.integers(1, 8))
@settings(max_examples=60, deadline=None)
def test_the_projection_is_the_nearest_point(seed, columns):
    random = np.random.Generator(np.random.Philox(seed))
    points = random.normal(size=(3, columns)) * 2
    allowed = random.random((3, columns)) < 0.7
    allowed[:, 0] = True
    made = projected(points, allowed)
    np.testing.assert_allclose(made.sum(axis=1), 1)
    assert (made >= 0).all()
    assert (made[~allowed] == 0).all()
    for row, point, may in zip(made, points, allowed, strict=True):
        is_best(np.eye(int(may.sum())), point[may], row[may])


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_many_at_once_are_each_the_best(seed):
    random = np.random.Generator(np.random.Philox(seed))
    columns, targets = random.normal(size=(9, 7)), random.normal(size=(4, 7))
    allowed = random.random((4, 9)) < 0.8
    allowed[:, 0] = True
    start = allowed / allowed.sum(axis=1, keepdims=True)
    weights, gap = ridged(columns, targets, 0.3, allowed, start)
    assert gap <= 1e-9
    for row, target, may in zip(weights, targets, allowed, strict=True):
        mine = columns[may]
        exact = closest(mine @ mine.T / 7 + 0.3 * np.eye(len(mine)), mine @ target / 7)
        np.testing.assert_allclose(row[may], exact.values, atol=1e-4)


def test_steps_end_where_they_are_told_to(monkeypatch):
    monkeypatch.setattr(simplex, "STEPS", 3)
    start = np.full((1, 4), 0.25)
    weights, gap = ridged(
        np.eye(4), np.ones((1, 4)) * [[9, 0, 0, 1]], 0.1, start > 0, start
    )
    assert weights.sum() == pytest.approx(1)
    assert gap == np.inf
