"""What a paper holds for whom: each piece of it, with somebody kept from somebody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from kinfold.copies.policy import (
    ANYBODY,
    ARTEFACTS,
    Between,
    ForWhom,
    audience_of,
    has_rule,
    is_childs,
    map_for,
    may_all,
    not_for,
    refusals,
    together,
)
from kinfold_core.access import Apart, Artefact, Audience
from kinfold_core.access.sharing import SHUTS_ALL, TELLS_DAYS
from kinfold_core.practice.copy_link import NOT_WHEN_APART
from kinfold_core.practice.facts_planning import RuleKind
from kinfold_core.practice.living_map import Dispute
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.written import ImpactDetails, Named
from tests.domain.practice.rows import (
    AMIRA,
    HIDDEN,
    LEANNE,
    NAN,
    danger,
    entry,
    living_map,
    plan_rule,
    rating,
)

AT = datetime(2026, 5, 3, tzinfo=UTC)
DEAN_ID = UUID(int=12)
SAID = Named(name="Leanne", person_id=LEANNE.person_id)
NO_KEY = Named(name="LEANNE")
CHILD = ForWhom("Amira", Audience.CHILD, AMIRA.person_id)
KAI = ForWhom("Kai", Audience.CHILD, UUID(int=7))
LEANNE_READS = ForWhom("Leanne", person_id=LEANNE.person_id)


def dean(*kinds: Apart, **more: object) -> ForWhom:
    """Dean, from whom something of Leanne is kept."""
    assert LEANNE.person_id
    between = {LEANNE.person_id: Between("Leanne", frozenset(kinds), AT)}
    return replace(
        ForWhom("Dean", person_id=DEAN_ID, between=between if kinds else {}), **more
    )


@pytest.mark.parametrize("kind", sorted(SHUTS_ALL))
def test_nothing_that_somebody_said_does_or_disputes_is_for_whom_it_is_kept_from(
    kind: Apart,
) -> None:
    views = (Dispute("Leanne", "No.", AT.date()),)
    theirs = (
        entry("harm", "said", said_by=SAID),
        entry("harm", "by name alone", said_by=NO_KEY),
        entry("next_step", "does", who=SAID),
        entry("strength", "disputed", disputes=views),
        entry("harm", "child", children=(SAID,)),
    )
    others = entry("harm", "others", said_by=Named(name="Nan", person_id=UUID(int=11)))
    sets = (
        danger(worried_people=(SAID,)),
        danger(
            impacts=(ImpactDetails(child_id=SAID.person_id, child_name="L", text="x"),)
        ),  # type: ignore[arg-type]
        danger(disputes=views),
    )
    kept = danger(ratings=(rating("Leanne", 3, rater=SAID), rating("Nan", 4)))
    written = living_map(
        entries=(*theirs, others), dangers=(*sets, kept), withdrawn_dangers=sets
    )
    his = map_for(written, (dean(kind),))
    assert his.entries == (others,)
    assert [one.id for one in his.dangers] == [kept.id]
    assert [one.rater.name for one in his.dangers[0].ratings] == ["Nan"]
    assert his.withdrawn_dangers == ()
    # a copy for both holds what both may see
    assert map_for(written, (LEANNE_READS, dean(kind))).entries == (others,)
    assert len(map_for(written, (LEANNE_READS,)).entries) == 6


def test_who_saw_it_is_asked_about_as_who_said_it_is() -> None:
    seen = entry("existing_safety", "seen", seen_by="Bea next door, and Leanne")
    others = entry("existing_safety", "others", seen_by="Bea next door")
    written = living_map(entries=(seen, others))
    assert map_for(written, (dean(Apart.THIRD_PARTY),)).entries == (others,)
    assert map_for(written, (dean(Apart.NO_CONTACT),)).entries == (seen, others)
    assert map_for(written, (LEANNE_READS,)).entries == (seen, others)


def test_a_worry_is_for_him_without_the_name_of_who_confirms_its_goal() -> None:
    written = living_map(dangers=(danger(who_confirms="Leanne and Nan"),))
    kept, theirs = (
        map_for(written, (reader,)).dangers[0].who_confirms
        for reader in (dean(Apart.THIRD_PARTY), LEANNE_READS)
    )
    assert (kept, theirs) == ("", "Leanne and Nan")


def test_no_contact_leaves_the_map_and_takes_what_tells_how_days_go() -> None:
    written = living_map(entries=(entry("harm", "said", said_by=SAID),))
    his = (dean(Apart.NO_CONTACT),)
    assert map_for(written, his).entries
    for key, artefact in ARTEFACTS.items():
        assert may_all(his, artefact) is (artefact not in TELLS_DAYS), key
    days = {key for key, artefact in ARTEFACTS.items() if artefact in TELLS_DAYS}
    assert days == NOT_WHEN_APART


def test_what_is_hidden_from_the_family_is_on_no_copy_whoever_holds_it() -> None:
    hidden = danger(showing=HIDDEN)
    written = living_map(
        entries=(entry("harm", "x", showing=HIDDEN),),
        dangers=(hidden, danger(ratings=(rating("Dean", 2, is_visible=False),))),
        withdrawn_dangers=(hidden,),
    )
    for readers in ((), ANYBODY, (LEANNE_READS,), (CHILD,)):
        theirs = map_for(written, readers)
        assert theirs.entries == theirs.withdrawn_dangers == ()
        assert len(theirs.dangers) == 1
        assert theirs.dangers[0].ratings == ()


def test_a_child_alone_reads_its_own_number_and_its_own_part() -> None:
    numbers = (rating("Amira", 4, rater=CHILD.named), rating("Leanne", 7))
    written = living_map(dangers=(danger(ratings=numbers),))

    def raters(*readers: ForWhom) -> list[str]:
        return [one.rater.name for one in map_for(written, readers).dangers[0].ratings]

    assert raters(CHILD) == ["Amira"]
    assert raters(CHILD, KAI) == ["Amira"]
    assert raters(CHILD, LEANNE_READS) == ["Amira", "Leanne"]
    assert raters(replace(CHILD, is_beside_grown_ups=True)) == ["Amira", "Leanne"]
    nans = plan_rule(RuleKind.EVERYDAY_ARRANGEMENT, "Nan rings.", NAN)
    packs = plan_rule(
        RuleKind.EVERYDAY_ARRANGEMENT, "To Nan's.", NAN, child_part="Packs the bag."
    )
    carries = plan_rule(RuleKind.EVERYDAY_ARRANGEMENT, "Rings.", AMIRA)
    acts = plan_rule(RuleKind.CHILD_ACTION, "Rings Nan.", NAN)
    assert [has_rule((CHILD,), one) for one in (nans, packs, carries, acts)] == [
        False, True, True, True,
    ]  # fmt: skip
    assert all(has_rule((CHILD, LEANNE_READS), one) for one in (nans, packs))


def test_a_rule_of_somebody_who_is_kept_from_a_reader_stays_out() -> None:
    hers = plan_rule(RuleKind.EVERYDAY_ARRANGEMENT, "Rings.", NAN, backups=(LEANNE,))
    wrote = plan_rule(RuleKind.EVERYDAY_ARRANGEMENT, "Rings.", NAN, author=LEANNE)
    nans = plan_rule(RuleKind.EVERYDAY_ARRANGEMENT, "Rings.", NAN)
    his = (dean(Apart.THIRD_PARTY),)
    assert [has_rule(his, one) for one in (hers, wrote, nans)] == [False, False, True]
    assert not has_rule((dean(Apart.NO_CONTACT),), nans)


def test_for_a_child_alone_lines_and_road_are_drawn() -> None:
    for artefact in (Artefact.BOTTOM_LINES, Artefact.ROAD):
        assert not may_all((CHILD,), artefact)
        assert may_all((CHILD,), artefact, is_for_child=True)
        assert may_all((CHILD, LEANNE_READS), artefact)


def test_a_refusal_names_who_and_says_why() -> None:
    home = dean(from_record=frozenset({Apart.HIDDEN_HOME}))
    refused = refusals((home, LEANNE_READS), Artefact.SAFETY_PLAN)
    assert [one.name for one in refused] == ["Dean"]
    assert "must not know where somebody lives" in refused[0].reason
    unasked = refusals((LEANNE_READS,), Artefact.STORY, unasked={"Leanne": "Not read"})
    assert unasked[0].reason == "Not read"
    plain = refusals((LEANNE_READS,), Artefact.STORY, unasked={"Leanne": ""})
    assert plain[0].reason.startswith("They were not asked")
    # kept apart is said before what somebody was not asked
    both = refusals((home,), Artefact.STORY, unasked={"Dean": "Not read"})
    assert "must not know" in both[0].reason


def test_whoever_is_kept_from_another_has_a_copy_of_their_own() -> None:
    on_it, own = together((LEANNE_READS, dean(Apart.COURT), CHILD))
    assert on_it == {LEANNE.person_id, AMIRA.person_id}
    assert [(one.name, one.reason) for one in own] == [
        ("Dean", "They are kept apart from Leanne")
    ]
    # it runs one way, and both ways keep them off one paper
    assert together((dean(Apart.COURT), LEANNE_READS))[1][0].name == "Leanne"
    assert together((LEANNE_READS, CHILD))[1] == ()


def test_a_copy_made_before_somebody_was_kept_from_them_holds_it_still() -> None:
    before, after = AT - timedelta(days=1), AT + timedelta(days=1)
    assert dean(Apart.COURT).was_shut_since(before)
    assert not dean(Apart.COURT).was_shut_since(after)
    assert not dean(Apart.NO_CONTACT).was_shut_since(before)
    assert not dean().is_kept_apart
    assert dean(Apart.NO_CONTACT).is_kept_apart
    assert not dean(Apart.THIRD_PARTY).is_kept_apart


def test_somebody_of_another_name_or_key_is_not_taken_for_them() -> None:
    his = dean(Apart.COURT)
    assert not his.apart_from(
        [Named(name="Lea"), Who(name="Leanne", person_id=DEAN_ID)]
    )
    assert his.apart_from([Who(name="leanne")]) == {Apart.COURT}
    assert not is_childs(())


def test_at_home_with_the_children_only_the_others_part_is_kept_from_them() -> None:
    home = dean(Apart.NO_CONTACT, is_at_home=True)
    hers = plan_rule(RuleKind.EVERYDAY_ARRANGEMENT, "Rings.", LEANNE)
    nans = plan_rule(RuleKind.EVERYDAY_ARRANGEMENT, "Rings.", NAN)
    assert [has_rule((home,), one) for one in (hers, nans)] == [False, True]
    assert not home.is_kept_apart
    hidden = replace(home, from_record=frozenset({Apart.HIDDEN_HOME}))
    assert not has_rule((hidden,), nans)


@pytest.mark.parametrize(
    ("known", "audience"),
    [
        ({}, Audience.PARENT),
        ({"is_child": True}, Audience.CHILD),
        ({"is_child": True, "is_of_network": True}, Audience.CHILD),
        ({"is_of_network": True}, Audience.NETWORK),
        ({"is_of_network": True, "is_parent": True}, Audience.PARENT),
        ({"is_of_network": True, "is_at_home": True}, Audience.PARENT),
    ],
)
def test_who_matters_and_lives_elsewhere_reads_as_the_network(
    known: dict[str, bool], audience: Audience
) -> None:
    flags = ("is_child", "is_of_network", "is_parent", "is_at_home")
    assert audience_of(**dict.fromkeys(flags, False) | known) is audience


def test_whom_the_copy_is_not_for_is_told_where_theirs_is() -> None:
    assert not_for("Marta and Tess").startswith(
        "The family's copy is not for Marta and Tess: "
    )
    assert not_for("Marta").endswith("Their own copy")
