"""What writing cost, in words, in a table and as a picture. No queries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from html import escape

from django.utils.formats import date_format

from kinfold.platform.components import Column, Figure, Table
from kinfold.recording.kinds import document_in_words, kind_in_words
from kinfold.recording.selectors import Spent, Total

BAR, GAP, HIGH, FOOT = 14, 6, 96, 22
DAYS_SHOWN = 28
SOURCE = "Counted by your own pages while a form was open and you were typing"


def minutes(seconds: int) -> str:
    """Rounded as people say it: less than a minute, 12 minutes, 1 hour 5 minutes."""
    whole = round(seconds / 60)
    if whole < 1:
        return "less than a minute"
    hours, rest = divmod(whole, 60)
    said = [f"{hours} hour{'s' if hours > 1 else ''}"] if hours else []
    said += [f"{rest} minute{'s' if rest > 1 else ''}"] if rest else []
    return " ".join(said)


def day_in_words(day: date) -> str:
    return date_format(day, "l j F Y")


def sentence(day: date, spent: tuple[Spent, ...]) -> str:
    """What a day's writing took and how much was typed again."""
    if not spent:
        return f"Nothing was measured on {day_in_words(day)}."
    whole, retyped = sum(s.seconds for s in spent), sum(s.retyped for s in spent)
    said = f"On {day_in_words(day)} you wrote for {minutes(whole)}."
    if retyped:
        boxes = "1 box held" if retyped == 1 else f"{retyped} boxes held"
        said += f" {boxes} words that stood elsewhere in that family's record already."
    return said


def day_table(day: date, spent: tuple[Spent, ...]) -> Table:
    return Table(
        caption=f"What you wrote on {day_in_words(day)}",
        columns=tuple(
            map(Column, ("Where", "What", "How long", "Saved", "Typed again"))
        ),
        rows=tuple(
            (
                document_in_words(one.document),
                kind_in_words(one.kind),
                minutes(one.seconds),
                str(one.saves),
                str(one.retyped),
            )
            for one in spent
        ),
        empty_text="Nothing was measured on this day.",
    )


def days_figure(days: Mapping[date, int], last: date) -> Figure:
    """Four weeks of days as bars, with the sentence and the table they stand for."""
    shown = [last - timedelta(days=n) for n in reversed(range(DAYS_SHOWN))]
    whole = sum(days.values())
    return Figure(
        title=f"You wrote for {minutes(whole)} in four weeks"
        if whole
        else "Nothing was measured in four weeks",
        svg=_bars([(day, days.get(day, 0)) for day in shown]),
        sentence=f"From {date_format(shown[0], 'j F')} to "
        f"{date_format(last, 'j F Y')}, on {len(days)} of {DAYS_SHOWN} days.",
        table=Table(
            caption="Minutes of each day",
            columns=(Column("Day"), Column("How long")),
            rows=tuple(
                (date_format(day, "j F Y"), minutes(days[day]))
                for day in shown
                if days.get(day)
            ),
        ),
        source=SOURCE,
    )


def _bars(days: list[tuple[date, int]]) -> str:
    width = len(days) * (BAR + GAP) + GAP
    most = max((seconds for _, seconds in days), default=0) or 1
    said = "Minutes of writing on each of the last 28 days"
    parts = [
        f'<svg class="recording-bars" viewBox="0 0 {width} {HIGH + FOOT}" role="img" '
        f'aria-label="{escape(said)}">',
        f'<line class="recording-bars__foot" x1="0" y1="{HIGH}" x2="{width}" '
        f'y2="{HIGH}"/>',
    ]
    for place, (day, seconds) in enumerate(days):
        x = GAP + place * (BAR + GAP)
        high = round(seconds / most * (HIGH - 8))
        parts.append(
            f'<rect class="recording-bars__bar" x="{x}" y="{HIGH - high}" '
            f'width="{BAR}" height="{high}"/>'
        )
        if day.weekday() == 0:
            parts.append(
                f'<text class="recording-bars__day" x="{x}" y="{HIGH + 16}">'
                f"{escape(date_format(day, 'j M'))}</text>"
            )
    return "".join([*parts, "</svg>"])


def totals_table(totals: tuple[Total, ...], cell: int) -> Table:
    return Table(
        caption=f"Months and kinds of writing of {cell} workers or more",
        columns=tuple(
            map(
                Column,
                ("Month", "Where", "What", "Workers", "For each save", "Typed again"),
            )
        ),
        rows=tuple(
            (
                date_format(one.month, "F Y"),
                document_in_words(one.document),
                kind_in_words(one.kind),
                str(one.workers),
                minutes(round(one.seconds / one.saves))
                if one.saves
                else "nothing saved",
                f"{round(100 * one.retyped / one.saves)} in 100 saves"
                if one.saves
                else "",
            )
            for one in totals
        ),
        empty_text=f"No kind of writing was done by {cell} workers or more in a month.",
    )
