"""Chart vectors as JSON: a list of series with what a chart makes of each.

The shapes are those of the shared vectors, so that any two implementations can be
compared: the inputs of a vector are read, its outputs are written in the same fields,
and whatever else it holds is handed on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

from kinfold_measures.spc import control, funnel, xmr
from kinfold_measures.spc.control import OF_SUBGROUPS
from kinfold_measures.spc.runs import Method, Runs

Vector: TypeAlias = "Mapping[str, Any]"

KINDS: Final = ("xmr", "run", "control", "funnel")


class BadVector(ValueError):
    """A vector cannot be drawn. Says which, where and how to mend it."""


def answer(vectors: Any, kind: str = "") -> Any:
    """The same vectors with our outputs. An object of several lists stays one.

    Raises:
        BadVector: the first that cannot be drawn; nothing is answered then.
    """
    if isinstance(vectors, Mapping):
        return {name: answer(inside, kind) for name, inside in vectors.items()}
    if not isinstance(vectors, list):
        raise BadVector("Give a list of vectors, or an object whose parts are lists")
    return [_answer(one, place, kind) for place, one in enumerate(vectors, start=1)]


def _answer(vector: Any, place: int, kind: str) -> dict[str, Any]:
    if not isinstance(vector, Mapping):
        raise BadVector(f"Vector {place}: an object is needed, not {vector!r}")
    called = f"Vector {place} ({vector.get('id', 'no id')})"
    try:
        return _ANSWERS[kind or kind_of(vector)](vector)
    except KeyError as error:
        raise BadVector(f"{called}: the field {error} is missing") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise BadVector(f"{called}: {error}") from error


def kind_of(vector: Vector) -> str:
    """Which chart a vector is for, told by its own fields.

    Raises:
        ValueError: no field tells it.
    """
    if "chart" in vector:
        return "run" if vector["chart"] == "run" else "control"
    if "data_type" in vector or "table" in vector:
        return "funnel"
    if "y" in vector:
        return "xmr"
    raise ValueError(
        "no field tells which chart it is: give --kind, or a field "
        "chart (run and control), data_type (funnel) or y (xmr)"
    )


def _xmr(vector: Vector) -> dict[str, Any]:
    values, better = (
        vector["y"],
        xmr.Better(vector.get("improvement_direction") or "neutral"),
    )
    stretches = _stretches(vector)
    chart = xmr.xmr(
        values,
        stretches=stretches,
        is_screened=vector.get("screen_outliers", True),
        fix_after=vector.get("fix_after_n_points"),
    )
    points, target = chart.points, vector.get("target")
    return {
        **vector,
        "rebase_group": stretches,
        "mean": [p.lines.centre for p in points],
        "lpl": [p.lines.lower for p in points],
        "upl": [p.lines.upper for p in points],
        "outside_limits": [p.is_outside for p in points],
        "relative_to_mean": [p.side for p in points],
        "close_to_limits": [p.is_near for p in points],
        "special_cause_type": [p.cause.value for p in points],
        "point_type": [p.kind(better).value for p in points],
        "assurance_type": chart.assurance(target, better),
    }


def _stretches(vector: Vector) -> list[int]:
    """The stretch of each value: begun anew at each date in `rebase`."""
    count, rebase = len(vector["y"]), vector.get("rebase")
    if not rebase:
        return list(vector.get("rebase_group") or [0] * count)
    dates = [date.fromisoformat(one) for one in vector["date"]]
    if len(dates) != count:
        raise ValueError(f"{count} values and {len(dates)} dates: give one for each")
    if dates != sorted(set(dates)):
        raise ValueError("dates must go forward, each of them once")
    begins = {date.fromisoformat(one) for one in _several(rebase)}
    if unknown := begins - set(dates):
        said = ", ".join(sorted(map(str, unknown)))
        raise ValueError(f"rebased at {said}, which is none of the dates")
    number, numbers = 0, []
    for day in dates:
        number += day in begins
        numbers.append(number)
    return numbers


def _control(vector: Vector) -> dict[str, Any]:
    given, kind = vector["input"], control.Kind(vector["chart"])
    splits, left_out = _several(given.get("part")), _several(given.get("exclude"))
    method = Method(given.get("method") or "anhoej")
    if kind in OF_SUBGROUPS:
        chart = control.subgroup_chart(
            kind,
            given["y"],
            freeze=given.get("freeze"),
            splits=splits,
            exclude=left_out,
            method=method,
        )
    else:
        chart = control.control_chart(
            kind,
            given["y"],
            sizes=given.get("n"),
            freeze=given.get("freeze"),
            splits=splits,
            exclude=left_out,
            is_screened=given.get("screened", True),
            method=method,
        )
    return {**vector, "output": _columns(chart)}


def _columns(chart: control.Chart) -> dict[str, list[Any]]:
    rows = [
        (number, part.runs, point)
        for number, part in enumerate(chart.parts, start=1)
        for point in part.points
    ]
    # neighbouring moving ranges share a value, so runs of them mean nothing
    has_runs = chart.kind is not control.Kind.MOVING_RANGE
    columns: dict[str, Callable[[int, Runs, control.Point], Any]] = {
        "y": lambda _, __, p: p.value,
        "n": lambda _, __, p: p.size,
        "cl": lambda _, __, p: p.centre,
        "lcl": lambda _, __, p: p.lower,
        "ucl": lambda _, __, p: p.upper,
        "lcl.95": lambda _, __, p: p.lower_2sd,
        "ucl.95": lambda _, __, p: p.upper_2sd,
        "sigma.signal": lambda _, __, p: p.is_signal,
        "runs.signal": lambda _, runs, __: has_runs and runs.is_signal,
        "n.obs": lambda _, runs, __: runs.observed,
        "n.useful": lambda _, runs, __: runs.useful,
        "longest.run": lambda _, runs, __: runs.longest,
        "longest.run.max": lambda _, runs, __: runs.longest_allowed,
        "n.crossings": lambda _, runs, __: runs.crossings,
        "n.crossings.min": lambda _, runs, __: runs.crossings_allowed,
        "part": lambda number, _, __: number,
        "baseline": lambda _, __, p: p.sets_lines,
        "include": lambda _, __, p: p.is_included,
    }
    named = {name: [read(*row) for row in rows] for name, read in columns.items()}
    return {"x": list(range(1, len(rows) + 1)), **named}


def _funnel(vector: Vector) -> dict[str, Any]:
    table = vector["table"]
    given = zip(table["group"], table["numerator"], table["denominator"], strict=True)
    made = funnel.funnel(
        [funnel.Unit(str(group), over, under) for group, over, under in given],
        kind=funnel.Kind(vector.get("data_type") or "SR"),
        method=funnel.Method(vector.get("sr_method") or "SHMI"),
        trim=vector.get("trim_by") or 0.1,
        is_adjusted=vector.get("draw_adjusted", True),
        level=vector.get("limit") or 99,
    )
    points = made.points
    columns = {
        "group": [p.unit.group for p in points],
        "numerator": [p.unit.numerator for p in points],
        "denominator": [p.unit.denominator for p in points],
        "rr": [p.ratio for p in points],
        "target_transformed": [made.target_transformed for _ in points],
        "Y": [p.transformed for p in points],
        "s": [p.spread for p in points],
        "Uzscore": [p.score for p in points],
        "Wuzscore": [p.kept for p in points],
        "LCL95": [p.exact.lower_95 for p in points],
        "UCL95": [p.exact.upper_95 for p in points],
        "LCL99": [p.exact.lower_998 for p in points],
        "UCL99": [p.exact.upper_998 for p in points],
        "OD95LCL": [p.adjusted.lower_95 for p in points],
        "OD95UCL": [p.adjusted.upper_95 for p in points],
        "OD99LCL": [p.adjusted.lower_998 for p in points],
        "OD99UCL": [p.adjusted.upper_998 for p in points],
        "outlier": [int(p.is_outlier) for p in points],
    }
    return {**vector, "phi": made.phi, "tau2": made.tau2, "table": {**table, **columns}}


def _several(given: Any) -> list[Any]:
    """What may be one, several or none, as a list."""
    if given is None:
        return []
    return list(given) if isinstance(given, list) else [given]


_ANSWERS: Final[dict[str, Callable[[Vector], dict[str, Any]]]] = {
    "xmr": _xmr,
    "run": _control,
    "control": _control,
    "funnel": _funnel,
}
