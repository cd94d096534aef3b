"""`./kinfold measures spc --json`: read, answered, or refused with a sentence."""

from __future__ import annotations

import json
import re
import runpy
from io import StringIO
from typing import Any

import pytest

from kinfold_measures.command import main
from kinfold_measures.spc.exchange import BadVector, answer


def asked(text: str, *more: str) -> tuple[int, str, str]:
    out, complaint = StringIO(), StringIO()
    arguments = ["spc", "--json", *more]
    code = main(arguments, given=StringIO(text), out=out, complain=complaint)
    return code, out.getvalue(), complaint.getvalue()


def test_a_list_comes_back_with_our_figures_and_its_own_fields() -> None:
    code, out, complaint = asked('[{"id": "a", "y": [1, 2, 3], "note": "kept"}]')
    [one] = json.loads(out)
    assert (code, complaint) == (0, "")
    assert (one["id"], one["note"], one["mean"]) == ("a", "kept", [2, 2, 2])


def test_an_object_of_lists_stays_one() -> None:
    _, out, _ = asked('{"synthetic": [{"chart": "c", "input": {"y": [4, 4]}}]}')
    assert json.loads(out)["synthetic"][0]["output"]["ucl"] == [10, 10]


def test_the_kind_may_be_said() -> None:
    _, out, _ = asked('[{"chart": "c", "y": [1, 3]}]', "--kind", "xmr")
    assert json.loads(out)[0]["mean"] == [2, 2]


def test_subgroups_are_drawn_too() -> None:
    [one] = answer([{"chart": "xbar", "input": {"y": [[1, 3], [2, 6]]}}])
    assert one["output"]["cl"] == [3, 3]


def test_a_funnel_may_leave_out_what_is_usual() -> None:
    table = {"group": ["a", "b"], "numerator": [9, 12], "denominator": [10, 10]}
    [one] = answer([{"table": table}])
    assert one["table"]["rr"] == [0.9, 1.2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nonsense", "not JSON"),
        ('[{"y": [NaN]}]', "NaN"),
        ("3", "a list of vectors"),
        ("[3]", "Vector 1: an object is needed"),
        ('[{"id": "a"}]', r"Vector 1 \(a\): no field tells"),
        ('[{"chart": "p"}]', "the field 'input' is missing"),
        ('[{"chart": "zz", "input": {"y": [1]}}]', "zz"),
        ('[{"y": ["three"]}]', "Vector 1"),
        ('[{"y": 3}]', "Vector 1"),
        ('[{"y": [1, 2], "date": ["2020-01-01"], "rebase": "2020-01-01"}]', "2 values"),
        (
            '[{"y": [1, 2], "date": ["2020-02-01", "2020-01-01"], "rebase": "x"}]',
            "forward",
        ),
        (
            '[{"y": [1], "date": ["2020-01-01"], "rebase": ["2020-02-01"]}]',
            "2020-02-01, which is none",
        ),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_answered(
    text: str, said: str
) -> None:
    code, out, complaint = asked(text)
    assert (code, out) == (2, "")
    assert re.search(said, complaint), complaint


def test_the_first_that_is_wrong_is_named() -> None:
    good: dict[str, Any] = {"y": [1, 2]}
    with pytest.raises(BadVector, match=r"Vector 2 \(odd\)"):
        answer([good, {"id": "odd", "y": [1], "fix_after_n_points": 1}])


def test_it_can_be_run_as_a_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["kinfold_measures", "list"])
    with pytest.raises(SystemExit) as left:
        runpy.run_module("kinfold_measures", run_name="__main__")
    assert left.value.code == 0
    assert "plan.repeat" in capsys.readouterr().out
