"""The policies of the apps: plain facts in, an answer out."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from kinfold.claims.policy import (
    may_add,
    may_go_on_with,
    may_keep_theory,
    may_read,
)
from kinfold.fidelity.policy import (
    may_see_every_team,
    may_see_profile,
    teams_open_to,
)
from kinfold.insight.policy import (
    may_compare_authorities,
    may_see_measures,
    may_set_goals,
    may_show_to_programme,
)
from kinfold.platform.viewer import Viewer
from kinfold.programme.policy import (
    may_answer,
    may_keep_cohort,
    may_read_rooms,
    may_see_programme,
    may_show_measures,
)
from kinfold.records.policy import (
    EMERGENCY_REASONS,
    LONGEST_REASON,
    RecordFacts,
    record_state,
    unattached_state,
    why_reason_is_too_thin,
)
from kinfold.returns.policy import (
    may_count,
    may_delete_returns,
    may_import_returns,
    may_see_figures,
    may_see_returns,
)
from kinfold.studies.policy import may_see_studies, may_write_studies
from kinfold.supervision.policy import is_author_told, may_read_draft
from kinfold_core.access import Action, Reach, RecordState, Role, decide
from kinfold_core.access.table import GRANTS

ME, ANOTHER, TEAM, OTHER_TEAM = (UUID(int=n) for n in range(1, 5))


@pytest.mark.parametrize(
    ("asked", "action"),
    [
        (may_see_measures, Action.SEE_AUTHORITY_MEASURES),
        (may_compare_authorities, Action.COMPARE_AUTHORITIES),
        (may_set_goals, Action.SET_GOALS),
        (may_show_measures, Action.SHOW_TO_PROGRAMME),
        (may_read_rooms, Action.SEE_PROGRAMME),
        (may_keep_cohort, Action.KEEP_COHORT),
        (may_answer, Action.ANSWER_FOR_AUTHORITY),
        (may_show_to_programme, Action.SHOW_TO_PROGRAMME),
        (may_read, Action.SEE_PROGRAMME),
        (may_keep_theory, Action.KEEP_THEORY),
        (may_add, Action.ADD_EVIDENCE),
        (may_see_studies, Action.SEE_STUDIES),
        (may_write_studies, Action.WRITE_STUDIES),
        (may_import_returns, Action.IMPORT_RETURNS),
        (may_see_returns, Action.SEE_RETURNS),
        (may_delete_returns, Action.DELETE_RETURNS),
        (may_see_figures, Action.SEE_AUTHORITY_MEASURES),
        (may_see_profile, Action.SEE_TEAM_FIDELITY),
        (may_see_every_team, Action.SEE_FIDELITY),
    ],
)
def test_a_page_without_a_record_is_decided_by_the_table(asked, action):
    answers = {
        role: asked(Viewer(user_id=1, name="Priya", roles=frozenset({role})))
        for role in Role
    }
    assert answers == {role: decide({role}, action) for role in Role}
    assert not asked(Viewer(user_id=1, name="Priya"))


@pytest.mark.parametrize(
    ("role", "teams"),
    [
        (Role.PRACTICE_LEADER, {TEAM, OTHER_TEAM}),
        (Role.TEAM_MANAGER, {TEAM}),
        (Role.PRACTITIONER, set()),
    ],
)
def test_fidelity_is_shown_of_every_team_or_of_ones_own(role, teams):
    own = frozenset({TEAM, UUID(int=9)})
    viewer = Viewer(user_id=1, name="Jude", roles=frozenset({role}), team_ids=own)
    assert teams_open_to(viewer, [TEAM, OTHER_TEAM]) == teams


@pytest.mark.parametrize(
    ("facts", "nearness"),
    [
        (RecordFacts(worker_id=ME, team_id=OTHER_TEAM), Reach.MINE),
        (RecordFacts(worker_id=ANOTHER, team_id=TEAM), Reach.TEAM),
        (RecordFacts(worker_id=ANOTHER, team_id=OTHER_TEAM), Reach.AUTHORITY),
        (RecordFacts(worker_id=None, team_id=None), Reach.AUTHORITY),
    ],
)
def test_a_record_is_as_near_as_its_worker_or_its_team(facts, nearness):
    assert record_state(facts, worker_id=ME, team_ids={TEAM}).nearness == nearness


def test_measures_are_counted_for_whoever_imports_returns_or_deletes_them():
    counting = {
        role
        for role in Role
        if may_count(Viewer(user_id=1, name="Priya", roles=frozenset({role})))
    }
    assert counting == {Role.ANALYST, Role.INFORMATION_GOVERNANCE}


def test_a_programmes_page_is_seen_by_whoever_learns_or_shows_something_there():
    seeing = {
        role
        for role in Role
        if may_see_programme(Viewer(user_id=1, name="Priya", roles=frozenset({role})))
    }
    learning, showing = Action.SEE_PROGRAMME, Action.SHOW_TO_PROGRAMME
    assert seeing == GRANTS[learning].keys() | GRANTS[showing].keys()
    assert Role.ANALYST in seeing
    assert Role.PRACTITIONER not in seeing


def test_nobodys_record_is_not_the_record_of_somebody_who_is_no_worker():
    facts = RecordFacts(worker_id=None, team_id=None)
    assert record_state(facts, worker_id=None, team_ids=set()) == RecordState(
        Reach.AUTHORITY
    )


@pytest.mark.parametrize(
    "fact", ["is_restricted", "is_closed", "is_named", "has_emergency_access"]
)
def test_what_else_is_known_of_a_record_is_passed_on(fact):
    facts = replace(RecordFacts(), **{fact: True})
    state = record_state(facts, worker_id=ME, team_ids=set())
    assert state == replace(RecordState(Reach.AUTHORITY), **{fact: True})


def test_somebody_in_no_familys_record_is_everybodys_work():
    state = unattached_state()
    assert decide({Role.PRACTITIONER}, Action.OPEN_FAMILY, state)
    assert not decide({Role.ANALYST}, Action.OPEN_FAMILY, state)


@pytest.mark.parametrize(
    ("kind", "reason", "says"),
    [
        ("child_at_risk", "Nan rang about Kai", ""),
        ("child_at_risk", "Nan rang Nan rang", "at least 4 words"),
        ("duty", "covering", "at least 4 words"),
        ("other", "Nan rang about Kai", "at least 10 words"),
        ("other", "Nan rang about Kai who was seen alone outside today", ""),
        ("", "Nan rang about Kai", "Choose the reason"),
        ("curious", "Nan rang about Kai", "Choose the reason"),
        ("court", "the court asks today " * 60, f"under {LONGEST_REASON}"),
    ],
)
def test_a_reason_tells_its_reviewer_something(kind, reason, says):
    said = why_reason_is_too_thin(kind, reason)
    assert (says in said) if says else said == ""
    assert "other" in EMERGENCY_REASONS


@pytest.mark.parametrize(
    ("writers", "worker", "is_read_out", "may_read"),
    [
        ({ME}, ME, False, True),
        ({ANOTHER}, ME, False, False),
        ({ANOTHER}, ME, True, True),
        ({None}, None, False, False),
    ],
    ids=["one's own", "a colleague's", "read out", "nobody is not the author"],
)
def test_a_draft_is_its_writers_until_all_were_read_out(
    writers, worker, is_read_out, may_read
):
    found = may_read_draft(writers=writers, worker_id=worker, is_read_out=is_read_out)
    assert found is may_read


@pytest.mark.parametrize(
    ("author", "worker", "is_shown", "is_told"),
    [
        (ME, ME, False, True),
        (ANOTHER, ME, False, False),
        (ANOTHER, ME, True, True),
        (None, None, False, False),
    ],
)
def test_whose_a_draft_is_the_author_alone_says(author, worker, is_shown, is_told):
    found = is_author_told(author_id=author, worker_id=worker, is_shown=is_shown)
    assert found is is_told


@pytest.mark.parametrize(
    ("role", "authority", "by_user", "is_allowed"),
    [
        (Role.PROGRAMME_LEAD, None, 2, True),
        (Role.QUALITY_LEAD, ME, 2, True),  # a colleague's, of the same authority
        (Role.QUALITY_LEAD, ANOTHER, 2, False),
        (Role.QUALITY_LEAD, None, 2, False),  # the programme's own
        (Role.TRAINER, None, 1, True),  # what they wrote themselves
        (Role.TRAINER, None, 2, False),
        (Role.PRACTITIONER, ME, 1, False),
    ],
)
def test_who_goes_on_with_what_a_programme_learns(role, authority, by_user, is_allowed):
    of = None if role in (Role.PROGRAMME_LEAD, Role.TRAINER) else ME
    viewer = Viewer(user_id=1, name="P", authority_id=of, roles=frozenset({role}))
    said = may_go_on_with(viewer, of_authority=authority, by_user_id=by_user)
    assert bool(said) == is_allowed
    assert said.reason
