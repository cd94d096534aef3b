"""Who stays for life, with what they said since."""

from __future__ import annotations

from uuid import UUID

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Value, When

from kinfold.family_finding.models import LifetimeMember
from kinfold.networks.models import NetworkMember
from kinfold.networks.selectors import staying
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.family_finding.logs import StayAnswer, StayRow


def stays_of(viewer: Viewer, episode_id: UUID) -> tuple[StayRow, ...]:
    """Everybody who stays for life, with what they said since. One query."""
    member = staying(
        viewer, NetworkMember.objects.filter(pk=OuterRef("found__member_id"))
    )
    rows = (
        LifetimeMember.objects.filter(
            authority_id=viewer.in_authority(), found__episode_id=episode_id
        )
        .annotate(
            by_network=Case(
                When(found__member=None, then=Value(None)),
                default=Exists(member),
                output_field=BooleanField(null=True),
            )
        )
        .order_by("agreed_on", "pk", "answers__month", "answers__recorded_at")
        .values_list(
            "pk", "found_id", F("found__name"), "words", "rhythm", "crisis",
            "transition", "agreed_on", "by_network", "answers__month",
            "answers__is_active", "answers__words", "answers__asked_on",
        )
    )  # fmt: skip
    stays: dict[UUID, tuple[tuple[object, ...], list[StayAnswer]]] = {}
    for row in rows:
        _, answers = stays.setdefault(row[0], (row[:9], []))
        if row[9]:
            answers.append(StayAnswer(*row[9:]))
    return tuple(
        StayRow(*known[:8], answers=tuple(answers), by_network=known[8])  # type: ignore[arg-type,misc]
        for known, answers in stays.values()
    )
