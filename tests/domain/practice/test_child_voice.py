"""The child's tools, whom the child lets see what, and whether adults answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from uuid import UUID

import pytest

from kinfold_core.access import Apart
from kinfold_core.access.matrix import Audience as Column
from kinfold_core.access.roles import Role
from kinfold_core.access.state import Reach, RecordState
from kinfold_core.practice.child_feeds import (
    KINDS_FOR,
    ON_THE_MAP,
    READ_BY_FAMILY,
    FeedKind,
)
from kinfold_core.practice.child_sharing import (
    COLLEAGUE,
    GROUPS,
    READS_ALL,
    Audience,
    Choice,
    MayShow,
    Override,
    Reader,
    answer_for,
    answers_for_it,
    in_words,
    is_for_family,
    may_read_at_work,
    may_show,
    standing,
    told_at_work,
    told_to,
    why_not_choice,
    why_not_on_the_map,
    why_not_override,
)
from kinfold_core.practice.child_tools import (
    PARTS,
    Consent,
    Means,
    SessionDetails,
    Tool,
    clean_order,
    part_of,
    why_not_session,
)
from kinfold_core.practice.rulebook import check_child_session
from tests.domain.practice.examples_child import DONE
from tests.domain.practice.rows import on

MUM, DAD, RAJ = UUID(int=1), UUID(int=2), UUID(int=3)
PARENT_MUM = Reader(frozenset({Audience.PARENTS}), MUM, name="Leanne")
PARENT_DAD = Reader(frozenset({Audience.PARENTS}), DAD, name="Dean")
NETWORK_RAJ = Reader(frozenset({Audience.NETWORK}), member_id=RAJ, name="Raj")
SCHOOL = Reader(frozenset({Audience.SCHOOL}))


def shows(choices, reader, **more):
    """To somebody of the family's side; the matrix asks the same of each of them."""
    return may_show(choices, reader, Column.PARENT, **more)


def says(audience: str, answer: str = "yes", **more: object) -> Choice:
    return Choice(audience=audience, answer=answer, **more)


def about(person: UUID, answer: str) -> Choice:
    return says("person", answer, name="Somebody", person_id=person)


def told(audience: str, **more: object) -> Override:
    return Override(
        audience=audience, what="It", reason="Safety", decided_by="Jude",
        decided_on=on(2), **more,
    )  # fmt: skip


# ── the tools ────────────────────────────────────────────────────────────────


def test_every_tool_asks_for_its_own_parts_in_its_own_words():
    assert set(PARTS) == set(Tool)
    for parts in PARTS.values():
        assert len({part.key for part in parts}) == len(parts)
        assert all(part.asks.endswith("?") and part.label for part in parts)
    for tool in (Tool.THREE_HOUSES, Tool.FAIRY, Tool.WIZARD):
        means = [part.means for part in PARTS[tool]]
        assert means == [Means.WORRY, Means.GOOD, Means.DREAM]


def test_a_part_is_found_in_its_own_tool_alone():
    assert part_of("fairy", "wings").means is Means.GOOD
    assert part_of("fairy", "roof") is None
    assert part_of("castle", "roof") is None


def test_the_childs_order_counts_and_loses_no_part():
    assert clean_order("three_houses", ("good", "moon", "good")) == (
        "good", "worries", "dreams",
    )  # fmt: skip


BEGUN = SessionDetails(
    child_id=UUID(int=9), child_name="Kai", tool="fairy", happened_on=on(4),
    has_assent=True, limits_explained=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, ""),
        ({"consent": Consent.REFUSED, "consent_why": "Dad says no."}, ""),
        ({"tool": "castle"}, "tool"),
        ({"happened_on": on(6)}, "happened_on"),
        ({"happened_on": date(2020, 1, 1)}, "happened_on"),
        ({"has_assent": False}, "has_assent"),
        ({"limits_explained": False}, "limits_explained"),
        ({"consent": Consent.NOT_SOUGHT}, "consent_why"),
    ],
)
def test_a_time_with_a_child_begins_with_the_childs_yes(changes, field):
    details = replace(BEGUN, **changes)
    say, where = why_not_session(details, born=date(2022, 2, 9), today=on(5))
    assert where == field
    assert bool(say) == bool(field)


def test_a_child_whose_birth_is_not_known_can_be_talked_with():
    assert why_not_session(BEGUN, born=None, today=on(5)) == ("", "")


# ── sharing ──────────────────────────────────────────────────────────────────


