"""The policy table, asked every question there is: role x action x state."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from kinfold_core.access import (
    GRANTS,
    PROGRAMME_ROLES,
    Action,
    Reach,
    RecordState,
    Role,
    decide,
)
from kinfold_core.access.actions import (
    ON_RECORD,
    OPENED_IN_EMERGENCY,
    TAKES_A_CHILDS_NO,
    WRITES_RECORD,
)
from kinfold_core.access.roles import AUTHORITY_ROLES, LABELS

NEARNESSES = (Reach.MINE, Reach.TEAM, Reach.AUTHORITY)
STATES = [
    RecordState(nearness, *flags)
    for nearness in NEARNESSES
    for flags in product((False, True), repeat=4)
]
QUESTIONS = [
    (role, action, state)
    for role in Role
    for action in Action
    for state in (STATES if action in ON_RECORD else [None])
]


def expected(role: Role, action: Action, state: RecordState | None) -> bool:
    """The rules again, written the slow and obvious way, one sentence each."""
    reach = GRANTS[action].get(role, Reach.NOTHING)
    if state is None:
        return reach > Reach.NOTHING
    may_restrict = action is Action.RESTRICT_FAMILY and reach == Reach.AUTHORITY
    if state.is_restricted and not state.is_named and not may_restrict:
        return False
    if state.is_closed and action in WRITES_RECORD:
        return False
    if reach >= state.nearness:
        return True
    if action not in OPENED_IN_EMERGENCY:
        return False
    # a restricted record that is asked about here is one the asker is named on
    if state.is_restricted and reach > Reach.NOTHING:
        return True
    return state.has_emergency_access and role in {
        Role.PRACTITIONER,
        Role.TEAM_MANAGER,
    }


def test_every_role_action_and_state_answers_as_the_rules_say():
    wrong = [
        (role, action, state)
        for role, action, state in QUESTIONS
        if decide({role}, action, state).is_allowed != expected(role, action, state)
    ]
    assert len(QUESTIONS) > 5_000
    assert wrong == []


def test_no_programme_role_ever_opens_a_record():
    assert not any(
        decide({role}, action, state)
        for role, action, state in QUESTIONS
        if role in PROGRAMME_ROLES and state is not None
    )
    assert not any(decide(PROGRAMME_ROLES, Action.OPEN_FAMILY, s) for s in STATES)
    assert not decide(PROGRAMME_ROLES, Action.SEARCH_PEOPLE)


def test_a_restricted_record_opens_to_nobody_unnamed_whatever_they_hold():
    for state in STATES:
        if state.is_restricted and not state.is_named:
            for action in ON_RECORD - {Action.RESTRICT_FAMILY}:
                assert not decide(set(Role), action, state)


def test_a_closed_record_takes_no_writing():
    for state in STATES:
        if state.is_closed:
            for action in WRITES_RECORD:
                assert not decide(set(Role), action, state)


def test_a_closed_record_takes_the_answer_of_a_family_that_is_asked_afterwards():
    """The one exception (ADR 27): near to the family, and never in an emergency."""
    for state in STATES:
        may = state.nearness <= Reach.TEAM and (
            state.is_named or not state.is_restricted
        )
        for role in (Role.PRACTITIONER, Role.TEAM_MANAGER):
            assert decide({role}, Action.ASK_AFTERWARDS, state).is_allowed == may
        others = set(Role) - {Role.PRACTITIONER, Role.TEAM_MANAGER}
        assert not decide(others, Action.ASK_AFTERWARDS, state)


def test_a_child_may_say_no_to_somebody_whoever_writes_and_on_any_day():
    """Whoever may write what a child says; a closed record is no reason to refuse."""
    for state in STATES:
        is_open = replace(state, is_closed=False)
        for role in Role:
            may = decide({role}, Action.WRITE_NETWORK, is_open).is_allowed
            assert decide({role}, Action.NARROW_SHARING, state).is_allowed == may


def test_a_childs_no_is_written_as_if_the_record_were_open_and_theirs():
    """By the same roles, whatever became of it; and nothing else is opened so."""
    for state in STATES:
        for role in Role:
            for action in TAKES_A_CHILDS_NO:
                heard = decide({role}, action, state.for_a_childs_no).is_allowed
                mine = RecordState(nearness=Reach.MINE)
                assert heard == decide({role}, action, mine).is_allowed
    assert len(TAKES_A_CHILDS_NO & WRITES_RECORD) == 1


def test_nobody_without_a_role_may_do_anything():
    for action in Action:
        for state in STATES if action in ON_RECORD else [None]:
            assert not decide(set(), action, state)


def test_more_roles_never_take_a_permission_away():
    for action in Action:
        for state in STATES if action in ON_RECORD else [None]:
            alone = any(decide({role}, action, state) for role in Role)
            assert decide(set(Role), action, state).is_allowed == alone


def test_every_refusal_says_why_in_a_sentence():
    reasons = {
        decide({role}, action, state).reason
        for role, action, state in QUESTIONS
        if not decide({role}, action, state)
    }
    assert all(reason[0].isupper() and len(reason) > 20 for reason in reasons)


@pytest.mark.parametrize(
    ("action", "state"),
    [(Action.OPEN_FAMILY, None), (Action.SEARCH_PEOPLE, RecordState(Reach.MINE))],
)
def test_a_question_without_its_facts_is_an_error_not_a_guess(action, state):
    with pytest.raises(ValueError, match="asked"):
        decide({Role.PRACTITIONER}, action, state)


def test_every_action_is_granted_to_somebody_and_every_role_has_a_label():
    assert set(GRANTS) == set(Action)
    assert all(GRANTS[action] for action in Action)
    assert set(LABELS) == set(Role)
    assert set(Role) == AUTHORITY_ROLES | PROGRAMME_ROLES
    assert Role.ANALYST.label == "Performance analyst"
