"""Family Finding for Kai: from three he knew to twenty, and two who stay for life."""

# ruff: noqa: E501  (a list is read down)

from __future__ import annotations

from typing import Final

from kinfold.belonging.actions import draw_connections, draw_places
from kinfold.family_finding import actions
from kinfold.family_finding.holding import At
from kinfold.family_finding.models import FoundPerson
from kinfold.lifetime import actions as later
from kinfold.world.lived.cast import Cast
from kinfold_core.practice.family_finding import details
from kinfold_core.practice.family_finding.rows import FoundDetails
from kinfold_core.practice.family_finding.typed import (
    read_connections,
    read_people,
    read_places,
)
from kinfold_core.practice.family_finding.words import Source

KNOWN: Final = (
    "Nan Jo, gran, mother's side\nGrandad Manny, grandad, father's side\nBea, neighbour"
)
FOUND: Final = """Auntie Ngozi, aunt, father's side
Raj, uncle, both
Old Tom, great-uncle, mother's side
Ellie, cousin, mother's side
Jude, cousin, mother's side
Auntie Carol, aunt, mother's side
Uncle Pete, uncle, mother's side
Gran Ebele, gran, father's side
Chidi, cousin, father's side
Ada, cousin, father's side
Uncle Obi, uncle, father's side
Mama Grace, great-gran, father's side
Pastor Emeka, friend
Tilly, football coach
Marta, friend
Miss Okoro, teacher
Sam, friend"""  # fmt: skip
BEFORE: Final = (
    "Nan Jo, love, 3, often\nGrandad Manny, blood, 2, sometimes\nBea, love, 2, often"
)
AFTER: Final = f"""{BEFORE}
Auntie Ngozi, blood, 3, often, visit Lagos
Mama Grace, spirit, 2, sometimes
Ellie, blood, 2, sometimes
Chidi, blood, 1, sometimes
Old Tom, love, 2, often, fishing
Uncle Pete, blood, 0, never, lost"""  # fmt: skip
PLACES: Final = """The flat by the river, 2022, mixed: Leanne (safe), Dean
Nan Jo's, 2024, good: Nan Jo (safe, see again), the cat (see again)
Mill Lane, since 2024: Leanne (safe), Dean, Bea (safe)"""


def look_for_kai(cast: Cast) -> None:
    """Everything that happened in seventy days, in its order."""
    at = _begin(cast)
    people = {
        one.name: one
        for one in [
            *_found(cast, at, KNOWN, Source.KNOWN, 70),
            *_found(cast, at, FOUND, Source.RELATIVE, 58),
        ]
    }
    _tell_of_himself(cast, at)
    _reach(cast, at, people)
    _plan(cast, at, people)


def _begin(cast: Cast) -> At:
    episode = actions.begin_episode(
        family_id=cast.family_id,
        details=details.EpisodeDetails(
            child_id=cast.people["Kai"], child_name="Kai", trigger="thin_network",
            coordinator=cast.amina.name, started_on=cast.ago(70),
        ),
        by=cast.amina,
    )  # fmt: skip
    at = At(cast.family_id, episode.pk)
    stage = details.StageDetails(
        set_on=cast.ago(69),
        child_words="“Will there be cousins?”",
        consent="Leanne and Dean, together at Nan Jo's. Kai drew a boat full of people.",
        safety="No orders. Nobody is given an address. Dean tells his own side.",
        is_screen_complete=True,
    )
    actions.set_stage(at=at, details=stage, was=None, by=cast.amina)
    return at


def _found(
    cast: Cast, at: At, names: str, source: Source, days: int
) -> list[FoundPerson]:
    people = [
        FoundDetails(
            name=one.name, relationship=one.relationship, side=one.side,
            person_id=cast.people.get(one.name),
            generation=one.generation, source=source.value, found_on=cast.ago(days),
        )
        for one in read_people(names).found
    ]  # fmt: skip
    return actions.add_people(at=at, people=people, by=cast.amina)


