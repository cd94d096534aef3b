"""The family written by hand: Amira, Kai and the people who love them.

The first of every world, in Lincolnshire, with two worries (drink and anger), a father
who sees it differently, a network on both sides and an aunt overseas. About nobody.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from kinfold.world.drafts import (
    AllocationDraft,
    EntryDraft,
    FamilyDraft,
    HouseholdDraft,
    MapDraft,
    PersonDraft,
    RatingDraft,
    SetDraft,
    StatusDraft,
    TieDraft,
)
from kinfold.world.family import reference_of
from kinfold.world.staff import FIRST, NORTH
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.likeness import Sex

OPENED_DAYS_AGO: Final = 164
LEANNE, DEAN, KAI, AMIRA, NAN_JO, RAJ, BEA, NGOZI, BABY, GRANDAD, MARTA = range(11)
_AMINAS_TURN: Final = 0
WORKER: Final = "Amina Begum"


def make_story(seed: int, today: date) -> FamilyDraft:
    """Family 0 of a seed, opened some five months before `today`."""
    opened = today - timedelta(days=OPENED_DAYS_AGO)
    need_ended = opened + timedelta(days=34)
    return FamilyDraft(
        number=0,
        name="The Okafor-Hale family",
        reference=reference_of(seed, 0),
        opened_on=opened,
        closed_on=None,
        people=_people(today),
        ties=_ties(),
        households=(
            HouseholdDraft("Home", "14 Ropewalk, Lincoln", "LN99 4KF"),
            HouseholdDraft("Nan Jo's", "3 Mill Lane, Lincoln", "LN99 2QT"),
        ),
        statuses=tuple(
            status
            for child in (KAI, AMIRA, BABY)
            for status in (
                StatusDraft(
                    child, "child_in_need", opened, need_ended,
                    "Conference decided on a plan",
                ),
                StatusDraft(child, "child_protection", need_ended),
            )
        ),
        allocations=(
            AllocationDraft(FIRST, 2, opened, opened + timedelta(days=15)),
            AllocationDraft(NORTH, _AMINAS_TURN, opened + timedelta(days=15)),
        ),
        map=_map(opened, today),
        worker_name=WORKER,
    )  # fmt: skip


def _people(today: date) -> tuple[PersonDraft, ...]:
    year = today.year
    her, him = Sex.FEMALE, Sex.MALE
    known = FuzzyDate.on
    return (
        PersonDraft(LEANNE, "Leanne", "Hale", "adult", her, known(date(year - 33, 2, 11)), ethnicity_code="WBRI", phone="07700 900101"),
        PersonDraft(DEAN, "Dean", "Okafor", "adult", him, known(date(year - 35, 9, 2)), ethnicity_code="MWBA", phone="07700 900102", phone_care="Not when he is at work, six to two."),
        PersonDraft(KAI, "Kai", "Okafor", "child", him, known(_born(today, 7, 5, 30)), ethnicity_code="MWBA"),
        PersonDraft(AMIRA, "Amira", "Hale", "child", her, known(_born(today, 13, 1, 19)), ethnicity_code="MWAS", communication_needs="Likes to draw while she talks."),
        PersonDraft(NAN_JO, "Josephine", "Hale", "network", her, known(date(year - 61, 7, 4)), known_as="Nan Jo", household=1, phone="07700 900103"),
        PersonDraft(RAJ, "Raj", "Mistry", "network", him, phone="07700 900104"),
        PersonDraft(BEA, "Beatrice", "Lamb", "network", her, known_as="Bea", phone="07700 900105"),
        PersonDraft(NGOZI, "Ngozi", "Okafor", "network", her, known_as="Auntie Ngozi", languages=("Igbo", "English"), phone="07700 900106"),
        PersonDraft(BABY, "", "Okafor", "unborn", Sex.UNKNOWN, due_on=today + timedelta(days=96)),
        PersonDraft(GRANDAD, "Emmanuel", "Okafor", "network", him, FuzzyDate.in_year(year - 66, is_about=True), known_as="Grandad Manny", phone="07700 900107"),
        PersonDraft(MARTA, "Marta", "Lewandowska", "network", her, phone="07700 900108"),
    )  # fmt: skip


def _born(today: date, age: int, month: int, day: int) -> date:
    """The birthday of somebody who is `age` today."""
    is_to_come = (today.month, today.day) < (month, day)
    return date(today.year - age - is_to_come, month, day)


# ruff: noqa: E501  (one person, tie or line of the story to a line)
def _ties() -> tuple[TieDraft, ...]:
    return (
        TieDraft(LEANNE, "partner", DEAN),
        TieDraft(LEANNE, "parent", AMIRA, "maternal", True),
        TieDraft(LEANNE, "parent", KAI, "maternal", True),
        TieDraft(LEANNE, "parent", BABY, "maternal", True),
        TieDraft(DEAN, "parent", KAI, "paternal", True),
        TieDraft(DEAN, "parent", BABY, "paternal", True),
        TieDraft(DEAN, "step_parent", AMIRA),
        TieDraft(AMIRA, "half_sibling", KAI),
        TieDraft(AMIRA, "half_sibling", BABY),
        TieDraft(KAI, "sibling", BABY),
        TieDraft(NAN_JO, "parent", LEANNE),
        TieDraft(NAN_JO, "grandparent", AMIRA, "maternal"),
        TieDraft(NAN_JO, "grandparent", KAI, "maternal"),
        TieDraft(RAJ, "aunt_or_uncle", AMIRA, "paternal"),
        TieDraft(BEA, "neighbour", LEANNE),
        TieDraft(NGOZI, "sibling", DEAN),
        TieDraft(NGOZI, "aunt_or_uncle", KAI, "paternal"),
        TieDraft(GRANDAD, "parent", DEAN),
        TieDraft(GRANDAD, "parent", NGOZI),
        TieDraft(GRANDAD, "grandparent", KAI, "paternal"),
        TieDraft(MARTA, "friend", LEANNE),
    )


def _map(opened: date, today: date) -> MapDraft:
    begun = opened + timedelta(days=18)
    return MapDraft(
        purpose="conference",
        status="family_responded",
        started_on=begun,
        shared_on=begun + timedelta(days=4),
        shared_with="Leanne, Dean and Nan Jo",
        is_hurried=False,
        sets=(_drink(begun, today), _anger(begun, today)),
        entries=_entries(begun),
    )


def _rounds(
    begun: date, today: date, places: dict[int | None, tuple[float, ...]]
) -> tuple[RatingDraft, ...]:
    """Each person's numbers, six weeks apart, with what they said."""
    voices = {
        LEANNE: ("Leanne", "parent", "Two Fridays out of three were calm.", "If Dean rings Raj before he opens a can."),
        DEAN: ("Dean", "parent", "I have never laid a hand on them.", "If you all saw a normal Friday."),
        NAN_JO: ("Nan Jo", "network", "They ring me now, and I come.", "A whole month with no 'milk' text."),
        AMIRA: ("Amira", "child", "Nan asks me how I am and she waits.", "If I could sleep on Fridays."),
        None: ("Amina", "professional", "Everybody knows the worry, and Raj has come twice.", "Four hard Fridays in a row that the network handled."),
    }  # fmt: skip
    found = []
    for place in range(3):
        for key, values in places.items():
            name, capacity, why, more = voices[key]
            day = min(today, begun + timedelta(days=42 * place))
            occasion = "child_tool" if capacity == "child" else ("visit", "family_meeting", "network_meeting")[place]  # fmt: skip
            found.append(
                RatingDraft(
                    key,
                    name,
                    capacity,
                    "number",
                    values[place],
                    why,
                    more,
                    occasion,
                    day,
                )
            )
    return tuple(found)


