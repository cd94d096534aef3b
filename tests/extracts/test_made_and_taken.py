"""The file: made of an authority's rows, taken by who may, gone in time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from kinfold.extracts import keeping
from kinfold.extracts.actions.ending import (
    RETURN_DELETED,
    end_extract,
    end_what_may_tell_of,
    forget_what_is_over,
)
from kinfold.extracts.actions.making import StillReading, make_extract
from kinfold.extracts.actions.taking import Gone, take_extract
from kinfold.extracts.jobs import forget_extracts_that_are_over, make_file
from kinfold.extracts.models import ExtractDownload, HeldExtract, MadeExtract
from kinfold.extracts.selectors import extract_for
from kinfold.extracts.waiting import still_needed
from kinfold.platform.jobs import Progress
from kinfold.platform.models import (
    AuditEvent,
    ProgrammeAuthority,
    ProgrammeEvent,
    ProgrammeMember,
)
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo
from kinfold.returns.actions.handing_in import delete_return
from kinfold.returns.jobs import count_measures
from kinfold.returns.models import HandedReturn
from tests.factories.extracts import LIMITS, give, make_request
from tests.factories.platform import as_owner
from tests.factories.returns import make_return


def taken(client, request):
    return client.post(f"/extracts/{request.pk}/file/")


def folder_of(response):
    raw = b"".join(response)
    return raw, zipfile.ZipFile(io.BytesIO(raw))


def table_in(folder, name):
    return list(csv.DictReader(io.StringIO(folder.read(f"{name}.csv").decode())))


def move_clock(monkeypatch, days):
    later = timezone.localdate() + timedelta(days=days)
    monkeypatch.setattr("kinfold.extracts.selectors.timezone.localdate", lambda: later)


def test_an_evaluator_takes_the_file_and_both_sides_see_that_they_did(
    evaluator, information_governance, asked, made, sign_in
):
    one = made(asked)
    client = sign_in(evaluator)
    assert "I declare this" in client.get(f"/extracts/{asked.pk}/").content.decode()
    response = taken(client, asked)
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    raw, folder = folder_of(response)
    assert hashlib.sha256(raw).hexdigest() == one.sha256
    people, episodes = table_in(folder, "person"), table_in(folder, "cin_episodes")
    assert {row["child_id"] for row in episodes} >= {row["child_id"] for row in people}
    assert {row["authority"] for row in episodes} == {"925"}
    assert all(len(row["referral_date"]) <= 7 for row in episodes)
    manifest = json.loads(folder.read("manifest.json"))
    assert manifest["children"] == one.manifest["children"]
    assert manifest["k"] == 5
    left = manifest["children"]["left_out_as_too_unlike_others"]
    assert left == "fewer than 5"
    assert b"K0000" not in raw  # the census's own ids
    assert b"Daniel Roth" in folder.read("declaration.txt")
    page = sign_in(information_governance).get(f"/extracts/{asked.pk}/")
    assert evaluator.name in page.content.decode().split("Who took the file")[1]
    with as_viewer(information_governance):
        event = AuditEvent.objects.get(action="extract.taken")
        assert (event.by_user_id, event.by_worker_id) == (evaluator.user_id, None)
        assert ProgrammeEvent.objects.filter(action="extract.taken").count() == 1


def test_every_taking_is_a_line_and_the_authority_may_look_at_what_it_gave(
    evaluator, information_governance, asked, made
):
    made(asked)
    for viewer in (evaluator, evaluator, information_governance):
        with as_viewer(viewer):
            take_extract(request_id=asked.pk, by=viewer).file.close()
    with as_viewer(information_governance):
        assert ExtractDownload.objects.count() == 3


def test_the_evaluators_session_reads_no_row_of_the_authority(
    evaluator, asked, made, files_root
):
    made(asked)
    with as_viewer(evaluator):
        assert not HandedReturn.objects.exists()
        assert not HeldExtract.objects.exists()
        assert not AuditEvent.objects.exists()
        take_extract(request_id=asked.pk, by=evaluator).file.close()
        # what was opened to write the authority's line is shut again
        assert not AuditEvent.objects.exists()
        assert not HandedReturn.objects.exists()
    place = keeping.place_of(asked.authority_id, asked.pk)
    assert place.is_relative_to(settings.FILES_ROOT)
    assert place.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("days", [31, 400])
def test_after_its_last_day_it_is_gone_and_the_log_stays(
    evaluator, information_governance, asked, made, sign_in, monkeypatch, days
):
    made(asked)
    client = sign_in(evaluator)
    assert folder_of(taken(client, asked))
    move_clock(monkeypatch, days)
    late = taken(client, asked)
    assert late.status_code == 404
    assert "Its last day has passed" in late.content.decode()
    forget_extracts_that_are_over()
    with as_viewer(information_governance):
        held = HeldExtract.objects.get()
        assert held.key is None
        assert held.roll
        names = frozenset({f"{asked.pk}.zip"})
        assert not list(still_needed(asked.authority_id, names))
        assert ExtractDownload.objects.count() == 1


def test_on_its_last_day_it_can_still_be_had(evaluator, asked, made, sign_in,
                                             monkeypatch):  # fmt: skip
    made(asked)
    client = sign_in(evaluator)
    move_clock(monkeypatch, 30)
    assert folder_of(taken(client, asked))


def test_the_night_deletes_the_bytes(
    information_governance, asked, made, monkeypatch, django_capture_on_commit_callbacks
):
    made(asked)
    place = keeping.place_of(asked.authority_id, asked.pk)
    by = information_governance
    with as_viewer(by), django_capture_on_commit_callbacks(execute=True):
        assert forget_what_is_over(by=by) == 0
    assert place.exists()
    move_clock(monkeypatch, 31)
    with as_viewer(by), django_capture_on_commit_callbacks(execute=True):
        assert forget_what_is_over(by=by) == 1
        assert forget_what_is_over(by=by) == 0
    assert not place.exists()


@pytest.mark.parametrize("who", ["evaluator", "information_governance"])
def test_either_side_ends_it_at_once(
    who, request, evaluator, asked, made, sign_in, information_governance,
    django_capture_on_commit_callbacks,
):  # fmt: skip
    made(asked)
    client = sign_in(request.getfixturevalue(who))
    assert (
        "Say why it ends"
        in client.post(f"/extracts/{asked.pk}/end/", {}).content.decode()
    )
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/extracts/{asked.pk}/end/", {"why": "The study stopped"})
    assert not keeping.place_of(asked.authority_id, asked.pk).exists()
    # nothing is left to be ended, and only an evaluator is shown how to ask again
    gone = client.get(f"/extracts/{asked.pk}/end/")
    assert gone["Location"] == f"/extracts/{asked.pk}/"
    may_ask = "ask again" in taken(client, asked).content.decode()
    assert may_ask is (who == "evaluator")
    late = taken(sign_in(evaluator), asked)
    assert late.status_code == 404
    assert "was ended" in late.content.decode()
    with as_viewer(information_governance):
        assert HeldExtract.objects.get().key is None
        assert AuditEvent.objects.get(action="extract.ended").why == "The study stopped"
    by = request.getfixturevalue(who)
    with as_viewer(by), pytest.raises(CannotDo, match="over already"):
        end_extract(request_id=asked.pk, why="again", by=by)


def test_deleting_a_return_ends_what_may_tell_of_it(
    evaluator, information_governance, analyst, asked, made, sign_in,
    django_capture_on_commit_callbacks,
):  # fmt: skip
    made(asked)
    undecided = make_request(evaluator, information_governance)
    with as_viewer(analyst), django_capture_on_commit_callbacks(execute=True):
        delete_return(
            return_id=HandedReturn.objects.get().pk,
            why="The wrong children",
            recount=count_measures,
            by=analyst,
        )
    assert not keeping.place_of(asked.authority_id, asked.pk).exists()
    assert taken(sign_in(evaluator), asked).status_code == 404
    for viewer in (evaluator, information_governance):
        page = sign_in(viewer).get(f"/extracts/{asked.pk}/").content.decode()
        assert RETURN_DELETED in page
        assert "The wrong children" not in page
    with as_viewer(information_governance):
        assert AuditEvent.objects.filter(action="extract.ended").count() == 1
        assert HeldExtract.objects.get().key is None
        assert extract_for(information_governance, undecided.pk).standing == "asked"


def test_deleting_another_return_leaves_it_as_it_is(
    evaluator, information_governance, asked, made, sign_in
):
    made(asked)
    with as_viewer(information_governance):
        [own] = HandedReturn.objects.values_list("pk", flat=True)
        assert HeldExtract.objects.get().made_from == [str(own)]
        end_what_may_tell_of(return_id=uuid4(), by=information_governance)
        assert HeldExtract.objects.get().key is not None
    assert folder_of(taken(sign_in(evaluator), asked))


def test_taking_and_taking_back_wait_for_one_another(
    evaluator, information_governance, asked, made, django_assert_max_num_queries
):
    """Each first asks for the extract's turn: of two at once, one is whole before."""
    made(asked)
    for do, by in (
        (lambda by: take_extract(request_id=asked.pk, by=by).file.close(), evaluator),
        (lambda by: end_extract(request_id=asked.pk, why="x", by=by),
         information_governance),
    ):  # fmt: skip
        with as_viewer(by), django_assert_max_num_queries(60) as asked_of:
            do(by)
        said = [one["sql"] for one in asked_of if "SAVEPOINT" not in one["sql"]]
        assert "pg_advisory_xact_lock" in said[0]
        assert str(asked.pk) in said[0]
    with as_viewer(evaluator), pytest.raises(Gone):
        take_extract(request_id=asked.pk, by=evaluator)


