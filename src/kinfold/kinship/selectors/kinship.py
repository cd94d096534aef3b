"""A family's options and arrangements, whatever their number, in eleven queries,
and what other rooms heard of a child's no."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from kinfold.kinship import row_making
from kinfold.kinship.models import (
    ArrangementHappening,
    ArrangementNight,
    ArrangementWording,
    KinshipArrangement,
    KinshipOption,
    SupportItem,
    SupportLook,
)
from kinfold.networks.nights import Night, nights_of
from kinfold.networks.selectors import refusals_of
from kinfold.planning.models import PlanRule, PlanSource
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.child_no import Refusals
from kinfold_core.practice.kinship import (
    OptionRow,
    is_night_away,
)
from kinfold_core.practice.kinship_care import (
    CareRow,
)
from kinfold_core.practice.living_map import RevisionRow
from kinfold_core.practice.written import Named


@dataclass(frozen=True, slots=True)
class NightRule:
    """A rule of the family's plan that seems to be about a night away."""

    id: UUID
    text: str


@dataclass(frozen=True, slots=True)
class Kinship:
    """Everything of a family's kinship page.

    `nights` are rules of the plan that seem to be about one, `promised` what somebody
    of the network does through the night. `sources` are those whose actions a danger
    of the plan is about; `refusals` whom the children do not want there.
    """

    options: tuple[OptionRow, ...]
    cares: tuple[CareRow, ...]
    nights: tuple[NightRule, ...]
    promised: tuple[Night, ...]
    sources: tuple[Named, ...]
    refusals: Refusals

    def option(self, option_id: UUID) -> OptionRow | None:
        return next((one for one in self.options if one.id == option_id), None)

    def care(self, arrangement_id: UUID) -> CareRow | None:
        return next((one for one in self.cares if one.id == arrangement_id), None)


def kinship_of(viewer: Viewer, family_id: UUID) -> Kinship:
    """All of a family that the caller has been authorised for.

    Eleven queries, and what other rooms heard of a child's no.
    """
    here = {"authority_id": viewer.in_authority()}
    rules = PlanRule.objects.filter(
        **here, plan__family_id=family_id, withdrawn_at=None
    ).order_by("position", "pk")
    return Kinship(
        options=options_of(viewer, family_id),
        cares=cares_of(viewer, family_id),
        nights=tuple(
            NightRule(pk, text)
            for pk, text, when in rules.values_list("pk", "text", "when")
            if is_night_away(f"{text} {when}")
        ),
        promised=nights_of(viewer, family_id),
        sources=_sources(viewer, family_id),
        refusals=refusals_of(viewer, family_id),
    )


def _sources(viewer: Viewer, family_id: UUID) -> tuple[Named, ...]:
    """Whose actions a danger of the plan is about. One query."""
    rows = PlanSource.objects.filter(
        authority_id=viewer.in_authority(), plan__family_id=family_id
    )
    named = rows.order_by("pk").values_list("name", "person_id")
    return tuple(Named(name=name, person_id=key) for name, key in named)


def options_of(viewer: Viewer, family_id: UUID) -> tuple[OptionRow, ...]:
    """Everybody who was thought of, those still open first. Two queries."""
    here = {"authority_id": viewer.in_authority()}
    options = KinshipOption.objects.filter(**here, family_id=family_id)
    rows = [
        row_making.option_row(row)
        for row in row_making.with_steps(options, viewer.in_authority())
    ]
    return tuple(sorted(rows, key=lambda one: not one.is_open))


def cares_of(viewer: Viewer, family_id: UUID) -> tuple[CareRow, ...]:
    """Every arrangement, those that run first, the newest before. Five queries."""
    here = {"authority_id": viewer.in_authority()}
    in_order = ("happened_on", "recorded_at", "pk")
    cares = KinshipArrangement.objects.filter(
        **here, family_id=family_id
    ).prefetch_related(
        Prefetch("nights", ArrangementNight.objects.filter(**here)),
        Prefetch(
            "happened",
            ArrangementHappening.objects.filter(**here).order_by(*in_order),
        ),
        Prefetch(
            "support", SupportItem.objects.filter(**here).order_by("started_on", "pk")
        ),
        Prefetch(
            "support__looks",
            SupportLook.objects.filter(**here).order_by(
                "looked_on", "recorded_at", "pk"
            ),
        ),
    )
    rows = [row_making.care_row(row) for row in cares.order_by("-started_on", "pk")]
    return tuple(sorted(rows, key=lambda one: not one.is_running))


def wordings_of(viewer: Viewer, arrangement_id: UUID) -> tuple[RevisionRow, ...]:
    """Every wording of an arrangement, the newest first. One query."""
    rows = (
        ArrangementWording.objects.filter(
            authority_id=viewer.in_authority(), arrangement_id=arrangement_id
        )
        .select_related("recorded_by")
        .order_by("-version")
    )
    return tuple(
        RevisionRow(
            version=row.version,
            change="",
            changed_by=row.recorded_by.name,
            changed_at=row.recorded_at,
            words=row.words,
        )
        for row in rows
    )
