"""Every row of 11.3 has pages that ask it, and an action for each way of writing.

A row is emptied, and then every page that shows it, and its action, are closed to
whoever they stood open for. A row without a door fails here, and so does a page of a
family that nobody said the rows of.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import FunctionType
from typing import Any, Final
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import resolve, reverse

from kinfold.child_tools.actions.sessions import start_session
from kinfold.config import matrix_rows
from kinfold.family_finding.actions.episodes import begin_episode
from kinfold.finding.actions.adding import add_member as add_to_family
from kinfold.monitoring.actions.journal import write as write_journal
from kinfold.networks.actions.members import add_member as add_to_network
from kinfold.planning.actions.plans import answer_plan
from kinfold.planning.actions.suggestions import suggest
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.actions.entries import add_entry
from kinfold.records.errors import RecordRefused
from kinfold.records.models import Family
from kinfold.scaling.actions.ratings import rate
from kinfold.supervision.actions.one_to_one import keep_case
from kinfold.trajectory.actions.bottom_lines import add_bottom_line
from kinfold.trajectory.actions.immediate import make_immediate_plan
from kinfold.trajectory.actions.road import add_milestone
from kinfold.voice.actions.says import decide as decide_story
from kinfold.voice.actions.stories import begin_story
from kinfold_core.access import Artefact, Audience, Role, Way, sharing, staff
from kinfold_core.access.matrix import MATRIX, Cell
from tests.factories.practice import make_family, make_set
from tests.factories.supervision import make_case
from tests.platform.addresses import Address, addresses
from tests.platform.conftest import no_counters
from tests.platform.test_elsewhere import ids, insider

__all__ = ["ids", "insider", "no_counters"]
pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]

PAGES: Final = {
    Artefact.MAP: "practice:map",
    Artefact.SCALES: "scaling:scales",
    Artefact.STORY: "voice:story",
    Artefact.SAFETY_PLAN: "planning:safety-plan",
    Artefact.BOTTOM_LINES: "trajectory:bottom-lines",
    Artefact.ROAD: "trajectory:road",
    Artefact.JOURNAL: "monitoring:journal",
    Artefact.CHILD_TOOLS: "child_tools:tools",
    Artefact.FOUND_PEOPLE: "family_finding:finding",
    Artefact.SUPERVISION: "supervision:case",
    Artefact.WHERE_WE_ARE: "stages:stages",
    Artefact.TODAYS_SAFETY: "trajectory:immediate",
    Artefact.NETWORK: "networks:network",
    Artefact.FAMILY_PICTURE: "family_picture:picture",
}
WRITTEN: Final[dict[tuple[Artefact, Way], Callable[..., object]]] = {
    (Artefact.MAP, Way.WRITE): add_entry,
    (Artefact.SCALES, Way.WRITE): rate,
    (Artefact.STORY, Way.WRITE): begin_story,
    (Artefact.STORY, Way.APPROVE): decide_story,
    (Artefact.SAFETY_PLAN, Way.SUGGEST): suggest,
    (Artefact.SAFETY_PLAN, Way.ACCEPT): answer_plan,
    (Artefact.BOTTOM_LINES, Way.WRITE): add_bottom_line,
    (Artefact.ROAD, Way.WRITE): add_milestone,
    (Artefact.TODAYS_SAFETY, Way.WRITE): make_immediate_plan,
    (Artefact.JOURNAL, Way.WRITE): write_journal,
    (Artefact.CHILD_TOOLS, Way.WRITE): start_session,
    (Artefact.FOUND_PEOPLE, Way.WRITE): begin_episode,
    (Artefact.NETWORK, Way.WRITE): add_to_network,
    (Artefact.FAMILY_PICTURE, Way.WRITE): add_to_family,
    (Artefact.SUPERVISION, Way.WRITE): keep_case,
}
SECOND_PERSONS: Final = {Way.APPROVE, Way.ACCEPT}


def test_every_row_has_a_page_and_every_way_of_writing_it_an_action() -> None:
    assert PAGES.keys() == set(Artefact) - staff.NOT_BUILT
    assert WRITTEN.keys() == staff.WRITTEN_WITH.keys()
    assert {artefact for artefact, _ in WRITTEN} == PAGES.keys() - {
        Artefact.WHERE_WE_ARE  # read from what is there, and written by nobody
    }


def shut(monkeypatch: pytest.MonkeyPatch, artefact: Artefact) -> None:
    without = {**MATRIX, artefact: dict.fromkeys(Audience, Cell())}
    monkeypatch.setattr(staff, "MATRIX", without)
    monkeypatch.setattr(sharing, "MATRIX", without)


@pytest.mark.parametrize("artefact", PAGES)
def test_its_page_asks_the_row(
    sign_in: SignIn, practitioner: Viewer, manager: Viewer, artefact: Artefact,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    family = make_family(practitioner)
    ids = [family.pk]
    if artefact is Artefact.SUPERVISION:
        ids.append(make_case(practitioner, family, manager).pk)
    if artefact is Artefact.SCALES:
        ids.append(make_set(practitioner, family).pk)
    address = reverse(PAGES[artefact], args=ids)
    client = sign_in(practitioner)
    assert client.get(address).status_code == 200
    shut(monkeypatch, artefact)
    assert client.get(address).status_code == 403


def family_pages() -> list[tuple[str, Address]]:
    """Every page of a family, by its name."""
    return [
        (resolve(one.filled(dict.fromkeys(dict(one.parts), uuid4()))).view_name, one)
        for one in addresses()
        if "family_id" in dict(one.parts)
    ]


def test_every_page_of_a_family_says_which_rows_it_shows() -> None:
    names = {name for name, _ in family_pages()}
    apps = {name.partition(":")[0] for name in names}
    assert apps == matrix_rows.OF_APP.keys()
    assert matrix_rows.OF_PAGE.keys() <= names
    shown = frozenset[Artefact]().union(*map(matrix_rows.rows_of, names))
    assert shown == set(Artefact) - staff.NOT_BUILT
    assert matrix_rows.rows_of("a_new_app:page") == set(Artefact)


@pytest.mark.parametrize("role", staff.COLUMN)
def test_nobody_loses_a_page_for_one_of_several_rows(role: Role) -> None:
    """Why a page that shows several is shut, and never cut down (ADR 32)."""
    for name, _ in family_pages():
        may = {
            staff.lets(role, staff.read_with(one), one)
            for one in matrix_rows.rows_of(name)
        }
        assert len(may) <= 1, name


@pytest.mark.slow
@pytest.mark.usefixtures("no_counters")
@pytest.mark.parametrize("artefact", PAGES)
def test_all_pages_that_show_it_ask_the_row(
    sign_in: SignIn, insider: Viewer, ids: dict[str, object], artefact: Artefact,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """`test_elsewhere` finds each of them open to the same worker, before."""
    shut(monkeypatch, artefact)
    client, open_still = sign_in(insider), []
    for name, one in family_pages():
        if artefact in matrix_rows.rows_of(name):
            url = one.filled(ids)
            answer = client.get(url)
            if answer.status_code == 405:
                answer = client.post(url)
            if answer.status_code != 403:
                open_still.append((name, answer.status_code))
    assert open_still == []


@pytest.mark.parametrize(("artefact", "way"), WRITTEN)
def test_its_action_asks_the_row(
    practitioner: Viewer, chair: Viewer, artefact: Artefact, way: Way,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    family = make_family(practitioner)
    by = chair if way in SECOND_PERSONS else practitioner
    assert not is_refused(WRITTEN[artefact, way], family, by)
    shut(monkeypatch, artefact)
    assert is_refused(WRITTEN[artefact, way], family, by)


def is_refused(action: Callable[..., object], family: Family, by: Viewer) -> bool:
    """Whether the door stays shut. What is written is nothing, which comes after it."""
    assert isinstance(action, FunctionType)
    asked = inspect.signature(action).parameters.values()
    details: dict[str, Any] = {
        one.name: None for one in asked if one.default is inspect.Parameter.empty
    }
    try:
        with as_viewer(by):
            action(**details | {"family_id": family.pk, "by": by})
    except RecordRefused:
        return True
    except Exception:  # noqa: BLE001  anything else is behind the door
        return False
    return False
