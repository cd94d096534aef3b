"""A visit of a family that was closed or handed on meanwhile comes home."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from kinfold.child_tools.models import ChildItem, ChildItemFile, ChildToolSession
from kinfold.offline import actions
from kinfold.offline.models import (
    HeldSound,
    HeldVisit,
    TakenAlong,
    VisitConflict,
    VisitDevice,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold.records.selectors.lists import Scope
from kinfold.records.selectors.waiting import waiting_for
from tests.factories.child_tools import WEBM
from tests.factories.offline import (
    WORRY,
    again,
    close,
    field,
    hand_on,
    item,
    make_conflict,
    make_held,
    make_held_sound,
    make_taken,
    send,
    visit,
)
from tests.offline.test_devices import SignIn

pytestmark = pytest.mark.django_db
FOR_WORKERS = "Nan Jo makes pancakes"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def test_a_visit_of_a_closed_family_is_held_word_for_word(
    practitioner: Viewer, family: Family, taken: TakenAlong, device: VisitDevice
) -> None:
    close(practitioner, family)
    sent = visit(taken)
    kept = send(practitioner, device, sent)
    assert kept.answer["message"] == "1 thing of Kai came home."
    (finding,) = kept.answer["findings"]
    assert finding["rule"] == "R-OF5"
    assert "closed meanwhile" in finding["message"]
    with as_viewer(practitioner):
        held = HeldVisit.objects.get()
        assert json.loads(held.body) == sent
        assert not ChildToolSession.objects.exists()
    # asked once more, it is told the same and held once
    assert send(practitioner, device, sent).answer == kept.answer
    with as_viewer(practitioner):
        assert HeldVisit.objects.count() == 1


def test_a_drawing_that_cannot_be_read_is_mended_on_the_device_first(
    practitioner: Viewer, family: Family, taken: TakenAlong, device: VisitDevice
) -> None:
    close(practitioner, family)
    with pytest.raises(CannotDo, match="drawing"):
        send(practitioner, device, visit(taken, item(fields={"picture": field("x")})))
    with as_viewer(practitioner):
        assert not HeldVisit.objects.exists()


def test_whoever_lost_the_family_is_not_told_more_than_that(
    practitioner: Viewer,
    family: Family,
    taken: TakenAlong,
    device: VisitDevice,
    team: tuple[Viewer, Viewer],
    sign_in: SignIn,
) -> None:
    hand_on(practitioner, family, team[1])
    close(practitioner, family)
    kept = send(practitioner, device, visit(taken))
    assert "not open to you any more" in kept.answer["findings"][0]["message"]
    assert "closed" not in json.dumps(kept.answer)
    client = sign_in(practitioner)
    with as_viewer(practitioner):
        held = HeldVisit.objects.get()
    url = reverse("offline:held", args=[family.pk, held.pk])
    assert client.get(url).status_code == 403


def test_the_new_worker_reads_what_the_child_let_other_workers_read_and_no_more(
    practitioner: Viewer,
    family: Family,
    taken: TakenAlong,
    device: VisitDevice,
    team: tuple[Viewer, Viewer],
    sign_in: SignIn,
) -> None:
    manager, worker = team
    hand_on(practitioner, family, worker)
    shared = item(FOR_WORKERS, part="good", answers={"workers": "yes"})
    send(practitioner, device, visit(taken, item(), shared))
    with as_viewer(worker):
        held = HeldVisit.objects.get()
    url = reverse("offline:held", args=[family.pk, held.pk])
    client = sign_in(worker)
    assert "Came home, and not in the record" in (
        client.get(reverse("offline:visits", args=[family.pk])).content.decode()
    )
    page = client.get(url).content.decode()
    assert FOR_WORKERS in page
    assert WORRY not in page
    assert "One thing is not shown to you" in page
    assert "Take it into the record" not in page
    taking = reverse("offline:take-in", args=[family.pk, held.pk])
    assert client.post(taking).status_code == 302
    with as_viewer(worker):
        assert not ChildToolSession.objects.exists()
        assert AuditEvent.objects.filter(action="offline.held").count() == 1

    client = sign_in(manager)
    page = client.get(url).content.decode()
    assert WORRY in page
    assert "Take it into the record" in page
    client.post(taking)
    with as_viewer(manager):
        session = ChildToolSession.objects.get()
        assert ChildItem.objects.count() == 2
    # the child talked with Amina, and their words stay hers to read
    assert session.started_by_id == practitioner.worker_id
    assert "It was taken into the record" in client.get(url).content.decode()
    with as_viewer(manager), pytest.raises(CannotDo, match="already"):
        actions.take_in(family_id=family.pk, held_id=held.pk, by=manager)


def test_what_waits_is_said_to_the_manager_until_it_is_dealt_with(
    practitioner: Viewer,
    family: Family,
    taken: TakenAlong,
    device: VisitDevice,
    team: tuple[Viewer, Viewer],
    sign_in: SignIn,
) -> None:
    manager, worker = team
    hand_on(practitioner, family, worker)
    close(practitioner, family)
    send(practitioner, device, visit(taken))

    def waiting() -> list[str]:
        with as_viewer(manager):
            rows = waiting_for(manager, Scope.TEAM, today=timezone.localdate())
            return [row.kind.key for row in rows]

    assert waiting() == ["visit_held_after_end"]
    with as_viewer(manager):
        held = HeldVisit.objects.get()
    client = sign_in(manager)
    refused = client.post(
        reverse("offline:take-in", args=[family.pk, held.pk]), follow=True
    )
    assert "Open it again first" in refused.content.decode()
    url = reverse("offline:let-stay", args=[family.pk, held.pk])
    assert client.post(url, {"why": " "}).status_code == 422
    assert client.post(url, {"why": "The family moved to Leeds"}).status_code == 302
    assert waiting() == []
    page = client.get(reverse("offline:held", args=[family.pk, held.pk]))
    assert "The family moved to Leeds" in page.content.decode()
    # opened again, it can still be taken in
    with as_viewer(manager):
        Family.objects.filter(pk=family.pk).update(closed_on=None)
        actions.take_in(family_id=family.pk, held_id=held.pk, by=manager)
        assert ChildItem.objects.get().words == WORRY


def test_what_was_held_before_it_is_taken_in_first_and_the_newest_wording_stays(
    practitioner: Viewer,
    chair: Viewer,
    family: Family,
    taken: TakenAlong,
    device: VisitDevice,
) -> None:
    close(practitioner, family)
    first = visit(taken)
    send(practitioner, device, first)
    later = dict(first["items"][0], fields={"words": field("Dad sang", WORRY)})
    kept = send(practitioner, device, again(first, items=[later]))
    with as_viewer(chair):
        Family.objects.filter(pk=family.pk).update(closed_on=None)
        newest = HeldVisit.objects.get(sent=kept)
        to_choose = actions.take_in(family_id=family.pk, held_id=newest.pk, by=chair)
        assert to_choose == 0
        assert ChildItem.objects.get().words == "Dad sang"
        assert not HeldVisit.objects.filter(done__isnull=True).exists()


def test_a_held_visit_says_yes_as_a_sentence(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    held = make_held(practitioner, family)
    url = reverse("offline:held", args=[family.pk, held.pk])
    page = sign_in(practitioner).get(url).text
    assert ">Yes<" in page
    assert ">yes<" not in page


def test_a_recording_follows_a_held_visit_into_the_record(
    practitioner: Viewer,
    chair: Viewer,
    family: Family,
    sign_in: SignIn,
    team: tuple[Viewer, Viewer],
) -> None:
    held = make_held(practitioner, family)
    sound = make_held_sound(practitioner, held)
    url = reverse("offline:held-sound", args=[family.pk, sound.pk])
    assert b"".join(sign_in(chair).get(url)) == WEBM
    hand_on(practitioner, family, team[1])
    # a voice is heard whole: nobody else hears it before the child was asked
    assert sign_in(team[1]).get(url).status_code == 403
    with as_viewer(chair):
        actions.take_in(family_id=family.pk, held_id=held.pk, by=chair)
        kept = ChildItemFile.objects.select_related("file").get()
        assert (kept.pk, kept.file_id) == (sound.pk, sound.file_id)
        assert kept.file.owner_kind == "child_item"


def test_a_recording_that_comes_after_the_time_was_finished_is_not_lost(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    sent = visit(taken)
    send(practitioner, device, sent)
    with as_viewer(practitioner):
        ChildToolSession.objects.update(
            finished_at=timezone.now(),
            finished_by=practitioner.worker_id,
            response_due_on=timezone.localdate(),
            disclosure="no",
        )
    new = item("A new one")
    send(practitioner, device, again(sent, items=[sent["items"][0], new]))
    for item_id in (sent["items"][0]["id"], new["id"]):
        sound_id = uuid4()
        with as_viewer(practitioner):
            for _ in range(2):
                actions.add_sound(
                    taken_id=taken.pk, item_id=UUID(item_id), sound_id=sound_id,
                    media_type="audio/webm", body=WEBM, by=practitioner,
                )  # fmt: skip
            assert HeldSound.objects.filter(pk=sound_id).count() == 1
    with as_viewer(practitioner), pytest.raises(NotFound):
        actions.add_sound(
            taken_id=taken.pk, item_id=uuid4(), sound_id=uuid4(),
            media_type="audio/webm", body=WEBM, by=practitioner,
        )  # fmt: skip


def test_a_choice_is_handed_over_to_a_manager_who_then_chooses(
    practitioner: Viewer, chair: Viewer, family: Family, sign_in: SignIn
) -> None:
    conflict = make_conflict(practitioner, family)
    client = sign_in(practitioner)
    choosing = reverse("offline:choose", args=[family.pk, conflict.pk])
    url = reverse("offline:hand-over", args=[family.pk, conflict.pk])
    assert url in client.get(choosing).content.decode()
    assert client.post(url, {"why": ""}).status_code == 422
    assert client.post(url, {"why": "I cannot tell any more"}).status_code == 302
    client = sign_in(chair)
    page = client.get(reverse("offline:visits", args=[family.pk])).content.decode()
    assert "handed it over: I cannot tell any more" in page
    done = client.post(choosing, {"version": "Dad shouts", "choice": "mine"})
    assert done.status_code == 302
    with as_viewer(chair):
        assert ChildItem.objects.get(pk=conflict.item_id).words == "He hits"
        settled = VisitConflict.objects.get(pk=conflict.pk)
        with pytest.raises(CannotDo, match="already"):
            actions.hand_over(
                family_id=family.pk, conflict_id=conflict.pk, why="x", by=chair
            )
    assert settled.chosen_by_id == chair.worker_id


def test_a_choice_of_a_family_that_was_handed_on_is_its_managers(
    practitioner: Viewer, family: Family, team: tuple[Viewer, Viewer], sign_in: SignIn
) -> None:
    conflict = make_conflict(practitioner, family)
    hand_on(practitioner, family, team[1])
    url = reverse("offline:choose", args=[family.pk, conflict.pk])
    assert sign_in(team[1]).get(url).status_code == 404
    page = sign_in(team[0]).get(url)
    assert "the family is not theirs any more" in page.content.decode()


def test_a_choice_about_a_child_is_not_there_for_another_authority(
    practitioner: Viewer, family: Family, elsewhere: Viewer, sign_in: SignIn
) -> None:
    held = make_held(practitioner, family)
    client = sign_in(elsewhere)
    for name in ("held", "take-in", "let-stay"):
        url = reverse(f"offline:{name}", args=[family.pk, held.pk])
        answer = client.post(url, {"why": "x"}) if name != "held" else client.get(url)
        assert answer.status_code == 404


def test_the_pages_have_the_same_number_of_queries_at_any_size(
    practitioner: Viewer, family: Family, device: VisitDevice, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    counts = []
    for many in (1, 4):
        for _ in range(many):
            held = make_held(practitioner, family, *[item() for _ in range(many)])
        for url in (
            reverse("offline:visits", args=[family.pk]),
            reverse("offline:held", args=[family.pk, held.pk]),
        ):
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    make_taken(practitioner, family, device)
