"""Asking people by name, or whole authorities, to come to a gathering."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.gatherings import asked_selectors, policy, selectors
from kinfold.gatherings.dates import check_places
from kinfold.gatherings.models import Gathering, GuestInvitation, InvitedPlace
from kinfold.platform import audit
from kinfold.platform.accounts import viewers_at
from kinfold.platform.holding import insist
from kinfold.platform.models import said_by
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo


@transaction.atomic
def invite(
    *,
    gathering_id: UUID,
    emails: Sequence[str],
    places: Sequence[UUID] = (),
    by: Viewer,
) -> list[GuestInvitation]:
    """Ask those who sign in with these addresses, and all who lead these authorities.

    Whoever is asked already stays so; whose invitation was taken back is asked again.

    Raises:
        PermissionDenied, NotFound: as `selectors.get`, or it is not theirs to keep.
        CannotDo: nobody is named, it is cancelled or has begun, an authority is not
            in the programme, or an address is of nobody who could come: of an
            authority in the programme on the day, or of the programme's members.
    """
    row = _open(gathering_id, by)
    if not emails and not places:
        raise CannotDo("Name somebody, or choose an authority", "emails")
    check_places(set(places), row.programme_id, "places", by)
    asked = list(_people(row, emails, by))
    invitations = []
    for one in asked:
        found, is_new = GuestInvitation.objects.get_or_create(
            programme_id=row.programme_id,
            gathering=row,
            user_id=one.user_id,
            defaults={
                "name": one.name,
                "authority_id": one.authority_id,
                **said_by(by),
            },
        )
        if not is_new:  # they may lead elsewhere since
            found.name, found.authority_id = one.name, one.authority_id
            found.taken_back_at = None
            found.save(update_fields=["name", "authority", "taken_back_at"])
        invitations.append(found)
    for place in places:
        InvitedPlace.objects.get_or_create(
            programme_id=row.programme_id, gathering=row, authority_id=place
        )
    # the names are in the rows: the programme's audit is read by more people than they
    changes = {"people": len(asked), "places": len(places)}
    audit.record_in_programme(
        by=by, action="gathering.invited", target=row, changes=changes
    )
    return invitations


@transaction.atomic
def take_back(*, invitation_id: UUID, by: Viewer) -> GuestInvitation:
    """Ask somebody no longer. What they answered stays. Again changes nothing.

    Raises:
        PermissionDenied, NotFound: as `asked_selectors.invitation`, or it is not
            theirs to keep.
    """
    found = asked_selectors.invitation(by, invitation_id)
    insist(policy.may_keep(by, found.gathering.host_id))
    if not found.taken_back_at:
        found.taken_back_at = timezone.now()
        found.save(update_fields=["taken_back_at"])
        audit.record_in_programme(
            by=by, action="gathering.invitation_taken_back", target=found, changes={}
        )
    return found


def _open(gathering_id: UUID, by: Viewer) -> Gathering:
    row = selectors.get(by, gathering_id, is_locked=True)
    insist(policy.may_keep(by, row.host_id))
    if row.cancelled_on:
        raise CannotDo("This date is cancelled, so nobody is invited to it")
    if policy.has_begun(row.day, row.starts_at, timezone.localtime()):
        raise CannotDo("This gathering has begun, so nobody is invited to it")
    return row


def _people(row: Gathering, emails: Iterable[str], by: Viewer) -> Iterable[Viewer]:
    """As whom each would come. Of the others nothing is told apart: who has an account
    elsewhere is not for whoever keeps a calendar."""
    there = asked_selectors.places_on(by, row)
    unknown = []
    for email in dict.fromkeys(one.strip().lower() for one in emails):
        standing = [
            one
            for one in viewers_at(email)
            if policy.may_see(one)
            and (one.authority_id in there or row.programme_id in one.programme_ids)
        ]
        if standing:
            yield standing[0]
        else:
            unknown.append(email)
    if unknown:
        raise CannotDo(
            f"Nobody who sees this programme signs in with {', '.join(unknown)}. Check "
            "the letters. Those who lead an authority see it, and the programme’s own "
            "members",
            "emails",
        )
