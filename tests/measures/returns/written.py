"""Small censuses, written out, to be read back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kinfold_measures.returns.census import read_census
from kinfold_measures.returns.findings import Fate, Finding
from kinfold_measures.returns.header import Return
from kinfold_measures.returns.structure import structure_of

IDENTIFIERS = (
    "<ChildIdentifiers><LAchildID>A1</LAchildID>"
    "<PersonBirthDate>2015-01-02</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>"
)
CHARACTERISTICS = (
    "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>"
)


def episode(*inside: str, referred: str = "2024-05-06") -> str:
    return (
        f"<CINdetails><CINreferralDate>{referred}</CINreferralDate>"
        f"{''.join(inside)}</CINdetails>"
    )


def child(*inside: str, who: str = IDENTIFIERS + CHARACTERISTICS) -> str:
    return f"<Child>{who}{''.join(inside)}</Child>"


def census(
    *children: str,
    closes: str = "2025-03-31",
    authority: str = "925",
    attributes: str = "",
    before: str = "",
) -> str:
    return (
        f"{before}<Message{attributes}><Header><CollectionDetails>"
        f"<Collection>CIN</Collection><ReferenceDate>{closes}</ReferenceDate>"
        f"</CollectionDetails><Source><LEA>{authority}</LEA></Source></Header>"
        f"<Children>{''.join(children)}</Children></Message>"
    )


def read(folder: Path, text: str, **more: str) -> Return:
    path = folder / "census.xml"
    path.write_text(text, encoding="utf-8")
    one = read_census(path, **more)  # type: ignore[arg-type]
    assert_accounted_for(one)
    return one


def rows(one: Return, table: str) -> list[dict[str, object]]:
    return one.tables[table].to_pylist()


def only(one: Return) -> Finding:
    assert len(one.findings) == 1, one.findings
    return one.findings[0]


def assert_accounted_for(one: Return) -> None:
    """Records in the file are rows, or were left out with a finding, table by table."""
    modules = structure_of("cin_census").modules
    lost = Counter(
        modules[f.module].table.name
        for f in one.findings
        if f.fate is Fate.ROW_LEFT_OUT
    )
    for name, table in one.tables.items():
        assert one.records.get(name, 0) == table.num_rows + lost[name], name
