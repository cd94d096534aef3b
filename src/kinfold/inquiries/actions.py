"""Writing about work that went well, and letting colleagues read it."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinfold.inquiries.details import InquiryDetails
from kinfold.inquiries.models import AppreciativeInquiry
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.selectors import family_for
from kinfold.records.selectors.naming import names_on
from kinfold_core.access import Action
from kinfold_core.people.names import name_within

SharedWith = AppreciativeInquiry.SharedWith
TEXTS = ("proud_of", "details", "difference", "learned")
WORDS = (*TEXTS, "family_id", "value")


@transaction.atomic
def write_inquiry(*, details: InquiryDetails, by: Viewer) -> AppreciativeInquiry:
    """Keep what a worker is proud of. Theirs alone until they share it.

    Raises:
        CannotDo: no words.
        NotFound: no such family here.
        RecordRefused: a family that is not open to them.
    """
    _check(details, by)
    inquiry = AppreciativeInquiry.objects.create(
        authority_id=by.in_authority(),
        worker_id=by.as_worker(),
        **{name: getattr(details, name) for name in WORDS},
    )
    _note(inquiry, "inquiry.written", by)
    return inquiry


@transaction.atomic
def change_inquiry(
    *, inquiry_id: UUID, details: InquiryDetails, version: int, by: Viewer
) -> AppreciativeInquiry:
    """Change one's own words. Those shared beyond the team still name nobody, also when
    the family is taken off them.

    Raises:
        StaleVersion: saved elsewhere since `version`; holds how it stands.
        CannotDo: no words, or the family can be recognised.
    """
    inquiry = _own(by, inquiry_id)
    if all(getattr(inquiry, name) == getattr(details, name) for name in WORDS):
        return inquiry
    if inquiry.version != version:
        raise StaleVersion(inquiry)
    _check(details, by, standing=inquiry.family_id)
    if inquiry.family_id and inquiry.family_id != details.family_id:
        inquiry.was_about = sorted({*inquiry.was_about, inquiry.family_id})
    for name in WORDS:
        setattr(inquiry, name, getattr(details, name))
    if inquiry.shared_with == SharedWith.AUTHORITY:
        _check_names_nobody(inquiry, by)
    inquiry.version += 1
    inquiry.save()
    _note(inquiry, "inquiry.changed", by)
    return inquiry


@transaction.atomic
def share_inquiry(
    *, inquiry_id: UUID, shared_with: str, may_publish: bool, by: Viewer
) -> AppreciativeInquiry:
    """Let colleagues read it, or take it back. Beyond the team it names no family.

    Raises:
        CannotDo: a name of the family is in it, or it is published unshared.
        PermissionDenied: the role shares none.
    """
    inquiry = _own(by, inquiry_id)
    if not by.may(Action.SHARE_INQUIRY):
        raise PermissionDenied("Your role does not share inquiries")
    if may_publish and shared_with != SharedWith.AUTHORITY:
        raise CannotDo(
            "Share it with everybody here before it goes to the library", "may_publish"
        )
    if shared_with == SharedWith.AUTHORITY:
        _check_names_nobody(inquiry, by)
    if (inquiry.shared_with, inquiry.may_publish) == (shared_with, may_publish):
        return inquiry
    inquiry.shared_with, inquiry.may_publish = shared_with, may_publish
    inquiry.shared_at = None if shared_with == SharedWith.NOBODY else timezone.now()
    inquiry.version += 1
    inquiry.save()
    _note(
        inquiry, "inquiry.shared", by, shared_with=shared_with, may_publish=may_publish
    )
    return inquiry


def _own(by: Viewer, inquiry_id: UUID) -> AppreciativeInquiry:
    inquiry = (
        AppreciativeInquiry.objects.select_for_update()
        .filter(authority_id=by.in_authority(), pk=inquiry_id, worker_id=by.as_worker())
        .first()
    )
    if inquiry is None:
        raise NotFound("inquiry")
    return inquiry


def _check(
    details: InquiryDetails, by: Viewer, *, standing: UUID | None = None
) -> None:
    """A family that is named already may stay, also when it is not open any more."""
    if not details.proud_of.strip():
        raise CannotDo("Write what you are proud of", "proud_of")
    if details.family_id and details.family_id != standing:
        family_for(by, details.family_id)


def _check_names_nobody(inquiry: AppreciativeInquiry, by: Viewer) -> None:
    """Of the family it is about, and of those that were once named on it."""
    about = [one for one in (*inquiry.was_about, inquiry.family_id) if one]
    names = names_on(by, about)
    for field in TEXTS:
        if name := name_within(getattr(inquiry, field), names):
            raise CannotDo(
                f"“{name.title()}” is still in what you wrote. Beyond your team "
                "nobody should recognise the family: change your words first, "
                "for example to “Mum” or “the younger child”",
                "shared_with",
            )


def _note(
    inquiry: AppreciativeInquiry, deed: str, by: Viewer, **changes: object
) -> None:
    audit.record(
        by=by,
        action=deed,
        target=inquiry,
        changes=changes,
        family_id=inquiry.family_id,
    )
