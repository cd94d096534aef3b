"""The knowledge bank in words. No queries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from kinfold.knowledge import policy
from kinfold.knowledge.columns import COLUMNS, SEEN_BY
from kinfold.knowledge.file_actions import Taken
from kinfold.knowledge.models import Item, ItemRating, ItemUse, ItemVersion, Topic
from kinfold.knowledge.selectors import BEGIN, END, Found, ItemShown, suggested
from kinfold.platform.components import Link, SummaryRow
from kinfold.platform.viewer import Viewer
from kinfold_core.people.dates import day_in_words

_MARKS: Final = re.compile(r"^(## ?|- )")
Piece = tuple[str, bool]
LABELS: Final = {
    "title": "Title",
    "kind": "Kind",
    "summary": "In short",
    "body": "Text",
    "link": "Link",
    "language": "Language",
    "written_on": "Written",
    "reviewed_on": "Last looked through",
    "rights": "Whose it is",
    "attribution": "Named as",
    "may_adapt": "May be adapted",
    "rights_until": "Rights looked at again",
    "topics": "About",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An item in a list; `extract` as (words, is it what was looked for)."""

    title: str
    url: str
    detail: str
    summary: str
    extract: tuple[Piece, ...]
    is_private: bool


def lines(found: Found) -> list[Line]:
    return [
        Line(
            title=one.title,
            url=reverse("knowledge:item", args=[one.pk]),
            detail=f"{_kind(one)} · {Item.Rights(one.rights).label}",
            summary=one.summary,
            extract=pieces(found.extracts.get(one.pk, "")),
            is_private=one.only_for_id is not None,
        )
        for one in found.rows
    ]


def pieces(extract: str) -> tuple[Piece, ...]:
    """Words with marks around what was found, cut at the marks."""
    cut: list[Piece] = []
    for part in extract.split(BEGIN):
        hit, mark, rest = part.partition(END)
        cut.extend([(hit, True), (rest, False)] if mark else [(part, False)])
    return tuple(one for one in cut if one[0])


def file_rows(rows: Iterable[Item]) -> list[tuple[str, ...]]:
    """Items as lines of a file, in the order of `taking_in.COLUMNS`."""
    return [tuple(_cells(row)[name] for name in COLUMNS) for row in rows]


def _cells(row: Item) -> dict[str, str]:
    days = {
        name: day.isoformat() if (day := getattr(row, name)) else ""
        for name in ("rights_until", "written_on", "reviewed_on")
    }
    return {
        **{name: _plain(name, getattr(row, name)) for name in LABELS},
        **days,
        "id": str(row.pk),
        "version": str(row.version),
        "topics": _topics(row.topics, "; "),
        "seen_by": SEEN_BY["us" if row.only_for_id else "all"],
    }


def taken_words(taken: Taken) -> str:
    return (
        f"{taken.added:,} added, {taken.changed:,} changed, {taken.same:,} left as "
        "they were"
    )


