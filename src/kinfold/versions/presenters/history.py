"""The wordings something has had, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from kinfold.platform.addresses import address
from kinfold.platform.components import TimelineEntry
from kinfold.practice.models import MapEntryRevision
from kinfold.practice.presenters import words
from kinfold.practice.presenters.comparison import LABELS
from kinfold.versions.selectors.history import LineRow
from kinfold_core import phrases
from kinfold_core.practice.kept_words import fuzzy_from
from kinfold_core.practice.living_map import RevisionRow
from kinfold_core.practice.written import MomentDetails

SHOWN = [name for name in LABELS if name not in {"danger_id", "source_type", "showing"}]


def history_lines(
    revisions: Sequence[RevisionRow], *, now: datetime
) -> tuple[TimelineEntry, ...]:
    """Each change with the words that changed in it."""
    earlier = [*revisions[1:], None]
    return tuple(
        TimelineEntry(
            title=MapEntryRevision.Change(revision.change).label,
            when=words.moment(revision.changed_at, now=now),
            datetime=revision.changed_at.isoformat(),
            text=_changed(revision.words, before.words if before else {}),
            by=revision.changed_by,
            icon="pencil",
        )
        for revision, before in zip(revisions, earlier, strict=True)
    )


def _changed(now: dict[str, Any], before: dict[str, Any]) -> str:
    if now.get("withdrawn_reason") and not before.get("withdrawn_reason"):
        return f"Because: {now['withdrawn_reason']}"
    parts = [
        f"{LABELS[name]}: {_plain(now[name])}"
        for name in SHOWN
        if name in now and now[name] != before.get(name) and _plain(now[name])
    ]
    return "\n".join(parts)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_plain(one) for one in value)
    if isinstance(value, dict):
        if "earliest" in value:
            return str(fuzzy_from(value))
        if "moment" in value:
            return str(MomentDetails(**value))
        name = value.get("child_name") or value.get("name") or ""
        text = value.get("text") or ""
        return f"{phrases.capital(name)}: {text}" if text else str(name)
    if value is True:
        return "yes"
    return "" if value in (None, False) else str(value)


LINES = {
    ("split", True): "Came from a split of",
    ("split", False): "Was split; one part is",
    ("joined", True): "Came from joining",
    ("joined", False): "Was joined into",
    ("became", True): "Came from",
    ("became", False): "Led to",
}


def lineage_lines(
    lines: Sequence[LineRow], family_id: UUID, *, now: datetime
) -> tuple[TimelineEntry, ...]:
    """Where it came from and what it became, each with a way there."""
    return tuple(
        TimelineEntry(
            title=f"{LINES[line.kind, line.is_origin]} “"
            f"{phrases.shortened(line.text or 'a danger statement', 80)}”",
            when=words.moment(line.recorded_at, now=now),
            datetime=line.recorded_at.isoformat(),
            by=line.recorded_by,
            icon="git-merge" if line.kind == "joined" else "split",
            url=address(f"versions:{line.what}", family_id, line.thing_id),
        )
        for line in lines
    )
