"""Several returns into one folder of tables, all of them or none."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from kinfold_measures.checks.checking import YearBefore, check_return
from kinfold_measures.checks.rules import rules_of
from kinfold_measures.formulas import harmless
from kinfold_measures.returns.annex_a import read_annex_a
from kinfold_measures.returns.census import read_census
from kinfold_measures.returns.findings import FIELDS, Fate, Finding
from kinfold_measures.returns.header import Header, Return
from kinfold_measures.returns.kinds import Bundle, Kind, bundles_of
from kinfold_measures.returns.looked_after import read_looked_after
from kinfold_measures.returns.own_record import read_own_record
from kinfold_measures.returns.standard import read_standard

FORMATS: Final = ("parquet", "csv")
FINDINGS: Final = "findings.csv"
RETURNS: Final = "returns.csv"
_CHECKED_BY: Final = {Kind.CENSUS: "cin_census", Kind.LOOKED_AFTER: "ssda903"}
"""The rules of the returns that the Department has rules for."""
_REPEATING: Final = {Kind.ANNEX_A, Kind.STANDARD}
"""What tells again what the other returns tell."""


class CannotImport(ValueError):
    """Nothing was written. Says why and what to do."""


def import_returns(
    paths: Sequence[Path],
    *,
    into: Path,
    written_as: str = FORMATS[0],
    authority: str = "",
    year: int = 0,
    progress: Callable[[str, float], None] = lambda called, part: None,
) -> Iterator[str]:
    """Read returns and write their tables, and what was found, into a folder.

    Yields a line for each return, and one at the end. Nothing is written unless every
    file can be read. A census is a return by itself; the files of children looked
    after are one return a year, whose `authority` must be said, and whose `year` where
    neither their names nor their folder's say it.

    Raises:
        CannotImport: a file is not there or is refused, one is given twice, or the
            folder holds something already.
    """
    check_is_empty(into)
    _check_are_there(paths)
    files, headers, returns = [], [], []
    read: dict[tuple[Kind, int], YearBefore] = {}
    bundles = bundles_of(paths, year)
    if {one.kind for one in bundles} & _REPEATING and len(bundles) > 1:
        raise CannotImport(
            "Annex A and the Standard Safeguarding Dataset repeat what returns hold: "
            "import them by themselves"
        )
    # in the order of the years, for some checks look into the one before
    for bundle in sorted(bundles, key=lambda one: one.year):
        before = read.get((bundle.kind, bundle.year - 1))
        one = read_bundle(bundle, authority=authority, before=before, progress=progress)
        read[bundle.kind, bundle.year] = YearBefore(bundle.in_words, one.tables)
        files.append(bundle.called)
        headers.append(header := _header(one))
        returns.append(one)
        yield _in_short(f"{bundle.called} of {header.year}", one)
    with tempfile.TemporaryDirectory(dir=parent_of(into)) as making:
        made = Path(making) / "tables"
        made.mkdir()
        names = _write_tables(returns, made, written_as)
        _write_returns(made / RETURNS, zip(files, headers, strict=True))
        write_findings(made / FINDINGS, (f for one in returns for f in one.findings))
        if into.exists():
            into.rmdir()
        shutil.move(made, into)
    yield f"Written to {into}: {', '.join([*names, RETURNS, FINDINGS])}"


def check_is_empty(into: Path) -> None:
    """Nothing that is there is written over.

    Raises:
        CannotImport: the folder holds something already.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise CannotImport(f"{into} holds something already: name an empty folder")


def _check_are_there(paths: Sequence[Path]) -> None:
    if len({path.resolve() for path in paths}) < len(paths):
        raise CannotImport("A file is given twice: name each once")
    for path in paths:
        if not path.is_file():
            raise CannotImport(f"{path}: there is no such file")


def _header(one: Return) -> Header:
    if one.header is None:
        raise CannotImport(refused_in_words(one.findings[0]))
    return one.header


def parent_of(into: Path) -> Path:
    """The folder that it will stand in, made where it was not there."""
    into.parent.mkdir(parents=True, exist_ok=True)
    return into.parent


