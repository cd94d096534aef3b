"""The journal, newest day first, and whom a red flag calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from kinfold_core import phrases
from kinfold_core.practice.facts_planning import RuleKind
from kinfold_core.practice.family_plan import RuleRow, StandingPlan
from kinfold_core.practice.lived_plan import JournalRow


@dataclass(frozen=True, slots=True)
class EntryCard:
    """One entry. `ring` is whom a red flag calls, in the order of the plan."""

    row: JournalRow
    about: tuple[RuleRow, ...]
    ring: str
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class JournalPage:
    """`newest`: when the last of these entries was written down."""

    days: tuple[tuple[date, tuple[EntryCard, ...]], ...]
    unread: int
    count: int
    last_network: str
    newest: str


def journal_page(rows: tuple[JournalRow, ...], plan: StandingPlan) -> JournalPage:
    """The journal by day. A corrected entry stands with its correction. No query."""
    rules = {rule.id: rule for rule in (*plan.rules, *plan.withdrawn)}
    cards = [_card(row, rules, plan) for row in rows]
    return JournalPage(
        days=tuple(
            (day, tuple(group))
            for day, group in groupby(cards, key=lambda card: card.row.happened_on)
        ),
        unread=sum(1 for row in rows if not row.is_read_by_viewer),
        count=len(rows),
        last_network=next(
            (row.author.name for row in rows if row.capacity == "network"), ""
        ),
        newest=max(row.recorded_at for row in rows).isoformat() if rows else "",
    )


def _card(row: JournalRow, rules: dict[UUID, RuleRow], plan: StandingPlan) -> EntryCard:
    about = tuple(rules[key] for key in row.rule_ids if key in rules)
    return EntryCard(
        row=row,
        about=about,
        ring=_ring(about, plan) if row.is_red_flag else "",
        is_corrected=row.corrected_by is not None,
    )


def _ring(about: tuple[RuleRow, ...], plan: StandingPlan) -> str:
    """Those who stand in for these rules, or for any hard moment, by name."""
    asked = about or tuple(
        rule
        for rule in plan.rules
        if rule.kind in {RuleKind.TRIGGER_RESPONSE, RuleKind.EMERGENCY}
    )
    grown_up = [
        who.name
        for rule in asked
        for who in (*rule.backups, *rule.carriers)
        if not plan.is_child(who)
    ]
    return phrases.listed(list(dict.fromkeys(grown_up)))


def as_text(family: str, rows: tuple[JournalRow, ...], plan: StandingPlan) -> str:
    """The whole journal for the family to keep, oldest first.

    What would put somebody in danger is left out; that it is, is said. So is what was
    corrected by something that is left out: who sees a danger late hides it so.
    """
    hidden = _hidden(rows)
    shown = [row for row in reversed(rows) if row.id not in hidden]
    rules = {rule.id: rule.text for rule in (*plan.rules, *plan.withdrawn)}
    parts = [f"Our journal: {family}"]
    parts += [_entry_as_text(row, rules) for row in shown]
    left_out = len(rows) - len(shown)
    if left_out:
        parts.append(
            f"{left_out} {'entry is' if left_out == 1 else 'entries are'} not here, "
            "because reading it might put somebody in danger. Ask your worker."
        )
    return "\n\n".join(parts) + "\n"


def _hidden(rows: tuple[JournalRow, ...]) -> set[UUID]:
    """What the family is not given, and all that it corrects."""
    corrects = {row.id: row.corrects_id for row in rows}
    hidden: set[UUID] = set()
    for row in rows:
        at: UUID | None = row.id if row.is_agency_only else None
        while at and at not in hidden:
            hidden.add(at)
            at = corrects.get(at)
    return hidden


def _entry_as_text(row: JournalRow, rules: dict[UUID, str]) -> str:
    day = f"{row.happened_on:%A} {row.happened_on.day} {row.happened_on:%B %Y}"
    said = (
        ("What went well", row.went_well),
        ("What was hard", row.hard),
        ("What we did", row.what_we_did),
        ("About", "; ".join(rules[key] for key in row.rule_ids if key in rules)),
        ("How it felt, 0 to 10", "" if row.feeling is None else str(row.feeling)),
        ("Corrects what was written before", "yes" if row.corrects_id else ""),
    )
    lines = [f"{title}: {text}" for title, text in said if text]
    return "\n".join([f"{day}, {row.author.name}", *lines])
