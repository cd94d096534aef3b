"""An address that was written down openly can be hidden, for one person at a time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.finding.selectors.search import search_people
from kinfold.people.actions.homes import hide_residence, show_residence
from kinfold.people.models import Address, Residence
from kinfold.people.selectors.hidden import hidden_address
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from tests.factories.people import Okafors


def _found(viewer: Viewer) -> set[object]:
    found = search_people(viewer, "LN1 1AA", today=timezone.localdate())
    return {hit.person.pk for hit in found.hits}


def test_hiding_seals_one_persons_row_and_takes_them_out_of_the_search(
    okafors: Okafors, worker: Viewer
) -> None:
    hers = okafors.leanne.pk
    with as_viewer(worker):
        assert hers in _found(worker)
        home = Residence.objects.get(person=hers)
        hide_residence(residence_id=home.pk, person_id=hers, by=worker)
        assert _found(worker) == {okafors.amira.pk, okafors.kai.pk}
        home.refresh_from_db()
        assert str(home.address) == "Hidden address"
        assert hidden_address(worker, hers, home.pk)[1].startswith("4 Mill Lane")
        assert AuditEvent.objects.filter(
            action="residence.hidden", person_id=hers
        ).exists()


def test_the_open_row_goes_with_the_last_who_lived_there(
    okafors: Okafors, worker: Viewer
) -> None:
    with as_viewer(worker):
        for home in Residence.objects.all():
            hide_residence(residence_id=home.pk, person_id=home.person_id, by=worker)
        assert not Address.objects.filter(is_hidden=False).exists()
        assert Address.objects.filter(is_hidden=True).count() == 3


def test_only_a_manager_shows_it_again(
    okafors: Okafors, worker: Viewer, lead: Viewer
) -> None:
    hers = okafors.leanne.pk
    with as_viewer(worker):
        home = Residence.objects.get(person=hers)
        hide_residence(residence_id=home.pk, person_id=hers, by=worker)
        with pytest.raises(PermissionDenied):
            show_residence(residence_id=home.pk, person_id=hers, by=worker)
    with as_viewer(lead):
        show_residence(residence_id=home.pk, person_id=hers, by=lead)
        assert hers in _found(lead)


def test_the_persons_page_leads_to_it(
    okafors: Okafors, worker: Viewer, sign_in: Callable[[Viewer], Client]
) -> None:
    with as_viewer(worker):
        home = Residence.objects.get(person=okafors.leanne)
    client = sign_in(worker)
    page = reverse("people:person", args=[okafors.leanne.pk])
    url = reverse("people:hide-home", args=[okafors.leanne.pk, home.pk])
    assert url in client.get(page).content.decode()
    assert client.post(url).status_code == 302
    text = client.get(page).content.decode()
    assert "Mill Lane" not in text
    assert "Hidden address" in text