def read_bundle(
    bundle: Bundle,
    *,
    authority: str = "",
    before: YearBefore | None = None,
    progress: Callable[[str, float], None] = lambda called, part: None,
) -> Return:
    """A return, with what its records break; one that was refused has no header.

    `before`: the return of the year before, where it is there.

    Raises:
        CannotImport: it says neither whose it is nor of which year, and nobody else
            does; or the year is one that we do not know.
    """
    called = bundle.called
    if bundle.kind is Kind.CENSUS:
        one = read_census(
            bundle.files[0],
            authority=authority,
            progress=lambda part: progress(called, part),
        )
    else:
        one = _said_for(bundle, authority)
    progress(called, 1.0)
    header = one.header
    if header is None or bundle.kind not in _CHECKED_BY:
        return one
    found = check_return(
        one.tables,
        file=called,
        authority=header.authority,
        closes_on=header.closes_on,
        rules=rules_of(_CHECKED_BY[bundle.kind]),
        before=before,
    )
    return replace(one, findings=(*one.findings, *found))


def checks_that_look_back(kind: Kind) -> tuple[str, ...]:
    """The numbers of the rules that need the return of the year before."""
    checked_by = _CHECKED_BY.get(kind)
    rules = rules_of(checked_by) if checked_by else ()
    return tuple(rule.code for rule in rules if rule.looks_back)


def refused_in_words(why: Finding) -> str:
    """Why a file, and with it the whole import, is refused."""
    line = f", line {why.line}" if why.line else ""
    return (
        f"{why.file}{line}: {why.found}. Expected: {why.expected}. {why.mend}. "
        "Nothing was written."
    )


def _said_for(bundle: Bundle, authority: str) -> Return:
    """A return that does not say whose it is, or of which year."""
    if not authority or not bundle.year:
        raise CannotImport(
            f"{bundle.called}: the {bundle.kind} does not say whose it is: give "
            "--authority CODE, and --year YEAR, the year that ends on the 31 March "
            "that it closes with, or name the file or its folder by the year"
        )
    try:
        if bundle.kind is Kind.ANNEX_A:
            return read_annex_a(bundle.files[0], authority=authority, year=bundle.year)
        if bundle.kind is Kind.STANDARD:
            return read_standard(bundle.files, authority=authority, year=bundle.year)
        if bundle.kind is Kind.KINFOLD:
            return read_own_record(bundle.files, authority=authority, year=bundle.year)
        return read_looked_after(bundle.files, authority=authority, year=bundle.year)
    except ValueError as error:
        raise CannotImport(str(error)) from error


def _in_short(called: str, one: Return) -> str:
    rows = sum(table.num_rows for table in one.tables.values())
    lost = sum(finding.fate is Fate.ROW_LEFT_OUT for finding in one.findings)
    children = one.tables["person"].num_rows
    return (
        f"{called}: {children:,} children, {rows:,} records read, "
        f"{lost:,} left out, {len(one.findings):,} findings"
    )


def _write_tables(
    returns: Sequence[Return], folder: Path, written_as: str
) -> list[str]:
    names = []
    for name in returns[0].tables:
        together = pa.concat_tables([one.tables[name] for one in returns])
        if not together.num_rows:
            continue
        file = f"{name}.{written_as}"
        if written_as == "csv":
            pyarrow.csv.write_csv(_harmless(together), folder / file)
        else:
            pyarrow.parquet.write_table(together, folder / file, compression="zstd")
        names.append(file)
    return names


def _harmless(table: pa.Table) -> pa.Table:
    """The same with no text that a spreadsheet would run as a formula."""
    for place, column in enumerate(table.schema):
        if column.type == pa.string():
            texts = table[column.name].to_pylist()
            safe = [harmless(text) if text else text for text in texts]
            table = table.set_column(place, column, pa.array(safe, pa.string()))
    return table


def _write_returns(path: Path, returns: Iterable[tuple[str, Header]]) -> None:
    """What each return says of itself: a measure is only asked of years that are in."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("file", "authority", "year", "closes_on"))
        for one, header in returns:
            # no figure of a year is made of what has no year here
            for year in header.years or (0,):
                closes = header.closes_on.replace(year=year or header.year)
                about = (header.authority, year or "", closes)
                lines.writerow((harmless(one), *about))


def write_findings(path: Path, findings: Iterable[Finding]) -> None:
    """The findings as a table, one line each."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(FIELDS)
        for finding in findings:
            cells = astuple(finding)
            lines.writerow(harmless(c) if isinstance(c, str) else c for c in cells)
