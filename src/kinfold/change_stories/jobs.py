"""What the night does with stories."""

from __future__ import annotations

import logging

from django.db import transaction

from kinfold.change_stories.actions import delete_outlived
from kinfold.platform.jobs import nightly
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role

log = logging.getLogger("kinfold.jobs")


@nightly("change_stories.outlived")
def forget_outlived_stories() -> None:
    """Delete the words that no consent covers any more, seen from every authority.

    What fails in one holds up no other, and is told when all is done that could be.
    """
    failed: list[Exception] = []
    for authority_id in Authority.objects.order_by("pk").values_list("pk", flat=True):
        by = Viewer(
            user_id=0,
            name="Kinfold, every night",
            authority_id=authority_id,
            roles=frozenset({Role.QUALITY_LEAD}),
        )
        try:
            with as_authority(authority_id), transaction.atomic():
                delete_outlived(by=by)
        except Exception as error:
            told = {"work": "delete_outlived", "authority": str(authority_id)}
            log.exception("outlived stories failed", extra={"kinfold": told})
            failed.append(error)
    if failed:
        raise failed[0]
