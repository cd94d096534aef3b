"""A family's episodes, whom they found and what happened in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject

from kinfold.family_finding.models import (
    BlendedMeeting,
    ChildWish,
    ConnectionMap,
    ContactAttempt,
    ContactReply,
    FindingDecision,
    FindingEpisode,
    FindingPlan,
    FindingSearch,
    FindingStage,
    FoundPerson,
    LifetimeAnswer,
    LifetimeMember,
    OfferCheck,
    SafetyCheck,
)
from kinfold.family_finding.selectors.promises import promise_events
from kinfold.family_finding.selectors.wishes import views_in_network
from kinfold.people.selectors.contact import unsafe_details
from kinfold.people.selectors.separations import between
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.family_finding.alone import left_alone
from kinfold_core.practice.family_finding.details import CloseDetails, EpisodeDetails
from kinfold_core.practice.family_finding.rows import (
    Deed,
    EpisodeRow,
    Event,
    FoundDetails,
    FoundRow,
    sorted_found,
)
from kinfold_core.practice.family_finding.words import SeenBy, Sure, Wish

YES, NO = Value("yes"), Value("no")
TOLD = (*fields(EpisodeDetails), *fields(CloseDetails))
WISHES = {"wants": Wish.YES, "unsure": Wish.LATER, "no": Wish.NO}
"""What a view that was written down in the network is here."""
NOBODY = Cast(Value(None), UUIDField())


def episodes_of(viewer: Viewer, family_id: UUID) -> tuple[EpisodeRow, ...]:
    """Every episode of an authorised family, the running first. Three queries."""
    here = {"authority_id": viewer.in_authority()}
    episodes = list(_with_stage(viewer, family_id))
    people: dict[UUID, list[FoundRow]] = defaultdict(list)
    for row in _people(viewer).filter(**here, episode__family_id=family_id):
        people[row.episode_id].append(_found(row))
    happened: dict[UUID, list[Event]] = defaultdict(list)
    for episode_id, event in events_of(viewer, family_id):
        happened[episode_id].append(event)
    rows = [_row(one, people[one.pk], happened[one.pk]) for one in episodes]
    return tuple(sorted(rows, key=lambda one: (not one.is_running, one.child_name)))


def episode_of(viewer: Viewer, family_id: UUID, episode_id: UUID) -> EpisodeRow:
    """One episode of an authorised family. Three queries.

    Raises:
        NotFound: there is none, or it is another family's.
    """
    for one in episodes_of(viewer, family_id):
        if one.id == episode_id:
            return one
    raise NotFound("Family Finding")


def person_of(
    viewer: Viewer, family_id: UUID, episode_id: UUID, found_id: UUID
) -> tuple[EpisodeRow, FoundRow]:
    """An episode and somebody who was found in it. Three queries.

    Raises:
        NotFound: no such episode of this family, or nobody of it.
    """
    row = episode_of(viewer, family_id, episode_id)
    found = row.person(found_id)
    if found is None:
        raise NotFound("person who was found")
    return row, found


def episode_alone(viewer: Viewer, family_id: UUID, episode_id: UUID) -> EpisodeRow:
    """The same without its people and what happened: for pages that ask their own.

    One query.

    Raises:
        NotFound: there is none, or it is another family's.
    """
    row = _with_stage(viewer, family_id).filter(pk=episode_id).first()
    if row is None:
        raise NotFound("Family Finding")
    return _row(row, [], [])


def _with_stage(viewer: Viewer, family_id: UUID) -> QuerySet[FindingEpisode]:
    newest = FindingStage.objects.filter(episode=OuterRef("pk")).order_by(
        "-recorded_at", "-pk"
    )
    return (
        FindingEpisode.objects.filter(
            authority_id=viewer.in_authority(), family_id=family_id
        )
        .select_related("child")
        .annotate(
            stage=Subquery(
                newest.values(
                    of=JSONObject(
                        private="is_adoption_private",
                        alone="not_to_contact",
                        at="recorded_at",
                    )
                )[:1]
            )
        )
    )


def _people(viewer: Viewer) -> QuerySet[FoundPerson]:
    wish = ChildWish.objects.filter(found=OuterRef("pk")).order_by(
        "-said_on", "-recorded_at", "-pk"
    )
    check = SafetyCheck.objects.filter(found=OuterRef("pk")).order_by(
        "-checked_on", "-recorded_at", "-pk"
    )
    return FoundPerson.objects.filter(
        authority_id=viewer.in_authority()
    ).annotate(
        newest_wish=Subquery(
            wish.values(
                of=JSONObject(
                    wish="wish",
                    words="words",
                    on="said_on",
                    age="age",
                    by="seen_by",
                    at="recorded_at",
                )  # fmt: skip
            )[:1]
        ),
        newest_view=Subquery(
            views_in_network(viewer).values(
                of=JSONObject(
                    view="view",
                    words="words",
                    on="said_on",
                    may_know="may_know",
                    at="recorded_at",
                )  # fmt: skip
            )[:1]
        ),
        newest_check=Subquery(
            check.values(
                of=JSONObject(result="result", words="words", at="recorded_at")
            )[:1]
        ),
        is_apart=Exists(
            between(viewer, OuterRef("person_id"), OuterRef("episode__child_id"))
        ),
        is_not_safe=Exists(
            unsafe_details(viewer).filter(person_id=OuterRef("person_id"))
        ),
    )


def _found(row: FoundPerson) -> FoundRow:
    wish = _newest_wish(row)
    check: dict[str, Any] = getattr(row, "newest_check", None) or {}
    said_on = wish.get("on")
    return FoundRow(
        **{one.name: getattr(row, one.name) for one in fields(FoundDetails)},
        id=row.pk,
        version=row.version,
        member_id=row.member_id,
        wish=wish.get("wish", ""),
        wish_words=wish.get("words", ""),
        wish_on=date.fromisoformat(said_on) if said_on else None,
        wish_age=wish.get("age"),
        seen_by=wish.get("by", ""),
        safety=check.get("result", ""),
        safety_words=check.get("words", ""),
        checked_at=_moment(check),
        is_apart=getattr(row, "is_apart", False),
        is_not_safe=getattr(row, "is_not_safe", False),
    )


def _newest_wish(row: FoundPerson) -> dict[str, Any]:
    """What the child said last of somebody, here or in the network; {} for nothing."""
    wish: dict[str, Any] = getattr(row, "newest_wish", None) or {}
    view: dict[str, Any] = getattr(row, "newest_view", None) or {}
    if not view or (wish and _when(wish) > _when(view)):
        return wish
    is_open = view["may_know"] or view["view"] != "no"
    return {
        "wish": WISHES[view["view"]].value,
        "words": view["words"],
        "on": view["on"],
        "by": (SeenBy.NETWORK if is_open else SeenBy.WORKERS).value,
    }


def _when(said: dict[str, Any]) -> tuple[str, datetime]:
    return said["on"], datetime.fromisoformat(said["at"])


def _row(
    row: FindingEpisode, people: list[FoundRow], events: list[Event]
) -> EpisodeRow:
    stage: dict[str, Any] = getattr(row, "stage", None) or {}
    born, alone = row.child.born, stage.get("alone", "")
    return EpisodeRow(
        **{one.name: getattr(row, one.name) for one in TOLD},
        child_born=born.earliest if born else None,
        id=row.pk,
        version=row.version,
        is_adoption_private=stage.get("private", False),
        not_to_contact=alone,
        people=tuple(
            left_alone(one, alone, _moment(stage)) for one in sorted_found(people)
        ),
        events=tuple(events),
    )


def _moment(row: dict[str, Any]) -> datetime | None:
    return datetime.fromisoformat(row["at"]) if row else None


def events_of(viewer: Viewer, family_id: UUID) -> list[tuple[UUID, Event]]:
    """What happened in the family's episodes, in its order. One query."""
    here = {"authority_id": viewer.in_authority()}

    def ask(
        rows: QuerySet[Any], deed: Deed, day: str, words: Any, of: str = "episode"
    ) -> QuerySet[Any, Any]:
        at = "lifetime__found" if of.startswith("lifetime") else "found"
        found = Cast(F(f"{at}_id"), UUIDField()) if of != "episode" else NOBODY
        asked: QuerySet[Any, Any] = (
            rows.filter(**here, **{f"{of}__family_id": family_id})
            .order_by()
            .values(of=F(f"{of}_id"))
            .annotate(
                deed=Value(deed.value), day=F(day), at=F("recorded_at"),
                of_whom=found, said=Cast(words, CharField()),
            )
            .values_list("of", "deed", "day", "at", "of_whom", "said")
        )  # fmt: skip
        return asked

    promised = promise_events(viewer, family_id)
    first, *others = [*_of_the_episode(ask), *_of_people(ask), *promised]
    rows = sorted(
        first.union(*others, all=True), key=lambda row: (row[2], row[3], str(row[4]))
    )
    return [
        (episode_id, Event(Deed(deed), day, found_id, said or ""))
        for episode_id, deed, day, _, found_id, said in rows
    ]


