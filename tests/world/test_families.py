"""Made-up families: the same each time, possible, and written as practice asks."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from kinfold.world.family import make_family, place_of
from kinfold.world.loading import draft_of
from kinfold.world.places import PLACES
from kinfold.world.scene import age_on
from kinfold.world.situation import AGE_BANDS, heritages, situations
from kinfold.world.words import suited
from kinfold_core.people.family_tree import findings as tree_findings
from kinfold_core.people.relationships import Tie
from kinfold_core.practice.facts import (
    DangerStatementFacts,
    Impact,
    SafetyGoalFacts,
    ScaleFacts,
    Standards,
)
from kinfold_core.practice.reading_age import reading_age
from kinfold_core.practice.rulebook import (
    check_danger_statement,
    check_safety_goal,
    check_scale,
)

TODAY = date(2026, 3, 10)
STANDARDS = Standards(reading_age=reading_age)


@pytest.fixture(scope="module")
def families():
    return [draft_of(1, number, TODAY) for number in range(400)]


def map_findings(draft, one):
    """What the rules say of one set of a family's map."""
    called = {person.key: person.called for person in draft.people}
    place = draft.map.sets.index(one)
    harm_count = sum(
        entry.category == "harm" and entry.danger == place
        for entry in draft.map.entries
    )
    danger = DangerStatementFacts(
        worried_people=tuple(name for name, _ in one.worried),
        worried_about=one.worried_about,
        what_might_happen=one.what_might_happen,
        impacts=tuple(Impact(called[key], text) for key, text in one.impacts),
        goal_count=1,
        scale_count=1,
        is_disputed=one.dispute is not None,
        dispute_words=one.dispute[1] if one.dispute else "",
        linked_harm_count=harm_count,
        why_believed=one.why_believed,
    )
    goal = SafetyGoalFacts(
        danger_statement_count=1,
        agency_goal=one.agency_goal,
        observable_signs=one.signs,
        sustained_for=one.sustained_for,
    )
    scale = ScaleFacts(anchor_0=one.anchor_0, anchor_10=one.anchor_10)
    return (
        *check_danger_statement(danger, STANDARDS),
        *check_safety_goal(goal),
        *check_scale(scale),
    )


def test_a_family_follows_from_its_seed_and_number_alone():
    once = [make_family(7, number, TODAY) for number in (3, 40, 41)]
    again = [make_family(7, number, TODAY) for number in (41, 40, 3)]
    assert once == list(reversed(again))
    assert make_family(8, 3, TODAY) != once[0]


def test_every_authority_has_its_share(families):
    share = Counter(place_of(draft.number).name for draft in families)
    assert set(share) == {place.name for place in PLACES}
    assert set(share.values()) == {40}


def test_every_reference_says_that_it_is_made_up(families):
    assert all(draft.reference.startswith("MADE-UP-1-") for draft in families)
    assert len({draft.reference for draft in families}) == len(families)
    assert all(len(draft.reference) <= 20 for draft in families)


def test_no_address_or_number_can_reach_anybody(families):
    for draft in families:
        assert all("99 " in home.postcode for home in draft.households)
        phones = [person.phone for person in draft.people if person.phone]
        assert all(phone.startswith("07700 900") for phone in phones)


def test_maps_pass_the_rules_unless_they_were_written_in_a_hurry(families):
    mapped = [draft for draft in families if draft.map]
    hurried = [draft for draft in mapped if draft.map.is_hurried]
    assert 0.12 < len(hurried) / len(mapped) < 0.32
    for draft in mapped:
        for place, one in enumerate(draft.map.sets):
            found = map_findings(draft, one)
            if place == 0 and draft.map.is_hurried:
                assert found, draft.reference
            else:
                assert not found, (draft.reference, found)


def test_a_map_written_in_a_hurry_is_never_shared(families):
    for draft in families:
        if draft.map and draft.map.is_hurried:
            assert draft.map.status == "draft"
            assert draft.map.shared_on is None


