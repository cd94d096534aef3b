"""A family's story reaches the lab without a name, agreed to, by two; or not at all."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinfold.lab import actions, selectors
from kinfold.lab.models import CaseText, LabFollowUp, LabPack, LearningCase
from kinfold.lab.record import known_of
from kinfold.people.actions.relationships import TieDetails, relate
from kinfold.platform.errors import NotFound
from kinfold.platform.models import ProgrammeEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family
from kinfold_core.access import Role
from kinfold_core.people.residuals import residues
from tests.conftest import signed_in
from tests.factories.family_picture import make_line
from tests.factories.lab import make_case, make_pack
from tests.factories.people import make_person
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import (
    leave_programme,
)
from tests.lab.steps import book, make_ready, page, say, send

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/programme/lab/"


def test_no_name_of_the_record_is_in_the_words_that_leave(worker, leader, family, case):
    with as_viewer(worker):
        known = known_of(worker, family)
    assert {"Leanne", "Amira", "Okafor", "Amina Bright"} <= {k.words for k in known}
    assert not [one for one in residues(case.text.text, known) if one.must_go]
    make_ready(worker, family)
    left = send(leader, family).text
    for name in ("amira", "kai", "leanne", "dean", "okafor", "cole", "amina"):
        assert not re.search(rf"\b{name}\b", left, re.I), name
    assert "child A" in left


def test_a_name_left_in_is_refused_with_where(worker, leader, family, case):
    make_ready(worker, family)
    with as_viewer(worker):
        actions.write_words(
            family_id=family.pk,
            text="Then lea nne said it to child A.",
            seen_version=1,
            by=worker,
        )
    with pytest.raises(CannotDo, match="“lea nne” is still in the words, in “Then"):
        send(leader, family, version=2)
    with as_viewer(worker), pytest.raises(CannotDo, match="cannot stay"):
        actions.decide(
            family_id=family.pk, kept={"lea nne": "x"}, seen_version=2, by=worker
        )
    with pytest.raises(StaleVersion):
        send(leader, family, version=1)


def test_what_it_is_called_names_nobody(worker, family, session, case):
    with as_viewer(worker), pytest.raises(CannotDo, match="“LEANNE” is in the record"):
        actions.begin_case(
            family_id=family.pk, session_id=session.pk, title="LEANNE again",
            parts=["map"], by=worker,
        )  # fmt: skip


def test_two_people_and_a_yes(worker, leader, family, case):
    with as_viewer(worker):
        shown = selectors.case(worker, family.pk)
        kept = {one.words: "Nobody" for one in shown.undecided}
        actions.decide(family_id=family.pk, kept=kept, seen_version=1, by=worker)
    with pytest.raises(CannotDo, match="Nobody said yes"):
        send(leader, family)
    say(worker, family, is_yes=True)
    with pytest.raises(PermissionDenied, match="Somebody else"):
        send(worker, family)
    send(leader, family)
    with pytest.raises(CannotDo, match="have left"):
        send(leader, family)


def test_a_no_takes_it_back_everywhere(worker, leader, observer, family, case, session):
    book(observer, session, brings_case=False)
    make_ready(worker, family)
    pack = send(leader, family)
    url = f"{HOME}packs/{pack.pk}/"
    assert "child A" in page(observer, url)
    say(worker, family, is_yes=False)
    for viewer in (observer, leader):
        page(viewer, url, status=404)
    assert "child A" not in page(leader, f"{HOME}sessions/{session.pk}/")


def test_a_no_takes_back_what_was_sent_before_another_case_was_begun(
    worker, leader, observer, family, case, session
):
    book(observer, session, brings_case=False)
    make_ready(worker, family)
    url = f"{HOME}packs/{send(leader, family).pk}/"
    make_case(worker, leader, family, session)
    page(observer, url)
    say(worker, family, is_yes=False)
    page(observer, url, status=404)


def test_the_elders_of_a_family_are_looked_for(worker, family):
    gran = make_person(worker, "Bronagh", "Quill")
    with as_viewer(worker):
        leanne = family.members.get(person__given_names="Leanne").person
        relate(
            person_id=gran.pk,
            other_ids=[leanne.pk],
            details=TieDetails(code="grandparent"),
            by=worker,
        )
        known = known_of(worker, family)
    assert {"Bronagh", "Quill"} <= {one.words for one in known}


def test_the_record_cannot_be_reached_from_the_pack(
    worker, leader, observer, family, case, session
):
    make_ready(worker, family)
    pack = send(leader, family)
    with as_viewer(observer), pytest.raises(NotFound):
        selectors.pack(observer, pack.pk)  # has not booked
    book(observer, session, brings_case=False)
    with as_viewer(observer):
        seen = LabPack.objects.filter(pk=pack.pk).values().get()
        assert not {family.pk, case.row.pk} & set(seen.values())
        assert str(family.pk) not in str(seen)
        assert not LearningCase.objects.exists()
        assert not CaseText.objects.exists()


def test_one_that_left_sees_nothing_and_shows_nothing(
    lead, observer, authority, programme, session
):
    book(observer, session, brings_case=False)
    pack, _ = make_pack(lead, session, authority)
    page(lead, f"{HOME}packs/{pack.pk}/")
    leave_programme(programme, authority)
    page(lead, f"{HOME}packs/{pack.pk}/", status=404)
    page(observer, f"{HOME}packs/{pack.pk}/", status=404)


def test_what_came_of_it_is_asked_for_and_the_second_is_shown_both(
    lead, leader, authority, session, programme
):
    _, due = make_pack(lead, session, authority)
    with as_viewer(lead):
        assert selectors.glance(lead, programme.pk)[authority.pk].follow_ups_due == 1
    client, url = signed_in(Client(), leader), f"{HOME}follow-ups/{due.pk}/"
    typed = {"version": "1", "was_done": "Asked her nan", "came_of_it": "A key"}
    assert client.post(url, typed).status_code == 302
    stale = client.post(url, {**typed, "was_done": "Nothing yet"})
    assert stale.status_code == 409
    assert "Asked her nan" in stale.content.decode()
    assert "Nothing yet" in stale.content.decode()
    with as_viewer(lead):
        assert not selectors.glance(lead, programme.pk)


def test_seats_run_out_in_words_and_pages_ask_a_constant_number(
    lead, leader, authority, session
):
    client, url = signed_in(Client(), leader), f"{HOME}sessions/{session.pk}/book/"
    full = client.post(url, {"brings_case": "no", "seats": "13"})
    assert full.status_code == 422
    assert "12 seats are left" in full.content.decode()
    assert client.post(url, {"brings_case": "x", "seats": "\x00"}).status_code == 422
    client.get(HOME)
    with CaptureQueriesContext(connection) as before:
        client.get(HOME)
    for _ in range(3):
        make_pack(lead, session, authority)
        with as_viewer(lead):
            actions.learn(
                session_id=session.pk, theme="<b>Time</b>", learned="Ask",
                changed="", is_sure=True, by=lead,
            )  # fmt: skip
    with CaptureQueriesContext(connection) as after:
        shown = client.get(f"{HOME}?q=time")
    assert len(after) == len(before)
    assert "&lt;b&gt;Time" in shown.content.decode()


def test_a_note_that_names_somebody_of_the_record_is_refused(
    worker, leader, observer, family, case, session
):
    book(observer, session, brings_case=False)
    make_ready(worker, family)
    pack = send(leader, family)
    client, url = signed_in(Client(), leader), f"{HOME}packs/{pack.pk}/note/"
    typed = {"kind": "needs", "words": "Ask lea nne, at oak lane", "is_sure": "on"}
    refused = client.post(url, typed)
    assert refused.status_code == 422
    assert "“lea nne” may tell who the family is" in refused.content.decode()
    with as_viewer(observer):
        with pytest.raises(CannotDo, match="“oak lane” may tell .* say below"):
            actions.note(
                pack_id=pack.pk, kind="observer", words="by oak lane", by=observer
            )
        # a stranger's guess is never held against the record
        actions.note(
            pack_id=pack.pk, kind="observer", words="Like Leanne", is_sure=True,
            by=observer,
        )  # fmt: skip
    with as_viewer(leader), pytest.raises(CannotDo, match="OKAFOR"):
        actions.learn(
            session_id=session.pk, theme="Time", learned="the OKAFORs", changed="",
            is_sure=True, by=leader,
        )  # fmt: skip


def test_a_colleague_who_may_not_open_the_family_cannot_ask_whose_name_is_in_it(
    worker, leader, authority, family, case, session
):
    make_line(worker, family)
    make_ready(worker, family)
    pack = send(leader, family)
    colleague = make_worker_viewer(authority, Role.QUALITY_LEAD)
    url = f"{HOME}packs/{pack.pk}/note/"
    typed = {"kind": "needs", "words": "Leanne, of st annes", "is_sure": "on"}
    assert "held against the record of the family" in page(colleague, url)
    refused = signed_in(Client(), colleague).post(url, {**typed, "words": "st annes"})
    assert refused.status_code == 422  # a school that the record tells of
    with as_viewer(worker):
        Family.objects.filter(pk=family.pk).update(is_restricted=True)
    for at in (url, f"{HOME}sessions/{session.pk}/learned/"):
        assert "not held against any record" in page(colleague, at)
    client = signed_in(Client(), colleague)
    answers = [
        client.post(url, {**typed, "words": words, "is_sure": sure}).status_code
        for sure in ("", "on")
        for words in ("we met Leanne", "we met Bertha", "we met lea nne", "we met")
    ]
    # a name of the record is answered as any other is
    assert answers == [422, 422, 302, 302, 302, 302, 302, 302]


def test_the_programme_is_not_told_who_sent_it(
    lead, worker, leader, family, case, programme
):
    make_ready(worker, family)
    send(leader, family)
    with as_viewer(lead):
        events = ProgrammeEvent.objects.filter(action="lab.pack_shown")
        assert {(one.by_user_id, one.by_name) for one in events} == {
            (0, "Somebody of the authority")
        }
        assert {one.by_user_id for one in LabFollowUp.objects.all()} == {0}
        with CaptureQueriesContext(connection) as asked:
            assert selectors.glance(lead, programme.pk)
    assert len(asked) == 1