def test_an_authority_that_left_gives_nothing_more(
    evaluator, information_governance, asked, made, sign_in
):
    made(asked)
    left = ProgrammeAuthority.objects.filter(authority_id=asked.authority_id)
    as_owner(lambda: left.update(left_on=timezone.localdate()))
    late = taken(sign_in(evaluator), asked)
    assert late.status_code == 404
    assert "no longer" in late.content.decode()
    with as_viewer(information_governance):
        assert forget_what_is_over(by=information_governance) == 1


def test_a_member_who_left_has_nothing_more(
    evaluator, information_governance, asked, made, sign_in
):
    made(asked)
    member = ProgrammeMember.objects.filter(user_id=evaluator.user_id)
    as_owner(member.delete)
    with as_viewer(evaluator), pytest.raises(Exception, match="extract"):
        take_extract(request_id=asked.pk, by=replace(evaluator, programme_ids=set()))
    late = taken(sign_in(information_governance), asked)
    assert "or whoever asked, is in this programme no longer" in late.content.decode()
    with as_viewer(information_governance):
        assert forget_what_is_over(by=information_governance) == 1


def test_two_extracts_share_no_pseudonym(
    evaluator, information_governance, asked, made, sign_in
):
    made(asked)
    other = make_request(evaluator, information_governance)
    made(other)
    client, found = sign_in(evaluator), []
    for request in (asked, other):
        _, folder = folder_of(taken(client, request))
        found.append({row["child_id"] for row in table_in(folder, "cin_episodes")})
    assert found[0]
    assert not found[0] & found[1]


