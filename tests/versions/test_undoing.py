"""Undo: what one just did is taken back as a new revision, and nothing is erased."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from django.test import Client

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, MapEntry, MapEntryRevision
from kinfold.records.models import Family
from tests.conftest import signed_in
from tests.factories.practice import make_entry, make_family, make_set
from tests.practice.test_pages import entry_post, set_post, url

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SignIn = Callable[[Viewer], Client]
SINGS = "Leanne sings to Kai."


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


def undo_on(page: str) -> str:
    """The address of the Undo button."""
    found = re.search(r'action="([^"]+/undo/\d+/)"', page)
    assert found is not None
    return found[1]


def test_a_change_is_taken_back_as_a_new_wording(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    entry = make_entry(practitioner, family)
    client = sign_in(practitioner)
    saved = client.post(
        url("edit-entry", family, entry.pk), entry_post(text=SINGS), follow=True
    )
    back = client.post(undo_on(saved.content.decode()), follow=True)
    assert "Taken back" in back.content.decode()
    with as_viewer(practitioner):
        row = MapEntry.objects.get(pk=entry.pk)
        words = MapEntryRevision.objects.filter(entry=entry).order_by("version")
        kept = [revision.words["text"] for revision in words]
    assert (row.text, row.version) == (entry.text, 3)
    assert kept == [entry.text, SINGS, entry.text]


def test_what_was_added_comes_off_and_what_was_taken_off_comes_back(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    added = client.post(
        url("add-entry", family, "strength"), {"text": SINGS}, follow=True
    )
    client.post(undo_on(added.content.decode()))
    with as_viewer(practitioner):
        entry = MapEntry.objects.get()
    assert entry.is_withdrawn
    standing = make_entry(practitioner, family)
    off = client.post(
        url("versions:withdraw-entry", family, standing.pk),
        {"version": "1", "reason": "Twice"},
        follow=True,
    )
    client.post(undo_on(off.content.decode()))
    with as_viewer(practitioner):
        assert not MapEntry.objects.get(pk=standing.pk).is_withdrawn


def test_a_set_is_taken_back_whole(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    danger = make_set(practitioner, family)
    client = sign_in(practitioner)
    saved = client.post(
        url("edit-danger", family, danger.pk),
        set_post(worried_about="Something else.", agency_goal="Other."),
        follow=True,
    )
    client.post(undo_on(saved.content.decode()))
    with as_viewer(practitioner):
        row = DangerStatement.objects.get(pk=danger.pk)
        assert row.worried_about == danger.worried_about
        assert row.version == 3


def test_on_the_map_the_toast_carries_the_address(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    entry = make_entry(practitioner, family)
    answer = sign_in(practitioner).post(
        url("edit-entry", family, entry.pk),
        entry_post(text=SINGS),
        headers={"HX-Request": "true"},
    )
    toast = json.loads(answer.headers["HX-Trigger"])["toast"]
    assert toast["undo"].endswith(f"/map/entries/{entry.pk}/undo/2/")


def test_saving_what_stands_offers_nothing_to_undo(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    entry = make_entry(practitioner, family)
    client, address = sign_in(practitioner), url("edit-entry", family, entry.pk)
    client.post(address, entry_post(text=SINGS), follow=True)
    again = client.post(address, entry_post(text=SINGS, version="2"), follow=True)
    assert "/undo/" not in again.content.decode()


def test_only_ones_own_last_change_is_taken_back(
    practitioner: Viewer, chair: Viewer, family: Family, sign_in: SignIn
) -> None:
    entry = make_entry(practitioner, family)
    client = sign_in(practitioner)
    client.post(url("edit-entry", family, entry.pk), entry_post(text=SINGS))
    undo = f"/families/{family.pk}/map/entries/{entry.pk}/undo"
    assert client.post(f"{undo}/1/").status_code == 409
    assert client.get(f"{undo}/2/").status_code == 405
    assert client.post(f"{undo}/{10**30}/").status_code == 409
    assert signed_in(Client(), chair).post(f"{undo}/2/").status_code == 409
    with as_viewer(practitioner):
        assert MapEntry.objects.get(pk=entry.pk).text == SINGS
    client = signed_in(Client(), practitioner)
    assert client.post(f"{undo}/2/").status_code == 302
    # pressed twice: said, and not taken back a second time
    assert client.post(f"{undo}/2/").status_code == 409


def test_another_familys_entry_is_not_found(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    other = make_family(practitioner)
    entry = make_entry(practitioner, other)
    answer = sign_in(practitioner).post(
        f"/families/{family.pk}/map/entries/{entry.pk}/undo/1/"
    )
    assert answer.status_code == 404
    with as_viewer(practitioner):
        assert not MapEntry.objects.get(pk=entry.pk).is_withdrawn
