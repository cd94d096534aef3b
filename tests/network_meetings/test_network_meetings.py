"""Whose a meeting was, what its decisions became, and who gets which notes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.meetings.details import PersonHere
from kinfold.meetings.models import (
    DecisionBecame,
    Meeting,
    MeetingAccount,
    MeetingDecision,
    NotesGiven,
)
from kinfold.meetings.selectors import accounts_of, decisions_of
from kinfold.network_meetings import actions
from kinfold.network_meetings.selectors.texts import texts_of_meetings
from kinfold.planning.models import PlanRule
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, MapEntry
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family
from kinfold_core.practice.written import EntryDetails
from tests.factories.meetings import end, make_meeting
from tests.factories.network_meetings import (
    KEY,
    make_account,
    make_decided,
    make_planned_meeting,
)
from tests.factories.networks import make_member, make_told
from tests.factories.planning import make_planned, rule_details
from tests.factories.practice import make_family, me
from tests.factories.trajectory import day_post

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
OF_EVERY_MEETING = {"add-here", "end-meeting", "meetings", "start-planned"}


def at(name: str, meeting: Meeting, *rest: object) -> str:
    return reverse(_page(name), args=[meeting.family_id, meeting.pk, *rest])


def of(name: str, family: Family, *rest: object) -> str:
    return reverse(_page(name), args=[family.pk, *rest])


def _page(name: str) -> str:
    return f"{'meetings' if name in OF_EVERY_MEETING else 'network_meetings'}:{name}"


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_decision_becomes_a_rule_and_a_step_and_says_so(
    sign_in: SignIn, practitioner: Viewer
) -> None:
    family = make_family(practitioner)
    planned = make_planned(practitioner, family)
    meeting = make_meeting(practitioner, family)
    make_account(practitioner, meeting)
    decision = make_decided(practitioner, meeting)
    client = sign_in(practitioner)
    page = read(client, at("network-record", meeting))
    assert "1 thing decided, and nobody has it yet." in page
    with as_viewer(practitioner):
        actions.make_rule(
            family_id=family.pk, decision_id=decision.pk,
            details=rule_details(planned, text=KEY), by=practitioner,
        )  # fmt: skip
        actions.make_step(
            family_id=family.pk, decision_id=decision.pk, by=practitioner,
            details=EntryDetails(category="next_step", text="Cut a key."),
        )  # fmt: skip
        (row,) = decisions_of(practitioner, meeting.pk)
        rule = PlanRule.objects.get()
    assert [one.text for one in row.became] == [KEY, "Cut a key."]
    page = read(client, at("network-record", meeting))
    assert reverse("planning:rule", args=[family.pk, rule.pk]) in page
    assert "nobody has it yet" not in page


def test_a_worker_is_never_the_author_of_a_rule_that_a_meeting_made(
    practitioner: Viewer,
) -> None:
    family = make_family(practitioner)
    planned = make_planned(practitioner, family)
    decision = make_decided(practitioner, make_meeting(practitioner, family))
    with as_viewer(practitioner), pytest.raises(CannotDo), transaction.atomic():
        actions.make_rule(
            family_id=family.pk, decision_id=decision.pk, by=practitioner,
            details=rule_details(planned, author=rule_details(planned).author,
                                 capacity="professional"),
        )  # fmt: skip
    with as_viewer(practitioner):
        assert not DecisionBecame.objects.exists()


def test_a_decision_becomes_a_rule_without_javascript(
    sign_in: SignIn, practitioner: Viewer
) -> None:
    family = make_family(practitioner)
    planned = make_planned(practitioner, family)
    meeting = make_meeting(practitioner, family)
    client = sign_in(practitioner)
    assert read(client, at("add-decision", meeting))
    assert client.post(at("add-decision", meeting), {"text": ""}).status_code == 422
    assert client.post(at("add-decision", meeting), {"text": KEY}).status_code == 302
    with as_viewer(practitioner):
        decision = MeetingDecision.objects.get()
    form = read(client, at("decision-rule", meeting, decision.pk))
    assert KEY in form
    post = {
        "version": "1", "kind": "everyday_arrangement", "text": KEY, "when": "Fridays",
        "dangers": [str(planned.danger.pk)], "author": f"member:{planned.jo.pk}",
    }  # fmt: skip
    address = at("decision-rule", meeting, decision.pk)
    assert client.post(address, post | {"author": ""}).status_code == 422
    assert client.post(address, post).status_code == 302
    promise = {"member": str(planned.jo.pk), "does": "I keep the key.", "backup": ""}
    address = at("decision-promise", meeting, decision.pk)
    assert KEY in read(client, address)
    assert client.post(address, promise | {"member": ""}).status_code == 422
    assert client.post(address, promise).status_code == 302
    page = read(client, at("network-record", meeting))
    assert "Asked of:" in page
    assert "/who-does-what/" in page
    step = {
        "text": KEY, "who": "other", "who_other": "Nan Jo", **day_post("due_on", 7),
    }  # fmt: skip
    address = at("decision-step", meeting, decision.pk)
    assert KEY in read(client, address)
    assert client.post(address, step | {"who": ""}).status_code == 422
    assert client.post(address, step).status_code == 302
    with as_viewer(practitioner):
        assert DecisionBecame.objects.count() == 3
        assert MapEntry.objects.filter(text=KEY).count() == 1


def test_a_meeting_of_professionals_alone_is_said_to_be_none(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    meeting = make_meeting(
        practitioner, family, kind="core_group",
        people=[PersonHere(who=me(practitioner), capacity="professional", mode="room")],
    )  # fmt: skip
    make_account(
        practitioner, meeting, counts_as=("network", "family_group"),
        private_minutes=None, private_people=(), child_said="not_asked",
    )  # fmt: skip
    end(practitioner, meeting)
    client = sign_in(practitioner)
    page = read(client, at("network-record", meeting))
    assert "Only professionals were there" in page
    assert "The family had no time among itself." in page
    assert "What the children wanted said was not said." in page
    assert "Family and network have met" not in read(client, of("meetings", family))


def test_whoever_of_the_service_stayed_in_private_time_is_named(
    sign_in: SignIn, practitioner: Viewer, family: Family, meeting: Meeting
) -> None:
    name = me(practitioner).name
    make_account(practitioner, meeting, private_people=("Leanne", name))
    page = read(sign_in(practitioner), at("network-record", meeting))
    assert f"{name} stayed in the room" in page


def test_the_list_counts_the_meetings_that_were_theirs(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    for _ in range(2):
        end(practitioner, make_meeting(practitioner, family))
    page = read(sign_in(practitioner), of("meetings", family))
    assert "met 2 times, 2 of them in the last eight weeks." in page
    assert "Amira, Leanne and Nan Jo came more than once." in page
    assert "There were more of theirs than of us." in page


def test_two_people_who_write_how_it_was_see_each_others_words(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting
) -> None:
    first = make_account(practitioner, meeting)
    assert make_account(practitioner, meeting) == first
    with pytest.raises(StaleVersion):
        make_account(practitioner, meeting, story_by="Dean")
    second = make_account(practitioner, meeting, was=first.pk, story_by="Dean")
    client = sign_in(practitioner)
    post = {
        "counts_as": ["network"], "purpose": "inform", "convened_as": "family",
        "convened_by": "other", "convened_by_other": "Leanne", "story_by": "Raj",
        "version": str(first.pk),
    }  # fmt: skip
    answer = client.post(at("write-account", meeting), post)
    assert answer.status_code == 409
    assert "Dean" in answer.content.decode()
    assert "Raj" in answer.content.decode()
    post["version"] = str(second.pk)
    assert client.post(at("write-account", meeting), post).status_code == 302
    with as_viewer(practitioner):
        now = accounts_of(practitioner, meeting.family_id)[meeting.pk]
        assert (now.story_by, now.purpose) == ("Raj", "inform")
        assert MeetingAccount.objects.count() == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"counts_as": []},
        {"counts_as": ["party"]},
        {"purpose": ""},
        {"convened_by": "", "convened_by_other": ""},
        {"private_minutes": "0"},
        {"private_minutes": "long"},
        {"private_minutes": "601"},
        {"private_people": ["Nan Jo"]},
        {"private_people": ["Nobody"], "private_minutes": "5"},
        {"story_how": "x" * 100_000},
        {"questions": "a\x00b"},
        {"child_said": "moon"},
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting, changes: dict[str, object]
) -> None:
    post = {
        "counts_as": ["network"], "purpose": "inform", "convened_as": "family",
        "convened_by": "other", "convened_by_other": "Leanne",
        "child_wanted": "🦊 جدة", "version": "",
    } | changes  # fmt: skip
    answer = sign_in(practitioner).post(at("write-account", meeting), post)
    assert answer.status_code == 422
    assert "🦊 جدة" in answer.content.decode()
    with as_viewer(practitioner):
        assert not MeetingAccount.objects.exists()


def test_notes_go_by_what_each_has_been_told(
    sign_in: SignIn, practitioner: Viewer, danger: DangerStatement, family: Family
) -> None:
    heard, knows, new = (
        make_member(practitioner, family, name) for name in ("Nan Jo", "Raj", "Bea")
    )
    make_told(practitioner, heard, danger.pk)
    make_told(practitioner, knows, level=1)
    meeting = make_meeting(practitioner, family)
    make_account(practitioner, meeting)
    make_decided(practitioner, meeting)
    end(practitioner, meeting, f"{KEY}\nDean sleeps at his dad's.")
    client = sign_in(practitioner)
    said = (KEY, "Dean sleeps at his dad", "What if Dean is asleep?", "Can Nan sleep")
    theirs = read(client, at("notes-for", meeting, heard.pk))
    assert all(words in theirs for words in said)
    for other in (knows, new):
        page = read(client, at("notes-for", meeting, other.pk))
        assert not any(words in page for words in said)
    assert danger.worried_about not in theirs
    assert client.post(at("give-notes", meeting, heard.pk)).status_code == 302
    assert client.post(at("give-notes", meeting, new.pk)).status_code == 302
    page = read(client, at("notes", meeting))
    assert page.count("They have them since") == 1
    assert "told nothing yet" in page
    with as_viewer(practitioner):
        assert NotesGiven.objects.get().member_id == heard.pk


def test_what_the_children_wanted_and_nobody_said_is_in_no_notes(
    sign_in: SignIn, practitioner: Viewer, danger: DangerStatement, family: Family
) -> None:
    nan = make_member(practitioner, family)
    make_told(practitioner, nan, danger.pk)
    meeting = make_meeting(practitioner, family)
    make_account(practitioner, meeting, child_said="not_said")
    page = read(sign_in(practitioner), at("notes-for", meeting, nan.pk))
    assert "Can Nan sleep over" not in page


def test_what_was_said_stays_in_the_database(
    practitioner: Viewer, meeting: Meeting
) -> None:
    make_account(practitioner, meeting)
    decision = make_decided(practitioner, meeting)
    assert make_decided(practitioner, meeting) == decision
    with pytest.raises(CannotDo, match="Write what was decided"):
        make_decided(practitioner, meeting, " ")
    for model in (MeetingAccount, MeetingDecision):
        with (
            as_viewer(practitioner),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            model.objects.update(recorded_by=practitioner.worker_id)
    with (
        as_viewer(practitioner),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        DecisionBecame.objects.create(
            authority_id=decision.authority_id, decision=decision,
            recorded_by_id=practitioner.worker_id,
        )  # fmt: skip
    with as_viewer(practitioner):
        texts = set(texts_of_meetings(practitioner, meeting.family_id))
    assert {KEY, "What if Dean is asleep?"} <= texts


def test_the_pages_cost_the_same_for_many(
    sign_in: SignIn, practitioner: Viewer, family: Family, meeting: Meeting
) -> None:
    make_account(practitioner, meeting)
    client, counts = sign_in(practitioner), []
    for more in (1, 5):
        for number in range(more):
            make_decided(practitioner, meeting, f"{more} {number}")
            make_member(practitioner, family, f"{more} {number}")
            make_planned_meeting(practitioner, family, place=f"{more} {number}")
        found = []
        for url in (
            at("network-record", meeting), at("notes", meeting), of("meetings", family)
        ):  # fmt: skip
            with CaptureQueriesContext(connection) as queries:
                read(client, url)
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 16, counts
