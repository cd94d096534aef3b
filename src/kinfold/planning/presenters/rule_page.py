"""Every wording a rule has had."""

from __future__ import annotations

from dataclasses import dataclass

from kinfold.planning.models import PlanRuleRevision
from kinfold.records.presenters.words import moment
from kinfold_core.practice.living_map import RevisionRow

CHANGES = dict(PlanRuleRevision.Change.choices)


@dataclass(frozen=True, slots=True)
class WordingLine:
    """One wording: what was done, whose words they were, who wrote them down."""

    done: str
    text: str
    said_by: str
    written_by: str
    when: str
    reason: str


def history_lines(
    history: tuple[RevisionRow, ...],
) -> tuple[WordingLine, ...]:
    """The wordings of a rule, newest first."""
    return tuple(
        WordingLine(
            done=CHANGES[row.change],
            text=str(row.words.get("text", "")),
            said_by=_author(row.words),
            written_by=row.changed_by,
            when=moment(row.changed_at),
            reason=str(row.words.get("withdrawn_reason", "")),
        )
        for row in history
    )


def _author(words: dict[str, object]) -> str:
    author = words.get("author")
    return str(author["name"]) if isinstance(author, dict) else ""
