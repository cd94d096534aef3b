"""Who runs a workshop, when it is open, and when a few votes are not told apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.workshops import policy
from kinfold_core.access import Role
from kinfold_core.access.roles import PROGRAMME_ROLES

HERE, THERE = UUID(int=1), UUID(int=2)
NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)


def somebody(role: Role) -> Viewer:
    place = None if role in PROGRAMME_ROLES else HERE
    return Viewer(user_id=1, name="A", roles=frozenset({role}), authority_id=place)


def those_who(may) -> set[Role]:
    return {role for role in Role if may(somebody(role))}


def test_the_programme_runs_it_and_each_authority_tells_its_own():
    assert those_who(policy.may_run) == {
        Role.PROGRAMME_LEAD,
        Role.CONSULTANT,
        Role.TRAINER,
    }
    leaders = {Role.SENIOR_LEADER, Role.PRACTICE_LEADER, Role.QUALITY_LEAD}
    assert those_who(policy.may_read) == set(PROGRAMME_ROLES) | leaders
    assert those_who(lambda who: policy.may_tell(who, HERE)) == leaders
    assert not those_who(lambda who: policy.may_tell(who, THERE))
    assert not those_who(lambda who: policy.may_tell(who, None))


def test_it_is_open_until_its_moment():
    later = NOW + timedelta(hours=1)
    assert policy.is_open("open", later, NOW)
    assert not policy.is_open("open", NOW, NOW)
    assert not policy.is_open("open", None, NOW)
    assert not policy.is_open("closed", later, NOW)


def test_authorities_are_told_apart_all_or_none():
    assert policy.told_apart({HERE: 5, THERE: 9}) == {HERE, THERE}
    assert policy.told_apart({HERE: 5, THERE: 9, None: 5}) == {HERE, THERE}
    assert not policy.told_apart({HERE: 5, THERE: 4})
    assert not policy.told_apart({HERE: 5, THERE: 9, None: 1})
    assert not policy.told_apart({HERE: 50})
    assert not policy.told_apart({})


def test_a_code_is_read_as_it_was_meant():
    assert policy.typed_code(" ab2-cd3 ") == "AB2CD3"
    assert policy.typed_code("\x00<>") == ""
