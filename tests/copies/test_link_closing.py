"""What closes a link by itself, for its reader and on the worker's list alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.actions import change_entry
from kinfold.practice.models import DangerStatement, MapEntry
from kinfold.practice.row_making import entry_details, entry_rows
from kinfold.records.models import Family, FamilyMember, Person
from kinfold.versions.actions import split_entry
from kinfold_core.practice.written import Showing
from tests.copies.test_readers import live_together
from tests.factories.copies import Telephone, address_of, link_for
from tests.factories.planning import make_live
from tests.factories.practice import make_family, make_rating, named
from tests.platform.conftest import no_counters

__all__ = ["no_counters"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("no_counters"),
]
SignIn = Callable[[Viewer], Client]
HIDDEN = Showing(is_visible=False, reason="Not told yet", review_on=date(2990, 1, 4))


@pytest.fixture
def phone() -> Telephone:
    return Telephone()


def listed(client: Client, family: Family) -> str:
    page = client.get(reverse("copies:family-copy", args=[family.pk]))
    return page.content.decode()


def test_it_closes_when_a_number_on_it_is_saved_again_to_hide_it(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    phone: Telephone,
) -> None:
    """The answer that is kept back is a new row; the one on the copy stays as it is."""
    link = link_for(practitioner, family)
    assert phone.opens(link)[0] == 200
    with as_viewer(practitioner):
        dean = named(practitioner, family, "Dean")
    make_rating(
        practitioner, family, danger.pk, dean, "7",
        reason_why_not_lower="I only shout.", showing=HIDDEN,
    )  # fmt: skip
    assert phone.get(address_of(link)).status_code == 404
    assert phone.opens(link)[0] == 404
    page = listed(sign_in(practitioner), family)
    assert "something has been kept from the family since" in page


def test_it_closes_when_a_part_of_an_entry_that_was_split_is_kept_back(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    link = link_for(practitioner, family)
    with as_viewer(practitioner):
        entry = MapEntry.objects.get(category="complicating_factor")
        _, new = split_entry(
            family_id=family.pk, entry_id=entry.pk, version=1, by=practitioner,
            texts=["Four social workers.", "In two years."],
        )  # fmt: skip
    assert phone.opens(link)[0] == 200
    with as_viewer(practitioner):
        rows = entry_rows(new.authority_id, new.mapping_id)
        change_entry(
            family_id=family.pk, entry_id=new.pk, version=1, by=practitioner,
            details=replace(entry_details(rows.get(pk=new.pk)), showing=HIDDEN),
        )  # fmt: skip
    assert phone.opens(link)[0] == 404


@pytest.mark.parametrize("gone", ["died", "left"])
def test_it_closes_when_they_died_or_left_the_family(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    phone: Telephone,
    gone: str,
) -> None:
    link, today = link_for(practitioner, family), timezone.localdate()
    with as_viewer(practitioner):
        leanne = Person.objects.get(given_names="Leanne")
        if gone == "died":
            Person.objects.filter(pk=leanne.pk).update(died_on=today)
        else:
            FamilyMember.objects.filter(person=leanne).update(left_on=today)
    assert phone.get(address_of(link)).status_code == 404
    assert phone.opens(link)[0] == 404
    assert "they are not in this family now" in listed(sign_in(practitioner), family)


def test_it_closes_when_it_says_how_days_go_where_they_must_not_know(
    sign_in: SignIn,
    practitioner: Viewer,
    chair: Viewer,
    phone: Telephone,
) -> None:
    planned = make_live(practitioner, chair, make_family(practitioner))
    family = planned.family
    link, same = link_for(practitioner, family, "Dean"), link_for(practitioner, family)
    assert phone.opens(link)[0] == 200
    with as_viewer(practitioner):
        live_together(family, "Leanne", is_hidden=True)
    assert phone.get(address_of(link)).status_code == 404
    assert phone.opens(link)[0] == 404
    assert phone.opens(same)[0] == 200
    page = listed(sign_in(practitioner), family)
    assert "they must not know where somebody lives" in page


def test_a_map_alone_opens_for_somebody_who_must_not_know_where_they_live(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    link = link_for(practitioner, family, "Dean")
    with as_viewer(practitioner):
        live_together(family, "Leanne", is_hidden=True)
    assert phone.opens(link)[0] == 200
