"""Every rule is broken by what breaks it, and kept by what keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from kinfold_measures.checks.checking import YearBefore, check_return
from kinfold_measures.checks.rules import Level, Rule, rules_of
from kinfold_measures.language.engines import InProcess
from kinfold_measures.made_census import write_census
from kinfold_measures.returns.census import read_census
from kinfold_measures.returns.columns import schema_of
from kinfold_measures.returns.findings import Finding
from kinfold_measures.returns.structure import structure_of
from kinfold_measures.table import Type
from kinfold_measures.tables import BY_NAME

RETURNS = ("cin_census", "ssda903")
RULES = [rule for name in RETURNS for rule in rules_of(name)]
USUAL = {
    "authority": "925", "child_id": "A", "line": 7, "episode": "1", "assessment": "1",
    "plan": "1",
}  # fmt: skip
ENGINE = InProcess(threads=1, memory="512MB")


def checked(
    rule: Rule, given: Mapping[str, tuple[Mapping[str, Any], ...]]
) -> tuple[Finding, ...]:
    tables: dict[str, pa.Table] = {}
    before: dict[str, pa.Table] = {}
    for name, rows in given.items():
        table = BY_NAME[name.removesuffix("_before")]
        full = [dict.fromkeys(table.names) | USUAL | row for row in rows]
        for row in full:
            for column in table.columns:
                if column.type is Type.TEXT and row[column.name] is not None:
                    row[column.name] = str(row[column.name])
        year = before if name.endswith("_before") else tables
        year[table.name] = pa.Table.from_pylist(full, schema=schema_of(table))
    return check_return(
        tables,
        file="one.xml",
        authority="925",
        closes_on=date(2025, 3, 31),
        rules=[rule],
        before=YearBefore("last.csv of 2024", before),
        engine=ENGINE,
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_breaks_a_rule_is_found_and_what_keeps_it_is_not(rule: Rule) -> None:
    broken = checked(rule, rule.wrong)
    assert broken, "nothing is found"
    for finding in broken:
        where = (finding.file, finding.rule, finding.module, finding.field)
        assert where == ("one.xml", rule.code, rule.module, rule.field)
        assert finding.line
        assert finding.found
        assert finding.expected == rule.says
    assert checked(rule, rule.right) == ()


@pytest.mark.parametrize("name", RETURNS)
def test_rules_are_told_apart_and_are_about_what_the_return_has(name: str) -> None:
    rules = rules_of(name)
    codes = [rule.code for rule in rules]
    assert len(set(codes)) == len(codes)
    modules = structure_of(name).modules
    for rule in rules:
        assert (rule.level is Level.QUERY) is rule.code.endswith("Q")
        if rule.module in modules:
            within = modules[rule.module]
            known = {
                *within.fields,
                *within.parts,
                *(f for p in within.parts.values() for f in p.fields),
            }
            assert rule.field in known, rule.code


def test_a_query_may_be_given_a_reason() -> None:
    query = next(rule for rule in RULES if rule.code == "8525Q")
    [finding] = checked(query, {"person": ({},)})
    assert finding.mend.endswith("or give a reason why it is so")


def test_a_made_up_census_is_sound_where_its_maker_took_care(tmp_path: Path) -> None:
    path = tmp_path / "made.xml"
    write_census(path, 300)
    one = read_census(path)
    assert one.header is not None
    found = check_return(
        one.tables,
        file=path.name,
        authority="925",
        closes_on=one.header.closes_on,
        rules=rules_of("cin_census"),
    )
    broken = {finding.rule for finding in found}
    assert not broken & {"8510", "8525Q", "4180", "4220", "8790", "8590", "8600"}
    # it is not all careful: plans begin on days with no conference
    assert "2885" in broken
