"""The doors of the navigation: few, and each that a role needs within reach."""

from __future__ import annotations

import pytest

from kinfold.config.menu import DOORS, menu_for
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from kinfold_core.access.roles import AUTHORITY_ROLES, PROGRAMME_ROLES


def labels(*roles: Role) -> list[str]:
    viewer = Viewer(user_id=1, name="Somebody", roles=frozenset(roles))
    return [item.label for item in menu_for(viewer, "/")]


@pytest.mark.parametrize("role", sorted(AUTHORITY_ROLES | PROGRAMME_ROLES))
def test_a_door_under_another_is_shown_only_where_that_one_is_not(role: Role) -> None:
    shown = set(labels(role))
    viewer = Viewer(user_id=1, name="Somebody", roles=frozenset({role}))
    opened = {door.label: door.under for door in DOORS if viewer.may(door.action)}
    assert shown == {
        label for label, under in opened.items() if not opened.keys() & set(under)
    }


def test_a_practitioners_doors_stand_in_one_row() -> None:
    """Nine of them took two rows of a screen, and the page began below its middle."""
    assert len(labels(Role.PRACTITIONER)) <= 7


def test_who_decides_on_extracts_alone_has_their_door() -> None:
    assert "Extracts" in labels(Role.INFORMATION_GOVERNANCE)
    assert "Evaluation" not in labels(Role.INFORMATION_GOVERNANCE)


def test_the_knowledge_bank_is_under_learning_or_under_the_programme() -> None:
    for role, current in (
        (Role.PRACTITIONER, "Learning"),
        (Role.SENIOR_LEADER, "Programme"),
    ):
        viewer = Viewer(user_id=1, name="Somebody", roles=frozenset({role}))
        found = menu_for(viewer, "/knowledge/")
        assert [item.label for item in found if item.is_current] == [current]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/evaluation/", "Evaluation"),
        ("/evaluation/studies/", "Evaluation"),
        ("/open-answers/", "Evaluation"),
        ("/programme/", "Programme"),
        ("/nowhere/", None),
    ],
)
def test_the_door_one_came_through_is_current(path: str, current: str | None) -> None:
    viewer = Viewer(user_id=1, name="Somebody", roles=frozenset({Role.EVALUATOR}))
    found = [item.label for item in menu_for(viewer, path) if item.is_current]
    assert found == ([current] if current else [])
