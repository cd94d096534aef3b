"""The libraries that `bench evaluation` is beside, where they are installed.

None of them is among Kinfold's own: they are measured, never used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

DRAWS, PLACEBOS = 9_999, 999


@dataclass(frozen=True, slots=True)
class Theirs:
    """What a library does for one row of ours.

    Attributes:
        row: which one.
        work: None where it is not installed.
        times: how many of what is measured make the whole.
        how: where it is not the whole.
    """

    library: str
    row: int
    work: Callable[[], object] | None
    times: float = 1.0
    how: str = ""


def found(data: Path) -> list[Theirs]:
    """Every library named, its work none where it is not there."""
    rows = (
        ("pyfixest", 0, _pyfixest, 1.0, ""),
        ("diff_diff", 0, _wild, 1.0, ""),
        (
            "diff_diff",
            1,
            _permuted,
            DRAWS / PLACEBOS,
            f", of the effect alone, reckoned from {PLACEBOS}",
        ),
        (
            "pysyncon",
            2,
            _pysyncon,
            144.0,
            ", reckoned from one fit of the weights alone",
        ),
        ("diff_diff", 4, _synthetic, 1.0, ""),
        ("diff_diff", 5, _cohorts, 1.0, ""),
    )
    return [
        Theirs(library, row, _work(library, work, data), times, how)
        for library, row, work, times, how in rows
    ]


def _work(
    library: str, work: Callable[[Any], None], data: Path
) -> Callable[[], None] | None:
    """The library's work on a frame read beforehand; None where it is not there."""
    if find_spec(library) is None:
        return None
    frame = import_module("pandas").read_csv(data)
    return lambda: work(frame)


def _pyfixest(frame: Any) -> None:
    fitted = import_module("pyfixest").feols(
        "y ~ d | la + q", frame, vcov={"CRV1": "la"}
    )
    fitted.wildboottest(param="d", reps=DRAWS, cluster="la", seed=1)


def _wild(frame: Any) -> None:
    frame["after"] = (frame["q"] >= 41).astype(int)
    import_module("diff_diff").TwoWayFixedEffects(
        cluster="la", inference="wild_bootstrap", n_bootstrap=DRAWS, seed=1
    ).fit(frame, outcome="y", treatment="ever", post="after", unit="la")


def _permuted(frame: Any) -> None:
    frame["after"] = (frame["q"] >= 41).astype(int)
    import_module("diff_diff").permutation_test(
        frame,
        outcome="y",
        treatment="ever",
        post="after",
        unit="la",
        n_permutations=PLACEBOS,
        seed=1,
    )


def _pysyncon(frame: Any) -> None:
    pysyncon = import_module("pysyncon")
    never = [int(one) for one in frame.loc[frame["ever"] == 0, "la"].unique()]
    treated = int(frame.loc[frame["ever"] == 1, "la"].iloc[0])
    prepared = pysyncon.Dataprep(
        foo=frame,
        predictors=[],
        predictors_op="mean",
        dependent="y",
        unit_variable="la",
        time_variable="q",
        treatment_identifier=treated,
        controls_identifier=never,
        time_predictors_prior=range(1, 41),
        time_optimize_ssr=range(1, 41),
        special_predictors=[("y", [quarter], "mean") for quarter in range(1, 41)],
    )
    equal = import_module("numpy").ones(40)
    pysyncon.Synth().fit(prepared, custom_V=equal)


def _synthetic(frame: Any) -> None:
    import_module("diff_diff").SyntheticDiD(
        variance_method="placebo", n_bootstrap=PLACEBOS, seed=1
    ).fit(
        frame,
        outcome="y",
        treatment="ever",
        unit="la",
        time="q",
        post_periods=list(range(41, 61)),
    )


def _cohorts(frame: Any) -> None:
    import_module("diff_diff").CallawaySantAnna(n_bootstrap=DRAWS, seed=1).fit(
        frame, outcome="ys", unit="la", time="q", first_treat="gs"
    )
