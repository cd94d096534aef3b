"""Words for runs. No queries, no markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from kinfold.platform.components import Cell, Column, SummaryRow, Table
from kinfold.platform.models import JobRun

State = JobRun.State
TONES = {
    State.WAITING: "calm",
    State.RUNNING: "calm",
    State.DONE: "well",
    State.FAILED: "worried",
    State.CANCELLED: "needs",
}
SENTENCES = {
    State.WAITING: "It has not begun yet. It begins by itself; you need not wait here.",
    State.RUNNING: "It goes on by itself if you leave this page.",
    State.DONE: "It is done.",
    State.FAILED: "It could not be done, and nothing was changed.",
    State.CANCELLED: "It was cancelled, and nothing was changed.",
}


@dataclass(frozen=True, slots=True)
class RunCard:
    """A run as its page shows it."""

    title: str
    state: str
    tone: str
    sentence: str
    message: str
    result_path: str
    is_over: bool
    is_stopping: bool
    done_count: int
    total_count: int
    rows: tuple[SummaryRow, ...]


def run_card(run: JobRun) -> RunCard:
    state = State(run.state)
    rows = [
        SummaryRow("Started by", run.started_by.name),
        SummaryRow("Asked for", _moment(run.created_at)),
    ]
    if run.finished_at:
        rows.append(SummaryRow("Ended", _moment(run.finished_at)))
    if run.attempt_count > 1:
        rows.append(SummaryRow("Times tried", str(run.attempt_count)))
    if run.error_reference:
        rows.append(SummaryRow("Reference", run.error_reference))
    return RunCard(
        title=run.title,
        state=state.label,
        tone=TONES[state],
        sentence=SENTENCES[state],
        message=run.message,
        result_path=run.result_path if state is State.DONE else "",
        is_over=run.is_over,
        is_stopping=run.is_cancel_asked and not run.is_over,
        done_count=run.done_count,
        total_count=run.total_count,
        rows=tuple(rows),
    )


def runs_table(runs: Iterable[JobRun]) -> Table:
    return Table(
        caption="Background work, newest first",
        columns=(
            Column("What"),
            Column("State"),
            Column("How far", is_number=True),
            Column("Started by"),
            Column("When"),
        ),
        rows=tuple(
            (
                Cell(run.title, reverse("platform:job", kwargs={"run_id": run.pk})),
                Cell(State(run.state).label, tone=TONES[State(run.state)]),
                _how_far(run),
                run.started_by.name,
                _moment(run.created_at),
            )
            for run in runs
        ),
        is_caption_shown=False,
        empty_text="Nothing has been done in the background yet.",
    )


def _how_far(run: JobRun) -> str:
    return f"{run.done_count:,} of {run.total_count:,}" if run.total_count else ""


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i")
