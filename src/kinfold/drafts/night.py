"""What nobody came back to is let go after a month, as the page said it would be."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from kinfold.drafts.models import Draft, MemberDraft
from kinfold.drafts.selectors import DAYS_KEPT
from kinfold.platform import audit
from kinfold.platform.jobs import nightly
from kinfold.platform.models import Authority, ProgrammeMember
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer

log = logging.getLogger("kinfold.drafts")
NAME = "Kinfold, every night"


@nightly("drafts.prune")
def prune() -> None:
    """Remove drafts that were last kept longer ago than `DAYS_KEPT`."""
    before = timezone.now() - timedelta(days=DAYS_KEPT)
    for authority in Authority.objects.order_by("pk"):
        with as_authority(authority.pk):
            old = Draft.objects.filter(authority_id=authority.pk, kept_at__lt=before)
            count, _ = old.delete()
            if count:
                by = Viewer(user_id=0, name=NAME, authority_id=authority.pk)
                audit.record(
                    by=by, action="drafts.pruned", target=authority,
                    changes={"drafts": count},
                )  # fmt: skip
                log.info("drafts pruned", extra={"kinfold": {"drafts": count}})
    _prune_of_members(before)


def _prune_of_members(before: datetime) -> None:
    """The same in each programme, seen as one of its members sees its rows."""
    seers = ProgrammeMember.objects.order_by("programme_id", "pk")
    for seer in seers.distinct("programme_id"):
        with as_authority(None, user_id=seer.user_id):
            old = MemberDraft.objects.filter(
                programme_id=seer.programme_id, kept_at__lt=before
            )
            first = old.first()
            if first is None:
                continue
            by = Viewer(
                user_id=0, name=NAME, programme_ids=frozenset({seer.programme_id})
            )
            count, _ = old.delete()
            audit.record_in_programme(
                by=by, action="drafts.pruned", target=first, changes={"drafts": count}
            )
            log.info("drafts pruned", extra={"kinfold": {"drafts": count}})
