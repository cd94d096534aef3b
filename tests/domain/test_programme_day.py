"""What of an authority needs somebody in its programme today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kinfold_core.practice.programme_day import Facts, Need, needs_of

TODAY = date(2026, 11, 27)


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


CALM = {"joined_on": days(-900), "has_phase": True, "last_visit": days(-100)}


@pytest.mark.parametrize(
    ("changed", "needs"),
    [
        ({}, ()),
        ({"overdue_by_programme": 1}, (Need.OWED_TO_IT,)),
        ({"overdue_by_authority": 2}, (Need.OWED_BY_IT,)),
        ({"plan_due": days(-1)}, (Need.PLAN_LATE,)),
        ({"plan_due": days(-1), "is_plan_final": True}, ()),
        ({"plan_due": days(0)}, (Need.PLAN_SOON,)),
        ({"plan_due": days(14)}, (Need.PLAN_SOON,)),
        ({"plan_due": days(15)}, ()),
        ({"follow_ups_due": 1}, (Need.FOLLOW_UP,)),
        ({"last_visit": days(-101)}, (Need.NO_VISIT,)),
        ({"last_visit": days(-101), "next_visit": days(9)}, ()),
        ({"last_visit": None}, (Need.NO_VISIT,)),
        ({"last_visit": None, "joined_on": days(-3)}, ()),
        ({"has_phase": False}, (Need.NO_PHASE,)),
        (
            {"has_phase": False, "overdue_by_authority": 1, "overdue_by_programme": 1},
            (Need.OWED_TO_IT, Need.OWED_BY_IT, Need.NO_PHASE),
        ),
    ],
)
def test_who_needs_somebody(changed, needs):
    assert needs_of(Facts(**(CALM | changed)), TODAY) == needs
