"""A run in the background, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from kinfold.platform.components import Tone
from kinfold.studies.models import StudyRun
from kinfold.studies.presenters.registry import outcome_title

State = StudyRun.State
TONES: dict[str, Tone] = {
    State.WAITING: "calm",
    State.RUNNING: "calm",
    State.DONE: "well",
    State.STOPPED: "worried",
    State.CANCELLED: "needs",
}
LOST = "The server stopped before it was done, so nothing was kept. Run it again."


@dataclass(frozen=True, slots=True)
class RunCard:
    state: str
    tone: Tone
    words: str
    is_under_way: bool
    is_done: bool
    done: int
    of: int
    step: str


def run_card(run: StudyRun | None) -> RunCard | None:
    """How the last run stands; None before the first."""
    if run is None:
        return None
    state = State.STOPPED if run.is_lost else State(run.state)
    words = LOST if run.is_lost else run.message
    if run.is_under_way:
        at = date_format(timezone.localtime(run.began_at or run.asked_at), "H:i")
        words = (
            f"{run.by_name} asked for it. It waits since {at}, and begins by itself."
        )
        if run.began_at:
            words = f"{run.by_name} asked for it. It has been at work since {at}."
    return RunCard(
        state=state.label,
        tone=TONES[state],
        words=words,
        is_under_way=run.is_under_way,
        is_done=state == State.DONE,
        done=run.done,
        of=run.of,
        step=_step(run),
    )


def _step(run: StudyRun) -> str:
    """What is reckoned now, as far as anybody was told."""
    if not run.of:
        return "Running every analysis"
    return f"Now: {outcome_title(run.outcome)}, {run.analysis}"
