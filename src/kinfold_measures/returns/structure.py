"""The structure of a return, read from data: what may stand where, in which year."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from kinfold_measures.table import Table
from kinfold_measures.tables import BY_NAME

HERE: Final = Path(__file__).parent
ALWAYS: Final = (0, 9999)


# each is made once and is itself alone, so that reading can remember by it
@dataclass(frozen=True, slots=True, eq=False)
class Codes:
    """A set of codes by collection year.

    Attributes:
        years: for each code the first and last collection year it may stand in.
        store: what a code is kept as, where that is another text.
        read_as: codes of another set or year, and the one of ours they mean.
        words: patterns of what people write in full, and the code it means.
    """

    name: str
    years: Mapping[str, tuple[int, int]]
    store: Mapping[str, str]
    read_as: Mapping[str, str]
    words: Mapping[re.Pattern[str], str]

    def allowed(self, year: int) -> tuple[str, ...]:
        """The codes of one collection year, in their order."""
        return tuple(
            code for code, (first, last) in self.years.items() if first <= year <= last
        )


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """An element with a value: its column, what it holds, in which years.

    `heads`: patterns of what else stands over its column in a sheet.
    """

    element: str
    column: str
    type: str
    codes: Codes | None
    years: tuple[int, int]
    heads: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Where more stands about a line: in which object, told by which of its fields.

    With `day` it is the latest there on or before this line's day in `at`.
    """

    within: str
    by: str
    given: str
    day: str
    at: str


@dataclass(frozen=True, slots=True, eq=False)
class Module:
    """An element that becomes a row, or, with a `value`, a row for each value.

    Attributes:
        within: the module it stands in.
        key_column: the column that tells its rows apart, in every return they stand
            in, for those that stand in it; "" where none does.
        key_from: the element that the key is made of, beside what it stands in.
        belongs: which of its columns say what it belongs to: an episode, a plan.
        value: the element that it holds any number of; "" for a row of fields.
        required: the elements without which there is no row, by their columns.
        stands_in: the element or the sheet that its values stand in, where several
            modules may share one. `flag` says there, with a 1, that there is a record.
        parts: the modules that stand in it, by their element.
        looks: where more about a line of it stands.
    """

    element: str
    table: Table
    within: str
    key_column: str
    key_from: str
    belongs: tuple[str, ...]
    value: str
    required: Mapping[str, str]
    stands_in: str
    flag: str
    years: tuple[int, int]
    fields: Mapping[str, Field]
    parts: Mapping[str, Module]
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """A whole return. `other_names`: what a field is called elsewhere, and by us."""

    name: str
    first_year: int
    last_year: int
    modules: Mapping[str, Module]
    other_names: Mapping[str, str]

    def module_of(self, heads: Iterable[str]) -> Module | None:
        """The file that has these headings: the most of them, and what it needs."""
        there = set(heads)
        fits = [
            m for m in self.modules.values() if there.issuperset(m.required.values())
        ]
        best = max(fits, key=lambda m: len(there & m.fields.keys()), default=None)
        # CHILD and DOB stand in every file, so they tell nothing
        own = there & best.fields.keys() - {"CHILD", "DOB"} if best else set()
        return best if own else None


@lru_cache(maxsize=8)
def structure_of(name: str) -> Structure:
    """The structure in `name`.toml beside this module.

    Raises:
        KeyError: it names a table or column that the analysis model does not have.
    """
    read = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    codes = {key: _codes(key, given) for key, given in read["codes"].items()}
    modules: dict[str, Module] = {}
    # those that stand in another come first, so that each finds its parts made
    for element in reversed(read["modules"]):
        given = read["modules"][element]
        parts = {n: m for n, m in modules.items() if m.within == element}
        modules[element] = _module(element, given, codes, parts)
    return Structure(
        read["name"],
        read["first_year"],
        read["last_year"],
        modules,
        read.get("other_names", {}),
    )


def _module(
    element: str,
    given: Mapping[str, Any],
    codes: Mapping[str, Codes],
    parts: Mapping[str, Module],
) -> Module:
    table = BY_NAME[given["table"]]
    key = given.get("key", {})
    fields = {
        name: _field(name, said, table, codes) for name, said in given["fields"].items()
    }
    return Module(
        element=element,
        table=table,
        within=given["of"],
        key_column=key.get("column", ""),
        key_from=key.get("from", ""),
        belongs=tuple(name for name in ("episode", "plan") if name in table.names),
        value=given.get("value", ""),
        required={fields[n].column: n for n in sorted(given.get("required", ()))},
        stands_in=given.get("stands_in", ""),
        flag=given.get("flag", ""),
        years=_years(given),
        fields=fields,
        parts=parts,
        looks=tuple(
            Look(
                one["in"], one["by"], one["from"], one.get("day", ""), one.get("at", "")
            )
            for one in given.get("look", ())
        ),
    )


def _field(
    name: str, said: Mapping[str, Any], table: Table, codes: Mapping[str, Codes]
) -> Field:
    table.column(said["column"])
    chosen = codes[said["codes"]] if "codes" in said else None
    heads = tuple(re.compile(pattern) for pattern in said.get("heads", ()))
    kind = said.get("type", "code")
    return Field(name, said["column"], kind, chosen, _years(said), heads)


def _codes(name: str, given: Mapping[str, Any]) -> Codes:
    years = dict.fromkeys(given["values"], ALWAYS)
    years |= {
        code: (first, ALWAYS[1]) for code, first in given.get("since", {}).items()
    }
    years |= {code: (ALWAYS[0], last) for code, last in given.get("until", {}).items()}
    words = {re.compile(said): code for said, code in given.get("words", {}).items()}
    return Codes(name, years, given.get("store", {}), given.get("read_as", {}), words)


def _years(said: Mapping[str, Any]) -> tuple[int, int]:
    return said.get("from", ALWAYS[0]), said.get("to", ALWAYS[1])
