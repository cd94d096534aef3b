"""The report as a tagged PDF (PDF/UA-1), every picture told in words. See ADR 12."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import typst

from kinfold_core.drawing.alone import coloured
from kinfold_evaluation.pictures.picture import Picture
from kinfold_evaluation.report.faces import PRINTED
from kinfold_evaluation.report.parts import Figure, Part, Report, Section, Table, Words

TEMPLATE: Final = Path(__file__).with_name("report.typ")


def as_paper(report: Report) -> bytes:
    """The PDF's bytes. Typst refuses a picture without words, and so do we."""
    said = {
        "title": report.title,
        "about": report.about,
        "made": report.made,
        "parts": [
            part
            for level, section in report.walked()
            for part in (
                _heading(section, level),
                *(_part(one) for one in section.parts),
            )
        ],
    }
    faces = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[PRINTED],
    )
    return bytes(
        typst.compile(
            str(TEMPLATE),
            root=str(TEMPLATE.parent),
            font_paths=faces,
            sys_inputs={"data": json.dumps(said)},
            format="pdf",
            pdf_standards=["ua-1"],
        )
    )


def _heading(section: Section, level: int) -> dict[str, Any]:
    return {
        "kind": "heading",
        "level": level - 1,
        "words": section.heading,
        "has_own_page": bool(section.inside),
    }


def _part(part: Part) -> dict[str, Any]:
    if isinstance(part, Words):
        return {"kind": "words", "words": part.words, "is_strong": part.is_strong}
    if isinstance(part, Table):
        return {"kind": "table", **_table(part)}
    if isinstance(part, Figure):
        shown = [_picture(part.picture, part.picture.wide)]
        return {"kind": "figure", "pictures": shown, **_table(part.table)}
    small = [_picture(one, one.narrow) for one in part.pictures]
    return {"kind": "beside", "pictures": small, **_table(part.table)}


def _picture(shown: Picture, drawing: str) -> dict[str, str]:
    return {
        "title": shown.title,
        "alt": f"{shown.title}. {shown.description}",
        "sentence": shown.sentence,
        "svg": coloured(drawing),
    }


def _table(table: Table) -> dict[str, Any]:
    return {"caption": table.caption, "columns": table.columns, "rows": table.rows}
