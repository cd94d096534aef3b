"""Who may ask, decide and end; and that whatever ends an extract comes first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kinfold.extracts.policy import (
    Facts,
    Standing,
    may_ask,
    may_decide,
    may_end,
    may_see_extracts,
    standing,
)
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role

TODAY = date(2026, 11, 26)
YESTERDAY = TODAY - timedelta(days=1)


def allowed(asked):
    return {
        role
        for role in Role
        if asked(Viewer(user_id=1, name="Priya", roles=frozenset({role})))
    }


def test_an_evaluator_asks_and_information_governance_decides():
    assert allowed(may_ask) == {Role.EVALUATOR}
    assert allowed(may_decide) == {Role.INFORMATION_GOVERNANCE}
    assert allowed(may_end) == {Role.EVALUATOR, Role.INFORMATION_GOVERNANCE}
    assert allowed(may_see_extracts) == {
        Role.EVALUATOR, Role.INFORMATION_GOVERNANCE, Role.SENIOR_LEADER
    }  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        (Facts(), Standing.ASKED),
        (Facts(is_shared=False), Standing.LEFT),
        (Facts(is_given=False), Standing.REFUSED),
        (Facts(is_given=False, is_shared=False), Standing.REFUSED),
        (Facts(is_given=True, expires_on=TODAY), Standing.BEING_MADE),
        (Facts(is_given=True, is_made=False, expires_on=TODAY), Standing.NOT_MADE),
        (Facts(is_given=True, is_made=True, expires_on=TODAY), Standing.OPEN),
        (Facts(is_given=True, is_made=True, expires_on=YESTERDAY), Standing.EXPIRED),
        (
            Facts(is_given=True, is_made=True, is_shared=False, expires_on=TODAY),
            Standing.LEFT,
        ),
        (
            Facts(is_given=True, is_made=True, is_ended=True, expires_on=TODAY),
            Standing.ENDED,
        ),
    ],
)
def test_whatever_ends_it_comes_before_whatever_opens_it(facts, stands):
    assert standing(facts, TODAY) is stands
