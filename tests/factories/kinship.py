"""Kinship options and arrangements, in fixed words. Written through the actions."""

from __future__ import annotations

from uuid import UUID

from kinfold.kinship import actions
from kinfold.kinship.models import (
    ArrangementHappening,
    KinshipArrangement,
    KinshipOption,
    OptionStep,
    SupportItem,
)
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.practice.kinship import (
    OptionDetails,
    StepDetails,
)
from kinfold_core.practice.kinship_care import (
    CareDetails,
)
from kinfold_core.practice.kinship_written import HappeningDetails, SupportDetails
from kinfold_core.practice.written import Named
from tests.factories.practice import me, named
from tests.factories.trajectory import days_ago


def make_option(
    by: Viewer, family: Family, name: str = "Nan Jo", **changes: object
) -> KinshipOption:
    details: dict[str, object] = {
        "who": Named(name=name),
        "side": "maternal",
        "relationship": "Leanne's mum",
    }
    with as_viewer(by):
        return actions.add_option(
            family_id=family.pk,
            details=OptionDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_step(
    by: Viewer,
    option: KinshipOption,
    step: str = "weighed",
    *,
    was: UUID | None = None,
    **changes: object,
) -> OptionStep:
    details: dict[str, object] = {
        "step": step,
        "decided_on": days_ago(3),
        "decided_by": me(by),
        "why": "Kai knows her house, and she has a bed for him.",
    }
    with as_viewer(by):
        return actions.decide_option(
            family_id=option.family_id,
            option_id=option.pk,
            details=StepDetails(**(details | changes)),  # type: ignore[arg-type]
            was=was,
            by=by,
        )


def care_details(by: Viewer, family: Family, **changes: object) -> CareDetails:
    """Kai with Nan Jo, since ten days. Call it within `as_viewer`."""
    kai = named(by, family, "Kai")
    details: dict[str, object] = {
        "child_id": kai.person_id,
        "child_name": "Kai",
        "carer": Named(name="Nan Jo"),
        "relation": "grandparent",
        "kind": "close_family",
        "started_on": days_ago(10),
        "how": "family",
        "arranged": "family",
        "legal_status": "none",
        "child_view": "“Nan has a dog.”",
    }
    return CareDetails(**(details | changes))  # type: ignore[arg-type]


def make_care(by: Viewer, family: Family, **changes: object) -> KinshipArrangement:
    with as_viewer(by):
        return actions.begin_care(
            family_id=family.pk, details=care_details(by, family, **changes), by=by
        )


def make_happening(
    by: Viewer, care: KinshipArrangement, what: str, days: int = 5, **changes: object
) -> ArrangementHappening:
    details: dict[str, object] = {
        "what": what,
        "happened_on": days_ago(days),
        "by_whom": me(by),
    }
    with as_viewer(by):
        return actions.write_happening(
            family_id=care.family_id,
            arrangement_id=care.pk,
            details=HappeningDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_support(
    by: Viewer, care: KinshipArrangement, **changes: object
) -> SupportItem:
    details: dict[str, object] = {
        "what": "A bed and a school coat",
        "given_by": "The council",
        "started_on": days_ago(8),
        "review_on": days_ago(-20),
    }
    with as_viewer(by):
        return actions.add_support(
            family_id=care.family_id,
            arrangement_id=care.pk,
            details=SupportDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_kinship_rows(by: Viewer, family: Family) -> dict[str, UUID]:
    """A row for every part that an address of kinship names."""
    care = make_care(by, family)
    return {
        "option_id": make_option(by, family).pk,
        "arrangement_id": care.pk,
        "support_id": make_support(by, care).pk,
    }
