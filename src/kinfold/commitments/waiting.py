"""What can wait in who does what: somebody's own yes."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, Min, OuterRef

from kinfold.commitments.models import Commitment, CommitmentAnswer
from kinfold.records.waiting import Asked, Kind, Rows, told
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words


def open_asks(asked: Asked) -> Rows:
    """Asked, and no answer yet by the person themselves to the words that stand."""
    answered = CommitmentAnswer.objects.filter(
        wording__commitment=OuterRef("pk"),
        wording__version=OuterRef("version"),
        member=OuterRef("member"),
    )
    waiting = Commitment.objects.filter(
        ~Exists(answered), ends=None, member__ended_on=None
    )
    return told(waiting, asked, "ask_open", Min("offered_on"))


def _say(day: date, today: date) -> str:
    return f"What somebody was asked on {day_in_words(day)} waits for their own yes"


KINDS = (
    Kind(
        key="ask_open", order=6, icon="hand-helping", needs=Action.WRITE_NETWORK,
        page="commitments:commitments", rows=open_asks, say=_say,
    ),
)  # fmt: skip
