"""Who stays, what was heard since, and whether the family may be asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from kinfold.long_haul.models import CheckIn, CheckInConsent
from kinfold.networks.models import NetworkMember
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query
from kinfold.stages.selectors.agreed import agreed_of
from kinfold_core.practice.ending import LongHaulDetails
from kinfold_core.practice.long_haul import CheckInRow, ConsentRow
from kinfold_core.practice.network import COUNTS_FROM


@dataclass(frozen=True, slots=True)
class Staying:
    """What was agreed for the years after, and how it has stood since.

    `heard` is who of the network has heard the whole worry.
    """

    agreed: LongHaulDetails | None
    heard: tuple[str, ...]
    consents: tuple[ConsentRow, ...]
    check_ins: tuple[CheckInRow, ...]

    @property
    def consent(self) -> ConsentRow | None:
        """What was said last of being asked."""
        return self.consents[0] if self.consents else None


def staying_of(viewer: Viewer, family_id: UUID) -> Staying:
    """Of a family that the caller was authorised for. Five queries, newest first."""
    here = {"authority_id": viewer.in_authority(), "family_id": family_id}
    consents = CheckInConsent.objects.filter(**here)
    check_ins = CheckIn.objects.filter(**here)
    counted = NetworkMember.objects.filter(
        **here, ended_on=None, informed_steps__level__gte=COUNTS_FROM
    )
    return Staying(
        agreed=agreed_of(viewer, family_id),
        heard=tuple(counted.values_list("name", flat=True).distinct()),
        consents=tuple(map(_consent, consents.order_by("-recorded_at", "-pk"))),
        check_ins=tuple(
            CheckInRow(
                closed_on=one.closed_on,
                month=one.month,
                heard_on=one.heard_on,
                who=one.said_name,
                answer=one.answer,
                words=one.words,
                wanted=one.wanted,
            )
            for one in check_ins.order_by("-heard_on", "-recorded_at", "-pk")
        ),
    )


def consent_of(viewer: Viewer, family_id: UUID) -> ConsentRow | None:
    """What an authorised family said last of being asked. One query."""
    here = {"authority_id": viewer.in_authority(), "family_id": family_id}
    rows = CheckInConsent.objects.filter(**here).order_by("-recorded_at", "-pk")
    row = rows.first()
    return _consent(row) if row else None


def may_ask(viewer: Viewer, family_id: UUID) -> bool:
    """Whether an authorised family said last that they may be asked. One query."""
    consent = consent_of(viewer, family_id)
    return consent is not None and consent.is_given


def _consent(row: CheckInConsent) -> ConsentRow:
    return ConsentRow(
        answer=row.answer, who=row.said_name, said_on=row.said_on, way=row.way
    )


def texts_of_long_haul(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Every text of how it stands afterwards, to see what was typed again."""
    here = {"authority_id": viewer.in_authority(), "family_id": family_id}
    return in_one_query(
        (CheckInConsent.objects.filter(**here), ("way",)),
        (CheckIn.objects.filter(**here), ("words", "wanted")),
    )
