"""A child's words on the map, in a goal, on a scale, beside the plan: one step each.

Nothing goes there by itself (I11), and nothing goes further than the child chose.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from kinfold.child_tools import holding
from kinfold.child_tools.models import ChildItem, ItemFeed
from kinfold.child_tools.selectors.sessions import item_for
from kinfold.child_words.showing import hidden_as_chosen
from kinfold.networks.actions import add_member
from kinfold.networks.selectors import network_of
from kinfold.planning.actions import suggest
from kinfold.planning.selectors import standing_plan
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions as practice
from kinfold.practice.errors import CannotDo as CannotWrite
from kinfold.practice.selectors import living_map
from kinfold.records.errors import CannotDo
from kinfold.scaling.actions import rate
from kinfold.versions.actions import let_stand_in_danger_set
from kinfold_core.practice.child_feeds import (
    KINDS_FOR,
    ON_THE_MAP,
    READ_BY_FAMILY,
    Confirmed,
    FeedKind,
)
from kinfold_core.practice.child_sharing import is_for_family, why_not_on_the_map
from kinfold_core.practice.facts import Answer
from kinfold_core.practice.network import MemberDetails
from kinfold_core.practice.taken_back import said_by
from kinfold_core.practice.written import (
    SHOWN,
    EntryDetails,
    Named,
    RatingDetails,
)


@transaction.atomic
def feed(
    *, family_id: UUID, item_id: UUID, confirmed: Confirmed, by: Viewer
) -> ItemFeed:
    """Put one thing that a child said where its worker says it belongs. Once.

    Raises:
        CannotDo: not finished, no words, nowhere to put it, or further than the child
            chose.
        NotFound: no such item, or no such danger of this family.
        StaleWords: somebody changed the goal at the same moment.
    """
    item, _ = holding.hold_item(by, family_id, item_id)
    kind = _checked(item, confirmed, by)
    if kind == FeedKind.PERSON:
        raise CannotDo("Say who it is")
    known = {"authority_id": item.authority_id, "item": item, "kind": kind}
    fed = ItemFeed.objects.filter(**known).order_by("-pk").first()
    if fed is not None and _stands(by, item, fed):
        return fed
    try:
        target_id = _put(item, confirmed, by)
    except CannotWrite as error:
        raise CannotDo(error.message, error.field) from error
    row = ItemFeed.objects.create(
        **known,
        session=item.session,
        target_id=target_id,
        confirmed_by_id=by.as_worker(),
    )
    holding.note(by, "child_item.fed", item.session, item, kind=kind)
    return row


@transaction.atomic
def feed_person(
    *, family_id: UUID, item_id: UUID, details: MemberDetails, by: Viewer
) -> ItemFeed:
    """Bring somebody whom a child named into the network. Each of them once.

    The worker says who it is; nobody was told anything yet. The network keeps none of
    the child's words, so there is nothing in it to take back.

    Raises:
        CannotDo: not finished, further than the child chose, no part that asks for
            people, or somebody who is in the network already or whom a child does not
            want there.
        NotFound: no such item, or a person of another family.
    """
    item, _ = holding.hold_item(by, family_id, item_id)
    kind = FeedKind.PERSON
    _check_may_go(item, kind, by)
    _, row = item_for(by, family_id, item.pk)
    if kind not in KINDS_FOR[row.part.means]:
        raise CannotDo("The child did not name anybody here who helps")
    known = {"authority_id": item.authority_id, "item": item, "kind": kind}
    fed = {one.target_id: one for one in ItemFeed.objects.filter(**known)}
    for person in network_of(by, family_id).people:
        if person.id in fed and person.who.is_same_as(details.who):
            return fed[person.id]
    feed_row = ItemFeed.objects.create(
        **known,
        session=item.session,
        target_id=add_member(family_id=family_id, details=details, by=by).pk,
        confirmed_by_id=by.as_worker(),
    )
    holding.note(by, "child_item.fed", item.session, item, kind=kind)
    return feed_row


@transaction.atomic
def feed_number(
    *,
    family_id: UUID,
    session_id: UUID,
    danger_id: UUID,
    is_shown: bool,
    by: Viewer,
) -> ItemFeed:
    """Put the child's number from the path on the scale of one danger, as the child's.

    `is_shown`: the child said that the family may see the number.

    Raises:
        CannotDo: not finished, or the child gave no number.
        NotFound: no such session or danger of this family.
    """
    session, worker_id = holding.hold_session(by, family_id, session_id)
    if session.finished_at is None or session.scale is None:
        raise CannotDo("There is no number of a finished time with the child")
    details = RatingDetails(
        rater=Named(name=session.child_name, person_id=session.child_id),
        capacity="child",
        answer=Answer.NUMBER,
        value=Decimal(session.scale),
        rated_on=session.happened_on,
        occasion="child_tool",
        is_confirmed_by_rater=True,
        showing=SHOWN if is_shown else hidden_as_chosen(),
    )
    try:
        rating = rate(family_id=family_id, danger_id=danger_id, details=details, by=by)
    except CannotWrite as error:
        raise CannotDo(error.message, error.field) from error
    row, is_new = ItemFeed.objects.get_or_create(
        authority_id=session.authority_id,
        session=session,
        item=None,
        kind=FeedKind.RATING,
        target_id=rating.pk,
        defaults={"confirmed_by_id": worker_id},
    )
    if is_new:
        holding.note(by, "child_item.fed", session, session, kind=FeedKind.RATING.value)
    return row


def _checked(item: ChildItem, confirmed: Confirmed, by: Viewer) -> str:
    kind = confirmed.kind
    if kind not in ON_THE_MAP | READ_BY_FAMILY:
        raise CannotDo("Choose where it belongs")
    _check_may_go(item, kind, by)
    return kind


def _check_may_go(item: ChildItem, kind: str, by: Viewer) -> None:
    if item.session.finished_at is None:
        raise CannotDo("Read it back and finish the time with the child first")
    if item.is_taken_out:
        raise CannotDo("This was taken out, so it goes nowhere. Put it back first")
    if not item.words.strip():
        raise CannotDo("The child said no words to this. Ask what the drawing says")
    _, row = item_for(by, item.session.family_id, item.pk)
    why_not = why_not_on_the_map(row.choices, is_read_by_family=kind in READ_BY_FAMILY)
    if why_not:
        raise CannotDo(why_not)


def _put(item: ChildItem, confirmed: Confirmed, by: Viewer) -> UUID:
    family_id = item.session.family_id
    if confirmed.kind == FeedKind.HOPE:
        return _hope(item, confirmed, by)
    if confirmed.kind == FeedKind.RULE:
        return suggest(
            family_id=family_id,
            text=item.words,
            why=confirmed.why,
            by=by,
        ).pk
    _, row = item_for(by, family_id, item.pk)
    child = Named(name=item.session.child_name, person_id=item.session.child_id)
    is_harm = confirmed.kind == FeedKind.HARM
    details = EntryDetails(
        category=confirmed.kind,
        text=item.words,
        is_own_words=True,
        said_by=child,
        source_type="child",
        danger_id=confirmed.danger_id,
        children=(child,) if is_harm else (),
        certainty="told_by_child" if is_harm else "",
        showing=SHOWN if is_for_family(row.choices) else hidden_as_chosen(),
    )
    return practice.add_entry(family_id=family_id, details=details, by=by).pk


def _hope(item: ChildItem, confirmed: Confirmed, by: Viewer) -> UUID:
    """Beside what stands as the child's hope, with whose hope it is."""
    family_id = item.session.family_id
    found = [
        danger
        for danger in living_map(by, family_id).dangers
        if danger.id == confirmed.danger_id
    ]
    if not found:
        raise CannotDo("Choose which goal it belongs to", "danger")
    said = said_by(item.session.child_name, item.words)
    stands = found[0].details
    let_stand_in_danger_set(
        family_id=family_id, danger_id=found[0].id, texts=(said, item.words), by=by
    )
    if said not in stands.child_hope:
        hope = f"{stands.child_hope}\n{said}".strip()
        practice.change_danger_set(
            family_id=family_id,
            danger_id=found[0].id,
            details=replace(stands, child_hope=hope),
            version=found[0].version,
            by=by,
        )
    return found[0].id


def _stands(by: Viewer, item: ChildItem, fed: ItemFeed) -> bool:
    """What was taken off, or back, may be put there again."""
    family_id = item.session.family_id
    if fed.kind == FeedKind.RULE:
        suggestions = standing_plan(by, family_id).suggestions
        return any(one.id == fed.target_id for one in suggestions)
    standing = living_map(by, family_id)
    if fed.kind == FeedKind.HOPE:
        said = said_by(item.session.child_name, item.words)
        return any(
            one.id == fed.target_id and said in one.child_hope
            for one in standing.dangers
        )
    return any(one.id == fed.target_id for one in standing.entries)
