"""SSDA903 as one file of XML: the same rows as from CSV, and the same findings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kinfold_measures.returns import rows as reading
from kinfold_measures.returns.findings import Fate
from kinfold_measures.returns.header import Return
from kinfold_measures.returns.looked_after import read_looked_after
from tests.measures.returns.test_looked_after import SAMPLES, assert_accounted_for

SAMPLE = SAMPLES[0].parent / "fake_903.xml"
WHO = "<CHILDID>A1</CHILDID><SEX>2</SEX><DOB>01/02/2010</DOB><ETHNIC>WBRI</ETHNIC>"
EPISODE = "<EPISODE><DECOM>01/05/2023</DECOM><RNE>S</RNE><PL>U3</PL></EPISODE>"


def read(folder: Path, text: str, *, year: int = 2024) -> Return:
    path = folder / "903.XML"
    path.write_text(text)
    one = read_looked_after([path], authority="925", year=year)
    assert_accounted_for(one)
    return one


def child(header: str, *others: str) -> str:
    return (
        f"<EXPSSDA903><CHILD><HEADER>{header}</HEADER>{''.join(others)}</CHILD>"
        "</EXPSSDA903>"
    )


def counted(one: Return) -> dict[str, int]:
    return {n: t.num_rows for n, t in one.tables.items() if t.num_rows}


def test_the_sample_is_read_whole() -> None:
    one = read_looked_after([SAMPLE], authority="925", year=2020)
    assert_accounted_for(one)
    assert one.findings == ()
    assert counted(one) == {
        "person": 2,
        "cla_episodes": 3,
        "cla_reviews": 8,
        "cla_health": 2,
        "immigration_status": 1,
    }
    [alone] = one.tables["immigration_status"].to_pylist()
    assert (alone["child_id"], alone["ceased_date"]) == ("97318", date(2019, 12, 15))
    assert (alone["sex"], alone["date_of_birth"]) == ("F", date(2001, 12, 19))
    placements = one.tables["cla_episodes"]["placement"].to_pylist()
    assert placements == ["A3", "U2", "K1"]


def test_every_kind_of_record_has_its_place(tmp_path: Path) -> None:
    header = (
        f"{WHO}<UASC>0</UASC><DATE_INT>01/06/2023</DATE_INT><IN_TOUCH>YES</IN_TOUCH>"
        "<AMISSING><MISSING>M</MISSING><MIS_START>02/05/2023</MIS_START></AMISSING>"
        "<PERMANENCE><PREV_PERM>P1</PREV_PERM></PERMANENCE>"
        "<AD_PLACED><DATE_PLACED>03/07/2023</DATE_PLACED></AD_PLACED>"
        "<SW_EPISODE><SW_ID>SW1</SW_ID><SW_DECOM>01/05/2023</SW_DECOM></SW_EPISODE>"
    )
    liberty = "<LIBERTY><DOLO_START>01/05/2026</DOLO_START></LIBERTY>"
    one = read(tmp_path, child(header, EPISODE, liberty), year=2027)
    assert counted(one) == {
        "person": 1, "cla_episodes": 1, "missing": 1, "care_leavers": 1, "adoption": 1,
        "placed_for_adoption": 1, "cla_previous_permanence": 1, "involvements": 1,
        "deprivation_of_liberty": 1,
    }  # fmt: skip
    for name in counted(one):
        assert one.tables[name]["child_id"].to_pylist() == ["A1"]
    assert one.tables["missing"]["date_of_birth"].to_pylist() == [date(2010, 2, 1)]


def test_a_namespace_changes_nothing(tmp_path: Path) -> None:
    text = child(WHO, EPISODE).replace("<EXPSSDA903>", '<EXPSSDA903 xmlns="urn:x">')
    assert counted(read(tmp_path, text)) == {"person": 1, "cla_episodes": 1}


@pytest.mark.parametrize(
    ("text", "field", "found", "fate"),
    [
        (child(WHO + "<SHOES>36</SHOES>"), "SHOES", "nothing is known", "VALUE"),
        (child(WHO, "<SHOES><SIZE>36</SIZE></SHOES>"), "SIZE", "is known", "VALUE"),
        (child(WHO + "<SEX>1</SEX>"), "SEX", "a second one", "VALUE"),
        (child(WHO, "<EPISODE/>"), "DECOM", "nothing that can be read", "ROW"),
        (child(WHO + "<AREVIEW/>"), "REVIEW", "nothing that can be read", "ROW"),
        (child("<SEX>1</SEX>"), "CHILD", "nothing that can be read", "ROW"),
        (child(WHO, EPISODE.replace("U3", "U9")), "PLACE", "U9", "VALUE"),
    ],
)
def test_what_is_wrong_is_told(
    tmp_path: Path, text: str, field: str, found: str, fate: str
) -> None:
    [finding] = read(tmp_path, text).findings
    assert finding.field == field
    assert found in finding.found
    assert finding.fate is Fate[f"{fate}_LEFT_OUT"]
    assert finding.line == 1
    assert finding.mend


def test_what_nothing_is_known_of_is_told_once(tmp_path: Path) -> None:
    shoes = "<SHOES><SIZE>36</SIZE></SHOES>"
    assert len(read(tmp_path, child(WHO, shoes, shoes)).findings) == 1


def test_records_without_a_child_are_left_out_and_told(tmp_path: Path) -> None:
    one = read(tmp_path, f"<EXPSSDA903><CHILD>{EPISODE}</CHILD></EXPSSDA903>")
    assert [(f.module, f.fate) for f in one.findings] == [
        ("Header", Fate.ROW_LEFT_OUT),
        ("Episodes", Fate.ROW_LEFT_OUT),
    ]


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "an empty file"),
        ("plain words", "breaks off here"),
        (child(WHO, EPISODE)[:-20], "breaks off here"),
        ("<EXPSSDA903/>", "no CHILD in it"),
        (BOMB + child(WHO + "<UPN>&b;</UPN>"), "a document type"),
        (OUTSIDE + child(WHO + "<UPN>&a;</UPN>"), "a document type"),
    ],
)
def test_a_file_that_is_no_return_is_refused(
    tmp_path: Path, text: str, said: str
) -> None:
    one = read(tmp_path, text)
    [finding] = one.findings
    assert one.is_refused
    assert said in finding.found
    assert not counted(one)


def test_too_many_findings_refuse_the_file_so_that_memory_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_FINDINGS", 5)
    wrong = EPISODE.replace("U3", "U9")
    one = read(tmp_path, child(WHO, *[wrong] * 5))
    assert not one.is_refused
    one = read(tmp_path, child(WHO, *[wrong] * 6))
    assert one.is_refused
    assert "more than 5 things" in one.findings[0].found
