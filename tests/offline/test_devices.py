"""Devices for visits: whose they are, what they are told, and how one is wiped."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.family_finding.models import FoundPerson
from kinfold.offline import actions, keys
from kinfold.offline.models import TakenAlong, VisitDevice
from kinfold.offline.people import people_of
from kinfold.offline.signals import COOKIE
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent, Worker
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from tests.factories.family_finding import make_episode, make_found, make_wish
from tests.factories.networks import make_member
from tests.factories.offline import (
    make_device,
    make_taken,
)
from tests.factories.practice import make_family

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
NAMES = ("Okafor", "Amira", "Leanne", "Dean")


def post(client: Client, name: str, body: object, *parts: object) -> Any:
    return client.post(
        reverse(f"offline:{name}", args=parts), body, content_type="application/json"
    )


def person_of(by: Viewer, family: Family, name: str) -> UUID:
    with as_viewer(by):
        found: UUID = family.members.get(person__given_names=name).person_id
    return found


def stands(client: Client, *devices: VisitDevice) -> dict[str, Any]:
    tickets = [keys.ticket_of(one) for one in devices]
    answer = client.get(reverse("offline:standing"), {"ticket": tickets})
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_a_device_is_told_a_first_name_and_nothing_else_of_the_family(
    practitioner: Viewer, family: Family, device: VisitDevice, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    kai = str(person_of(practitioner, family, "Kai"))
    chosen = client.post(
        reverse("offline:take-along", args=[family.pk]),
        {"children": [kai], "days": "3"},
    )
    assert chosen.status_code == 302
    shell, _, ids = chosen.headers["Location"].partition("#take=")
    assert shell == "/visit/"
    answer = post(client, "put", {"device": str(device.pk)}, UUID(ids))
    told = json.loads(answer.content)
    assert told.keys() == {"taken", "name", "until", "people"}
    assert told["name"] == "Kai"
    # whom a child can name: what they are called and a key, and nothing else of them
    people = told.pop("people")
    assert {tuple(one) for one in people} == {("key", "name")}
    assert {"Leanne", "Dean"} <= {one["name"] for one in people}
    assert not [name for name in NAMES if name in json.dumps(told)]
    with as_viewer(practitioner):
        told_of = AuditEvent.objects.filter(action="offline.people_told")
        assert told_of.exists()
    # asked once more by the same device, it is the same
    assert json.loads(
        post(client, "put", {"device": str(device.pk)}, UUID(ids)).content
    ) == told | {"people": people}


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"days": "3"}, "Choose who you are going to see"),
        ({"children": ["x"], "days": "3"}, "not on the list any more"),
        ({}, "Choose for how long"),
        ({"days": "400"}, "not on the list any more"),
    ],
)
def test_taking_along_says_what_is_missing(
    practitioner: Viewer,
    family: Family,
    sign_in: SignIn,
    sent: dict[str, Any],
    why: str,
) -> None:
    client = sign_in(practitioner)
    answer = client.post(reverse("offline:take-along", args=[family.pk]), sent)
    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_only_children_of_this_family_for_a_week_at_most(
    practitioner: Viewer, family: Family
) -> None:
    leanne = person_of(practitioner, family, "Leanne")
    kai = person_of(practitioner, family, "Kai")
    with as_viewer(practitioner):
        for child_ids, days, error in (
            ([leanne], 3, NotFound),
            ([uuid4()], 3, NotFound),
            ([kai], 8, CannotDo),
            ([], 3, CannotDo),
        ):
            with pytest.raises(error):
                actions.take_along(
                    family_id=family.pk, child_ids=child_ids, days=days, by=practitioner
                )
        assert not TakenAlong.objects.exists()


def test_what_is_over_or_on_another_device_is_not_given_again(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    other = make_device(practitioner, "Old telephone")
    with as_viewer(practitioner):
        with pytest.raises(CannotDo, match="another device"):
            actions.put_on_device(
                taken_id=taken.pk, device_id=other.pk, by=practitioner
            )
        TakenAlong.objects.update(until=timezone.now() - timedelta(minutes=1))
        with pytest.raises(CannotDo, match="over"):
            actions.put_on_device(
                taken_id=taken.pk, device_id=device.pk, by=practitioner
            )


def test_a_device_is_one_workers_and_its_key_is_told_to_nobody_else(
    practitioner: Viewer, manager: Viewer, device: VisitDevice
) -> None:
    with as_viewer(practitioner):
        key = actions.open_with_key(device_id=device.pk, by=practitioner)
        assert key == keys.key_of(device)
        assert key not in bytes(device.sealed_key)
        assert AuditEvent.objects.filter(action="offline.key_told").count() == 1
    with as_viewer(manager):
        for attempt in (
            lambda: actions.open_with_key(device_id=device.pk, by=manager),
            lambda: actions.ask_wipe(device_id=device.pk, by=manager),
            lambda: actions.add_device(device_id=device.pk, label="Mine", by=manager),
        ):
            with pytest.raises(NotFound):
                attempt()


def test_a_key_sealed_for_another_device_opens_nothing(
    practitioner: Viewer, device: VisitDevice
) -> None:
    other = make_device(practitioner, "Old telephone")
    device.sealed_key = other.sealed_key
    with pytest.raises(NotFound):
        keys.key_of(device)


def test_a_lost_device_is_told_to_wipe_without_a_session_and_says_so_once(
    practitioner: Viewer, device: VisitDevice, client: Client, sign_in: SignIn
) -> None:
    assert stands(client, device) | {"token": ""} == {
        "signed_in": False,
        "wipe": {str(device.pk): False},
        "token": "",
    }
    asked = sign_in(practitioner).post(reverse("offline:wipe", args=[device.pk]))
    assert asked.status_code == 302
    client.logout()
    assert stands(client, device)["wipe"] == {str(device.pk): True}
    post(client, "standing", {"ticket": keys.ticket_of(device)})
    with as_viewer(practitioner):
        device.refresh_from_db()
        assert device.wiped_at is not None
        # no more children on it until its worker has opened it again
        family = make_family(practitioner)
        with pytest.raises(CannotDo, match="closed"):
            make_taken(practitioner, family, device)
        actions.open_with_key(device_id=device.pk, by=practitioner)
        make_taken(practitioner, family, device)


@pytest.mark.parametrize("body", ["", "[]", "[" * 100_000, '{"ticket": "forged"}'])
def test_whoever_has_no_ticket_of_ours_learns_and_changes_nothing(
    client: Client, body: str
) -> None:
    answer = client.get(reverse("offline:standing"), {"ticket": ["forged", ""]})
    assert json.loads(answer.content)["wipe"] == {}
    assert json.loads(post(client, "standing", body).content) == {}


def test_a_key_told_again_is_in_the_audit_and_a_device_to_be_wiped_gets_none(
    practitioner: Viewer, device: VisitDevice, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    asked = {"id": str(device.pk), "label": "Blue tablet"}
    told = AuditEvent.objects.filter(action="offline.key_told")
    assert post(client, "add-device", asked).status_code == 200
    with as_viewer(practitioner):
        assert told.count() == 1
        actions.ask_wipe(device_id=device.pk, by=practitioner)
    refused = post(client, "add-device", asked)
    assert refused.status_code == 422
    assert json.loads(refused.content).keys() == {"message"}
    with as_viewer(practitioner):
        assert told.count() == 1


def test_the_device_of_somebody_who_has_left_is_wiped(
    practitioner: Viewer, device: VisitDevice, client: Client
) -> None:
    with as_viewer(practitioner):
        Worker.objects.filter(pk=practitioner.worker_id).update(is_active=False)
    assert stands(client, device)["wipe"] == {str(device.pk): True}


def test_signing_out_closes_the_device_of_this_browser_and_no_other(
    practitioner: Viewer, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    other = make_device(practitioner, "At the office")
    mine = uuid4()
    given = post(client, "add-device", {"id": str(mine), "label": "In my bag"})
    assert given.status_code == 200
    assert given.cookies[COOKIE]["httponly"]
    client.post(reverse("account_logout"))
    with as_viewer(practitioner):
        assert VisitDevice.objects.get(pk=mine).wipe_asked_at is not None
        assert VisitDevice.objects.get(pk=other.pk).wipe_asked_at is None


def test_somebody_elses_signing_out_closes_nothing(
    practitioner: Viewer, manager: Viewer, device: VisitDevice, sign_in: SignIn
) -> None:
    client = sign_in(manager)
    client.cookies[COOKIE] = keys.ticket_of(device)
    client.post(reverse("account_logout"))
    with as_viewer(practitioner):
        assert VisitDevice.objects.get(pk=device.pk).wipe_asked_at is None


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("{", "could not be read"),
        ("[" * 100_000, "could not be read"),
        ("[1]", "could not be read"),
        ({"id": "1", "label": "x"}, "could not be read"),
        ({"id": str(UUID(int=1)), "label": " "}, "Say what this device is called"),
    ],
)
def test_bad_input_is_answered_with_a_sentence(
    practitioner: Viewer, sign_in: SignIn, body: object, why: str
) -> None:
    answer = post(sign_in(practitioner), "add-device", body)
    assert answer.status_code == 422
    assert why in json.loads(answer.content)["message"]


@pytest.mark.parametrize("name", ["add-device", "bring-home"])
def test_what_is_a_form_and_no_visit_is_answered_with_a_sentence(
    practitioner: Viewer, sign_in: SignIn, name: str
) -> None:
    answer = sign_in(practitioner).post(reverse(f"offline:{name}"), {"x": "1"})
    assert answer.status_code == 422


def test_no_more_devices_than_somebody_can_know_of(practitioner: Viewer) -> None:
    for number in range(20):
        make_device(practitioner, f"Tablet {number}")
    with pytest.raises(CannotDo, match="Wipe one"):
        make_device(practitioner, "One more")


def test_a_visit_that_is_too_large_stays_on_the_device(
    practitioner: Viewer, sign_in: SignIn
) -> None:
    answer = post(sign_in(practitioner), "bring-home", "x" * (6 * 1024 * 1024))
    assert answer.status_code == 413
    assert "Nothing is lost" in json.loads(answer.content)["message"]


def test_a_device_is_not_told_a_name_that_a_child_keeps_to_the_workers(
    practitioner: Viewer, family: Family, device: VisitDevice, sign_in: SignIn
) -> None:
    """Kai, of whom Raj was found; and a brother or sister has the tablet."""
    episode = make_episode(practitioner, family)
    raj, sunil = (make_found(practitioner, episode, one)[0] for one in ("Raj", "Sunil"))
    for found in (raj, sunil):
        member = make_member(practitioner, family, found.name)
        with as_viewer(practitioner):
            FoundPerson.objects.filter(pk=found.pk).update(member=member)
    make_wish(practitioner, raj, "later", seen_by="workers")
    make_wish(practitioner, sunil, "later", seen_by="network")
    taken = make_taken(practitioner, family, device, "Kai")
    told = post(
        sign_in(practitioner), "put", {"device": str(device.pk)}, taken.pk
    ).content.decode()
    assert "Sunil" in told
    assert "Raj" not in told
    # the workers still say whom a child meant, and keep a no about him
    with as_viewer(practitioner):
        assert "Raj" in {
            one.name for one in people_of(practitioner, family.pk, taken.child_id)
        }