def _of_the_episode(ask: Any) -> list[QuerySet[Any, Any]]:
    came = Func(F("family_here"), function="cardinality", output_field=IntegerField())
    pictures = Concat(F("moment"), Value(" "), Cast(Count("connections"), CharField()))
    screened = Case(When(is_screen_complete=True, then=YES), default=NO)
    return [
        ask(FindingStage.objects.all(), Deed.STAGE, "set_on", screened),
        ask(FindingSearch.objects.all(), Deed.SEARCH, "searched_on", F("source")),
        ask(BlendedMeeting.objects.all(), Deed.MEETING, "held_on", came),
        ask(FindingPlan.objects.all(), Deed.PLAN, "made_on", F("letter")),
        ask(
            FindingDecision.objects.all(), Deed.DECISION, "decided_on",
            Concat(
                Case(When(who_stays="", then=NO), default=YES), Value(" "),
                F("plan__letter"), Value(" "), Coalesce("fallback__letter", Value("")),
            ),
        ),
        ask(ConnectionMap.objects.all(), Deed.PICTURE, "drawn_on", pictures),
    ]  # fmt: skip


def _of_people(ask: Any) -> list[QuerySet[Any, Any]]:
    of, replies = "found__episode", ContactReply.objects.all()
    looked_at = Case(
        When(gap="", realistic=Sure.UNSURE, then=Value("unsure")),
        When(gap="", then=Value("sound")),
        When(gap_owner="", then=Value("open")),
        default=Value("owned"),
    )
    still = Concat(
        Cast("month", CharField()), Value(" "),
        Case(When(is_active=True, then=YES), default=NO),
    )  # fmt: skip
    return [
        ask(ContactAttempt.objects.all(), Deed.CONTACT, "attempted_on", Value(""), of),
        ask(replies, Deed.REPLY, "replied_on", F("willing"), of),
        ask(replies.exclude(offers=""), Deed.OFFER, "replied_on", Value(""), of),
        ask(OfferCheck.objects.all(), Deed.RATING, "checked_on", looked_at, of),
        ask(LifetimeMember.objects.all(), Deed.LIFETIME, "agreed_on", Value(""), of),
        ask(
            LifetimeAnswer.objects.all(), Deed.FOLLOW, "asked_on", still,
            "lifetime__found__episode",
        ),
    ]  # fmt: skip
