"""The manual: a page for every measure, made from its definition and never by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from kinfold_measures.catalogue import BY_CODE
from kinfold_measures.language.breakdowns import BREAKDOWNS, breakdown_of
from kinfold_measures.language.definition import Definition, Kind, definitions
from kinfold_measures.measure import POLARITY_WORDS, UNIT_WORDS, Measure
from kinfold_measures.practice_tables import PRACTICE

INDEX: Final = "index.md"
BY_HAND: Final = frozenset({"README.md"})
_MADE: Final = (
    "<!-- Made by ./kinfold measures manual; change the definition, not this page. -->"
)
_FORMULAS: Final = {
    Kind.SHARE: "100 × numerator ÷ denominator",
    Kind.RATE: "10,000 × numerator ÷ denominator",
    Kind.COUNT: "the numerator",
}
_UNITS: Final = {
    Kind.SHARE: "per cent",
    Kind.RATE: "per 10,000 children aged 0 to 17",
    Kind.COUNT: "a number",
}


def pages() -> Mapping[str, str]:
    """Every page that is made, by its file name."""
    every = {code: _page(code) for code in sorted({*definitions(), *BY_CODE})}
    return {INDEX: _index(), **{_file(code): text for code, text in every.items()}}


def write_manual(folder: Path) -> int:
    """Write the pages, and take away those of measures that are gone. How many.

    Raises:
        OSError: the folder is not there, or cannot be written.
    """
    made = pages()
    for path in folder.glob("*.md"):
        if path.name not in made and path.name not in BY_HAND:
            path.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return len(made)


def _file(code: str) -> str:
    return f"{re.sub('[._]', '-', code)}.md"


def _link(code: str) -> str:
    one = definitions().get(code) or BY_CODE[code]
    return f"[{one.title}]({_file(code)})"


def _page(code: str) -> str:
    definition, measure = definitions().get(code), BY_CODE.get(code)
    if definition:
        head, _, rest = definition.page.partition("\n## Cases\n")
        cases, _, examples = rest.partition("\n## Worked examples\n")
        parts = [
            head,
            f"## From {_told_by(definition)}",
            *_own(definition),
            f"### Cases\n{cases}",
            "### Worked examples\n" + examples.replace("\n### ", "\n#### "),
        ]
    else:
        parts = [f"# {BY_CODE[code].title}", BY_CODE[code].meaning]
    if measure:
        parts += ["## From what is published", *_published(measure)]
    return "\n\n".join([_MADE, *(part.strip() for part in parts)]) + "\n"


def _told_by(one: Definition) -> str:
    is_practice = not one.reads.isdisjoint(table.name for table in PRACTICE)
    return "Kinfold's own record" if is_practice else "an authority's own returns"


def _own(one: Definition) -> Iterator[str]:
    parted = dict.fromkeys(
        each.title for each in BREAKDOWNS if breakdown_of(one, each.name) is each
    )
    yield _table(
        {
            "Code": f"`{one.code}`, version {one.version}",
            "Numerator": one.numerator,
            "Denominator": one.denominator,
            "Formula": _FORMULAS[one.kind],
            "Unit": _UNITS[one.kind],
            "Which period": one.period,
            "Which way is better": POLARITY_WORDS[one.polarity],
            "Can be parted by": ", ".join(parted),
            "Look beside it at": _link(one.balancing),
            "Source": one.source,
        }
    )
    yield _misleads(one.hazards)


def _published(one: Measure) -> Iterator[str]:
    yield _table(
        {
            "Code": f"`{one.code}`, version {one.version}",
            "Numerator": one.numerator,
            "Denominator": one.denominator,
            "Unit": UNIT_WORDS[one.unit],
            "Which period": one.period,
            "First year": str(one.first_year),
            "Which way is better": POLARITY_WORDS[one.polarity],
            "Look beside it at": ", ".join(_link(code) for code in one.balanced_by),
            "Source": f"{one.source}; {one.table}",
        }
    )
    yield _misleads(one.hazards)


def _misleads(hazards: tuple[str, ...]) -> str:
    return "What misleads:\n\n" + "\n".join(f"- {one}" for one in hazards)


def _table(rows: Mapping[str, str]) -> str:
    lines = [f"| {name} | {text} |" for name, text in rows.items() if text]
    return "\n".join(["| | |", "|---|---|", *lines])


def _index() -> str:
    head = "| measure | code | unit | which period |\n|---|---|---|---|\n"
    told_by: dict[str, list[str]] = {}
    for code, one in definitions().items():
        line = f"| {_link(code)} | `{code}` | {_UNITS[one.kind]} | {one.period} |"
        told_by.setdefault(_told_by(one), []).append(line)
    own = [
        f"## Counted from {whose}\n\n{head}" + "\n".join(lines)
        for whose, lines in told_by.items()
    ]
    published = [
        f"| {_link(code)} | `{code}` | {UNIT_WORDS[one.unit]} | {one.period} |"
        for code, one in BY_CODE.items()
    ]
    parts = [
        _MADE,
        "# Every measure",
        "What the pages mean, and what cannot be counted yet: [Measures](README.md).",
        *own,
        f"## Published, for all of England\n\n{head}" + "\n".join(published),
    ]
    return "\n\n".join(parts) + "\n"