def test_nothing_is_shared_until_the_child_says_so():
    for reader in (PARENT_MUM, NETWORK_RAJ, SCHOOL, COLLEAGUE, Reader()):
        assert answer_for((), reader) is MayShow.NO
        assert not shows((), reader, is_child_there=True)


@pytest.mark.parametrize("audience", GROUPS)
def test_a_group_is_let_in_and_no_other(audience):
    choices = (says(audience),)
    for other in GROUPS:
        reader = Reader(frozenset({other}))
        assert shows(choices, reader) is (other == audience)


@pytest.mark.parametrize(
    ("choices", "mum", "dad"),
    [
        ((says("parents"),), "yes", "yes"),
        ((about(MUM, "yes"),), "yes", "no"),
        ((says("parents"), about(DAD, "no")), "yes", "no"),
        ((about(DAD, "no"), says("parents")), "yes", "no"),
        ((says("parents", "no"), about(MUM, "yes")), "yes", "no"),
        ((about(MUM, "yes"), says("parents", "no")), "no", "no"),
        ((about(MUM, "if_there"), says("parents")), "if_there", "yes"),
        ((says("parents"), says("parents", "if_there")), "if_there", "if_there"),
        ((says("parents"), says("nobody", "no")), "no", "no"),
        ((says("nobody", "no"), about(MUM, "yes")), "yes", "no"),
        ((about(DAD, "no"), about(DAD, "yes")), "no", "yes"),
    ],
)
def test_the_newest_counts_and_a_no_about_one_person_stays(choices, mum, dad):
    assert answer_for(choices, PARENT_MUM) == mum
    assert answer_for(choices, PARENT_DAD) == dad


def test_somebody_of_two_groups_is_shown_what_both_are():
    both = Reader(frozenset({Audience.PARENTS, Audience.SCHOOL}))
    assert not shows((says("parents"), says("school", "no")), both)
    assert shows((says("parents"), says("school")), both)


def test_one_person_is_known_by_key_and_else_by_name():
    by_member = says("person", name="Raj P", member_id=RAJ)
    by_name = says("person", name="raj")
    assert shows((by_member,), NETWORK_RAJ)
    assert shows((by_name,), NETWORK_RAJ)
    assert not shows((by_member,), Reader(name="Raj P"))
    assert not shows((says("person", name=""),), Reader())


def test_only_if_i_am_there_is_never_on_paper():
    choices = (says("parents", "if_there"),)
    assert shows(choices, PARENT_MUM, is_child_there=True)
    assert not shows(choices, PARENT_MUM)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, ""),
        ({"audience": "nobody"}, "audience"),
        ({"audience": "cat"}, "audience"),
        ({"audience": "person"}, "audience"),
        ({"what": " "}, "what"),
        ({"reason": ""}, "reason"),
        ({"decided_by": ""}, "decided_by"),
        ({"decided_on": on(6)}, "decided_on"),
        ({"why_not_told": ""}, "why_not_told"),
        ({"told_child_on": on(6)}, "told_child_on"),
    ],
)
def test_what_is_told_in_spite_of_a_no_says_what_why_and_who(changes, field):
    told_later = told("parents", why_not_told="Asleep")
    say, where = why_not_override(replace(told_later, **changes), today=on(5))
    assert where == field
    assert bool(say) == bool(field)


def test_an_override_lets_in_whom_it_was_decided_for():
    for_school, for_dad = told("school"), told("person", name="Dean", person_id=DAD)
    both = (for_school, for_dad)
    assert told_to(both, SCHOOL, Column.PARTNER) == (for_school,)
    assert told_to(both, PARENT_DAD, Column.PARENT) == (for_dad,)
    assert told_to(both, PARENT_MUM, Column.PARENT) == ()


def test_an_override_tells_what_it_names_and_opens_nothing_else():
    no = (says("nobody", "no"),)
    assert told_to((told("parents"),), PARENT_MUM, Column.PARENT)
    assert not shows(no, PARENT_MUM)
    assert not is_for_family(no)
    assert why_not_on_the_map(no, is_read_by_family=False)


def test_what_a_court_keeps_from_somebody_no_childs_yes_and_no_adult_opens():
    kept = {"apart": {Apart.COURT}}
    assert not shows((says("parents"),), PARENT_DAD, **kept)
    assert not told_to((told("parents"),), PARENT_DAD, Column.PARENT, **kept)
    assert shows((says("parents"),), PARENT_DAD, apart={Apart.NO_CONTACT})


