"""Which files make up one return, and of what kind and year it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from kinfold_measures.returns.documents import root_of
from kinfold_measures.returns.looked_after_xml import ROOT
from kinfold_measures.returns.own_record import is_own_record
from kinfold_measures.returns.standard import heads_of, is_standard

WORKBOOKS: Final = (".xlsx", ".xlsm")
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?:[-_](?:20)?(\d\d))?(?!\d)")


class Kind(StrEnum):
    """What a return is."""

    CENSUS = "Children in Need census"
    LOOKED_AFTER = "return of children looked after"
    ANNEX_A = "Annex A"
    STANDARD = "extract of the Standard Safeguarding Dataset"
    KINFOLD = "export of Kinfold's own record"


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one return. `year` is 0 where neither file nor folder says it."""

    kind: Kind
    year: int
    files: tuple[Path, ...]

    @property
    def called(self) -> str:
        if len(self.files) == 1:
            return self.files[0].name
        kinds = " and ".join(sorted({p.suffix[1:].upper() for p in self.files}))
        return f"{len(self.files)} {kinds} files"

    @property
    def in_words(self) -> str:
        """What it is called, and of which year it is."""
        return f"{self.called} of {self.year}"


def kind_of(path: Path) -> Kind:
    """What a file is: by its name, its headings, and for XML its outermost element."""
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        return Kind.ANNEX_A
    if suffix == ".csv" and is_own_record(heads_of(path)):
        return Kind.KINFOLD
    if suffix == ".parquet" or (suffix == ".csv" and is_standard(heads_of(path))):
        return Kind.STANDARD
    if suffix == ".csv" or root_of(path) == ROOT:
        return Kind.LOOKED_AFTER
    return Kind.CENSUS


def year_named(path: Path) -> int:
    """The year that a file's name, or else its folder's, says; 0 where none does.

    The year in which a return closes: 2021-22 is 2022.
    """
    for name in (path.stem, path.parent.name):
        if found := _YEAR.search(name):
            year, short = int(found[1]), found[2]
            closes = short is not None and int(short) == (year + 1) % 100
            return year + closes
    return 0


def bundles_of(paths: Iterable[Path], year: int = 0) -> list[Bundle]:
    """The returns that some files make up.

    A census and a workbook are returns by themselves. The files of children looked
    after, and of an extract, are one return for each year; `year` is that of all that
    do not say it inside where it is given, else their names say it.
    """
    together: dict[tuple[Kind, int, Path | None], list[Path]] = {}
    for path in paths:
        kind = kind_of(path)
        said = 0 if kind is Kind.CENSUS else year or year_named(path)
        alone = path if kind in (Kind.CENSUS, Kind.ANNEX_A) else None
        together.setdefault((kind, said, alone), []).append(path)
    return [
        Bundle(kind, said, tuple(files)) for (kind, said, _), files in together.items()
    ]
