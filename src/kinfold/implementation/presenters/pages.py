"""A plan, and what was handed on of one, as pages show them. No queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kinfold.implementation.models import ImplementationStep
from kinfold.implementation.presenters.lines import Said, comment_said
from kinfold.implementation.selectors.plans import (
    PlanListed,
    PlanRead,
    ShareGiven,
    Stands,
)
from kinfold.implementation.selectors.shares import ShareListed, ShareRead
from kinfold.platform.components import Cell, Column, Table, TimelineEntry
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.implementation_plan import (
    FINAL,
    STATES,
    Check,
)


def plans_table(plans: Iterable[PlanListed]) -> Table:
    return Table(
        caption="Your plans",
        is_caption_shown=False,
        columns=(Column("Plan"), Column("State"), Column("Due"), Column("For")),
        rows=tuple(
            (
                Cell(one.row.title, reverse("implementation:plan", args=[one.row.pk])),
                Cell(STATES[one.state]),
                Cell(day_in_words(one.row.due_on)),
                Cell(one.row.workshop),
            )
            for one in plans
        ),
        empty_text="Your authority has no plan yet. Begin one: it starts as a draft "
        "that nobody else sees.",
    )


def received_table(shares: Iterable[ShareListed]) -> Table:
    return Table(
        caption="Shared with you",
        is_caption_shown=False,
        columns=(Column("From"), Column("Until"), Column("Now")),
        rows=tuple(
            (
                Cell(
                    f"{one.giver}, version {one.row.version}",
                    reverse("implementation:share", args=[one.row.pk]),
                ),
                Cell(day_in_words(one.row.last_day)),
                Cell("You can read it" if one.stands else "Not shared any more"),
            )
            for one in shares
        ),
        empty_text="Nobody has shared a plan with you yet.",
    )


def standings_table(standings: Iterable[Stands], today: date) -> Table:
    """Where each plan stands, for the programme."""
    ordered = sorted(standings, key=lambda one: one.authority)
    return Table(
        caption="Where each authority's plan stands",
        columns=(
            Column("Authority"),
            Column("State"),
            Column("Since"),
            Column("Version", is_number=True),
            Column("Due"),
        ),
        rows=tuple(
            (
                Cell(one.authority),
                Cell(STATES[one.state]),
                Cell(day_in_words(one.since)),
                Cell(str(one.version)),
                Cell(_due(one, today)),
            )
            for one in ordered
        ),
        empty_text="No authority has begun a plan yet.",
    )


def _due(one: Stands, today: date) -> str:
    words = day_in_words(one.due_on)
    return f"{words}, not final yet" if _is_late(one, today) else words


def _is_late(one: Stands, today: date) -> bool:
    return one.state != FINAL and one.due_on < today


def steps_entries(steps: Iterable[ImplementationStep]) -> list[TimelineEntry]:
    """How the plan went on, the newest first."""
    return [
        TimelineEntry(
            title=STATES[one.state],
            when=day_in_words(one.on),
            datetime=one.on.isoformat(),
            text=". ".join(
                words
                for words in (
                    f"Version {one.version}",
                    one.why.rstrip("."),
                    f"Not answered: {one.why_unanswered}" if one.why_unanswered else "",
                )
                if words
            ),
            by=one.by_name,
            tone="well" if one.state == FINAL else "calm",
        )
        for one in reversed(list(steps))
    ]


def shares_table(shares: Iterable[ShareGiven], today: date) -> Table:
    return Table(
        caption="With whom it was shared",
        is_caption_shown=False,
        columns=(
            Column("Shared with"),
            Column("Version", is_number=True),
            Column("Until"),
            Column("Lines left out", is_number=True),
        ),
        rows=tuple(
            (
                Cell(_whom(one), reverse("implementation:share", args=[one.row.pk])),
                Cell(str(one.row.version)),
                Cell(_until(one, today)),
                Cell(str(one.left_out)),
            )
            for one in shares
        ),
        empty_text="Nobody else has seen it yet.",
    )


def _whom(one: ShareGiven) -> str:
    programme = ("those who run the programme",) if one.row.to_programme else ()
    return ", ".join((*one.recipients, *programme))


def _until(one: ShareGiven, today: date) -> str:
    if one.withdrawn_on:
        return f"Taken back on {day_in_words(one.withdrawn_on)}"
    words = day_in_words(one.row.last_day)
    return f"{words}, over" if one.row.last_day < today else words


def share_lead(shown: ShareRead, today: date) -> str:
    """Its giver goes on reading it, so to them it says when nobody else does."""
    until = day_in_words(shown.row.last_day)
    shared = f"Version {shown.row.version}, shared by {shown.giver} until {until}"
    if shown.withdrawn_on:
        return (
            f"{shared}, taken back on {day_in_words(shown.withdrawn_on)}. Nobody else "
            "can read it any more."
        )
    if shown.is_shown and shown.row.last_day < today:
        return f"{shared}, which is over. Nobody else can read it any more."
    if shown.is_shown:
        return f"{shared}."
    return (
        f"{shown.giver} shared version {shown.row.version} of its plan until {until}. "
        "It is not shared any more: that day is past, or it was taken back. What you "
        "said about it is still here."
    )


def share_said(shown: ShareRead, *, may_write: bool) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for one in shown.comments:
        said = comment_said(
            one,
            may_answer=may_write and shown.is_own,
            about=f"Line {one.row.line_number}",
        )
        found.setdefault(one.row.line_id, []).append(said)
    return found


@dataclass(frozen=True, slots=True)
class CheckShown:
    sentence: str
    is_met: bool
    url: str


def checks_shown(shown: PlanRead, checks: Iterable[Check]) -> list[CheckShown]:
    """Each check with where to mend it."""
    pages = {
        "add": "implementation:add-goal",
        "share": "implementation:hand-on",
        "feedback": "implementation:feedback",
        "step": "implementation:step",
    }
    return [
        CheckShown(
            one.sentence,
            one.is_met,
            ""
            if one.is_met or not one.where
            else reverse(pages[one.where], args=[shown.row.pk])
            if one.where in pages
            else reverse("implementation:line", args=[shown.row.pk, one.where]),
        )
        for one in checks
    ]
