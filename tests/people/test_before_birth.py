"""What cannot be so because somebody was not born yet, or is their own ancestor."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from kinfold.people.actions.homes import move
from kinfold.people.actions.relationships import TieDetails, relate
from kinfold.people.details import AddressDetails
from kinfold.people.models import Relationship, Residence
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from tests.factories.people import Okafors, make_person

pytestmark = pytest.mark.slow
LONG_AGO = date(1950, 1, 1)


def test_no_tie_begins_before_one_of_them_is_born(
    okafors: Okafors, worker: Viewer
) -> None:
    with as_viewer(worker):
        before = Relationship.objects.count()
        with pytest.raises(CannotDo, match="was not born yet on 1 January 1950") as no:
            relate(
                person_id=okafors.kai.pk, other_ids=[okafors.jo.pk], by=worker,
                details=TieDetails(code="friend", started_on=LONG_AGO),
            )  # fmt: skip
        assert no.value.field == "started_on"
        assert Relationship.objects.count() == before


def test_nobody_lives_anywhere_before_they_are_born(
    okafors: Okafors, worker: Viewer
) -> None:
    with as_viewer(worker):
        before = Residence.objects.count()
        with pytest.raises(CannotDo, match="was not born yet on 1 January 1950"):
            move(
                family_id=okafors.family.pk, person_ids=[okafors.kai.pk], kind="home",
                address=AddressDetails(lines="31 Copper Wynd", postcode="LN3 3QQ"),
                started_on=LONG_AGO, by=worker,
            )  # fmt: skip
        assert Residence.objects.count() == before


def test_a_loop_of_seven_generations_is_found(worker: Viewer) -> None:
    line = [
        make_person(worker, name)
        for name in ["Ann", "Bea", "Cas", "Dot", "Eve", "Flo", "Gem"]
    ]
    with as_viewer(worker):
        for parent, child in pairwise(line):
            relate(
                person_id=parent.pk, other_ids=[child.pk], by=worker,
                details=TieDetails(code="mother"), is_confirmed=True,
            )  # fmt: skip
        with pytest.raises(CannotDo, match="would be their own ancestors: Ann Okafor"):
            relate(
                person_id=line[-1].pk, other_ids=[line[0].pk], by=worker,
                details=TieDetails(code="mother"), is_confirmed=True,
            )  # fmt: skip
