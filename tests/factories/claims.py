"""A programme with two authorities in it, and a theory of change to learn on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kinfold.claims.actions import evidence, theory
from kinfold.platform.models import Authority, Programme, ProgrammeAuthority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from kinfold_core.people.dates import FuzzyDate
from tests.factories.platform import as_owner, make_programme_viewer

SLUG = "programme"
SOUND: dict[str, Any] = {
    "kind": "study",
    "says": "for",
    "words": "More kin were found where the network was told",
    "quality": 4,
    "is_independent": True,
    "is_comparative": True,
    "is_of_fidelity": False,
    "source": "A report",
    "who_says": "A university",
    "day": FuzzyDate(date(2020, 10, 1), date(2020, 10, 31)),
}


@dataclass(frozen=True)
class Learners:
    lead: Viewer
    programme: Programme


def make_learners(*authorities: Authority) -> Learners:
    """The programme's lead; the authorities are in it."""
    lead = make_programme_viewer(Role.PROGRAMME_LEAD)
    programme = Programme.objects.get(pk__in=lead.programme_ids)
    for one in authorities:
        place = ProgrammeAuthority(
            programme=programme, authority=one, joined_on=date(2017, 9, 29)
        )
        as_owner(place.save)
    with as_viewer(lead):
        theory.begin_theory(slug=SLUG, by=lead)
    return Learners(lead, programme)


def add_sound(by: Viewer, claim: int = 1, **changed: Any) -> int:
    """A piece of evidence; its number."""
    with as_viewer(by):
        typed = evidence.EvidenceTyped(**{**SOUND, **changed})
        row = evidence.add_evidence(slug=SLUG, claim=claim, typed=typed, by=by)
        return int(row.number)