def _tell_of_himself(cast: Cast, at: At) -> None:
    places = read_places(PLACES, born=None, child="Kai", today=cast.today).places
    told = details.PlacesDetails(
        drawn_on=cast.ago(66), places=tuple(places),
        needs=("To know who my cousins are", "The cat"),
        child_words="“At Nan's there is a cat. It sleeps on me.”",
    )  # fmt: skip
    draw_places(at=at, details=told, by=cast.amina)
    for moment, lines, days in (("before", BEFORE, 66), ("after", AFTER, 6)):
        people = tuple(read_connections(lines).connections)
        picture = details.ConnectionsDetails(
            moment=moment, drawn_on=cast.ago(days), connections=people
        )
        draw_connections(at=at, details=picture, by=cast.amina)


def _reach(cast: Cast, at: At, people: dict[str, FoundPerson]) -> None:
    search = details.SearchDetails(
        source="file", query="Everybody named in the health visitor's notes",
        searched_on=cast.ago(60), searched_by=cast.amina.name, basis="consent",
        basis_words="Leanne signed for it", result="Old Tom and Auntie Carol",
    )  # fmt: skip
    actions.write_search(at=at, details=search, by=cast.amina)
    wish = details.WishDetails(
        wish="no", words="He laughed at Dad.", seen_by="workers", said_on=cast.ago(55)
    )
    actions.write_wish(at=_of(at, people["Uncle Pete"]), details=wish, by=cast.amina)
    for name, words, offers in (
        ("Auntie Ngozi", "I prayed somebody would ring.", "A call every Sunday"),
        ("Old Tom", "I have a rod his size.", "Saturdays at the canal"),
        ("Ellie", "I didn't know I had a cousin!", ""),
    ):
        of = _of(at, people[name])
        attempt = details.AttemptDetails(
            method="phone", message="Kai is well, and would like to know his people.",
            attempted_on=cast.ago(50),
        )  # fmt: skip
        actions.reach(at=of, details=attempt, by=cast.amina)
        reply = details.ReplyDetails(
            willing="yes", words=words, offers=offers, replied_on=cast.ago(48)
        )
        actions.write_reply(at=of, details=reply, by=cast.amina)


def _plan(cast: Cast, at: At, people: dict[str, FoundPerson]) -> None:
    meeting = details.MeetingDetails(
        held_on=cast.ago(34),
        family_here=("Leanne", "Dean", "Nan Jo", "Auntie Ngozi (by video)", "Old Tom"),
        staff_here=(cast.amina.name,),
        needs="Kai needs people of both sides who are his when he is grown.",
        voices=(
            ("hope", "Nan Jo", "That he never has to ask who he can ring."),
            ("worry", "Dean", "That my side only comes for weddings."),
            ("need", "Auntie Ngozi", "To hear Igbo from somebody who loves him."),
        ),
    )
    later.hold_meeting(at=at, details=meeting, by=cast.amina)
    for what in (
        "Home, with Old Tom on Saturdays and Lagos on Sundays by video.",
        "If a Friday goes wrong: Nan Jo's, with the cat.",
    ):
        plan = details.PlanDetails(
            what=what, in_law="none", who_stays="Nan Jo and Auntie Ngozi",
            made_on=cast.ago(34),
        )  # fmt: skip
        later.add_plan(at=at, details=plan, by=cast.amina)
    for name, words, rhythm in (
        ("Nan Jo", "He is mine till I drop, and then he has Ellie.", "Every week"),
        ("Auntie Ngozi", "Blood does not need a visa.", "Sundays by video"),
    ):
        stay = details.LifetimeDetails(
            words=words, rhythm=rhythm, agreed_on=cast.ago(20)
        )
        later.stay_for_life(at=_of(at, people[name]), details=stay, by=cast.amina)


def _of(at: At, person: FoundPerson) -> At:
    return At(at.family_id, at.episode_id, person.pk)
