"""What can wait in kinship: an approval that runs out, a no to look at again."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import (
    DateField,
    Exists,
    F,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Cast, Coalesce

from kinfold.kinship.models import (
    ArrangementHappening,
    KinshipArrangement,
    KinshipOption,
    OptionStep,
)
from kinfold.records.waiting import Asked, Kind, Rows, told
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.kinship import Step
from kinfold_core.practice.kinship_clocks import SOON_DAYS, TEMPORARY_WEEKS, What
from kinfold_core.practice.kinship_law import Kind as Care

_LASTS = timedelta(weeks=TEMPORARY_WEEKS) - timedelta(days=1)


def approvals_running_out(asked: Asked) -> Rows:
    """Carers approved for now, with four weeks left or none.

    As `kinfold_core.practice.kinship_clocks` reckons it for one arrangement; whoever
    asked for the decision to be looked at again waits for that, and not here.
    """
    settled = _happened(What.APPROVED, What.REVIEW_ASKED)
    approval = _happened(What.TEMPORARY_APPROVAL).order_by("-happened_on")
    longer = _happened(What.EXTENDED).order_by("-happened_on")
    begins = Coalesce(Subquery(approval.values("happened_on")[:1]), F("started_on"))
    cares = (
        KinshipArrangement.objects.filter(
            ~Exists(settled), kind=Care.TEMPORARY_FOSTER, ended_on=None
        )
        .annotate(
            due_on=Coalesce(
                Subquery(longer.values("until")[:1]),
                Cast(begins + _LASTS, DateField()),
                output_field=DateField(),
            )
        )
        .filter(due_on__lte=asked.today + timedelta(days=SOON_DAYS))
    )
    return told(cares, asked, "kinship_clock", Min("due_on"))


def noes_to_look_at(asked: Asked) -> Rows:
    """Relatives whom the service or a court said no to, whose day has come."""
    last = OptionStep.objects.filter(
        authority_id=OuterRef("authority_id"), option=OuterRef("pk")
    ).order_by("-decided_on", "-recorded_at", "-pk")
    options = KinshipOption.objects.annotate(
        last_step=Subquery(last.values("step")[:1]),
        look_on=Subquery(last.values("look_again_on")[:1]),
    ).filter(last_step=Step.DECLINED, look_on__lte=asked.today)
    return told(options, asked, "kinship_no", Min("look_on"))


def _happened(*what: What) -> QuerySet[ArrangementHappening]:
    return ArrangementHappening.objects.filter(
        authority_id=OuterRef("authority_id"), arrangement=OuterRef("pk"), what__in=what
    )


def _say_clock(day: date, today: date) -> str:
    if day < today:
        return f"The approval of a kinship carer ran out on {day_in_words(day)}"
    return f"The approval of a kinship carer runs out on {day_in_words(day)}"


def _say_no(day: date, today: date) -> str:
    return (
        f"A relative was said no to. That was to be looked at again on "
        f"{day_in_words(day)}"
    )


KINDS = (
    Kind(
        key="kinship_clock", order=1, icon="clock-alert", needs=Action.WRITE_NETWORK,
        page="kinship:kinship", rows=approvals_running_out, say=_say_clock,
    ),
    Kind(
        key="kinship_no", order=5, icon="home", needs=Action.WRITE_NETWORK,
        page="kinship:kinship", rows=noes_to_look_at, say=_say_no,
    ),
)  # fmt: skip
