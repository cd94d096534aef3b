"""The made-up nation that the benchmark counts: the same again, and whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.nation_made import write_nation
from kinfold_measures.language.definition import definitions
from kinfold_measures.language.engines import InProcess
from kinfold_measures.language.folder import tables_in
from kinfold_measures.language.periods import financial_years
from kinfold_measures.language.running import prepare, run_all
from kinfold_measures.practice_tables import PRACTICE
from kinfold_measures.returns.columns import schema_of
from kinfold_measures.tables import BY_NAME


@pytest.mark.slow
def test_the_nation_is_the_same_for_the_same_seed_and_has_cases_of_every_measure(
    tmp_path: Path,
) -> None:
    folders = tmp_path / "one", tmp_path / "two"
    for folder in folders:
        folder.mkdir()
        write_nation(folder, scale=0.005)
    one, two = (
        {name: rows.to_table() for name, rows in tables_in(folder).items()}
        for folder in folders
    )
    for name, table in one.items():
        assert table.schema.types == schema_of(BY_NAME[name]).types
        order = [(column, "ascending") for column in table.column_names]
        assert table.sort_by(order).equals(two[name].sort_by(order))
    engine = InProcess(threads=1)
    prepare(engine, tables_in(folders[0]), financial_years(2016, 2025))
    met = {
        figure.code
        for figure in run_all(definitions().values(), engine)
        if figure.denominator or figure.numerator
    }
    # a nation hands in returns; what is counted on Kinfold's own record is in none
    own = {one.name for one in PRACTICE}
    assert met == {code for code, one in definitions().items() if not one.reads & own}
