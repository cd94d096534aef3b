"""What can wait here: a visit that is held, and two wordings that a manager chooses."""

from __future__ import annotations

from datetime import date

from django.db.models import Min, OuterRef, Subquery
from django.db.models.functions import TruncDate

from kinfold.offline.models import HeldVisit, HeldVisitPassed, VisitConflict, WhomAsked
from kinfold.records.waiting import Asked, Kind, Rows, told
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words


def _held(asked: Asked, key: str) -> Rows:
    # left beside the record is dealt with too
    waiting = HeldVisit.objects.filter(done__isnull=True)
    return told(waiting, asked, key, Min(TruncDate("sent__received_at")))


def held(asked: Asked) -> Rows:
    return _held(asked, "visit_held")


def held_after_end(asked: Asked) -> Rows:
    return _held(asked, "visit_held_after_end")


def passed_on(asked: Asked) -> Rows:
    """For whom it was passed on to, the newest counting."""
    newest = HeldVisitPassed.objects.filter(held=OuterRef("pk")).order_by("-at", "-pk")
    waiting = HeldVisit.objects.annotate(
        now_with=Subquery(newest.values("to_id")[:1])
    ).filter(done__isnull=True, now_with=asked.worker_id)
    return told(waiting, asked, "visit_passed_on", Min(TruncDate("passed__at")))


def handed_over(asked: Asked) -> Rows:
    waiting = VisitConflict.objects.filter(choice="", handed_over_at__isnull=False)
    return told(
        waiting, asked, "visit_choice", Min(TruncDate("handed_over_at")),
        family="sent__taken__family_id",
    )  # fmt: skip


def whom(asked: Asked) -> Rows:
    """For whoever was at the visit."""
    waiting = WhomAsked.objects.filter(
        settled_at=None, sent__taken__worker=asked.worker_id
    )
    return told(
        waiting, asked, "visit_whom", Min(TruncDate("asked_at")),
        family="sent__taken__family_id",
    )  # fmt: skip


def _say_held(day: date, today: date) -> str:
    return (
        f"A visit came home on {day_in_words(day)} and is not in the record. A manager "
        "takes it in"
    )


def _say_held_after_end(day: date, today: date) -> str:
    return f"A visit came home on {day_in_words(day)}, after the record was closed"


def _say_whom(day: date, today: date) -> str:
    return "A child said a name in a visit. Say whom they meant"


def _say_passed_on(day: date, today: date) -> str:
    return "A visit that is not in the record was passed on to you"


def _say_choice(day: date, today: date) -> str:
    return "Two wordings of a visit were handed over for a manager to choose from"


KINDS = (
    Kind(
        key="visit_held", order=2, icon="smartphone", needs=Action.WRITE_EXPLANATION,
        page="offline:visits", rows=held, say=_say_held,
    ),
    Kind(
        key="visit_held_after_end", order=2, icon="smartphone",
        needs=Action.CHANGE_STATUS, page="offline:visits", rows=held_after_end,
        say=_say_held_after_end, is_after_end=True,
    ),
    Kind(
        key="visit_passed_on", order=2, icon="smartphone", needs=Action.OPEN_FAMILY,
        page="offline:visits", rows=passed_on, say=_say_passed_on,
    ),
    Kind(
        key="visit_whom", order=2, icon="smartphone", needs=Action.WRITE_NETWORK,
        page="offline:visits", rows=whom, say=_say_whom,
    ),
    Kind(
        key="visit_choice", order=3, icon="smartphone", needs=Action.CHANGE_STATUS,
        page="offline:visits", rows=handed_over, say=_say_choice,
    ),
)  # fmt: skip
