"""The matrix of 11.3 written a second time, slowly, and asked cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from kinfold_core.access import (
    GRANTS,
    PROGRAMME_ROLES,
    Action,
    Apart,
    Artefact,
    Audience,
    Facts,
    Reach,
    RecordState,
    Role,
    Way,
    decide,
    may_see,
    may_write,
)
from kinfold_core.access.matrix import FAMILY_SIDE, MATRIX, Need, Sight
from kinfold_core.access.sharing import DECIDED, SHUTS_ALL, TELLS_DAYS, WORDS
from kinfold_core.access.staff import (
    COLUMN,
    DIFFERS,
    NOT_BUILT,
    WRITTEN_WITH,
    column_gives,
    read_with,
)
from kinfold_core.access.staff import lets as staff_lets

FLAGS = (
    "is_theirs", "is_core", "is_for_child", "is_outcome", "is_relevant", "is_sampled",
    "is_invited", "has_child_agreed", "is_unsafe", "is_hidden", "was_asked",
    "is_private_draft", "override",
)  # fmt: skip
NO, YES = (
    Facts(was_asked=False),
    Facts(**dict.fromkeys(FLAGS, True) | {"override": "x"}),
)  # type: ignore[arg-type]
FAMILY = ("child", "parent", "network")
# practice.md 11.3, column by column, with its own words; ours are the last three
SEES = {
    "map": "childs|all|L3 core|all|all|invited|all",
    "scales": "own|all|L3|all|all|own|all",
    "story": "all|all|L4|all|all|-|all",
    "safety_plan": "childs own|all|L3 own|all|all|relevant|all",
    "bottom_lines": "childs|all|L3|all|all|all|all",
    "road": "childs|all|L3|all|all|all|all",
    "journal": "own|all|all|all|all|-|sample",
    "child_tools": "all|agreed|agreed|all|all|agreed|agreed",
    "found_people": "agreed safe|safe|own|all|all|-|all",
    "supervision": "-|outcome|-|all|all|-|all",
    "audit": "invited|invited|invited|all|all|-|all",
    "where_we_are": "-|all|L3|all|all|-|all",
    "todays_safety": "all|all|L3 own|all|all|relevant|all",
    "network": "all|all|own|all|all|-|all",
    "family_picture": "all|all|-|all|all|-|all",
}
WRITES = {
    "map": "-|add disagree|-|own|suggest|-|-",
    "scales": "own|own|own|own|own|own|-",
    "story": "-|own agree|-|own|approve|-|-",
    "safety_plan": "-|own|own|suggest accept|accept|-|-",
    "bottom_lines": "-|question|-|own|approve|-|-",
    "road": "-|comment|-|own|approve|-|-",
    "journal": "own|own|own|own|-|-|-",
    "child_tools": "own choose|-|-|write|-|-|-",
    "found_people": "choose|-|-|own|-|-|-",
    "supervision": "-|-|-|own|-|-|-",
    "audit": "give_view|give_view|give_view|own|-|-|own",
    "where_we_are": "-|-|-|-|-|-|-",
    "todays_safety": "-|agree|-|own|own|-|-",
    "network": "-|add|-|own|own|-|-",
    "family_picture": "-|add|-|own|-|-|-",
}
COLUMNS = ("child", "parent", "network", "practitioner", "manager", "partner",
           "auditor")  # fmt: skip
# the cells in which somebody owns what they wrote or hold, whatever else is so
OWNERS = {
    "map": "practitioner",
    "scales": "parent network practitioner manager",
    "story": "child parent practitioner",
    "safety_plan": "parent",
    "bottom_lines": "practitioner",
    "road": "practitioner",
    "journal": "parent network practitioner",
    "child_tools": "child",
    "found_people": "practitioner",
    "supervision": "practitioner",
    "audit": "practitioner auditor",
    "where_we_are": "",
    "todays_safety": "practitioner manager",
    "network": "practitioner manager",
    "family_picture": "practitioner",
}

# each word of a cell, as a sentence about one piece of the artefact
MEANS: dict[str, Callable[[Facts], bool]] = {
    "all": lambda piece: True,
    "L3": lambda reader: reader.level in {3, 4, 5},
    "L4": lambda reader: reader.level in {4, 5},
    "core": lambda piece: piece.is_core,
    "own": lambda piece: piece.is_theirs,
    "childs": lambda piece: piece.is_for_child,
    "agreed": lambda child: child.has_child_agreed or child.override != "",
    "safe": lambda piece: not piece.is_unsafe,
    "outcome": lambda piece: piece.is_outcome,
    "relevant": lambda piece: piece.is_relevant,
    "sample": lambda piece: piece.is_sampled,
    "invited": lambda reader: reader.is_invited,
}


def said(table: dict[str, str], artefact: str, audience: str) -> list[str]:
    words = table[artefact].split("|")[COLUMNS.index(audience)].split()
    return [] if words == ["-"] else words


def is_blocked(artefact: str, audience: str, facts: Facts) -> bool:
    if audience not in FAMILY:
        return facts.is_private_draft
    if facts.is_hidden or not facts.was_asked:
        return True
    if {"court", "adoption", "third_party"} & set(facts.apart):
        return True
    tells_days = artefact in {
        "todays_safety", "safety_plan", "story", "network", "journal",
        "found_people", "family_picture",
    }  # fmt: skip
    between = {*facts.apart, *facts.apart_here} - {"third_party"}
    return tells_days and bool(between)


def expected_to_see(artefact: str, audience: str, facts: Facts) -> bool:
    words = said(SEES, artefact, audience)
    if not words or is_blocked(artefact, audience, facts):
        return False
    if facts.is_theirs and audience in OWNERS[artefact].split():
        return True
    return all(MEANS[word](facts) for word in words)


def expected_to_write(artefact: str, audience: str, way: str, facts: Facts) -> bool:
    words = said(WRITES, artefact, audience)
    is_own = "own" in words and way in {"write", "change_own"}
    if (way not in words and not is_own) or is_blocked(artefact, audience, facts):
        return False
    if way == "change_own" and not facts.is_theirs:
        return False
    if artefact == "safety_plan" and audience == "network":
        return facts.level >= 3
    return not (artefact == "audit" and audience in FAMILY and not facts.is_invited)


def every_condition() -> Iterator[Facts]:
    """Each two facts turned round together, from nothing and from everything."""
    for base in (Facts(), NO, YES):
        for level in (0, 2, 3, 4, 5):
            for turned in (*combinations(FLAGS, 1), *combinations(FLAGS, 2)):
                changes = {name: not getattr(base, name) for name in turned}
                if "override" in changes:
                    changes["override"] = "" if base.override else "She is not safe"  # type: ignore[assignment]
                yield replace(base, level=level, **changes)  # type: ignore[arg-type]


def every_block() -> Iterator[Facts]:
    for kind in Apart:
        yield replace(YES, is_unsafe=False, is_hidden=False, level=5, apart={kind})
        yield replace(YES, is_unsafe=False, is_hidden=False, level=5, apart_here={kind})


CONDITIONS = (*every_condition(), *every_block())


@pytest.mark.slow
def test_every_cell_under_every_condition_shows_what_11_3_says() -> None:
    assert len(CONDITIONS) > 1_000
    wrong = [
        (artefact.value, audience.value, facts)
        for artefact in Artefact
        for audience in Audience
        for facts in CONDITIONS
        if may_see(artefact, audience, facts).is_allowed
        != expected_to_see(artefact.value, audience.value, facts)
    ]
    assert wrong == []


@pytest.mark.slow
def test_every_cell_under_every_condition_takes_what_11_3_says() -> None:
    few = CONDITIONS[::5]
    wrong = [
        (artefact.value, audience.value, way.value, facts)
        for artefact in Artefact
        for audience in Audience
        for way in Way
        for facts in few
        if may_write(artefact, audience, way, facts).is_allowed
        != expected_to_write(artefact.value, audience.value, way.value, facts)
    ]
    assert wrong == []


def test_the_matrix_has_every_cell_and_no_more() -> None:
    assert {one.value for one in Artefact} == SEES.keys() == WRITES.keys()
    assert all(set(MATRIX[one]) == set(Audience) for one in Artefact)
    owners = {
        one.value: {a.value for a in Audience if MATRIX[one][a].sight is Sight.OWN}
        for one in Artefact
    }
    assert owners == {key: set(text.split()) for key, text in OWNERS.items()}


def test_with_nothing_known_of_it_a_condition_is_not_met() -> None:
    for artefact in Artefact:
        for audience in Audience:
            needs = MATRIX[artefact][audience].needs - {Need.SAFE}
            if needs and MATRIX[artefact][audience].sight is not Sight.OWN:
                assert not may_see(artefact, audience)


def test_every_refusal_is_a_sentence_that_names_nobody() -> None:
    reasons = {
        may_see(artefact, audience, facts).reason
        for artefact in Artefact
        for audience in Audience
        for facts in (*CONDITIONS[::9], *every_block())
    }
    assert all(one[0].isupper() and not one.endswith(".") for one in reasons)
    assert "Shown for safety: x" in reasons
    assert {WORDS[kind] for kind in Apart} <= reasons


def test_a_block_shuts_all_of_a_person_or_all_that_tells_how_days_go() -> None:
    open_to_all = Facts(level=5, is_theirs=True)
    for kind in Apart:
        about = replace(open_to_all, apart={kind})
        assert may_see(Artefact.SCALES, Audience.PARENT, about).is_allowed is (
            kind not in SHUTS_ALL
        )
        here = replace(open_to_all, apart_here={kind})
        assert may_see(Artefact.SCALES, Audience.PARENT, here)
        for artefact in TELLS_DAYS:
            seen = may_see(artefact, Audience.PARENT, here)
            assert seen.is_allowed is (kind is Apart.THIRD_PARTY)
    assert set(DECIDED) == set(Apart) - {Apart.HIDDEN_HOME, Apart.NOT_SAFE}


def test_no_block_and_nothing_hidden_binds_whoever_works_with_the_family() -> None:
    facts = Facts(is_hidden=True, was_asked=False, apart=set(Apart))
    for audience in set(Audience) - FAMILY_SIDE - {Audience.PARTNER, Audience.AUDITOR}:
        assert may_see(Artefact.SAFETY_PLAN, audience, facts)
    draft = Facts(is_private_draft=True)
    assert not may_see(Artefact.SAFETY_PLAN, Audience.PRACTITIONER, draft)
    assert may_see(Artefact.SAFETY_PLAN, Audience.PARENT, draft)


def test_what_a_login_may_do_is_what_its_column_says() -> None:
    """`table.py` against `matrix.py`, each difference written down with its reason."""
    asked = {(one, None): read_with(one) for one in Artefact if one not in NOT_BUILT}
    asked |= WRITTEN_WITH
    found = {
        (role, artefact, way, role in GRANTS[action])
        for role in Role
        for (artefact, way), action in asked.items()
        if (role in GRANTS[action]) != column_gives(role, artefact, way)
    }
    known = {(one.role, one.artefact, one.way, one.is_more) for one in DIFFERS}
    assert found == known
    assert len(DIFFERS) == len(known)
    assert all(len(one.why) > 30 for one in DIFFERS)


def test_a_decision_asks_the_row_of_what_is_read_or_written() -> None:
    for role in Role:
        for artefact in Artefact:
            reads = staff_lets(role, Action.OPEN_FAMILY, artefact)
            known = {one.way: one.is_more for one in DIFFERS
                     if (one.role, one.artefact) == (role, artefact)}  # fmt: skip
            assert reads is known.get(None, column_gives(role, artefact, None))
        for (artefact, way), action in WRITTEN_WITH.items():
            known = {one.way: one.is_more for one in DIFFERS
                     if (one.role, one.artefact) == (role, artefact)}  # fmt: skip
            gives = known.get(way, column_gives(role, artefact, way))
            assert staff_lets(role, action, artefact) is gives
    mine = RecordState(nearness=Reach.MINE)
    leads = {Role.SENIOR_LEADER}
    assert decide(leads, Action.OPEN_FAMILY, mine, Artefact.MAP)
    assert not decide(leads, Action.OPEN_FAMILY, mine, Artefact.SUPERVISION)
    assert not decide({Role.ANALYST}, Action.SEE_SUPERVISION, mine)


def test_an_action_that_names_no_artefact_means_its_first_and_never_another() -> None:
    assert staff_lets(Role.CONFERENCE_CHAIR, Action.WRITE_PLAN)
    assert staff_lets(Role.ANALYST, Action.SHARE_FAMILY_COPY, Artefact.MAP)
    assert staff_lets(Role.ANALYST, Action.OPEN_FAMILY)
    with pytest.raises(ValueError, match="map is not written with write_plan"):
        staff_lets(Role.PRACTITIONER, Action.WRITE_PLAN, Artefact.MAP)


def test_what_no_page_holds_has_no_action_of_its_own_either() -> None:
    for artefact in NOT_BUILT:
        assert not any(artefact.value in action for action in Action if action
                       is not Action.SEE_AUDIT)  # fmt: skip


def test_no_role_outside_the_columns_has_a_way_to_a_familys_work() -> None:
    for role in set(Role) - COLUMN.keys():
        for action in (*WRITTEN_WITH.values(), Action.OPEN_FAMILY):
            assert role not in GRANTS[action]
    assert not PROGRAMME_ROLES & COLUMN.keys()
