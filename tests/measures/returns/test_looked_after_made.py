"""The made-up years of children looked after that the benchmark reads."""

from __future__ import annotations

from pathlib import Path

from benchmarks.looked_after_made import write_returns
from kinfold_measures.returns.looked_after import read_looked_after


def test_five_years_are_the_same_again_are_read_whole_and_are_of_the_same_children(
    tmp_path: Path,
) -> None:
    folders = tmp_path / "one", tmp_path / "two"
    for folder in folders:
        folder.mkdir()
    made, again = (write_returns(folder, 300) for folder in folders)
    people: dict[int, set[str]] = {}
    for year, paths in made.items():
        for path, same in zip(paths, again[year], strict=True):
            assert path.read_bytes() == same.read_bytes()
        one = read_looked_after(paths, authority="925", year=year)
        assert one.findings == ()
        assert {
            name: table.num_rows for name, table in one.tables.items() if table.num_rows
        } == one.records
        people[year] = set(one.tables["person"]["child_id"].to_pylist())
    assert list(people) == [2021, 2022, 2023, 2024, 2025]
    assert len(set.union(*people.values())) == 300
    assert all(people[year] & people[year + 1] for year in (2021, 2022, 2023, 2024))
