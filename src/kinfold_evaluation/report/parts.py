"""What a report is made of. Page and paper are both of this, so they cannot differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kinfold_evaluation.pictures.picture import Picture


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `is_strong` for the one that must not be missed."""

    words: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; the first column names the row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its sentence and its table."""

    picture: Picture

    @property
    def table(self) -> Table:
        shown = self.picture
        return Table(f"{shown.title}, in numbers", shown.columns, shown.rows)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Pictures alike, small, each with its sentence; one table for all of them."""

    pictures: tuple[Picture, ...]
    table: Table


Part = Words | Table | Figure | SideBySide


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what is under it; `inside` are one level down.

    Attributes:
        key: a name of its own in the report, for links.
    """

    key: str
    heading: str
    parts: tuple[Part, ...]
    inside: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole of it.

    Attributes:
        about: one sentence, for lists of files.
        made: what it was made from, for the foot.
    """

    title: str
    about: str
    made: str
    sections: tuple[Section, ...]

    def walked(self) -> Iterator[tuple[int, Section]]:
        """Every section with its level, 2 for the first, in reading order."""
        for section in self.sections:
            yield from _walked(section, 2)


def _walked(section: Section, level: int) -> Iterator[tuple[int, Section]]:
    yield level, section
    for one in section.inside:
        yield from _walked(one, level + 1)