def test_nothing_impossible_stands_in_any_family_tree(families):
    for draft in families:
        ties = [Tie(str(t.person), t.code, str(t.other)) for t in draft.ties]
        born = {str(p.key): p.born for p in draft.people if p.born}
        assert tree_findings(ties, born=born) == (), draft.reference


def test_families_are_of_many_kinds(families):
    people = [person for draft in families for person in draft.people]
    codes = {tie.code for draft in families for tie in draft.ties}
    assert {"twin", "half_sibling", "step_parent", "kinship_carer"} <= codes
    assert any(person.part == "unborn" and person.due_on for person in people)
    assert any(person.needs_interpreter for person in people)
    assert any(home.is_hidden for draft in families for home in draft.households)
    assert len({person.ethnicity_code for person in people}) > 12
    assert 5 < len(people) / len(families) < 7


def test_some_families_were_helped_then_and_some_are_now(families):
    then = [draft for draft in families if draft.opened_on.year <= 2019]
    now = [draft for draft in families if draft.closed_on is None]
    assert 0.2 < len(then) / len(families) < 0.4
    assert 0.5 < len(now) / len(families) < 0.8
    statuses = {status.status for draft in families for status in draft.statuses}
    assert statuses == {
        "early_help", "child_in_need", "child_protection",
        "looked_after", "care_leaver",
    }  # fmt: skip


def test_dates_run_forwards_and_nothing_is_in_the_future(families):
    for draft in families:
        for spell in (*draft.statuses, *draft.allocations):
            assert draft.opened_on <= spell.started_on <= TODAY, draft.reference
            assert spell.ended_on is None or (
                spell.started_on <= spell.ended_on <= TODAY
            )
        running = [one for one in draft.allocations if one.ended_on is None]
        assert len(running) == (draft.closed_on is None)
        for one in draft.map.sets if draft.map else ():
            assert all(rating.rated_on <= TODAY for rating in one.ratings)


def test_children_are_children_while_they_are_helped_as_children(families):
    for draft in families:
        people = {person.key: person for person in draft.people}
        for status in draft.statuses:
            age = age_on(people[status.child], status.started_on)
            assert (age >= 18) == (status.status == "care_leaver"), draft.reference


@pytest.mark.parametrize("one", situations(), ids=lambda one: one.code)
def test_every_situation_has_words_for_every_age_it_fits(one):
    ages = [-1] if one.code == "expecting" else range(one.youngest, one.oldest + 1)
    for age in ages:
        for section in ("about", "might", "goal", "for", "family", "zero", "ten"):
            assert suited(one.lines(section), age), (section, age)
        assert len(suited(one.lines("sign"), age)) >= 2, age
        assert one.impacts(age)


def test_there_are_enough_situations_and_names():
    assert len(situations()) >= 12
    assert {one.pack for one in situations()} == {"safety", "wellbeing", "success"}
    assert all(len(one.given["girls"]) >= 4 for one in heritages())
    assert [name for name, _ in AGE_BANDS][0] == "unborn"


def test_the_first_family_is_amiras():
    story = draft_of(1, 0, TODAY)
    assert place_of(0).name == "Lincolnshire"
    assert story.worker_name == "Amina Begum"
    assert {"Amira", "Kai", "Nan Jo"} <= {person.called for person in story.people}
    assert len(story.map.sets) == 2
    assert story.map.sets[0].dispute
    for one in story.map.sets:
        assert map_findings(story, one) == ()


DEEDS_OF_THE_OTHER = (
    " went to prison for beating ",
    " has hit or pushed ",
    "'s phone, ",
)


def test_whoever_was_hurt_is_not_the_one_to_say_it_is_untrue(families):
    found = 0
    for draft in families:
        for one in draft.map.sets if draft.map else ():
            does_harm = any(deed in one.worried_about for deed in DEEDS_OF_THE_OTHER)
            if one.dispute and does_harm:
                who = draft.people[one.dispute[0]].called
                assert one.worried_about.startswith(who)
                found += 1
    assert found


def test_nobody_has_parental_responsibility_for_a_grown_up(families):
    for draft in families:
        for tie in draft.ties:
            if tie.has_parental_responsibility:
                assert draft.people[tie.other].is_child
