"""Questions and cycles in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kinfold.claims.models import Cycle, CycleEntry, LearningQuestion, QuestionStep
from kinfold.claims.presenters.pages import VersionLine
from kinfold.claims.presenters.words import at, by_words
from kinfold.claims.selectors.learning import CycleNow, Learning, QuestionNow
from kinfold.platform.components import Cell, Column, Link, Table
from kinfold_core.people.dates import day_in_words
from kinfold_measures.catalogue import BY_CODE

Part = CycleEntry.Part
WRITTEN_PARTS = (Part.PLANNED, Part.DONE, Part.SEEN, Part.LEARNED, Part.CHANGED)
STATES = list(QuestionStep.State.choices)
PARTS: dict[str, str] = {part.value: part.label for part in WRITTEN_PARTS}
ASKS: dict[str, str] = {
    Part.PLANNED: "What is planned, where and by whom?",
    Part.DONE: "What was really done? Say also what was not",
    Part.SEEN: "What was seen? Say how you looked, and what you did not expect",
    Part.LEARNED: "What is learned from it?",
    Part.CHANGED: "What changed in the work because of it? “Nothing, because …” is "
    "an answer too",
}


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of a cycle: what stands, and what stood before."""

    key: str
    title: str
    words: str
    by: str
    earlier: tuple[VersionLine, ...]
    url: str


def whose_words(row: LearningQuestion | Cycle) -> str:
    return row.of_authority.name if row.of_authority else "The whole programme"


def questions_table(learning: Learning, today: date) -> Table:
    return Table(
        caption="Learning questions",
        columns=(
            Column("Question"), Column("Where it stands"), Column("Of whom"),
            Column("Who looks after it"), Column("By when"),
        ),
        rows=tuple(
            (
                Cell(
                    one.row.words,
                    at("question", learning.programme.slug, one.row.number),
                ),
                one.now.get_state_display(),
                whose_words(one.row),
                one.now.whose,
                due_words(one, today),
            )
            for one in learning.questions
        ),
        is_caption_shown=False,
        empty_text="No question is asked yet.",
    )  # fmt: skip


def due_words(one: QuestionNow, today: date) -> str:
    day = one.now.by_when
    if day is None:
        return "No day set"
    is_late = day < today and not one.is_over
    return f"{day_in_words(day)}, passed" if is_late else day_in_words(day)


def steps_told(one: QuestionNow) -> tuple[VersionLine, ...]:
    return tuple(
        VersionLine(
            step.get_state_display() + (f": {step.said}" if step.said else ""),
            f"{step.whose}. {by_words(step)}",
        )
        for step in one.steps
    )


def step_typed(now: QuestionStep) -> dict[str, Any]:
    """What the form begins with."""
    return {
        "version": now.version,
        "state": now.state,
        "whose": now.whose,
        "by_when": now.by_when,
        "said": now.said,
    }


def step_conflict(
    now: QuestionStep | None, state: str, said: str
) -> list[tuple[str, str, str]]:
    if now is None:
        return []
    typed = QuestionStep.State(state).label
    return [
        ("Where it stands", now.get_state_display(), typed),
        ("The answer, or why it is dropped", now.said, said),
    ]


def cycles_table(cycles: Iterable[CycleNow], slug: str) -> Table:
    return Table(
        caption="Cycles",
        columns=(
            Column("Cycle"), Column("Of whom"), Column("Starts"),
            Column("Written so far"), Column("What changed"),
        ),
        rows=tuple(
            (
                Cell(_titled(one.row), at("cycle", slug, one.row.number)),
                whose_words(one.row),
                day_in_words(one.start),
                _so_far(one),
                _changed(one),
            )
            for one in cycles
        ),
        is_caption_shown=False,
        empty_text="No cycle has begun yet.",
    )  # fmt: skip


def _titled(row: Cycle) -> str:
    return f"{row.title} (made up)" if row.is_made_up else row.title


def _so_far(one: CycleNow) -> str:
    done = [part.label.lower() for part in WRITTEN_PARTS if one.newest(part)]
    return done[-1][0].upper() + done[-1][1:]


def _changed(one: CycleNow) -> str:
    entry = one.newest(Part.CHANGED)
    return entry.words if entry else "Not written yet"


def part_lines(one: CycleNow, slug: str, *, may_write: bool) -> tuple[PartLine, ...]:
    return tuple(_part_line(one, part, slug, may_write) for part in WRITTEN_PARTS)


def _part_line(
    one: CycleNow, part: CycleEntry.Part, slug: str, may_write: bool
) -> PartLine:
    entries = one.of_part(part)
    return PartLine(
        key=part.value,
        title=part.label,
        words=entries[0].words if entries else "",
        by=by_words(entries[0]) if entries else "",
        earlier=tuple(VersionLine(e.words, by_words(e)) for e in entries[1:]),
        url=at("write-part", slug, one.row.number, part.value) if may_write else "",
    )


def start_words(one: CycleNow) -> str:
    """The day, and whether it was written down before it came."""
    first = one.starts[-1]
    written, day = first.written_at.date(), first.day
    if day is None or written <= day:
        return (
            f"{day_in_words(one.start)}. Written down on {day_in_words(written)}, "
            "before anybody could look."
        )
    return (
        f"{day_in_words(one.start)}. Written down on {day_in_words(written)}, after "
        "it had begun: whoever wrote it may have seen figures already."
    )


def start_corrections(one: CycleNow) -> tuple[VersionLine, ...]:
    """Days that stood before, with why they were wrong; the newest first."""
    days = one.starts
    return tuple(
        VersionLine(
            f"{day_in_words(before.day)} was corrected" if before.day else "",
            f"{after.why} ({by_words(after)})",
        )
        for after, before in zip(days, days[1:], strict=False)
    )


def cycle_links(one: CycleNow, learning: Learning) -> tuple[Link, ...]:
    """What the cycle belongs to: claim, question, the cycles before and after."""
    slug, row = learning.programme.slug, one.row
    found = []
    if row.claim:
        found.append(
            Link(f"Claim {row.claim.number}", at("claim", slug, row.claim.number))
        )
    if row.question:
        number = row.question.number
        found.append(
            Link(f"Question: {row.question.words}", at("question", slug, number))
        )
    if row.continues:
        before = row.continues
        found.append(
            Link(f"It goes on from: {before.title}", at("cycle", slug, before.number))
        )
    found += [
        Link(
            f"It was gone on with in: {after.row.title}",
            at("cycle", slug, after.row.number),
        )
        for after in learning.next_of(row)
    ]
    return tuple(found)


def question_choices(learning: Learning) -> list[tuple[str, str]]:
    none = [("", "Of no one question")]
    return none + [
        (str(one.row.number), one.row.words)
        for one in learning.questions
        if not one.is_over
    ]


def measure_name(code: str) -> str:
    return BY_CODE[code].title if code in BY_CODE else ""


def goes_on_from(before: CycleNow) -> dict[str, str]:
    """What the next cycle begins with: what the last one belonged to and learned."""
    row = before.row
    learned = before.newest(Part.LEARNED)
    return {
        "claim": str(row.claim.number) if row.claim else "",
        "question": str(row.question.number) if row.question else "",
        "measure": row.measure,
        "planned": f"We learned: {learned.words}\n\n" if learned else "",
    }


def part_conflict(now: CycleEntry | None, said: str) -> list[tuple[str, str, str]]:
    return [(now.get_part_display(), now.words, said)] if now else []


def start_conflict(now: CycleEntry, day: date) -> list[tuple[str, str, str]]:
    standing = day_in_words(now.day) if now.day else ""
    return [("When it starts", standing, day_in_words(day))]
