"""What can wait here: an answer for a child, or showing it to the child."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, Min, OuterRef

from kinfold.child_tools.models import AdultResponse, ChildToolSession, ShownBack
from kinfold.records.waiting import Asked, Kind, Rows, told
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words


def unanswered(asked: Asked) -> Rows:
    """Finished, and no adult has answered the child."""
    answers = AdultResponse.objects.filter(session=OuterRef("pk"))
    waiting = ChildToolSession.objects.filter(
        ~Exists(answers), finished_at__isnull=False
    )
    return told(waiting, asked, "child_answer", Min("response_due_on"))


def not_shown(asked: Asked) -> Rows:
    """Answered, and nobody has shown the child."""
    answers = AdultResponse.objects.filter(session=OuterRef("pk"))
    shown = ShownBack.objects.filter(response__session=OuterRef("pk"))
    waiting = ChildToolSession.objects.filter(Exists(answers), ~Exists(shown))
    return told(waiting, asked, "child_shown", Min("response_due_on"))


def _say_answer(day: date, today: date) -> str:
    when = "was due on" if day < today else "is due by"
    return f"A child waits for the adults' answer. It {when} {day_in_words(day)}"


def _say_shown(day: date, today: date) -> str:
    return "An answer to a child is written, and the child has not been shown it"


KINDS = (
    Kind(
        key="child_answer", order=3, icon="message-circle",
        needs=Action.WRITE_NETWORK, page="child_tools:tools", rows=unanswered,
        say=_say_answer,
    ),
    Kind(
        key="child_shown", order=3, icon="message-circle",
        needs=Action.WRITE_NETWORK, page="child_tools:tools", rows=not_shown,
        say=_say_shown,
    ),
)  # fmt: skip
