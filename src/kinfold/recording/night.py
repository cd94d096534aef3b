"""After thirteen months, a year and the same month again, minutes are let go."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.jobs import nightly
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer
from kinfold.recording.models import RecordingTime

log = logging.getLogger("kinfold.recording")
DAYS_KEPT = 396
NAME = "Kinfold, every night"


@nightly("recording.prune")
def prune() -> None:
    before = timezone.localdate() - timedelta(days=DAYS_KEPT)
    for authority in Authority.objects.order_by("pk"):
        with as_authority(authority.pk):
            here = {"authority_id": authority.pk, "day__lt": before}
            count, _ = RecordingTime.objects.filter(**here).delete()
            if count:
                by = Viewer(user_id=0, name=NAME, authority_id=authority.pk)
                audit.record(
                    by=by, action="recording.pruned", target=authority,
                    changes={"rows": count},
                )  # fmt: skip
                log.info("recording pruned", extra={"kinfold": {"rows": count}})
