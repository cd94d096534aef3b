"""One family from the first contact to the day the work ends, all through the pages.

A practitioner, her manager and a conference chair each do their own part, signed in as
such. Days lie behind today by the pages' own dates: no clock is moved, and no row is
written but through a form.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.chapters.beginning import (
    a_group_drafts_the_worry,
    everybody_says_where_they_put_it,
    the_first_contact,
    the_map_is_begun,
    the_service_begins,
    the_worry_is_written_in_full,
    today_is_made_safe,
)
from tests.journeys.chapters.ending import (
    it_has_been_shown_to_last,
    supervision_looks_at_the_work,
    the_family_still_has_its_copy,
    the_last_meeting_is_held,
    the_manager_closes_the_record,
    the_service_steps_down_and_the_words_change,
)
from tests.journeys.chapters.planning import (
    family_time_goes_up_a_step,
    the_bottom_lines_are_set,
    the_chair_accepts_it_and_it_is_lived_by,
    the_conference_meets_with_the_map_on_the_wall,
    the_family_makes_its_plan,
    the_plan_is_lived_and_looked_at,
    the_road_is_agreed,
)
from tests.journeys.chapters.telling import (
    the_child_is_told_in_words_and_pictures,
    the_family_is_given_the_map,
    the_network_is_asked_and_told,
)
from tests.journeys.households import household
from tests.journeys.steps import Somebody
from tests.journeys.walking import Walk

AMINA, JUDE = "amina@lincolnshire.example", "jude@lincolnshire.example"
RUTH = "ruth@lincolnshire.example"
Enter = Callable[[str], Somebody]


@pytest.fixture
def walk(enter: Enter, has_script: bool) -> Walk:
    amina, jude, ruth = (enter(email) for email in (AMINA, JUDE, RUTH))
    return Walk(household(is_second=not has_script), amina, jude, ruth, has_script)


def test_a_family_is_walked_from_the_first_worry_to_closure(walk: Walk) -> None:
    the_first_contact(walk)
    the_service_begins(walk)
    today_is_made_safe(walk)
    walk.is_at_stage("S0", "Safe today")
    the_map_is_begun(walk)
    a_group_drafts_the_worry(walk)
    the_worry_is_written_in_full(walk)
    everybody_says_where_they_put_it(walk)
    walk.is_at_stage("S1", "Clear worries")
    the_family_is_given_the_map(walk)
    the_network_is_asked_and_told(walk)
    walk.is_at_stage("S2", "Network forming")
    the_child_is_told_in_words_and_pictures(walk)
    walk.is_at_stage("S3", "Explanation")
    the_bottom_lines_are_set(walk)
    the_road_is_agreed(walk)
    walk.is_at_stage("S4", "Road agreed")
    family_time_goes_up_a_step(walk)
    the_conference_meets_with_the_map_on_the_wall(walk)
    the_family_makes_its_plan(walk)
    walk.is_at_stage("S5", "Plan building")
    the_chair_accepts_it_and_it_is_lived_by(walk)
    walk.is_at_stage("S6", "Try and test")
    the_plan_is_lived_and_looked_at(walk)
    supervision_looks_at_the_work(walk)
    it_has_been_shown_to_last(walk)
    walk.is_at_stage("S7", "Demonstrated")
    the_service_steps_down_and_the_words_change(walk)
    the_last_meeting_is_held(walk)
    walk.is_at_stage("S8", "Closing")
    the_manager_closes_the_record(walk)
    the_family_still_has_its_copy(walk)
    assert walk.looked.broken == {}
