"""The links to a family's copies: all for the worker, for a reader their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Value

from kinfold.copies.models import CopyLink
from kinfold.copies.selectors.readers import Reader, readers_among
from kinfold.networks.selectors import refusals_of
from kinfold.platform.tokens import hashed
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, MapEntry, ScaleRating, TakenBack
from kinfold.practice.selectors.members import people_to_name
from kinfold.records.selectors.members import members_of
from kinfold_core.practice.child_no import Refusals
from kinfold_core.practice.copy_link import (
    NOT_WHEN_APART,
    HiddenThing,
    LinkFacts,
    LinkState,
    is_kept_back,
    state_of,
)

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as the worker who may call it back sees it."""

    id: UUID
    person_id: UUID
    person_name: str
    state: LinkState
    made_on: datetime
    made_by: str
    expires_at: datetime
    wrong_count: int
    opened_count: int
    last_opened_at: datetime | None
    called_back_at: datetime | None


def links_of(
    viewer: Viewer, family_id: UUID, people: Iterable[Reader], *, now: datetime
) -> tuple[LinkRow, ...]:
    """Every link that may open, then the newest of those that are over. Eight queries.

    `people` are all who are in this authorised family now.
    """
    rows = (
        CopyLink.objects.filter(
            authority_id=viewer.in_authority(), sharing__mapping__family_id=family_id
        )
        .select_related("sharing", "made_by")
        .order_by("-made_at", "-pk")
    )
    running = Q(called_back_at=None, expires_at__gt=now)
    links = [*rows.filter(running), *rows.exclude(running)[:MOST_SHOWN]]
    hidden = _hidden_in(viewer, family_id)
    refusals = refusals_of(viewer, family_id)
    known = {one.person_id: one for one in people}
    return tuple(
        _row(
            link,
            state_of(
                _facts(link, known.get(link.person_id), hidden, refusals), now=now
            ),
        )
        for link in links
    )


def _row(link: CopyLink, state: LinkState) -> LinkRow:
    return LinkRow(
        link.pk, link.person_id, link.person_name, state, link.made_at,
        link.made_by.name, link.expires_at, link.wrong_count, link.opened_count,
        link.last_opened_at, link.called_back_at,
    )  # fmt: skip


def link_at(viewer: Viewer, token: str, *, is_locked: bool = False) -> CopyLink | None:
    """The link that this token opens, with the copy it shows. One query.

    The viewer has nothing but an authority: whoever holds the token is not signed in.
    What is compared is a hash, so how long it takes tells nothing of the token.
    """
    rows: QuerySet[CopyLink] = CopyLink.objects.filter(
        authority_id=viewer.in_authority(), token_hash=hashed(token)
    ).select_related("sharing__mapping__family")
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    return rows.first()


def standing_of(viewer: Viewer, link: CopyLink, *, now: datetime) -> LinkState:
    """Whether a link opens at this moment. Ten queries.

    What would stop it from being made stops it from being opened.
    """
    family = link.sharing.mapping.family
    members = tuple(members_of(viewer, family))
    readers = readers_among(viewer, members, people_to_name(viewer, members))
    reader = next((one for one in readers if one.person_id == link.person_id), None)
    hidden, refusals = _hidden_in(viewer, family.pk), refusals_of(viewer, family.pk)
    return state_of(_facts(link, reader, hidden, refusals), now=now)


def _facts(
    link: CopyLink,
    reader: Reader | None,
    hidden: Iterable[HiddenThing],
    refusals: Refusals,
) -> LinkFacts:
    parts = {part["key"] for part in link.sharing.copy.get("parts", ())}
    return LinkFacts(
        expires_at=link.expires_at,
        is_called_back=link.called_back_at is not None,
        wrong_count=link.wrong_count,
        is_not_safe=reader is not None and reader.is_not_safe,
        is_gone=reader is None,
        is_of_network=reader is not None and reader.is_of_network,
        is_refused=reader is not None and bool(refusals.open_on(reader.who)),
        is_apart=reader is not None
        and (
            (reader.is_kept_apart and not NOT_WHEN_APART.isdisjoint(parts))
            or reader.whom.was_shut_since(link.made_at)
        ),
        is_kept_back=is_kept_back(
            hidden,
            things={UUID(text) for text in link.things},
            made_at=link.made_at,
            version=link.sharing.version,
        ),
    )


def _hidden_in(viewer: Viewer, family_id: UUID) -> tuple[HiddenThing, ...]:
    """All that is kept from the family, also what was taken off the map, or back."""
    here = {"authority_id": viewer.in_authority(), "is_visible_to_family": False}
    written = (
        row
        for model in (MapEntry, DangerStatement)
        for row in model._default_manager.filter(
            **here, mapping__family_id=family_id
        ).values_list("pk", "changed_at")
    )
    answers = ScaleRating.objects.filter(
        **here, scale__danger__mapping__family_id=family_id
    ).values_list("pk", "recorded_at", "map_version")
    taken_back = TakenBack.objects.filter(
        authority_id=viewer.in_authority(), mapping__family_id=family_id
    ).values_list("pk", "recorded_at", Value(0))
    return (
        *(HiddenThing(pk, at) for pk, at in written),
        *(
            HiddenThing(pk, at, version)
            for pk, at, version in answers.union(taken_back)
        ),
    )
