"""Where somebody stands, and what a child has to be asked alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.circles.models import (
    CirclePlace,
    SafetyObject,
    SafetyObjectKeptFrom,
    SafetyObjectLooker,
    SafetyObjectTry,
)
from kinfold.circles.selectors import closed_to
from kinfold.networks.actions import add_member, write_about
from kinfold.networks.holding import check_named, check_no_child_refuses, hold
from kinfold.networks.models import NetworkMember
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family
from kinfold_core.access import Action
from kinfold_core.practice.circles import (
    OUTSIDE,
    RINGS,
    ObjectDetails,
    PlaceDetails,
    is_kept_from,
)
from kinfold_core.practice.network import MemberDetails
from kinfold_core.practice.standing_by import AboutDetails
from kinfold_core.practice.written import Named

NOT_YET = "This day has not come yet"


@transaction.atomic
def place(*, family_id: UUID, details: PlaceDetails, by: Viewer) -> CirclePlace:
    """Write down where a parent or child puts somebody. What was said last of
    them, posted again, is kept once.

    Raises:
        CannotDo: nobody named, no ring, nobody of the family who said it, or a day
            that has not come.
        NotFound: no such family, or somebody of another one.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    if not details.who.name:
        raise CannotDo("Say who it is", "who")
    if details.ring not in {OUTSIDE, *RINGS}:
        raise CannotDo("Choose a ring", "ring")
    if not details.said_by.name or details.said_by.worker_id:
        raise CannotDo("Say which parent or child said it", "said_by")
    if details.said_on > timezone.localdate():
        raise CannotDo(NOT_YET, "said_on")
    check_named(family, [details.who, details.said_by])
    said: dict[str, Any] = {
        "person_id": details.who.person_id,
        "name": details.who.name,
        "ring": details.ring,
        "said_person_id": details.said_by.person_id,
        "said_name": details.said_by.name,
        "said_on": details.said_on,
        "child_wants": details.child_wants,
        "inward": details.inward,
        "says_no": details.says_no,
    }
    here = {"authority_id": family.authority_id, "family": family}
    newest = (
        CirclePlace.objects.filter(
            **here, person_id=said["person_id"], name__iexact=said["name"]
        )
        .order_by("-recorded_at", "-pk")
        .first()
    )
    if newest and all(getattr(newest, key) == is_now for key, is_now in said.items()):
        return newest
    row = CirclePlace.objects.create(**here, **said, recorded_by_id=worker_id)
    audit.record(
        by=by,
        action="circles.placed",
        target=row,
        changes={"name": row.name, "ring": row.ring},
        family_id=family.pk,
        person_id=row.person_id,
    )
    return row


@transaction.atomic
def to_network(*, family_id: UUID, details: MemberDetails, by: Viewer) -> NetworkMember:
    """Somebody of the circles goes into the network, found that way.

    Raises:
        CannotDo: nobody named, or they are in the network already.
        NotFound: no such family, or a person of another one.
    """
    member = add_member(family_id=family_id, details=details, by=by)
    write_about(
        family_id=family_id,
        member_id=member.pk,
        details=AboutDetails(found_via="circle"),
        was=None,
        by=by,
    )
    return member


