"""Writing down how a meeting was."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from kinfold.meetings.actions.to_end import tell_where_it_ends
from kinfold.meetings.holding import hold_meeting, note
from kinfold.meetings.models import MeetingAccount
from kinfold.networks.holding import check_named
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.practice.network_meeting import COUNTS_AS, AccountDetails


@transaction.atomic
def write_account(
    *,
    family_id: UUID,
    meeting_id: UUID,
    details: AccountDetails,
    was: UUID | None,
    by: Viewer,
) -> MeetingAccount:
    """Write down how a meeting was. `was` is the newest row that the writer saw.

    Said to have been to end the work, it is the meeting to end with.

    Raises:
        StaleVersion: somebody wrote another meanwhile; holds it.
        CannotDo: it does not say what it was or who convened it, or people were among
            themselves for no time.
        NotFound: no such meeting, or somebody of another family.
    """
    meeting = hold_meeting(by, family_id, meeting_id)
    _check_account(details)
    check_named(meeting.family, [details.convened_by])
    said = _as_columns(details)
    newest = meeting.accounts.order_by("-recorded_at", "-pk").first()
    if newest is not None:
        if all(getattr(newest, key) == is_now for key, is_now in said.items()):
            return newest
        if newest.pk != was:
            raise StaleVersion(newest)
    row = MeetingAccount.objects.create(
        authority_id=meeting.authority_id,
        meeting=meeting,
        recorded_by_id=by.as_worker(),
        **said,
    )
    note(
        meeting, "meetings.account_written", by,
        counts_as=row.counts_as, private_minutes=row.private_minutes,
    )  # fmt: skip
    tell_where_it_ends(meeting=meeting, by=by)
    return row


def _check_account(details: AccountDetails) -> None:
    if not details.counts_as or set(details.counts_as) - COUNTS_AS.keys():
        raise CannotDo("Tick what this meeting was", "counts_as")
    if not details.convened_by.name:
        raise CannotDo("Say who asked people to come", "convened_by")
    if details.private_people and not details.private_minutes:
        raise CannotDo("Say for how many minutes", "private_minutes")


def _as_columns(details: AccountDetails) -> dict[str, Any]:
    same = (
        "purpose", "convened_as", "coordinator", "private_minutes", "story_by",
        "story_how", "questions", "child_wanted", "child_said",
    )  # fmt: skip
    return {name: getattr(details, name) for name in same} | {
        "counts_as": list(details.counts_as),
        "convened_person_id": details.convened_by.person_id,
        "convened_worker_id": details.convened_by.worker_id,
        "convened_name": details.convened_by.name,
        "private_people": list(details.private_people),
    }
