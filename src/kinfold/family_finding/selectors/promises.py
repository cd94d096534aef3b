"""What people who were found promised in the network, read and never typed again."""

from __future__ import annotations

from dataclasses import fields
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from kinfold.commitments.models import (
    Commitment,
    CommitmentAnswer,
    CommitmentTime,
    CommitmentWording,
)
from kinfold.family_finding.models import FoundPerson, OfferCheck
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.commitments import Answer
from kinfold_core.practice.family_finding.promises import PromiseRow
from kinfold_core.practice.family_finding.rows import Deed

EMPTY = Value("", TextField())


def promises_of(viewer: Viewer, episode_id: UUID) -> tuple[PromiseRow, ...]:
    """Every promise that goes on, of those found who joined the network. One query."""
    here = {"authority_id": viewer.in_authority()}
    people = FoundPerson.objects.filter(**here, episode_id=episode_id)
    found = people.filter(member=OuterRef("member"))
    words = CommitmentWording.objects.filter(
        **here, commitment=OuterRef("pk"), version=OuterRef("version")
    )
    yes = _yes(viewer).filter(
        wording__commitment=OuterRef("pk"), member=OuterRef("member")
    )
    last = _times(viewer).filter(commitment=OuterRef("pk"))
    looks = OfferCheck.objects.filter(
        **here, found__episode_id=episode_id, found__member=OuterRef("member")
    ).order_by("-checked_on", "-recorded_at")
    rows = (
        Commitment.objects.filter(
            **here, member__in=people.exclude(member=None).values("member"), ends=None
        )
        .annotate(
            found_id=Subquery(found.values("pk")[:1]),
            name=Subquery(found.values("name")[:1]),
            does=Subquery(words.values("does")[:1]),
            said_yes_on=Subquery(yes.values("answered_on")[:1]),
            was_kept=Subquery(last.values("is_kept")[:1]),
            kept=Count("times", filter=Q(times__is_kept=True)),
            not_kept=Count("times", filter=Q(times__is_kept=False)),
            gap=Coalesce(Subquery(looks.values("gap")[:1]), EMPTY),
            gap_owner=Coalesce(
                Subquery(looks.values("gap_owner")[:1]), EMPTY, output_field=TextField()
            ),
        )
        .order_by("offered_at", "pk")
        .values_list(*(one.name for one in fields(PromiseRow)))
    )
    return tuple(PromiseRow(*row) for row in rows)


def promise_events(viewer: Viewer, family_id: UUID) -> list[QuerySet[Any, Any]]:
    """A yes to a promise is an offer, and the last time of it is a look at it.

    Rows as `events_of` joins them: a time it was not kept is a gap nobody owns yet.
    """
    people = FoundPerson.objects.filter(
        authority_id=viewer.in_authority(), episode__family_id=family_id
    )
    yes = _yes(viewer).filter(member=OuterRef("member"))
    time = _times(viewer).filter(commitment__member=OuterRef("member"))
    kept = Case(When(is_kept=True, then=Value("sound")), default=Value("open"))
    return [
        _event(people, Deed.OFFER, yes, "answered_on", Value("")),
        _event(people, Deed.RATING, time, "happened_on", kept),
    ]


def _event(
    people: QuerySet[FoundPerson], deed: Deed, rows: Any, day: str, words: Any
) -> QuerySet[Any, Any]:
    told = rows.annotate(told=Cast(words, CharField()))
    event: QuerySet[Any, Any] = (
        people.order_by()
        .values(of=F("episode_id"))
        .annotate(
            deed=Value(deed.value), day=Subquery(told.values(day)[:1]),
            at=Subquery(told.values("recorded_at")[:1]), of_whom=F("pk"),
            said=Subquery(told.values("told")[:1]),
        )
        .filter(day__isnull=False)
        .values_list("of", "deed", "day", "at", "of_whom", "said")
    )  # fmt: skip
    return event


def _yes(viewer: Viewer) -> QuerySet[CommitmentAnswer]:
    """Each yes that stands: to the words of now, and not taken back. Earliest first."""
    answers = CommitmentAnswer.objects.filter(authority_id=viewer.in_authority())
    taken_back = answers.filter(
        wording=OuterRef("wording"),
        member=OuterRef("member"),
        recorded_at__gt=OuterRef("recorded_at"),
    ).exclude(answer=Answer.YES)
    return answers.filter(
        ~Exists(taken_back),
        answer=Answer.YES,
        wording__version=F("wording__commitment__version"),
        wording__commitment__ends=None,
        member=F("wording__commitment__member"),
    ).order_by("answered_on")


def _times(viewer: Viewer) -> QuerySet[CommitmentTime]:
    """Each time of a promise that goes on, the last one first."""
    return CommitmentTime.objects.filter(
        authority_id=viewer.in_authority(), commitment__ends=None
    ).order_by("-happened_on", "-recorded_at")
