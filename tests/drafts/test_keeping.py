"""What is typed is kept as it is typed, for one worker, and put back."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.drafts.actions import keep_draft
from kinfold.drafts.models import Draft
from kinfold.drafts.night import prune
from kinfold.drafts.selectors import DAYS_KEPT, draft_at
from kinfold.drafts.typed import LARGEST_BYTES, CannotKeep, read
from kinfold.platform.models import AuditEvent, Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import MapEntry
from kinfold.records.models import Family
from kinfold.versions.selectors.standing import entry_standing
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.drafts.conftest import SignIn, type_into
from tests.factories.inquiries import make_inquiry
from tests.factories.platform import make_worker_viewer
from tests.factories.practice import make_entry, make_family

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

RAIN = "She waited an hour in the rain."


def words_in(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def events(by: Viewer, action: str) -> int:
    with as_viewer(by):
        return AuditEvent.objects.filter(action=action).count()


def test_what_was_typed_is_in_the_boxes_when_the_form_is_opened_again(
    practitioner: Viewer, add_url: str, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    with time_machine.travel("2026-11-02 14:02:00+00:00", tick=False):
        client = sign_in(practitioner)
        answer = type_into(client, add_url, text=[RAIN], is_own_words=["on"])
        assert answer.json() == {"kept": "at 14:02"}
        page = words_in(client, add_url)
    assert RAIN in page
    assert "We kept what you typed at 14:02" in page
    box = page[page.index('name="is_own_words"') - 80 :][:200]
    assert "checked" in box


def test_a_part_of_a_date_is_put_back_beside_the_parts_that_stand(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    url = f"/families/{family.pk}/map/add/next_step/"
    type_into(client, url, due_on_month=["thirteen"], due_on_day=["3"])
    page = words_in(client, url)
    for part, value in (("day", "3"), ("month", "thirteen")):
        box = re.search(rf'<input[^>]*name="due_on_{part}"[^>]*>', page)
        assert box is not None
        assert f'value="{value}"' in box[0]


def test_later_words_are_laid_over_earlier_ones_and_an_emptied_box_is_empty(
    practitioner: Viewer, add_url: str, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    type_into(client, add_url, text=[RAIN], impact=["She was cold."])
    type_into(client, add_url, text=[""], is_own_words=[])
    page = words_in(client, add_url)
    assert RAIN not in page
    assert "She was cold." in page
    with as_viewer(practitioner):
        draft = Draft.objects.get()
    assert draft.version == 2


def test_what_others_saved_meanwhile_stays_in_boxes_nobody_touched(
    practitioner: Viewer, entry: MapEntry, edit_url: str, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    type_into(client, edit_url, is_own_words=[], said_by_other=["Ms Bell"])
    with as_viewer(practitioner):
        MapEntry.objects.filter(pk=entry.pk).update(text="Nan reads every night.")
    page = words_in(client, edit_url)
    assert "Nan reads every night." in page
    assert "Ms Bell" in page


def test_saving_lets_the_draft_go_and_a_refused_save_does_not(
    practitioner: Viewer, add_url: str, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    type_into(client, add_url, text=[RAIN])
    sent = {"draft_title": "Add harm", "text": ""}
    assert client.post(add_url, sent).status_code == 422
    with as_viewer(practitioner):
        assert Draft.objects.count() == 1
    assert client.post(add_url, sent | {"text": RAIN}).status_code == 302
    with as_viewer(practitioner):
        assert Draft.objects.count() == 0
    assert "We kept" not in words_in(client, add_url)


def test_without_script_a_form_is_kept_for_later_and_begun_again(
    practitioner: Viewer, add_url: str, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    sent = {"draft_title": "Add past harm", "text": RAIN, "happened": "not a day"}
    kept = client.post(add_url, sent | {"keep": "1"}, follow=True)
    assert "Add past harm" in kept.content.decode()
    with as_viewer(practitioner):
        assert MapEntry.objects.count() == 0
    page = words_in(client, add_url)
    assert RAIN in page
    assert "not a day" in page
    again = client.post(add_url, sent | {"start_again": "1"}, follow=True)
    assert RAIN not in again.content.decode()
    assert events(practitioner, "draft.thrown_away") == 1


def test_the_list_says_what_is_not_finished_and_until_when(
    practitioner: Viewer, add_url: str, sign_in: SignIn
) -> None:
    with time_machine.travel("2026-11-02 14:02:00+00:00"):
        type_into(sign_in(practitioner), add_url, title="Add past harm", text=[RAIN])
        page = words_in(sign_in(practitioner), "/drafts/")
        assert "2 December" in page
        assert "Okafor-Hale" in page
        assert "Goes soon" not in page
        assert RAIN not in page
    with time_machine.travel("2026-11-27 09:00:00+00:00"):
        client = sign_in(practitioner)
        assert "Goes soon" in words_in(client, "/drafts/")
        with as_viewer(practitioner):
            draft_id = Draft.objects.get().pk
        client.post(f"/drafts/{draft_id}/throw-away/")
        assert "Nothing is waiting for you" in words_in(client, "/drafts/")


def test_a_colleague_of_the_same_family_sees_nothing_of_it(
    practitioner: Viewer, authority: Authority, add_url: str, sign_in: SignIn
) -> None:
    colleague = make_worker_viewer(authority, Role.CONFERENCE_CHAIR)
    type_into(sign_in(practitioner), add_url, text=[RAIN])
    client = signed_in(Client(), colleague)
    assert RAIN not in words_in(client, add_url)
    assert "Add harm" not in words_in(client, "/drafts/")
    with as_viewer(practitioner):
        draft_id = Draft.objects.get().pk
    assert client.post(f"/drafts/{draft_id}/throw-away/").status_code == 404
    with as_viewer(practitioner):
        assert Draft.objects.count() == 1


def test_nobody_keeps_a_draft_of_a_family_that_is_not_open_to_them(
    elsewhere: Viewer, analyst: Viewer, add_url: str, sign_in: SignIn
) -> None:
    assert type_into(sign_in(elsewhere), add_url, text=[RAIN]).status_code == 404
    assert type_into(sign_in(analyst), add_url, text=[RAIN]).status_code == 403


def test_whoever_was_signed_out_is_asked_in_over_the_page(
    client: Client, add_url: str
) -> None:
    answer = type_into(client, add_url, text=[RAIN])
    assert answer.status_code == 401
    assert 'id="sign-in-again"' in answer.content.decode()


def test_in_the_database_the_words_are_sealed(
    practitioner: Viewer, add_url: str, sign_in: SignIn
) -> None:
    type_into(sign_in(practitioner), add_url, title="Harm", text=[RAIN])
    with as_viewer(practitioner):
        sealed = bytes(Draft.objects.get().sealed)
        assert RAIN.encode() not in sealed
        assert b"Harm" not in sealed
        # moved to another form it opens to nobody
        Draft.objects.update(path="/families/")
        kept = draft_at(practitioner, "/families/")
    assert kept is not None
    assert kept.boxes == {}


def test_a_draft_is_written_in_the_audit_once_and_not_at_every_pause(
    practitioner: Viewer, family: Family, add_url: str, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    for words in ("She", "She waited", RAIN):
        type_into(client, add_url, text=[words])
    assert events(practitioner, "draft.begun") == 1
    with as_viewer(practitioner):
        event = AuditEvent.objects.get(action="draft.begun")
    assert event.family_id == family.pk
    assert event.changes == {}


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'{"path": 3, "boxes": {}}', b"\xff\xfe",
        b'{"path": "/x/", "boxes": {"text": "not a list"}}',
        b'{"path": "/x/", "boxes": {"text": [3]}}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_draft_gets_a_sentence(
    body: bytes, practitioner: Viewer, sign_in: SignIn
) -> None:
    answer = sign_in(practitioner).post("/drafts/keep/", body, "application/json")
    assert answer.status_code == 422
    assert "still on this device" in answer.json()["why"]


@pytest.mark.parametrize("path", ["", "/", "/drafts/", "x", "/a\x00", "/" + "a" * 600])
def test_a_page_of_no_family_keeps_no_draft(
    path: str, practitioner: Viewer, sign_in: SignIn
) -> None:
    assert type_into(sign_in(practitioner), path, text=["x"]).status_code == 404


@pytest.mark.parametrize(
    "words", ["x" * 100_000, "\x00", "👩‍👧 🏠", "‮مرحبا", "\ud800", "</textarea><b>"]
)
def test_any_words_are_kept_and_shown_again(
    words: str, practitioner: Viewer, add_url: str, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    sent = json.dumps({"path": add_url, "boxes": {"text": [words]}})
    assert client.post("/drafts/keep/", sent, "application/json").status_code == 200
    page = client.get(add_url)
    assert page.status_code == 200
    assert b"</textarea><b>" not in page.content


def test_more_than_a_draft_may_hold_is_said_and_loses_nothing_kept_before(
    practitioner: Viewer, add_url: str, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    type_into(client, add_url, text=[RAIN])
    answer = type_into(client, add_url, text=["x" * (LARGEST_BYTES + 1)])
    assert answer.status_code == 422
    assert "too long" in answer.json()["why"]
    assert RAIN in words_in(client, add_url)
    sent = {"draft_title": "x", "keep": "1", "text": "x" * (LARGEST_BYTES + 1)}
    assert "too long" in client.post(add_url, sent, follow=True).content.decode()


def test_nobody_has_more_drafts_than_they_can_finish(
    practitioner: Viewer, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinfold.drafts.actions.MOST_PER_WORKER", 2)
    with as_viewer(practitioner):
        for path in ("/one/", "/two/", "/two/"):
            keep_draft(
                family_id=family.pk, path=path, typed=read("", []), by=practitioner
            )
        with pytest.raises(CannotKeep, match="2 forms that are not finished"):
            keep_draft(
                family_id=family.pk, path="/three/", typed=read("", []), by=practitioner
            )


def test_passwords_and_form_tokens_are_never_kept() -> None:
    sent = {"csrfmiddlewaretoken": "a", "new_password": "b", "text": "c"}
    assert read("", [(name, [value]) for name, value in sent.items()]).boxes == {
        "text": ("c",)
    }


def test_after_a_month_a_draft_is_let_go_and_that_is_written_down(
    practitioner: Viewer, elsewhere: Viewer, add_url: str, sign_in: SignIn
) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=DAYS_KEPT + 1)):
        type_into(sign_in(practitioner), add_url, text=[RAIN])
    client = sign_in(practitioner)
    type_into(client, add_url.replace("harm", "strength"), text=["Nan reads."])
    theirs = make_family(elsewhere)
    prune()
    prune()
    with as_viewer(practitioner):
        assert Draft.objects.count() == 1
    assert events(practitioner, "drafts.pruned") == 1
    assert events(elsewhere, "drafts.pruned") == 0
    assert theirs.pk


def test_keeping_costs_the_same_few_queries_however_much_is_kept(
    practitioner: Viewer, family: Family, add_url: str, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    type_into(client, add_url, text=["first"])
    with CaptureQueriesContext(connection) as few:
        type_into(client, add_url, text=["second"])
    with as_viewer(practitioner):
        for number in range(30):
            keep_draft(
                family_id=family.pk, path=f"/{number}/", typed=read("", []),
                by=practitioner,
            )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        type_into(client, add_url, text=["third"], impact=["x" * 9000])
    asked = [q["sql"].split(" ", 1)[0] for q in many if "SAVEPOINT" not in q["sql"]]
    assert len(many) == len(few)
    assert len(asked) <= 8, asked


def test_the_list_asks_two_questions_for_one_draft_and_for_thirty(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    client, counts = sign_in(practitioner), []
    for number in range(30):
        with as_viewer(practitioner):
            keep_draft(
                family_id=family.pk, path=f"/{number}/", typed=read("", []),
                by=practitioner,
            )  # fmt: skip
        if number in {0, 29}:
            with CaptureQueriesContext(connection) as queries:
                client.get("/drafts/")
            counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_database_keeps_one_draft_for_each_worker_and_form(
    practitioner: Viewer, family: Family
) -> None:
    with as_viewer(practitioner):
        row = {
            "authority_id": practitioner.authority_id, "family": family,
            "worker_id": practitioner.worker_id, "sealed": b"",
        }  # fmt: skip
        Draft.objects.create(**row, path="/a/")
        for path, law in (("/a/", "draft_once"), ("a", "draft_is_of_a_form")):
            with pytest.raises(IntegrityError, match=law), transaction.atomic():
                Draft.objects.create(**row, path=path)


def test_who_changed_something_of_another_family_is_not_told(
    practitioner: Viewer,
) -> None:
    mine, theirs = make_family(practitioner), make_family(practitioner)
    entry = make_entry(practitioner, theirs)
    with as_viewer(practitioner):
        assert entry_standing(practitioner, family_id=theirs.pk, entry_id=entry.pk)
        assert not entry_standing(practitioner, family_id=mine.pk, entry_id=entry.pk)


def test_what_a_worker_writes_of_their_own_work_is_kept_without_a_family(
    practitioner: Viewer, manager: Viewer, sign_in: SignIn
) -> None:
    client, url = sign_in(practitioner), "/went-well/add/"
    proud = "She rang me back the same day."
    assert type_into(client, url, title="What went well", proud_of=[proud]).json()
    assert proud in words_in(client, url)
    assert "None: your own work" in words_in(client, "/drafts/")
    sent = {"draft_title": "What went well", "proud_of": proud}
    kept = client.post(url, sent | {"keep": "1"}, follow=True)
    assert kept.redirect_chain[-1][0] == "/drafts/"
    with as_viewer(practitioner):
        assert AuditEvent.objects.get(action="draft.begun").family_id is None
    assert proud not in words_in(signed_in(Client(), manager), url)
    client = sign_in(practitioner)
    assert client.post(url, sent).status_code == 302
    with as_viewer(practitioner):
        assert Draft.objects.count() == 0


def test_an_own_page_of_somebody_elses_work_keeps_nothing_that_they_could_see(
    practitioner: Viewer, manager: Viewer, sign_in: SignIn
) -> None:
    inquiry = make_inquiry(practitioner, make_family(practitioner))
    url = f"/went-well/{inquiry.pk}/edit/"
    client = signed_in(Client(), manager)
    type_into(client, url, proud_of=["Somebody else's words"])
    assert client.get(url).status_code == 404
    assert "Somebody else" not in words_in(sign_in(practitioner), url)
