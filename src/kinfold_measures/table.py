"""What a table of the analysis model is: its columns, their types, what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Type(StrEnum):
    """What a column holds. A gap is null, never nought and never an empty text."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it means, in plain words."""

    name: str
    type: Type
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of thing that happened to a child."""

    name: str
    meaning: str
    key: tuple[str, ...]
    """Which columns tell one such thing from another, in every return it stands in."""
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises:
            KeyError: there is none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def text(name: str, meaning: str) -> Column:
    return Column(name, Type.TEXT, meaning)


def day(name: str, meaning: str) -> Column:
    return Column(name, Type.DATE, meaning)


def number(name: str, meaning: str) -> Column:
    return Column(name, Type.NUMBER, meaning)


def yes_no(name: str, meaning: str) -> Column:
    return Column(name, Type.YES_NO, meaning)


EVERY_ROW: Final = (
    text("authority", "whose child it is: the authority's three-digit code"),
    text("child_id", "the child, by the authority's own id or a pseudonym of it"),
    number("return_year", "the year that the return it stands in closes in"),
    number("line", "the line of the return that it was read from"),
)


def table(name: str, meaning: str, key: str, *columns: Column) -> Table:
    """A table whose rows are told apart by the authority and the columns of `key`."""
    return Table(name, meaning, ("authority", *key.split()), (*EVERY_ROW, *columns))
