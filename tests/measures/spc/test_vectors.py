"""Every shared vector, through the very words the command line speaks."""

from __future__ import annotations

from collections.abc import Callable
from math import isclose
from typing import Any

import pytest

from kinfold_measures.spc.exchange import answer
from kinfold_measures.spc.formulas import c4
from kinfold_measures.spc.funnel import poisson_limits
from kinfold_measures.spc.runs import (
    BOXES,
    Method,
    fewest_crossings_allowed,
    is_signal,
    longest_run_allowed,
)
from tests.measures.spc.reference import table, vectors
from tests.told import TELLS

NAMES = ("nhsrplotthedots", "qicharts2", "funnelplotr")
ALL = [pytest.param(name, one, id=one["id"]) for name in NAMES for one in vectors(name)]
OUTPUTS = {
    "mean", "lpl", "upl", "outside_limits", "relative_to_mean", "close_to_limits",
    "special_cause_type", "point_type", "assurance_type", "rebase_group",
}  # fmt: skip
INPUTS_OF_TABLE = {"group", "numerator", "denominator"}


def without_outputs(vector: dict[str, Any]) -> dict[str, Any]:
    """What a stranger would send: the vector with every answer taken out."""
    asked = {name: held for name, held in vector.items() if name not in OUTPUTS}
    asked.pop("output", None)
    asked.pop("phi", None)
    asked.pop("tau2", None)
    if "table" in asked:
        rows = asked["table"].items()
        asked["table"] = {k: held for k, held in rows if k in INPUTS_OF_TABLE}
    return asked


def is_same(ours: Any, theirs: Any) -> bool:
    if isinstance(theirs, dict):
        return all(is_same(ours[name], held) for name, held in theirs.items())
    if isinstance(theirs, list):
        both = zip(ours, theirs, strict=True)
        return all(is_same(one, other) for one, other in both)
    if isinstance(theirs, int | float) and not isinstance(theirs, bool):
        return isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9)
    return bool(ours == theirs)


# columns of how the package gets there, held by one vector only; the figures that
# follow from them are compared
STEPS_ON_THE_WAY = {"rk", "sp", "truncated", "highlight"}


@pytest.mark.parametrize(("package", "vector"), ALL)
def test_the_reference_packages_agree(
    package: str,
    vector: dict[str, Any],
    record_property: Callable[[str, object], None],
) -> None:
    record_property(TELLS, f"vectors of {package}")
    [ours] = answer([without_outputs(vector)])
    for name, theirs in vector.items():
        if name == "table":
            theirs = {k: v for k, v in theirs.items() if k not in STEPS_ON_THE_WAY}
        assert is_same(ours[name], theirs), name


def test_there_are_as_many_vectors_as_were_given() -> None:
    assert [len(vectors(name)) for name in NAMES] == [114, 60, 49]


def test_every_decision_on_runs_agrees() -> None:
    rows = table("runs_rules_grid.csv.gz")
    wrong = [
        (row, method)
        for row in rows
        for method in Method
        if is_signal(int(row["n"]), int(row["c"]), int(row["l"]), method)
        is not (row[method.value] == "1")
    ]
    assert wrong == []
    assert {int(row["n"]) for row in rows} == set(BOXES)


def test_the_limits_of_runs_agree() -> None:
    for row in table("anhoej_limits.csv"):
        count = int(row["n"])
        assert longest_run_allowed(count) == int(row["longest.run.max"])
        assert fewest_crossings_allowed(count) == int(row["n.crossings.min"])


def test_the_constant_of_subgroups_agrees() -> None:
    for row in table("spc_constants.csv"):
        assert isclose(c4(int(row["n"])), float(row["c4"]), rel_tol=1e-12)


def test_the_exact_limits_agree() -> None:
    for row in table("funnel_exact_poisson_limits.csv"):
        limits = poisson_limits(float(row["number_seq"]))
        for ours, theirs in (
            (limits.lower_95, row["ll95"]),
            (limits.upper_95, row["ul95"]),
            (limits.lower_998, row["ll998"]),
            (limits.upper_998, row["ul998"]),
        ):
            assert isclose(ours, float(theirs), rel_tol=1e-11)
