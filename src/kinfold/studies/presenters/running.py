"""A run in the background, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from kinfold.platform.components import Tone
from kinfold.studies.models import StudyRun

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
        state.label, TONES[state], words, run.is_under_way, state == State.DONE
    )
