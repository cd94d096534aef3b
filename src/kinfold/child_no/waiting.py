"""What can wait: somebody is there over a child's no, and its day has come; or it was
written that you decided so, and you have not seen it."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, Min, OuterRef
from django.db.models.functions import TruncDate

from kinfold.child_no.models import DespiteChild
from kinfold.platform.models import AuditEvent
from kinfold.records.waiting import Asked, Kind, Rows, told
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words


def noes_to_look_at(asked: Asked) -> Rows:
    """Decisions over a child's no whose day has come, and that nothing came after."""
    since = DespiteChild.objects.filter(
        authority_id=OuterRef("authority_id"),
        family_id=OuterRef("family_id"),
        name=OuterRef("name"),
        recorded_at__gt=OuterRef("recorded_at"),
    )
    due = DespiteChild.objects.filter(~Exists(since), review_on__lte=asked.today)
    return told(due, asked, "child_no_review", Min("review_on"))


def decided_in_your_name(asked: Asked) -> Rows:
    """Decisions that somebody else wrote down as this worker's, until they have opened
    the page on which every one of them stands."""
    seen = AuditEvent.objects.filter(
        authority_id=OuterRef("authority_id"),
        family_id=OuterRef("family_id"),
        by_worker_id=asked.worker_id,
        action="child_no.everybody",
        at__gte=OuterRef("recorded_at"),
    )
    unseen = DespiteChild.objects.filter(
        ~Exists(seen), decided_by_worker_id=asked.worker_id
    ).exclude(recorded_by_id=F("decided_by_worker_id"))
    return told(unseen, asked, "child_no_in_your_name", Min(TruncDate("recorded_at")))


def _say_in_your_name(day: date, today: date) -> str:
    return (
        "Somebody wrote down that you decided over a child's no, on "
        f"{day_in_words(day)}. See whether it is what you decided"
    )


def _say_no(day: date, today: date) -> str:
    return (
        "Somebody is there although a child said no. That was to be looked at again "
        f"on {day_in_words(day)}"
    )


KINDS = (
    Kind(
        key="child_no_review", order=5, icon="users-round", needs=Action.WRITE_NETWORK,
        page="child_no:everybody", rows=noes_to_look_at, say=_say_no,
    ),
    Kind(
        key="child_no_in_your_name", order=5, icon="users-round",
        needs=Action.DECIDE_OVER_NO, page="child_no:everybody",
        rows=decided_in_your_name, say=_say_in_your_name, is_by_name=True,
    ),
)  # fmt: skip
