"""Reporting checklists: an item is answered only by what was written or reckoned."""

from __future__ import annotations

import io
import json

from kinfold_evaluation.registry.checklists import ITEMS, UNANSWERED, filled
from kinfold_evaluation.registry.command import main as protocol_command
from kinfold_evaluation.registry.protocol import read_protocol
from tests.evaluation.test_pictures import RESULTS
from tests.evaluation.test_report import DEVIATIONS, PROTOCOL, STUDY


def test_checklists_are_whole_and_filled_only_where_something_was_written():
    counts = {"TREND": 22, "STROBE": 22, "TIDieR": 12}
    assert {
        name: sum(item.checklist == name for item in ITEMS) for name in counts
    } == counts
    alone = {(f.item.checklist, f.item.number): f.answer for f in filled(PROTOCOL)}
    assert alone["TREND", 5].startswith("Did the second Signs of Safety")
    assert alone["TREND", 19] == "No outcome was declared as a harm."
    assert alone["TREND", 12] == UNANSWERED  # it was not run, for all that it knows
    assert alone["TIDieR", 12] == UNANSWERED
    run = {
        (f.item.checklist, f.item.number): f.answer
        for f in filled(PROTOCOL, RESULTS, len(DEVIATIONS))
    }
    assert run["TREND", 12].startswith("10 of 151 units treated;")
    assert run["STROBE", 5] == "6 periods; treated from 2019."
    assert run["TIDieR", 7].startswith("Bexley; Brent; Bristol, City of;")
    assert "clustered errors are too small" in run["STROBE", 19]
    assert f"{len(DEVIATIONS)} deviations" in run["STROBE", 17]
    assert run["TIDieR", 12] == UNANSWERED


def test_what_was_not_run_or_was_refused_answers_no_item():
    lead_alone = {
        outcome: {
            name: answer if name == "main" else {"cannot_be_answered": "too few"}
            for name, answer in answers.items()
        }
        for outcome, answers in RESULTS.items()
    }
    refused, answered = (
        {
            (one.item.checklist, one.item.answered_by): one.answer
            for one in filled(PROTOCOL, results)
        }
        for results in (lead_alone, RESULTS)
    )
    for checklist, by in (
        ("TREND", "before"), ("TREND", "ancillary"), ("STROBE", "before"),
        ("STROBE", "power"), ("STROBE", "sensitivities"), ("STROBE", "ancillary"),
    ):  # fmt: skip
        assert refused[checklist, by] == UNANSWERED
        assert answered[checklist, by] != UNANSWERED
    assert answered["STROBE", "before"] == (
        "The event study of 9 outcomes, in the report."
    )


def test_a_protocol_with_harms_and_without_doubts_or_answers_says_so(tmp_path):
    text = (STUDY / "protocol.toml").read_text(encoding="utf-8")
    head = text.split("[[outcomes]]")[0]
    path = tmp_path / "protocol.toml"
    path.write_text(
        head + '[[outcomes]]\ncolumn = "deaths"\nbetter = "lower"\nrank = "harm"\n'
        '[[analyses]]\nname = "main"\nmethod = "did"\n',
        encoding="utf-8",
    )
    results = {"deaths": {"main": {"cannot_be_answered": "Nobody is left."}}}
    told = {
        (f.item.checklist, f.item.number): f.answer
        for f in filled(read_protocol(path), results)
    }
    assert told["TREND", 19] == "Looked for in deaths."
    assert told["STROBE", 9] == UNANSWERED
    assert told["TREND", 12] == UNANSWERED
    design = {**RESULTS["plan_again"]["main"]["design"]}
    silent = {"deaths": {"main": {"design": design}}}
    told = {
        (f.item.checklist, f.item.number): f.answer
        for f in filled(read_protocol(path), silent)
    }
    assert told["STROBE", 19] == UNANSWERED


def test_a_checklist_is_asked_for_by_command():
    said = {}
    for name, more in (
        ("alone", []),
        ("run", ["--results", str(STUDY / "results.json")]),
    ):
        out = io.StringIO()
        words = ["checklist", str(STUDY / "protocol.toml"), *more]
        assert protocol_command(words, out=out) == 0
        said[name] = json.loads(out.getvalue())
    assert list(said["run"]) == ["TREND", "STROBE", "TIDieR"]
    item = "12. how many at each stage"
    assert said["alone"]["TREND"][item] == UNANSWERED
    assert said["run"]["TREND"][item].startswith("10 of 151")