@dataclass(frozen=True, slots=True)
class Block:
    """Part of a text: a heading, a list or a paragraph, in its lines."""

    kind: str
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """A text as it is typed: "## " begins a heading, "- " a point of a list, and an
    empty line ends a paragraph. Nothing else has a meaning."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        for kind, lines in groupby(part.split("\n"), _kind_of_line):
            found.append(Block(kind, tuple(_MARKS.sub("", one) for one in lines)))
    return [one for one in found if any(one.lines)]


def _kind_of_line(line: str) -> str:
    return {"##": "heading", "- ": "list"}.get(line[:2], "words")


def found_words(found: Found) -> str:
    if not found.count:
        return "Nothing is there for this. Try fewer words, or clear the filters."
    return f"{found.count:,} item{'' if found.count == 1 else 's'}."


@dataclass(frozen=True, slots=True)
class ItemPage:
    lead: str
    text: list[Block]
    withdrawn: str
    rights_late: str
    facts: tuple[SummaryRow, ...]
    rated: str
    said: tuple[str, ...]
    uses: tuple[str, ...]


def item_page(shown: ItemShown) -> ItemPage:
    row, today = shown.row, timezone.localdate()
    is_late = row.rights_until is not None and row.rights_until < today
    return ItemPage(
        lead=row.summary,
        text=blocks(shown.text),
        withdrawn=_withdrawn(shown),
        rights_late="The rights should have been looked at again on "
        f"{day_in_words(row.rights_until)}. Do not pass it on until somebody has."
        if is_late and row.rights_until
        else "",
        facts=_facts(shown),
        rated=_rated(shown),
        said=shown.said,
        uses=tuple(_use(one) for one in shown.uses),
    )


def _withdrawn(shown: ItemShown) -> str:
    row = shown.row
    if not row.withdrawn_on:
        return ""
    hidden = "" if shown.text == row.body else ". Its text is no longer shown"
    return f"Withdrawn on {day_in_words(row.withdrawn_on)}: {row.withdrawn_why}{hidden}"


def _facts(shown: ItemShown) -> tuple[SummaryRow, ...]:
    row = shown.row
    adapt = "may be adapted" if row.may_adapt else "may not be adapted"
    facts = {
        "What it is": _kind(row),
        "About": _topics(row.topics),
        "Whose it is": f"{Item.Rights(row.rights).label}, {adapt}",
        "Named as": row.attribution,
        "Language": str(Item.Language(row.language).label),
        "Written": _day(row.written_on),
        "Last looked through": _day(row.reviewed_on),
        "Rights looked at again": _day(row.rights_until),
        "Brought by": ", ".join(filter(None, (row.by_name, row.by_place))),
        "Collections": ", ".join(shown.collections),
    }
    return tuple(SummaryRow(label, value) for label, value in facts.items() if value)


def _rated(shown: ItemShown) -> str:
    if shown.average is not None:
        return (
            f"{shown.average:.1f} of 5, from {shown.ratings} people. This and what "
            "they say is brought up to date when five more have answered."
        )
    if not shown.ratings:
        return "Nobody has said yet whether it is useful."
    so_far = "1 person has" if shown.ratings == 1 else f"{shown.ratings} people have"
    return f"{so_far} answered. What they say is shown from five on."


def _use(use: ItemUse) -> str:
    where = f"{ItemUse.Where(use.where).label}, {day_in_words(use.used_on)}"
    name = f": {use.words}" if use.words else ""
    return f"{where}{name} ({use.by_place or use.by_name})"


@dataclass(frozen=True, slots=True)
class Change:
    """What one version changed: (what, before, after)."""

    heading: str
    why: str
    differences: tuple[tuple[str, str, str], ...]


def changes(versions: list[ItemVersion], *, is_text_shown: bool) -> list[Change]:
    """Each version beside the one before it; the newest first. Where the text was
    taken out, that it changed is said, and not what it said."""
    before: list[dict[str, Any]] = [one.said for one in versions[1:]]
    return [
        Change(
            heading=", ".join(
                (
                    f"Version {one.version}",
                    day_in_words(timezone.localdate(one.at)),
                    one.by_name,
                )
            ),
            why=one.why,
            differences=tuple(
                row if is_text_shown or row[0] != LABELS["body"] else _not_shown(row)
                for row in _differences(said, one.said)
            )
            if said
            else (),
        )
        for one, said in zip(versions, [*before, None], strict=True)
    ]


def _not_shown(row: tuple[str, str, str]) -> tuple[str, str, str]:
    what, before, after = row
    return what, "No longer shown" * bool(before), "No longer shown" * bool(after)


def conflict(now: Item, typed: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """What somebody else saved beside what was typed."""
    return _differences({name: getattr(now, name) for name in LABELS}, typed)


def _differences(
    old: dict[str, Any], new: dict[str, Any]
) -> tuple[tuple[str, str, str], ...]:
    pairs = [
        (words, _plain(name, old.get(name)), _plain(name, new.get(name)))
        for name, words in LABELS.items()
    ]
    return tuple(one for one in pairs if one[1] != one[2])


def _plain(name: str, value: Any) -> str:
    if name == "topics":
        return _topics(value or [])
    if name == "may_adapt":
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day_in_words(value)
    if value and name.endswith(("_on", "_until")):
        return day_in_words(date.fromisoformat(value))
    choices = {"kind": Item.Kind, "rights": Item.Rights, "language": Item.Language}
    if name in choices and value:
        return str(choices[name](value).label)
    return str(value or "")


def change_initial(row: Item) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*LABELS, "version")}


def rating_initial(row: ItemRating | None) -> dict[str, Any]:
    return {"score": row.score, "words": row.words} if row else {}


def _kind(row: Item) -> str:
    return str(Item.Kind(row.kind).label)


def _topics(topics: list[str], between: str = ", ") -> str:
    return between.join(str(Topic(one).label) for one in topics if one in Topic)


def _day(day: date | None) -> str:
    return day_in_words(day) if day else ""


def beside(viewer: Viewer, topics: Sequence[str]) -> list[Link]:
    """What a page about these topics points to."""
    if not policy.may_see(viewer):
        return []
    return [
        Link(one.title, reverse("knowledge:item", args=[one.pk]))
        for one in suggested(viewer, topics)
    ]
