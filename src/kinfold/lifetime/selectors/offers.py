"""What people offer, with the newest look at it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject

from kinfold.family_finding.models import ContactReply, OfferCheck
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.family_finding.logs import OfferRow


def offers_of(viewer: Viewer, episode_id: UUID) -> tuple[OfferRow, ...]:
    """The newest offer of each person, with the newest look at it. One query."""
    look = OfferCheck.objects.filter(found=OuterRef("found")).order_by(
        "-checked_on", "-recorded_at", "-pk"
    )
    rows = (
        ContactReply.objects.filter(
            authority_id=viewer.in_authority(), found__episode_id=episode_id
        )
        .exclude(offers="")
        .order_by("found", "-replied_on", "-recorded_at")
        .distinct("found")
        .annotate(
            look=Subquery(
                look.values(
                    of=JSONObject(
                        realistic="realistic", is_tested="is_tested", words="words",
                        gap="gap", owner="gap_owner", on="checked_on",
                    )
                )[:1]
            )
        )
        .values_list("found_id", F("found__name"), "offers", "look")
    )  # fmt: skip
    found = [_offer(*row) for row in rows]
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def _offer(
    found_id: UUID, name: str, offers: str, look: dict[str, Any] | None
) -> OfferRow:
    seen = look or {}
    return OfferRow(
        found_id=found_id,
        name=name,
        offers=offers,
        realistic=seen.get("realistic", ""),
        is_tested=seen.get("is_tested", False),
        words=seen.get("words", ""),
        gap=seen.get("gap", ""),
        gap_owner=seen.get("owner", ""),
        checked_on=date.fromisoformat(seen["on"]) if seen else None,
    )
