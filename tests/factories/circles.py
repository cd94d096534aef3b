"""Circles and a safety object, in fixed words. Written through the actions."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from kinfold.circles import actions
from kinfold.circles.models import CirclePlace, SafetyObject
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.practice.circles import ObjectDetails, PlaceDetails
from kinfold_core.practice.written import Named

SHELL = "The pink shell"
SILL = "On the landing window sill"


def make_place(
    by: Viewer, family: Family, name: str = "Nan Jo", ring: int = 2, **changes: object
) -> CirclePlace:
    """Leanne says so, today."""
    with as_viewer(by):
        details: dict[str, object] = {
            "who": Named(name=name),
            "ring": ring,
            "said_by": Named(name="Leanne"),
            "said_on": timezone.localdate(),
        }
        return actions.place(
            family_id=family.pk,
            details=PlaceDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_object(
    by: Viewer, family: Family, *lookers: UUID, **changes: object
) -> SafetyObject:
    """Amira's, kept from Dean."""
    with as_viewer(by):
        children = family.members.filter(part="child").select_related("person")
        amira = children.get(person__given_names__startswith="Amira").person
        details: dict[str, object] = {
            "child_id": amira.pk,
            "child_name": "Amira",
            "thing": SHELL,
            "place": SILL,
            "how_often": "Whenever they come",
            "what_they_do": "They ask her to help in the kitchen, alone.",
            "lookers": lookers,
            "kept_from": (Named(name="Dean"),),
            "agreed_on": timezone.localdate(),
        }
        standing = SafetyObject.objects.filter(family=family, ended_on=None)
        return actions.keep_object(
            seen=set(standing.values_list("pk", flat=True)),
            family_id=family.pk,
            details=ObjectDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )
