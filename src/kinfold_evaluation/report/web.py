"""The report as one page that needs nothing beside it, and prints well.

No script, and nothing is fetched: colours, typeface and drawings are inside, so that it
can be sent, kept, and read in ten years.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from kinfold_core.drawing.alone import style
from kinfold_evaluation.report.faces import ON_A_PAGE
from kinfold_evaluation.report.parts import (
    Figure,
    Part,
    Report,
    Section,
    SideBySide,
    Table,
    Words,
)

SHEET: Final = Path(__file__).with_name("report.css")
FACE: Final = (
    '@font-face{{font-family:"Atkinson Hyperlegible Next";font-weight:200 800;'
    'src:url("data:font/woff2;base64,{face}") format("woff2")}}\n'
)


def as_page(report: Report) -> str:
    """The whole page."""
    face = base64.b64encode(ON_A_PAGE.read_bytes()).decode()
    sheet = FACE.format(face=face) + style() + SHEET.read_text(encoding="utf-8")
    head = (
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(report.title)}</title>"
        f'<meta name="description" content="{escape(report.about)}">'
        f"<style>{sheet}</style>"
    )
    body = "".join(
        (
            '<a class="skip" href="#report">Skip to the report</a>',
            f'<main id="report"><h1>{escape(report.title)}</h1>',
            _contents(report),
            *(_section(section, 2) for section in report.sections),
            f"</main><footer><p>{escape(report.made)}</p></footer>",
        )
    )
    return (
        f'<!doctype html>\n<html lang="en-GB"><head>{head}</head>'
        f"<body>{body}</body></html>\n"
    )


def _contents(report: Report) -> str:
    links = "".join(
        f'<li><a href="#{section.key}">{escape(section.heading)}</a></li>'
        for section in report.sections
    )
    return f'<nav aria-label="Contents"><ul>{links}</ul></nav>'


def _section(section: Section, level: int) -> str:
    parts = "".join(_part(part) for part in section.parts)
    inside = "".join(_section(one, level + 1) for one in section.inside)
    return (
        f'<section><h{level} id="{section.key}">{escape(section.heading)}</h{level}>'
        f"{parts}{inside}</section>"
    )


def _part(part: Part) -> str:
    if isinstance(part, Words):
        class_ = ' class="strong"' if part.is_strong else ""
        return f"<p{class_}>{escape(part.words)}</p>"
    if isinstance(part, Table):
        return _table(part)
    return "".join(_shown(part))


def _shown(part: Figure | SideBySide) -> Iterator[str]:
    if isinstance(part, Figure):
        said = f"<p>{escape(part.picture.sentence)}</p>"
        yield (
            f"<figure><figcaption>{escape(part.picture.title)}</figcaption>"
            f"{part.picture.wide}{part.picture.narrow}{said}</figure>"
        )
    else:
        yield '<div class="beside">'
        for one in part.pictures:
            yield (
                f"<figure><figcaption>{escape(one.title)}</figcaption>"
                f"{one.narrow}<p>{escape(one.sentence)}</p></figure>"
            )
        yield "</div>"
    yield _table(part.table)


def _table(table: Table) -> str:
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in table.rows
    )
    # a wide table is moved sideways by itself, and by the keyboard too
    return (
        f'<div class="table" role="group" tabindex="0" '
        f'aria-label="{escape(table.caption)}"><table>'
        f"<caption>{escape(table.caption)}</caption>"
        f"<thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
