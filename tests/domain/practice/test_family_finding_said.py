"""The sentences of Family Finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from kinfold_core.people.dates import FuzzyDate
from kinfold_core.practice.family_finding import said
from kinfold_core.practice.family_finding.logs import (
    ConnectionPicture,
    DecidedRow,
    MeetingRow,
    OfferRow,
    PlacesPicture,
    ReachRow,
    SearchRow,
    StayAnswer,
    StayRow,
)
from kinfold_core.practice.family_finding.measures import count, months_after
from kinfold_core.practice.family_finding.rows import Deed, Event
from kinfold_core.practice.family_finding.typed import (
    ConnectionLine,
    PlaceLine,
    PlacePerson,
)
from tests.domain.practice.family_finding_rows import (
    SCREENED,
    START,
    TODAY,
    episode,
    found,
)

RAJ = uuid4()


def test_what_is_known_of_somebody():
    raj = found(
        relationship="uncle",
        generation="1",
        is_verified=True,
        last_contact=FuzzyDate.in_year(2019),
        safety="careful",
        safety_words="through Nan only",
    )
    assert said.who_they_are(raj) == "uncle · parents, aunts and uncles"
    assert said.known_of(raj) == (
        "A parent, 10 January 2026.",
        "Last in touch: 2019.",
        "It is certain that this is the right person.",
        "Safety: Only with a safe way, written here. Through Nan only.",
    )
    assert said.who_they_are(found()) == ""
    assert said.known_of(found()) == ("A parent, 10 January 2026.",)


def reached(*, is_reply: bool = False, how: str = "letter", **more: str) -> ReachRow:
    words, knows, offers = (more.get(one, "") for one in ("words", "knows", "offers"))
    return ReachRow(RAJ, is_reply, START, how, words, knows, offers)


@pytest.mark.parametrize(
    ("more", "reaches", "stays", "words"),
    [
        ({"wish": "no"}, [], True, "The child said no"),
        ({"safety": "no_contact"}, [reached()], False, "No contact"),
        ({}, [reached()], True, "Stays for life"),
        ({}, [reached(), reached(is_reply=True, how="yes")], False, "Wants to be part"),
        ({}, [reached()], False, "Contacted"),
        ({}, [], False, "Found"),
    ],
)
def test_what_stops_a_contact_is_said_before_anything_else(more, reaches, stays, words):
    assert said.standing_of(found(**more), reaches, stays=stays)[0].startswith(words)


@pytest.mark.parametrize(("age", "at"), [(8, ", at 8"), (None, "")])
def test_the_childs_words_stand_with_day_and_age(age, at):
    raj = found(
        wish="later", wish_words="Not yet", wish_on=START, wish_age=age,
        seen_by="workers",
    )  # fmt: skip
    assert said.child_says(episode(), raj) == (
        f"Kai, 10 January 2026{at}: “Not yet” (Not now, perhaps later. Only the "
        "workers.)"
    )
    assert said.child_says(episode(), found()) == ""


def test_an_answer_and_a_search_are_said_whole():
    answer = reached(is_reply=True, words="Yes", knows="His school", offers="A bed")
    assert said.reach_said(answer) == "“Yes” Knows: His school. Offers: A bed."
    assert said.reach_said(reached(words="Hello")) == "“Hello”"
    search = SearchRow("file", "q", START, "me", "court", "Order of May", "Six names")
    assert said.search_said(search) == (
        "Six names. By what right: A court has said so. Order of May."
    )


def picture(*people: ConnectionLine) -> ConnectionPicture:
    return ConnectionPicture(uuid4(), "before", START, "", people)


def test_how_the_childs_people_moved():
    gran = ConnectionLine(
        "Gran", "love", 3, "often", "stay over", "maternal", "2", "here"
    )
    raj = ConnectionLine("Raj", "blood", 1, "never")
    assert said.moved("Kai", [picture(gran)]) == ""
    assert said.moved("Kai", [picture(gran), picture(gran)]).endswith("it was 1.")
    assert said.moved("Kai", [picture(raj), picture(raj, gran)]) == (
        "Kai named 1 person first, and 2 people now; 1 of them strongly, where it was "
        "0. New: Gran."
    )
    assert said.connection_said(gran) == (
        "Gran", "Mother's side", "Love", "3, strong", "Often",
        "I know where they are", "stay over",
    )  # fmt: skip
    assert said.connection_said(raj)[1] == "Not said"
    assert said.connection_said(raj)[-2:] == ("Not said", "None said")


def test_places_say_who_felt_safe_and_who_is_missed():
    gran = PlacePerson("Gran", "safe", wants_contact=True)
    one = PlaceLine("Gran's", "2017", (gran, PlacePerson("Mick", "unsafe")))
    both = PlacesPicture(uuid4(), START, "", (), (one, PlaceLine("Flat", "")))
    assert said.places_said("Kai", both) == (
        "Kai lived in 2 places. Felt safe with Gran. Wants to see Gran again."
    )
    bare = PlacesPicture(uuid4(), START, "", (), (PlaceLine("Flat", ""),))
    assert said.places_said("Kai", bare) == "Kai lived in 1 place."
    assert said.was_there(gran) == "Gran (felt safe with them, wants to see again)"
    assert said.was_there(PlacePerson("Dog")) == "Dog"


def test_who_came_and_what_was_decided():
    met = MeetingRow(uuid4(), START, ("Raj", "Nan"), ("Priya",), "", "", ())
    assert said.who_came(met) == ("Raj and Nan came. With them for their work: Priya.")
    alone = MeetingRow(uuid4(), START, ("Raj",), (), "", "", ())
    assert said.who_came(alone) == "Raj came."
    chosen = DecidedRow("A", "B", START, "All", "", "", "")
    assert said.decided_said(chosen) == (
        "Plan A; if that cannot be, plan B. All, 10 January 2026"
    )
    only = DecidedRow("A", "", START, "All", "", "", "")
    assert said.decided_said(only) == "Plan A. All, 10 January 2026"


def offer(gap: str = "", owner: str = "", on: date | None = None, *, tried=False):
    return OfferRow(RAJ, "Raj", "A bed", "yes", tried, "Seen", gap, owner, on)


def test_an_offer_says_what_is_missing_and_whether_it_was_tried():
    assert said.gap_said(offer()) == ""
    assert said.gap_said(offer("A bed")) == "Missing: A bed. Nobody owns it."
    assert said.gap_said(offer("A bed", "Nan")) == "Missing: A bed. Nan takes it on."
    assert said.tested_said(offer()) == ""
    assert said.tested_said(offer(on=START)).endswith("Seen. Not tried yet.")
    assert said.tested_said(offer(on=START, tried=True)).endswith("on a hard day.")


def stay(*answers: StayAnswer) -> StayRow:
    return StayRow(uuid4(), RAJ, "Raj", "", "", "", "", START, answers)


def test_who_stays_and_when_they_are_asked_again():
    gone = stay(StayAnswer(3, False, "", TODAY))
    assert said.stays_said("Kai", []).startswith("Nobody has said yet")
    # the network's own word goes before what was answered here
    assert replace(gone, by_network=True).is_active
    assert said.stays_said("Kai", [stay()]) == "1 person stays for Kai, for life."
    assert said.stays_said("Kai", [stay(), gone]) == (
        "2 people stay for Kai, for life. 1 of them is still there."
    )
    begun = episode(Event(Deed.LIFETIME, START, RAJ))
    assert said.due_said(begun, stay(), START) == (
        "To be asked again on 10 April 2026, after 3 months."
    )
    assert said.due_said(begun, stay(), TODAY) == (
        "Ask again: 3 months were over on 10 April 2026."
    )
    answers = [StayAnswer(month, True, "", TODAY) for month in (3, 6, 12)]
    follow = [Event(Deed.FOLLOW, TODAY, RAJ, f"{one.month} yes") for one in answers]
    asked = episode(*begun.events, *follow)
    assert said.due_said(asked, stay(*answers), months_after(START, 20)) == ""


def test_the_numbers_are_said_with_what_is_not_there_yet():
    row = episode(people=(found(source="known"),))
    counts = count(row, TODAY)
    told = dict(said.measures_said(counts))
    assert told["People found, of those hoped for"] == "1 of 40"
    assert told["The decision"] == "Not yet"
    assert told["People on the child's picture after"] == "Not drawn"
    assert told["Still there after 3 months, of those asked"] == "Not asked"
    assert said.connected_said("Kai", counts) == (
        "1 person was in Kai's life when the looking began."
    )
    assert told["The safety screen was complete"] == "Not yet"
    drawn = episode(
        SCREENED,
        Event(Deed.DECISION, TODAY, None, "no B A"),
        Event(Deed.REPLY, TODAY, RAJ, "yes"),
        Event(Deed.LIFETIME, START, RAJ),
        Event(Deed.FOLLOW, TODAY, RAJ, "3 yes"),
        Event(Deed.PICTURE, START, None, "before 7"),
        Event(Deed.PICTURE, TODAY, None, "after 26"),
    )
    counts = count(drawn, TODAY)
    told = dict(said.measures_said(counts))
    assert told["The first answer"] == "Day 114"
    assert told["The safety screen was complete"] == "Day 0"
    assert told["The decision"] == "Day 114: plan B; if that cannot be, plan A"
    assert told["Still there after 3 months, of those asked"] == "1 of 1"
    assert said.connected_said("Kai", counts) == (
        "Kai named 7 people before, and names 26 now."
    )
    nobody = count(episode(), TODAY)
    assert said.connected_said("Kai", nobody).startswith("0 people were")


def test_whom_the_child_does_not_want_is_said_to_those_who_plan():
    assert said.left_out_said(episode(people=(found(),))) == ""
    row = episode(people=(found(wish="no"), found("Bo", wish="no"), found("Nan")))
    assert said.left_out_said(row) == (
        "Kai said no to Raj and Bo: no plan counts on them."
    )


def test_places_are_told_again_and_stand_beside_the_first():
    gran = PlaceLine("Gran's", "", (PlacePerson("Gran", "safe"), PlacePerson("Mick")))
    tom = PlaceLine(
        "Tom's", "", (PlacePerson("Gran", "safe"), PlacePerson("Tom", "safe"))
    )
    first = PlacesPicture(uuid4(), START, "", (), (gran,))
    newest = PlacesPicture(uuid4(), TODAY, "", (), (gran, tom))
    assert said.places_moved("Kai", [first]) == ""
    assert said.places_moved("Kai", [first, newest]) == (
        "Kai told of 1 place first, and of 2 places now; felt safe with 1 person then, "
        "and with 2 people now."
    )


def test_an_episode_says_why_it_began_how_it_ended_and_how_many_stay():
    assert said.begun_said(episode(), 3) == (
        "The child is in care. Priya leads the looking, since 10 January 2026 (day 3)."
    )
    assert said.ended_said(episode()) == ""
    ended = episode(ended_on=TODAY, outcome="kin", ended_reason="He lives with Raj")
    assert said.ended_said(ended).startswith("Ended on 4 May 2026: With family")
    assert said.ended_said(ended).endswith("He lives with Raj.")
    counted = said.funnel_said(count(episode(people=(found(),)), TODAY))
    assert counted[:2] == [("Hoped for", 40), ("Found", 1)]
