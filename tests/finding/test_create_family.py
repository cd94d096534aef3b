from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from kinfold.finding.actions.adding import create_family
from kinfold.finding.details import NewMember
from kinfold.people.details import PersonDetails
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, RecordRefused
from kinfold.records.selectors import family_for


def a_child(given: str = "Amira", family: str = "Okafor") -> NewMember:
    return NewMember(
        part="child",
        details=PersonDetails(given_names=given, family_name=family),
    )


def test_the_maker_can_open_what_they_made(practitioner: Viewer) -> None:
    with as_viewer(practitioner):
        family = create_family(
            name="Okafor",
            opened_on=date(2026, 3, 2),
            members=[a_child()],
            by=practitioner,
        )
        assert family_for(practitioner, family.pk).name == "Okafor"


def test_a_colleague_of_another_team_is_refused_with_a_reason(
    practitioner: Viewer, manager: Viewer
) -> None:
    with as_viewer(practitioner):
        family = create_family(
            name="Okafor",
            opened_on=date(2026, 3, 2),
            members=[a_child()],
            by=practitioner,
        )
    with as_viewer(manager), pytest.raises(RecordRefused, match="not allocated"):
        family_for(manager, family.pk)


def test_elsewhere_it_is_not_there(practitioner: Viewer, elsewhere: Viewer) -> None:
    with as_viewer(practitioner):
        family = create_family(
            name="Okafor",
            opened_on=date(2026, 3, 2),
            members=[a_child()],
            by=practitioner,
        )
    with as_viewer(elsewhere), pytest.raises(NotFound):
        family_for(elsewhere, family.pk)


def test_a_record_without_a_child_is_not_opened(practitioner: Viewer) -> None:
    with as_viewer(practitioner), pytest.raises(CannotDo, match="at least one child"):
        create_family(
            name="Okafor", opened_on=date(2026, 3, 2), members=[], by=practitioner
        )


def test_an_analyst_opens_no_record(analyst: Viewer) -> None:
    with as_viewer(analyst), pytest.raises(PermissionDenied):
        create_family(
            name="Okafor",
            opened_on=date(2026, 3, 2),
            members=[a_child()],
            by=analyst,
        )
