"""Words for the platform's own pages."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from kinfold.platform.components import Cell, Column, Table
from kinfold.platform.deeds import in_words
from kinfold.platform.models import AuditEvent

_TONES = {"read": "calm", "search": "calm", "change": "needs", "access": "attention"}
_ICONS = {"read": "eye", "search": "search", "change": "pencil", "access": "key-round"}


def audit_table(events: Iterable[AuditEvent]) -> Table:
    """One line per event: when, who, what kind, what, and why if they said."""
    return Table(
        caption="What was looked at and changed, newest first",
        columns=tuple(
            Column(label) for label in ("When", "Who", "Kind", "What", "Reason given")
        ),
        rows=tuple(_audit_row(event) for event in events),
        empty_text="Nothing here for these dates and names.",
    )


def _audit_row(event: AuditEvent) -> tuple[str | Cell, ...]:
    when = timezone.localtime(event.at)
    return (
        f"{when:%-d %b %Y, %H:%M}",
        event.by_name,
        Cell(
            AuditEvent.Kind(event.kind).label,
            tone=_TONES[event.kind],
            icon=_ICONS[event.kind],
        ),
        _what(event),
        event.why or "",
    )


def _what(event: AuditEvent) -> str:
    """The event in words: "Opened the map (family …1f3c)"."""
    about = event.family_id or event.person_id
    kind = "family" if event.family_id else "person"
    end = f" ({kind} …{str(about)[-4:]})" if about else ""
    if event.kind == AuditEvent.Kind.SEARCH:
        shown = event.changes.get("shown", 0)
        said = f"“{event.changes.get('words', '')}”, {shown} shown"
        is_search = event.action == "people.searched"
        return said if is_search else f"{in_words(event.action)}: {said}"
    return in_words(event.action) + end
