"""An entry as it stands in its column."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinfold.platform.addresses import address
from kinfold.practice.presenters import words
from kinfold_core import phrases
from kinfold_core.findings import Finding
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice import map_findings as rules
from kinfold_core.practice.living_map import DangerRow, EntryRow, LivingMap
from kinfold_core.practice.map_questions import HARDER_FOR
from kinfold_core.practice.vocabulary import Concept, numbered

MEANT_AS_SAFETY = "existing_safety"


@dataclass(frozen=True, slots=True)
class EntryCard:
    """One entry in its column."""

    row: EntryRow
    short: str
    by_line: str
    lines: tuple[str, ...]
    hidden: str
    findings: tuple[Finding, ...]
    url: str
    edit_url: str


def entry_card(entry: EntryRow, living_map: LivingMap, *, today: date) -> EntryCard:
    family_id = living_map.family_id
    return EntryCard(
        row=entry,
        short=phrases.shortened(entry.text),
        by_line=by_line(entry),
        lines=tuple(_lines(entry, living_map, today)),
        hidden=hidden_line(entry),
        findings=(
            *rules.entry_findings(entry, entry.offered_as),
            *rules.step_findings(entry, living_map, step_id=entry.id),
        ),
        url=address("versions:entry", family_id, entry.id),
        edit_url=address("practice:edit-entry", family_id, entry.id),
    )


def by_line(entry: EntryRow) -> str:
    """Who said it and when it happened: "Amira, 2 March 2026"."""
    source = entry.said_by.name
    if not source and entry.source_type in {"observed", "record"}:
        source = phrases.capital(words.SOURCES[entry.source_type])
    parts = [source, str(entry.happened) if entry.happened else ""]
    return ", ".join(part for part in parts if part)


def _lines(entry: EntryRow, living_map: LivingMap, today: date) -> list[str]:
    lines = _harm_lines(entry) if entry.category == "harm" else []
    lines.append(entry.impact)
    danger = living_map.danger(entry.danger_id)
    name = goal = ""
    if danger:
        pack, number = living_map.vocabulary, danger.number
        name = numbered(pack, Concept.DANGER, number)
        goal = numbered(pack, Concept.GOAL, number)
    if entry.category == "next_step":
        lines.append(step_line(entry, today))
        if danger:
            lines.append(f"Helps with {goal}")
    elif entry.category == "existing_safety":
        counters = f", against {name}" if danger else ""
        lines.append(f"{entry.who.name} did this{counters}")
    elif danger:
        lines.append(f"Belongs to {name}")
    about = HARDER_FOR.get(entry.about, "")
    return [line for line in (*lines, about, *_safety_lines(entry)) if line]


def _safety_lines(entry: EntryRow) -> list[str]:
    """How often it was so, who noticed, and how it ended for the child."""
    if MEANT_AS_SAFETY not in (entry.category, entry.offered_as):
        return []
    noticed = f"Noticed by {entry.seen_by}" if entry.seen_by else ""
    return [entry.how_often, noticed, entry.outcome]


def _harm_lines(entry: EntryRow) -> list[str]:
    """Who did it to whom, how we know, and which columns of the matrix are written."""
    by = f"By {entry.who.name}" if entry.who.name else ""
    to = phrases.listed([child.name for child in entry.children])
    done = " ".join(part for part in (by, f"to {to}" if to else "") if part)
    known = words.CERTAINTY.get(entry.certainty, "")
    if entry.seen_by:
        known = f"{known or 'Known'} ({entry.seen_by})"
    own = "Something the child does" if entry.is_childs_own_behaviour else ""
    told = [words.MOMENTS[moment.moment] for moment in entry.moments]
    return [phrases.capital(done), known, own, " · ".join(told)]


def step_line(entry: EntryRow, today: date) -> str:
    """Who will do it and by when, or what became of it."""
    who = entry.who.name or "Nobody named yet"
    if entry.done_on:
        done = f"{who} did this on {day_in_words(entry.done_on)}"
        return f"{done}. {entry.outcome}" if entry.outcome else done
    if entry.due_on and entry.due_on < today:
        since = f"{who}, was to be done by {day_in_words(entry.due_on)}"
        return (
            f"{since}. {entry.outcome}" if entry.outcome else f"{since}. What helped?"
        )
    return f"{who}, {words.due(entry.due_on, today=today)}" if entry.due_on else who


def hidden_line(row: EntryRow | DangerRow) -> str:
    if row.showing.is_visible or row.showing.review_on is None:
        return ""
    return (
        f"Not in the family's copy: {phrases.as_sentence(row.showing.reason)} "
        f"{row.hidden_by} will look again on {day_in_words(row.showing.review_on)}."
    )
