"""Opening a link: by somebody who is not signed in and knows its code."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils import timezone

from kinfold.copies.details import Opened
from kinfold.copies.models import CopyLink
from kinfold.copies.selectors.links import link_at, standing_of
from kinfold.platform import audit
from kinfold.platform.models import AuditEvent
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.copy_link import MOST_WRONG, LinkState, plain_code

CLOSED = Opened()


@transaction.atomic
def open_link(
    *, token: str, code: str, page: str, by: Viewer, is_known_to_be: UUID | None = None
) -> Opened:
    """The copy, when the link opens and the code is right; every look is audited.

    The row is held while the code is tried, so that tries at once are counted one by
    one. `is_known_to_be`: this link was opened with its code a moment ago. Why a link
    does not open is never told to whoever tries it. An empty code is no try.
    """
    link = link_at(by, token, is_locked=True)
    if link is None or standing_of(by, link, now=timezone.now()) != LinkState.OPEN:
        return CLOSED
    by = replace(by, name=f"The link for {link.person_name}"[:200])
    if link.pk != is_known_to_be:
        if not code.strip():
            return Opened(is_wrong=True)
        if not check_password(plain_code(code), link.code_hash):
            return _wrong(link, by)
    link.opened_count, link.last_opened_at = link.opened_count + 1, timezone.now()
    link.save(update_fields=["opened_count", "last_opened_at"])
    audit.note_read(
        by,
        target=link,
        page=page,
        family_id=link.sharing.mapping.family_id,
        person_id=link.person_id,
        why=f"Opened with the link for {link.person_name}",
    )
    return Opened(link.sharing.copy, link.phone, link.pk, link.expires_at)


def _wrong(link: CopyLink, by: Viewer) -> Opened:
    link.wrong_count += 1
    link.save(update_fields=["wrong_count"])
    left = MOST_WRONG - link.wrong_count
    audit.record(
        by=by,
        action="copy_link.wrong_code" if left else "copy_link.locked",
        target=link,
        changes={"wrong": link.wrong_count},
        family_id=link.sharing.mapping.family_id,
        person_id=link.person_id,
        kind=AuditEvent.Kind.ACCESS,
    )
    return Opened(is_wrong=True, tries_left=left) if left else CLOSED
