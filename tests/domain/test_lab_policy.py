"""Who reads what a team brought to the lab, and who confirms that it may leave."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from kinfold.lab import policy
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role

OWN, SITS_IN, OUTSIDE = UUID(int=1), UUID(int=2), UUID(int=3)
DAY = date(2026, 3, 2)
LAST = DAY + timedelta(days=14)


def leader(place: UUID | None, role: Role = Role.PRACTICE_LEADER) -> Viewer:
    return Viewer(user_id=1, name="A", roles=frozenset({role}), authority_id=place)


def pack(*, is_withdrawn: bool = False) -> policy.Standing:
    return policy.Standing(OWN, frozenset({OWN, SITS_IN}), DAY, 14, is_withdrawn)


def test_those_who_booked_read_it_while_it_is_open() -> None:
    lead = leader(None, Role.PROGRAMME_LEAD)
    for who, open_, after in (
        (leader(OWN), True, True),
        (leader(SITS_IN), True, False),
        (leader(OUTSIDE), False, False),
        (leader(SITS_IN, Role.PRACTITIONER), False, False),
        (lead, True, False),
        (leader(None, Role.EVALUATOR), False, False),
    ):
        assert bool(policy.may_read_pack(who, pack(), LAST)) is open_
        later = LAST + timedelta(days=1)
        assert bool(policy.may_read_pack(who, pack(), later)) is after
        assert not policy.may_read_pack(who, pack(is_withdrawn=True), DAY)


def test_its_own_leaders_write_what_came_of_it() -> None:
    assert policy.may_follow_up(leader(OWN), OWN)
    assert not policy.may_follow_up(leader(SITS_IN), OWN)
    assert not policy.may_follow_up(leader(OWN, Role.PRACTITIONER), OWN)


def test_whoever_decided_does_not_confirm() -> None:
    assert policy.is_a_second(2, frozenset({1}))
    assert not policy.is_a_second(1, frozenset({1}))
