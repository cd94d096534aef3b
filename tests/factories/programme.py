"""A measure that an authority shows on the page of a programme it is in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils import timezone

from kinfold.platform.models import Programme, ProgrammeAuthority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.programme.actions import show_measure
from kinfold.programme.models import ShownMeasure
from kinfold_core.access import Role
from tests.factories.platform import as_owner


def make_programme(slug: str, *viewers: Viewer) -> Programme:
    """A programme that the viewers' authorities joined in 2024."""
    programme = Programme(slug=slug, name=slug.title(), starts_on=date(2024, 1, 8))

    def write() -> None:
        programme.save(force_insert=True)
        for one in viewers:
            ProgrammeAuthority.objects.create(
                programme=programme,
                authority_id=one.in_authority(),
                joined_on=programme.starts_on,
            )

    as_owner(write)
    return programme


def make_shown(
    by: Viewer, programme: Programme, *, code: str = "plan.repeat"
) -> ShownMeasure:
    """Shown until today, whatever roles they hold. It must have been counted."""
    analyst = replace(by, roles=frozenset({Role.ANALYST}))
    with as_viewer(analyst):
        return show_measure(
            code=code,
            programme_id=programme.pk,
            until=timezone.localdate(),
            by=analyst,
        )
