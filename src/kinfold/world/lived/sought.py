"""Family Finding for Kai, through all six steps: three he knew, twenty, two for life."""

# ruff: noqa: E501  (a list is read down)

from __future__ import annotations

from typing import Final

from kinfold.belonging.actions import draw_connections, draw_places, draw_tree
from kinfold.family_finding import actions
from kinfold.family_finding.holding import At
from kinfold.family_finding.models import FoundPerson
from kinfold.lifetime import actions as later
from kinfold.world.lived.cast import Cast
from kinfold_core.practice.family_finding import details
from kinfold_core.practice.family_finding.rows import FoundDetails
from kinfold_core.practice.family_finding.tree import TreeDetails
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
    """Everything that happened in a hundred and twenty days, in its order."""
    at = _begin(cast)
    people = {
        one.name: one
        for one in [
            *_found(cast, at, KNOWN, Source.KNOWN, 119),
            *_found(cast, at, FOUND, Source.RELATIVE, 108),
        ]
    }
    _tell_of_himself(cast, at)
    _reach(cast, at, people)
    _plan(cast, at, people)
    _look_at_the_offers(cast, at, people)
    _stay(cast, at, people)


def _begin(cast: Cast) -> At:
    episode = actions.begin_episode(
        family_id=cast.family_id,
        details=details.EpisodeDetails(
            child_id=cast.people["Kai"], child_name="Kai", trigger="thin_network",
            coordinator=cast.amina.name, started_on=cast.ago(120),
        ),
        by=cast.amina,
    )  # fmt: skip
    at = At(cast.family_id, episode.pk)
    stage = details.StageDetails(
        set_on=cast.ago(119),
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
        drawn_on=cast.ago(116), places=tuple(places),
        needs=("To know who my cousins are", "The cat"),
        child_words="“At Nan's there is a cat. It sleeps on me.”",
    )  # fmt: skip
    draw_places(at=at, details=told, by=cast.amina)
    tree = TreeDetails(
        drawn_on=cast.ago(64), roots=("Nan Jo's kitchen", "Lagos, where Grandad was born"),
        ground=("School with Sam", "Football on Thursdays"),
        trunk=("I run fast", "I know every fish"), branches=("To sail", "A dog"),
        leaves=("Nan Jo", "Grandad Manny", "Bea", "Old Tom", "Auntie Ngozi"),
        fruits=("Grandad gave me his whistle",), storms=("The loud Fridays; Bea helped",),
        child_words="“Old Tom is the newest leaf.”",
    )  # fmt: skip
    draw_tree(at=at, details=tree, by=cast.amina)
    for moment, lines, days in (("before", BEFORE, 116), ("after", AFTER, 6)):
        people = tuple(read_connections(lines).connections)
        picture = details.ConnectionsDetails(
            moment=moment, drawn_on=cast.ago(days), connections=people
        )
        draw_connections(at=at, details=picture, by=cast.amina)


def _reach(cast: Cast, at: At, people: dict[str, FoundPerson]) -> None:
    search = details.SearchDetails(
        source="file", query="Everybody named in the health visitor's notes",
        searched_on=cast.ago(110), searched_by=cast.amina.name, basis="consent",
        basis_words="Leanne signed for it", result="Old Tom and Auntie Carol",
    )  # fmt: skip
    actions.write_search(at=at, details=search, by=cast.amina)
    wish = details.WishDetails(
        wish="no", words="He laughed at Dad.", seen_by="workers", said_on=cast.ago(107)
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
            attempted_on=cast.ago(106),
        )  # fmt: skip
        actions.reach(at=of, details=attempt, by=cast.amina)
        reply = details.ReplyDetails(
            willing="yes", words=words, offers=offers, replied_on=cast.ago(104)
        )
        actions.write_reply(at=of, details=reply, by=cast.amina)


def _plan(cast: Cast, at: At, people: dict[str, FoundPerson]) -> None:
    meeting = details.MeetingDetails(
        held_on=cast.ago(101),
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
    home, nan, _ = (
        later.add_plan(
            at=at,
            details=details.PlanDetails(
                what=what, in_law=in_law, who_stays="Nan Jo and Auntie Ngozi",
                made_on=cast.ago(100),
            ),
            by=cast.amina,
        )
        for what, in_law in (
            ("Home, with Old Tom on Saturdays and Lagos on Sundays by video.", "none"),
            ("If a Friday goes wrong: Nan Jo's, with the cat.", "none"),
            ("If it goes wrong for long: Nan Jo's until he is grown.", "cao"),
        )
    )  # fmt: skip
    decision = details.DecisionDetails(
        plan_id=home.pk, fallback_id=nan.pk, decided_on=cast.ago(98),
        decided_by="Leanne, Dean and Nan Jo, with Amina",
        reason="He is safe at home while the Fridays hold, and he belongs to both sides.",
        child_view="“Home. And the cat on Fridays anyway.”",
        who_stays="Nan Jo and Auntie Ngozi",
    )  # fmt: skip
    later.decide(at=at, details=decision, by=cast.amina)


def _look_at_the_offers(cast: Cast, at: At, people: dict[str, FoundPerson]) -> None:
    """Ngozi's holds; Tom's needed somebody with a car, and Ellie took that on."""
    for name, look in (
        ("Auntie Ngozi", details.OfferCheckDetails(
            realistic="yes", is_tested=True, checked_on=cast.ago(90),
            words="Two Sundays, one of them when she was at the airport.")),
        ("Old Tom", details.OfferCheckDetails(
            realistic="no", checked_on=cast.ago(97), gap="A lift to the canal",
            words="There is no bus on Saturdays.")),
        ("Old Tom", details.OfferCheckDetails(
            realistic="yes", is_tested=True, checked_on=cast.ago(83),
            words="Ellie drove them, and there was a perch.",
            gap="A lift to the canal", gap_owner="Ellie")),
    ):  # fmt: skip
        later.check_offer(at=_of(at, people[name]), details=look, by=cast.amina)


def _stay(cast: Cast, at: At, people: dict[str, FoundPerson]) -> None:
    for name, words, rhythm, since in (
        ("Nan Jo", "He is mine till I drop, and then he has Ellie.", "Every week",
         "Still here, aren't I? A lift on Fridays would help."),
        ("Auntie Ngozi", "Blood does not need a visa.", "Sundays by video",
         "He said goodnight in Igbo."),
    ):  # fmt: skip
        stay = details.LifetimeDetails(
            words=words, rhythm=rhythm, agreed_on=cast.ago(95)
        )
        member = later.stay_for_life(
            at=_of(at, people[name]), details=stay, by=cast.amina
        )
        answer = details.AnswerDetails(
            month=3, is_active=True, words=since, asked_on=cast.ago(2)
        )
        later.write_answer(at=at, stay_id=member.pk, details=answer, by=cast.amina)


def _of(at: At, person: FoundPerson) -> At:
    return At(at.family_id, at.episode_id, person.pk)