_WORRIED: Final = (
    ("Mr Cole (teacher)", None),
    ("Nan Jo", NAN_JO),
    ("Amina (social worker)", None),
)


def _drink(begun: date, today: date) -> SetDraft:
    return SetDraft(
        worried=_WORRIED,
        worried_about="On some Friday nights when Dean has been drinking he shouts and breaks things. In May a plate broke and cut Amira's foot.",
        what_might_happen="If nothing changes, Amira or Kai might be badly cut or hit.",
        why_believed="",
        impacts=(
            (AMIRA, "Amira might keep lying awake and be too scared to learn."),
            (KAI, "Kai could be cut or hit. He might learn to be scared of loud voices."),
            (BABY, "The baby might be hurt before birth if Leanne is pushed over in a row."),
        ),
        agency_goal="When there is drink or an argument, the children will be somewhere calm with someone sober. Dean, Leanne and the people who love the children will show this for six months, hard Fridays included.",
        family_goal="We want quiet Fridays. We want the kids to bring friends home.",
        child_hope="I want to sleep on Fridays and I want Kai to stop crying.",
        signs=("The children will be asleep by nine on Fridays.", "Amira will tell Nan and school she feels safe at home.", "Dean will ring Raj before he has a drink, and Raj will come."),
        sustained_for="six months, hard Fridays included",
        anchor_0="Fridays are so dangerous the children cannot sleep there.",
        anchor_10="Family and network have handled every hard Friday for six months and services can leave.",
        ratings=_rounds(begun, today, {LEANNE: (4, 5, 6), DEAN: (8, 8, 7), NAN_JO: (3, 5, 6.5), AMIRA: (3, 4.5, 5), None: (2, 3.5, 5)}),
        state="disputed",
        dispute=(DEAN, "The plate was an accident. I shout, and I am not proud of it, but I would never hurt them."),
    )  # fmt: skip