@pytest.mark.parametrize(
    ("roles", "state", "answers"),
    [
        ({Role.TEAM_MANAGER}, RecordState(Reach.TEAM), True),
        ({Role.TEAM_MANAGER}, RecordState(Reach.AUTHORITY), False),
        (
            {Role.TEAM_MANAGER, Role.PRACTITIONER},
            RecordState(Reach.AUTHORITY, has_emergency_access=True),
            False,
        ),
        (
            {Role.TEAM_MANAGER},
            RecordState(Reach.AUTHORITY, is_restricted=True, is_named=True),
            False,
        ),
        ({Role.CONFERENCE_CHAIR}, RecordState(Reach.AUTHORITY), True),
        ({Role.PRACTITIONER}, RecordState(Reach.MINE), False),
        ({Role.SENIOR_LEADER}, RecordState(Reach.AUTHORITY), False),
    ],
)
def test_an_open_record_makes_nobody_the_one_who_answers_for_it(roles, state, answers):
    assert answers_for_it(frozenset(roles), state) is answers


def test_at_work_the_worker_and_who_answers_for_it_read_all():
    for is_recorder, is_answering, role in product((True, False), (True, False), Role):
        may = may_read_at_work(
            (says("nobody", "no"),),
            is_recorder=is_recorder,
            is_answering=is_answering,
            roles=frozenset({role}),
        )
        assert may is (is_recorder or is_answering)
    assert {Role.TEAM_MANAGER, Role.CONFERENCE_CHAIR} == READS_ALL
    opens = (Role.PRACTITIONER, Role.QUALITY_LEAD, Role.SENIOR_LEADER)
    no = {"is_recorder": False, "is_answering": False}
    for role in (*opens, Role.TEAM_MANAGER):
        roles = frozenset({role})
        assert may_read_at_work((says("workers"),), **no, roles=roles)
        assert told_at_work((told("workers"), told("school")), roles=roles) == (
            told("workers"),
        )
    analyst = frozenset({Role.ANALYST})
    assert not may_read_at_work((says("workers"),), **no, roles=analyst)
    assert not told_at_work((told("workers"),), roles=analyst)
    with_child = (says("workers", "if_there"),)
    roles = frozenset({Role.PRACTITIONER})
    assert not may_read_at_work(with_child, **no, roles=roles)


def test_what_is_not_chosen_rightly_is_refused_in_words():
    assert why_not_choice(says("parents")) == ""
    for wrong in (says("cat"), says("parents", "maybe"), says("person", name=" ")):
        assert why_not_choice(wrong)


def test_it_stands_before_the_family_only_if_nobody_of_it_is_left_out():
    assert is_for_family((says("parents"),))
    assert not is_for_family(())
    assert not is_for_family((says("parents", "if_there"),))
    assert not is_for_family((says("parents"), about(DAD, "no")))


@pytest.mark.parametrize("group", ["network", "school"])
@pytest.mark.parametrize("answer", ["no", "if_there"])
def test_a_no_to_the_network_or_the_school_keeps_it_from_where_they_read(group, answer):
    choices = (says("parents"), says(group, answer))
    assert not is_for_family(choices)
    assert is_for_family((*choices, says(group)))


@pytest.mark.parametrize(
    ("choices", "by_family", "says_why"),
    [
        ((), False, "other workers"),
        ((says("parents"),), True, "other workers"),
        ((says("workers"),), False, ""),
        ((says("workers"),), True, "The family reads"),
        ((says("workers"), says("parents")), True, ""),
    ],
)
def test_a_childs_words_go_no_further_than_the_child_chose(
    choices, by_family, says_why
):
    why = why_not_on_the_map(choices, is_read_by_family=by_family)
    assert says_why in why if says_why else why == ""


def test_what_counts_is_said_in_words():
    choices = (
        says("nobody", "no"), says("parents"), says("person", "no", name="Dean"),
        says("parents", "if_there"),
    )  # fmt: skip
    assert len(standing(choices)) == 3
    assert in_words(choices) == (
        "Nobody but my worker, and who answers for their work",
        "Dean: No",
        "My parents: Only if I am there",
    )


def test_a_danger_is_never_among_what_a_childs_words_may_become():
    offered = {kind for kinds in KINDS_FOR.values() for kind in kinds}
    assert set(KINDS_FOR) == set(Means)
    assert offered == set(FeedKind) - {FeedKind.RATING}
    assert "danger" not in {kind.value for kind in FeedKind}
    assert not ON_THE_MAP & READ_BY_FAMILY
    assert all(kind.label for kind in FeedKind)


def test_a_time_that_was_done_well_has_nothing_to_mend():
    assert check_child_session(DONE) == ()
