"""Authorities, their reviews, and who rates in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from kinfold.framework.models import Rater, Review, ReviewVersion
from kinfold.framework.selectors import Glance, ReviewShown
from kinfold.framework.shipped import framework
from kinfold.platform.components import Cell, Column, Table
from kinfold.platform.models import ProgrammeAuthority
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.self_review import APART, LOW, Hat

RULE = (
    f"A part is low where somebody put it at {LOW} or below. Raters are far apart "
    f"where {APART} places or more lie between two of them."
)


def glance_words(held: Glance | None) -> str:
    """The newest closed review in one line."""
    if held is None or held.day is None:
        return "A first review is open" if held and held.is_open else "No review yet"
    words = (
        f"{day_in_words(held.day)}: {_parts(held.low)} low, raters far apart on "
        f"{held.apart}"
    )
    return f"{words}. Another is open" if held.is_open else words


def _parts(count: int) -> str:
    return f"{count} part{'' if count == 1 else 's'}"


def place_url(row: Any) -> str:
    return reverse("framework:place", args=[row.programme_id, row.authority_id])


def review_url(row: Review) -> str:
    return reverse("framework:review", args=[row.pk])


def places_table(rows: Iterable[tuple[ProgrammeAuthority, Glance]]) -> Table:
    """One row an authority. They are not set against each other."""
    return Table(
        "Each authority",
        (
            Column("Authority"),
            Column("Newest review"),
            Column("Parts low", is_number=True),
            Column("Parts far apart", is_number=True),
            Column("Open now"),
        ),
        tuple(
            (
                Cell(place.authority.name, url=place_url(place)),
                day_in_words(held.day) if held.day else "None yet",
                str(held.low) if held.day else "",
                str(held.apart) if held.day else "",
                "Yes" if held.is_open else "No",
            )
            for place, held in rows
        ),
        is_caption_shown=False,
    )


def asked_table(rows: Iterable[Rater]) -> Table:
    """Where the viewer is asked to rate."""
    held = list(rows)
    again = asked_again(held)
    return Table(
        "Where you rate",
        (Column("Review"), Column("Of"), Column("As"), Column("Where it stands")),
        tuple(
            (
                Cell(
                    f"{day_in_words(one.review.day)}: {one.review.why}",
                    url=review_url(one.review)
                    if one.review.closed_on and not one.set_aside_why
                    else rater_url(one),
                ),
                one.authority.name,
                Hat(one.hat).label,
                state_cell(one, one.review, is_asked_again=one.pk in again),
            )
            for one in held
        ),
        is_caption_shown=False,
    )


def reviews_table(rows: Sequence[Any]) -> Table:
    return Table(
        "Reviews",
        (
            Column("Day"),
            Column("Why"),
            Column("Raters"),
            Column("Parts low", is_number=True),
            Column("Parts far apart", is_number=True),
        ),
        tuple(
            (
                Cell(day_in_words(one.day), url=review_url(one)),
                one.why,
                f"{one.handed_in or 0} of {one.asked or 0} handed in"
                if one.closed_on is None
                else f"{one.handed_in or 0} rated",
                "Not shown yet" if one.parts_low is None else str(one.parts_low),
                "Not shown yet" if one.parts_apart is None else str(one.parts_apart),
            )
            for one in rows
        ),
        is_caption_shown=False,
        empty_text="There is no review yet.",
    )


def rater_url(row: Rater) -> str:
    return reverse("framework:rater", args=[row.pk])


def asked_again(rows: Iterable[Rater]) -> frozenset[UUID]:
    """Of those set aside, the ones whose account is asked in the same review anew."""
    held = list(rows)
    now = {(one.review_id, one.account) for one in held if not one.set_aside_why}
    return frozenset(
        one.pk
        for one in held
        if one.set_aside_why and one.account and (one.review_id, one.account) in now
    )


def state_cell(row: Rater, review: Review, *, is_asked_again: bool = False) -> Cell:
    if is_asked_again:
        return Cell(f"Set aside, then asked again: {row.set_aside_why}")
    if row.set_aside_why:
        return Cell(f"Did not rate: {row.set_aside_why}")
    if review.closed_on:
        return Cell("Closed and shown", tone="well")
    if row.handed_in_on:
        return Cell("Handed in", tone="well")
    return Cell("Still rating", tone="needs")


def raters_table(
    shown: ReviewShown,
    *,
    may_keep: bool,
    may_rate_as: Callable[[Rater], bool],
) -> Table:
    """Who was asked, how far they are, and what can be done about it."""
    every = len(framework(shown.review.edition).parts)
    is_open = shown.review.closed_on is None
    again = asked_again(shown.raters)
    return Table(
        "Who rates",
        (
            Column("Who"),
            Column("As"),
            Column("How"),
            Column("Parts rated"),
            Column("Where it stands"),
            Column("Do"),
        ),
        tuple(
            (
                f"{one.name}, {one.role}",
                Hat(one.hat).label,
                "Signs in" if one.account else f"Written down by {one.by_name}",
                f"{one.parts_rated} of {every}",
                state_cell(one, shown.review, is_asked_again=one.pk in again),
                _deed(one, is_open, may_keep, may_rate_as(one)),
            )
            for one in shown.raters
        ),
        is_caption_shown=False,
        empty_text="Nobody is asked yet.",
    )


def _deed(row: Rater, is_open: bool, may_keep: bool, may_rate: bool) -> Cell:
    if may_rate and not row.set_aside_why and (is_open or row.handed_in_on):
        label = "Rate" if is_open else "Correct what was said"
        return Cell(f"{label}: {row.name}", rater_url(row))
    if is_open and may_keep and not row.handed_in_on and not row.set_aside_why:
        return Cell(
            f"Say why {row.name} does not rate",
            reverse("framework:set-aside", args=[row.pk]),
        )
    return Cell("Nothing to do")


def versions_table(rows: Sequence[ReviewVersion]) -> Table:
    return Table(
        "What it was for before",
        (Column("Day"), Column("Why"), Column("Who may rate"), Column("Changed")),
        tuple(
            (
                day_in_words(one.day),
                one.why,
                one.who_rates,
                f"{day_in_words(timezone.localdate(one.at))}, by {one.by_name}",
            )
            for one in rows
        ),
    )


def purpose_of(row: Review) -> dict[str, Any]:
    """What the form of a change begins with."""
    names = ("version", "day", "why", "who_rates")
    return {name: getattr(row, name) for name in names}
