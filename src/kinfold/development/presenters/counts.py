"""Counts of who learns in words, tables and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kinfold.development import policy
from kinfold.development.models import ConfidenceTally, LearningTally, Trajectory
from kinfold.development.selectors.training import Since
from kinfold.development.shipped import Step, shipped
from kinfold.platform.components import Column, Figure, Table
from kinfold_core.drawing.svg import Drawing

FEW = f"fewer than {policy.FEWEST_PEOPLE}"
HEADINGS = ("authority", "course", "month", "people", "if_no_value_why")
BANDS = (
    ("Less than 6 months ago", 0, 183),
    ("6 months to a year", 183, 366),
    ("1 to 2 years", 366, 731),
    ("More than 2 years", 731, 10**6),
)


def people_words(people: int | None) -> str:
    return FEW if people is None else str(people)


def steps_table(rows: Iterable[LearningTally], steps: Iterable[Step]) -> Table:
    """Each step, and how many people of each authority took it."""
    counted: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row.kind == LearningTally.Kind.STEP:
            said = f"{row.authority.name}: {people_words(row.people)}"
            counted.setdefault((row.of, row.part), []).append(said)
    return Table(
        caption="People who took each step",
        columns=(Column("Step"), Column("Trajectory"), Column("People")),
        rows=tuple(
            (
                one.title,
                Trajectory(one.trajectory).label,
                "; ".join(counted.get((one.trajectory, one.code), ["nobody yet"])),
            )
            for one in steps
        ),
        is_caption_shown=False,
    )


def trained_rows(rows: Iterable[LearningTally]) -> list[tuple[str, ...]]:
    """What a file holds: authority, course, month, people, why there is no number."""
    return [
        (
            row.authority.name,
            course_title(row.of),
            row.month.strftime("%Y-%m") if row.month else "",
            "" if row.people is None else str(row.people),
            FEW if row.people is None else "",
        )
        for row in rows
        if row.kind == LearningTally.Kind.COURSE
    ]


def trained_table(rows: Iterable[LearningTally]) -> Table:
    return Table(
        caption="Who was trained in what, month by month",
        columns=(
            Column("Authority"),
            Column("Month"),
            Column("Course"),
            Column("People", is_number=True),
        ),
        rows=tuple(
            (
                row.authority.name,
                f"{row.month:%B %Y}" if row.month else "",
                course_title(row.of),
                people_words(row.people),
            )
            for row in rows
            if row.kind == LearningTally.Kind.COURSE
        ),
        empty_text="No attendance has been written down yet.",
        is_caption_shown=False,
    )


def course_title(code: str) -> str:
    course = shipped().courses.get(code)
    return course.title if course else code


def coverage_table(since: Since) -> Table:
    """How many who work here had basic training, by how long ago."""
    everybody = len(since.days)
    counts = [
        (said, sum(1 for one in since.days if one is not None and low <= one < high))
        for said, low, high in BANDS
    ]
    counts.append(("Not that we know of", sum(one is None for one in since.days)))
    return Table(
        caption="Time since basic training",
        columns=(
            Column("Last had basic training"),
            Column("People", is_number=True),
            Column("Of 100", is_number=True),
        ),
        rows=tuple(
            (said, str(count), f"{100 * count / everybody:.0f}" if everybody else "0")
            for said, count in counts
        ),
        is_caption_shown=False,
    )


def confidence_figure(rows: Sequence[ConfidenceTally], key: str) -> Figure | None:
    """Before beside after for each tool, all authorities that may be shown together."""
    tools = shipped().tools
    found: list[tuple[str, int, float, float, int, int]] = []
    for tool in sorted({one.tool for one in rows}, key=list(tools).index):
        of = [one for one in rows if one.tool == tool]
        pairs = sum(one.pairs for one in of)
        found.append(
            (
                tools[tool],
                pairs,
                sum(one.before_sum for one in of) / pairs,
                sum(one.after_sum for one in of) / pairs,
                sum(one.rose for one in of),
                sum(one.fell for one in of),
            )
        )
    if not found:
        return None
    title, pairs, before, after, rose, fell = max(
        found, key=lambda one: abs(one[3] - one[2])
    )
    sentence = (
        f"The largest change is in “{title}”: {before:.1f} before and {after:.1f} "
        f"after, on average, of {pairs} who answered both times. {rose} gave a higher "
        f"number after it, {fell} a lower one. People who answer about themselves just "
        "after a training tend to feel surer; it says nothing of what they do."
    )
    return Figure(
        title=f"{title}: from {before:.1f} to {after:.1f} of 10",
        svg=_pairs(found, key, sentence),
        sentence=sentence,
        table=_pairs_table(found),
        source="Answered by those who were there, nobody by name; shown from "
        f"{policy.FEWEST_PAIRS} who answered both times, of one authority.",
    )


def _pairs_table(found: Sequence[tuple[str, int, float, float, int, int]]) -> Table:
    return Table(
        caption="How sure people are of each tool, 0 to 10",
        columns=(
            Column("Tool"),
            *(
                Column(said, is_number=True)
                for said in ("Answered both", "Before", "After", "Higher", "Lower")
            ),
        ),
        rows=tuple(
            (tool, str(pairs), f"{before:.1f}", f"{after:.1f}", str(rose), str(fell))
            for tool, pairs, before, after, rose, fell in found
        ),
        is_caption_shown=False,
    )


def _pairs(
    found: Sequence[tuple[str, int, float, float, int, int]], key: str, said: str
) -> str:
    """A line from before (a stroke) to after (a dot), on one scale of 0 to 10."""
    row, left, width, size = 46, 14, 320, 13
    drawing = Drawing(width, row * len(found) + 2 * size, size)
    step = (width - 2 * left) / 10
    foot = row * len(found)
    for tick in (0, 5, 10):
        at = left + tick * step
        drawing.line((at, size), (at, foot), "chart-grid")
        drawing.text((at, foot + size * 1.4), str(tick), "chart-tick", anchor="middle")
    for place, (tool, _, before, after, _, _) in enumerate(found):
        top = row * place
        height = top + row * 0.68
        drawing.text((left, top + size * 1.2), tool, "chart-name")
        drawing.line((left, height), (width - left, height), "chart-row")
        start, end = left + before * step, left + after * step
        drawing.line((start, height), (end, height), "chart-similar")
        drawing.line((start, height - 7), (start, height + 7), "chart-similar")
        drawing.dot((end, height), 6, "chart-dot-last")
    return drawing.svg(
        key=key,
        title="How sure people are of each tool: a stroke before, a dot after",
        description=said,
        class_="chart-dots",
    )
