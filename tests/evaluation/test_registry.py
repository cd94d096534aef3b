"""The registry: a study is held to what it promised before it looked."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from kinfold_evaluation import doors
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.registry import command
from kinfold_evaluation.registry.book import lines
from kinfold_evaluation.registry.progress import Step, read_step
from kinfold_evaluation.registry.protocol import (
    as_toml,
    hash_of_file,
    read_protocol,
)
from kinfold_evaluation.registry.running import run
from kinfold_evaluation.registry.study import deviate, register

WORDS = """
title = "Plans that are repeated"
question = "Did fewer plans begin again?"
claim = "A network that stays makes a second plan rarer."
population = "Two authorities beside six; none is left out."
stopping = "Once, after the last year."
written_by = "the evaluators"
"""
REST = """
[data]
file = "panel.csv"
sha256 = "{hash}"
options = ["--unit", "la", "--time", "year", "--treated", "A,B", "--from", "2018"]

[[outcomes]]
column = "again"
better = "lower"
rank = "primary"

[[outcomes]]
column = "flat"
better = "lower"
rank = "harm"

[[analyses]]
name = "main"
method = "did"
options = ["--draws", "99"]

[[analyses]]
name = "by the mix"
method = "sc"
sensitivity = true
"""


@pytest.fixture
def folder(tmp_path):
    """A protocol beside its data: one outcome that moves, one that never does."""
    rows = ["la,year,again,flat"]
    for number, la in enumerate("ABCDEFGH"):
        for year in range(2014, 2022):
            effect = -3 if la in "AB" and year >= 2018 else 0
            figure = 20 + number + (7 * number + 3 * year) % 5 + effect
            rows.append(f"{la},{year},{figure},4")
    (tmp_path / "panel.csv").write_text("\n".join(rows))
    write(tmp_path, WORDS + REST)
    return tmp_path


def write(folder, words):
    said = words.replace("{hash}", hash_of_file(folder / "panel.csv"))
    (folder / "study.toml").write_text(said)


def paths(folder):
    return folder / "study.toml", folder / "book.jsonl"


def clock():
    """An hour later each time."""
    hours = count()
    return lambda: datetime(2026, 11, 26, tzinfo=UTC) + timedelta(hours=next(hours))


def test_a_study_is_registered_run_and_run_again_with_the_same_hashes(folder):
    ticking = clock()
    kept = register(*paths(folder), ticking)
    assert kept["outcomes_opened_before"] == []
    assert kept["at"] == "2026-11-26T00:00:00+00:00"
    first = run(*paths(folder), ticking)
    assert first["compared_with"] is None
    assert first["results"]["again"]["main"]["att"] < -1
    assert first["results"]["again"]["main"]["rank"] == "primary"
    assert first["results"]["again"]["by the mix"]["is_sensitivity"]
    assert "never changes" in first["results"]["flat"]["main"]["cannot_be_answered"]
    again = run(*paths(folder), ticking)
    assert again["compared_with"] == "2026-11-26T02:00:00+00:00"
    assert again["otherwise_than_before"] == []
    assert again["hashes"] == first["hashes"]
    assert [line.what for line in lines(folder / "book.jsonl")] == [
        "registered", "opened", "ran", "opened", "ran",
    ]  # fmt: skip


def test_a_run_says_how_far_it_has_come(folder):
    path, book = paths(folder)
    far = folder / "far.json"
    register(path, book)
    assert read_step(far) is None
    steps = []
    run(path, book, told=steps.append)
    assert [(one.done, one.of) for one in steps] == [(n, 4) for n in range(4)]
    words = ["run", str(path), "--book", str(book), "--progress", str(far)]
    assert command.main(words, out=io.StringIO()) == 0
    assert read_step(far) == steps[-1] == Step(3, 4, "flat", "by the mix")


def test_a_run_for_comparison_alone_leaves_the_book_as_it_is(folder):
    register(*paths(folder))
    run(*paths(folder), keep=False)
    book = (folder / "book.jsonl").read_text()
    assert len(book.splitlines()) == 3, "the first look is always kept"
    assert run(*paths(folder), keep=False)["otherwise_than_before"] == []
    assert (folder / "book.jsonl").read_text() == book


def test_outcomes_stay_closed_until_it_is_registered(folder):
    with pytest.raises(CannotIdentify, match="not registered, so its outcomes stay"):
        run(*paths(folder))
    assert not (folder / "book.jsonl").exists()


def test_a_protocol_changed_after_is_refused_and_what_was_changed_is_said(folder):
    register(*paths(folder))
    changed = (WORDS + REST).replace('"99"', '"999"').replace("Once, after", "After")
    write(folder, changed)
    with pytest.raises(CannotIdentify) as refused:
        run(*paths(folder))
    assert "analyses 1.options 2: 99 -> 999" in str(refused.value)
    assert "stopping: Once, after the last year. -> After the last" in str(
        refused.value
    )
    assert "opened" not in {line.what for line in lines(folder / "book.jsonl")}


def test_one_analysis_less_is_a_change_too(folder):
    register(*paths(folder))
    write(folder, (WORDS + REST).split('[[analyses]]\nname = "by')[0])
    with pytest.raises(CannotIdentify, match="Changed: analyses: "):
        run(*paths(folder))


def test_layout_and_comments_are_no_change(folder):
    before = register(*paths(folder))["registered"]
    write(
        folder,
        "# as promised\n" + (WORDS + REST).replace('", "--draws', '",  "--draws'),
    )
    assert read_protocol(folder / "study.toml").digest == before


def test_a_protocol_that_comes_after_looking_says_so(folder):
    register(*paths(folder))
    run(*paths(folder))
    write(folder, (WORDS + REST).replace("Plans that are repeated", "Afterthought"))
    kept = register(*paths(folder))
    assert kept["outcomes_opened_before"] == ["again", "flat"]
    assert lines(folder / "book.jsonl")[-1].more["opened_before"] == ["again", "flat"]


def test_what_was_seen_on_a_file_with_one_space_less_was_seen(folder):
    register(*paths(folder))
    run(*paths(folder))
    (folder / "panel.csv").write_text((folder / "panel.csv").read_text() + "\n")
    write(folder, WORDS + REST)
    assert register(*paths(folder))["outcomes_opened_before"] == ["again", "flat"]


def test_a_grid_is_promised_with_its_hash(folder):
    grid = folder / "grid.json"
    grid.write_text(json.dumps({"estimators": ["did"]}))
    words = (WORDS + REST).replace(
        'method = "sc"', 'method = "curve"\ngrid = "grid.json"'
    )
    write(folder, words)
    with pytest.raises(CannotIdentify, match="by the mix has a grid; say its grid_sha"):
        register(*paths(folder))
    promised = f'grid = "grid.json"\ngrid_sha256 = "{hash_of_file(grid)}"'
    write(folder, words.replace('grid = "grid.json"', promised))
    register(*paths(folder))
    told = run(*paths(folder))["results"]["again"]["by the mix"]
    assert "grid" in str(told)
    grid.write_text("{}")
    with pytest.raises(CannotIdentify, match=r"grid\.json is not the file of the pro"):
        run(*paths(folder))


def test_other_data_are_refused(folder):
    register(*paths(folder))
    data = folder / "panel.csv"
    data.write_text(data.read_text().replace("A,2014,", "A,2014,1"))
    with pytest.raises(
        CannotIdentify, match=r"panel\.csv is not the file of the proto"
    ):
        run(*paths(folder))


def test_what_was_done_otherwise_stands_beside_the_results(folder):
    register(*paths(folder))
    deviate(*paths(folder), "B was left out", "it was merged with C")
    told = run(*paths(folder))
    assert [one["why"] for one in told["deviations"]] == ["it was merged with C"]
    with pytest.raises(CannotIdentify, match="and why"):
        deviate(*paths(folder), "B was left out", " ")


def test_nothing_is_done_otherwise_than_what_nobody_promised(folder):
    with pytest.raises(CannotIdentify, match="is not registered"):
        deviate(*paths(folder), "B was left out", "it was merged with C")


def test_the_same_protocol_is_registered_once(folder):
    register(*paths(folder))
    with pytest.raises(CannotIdentify, match="registered already"):
        register(*paths(folder))


def test_a_line_that_was_changed_or_taken_out_is_found(folder):
    register(*paths(folder))
    deviate(*paths(folder), "B was left out", "it was merged with C")
    book = folder / "book.jsonl"
    whole = book.read_text()
    book.write_text(whole.replace("merged with C", "bothersome"))
    with pytest.raises(CannotIdentify, match=r"Line 2 of book\.jsonl is not what was"):
        lines(book)
    book.write_text(whole.splitlines()[1])
    with pytest.raises(CannotIdentify, match="Line 1"):
        run(*paths(folder))
    book.write_text("{}")
    with pytest.raises(CannotIdentify, match="no line of a registry"):
        lines(book)


def test_a_run_that_comes_out_otherwise_is_told(folder, monkeypatch):
    register(*paths(folder))
    run(*paths(folder))
    monkeypatch.setattr("kinfold_evaluation.methods.FEW_TREATED", 1)
    out = io.StringIO()
    words = ["run", str(folder / "study.toml"), "--book", str(folder / "book.jsonl")]
    assert command.main(words, out=out) == 1
    assert json.loads(out.getvalue())["otherwise_than_before"] == ["again, main"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("claim =", "claims =", "does not say: claim \\(the claim of the theory"),
        ("[data]", "[date]", "\\[data\\] is needed"),
        ('better = "lower"', 'better = "less"', "better is lower or higher"),
        ('rank = "harm"', 'rank = "main"', "rank is one of primary"),
        ('column = "flat"', 'column = "again"', "Two outcomes are called again"),
        ('name = "by the mix"', 'name = "main"', "Two analyses are called main"),
        ('method = "did"', "", "number 1 does not say: method"),
        ("[[analyses]]", "[[analysis]]", "At least one \\[\\[analyses\\]\\]"),
        ('["--draws", "99"]', "[99]", "The options of main are a list of words"),
        ("title =", "title", "is not TOML"),
        ('"--draws"', '"--data=x.csv", "--draws"', "main may not have --data=x.csv"),
        ('"--unit"', '"--outcome", "flat", "--unit"', "data may not have --outcome"),
    ],
)
def test_a_protocol_that_is_not_whole_says_what_is_missing(folder, before, after, said):
    write(folder, (WORDS + REST).replace(before, after))
    with pytest.raises(CannotIdentify, match=said):
        register(*paths(folder))


def test_an_analysis_that_the_command_does_not_know_is_named(folder, capsys):
    write(folder, (WORDS + REST).replace('"--draws"', '"--magic"'))
    register(*paths(folder))
    with pytest.raises(CannotIdentify, match="Analysis main is not understood"):
        run(*paths(folder))
    assert "--magic" in capsys.readouterr().err


def test_the_command_registers_runs_and_verifies(folder, capsys):
    book, study = str(folder / "book.jsonl"), str(folder / "study.toml")

    def asked(*words):
        code = doors.main(["protocol", *words, "--book", book])
        return code, capsys.readouterr()

    code, told = asked("verify")
    assert (code, json.loads(told.out)["last_link"]) == (0, None)
    code, told = asked("run", study)
    assert code == 2
    assert "protocol register" in told.err
    assert asked("register", study)[0] == 0
    assert asked("run", study)[0] == 0
    assert asked("deviate", study, "--done", "later", "--why", "late data")[0] == 0
    code, told = asked("verify")
    last = json.loads(told.out)
    assert (code, last["lines"]) == (0, 4)
    assert asked("verify", "--expect", last["last_link"])[0] == 0
    whole = (folder / "book.jsonl").read_text().splitlines(keepends=True)
    (folder / "book.jsonl").write_text("".join(whole[:-1]))
    assert asked("verify")[0] == 0, "what was cut from the end breaks no link"
    code, told = asked("verify", "--expect", last["last_link"])
    assert code == 2
    assert "lines were cut from its end" in told.err
    assert asked("run", str(folder / "none.toml"))[0] == 2


def test_a_word_that_is_none_of_these_is_one_method_on_one_file(capsys):
    with pytest.raises(SystemExit):
        doors.main(["--method", "did"])
    assert "--data" in capsys.readouterr().err


def test_what_a_protocol_says_can_be_written_out_and_read_again(tmp_path):
    shipped = Path(__file__).parents[2] / "studies/ten-authorities/protocol.toml"
    said = read_protocol(shipped).said | {"note": 'A "quote", a line\nand a \x7f'}
    written = tmp_path / "protocol.toml"
    written.write_text(as_toml(said), encoding="utf-8")
    assert read_protocol(written).said == said
