"""What can wait after the end: to ask a family whether their people are still there."""

from __future__ import annotations

from datetime import date

from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    Func,
    Min,
    OuterRef,
    Subquery,
    When,
)

from kinfold.lifetime.waiting import (
    OF_FOUND,
    PAGE,
    late_to_be_asked,
    say_not_asked_again,
)
from kinfold.long_haul.models import CheckIn, CheckInConsent
from kinfold.records.models import Family
from kinfold.records.waiting import Asked, Kind, Rows, told
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.long_haul import CHECK_MONTHS


def check_ins_due(asked: Asked) -> Rows:
    """Closed families that may be asked: the first of their days that has come.

    As `kinfold_core.practice.long_haul.check_days` says it of one family.
    """
    families = Family.objects.annotate(
        may_ask=_may_ask("pk"),
        due_on=Case(*map(_due, CHECK_MONTHS), output_field=DateField()),
    ).filter(authority_id=asked.authority_id, may_ask="yes", due_on__lte=asked.today)
    return told(families, asked, "check_in", "due_on", "pk")


def lifetime_checks_due(asked: Asked) -> Rows:
    """Closed families that may be asked, where who stays for life was not asked again.

    Until the record is closed Family Finding says so itself.
    """
    late = late_to_be_asked(asked.today).annotate(may_ask=_may_ask(OF_FOUND))
    return told(
        late.filter(may_ask="yes"), asked, "lifetime_check", Min("agreed_on"), OF_FOUND
    )


def _may_ask(family: str) -> Subquery:
    """What the family said last of being asked."""
    last = CheckInConsent.objects.filter(
        authority_id=OuterRef("authority_id"), family=OuterRef(family)
    ).order_by("-recorded_at", "-pk")
    return Subquery(last.values("answer")[:1])


def _due(month: int) -> When:
    """The day of this month, unless somebody has answered then."""
    answered = CheckIn.objects.filter(
        authority_id=OuterRef("authority_id"),
        family=OuterRef("pk"),
        closed_on=OuterRef("closed_on"),
        month=month,
    )
    return When(~Exists(answered), then=_MonthsAfter(F("closed_on"), months=month))


class _MonthsAfter(Func):
    """As `months_after` says it: PostgreSQL ends a short month as that does."""

    template = "(%(expressions)s + interval '%(months)s months')::date"
    output_field = DateField()


def _say(day: date, today: date) -> str:
    return (
        f"Ask the family whether their people are still there: it was for "
        f"{day_in_words(day)}"
    )


KINDS = (
    Kind(
        key="check_in", order=5, icon="leaf", needs=Action.ASK_AFTERWARDS,
        page="long_haul:long-haul", rows=check_ins_due, say=_say, is_after_end=True,
    ),
    Kind(
        key="lifetime_check", order=5, icon="search", needs=Action.ASK_AFTERWARDS,
        page=PAGE, rows=lifetime_checks_due, say=say_not_asked_again,
        is_after_end=True,
    ),
)  # fmt: skip
