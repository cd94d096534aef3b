"""Whose way is whose, who guides, who keeps the words and who plans training."""

from __future__ import annotations

from uuid import UUID

from kinfold.development import policy
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from kinfold_core.access.roles import AUTHORITY_ROLES, PROGRAMME_ROLES

HERE, THERE, ME = UUID(int=1), UUID(int=2), UUID(int=3)
GUIDES = {Role.PRACTICE_LEADER, Role.QUALITY_LEAD}
KEEPS = {Role.PROGRAMME_LEAD, Role.TRAINER}


def somebody(role: Role) -> Viewer:
    is_member = role in PROGRAMME_ROLES
    return Viewer(
        user_id=1,
        name="A",
        roles=frozenset({role}),
        authority_id=None if is_member else HERE,
        worker_id=None if is_member else ME,
    )


def those_who(may) -> set[Role]:
    return {role for role in Role if may(somebody(role))}


def test_everybody_walks_their_own_way_and_enters():
    assert those_who(policy.may_walk) == set(AUTHORITY_ROLES)
    assert those_who(policy.may_enter) == set(Role)
    assert those_who(lambda who: policy.may_open_way(who, ME)) == set(AUTHORITY_ROLES)


def test_a_colleagues_way_is_for_who_guides_and_not_for_a_director():
    for theirs in (THERE, None):
        assert those_who(lambda who, of=theirs: policy.may_open_way(who, of)) == GUIDES
    assert those_who(policy.may_guide) == GUIDES
    assert Role.SENIOR_LEADER in those_who(policy.may_see_counts)


def test_only_who_was_seen_answers():
    answers = policy.may_answer_observation
    assert those_who(lambda who: answers(who, ME)) == set(AUTHORITY_ROLES)
    assert those_who(lambda who: answers(who, THERE)) == set()
    assert those_who(lambda who: answers(who, None)) == GUIDES


def test_the_programme_keeps_the_words_and_each_house_plans_its_own():
    plans = policy.may_plan_training
    assert those_who(policy.may_keep_steps) == KEEPS
    assert those_who(lambda who: plans(who, HERE)) == KEEPS | GUIDES
    for place in (THERE, None):
        assert those_who(lambda who, of=place: plans(who, of)) == KEEPS
