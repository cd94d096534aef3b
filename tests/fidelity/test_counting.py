"""What counts as used and as good, on a family whose record is written by people."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.fidelity.counting import PIECES
from kinfold.fidelity.selectors import recorded
from kinfold.planning.models import PlanRule
from kinfold.platform.tenancy import as_viewer
from kinfold.practice import actions
from kinfold.records.models import Family
from kinfold_measures.fidelity.elements import BY_CODE
from kinfold_measures.language.periods import Period
from kinfold_measures.series import NO_DENOMINATOR, WITHHELD
from tests.factories.child_tools import (
    child_of,
    make_finished,
    make_item,
    make_response,
    make_session,
)
from tests.factories.monitoring import make_check, make_entry
from tests.factories.networks import make_member, make_told
from tests.factories.practice import good_set, make_family, make_rating, me, named
from tests.fidelity.conftest import large_family

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def told(by, team, quarter) -> dict[str, tuple[object, object]]:
    """Used and good in per cent, by code, of one team."""
    with as_viewer(by):
        shown = recorded.profile(by, (quarter,))
        cells = {code: shown.at(quarter, str(team.pk), code) for code in BY_CODE}
    return {code: (one.used, one.good) for code, one in cells.items()}


def test_each_element_is_counted_by_one_piece():
    assert list(PIECES) == list(BY_CODE)


def test_a_map_with_a_plan_is_used_and_good_where_the_rules_say_so(
    worker, quality_lead, team, planned, quarter
):
    """One family of two has it all; of the other nothing is written."""
    large_family(worker)
    found = told(quality_lead, team, quarter)
    half_and_good, half_and_not, none = (50, 100), (50, 0), (0, NO_DENOMINATOR)
    assert found == {
        "danger_statement": half_and_good,
        "goal_and_scale": half_and_good,
        "scale_rated": half_and_good,
        "child_voice": none,
        "words_and_pictures": none,
        "network": half_and_good,
        "network_told": half_and_not,
        "bottom_lines": half_and_not,
        "safety_plan": half_and_good,
        "plan_tried": none,
        "journal": none,
        "group_supervision": none,
        "family_finding": none,
        "map_shared": none,
    }


def test_what_is_missing_makes_it_used_and_not_good(
    worker, quality_lead, team, quarter
):
    family = large_family(worker)
    with as_viewer(worker):
        thin = replace(good_set(worker, family), impacts=(), observable_signs=())
        danger = actions.add_danger_set(family_id=family.pk, details=thin, by=worker)
    make_rating(worker, family, danger.pk, me(worker), capacity="professional")
    make_told(worker, make_member(worker, family), danger.pk)
    session = make_session(worker, family)
    found = told(quality_lead, team, quarter)
    assert {code for code, (used, _) in found.items() if used == 100} == {
        "danger_statement", "goal_and_scale", "scale_rated", "child_voice", "network",
        "network_told",
    }  # fmt: skip
    assert {good for used, good in found.values() if used == 100} == {0}
    make_item(worker, session)
    make_finished(worker, session)
    make_response(worker, session)
    for name in ("Raj", "Kit"):
        make_told(worker, make_member(worker, family, name, side="paternal"), danger.pk)
    with as_viewer(worker):
        parent = named(worker, family, "Leanne")
    make_rating(worker, family, danger.pk, parent)
    found = told(quality_lead, team, quarter)
    for code in ("scale_rated", "child_voice", "network", "network_told"):
        assert found[code] == (100, 100), code


def test_a_plan_is_tried_out_when_its_triggers_were(
    worker, quality_lead, team, planned, quarter
):
    with as_viewer(worker):
        written = PlanRule.objects.filter(plan__family=planned.family)
        rules = {one.kind: one.pk for one in written}
    make_check(worker, planned, rules["everyday_arrangement"])
    make_entry(worker, planned)
    found = told(quality_lead, team, quarter)
    assert found["plan_tried"] == (100, 0)
    assert found["journal"] == (100, 100)
    make_check(worker, planned, rules["trigger_response"], kind="rehearsal")
    assert told(quality_lead, team, quarter)["plan_tried"] == (100, 100)


def test_a_quarter_tells_what_was_so_on_its_last_day(
    worker, quality_lead, team, planned, quarter
):
    today = timezone.localdate()
    before = Period("before", today - timedelta(days=40), today - timedelta(days=10))
    found = told(quality_lead, team, before)
    # the family was open then, and its record was empty
    assert {used for used, _ in found.values()} == {0}
    with as_viewer(worker):
        Family.objects.filter(pk=planned.family.pk).update(closed_on=today)
        shown = recorded.profile(quality_lead, (quarter,))
    assert shown.family_count == 0


def test_a_family_whose_child_is_counted_elsewhere_or_not_at_all_is_no_nought(
    worker, quality_lead, team, quarter
):
    """What is used with such families alone, or with one child's two homes, is of few
    children."""
    large_family(worker)
    home, other_home, childless = (make_family(worker) for _ in range(3))
    with as_viewer(worker):
        childless.members.filter(part="child").delete()
        for name in ("Amira", "Kai"):
            other_home.members.filter(person=child_of(other_home, name)).update(
                person=child_of(home, name)
            )
    for family in (childless, other_home, home):
        make_member(worker, family)
        assert told(quality_lead, team, quarter)["network"][0] is WITHHELD


def test_counting_asks_the_same_however_many_families_and_quarters(
    worker, quality_lead, planned, quarter
):
    today = timezone.localdate()
    many = tuple(
        Period(
            str(n), today - timedelta(days=90 * n + 89), today - timedelta(days=90 * n)
        )
        for n in range(7, -1, -1)
    )

    def queries(quarters) -> int:
        with as_viewer(quality_lead), CaptureQueriesContext(connection) as asked:
            recorded.profile(quality_lead, quarters)
        return len(asked)

    one = queries((quarter,))
    large_family(worker)
    assert queries(many) == one