def _anger(begun: date, today: date) -> SetDraft:
    return SetDraft(
        worried=(*_WORRIED[1:], ("Bea from next door", BEA)),
        worried_about="When Dean is angry he stands over Leanne, shouts and punches doors. Kai was holding on to her in March.",
        what_might_happen="If nothing changes, Leanne might be badly hurt and the children could be hurt too.",
        why_believed="",
        impacts=(
            (AMIRA, "Amira might be hurt getting between them. She counts the stairs when she hears his van."),
            (KAI, "Kai might be pushed over or hit, and could learn that shouting is how men talk."),
            (BABY, "The baby might come too early if Leanne is pushed."),
        ),
        agency_goal="Grown-ups in this home will sort things out by talking. The children will sleep, play and bring friends home.",
        family_goal="We want to be able to disagree and still have tea.",
        child_hope="I want Dean to use his normal voice.",
        signs=("When Dean is angry he will walk to his dad's and come back the next day.", "Leanne will see Marta each week, on her own.", "Amira will do her homework at the kitchen table with the door open."),
        sustained_for="six months, with two hard rows in it that ended safely",
        anchor_0="Somebody is going to be badly hurt and the children will see it.",
        anchor_10="Six months of rows that ended with tea, and eight people who would know if one had not.",
        ratings=_rounds(begun, today, {LEANNE: (3, 4, 5), DEAN: (7, 6, 6), NAN_JO: (2, 4, 5.5), AMIRA: (2, 4, 4.5), None: (2, 3, 4.5)}),
        state="shared",
    )  # fmt: skip


def _entries(begun: date) -> tuple[EntryDraft, ...]:
    may, march = (
        FuzzyDate.on(begun - timedelta(days=30)),
        FuzzyDate.on(begun - timedelta(days=91)),
    )
    first, worst = (
        FuzzyDate.in_year(begun.year - 2, is_about=True),
        FuzzyDate.in_month(begun.year - 1, 12),
    )
    kept = [FuzzyDate.on(begun - timedelta(days=days)) for days in (16, 2)]
    by = begun + timedelta(days=9)
    return (
        EntryDraft("harm", "The first time anyone remembers: Dean smashed the telly after drinking at a wedding.", "Amira, who was small, would not come out of the bathroom.", NAN_JO, "Nan Jo", "network", happened=first, danger=0),
        EntryDraft("harm", "The worst: at Christmas Dean threw a chair at the wall beside Leanne.", "Kai screamed until he was sick. Amira rang Nan Jo from under the bed.", AMIRA, "Amira", "child", happened=worst, danger=1),
        EntryDraft("harm", "The latest: Dean swept the plates off the table. One cut Amira's foot.", "She had three stitches and slept at Nan Jo's for a week.", None, "Mr Cole (teacher)", happened=may, danger=0),
        EntryDraft("harm", "Dad pushed Mum and I was holding on to her.", "Kai has asked to sleep with the light on since then.", KAI, "Kai", "child", is_own_words=True, happened=march, danger=1),
        EntryDraft("complicating_factor", "Dean lost his job at the yard in the spring and the rent is two months behind.", said_by=LEANNE, said_by_name="Leanne", source="parent", about="around"),
        EntryDraft("complicating_factor", "This is the third social worker in a year, so Leanne has told the story three times.", said_by=LEANNE, said_by_name="Leanne", source="parent", about="service"),
        EntryDraft("strength", "Dean walks Kai to school each day and knows all of his friends' names.", said_by=BEA, said_by_name="Bea", source="network"),
        EntryDraft("strength", "Leanne told Nan Jo the whole truth in the summer, which took courage.", said_by=NAN_JO, said_by_name="Nan Jo", source="network"),
        EntryDraft("strength", "Auntie Ngozi rings from Lagos every Sunday and Kai saves up jokes for her.", said_by=DEAN, said_by_name="Dean", source="parent"),
        EntryDraft("existing_safety", "Nan Jo took both children to hers when she saw that Dean had been drinking.", said_by=LEANNE, said_by_name="Leanne", source="parent", happened=kept[0], danger=0, who=NAN_JO, who_name="Nan Jo", how_often="Three Fridays since March", seen_by="Bea next door", outcome="Both children slept until seven."),
        EntryDraft("existing_safety", "Leanne texted 'milk' and Raj came within twenty minutes. The children stayed asleep.", said_by=RAJ, said_by_name="Raj", source="network", happened=kept[1], danger=0, who=RAJ, who_name="Raj"),
        EntryDraft("existing_safety", "Amira moved her red fish to the window, and Nan Jo took her for a walk and asked.", said_by=NAN_JO, said_by_name="Nan Jo", source="network", happened=kept[1], danger=1, who=AMIRA, who_name="Amira"),
        EntryDraft("next_step", "Raj and Bea to come for tea on Thursday, and hear the whole worry.", said_by_name="Amina", danger=0, who=LEANNE, who_name="Leanne", due_on=by, done_on=by, outcome="Both came. Bea has a key now."),
        EntryDraft("next_step", "Ask Grandad Manny if Dean can sleep there on a hard night.", said_by_name="Amina", danger=1, who=DEAN, who_name="Dean", due_on=by, done_on=by, outcome="He said yes, and that it was about time we asked."),
        EntryDraft("next_step", "Draw the three houses with Kai at school, with crayons and no hurry.", said_by_name="Amina", danger=1, who_name="Amina", due_on=by + timedelta(days=5)),
    )  # fmt: skip
