"""Training sessions in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from kinfold.development.models import Coaching, TrainingSession
from kinfold.development.presenters.counts import course_title
from kinfold.platform.components import Cell, Column, Table
from kinfold.platform.models import Authority, Worker
from kinfold_core.people.dates import day_in_words

EVERYBODY = ""


def worker_options(workers: Iterable[Worker]) -> list[tuple[str, str]]:
    return [
        (str(one.pk), f"{one.name}, {one.job_title}" if one.job_title else one.name)
        for one in workers
    ]


def place_options(places: Iterable[Authority]) -> list[tuple[str, str]]:
    """Everybody first: a training in one house is the exception."""
    everybody = (EVERYBODY, "For every authority of the programme")
    return [
        everybody,
        *((str(one.pk), f"In the house of {one.name}") for one in places),
    ]


def who_words(row: TrainingSession) -> str:
    return f"In the house of {row.place.name}" if row.place else "For everybody"


def when_words(row: TrainingSession) -> str:
    """The day, or the month where no more is known."""
    if not row.days:
        return f"{row.starts_on:%B %Y}"
    return (
        f"{day_in_words(row.starts_on)}, {row.days} day{'' if row.days == 1 else 's'}"
    )


def sessions_table(rows: Iterable[TrainingSession]) -> Table:
    return Table(
        caption="Training",
        columns=(
            Column("Training"),
            Column("Course"),
            Column("When"),
            Column("For whom"),
        ),
        rows=tuple(
            (
                Cell(
                    row.title + (" (made up)" if row.is_synthetic else ""),
                    reverse("development:session", args=[row.pk]),
                ),
                course_title(row.course),
                when_words(row),
                who_words(row),
            )
            for row in rows
        ),
        empty_text="No training is planned yet.",
        is_caption_shown=False,
    )


def coached_table(rows: Iterable[Coaching]) -> Table:
    return Table(
        caption="In-house trainers, and who coached them",
        columns=(
            Column("Who was coached"),
            Column("By"),
            Column("When"),
            Column("What they worked on"),
        ),
        rows=tuple(
            (
                row.worker.name + (" (made up)" if row.is_synthetic else ""),
                row.coach,
                day_in_words(row.day),
                row.words,
            )
            for row in rows
        ),
        empty_text="Nobody has been coached in giving basic training yet.",
        is_caption_shown=False,
    )
