"""What can wait in Family Finding, where the later steps slip first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import (
    Count,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from kinfold.commitments.models import CommitmentTime
from kinfold.family_finding.models import (
    BlendedMeeting,
    ContactReply,
    FindingDecision,
    FindingPlan,
    LifetimeAnswer,
    LifetimeMember,
    OfferCheck,
)
from kinfold.records.waiting import Asked, Kind, Rows, told
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.family_finding.measures import MONTHS, months_before
from kinfold_core.practice.family_finding.words import Willing
from kinfold_core.practice.rules.family_finding import SLOW, SOON

PAGE = "family_finding:finding"
OF_EPISODE = "episode__family_id"
OF_FOUND = "found__episode__family_id"


def nobody_met(asked: Asked) -> Rows:
    """Somebody wants to be part of it since a month, and nobody has met."""
    met = BlendedMeeting.objects.filter(episode=OuterRef("found__episode"))
    willing = ContactReply.objects.filter(
        ~Exists(met),
        willing=Willing.YES,
        found__episode__ended_on=None,
        replied_on__lte=asked.today - timedelta(days=SLOW),
    )
    return told(willing, asked, "finding_meeting", Min("replied_on"), OF_FOUND)


def nothing_decided(asked: Asked) -> Rows:
    """The newest plan is two weeks old, and nothing is decided."""
    decided = FindingDecision.objects.filter(episode=OuterRef("episode"))
    newer = FindingPlan.objects.filter(
        episode=OuterRef("episode"),
        made_on__gt=asked.today - timedelta(days=SOON),
    )
    plans = FindingPlan.objects.filter(
        ~Exists(decided), ~Exists(newer), episode__ended_on=None
    )
    return told(plans, asked, "finding_decision", Max("made_on"), OF_EPISODE)


def too_few_plans(asked: Asked) -> Rows:
    """They met two weeks ago, and there are fewer plans than were hoped for."""
    made = (
        FindingPlan.objects.filter(episode=OuterRef("episode"))
        .order_by()
        .values("episode")
        .annotate(number=Count("pk"))
        .values("number")
    )
    newer = BlendedMeeting.objects.filter(
        episode=OuterRef("episode"), held_on__gt=asked.today - timedelta(days=SOON)
    )
    met = BlendedMeeting.objects.annotate(plans=Coalesce(Subquery(made), 0)).filter(
        ~Exists(newer), plans__lt=F("episode__target_plans"), episode__ended_on=None
    )
    return told(met, asked, "finding_plans", Max("held_on"), OF_EPISODE)


def offers_not_looked_at(asked: Asked) -> Rows:
    """It is decided, and nobody has looked whether an offer is real."""
    looked = OfferCheck.objects.filter(found=OuterRef("found"))
    decided = FindingDecision.objects.filter(
        episode=OuterRef("found__episode"),
        decided_on__lte=asked.today - timedelta(days=SOON),
    )
    lived = CommitmentTime.objects.filter(
        commitment__member=OuterRef("found__member"), commitment__ends=None
    )
    offers = ContactReply.objects.filter(
        Exists(decided), ~Exists(looked), ~Exists(lived), found__episode__ended_on=None
    ).exclude(offers="")
    return told(offers, asked, "finding_offer", Min("replied_on"), OF_FOUND)


def nobody_stays(asked: Asked) -> Rows:
    """It was decided a month ago, and nobody has said that they stay for life."""
    stays = LifetimeMember.objects.filter(found__episode=OuterRef("episode"))
    newer = FindingDecision.objects.filter(
        episode=OuterRef("episode"), decided_on__gt=asked.today - timedelta(days=SLOW)
    )
    decided = FindingDecision.objects.filter(
        ~Exists(stays), ~Exists(newer), episode__ended_on=None
    )
    return told(decided, asked, "finding_lifetime", Max("decided_on"), OF_EPISODE)


def late_to_be_asked(today: date) -> QuerySet[LifetimeMember]:
    """Who stays for life and was not asked after 3, 6 or 12 months, ended or not."""
    late = Q()
    for month in MONTHS:
        answered = LifetimeAnswer.objects.filter(lifetime=OuterRef("pk"), month=month)
        is_due = Q(agreed_on__lte=months_before(today, month))
        late |= is_due & ~Q(Exists(answered))
    return LifetimeMember.objects.filter(late)


def not_asked_again(asked: Asked) -> Rows:
    late = late_to_be_asked(asked.today)
    return told(late, asked, "finding_stay", Min(F("agreed_on")), OF_FOUND)


def say_not_asked_again(day: date, today: date) -> str:
    return (
        f"Family Finding: who stays for life since {day_in_words(day)} waits to be "
        "asked again"
    )


def _kind(key: str, rows: Callable[[Asked], Rows], words: str) -> Kind:
    return Kind(
        key=key, order=5, icon="search", needs=Action.WRITE_NETWORK, page=PAGE,
        rows=rows,
        say=lambda day, _: f"Family Finding: {words.format(day_in_words(day))}",
    )  # fmt: skip


KINDS = (
    _kind(
        "finding_meeting", nobody_met,
        "somebody has wanted to be part of it since {}, and nobody has met",
    ),
    _kind(
        "finding_plans", too_few_plans,
        "they met on {}, and there are too few plans",
    ),
    _kind("finding_decision", nothing_decided, "plans of {} wait for a decision"),
    _kind(
        "finding_offer", offers_not_looked_at,
        "what somebody offered on {} waits to be looked at",
    ),
    _kind(
        "finding_lifetime", nobody_stays,
        "decided on {}, and nobody has said that they stay for life",
    ),
    Kind(
        key="finding_stay", order=5, icon="search", needs=Action.WRITE_NETWORK,
        page=PAGE, rows=not_asked_again, say=say_not_asked_again,
    ),
)  # fmt: skip