def test_one_that_differs_by_a_few_children_is_not_made(
    evaluator, information_governance, asked, made
):
    made(asked, alike=10)  # the new one is made with 5, and may not undo that
    fewer = replace(LIMITS, last_day=date(2025, 3, 30))
    other = make_request(evaluator, information_governance)
    with as_viewer(information_governance):
        held = HeldExtract.objects.get()
        held.roll = held.roll[6:]  # as if six children less had been in the first
        held.save(update_fields=["roll"])
    why = made(other, limits=fewer).why_not
    assert "Beside an earlier extract it would point at fewer than 10 children" in why
    assert not keeping.place_of(other.authority_id, other.pk).exists()


def test_without_a_return_it_says_so_and_while_one_is_read_it_waits(
    asked, information_governance, analyst
):
    by = information_governance
    give(asked, by)
    with as_viewer(by):
        HandedReturn.objects.create(
            authority_id=by.authority_id, kind="census", sha256="1" * 64,
            given_by_id=by.worker_id,
        )  # fmt: skip
        with pytest.raises(StillReading):
            make_extract(request_id=asked.pk, by=by)
        HandedReturn.objects.update(state="refused")
        ended = make_file(by, Progress(), request_id=asked.pk)
        assert "its page says why" in ended.message
        assert "no return" in MadeExtract.objects.get().why_not
        # done once, however often it is tried
        assert make_extract(request_id=asked.pk, by=by) == MadeExtract.objects.get()
        with pytest.raises(Gone):
            take_extract(request_id=asked.pk, by=by)


def test_a_return_read_without_rows_is_no_return(asked, information_governance):
    make_return(information_governance)
    give(asked, information_governance)
    with as_viewer(information_governance):
        made = make_extract(request_id=asked.pk, by=information_governance)
    assert "no return" in made.why_not


def test_what_ended_before_it_was_made_is_never_made(
    asked, information_governance, evaluator
):
    give(asked, information_governance)
    with as_viewer(evaluator):
        end_extract(request_id=asked.pk, why="No need", by=evaluator)
    with as_viewer(information_governance):
        ended = make_file(information_governance, Progress(), request_id=asked.pk)
        assert "nothing was made" in ended.message
        assert not MadeExtract.objects.exists()


def _put_other_bytes(authority_id, request_id):
    keeping.place_of(authority_id, request_id).write_bytes(b"another file")


@pytest.mark.parametrize("lose", [keeping.forget, _put_other_bytes])
def test_a_file_that_is_not_there_or_is_another_is_said_to_be_gone(
    asked, evaluator, made, sign_in, lose
):
    made(asked)
    lose(asked.authority_id, asked.pk)
    late = taken(sign_in(evaluator), asked)
    assert late.status_code == 404
    assert "no file of this extract" in late.content.decode()
    with as_viewer(evaluator):
        assert not ExtractDownload.objects.exists()
