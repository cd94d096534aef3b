"""Who reads a visit that is held, who takes it in, and who chooses of two wordings."""

from __future__ import annotations

import pytest

from kinfold_core.access import Role
from kinfold_core.practice.child_sharing import Choice, MayShow
from kinfold_core.practice.offline_held import (
    may_read_held,
    may_settle,
    why_not_passed_on,
    why_not_taken_in,
)

WORKERS_YES = {"workers": MayShow.YES}
PRACTITIONER = frozenset({Role.PRACTITIONER})


@pytest.mark.parametrize(
    ("answers", "standing", "is_recorder", "is_answering", "may"),
    [
        ({}, None, True, False, True),
        ({}, None, False, True, True),
        ({}, None, False, False, False),
        (WORKERS_YES, None, False, False, True),
        # what the child said in the record since is not forgotten
        (WORKERS_YES, (), False, False, False),
        (WORKERS_YES, (Choice(audience="workers", answer="yes"),), False, False, True),
        ({}, (Choice(audience="workers", answer="yes"),), False, False, False),
    ],
)
def test_a_held_visit_is_read_as_the_child_chose(
    answers: dict[str, MayShow],
    standing: tuple[Choice, ...] | None,
    is_recorder: bool,
    is_answering: bool,
    may: bool,
) -> None:
    found = may_read_held(
        answers,
        standing,
        is_recorder=is_recorder,
        is_answering=is_answering,
        roles=PRACTITIONER,
    )
    assert found is may


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, ""),
        ({"is_done": True}, "already"),
        ({"is_answering": False}, "A manager"),
        ({"is_closed": True}, "Open it again first"),
    ],
)
def test_who_answers_for_the_work_takes_it_in_once_and_into_an_open_record(
    changes: dict[str, bool], says: str
) -> None:
    facts = {"is_answering": True, "is_closed": False, "is_done": False} | changes
    why_not = why_not_taken_in(**facts)
    assert says in why_not
    assert bool(why_not) is bool(says)


@pytest.mark.parametrize(
    ("was_at_visit", "is_answering", "is_handed_over", "is_theirs_now", "may"),
    [
        (True, False, False, True, True),
        (True, False, True, False, True),
        (False, True, False, True, False),
        (False, True, True, True, True),
        (False, True, False, False, True),
        (False, False, True, False, False),
    ],
)
def test_a_manager_chooses_when_it_was_handed_over_or_the_family_went_on(
    was_at_visit: bool,
    is_answering: bool,
    is_handed_over: bool,
    is_theirs_now: bool,
    may: bool,
) -> None:
    found = may_settle(
        was_at_visit=was_at_visit,
        is_answering=is_answering,
        is_handed_over=is_handed_over,
        is_theirs_now=is_theirs_now,
    )
    assert found is may


@pytest.mark.parametrize(
    ("is_with_them", "is_answering", "is_done", "says"),
    [
        (True, False, False, ""),
        (False, True, False, ""),
        (False, False, False, "Whoever it is with"),
        (True, True, True, "dealt with already"),
    ],
)
def test_whom_it_is_with_or_a_manager_passes_a_held_visit_on(
    is_with_them: bool, is_answering: bool, is_done: bool, says: str
) -> None:
    why_not = why_not_passed_on(
        is_with_them=is_with_them, is_answering=is_answering, is_done=is_done
    )
    assert says in why_not
    assert bool(why_not) is bool(says)


def test_a_word_about_somebody_by_name_is_no_word_about_colleagues() -> None:
    asked = {"named-Nan": MayShow.YES}
    assert not may_read_held(
        asked, None, is_recorder=False, is_answering=False,
        roles=frozenset({Role.PRACTITIONER}),
    )  # fmt: skip
