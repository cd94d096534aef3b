"""The pages of Family Finding, walked without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.family_finding.models import FindingEpisode, FoundPerson
from kinfold.family_finding.presenters.parts import named
from kinfold.family_finding.selectors import episode_of
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from tests.factories import family_finding as make
from tests.factories.practice import make_family
from tests.factories.trajectory import day_post

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
PARTS = ("people", "belonging:pictures", "lifetime:plans", "lifetime:staying")


def url(name: str, episode: FindingEpisode, *rest: object) -> str:
    return reverse(named(name), args=[episode.family_id, episode.pk, *rest])


def home(family: Family) -> str:
    return reverse("family_finding:finding", args=[family.pk])


def everything(by: Viewer, episode: FindingEpisode) -> FoundPerson:
    """A little of each step."""
    make.make_stage(by, episode)
    raj, jo = make.make_found(by, episode, "Raj", "Nan Jo")
    make.make_search(by, episode)
    make.make_attempt(by, raj)
    make.make_reply(by, raj)
    make.make_meeting(by, episode)
    make.make_decision(by, make.make_plan(by, episode))
    make.make_offer_check(by, raj)
    make.make_stay(by, jo)
    return raj


def test_an_episode_is_begun_and_the_steps_are_read_from_what_is_written(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    assert "Who belongs to this child?" in client.get(home(family)).content.decode()
    begin = reverse("family_finding:begin", args=[family.pk])
    assert client.get(begin).status_code == 200
    assert client.post(begin, {}).status_code == 422
    with as_viewer(practitioner):
        kai = family.members.get(person__given_names="Kai").person_id
    sent = {
        "child_id": str(kai), "trigger": "in_care", "coordinator": "Amina",
        "target_people": "40", "target_plans": "3", **day_post("started_on", -3),
    }  # fmt: skip
    assert client.post(begin, sent).status_code == 302
    again = client.post(begin, sent)
    assert again.status_code == 422
    assert "has begun already" in again.content.decode()
    page = client.get(home(family)).content.decode()
    assert "The people of Kai" in page
    assert "0 of 40 people found for Kai" in page
    assert "Amina leads it." in page  # read as the stages of Lifelong Links


def test_many_people_are_written_down_at_once(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode
) -> None:
    client = sign_in(practitioner)
    address = url("add-people", episode)
    assert client.get(address).status_code == 200
    sent = {
        "people": "Nan Jo, gran, mother's side\nRaj, uncle, dad's side\nTilly, coach",
        "source": "parent",
        **day_post("found_on", -1),
    }
    assert client.post(address, sent).status_code == 302
    page = client.get(url("people", episode)).content.decode()
    for words in ("Nan Jo", "Raj", "Tilly", "3 of 40 people", "Mother&#x27;s side"):
        assert words in page, words
    again = client.post(address, sent | {"people": "Raj, cousin, father's side\nBo"})
    refused = again.content.decode()
    assert again.status_code == 422
    assert "Line 1, “Raj”: is on the list already" in refused
    assert "Line 2, “Bo”: whose side?" in refused
    named = sent | {"people": "Raj, cousin, father's side", "are_others": "on"}
    assert client.post(address, named).status_code == 302


def test_every_form_is_shown_refuses_nothing_and_saves(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode
) -> None:
    raj = everything(practitioner, episode)
    with as_viewer(practitioner):
        row = episode_of(practitioner, episode.family_id, episode.pk)
        jo = next(one for one in row.people if one.name == "Nan Jo")
    client = sign_in(practitioner)
    with as_viewer(practitioner):
        from kinfold.family_finding.models import FindingPlan, LifetimeMember

        plan, stay = FindingPlan.objects.get(), LifetimeMember.objects.get()
    cases: list[tuple[str, tuple[object, ...], dict[str, str]]] = [
        ("change-episode", (), {
            "trigger": "edge_of_care", "coordinator": "Ros", "target_people": "30",
            "target_plans": "2", "version": "1", **day_post("started_on", -9)}),
        ("add-search", (), {
            "source": "records", "query": "Raj", "basis": "public_task",
            "basis_words": "We look", "result": "Nothing", "searched_by": "Ros",
            **day_post("searched_on")}),
        ("edit-found", (raj.pk,), {
            "name": "Raj Hale", "side": "paternal", "source": "child", "version": "1",
            "last_contact": "December 2024", "generation": "1", "is_verified": "on",
            **day_post("found_on")}),
        ("wish", (raj.pk,), {
            "wish": "yes", "words": "“He has a boat.”", "seen_by": "network",
            **day_post("said_on")}),
        ("safety", (raj.pk,), {
            "result": "clear", "words": "Nothing", **day_post("checked_on")}),
        ("reach", (raj.pk,), {
            "method": "phone", "message": "Hello", **day_post("attempted_on")}),
        ("answer", (raj.pk,), {
            "willing": "maybe", "words": "Let me think", **day_post("replied_on")}),
        ("belonging:add-places", (), {
            "places": "Gran's, 2023: Gran (safe, see again), Mick (not safe)",
            "needs": "A dog\nGran", **day_post("drawn_on")}),
        ("belonging:add-connections", (), {
            "moment": "before", "connections": "Raj Hale, love, 3, often, sail",
            **day_post("drawn_on")}),
        ("lifetime:add-meeting", (), {
            "family_here": "Raj\nNan Jo", "hopes": "Raj: He sails", "needs": "People",
            **day_post("held_on")}),
        ("lifetime:add-plan", (), {
            "what": "Kai lives with Nan Jo.", "in_law": "cao", **day_post("made_on")}),
        ("lifetime:decide", (), {
            "plan_id": str(plan.pk), "decided_by": "All", "reason": "It fits",
            "child_view": "Yes", **day_post("decided_on")}),
        ("lifetime:check-offer", (raj.pk,), {
            "realistic": "no", "words": "No bed", "gap": "A bed", "gap_owner": "Ros",
            **day_post("checked_on")}),
        ("lifetime:stay", (raj.pk,), {
            "words": "He is ours", "rhythm": "Sundays", **day_post("agreed_on")}),
        ("lifetime:ask-again", (stay.pk,), {
            "month": "3", "is_active": "yes", "words": "Of course",
            **day_post("asked_on")}),
        ("end", (), {
            "outcome": "kin", "ended_reason": "He lives with Raj",
            **day_post("ended_on")}),
    ]  # fmt: skip
    for name, rest, sent in cases:
        address = url(name, episode, *rest)
        assert client.get(address).status_code == 200, name
        refused = client.post(address, {})
        assert refused.status_code == 422, name
        answer = client.post(address, sent)
        assert answer.status_code == 302, (name, answer.content.decode()[-4000:])
    assert jo.id
    pages = {part: client.get(url(part, episode)).content.decode() for part in PARTS}
    assert "Raj Hale" in pages["people"]
    assert "Last in touch: December 2024." in pages["people"]
    assert "Felt safe with Gran." in pages["belonging:pictures"]
    assert "If that cannot be" not in pages["lifetime:plans"]
    assert "Missing: A bed. Ros takes it on." in pages["lifetime:plans"]
    assert "2 people stay for Kai, for life." in pages["lifetime:staying"]
    assert (
        "With family or friends"
        in client.get(
            reverse("family_finding:finding", args=[episode.family_id])
        ).content.decode()
    )
    assert "They were asked again" in pages["lifetime:staying"]
    closed = client.post(url("lifetime:add-plan", episode), cases[10][2])
    assert closed.status_code == 422
    assert "has ended" in closed.content.decode()


def test_joining_the_network_from_the_list(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode
) -> None:
    (raj,) = make.make_found(practitioner, episode)
    client = sign_in(practitioner)
    address = url("join", episode, raj.pk)
    assert client.get(address).status_code == 200
    assert client.post(address, {"roles": ["support"]}).status_code == 302
    network = reverse("networks:network", args=[episode.family_id])
    assert "Raj" in client.get(network).content.decode()
    assert "In the network" in client.get(url("people", episode)).content.decode()


def test_two_who_set_the_stage_at_once_see_both_wordings(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode
) -> None:
    client = sign_in(practitioner)
    address = url("set-stage", episode)
    sent = {
        "child_words": "Mine", "consent": "Leanne", "safety": "Nothing",
        "is_screen_complete": "on", **day_post("set_on"),
    }  # fmt: skip
    assert client.post(address, {"is_screen_complete": "on"}).status_code == 422
    first = make.make_stage(practitioner, episode)
    conflict = client.post(address, sent)
    assert conflict.status_code == 409
    both = conflict.content.decode()
    assert "Mine" in both
    assert "He has a boat" in both
    assert client.post(address, sent | {"version": str(first)}).status_code == 302


@pytest.mark.parametrize("name", ["change-episode", "edit-found"])
def test_two_who_change_at_once_see_both_wordings(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode, name: str
) -> None:
    (raj,) = make.make_found(practitioner, episode)
    client = sign_in(practitioner)
    if name == "change-episode":
        address = url(name, episode)
        sent = {"trigger": "in_care", "coordinator": "Ros", "target_people": "40",
                "target_plans": "3", **day_post("started_on", -60)}  # fmt: skip
        mine, theirs = {"coordinator": "Mine"}, {"coordinator": "Theirs"}
    else:
        address = url(name, episode, raj.pk)
        sent = {"name": "Raj", "side": "paternal", "source": "parent",
                **day_post("found_on", -50)}  # fmt: skip
        mine, theirs = {"name": "Mine"}, {"name": "Theirs"}
    assert client.post(address, sent | theirs | {"version": "1"}).status_code == 302
    conflict = client.post(address, sent | mine | {"version": "1"})
    assert conflict.status_code == 409
    both = conflict.content.decode()
    assert "Mine" in both
    assert "Theirs" in both
    assert client.post(address, sent | mine | {"version": "2"}).status_code == 302


@pytest.mark.parametrize(
    ("name", "changes", "says"),
    [
        ("add-people", {"people": "x" * 300}, "letters long"),
        ("add-people", {"people": "a\x00b"}, "hidden character"),
        ("add-people", {"people": "\n".join(["Bo, uncle, both"] * 101)}, "101 lines"),
        ("add-people", {"people": "123, uncle, both"}, "there is no name"),
        ("add-people", {"people": "Bo, both", "source": "moon"}, "list"),
        (
            "belonging:add-places",
            {"places": "Gran's, 1998: Gran"},
            "before Kai was born",
        ),
        ("belonging:add-places", {"places": "Gran's: Gran (angry)"}, "“not safe”"),
        (
            "belonging:add-places",
            {"places": "x", "needs": "1\n2\n3\n4\n5\n6"},
            "6 needs",
        ),
        (
            "belonging:add-connections",
            {"connections": "Raj, 3"},
            "love, blood or spirit",
        ),
        ("belonging:add-connections", {"connections": "Raj, love, 7"}, "from 0"),
        ("lifetime:add-meeting", {"hopes": "He sails"}, "a colon"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(
    sign_in: SignIn,
    practitioner: Viewer,
    episode: FindingEpisode,
    name: str,
    changes: dict[str, str],
    says: str,
) -> None:
    days = {}
    for one in ("found_on", "drawn_on", "held_on"):
        days |= day_post(one)
    sent = days | {"source": "parent", "moment": "before", "child_words": "🦊 جدة",
                   "family_here": "🦊 جدة", "needs": "🦊 جدة"} | changes  # fmt: skip
    answer = sign_in(practitioner).post(url(name, episode), sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_another_familys_finding_is_not_at_this_familys_address(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode
) -> None:
    other = make.make_episode(practitioner, make_family(practitioner))
    (raj,) = make.make_found(practitioner, other)
    client = sign_in(practitioner)
    for name, keys in (
        ("people", [episode.family_id, other.pk]),
        ("lifetime:add-plan", [episode.family_id, other.pk]),
        ("wish", [episode.family_id, episode.pk, raj.pk]),
        ("lifetime:ask-again", [episode.family_id, episode.pk, raj.pk]),
    ):
        assert client.get(reverse(named(name), args=keys)).status_code == 404


def test_a_person_of_two_families_shows_nothing_of_the_other(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode
) -> None:
    other = make.make_episode(practitioner, make_family(practitioner))
    make.make_found(practitioner, other, relationship="secret uncle of theirs")
    make.make_found(practitioner, episode)
    page = sign_in(practitioner).get(url("people", episode)).content.decode()
    assert "Raj" in page
    assert "secret uncle" not in page


@pytest.mark.slow
def test_the_pages_cost_the_same_for_many(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode
) -> None:
    everything(practitioner, episode)
    client = sign_in(practitioner)
    pages = [
        reverse("family_finding:finding", args=[episode.family_id]),
        *(url(part, episode) for part in PARTS),
    ]
    first = [_queries(client, page) for page in pages]
    for number, one in enumerate(
        make.make_found(practitioner, episode, *(f"Aunt {n}" for n in range(12)))
    ):
        make.make_attempt(practitioner, one)
        make.make_reply(practitioner, one)
        make.make_stay(practitioner, one)
        if number < 3:
            make.make_meeting(practitioner, episode)
            make.make_plan(practitioner, episode)
    assert [_queries(client, page) for page in pages] == first
    assert max(first) <= 16, first


def _queries(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)
