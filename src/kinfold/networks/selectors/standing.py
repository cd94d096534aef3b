"""All that is known of where people of a network stand, whatever their number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef

from kinfold.networks.beyond import promises_known
from kinfold.networks.models import (
    MemberAbout,
    MemberStep,
    MemberView,
    NetworkMember,
    OtherDisclosure,
    RoleClosed,
    RoleLookedAt,
    TimeAway,
)
from kinfold.platform.viewer import Viewer
from kinfold.practice.row_making import rows_as_json
from kinfold_core.practice.network import Network, NetworkPerson
from kinfold_core.practice.standing_by import (
    AboutDetails,
    ClosedRole,
    LedgerRow,
    Promised,
    Stand,
    StandFacts,
    Standing,
    StandRow,
    ViewRow,
    standing_of,
)

ABOUT = tuple(AboutDetails.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Known:
    """One person of the network: where they stand, and what was said of it.

    `about_id` is of the row that stands; `closed` are the roles closed now, `opened`
    those that were looked at again and opened. `away` are the times they had stepped
    back before: since when, and why.
    """

    standing: Standing
    steps: tuple[StandRow, ...]
    closed: tuple[ClosedRole, ...]
    opened: tuple[tuple[ClosedRole, str], ...]
    views: tuple[ViewRow, ...]
    about: AboutDetails
    about_id: UUID | None
    given: tuple[LedgerRow, ...]
    away: tuple[tuple[date, str], ...]


def known_of(viewer: Viewer, family_id: UUID, network: Network) -> dict[UUID, Known]:
    """Everybody of an authorised family's network, by key.

    One query, and what other rooms add.
    """
    promises = promises_known(viewer, family_id)
    here = {"authority_id": viewer.in_authority()}
    mine = {**here, "member": OuterRef("pk")}
    looks = RoleLookedAt.objects.filter(**here, closed__member=OuterRef("pk"))
    rows = NetworkMember.objects.filter(**here, family_id=family_id).annotate(
        died_on=F("person__died_on"),
        step_rows=rows_as_json(
            MemberStep.objects.filter(**mine).order_by("recorded_at", "pk")
        ),
        closed_rows=rows_as_json(
            RoleClosed.objects.filter(**mine).order_by("decided_on", "recorded_at")
        ),
        look_rows=rows_as_json(looks),
        view_rows=rows_as_json(
            MemberView.objects.filter(**mine).order_by("-said_on", "-recorded_at")
        ),
        about_rows=rows_as_json(
            MemberAbout.objects.filter(**mine).order_by("-recorded_at", "-pk")[:1]
        ),
        given_rows=rows_as_json(OtherDisclosure.objects.filter(**mine)),
        away_rows=rows_as_json(
            TimeAway.objects.filter(**mine).order_by("recorded_at", "pk")
        ),
    )
    people = {one.id: one for one in network.people}
    return {
        row.pk: _known(row, people[row.pk], promises.get(row.pk, Promised()))
        for row in rows
    }


def closed_roles_of(viewer: Viewer, family_id: UUID) -> dict[UUID, frozenset[str]]:
    """By member, the roles that are closed to them now (R-NW6). One query."""
    rows = RoleClosed.objects.filter(
        authority_id=viewer.in_authority(),
        member__family_id=family_id,
        looks=None,
    ).values_list("member_id", "role")
    found: dict[UUID, set[str]] = {}
    for member_id, role in rows:
        found.setdefault(member_id, set()).add(role)
    return {key: frozenset(roles) for key, roles in found.items()}


def _known(row: NetworkMember, person: NetworkPerson, promised: Promised) -> Known:
    held = row.__dict__
    steps = tuple(
        StandRow(
            Stand(one["stand"]), _day(one["happened_on"]), one["basis"],
            one["said_by_name"],
        )
        for one in held["step_rows"]
    )  # fmt: skip
    facts = StandFacts(
        rows=steps,
        told=tuple((one.level, one.told_on) for one in person.tellings),
        promised=promised,
        away_since=row.ended_on,
        died_on=held["died_on"],
    )
    looks = {one["closed_id"]: one for one in held["look_rows"]}
    closed = [(_closed(one), looks.get(one["id"])) for one in held["closed_rows"]]
    about = next(iter(held["about_rows"]), None)
    return Known(
        standing=standing_of(facts),
        steps=steps,
        closed=tuple(one for one, look in closed if look is None),
        opened=tuple(
            (one, look["reason"]) for one, look in closed
            if look is not None and look["kept_id"] is None
        ),
        views=tuple(
            ViewRow(one["said_by_name"], one["is_child"], one["view"], one["words"],
                    _day(one["said_on"]))
            for one in held["view_rows"]
        ),
        about=AboutDetails(**{name: about[name] for name in ABOUT})
        if about
        else AboutDetails(),
        about_id=UUID(about["id"]) if about else None,
        given=tuple(
            LedgerRow(_day(one["told_on"]), row.name, one["what"], "",
                      one["told_by_name"], one["permission"])
            for one in held["given_rows"]
        ),
        away=tuple(
            (_day(one["away_since"]), one["reason"]) for one in held["away_rows"]
        ),
    )  # fmt: skip


def _closed(one: dict[str, Any]) -> ClosedRole:
    return ClosedRole(
        id=UUID(one["id"]),
        role=one["role"],
        reason=one["reason"],
        decided_by=one["decided_by_name"],
        decided_on=_day(one["decided_on"]),
        review_on=_day(one["review_on"]),
        instead=one["instead"],
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)
