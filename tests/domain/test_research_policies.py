"""Who reads, brings, codes and runs what a programme learns from people's words."""

from __future__ import annotations

from uuid import UUID

from kinfold.change_stories import policy as stories
from kinfold.platform.viewer import Viewer
from kinfold.themes import policy as themes
from kinfold_core.access import Role
from kinfold_core.access.roles import PROGRAMME_ROLES

HERE, THERE = UUID(int=1), UUID(int=2)
RUNS = {Role.PROGRAMME_LEAD, Role.EVALUATOR}
BRINGS = RUNS | {Role.PRACTICE_LEADER, Role.QUALITY_LEAD}


def somebody(role: Role, authority: UUID | None = HERE) -> Viewer:
    place = None if role in PROGRAMME_ROLES else authority
    return Viewer(user_id=1, name="A", roles=frozenset({role}), authority_id=place)


def those_who(may) -> set[Role]:
    return {role for role in Role if may(somebody(role))}


def test_members_and_the_leaders_of_authorities_read():
    readers = set(PROGRAMME_ROLES) | {
        Role.SENIOR_LEADER,
        Role.PRACTICE_LEADER,
        Role.QUALITY_LEAD,
    }
    assert those_who(themes.may_read) == readers
    assert those_who(stories.may_read) == readers


def test_the_lead_and_the_evaluator_run_it():
    assert those_who(themes.may_run) == RUNS
    assert those_who(stories.may_run) == RUNS


def test_members_code():
    assert those_who(themes.may_code) == set(PROGRAMME_ROLES)
    assert themes.has_seat(is_taken=True)
    assert not themes.has_seat(is_taken=False)
    assert themes.may_settle(somebody(Role.TRAINER), frozenset({1}))
    assert not themes.may_settle(somebody(Role.PROGRAMME_LEAD), frozenset({2}))


def test_each_authority_brings_its_own_and_the_programme_brings_any():
    for may in (themes.may_bring, stories.may_bring):
        assert those_who(lambda who, may=may: may(who, HERE)) == BRINGS
        assert those_who(lambda who, may=may: may(who, THERE)) == RUNS
    assert themes.may_bring(somebody(Role.QUALITY_LEAD), None)