@transaction.atomic
def keep_object(
    *, family_id: UUID, details: ObjectDetails, seen: Collection[UUID], by: Viewer
) -> SafetyObject:
    """Write down a child's safety object. An earlier one of that child ends.

    `seen` are the family's objects as the writer saw them.

    The same, posted again, is kept once, with what was tried of it. The audit says
    that something was kept, and nothing of what.

    Raises:
        StaleVersion: somebody wrote down another one meanwhile; holds it.
        CannotDo: words missing, nobody looks, it is kept from nobody, somebody who
            looks must not hear of it, is kept apart from a child, not safe to contact,
            whom a danger is about or a child does not want there, or the day has not
            come.
        NotFound: a child or a member of the network of another family.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    _check_words(details)
    child = Named(name=details.child_name, person_id=details.child_id)
    check_named(family, [child, *details.kept_from])
    lookers = _lookers(family, details, by)
    of_child = SafetyObject.objects.filter(
        authority_id=family.authority_id,
        family=family,
        child_id=details.child_id,
        ended_on=None,
    )
    standing = of_child.prefetch_related("lookers__member", "kept_from").first()
    if standing is not None and _says(standing, details):
        return standing
    if standing is not None and standing.pk not in seen:
        raise StaleVersion(standing)
    of_child.update(ended_on=max(details.agreed_on, timezone.localdate()))
    kept = SafetyObject.objects.create(
        authority_id=family.authority_id,
        family=family,
        child_id=details.child_id,
        child_name=details.child_name,
        written_by_id=worker_id,
        **_words(details),
    )
    _name_people(kept, lookers, details.kept_from)
    _note(by, kept)
    return kept


def _name_people(
    kept: SafetyObject, lookers: Iterable[NetworkMember], kept_from: Iterable[Named]
) -> None:
    here = {"authority_id": kept.authority_id, "kept": kept}
    SafetyObjectLooker.objects.bulk_create(
        SafetyObjectLooker(**here, member=one) for one in lookers
    )
    SafetyObjectKeptFrom.objects.bulk_create(
        SafetyObjectKeptFrom(**here, person_id=one.person_id, name=one.name)
        for one in kept_from
    )


@transaction.atomic
def write_try(
    *,
    family_id: UUID,
    object_id: UUID,
    tried_on: date,
    worked: str,
    what_happened: str,
    by: Viewer,
) -> SafetyObjectTry:
    """It was tried out. Posted twice it is written once.

    Raises:
        CannotDo: nothing of what happened, a day that has not come, or the child has
            another one by now.
        NotFound: no such safety object of this family.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    kept = SafetyObject.objects.filter(
        authority_id=family.authority_id, family=family, pk=object_id
    ).first()
    if kept is None:
        raise NotFound("safety object")
    if kept.ended_on is not None:
        raise CannotDo(
            f"{kept.child_name} has another safety object by now. Write it down there",
            "what_happened",
        )
    if not what_happened.strip():
        raise CannotDo("Write what happened", "what_happened")
    if tried_on > timezone.localdate():
        raise CannotDo(NOT_YET, "tried_on")
    row, is_new = SafetyObjectTry.objects.get_or_create(
        authority_id=family.authority_id,
        kept=kept,
        tried_on=tried_on,
        worked=SafetyObjectTry.Worked(worked),
        what_happened=what_happened,
        defaults={"recorded_by_id": worker_id},
    )
    if is_new:
        _note(by, kept)
    return row


def _check_words(details: ObjectDetails) -> None:
    needed = {
        "thing": (details.thing, "Say which thing it is"),
        "place": (details.place, "Say where it lies"),
        "what_they_do": (details.what_they_do, "Say what they do and say"),
        "lookers": (details.lookers, "Choose who looks"),
        "kept_from": (details.kept_from, "Say who must never hear of it"),
    }
    for field, (said, message) in needed.items():
        if not said or (isinstance(said, str) and not said.strip()):
            raise CannotDo(message, field)
    if details.agreed_on > timezone.localdate():
        raise CannotDo(NOT_YET, "agreed_on")


def _words(details: ObjectDetails) -> dict[str, Any]:
    return {
        "thing": details.thing,
        "place": details.place,
        "how_often": details.how_often,
        "what_they_do": details.what_they_do,
        "agreed_on": details.agreed_on,
    }


def _says(standing: SafetyObject, details: ObjectDetails) -> bool:
    """To the letter, with the same people who look and who must not hear of it."""
    words = _words(details)
    lookers = {one.member_id for one in standing.lookers.all()}
    kept_from = {(one.person_id, one.name) for one in standing.kept_from.all()}
    return (
        all(getattr(standing, key) == is_now for key, is_now in words.items())
        and lookers == set(details.lookers)
        and kept_from == {(one.person_id, one.name) for one in details.kept_from}
    )


def _lookers(family: Family, details: ObjectDetails, by: Viewer) -> list[NetworkMember]:
    members = list(
        NetworkMember.objects.filter(
            authority_id=family.authority_id,
            family=family,
            ended_on=None,
            pk__in=details.lookers,
        )
    )
    if len(members) != len(set(details.lookers)):
        raise NotFound("member of the network")
    for one in members:
        if is_kept_from(
            Named(name=one.name, person_id=one.person_id), details.kept_from
        ):
            raise CannotDo(
                f"{one.name} must not hear of it, and cannot look", "lookers"
            )
    shut = closed_to(by, family.pk)
    for one in members:
        if why := shut.why(one.pk, Named(name=one.name, person_id=one.person_id)):
            raise CannotDo(f"{one.name} {why}, and cannot look", "lookers")
    check_no_child_refuses(by, family.pk, [one.as_who for one in members], "lookers")
    return members


def _note(by: Viewer, kept: SafetyObject) -> None:
    audit.record(
        by=by, action="circles.kept", target=kept, changes={},
        family_id=kept.family_id,
    )  # fmt: skip
