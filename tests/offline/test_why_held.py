"""Every way a visit cannot go into the record: held, said in words, and dealt with."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from kinfold.child_tools.models import ChildItem, ChildItemFile, ChildToolSession
from kinfold.offline import actions
from kinfold.offline.models import HeldSound, HeldVisit, TakenAlong, VisitDevice
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Allocation, Family, FamilyMember, Person
from kinfold.records.selectors.lists import Scope
from kinfold.records.selectors.waiting import waiting_for
from tests.factories.child_tools import WEBM
from tests.factories.offline import WORRY, again, item, send, visit
from tests.offline.test_devices import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def manager(family: Family, team: tuple[Viewer, Viewer]) -> Viewer:
    """The manager of the team in which the practitioner works with the family."""
    with as_viewer(team[0]):
        Allocation.objects.filter(family=family).update(team_id=min(team[0].team_ids))
    return team[0]


@pytest.fixture
def colleague(team: tuple[Viewer, Viewer]) -> Viewer:
    return team[1]


def test_a_time_that_another_worker_answers_for_is_held_and_waits_for_the_manager(
    practitioner: Viewer,
    manager: Viewer,
    colleague: Viewer,
    family: Family,
    taken: TakenAlong,
    device: VisitDevice,
    sign_in: SignIn,
) -> None:
    sent = visit(taken)
    send(practitioner, device, sent)
    with as_viewer(practitioner):
        ChildToolSession.objects.update(started_by_id=colleague.as_worker())
    new = item("A new one")
    kept = send(practitioner, device, again(sent, items=[new]))
    assert "Another worker answers" in kept.answer["findings"][0]["message"]
    with as_viewer(practitioner):
        actions.add_sound(
            taken_id=taken.pk, item_id=UUID(new["id"]), sound_id=uuid4(),
            media_type="audio/webm", body=WEBM, by=practitioner,
        )  # fmt: skip
        assert HeldSound.objects.count() == 1
    with as_viewer(manager):
        rows = waiting_for(manager, Scope.TEAM, today=timezone.localdate())
        assert "visit_held" in [row.kind.key for row in rows]
        held = HeldVisit.objects.get()
        page = reverse("offline:held", args=[family.pk, held.pk])
    assert "another worker answers for this time" in sign_in(manager).get(page).text
    with as_viewer(manager):
        actions.take_in(family_id=family.pk, held_id=held.pk, by=manager)
        assert ChildItem.objects.filter(words="A new one").exists()
        assert ChildItemFile.objects.count() == 1


def test_what_the_device_has_no_field_for_is_held_until_the_office_mends_it(
    practitioner: Viewer,
    manager: Viewer,
    family: Family,
    taken: TakenAlong,
    device: VisitDevice,
    sign_in: SignIn,
) -> None:
    with as_viewer(practitioner):
        child = Person.objects.get(pk=taken.child_id)
        born = (child.born_earliest_on, child.born_latest_on)
        tomorrow = timezone.localdate() + timedelta(days=1)
        kai = Person.objects.filter(pk=child.pk)
        kai.update(born_earliest_on=tomorrow, born_latest_on=tomorrow)
    kept = send(practitioner, device, visit(taken))
    assert kept.answer["held"] == "refused"
    with as_viewer(manager):
        held = HeldVisit.objects.get()
    client = sign_in(manager)
    url = reverse("offline:take-in", args=[family.pk, held.pk])
    assert "was not born yet on this day" in client.post(url, follow=True).text
    with as_viewer(manager):
        kai.update(born_earliest_on=born[0], born_latest_on=born[1])
        actions.take_in(family_id=family.pk, held_id=held.pk, by=manager)
        assert ChildItem.objects.get().words == WORRY


def test_a_child_who_left_the_record_is_said_to_the_manager_who_takes_it_in(
    practitioner: Viewer,
    manager: Viewer,
    family: Family,
    taken: TakenAlong,
    device: VisitDevice,
    sign_in: SignIn,
) -> None:
    with as_viewer(practitioner):
        FamilyMember.objects.filter(family=family, person=taken.child_id).update(
            part=FamilyMember.Part.ADULT
        )
    assert send(practitioner, device, visit(taken)).answer["held"] == "not_here"
    with as_viewer(manager):
        held = HeldVisit.objects.get()
    url = reverse("offline:take-in", args=[family.pk, held.pk])
    page = sign_in(manager).post(url, follow=True).text
    assert "is not in this record any more. Leave the visit" in page
    with as_viewer(manager):
        assert not ChildToolSession.objects.exists()
