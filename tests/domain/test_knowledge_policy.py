"""Everybody reads the knowledge bank; who leads learning writes it."""

from __future__ import annotations

from kinfold.knowledge import policy
from kinfold_core.access import Role
from tests.domain.test_research_policies import HERE, THERE, those_who

MEMBERS = {Role.PROGRAMME_LEAD, Role.CONSULTANT, Role.TRAINER}
LEADERS = {Role.SENIOR_LEADER, Role.PRACTICE_LEADER, Role.QUALITY_LEAD}


def test_everybody_reads_and_an_authority_writes_what_it_brought():
    assert those_who(policy.may_see) == set(Role)
    assert those_who(lambda who: policy.may_write(who, HERE)) == MEMBERS | LEADERS
    assert those_who(lambda who: policy.may_write(who, THERE)) == MEMBERS


def test_a_text_that_was_taken_out_is_read_by_those_who_may_write_it():
    def readers(place, *, is_taken_out):
        return those_who(
            lambda who: policy.may_read_text(who, place, is_taken_out=is_taken_out)
        )

    assert readers(THERE, is_taken_out=False) == set(Role)
    assert readers(THERE, is_taken_out=True) == MEMBERS
    assert readers(HERE, is_taken_out=True) == MEMBERS | LEADERS
