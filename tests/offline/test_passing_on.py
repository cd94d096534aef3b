"""A held visit is passed on to another worker, with the reason, and opens nothing."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from kinfold.offline import actions
from kinfold.offline.models import HeldVisit, HeldVisitPassed
from kinfold.offline.selectors import receivers_of
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent, Authority, Team
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold.records.selectors import family_for
from kinfold.records.selectors.lists import Scope
from kinfold.records.selectors.waiting import waiting_for
from kinfold_core.access import Role
from tests.factories.offline import WORRY, hand_on, make_held
from tests.factories.platform import make_team, make_worker_viewer
from tests.offline.test_devices import SignIn

pytestmark = pytest.mark.django_db
WHY = "Sam knows Kai from the summer club"


@pytest.fixture
def team(authority: Authority) -> Team:
    return make_team(authority)


@pytest.fixture
def people(
    authority: Authority, practitioner: Viewer, family: Family, team: Team
) -> tuple[Viewer, Viewer, Viewer]:
    """The manager of the team whose family it is now, its worker, and a colleague."""
    manager, worker, colleague = (
        make_worker_viewer(authority, role, name=name, team=team)
        for role, name in (
            (Role.TEAM_MANAGER, "Mo Tarn"),
            (Role.PRACTITIONER, "Bea Lark"),
            (Role.PRACTITIONER, "Sam Ash"),
        )
    )
    held = make_held(practitioner, family)
    hand_on(practitioner, family, worker)
    assert held.family_id == family.pk
    return manager, worker, colleague


def held_visit(by: Viewer) -> HeldVisit:
    with as_viewer(by):
        return HeldVisit.objects.get()


def lines(viewer: Viewer, scope: Scope = Scope.TEAM) -> list[str]:
    with as_viewer(viewer):
        rows = waiting_for(viewer, scope, today=timezone.localdate())
    return [one.kind.key for one in rows if one.kind.key == "visit_passed_on"]


def pass_on(by: Viewer, family: Family, to: Viewer, why: str = WHY) -> None:
    held = held_visit(by)
    with as_viewer(by):
        actions.pass_on(
            family_id=family.pk, held_id=held.pk, to=to.as_worker(), why=why, by=by
        )


def test_a_manager_passes_it_on_and_it_waits_for_the_other_who_reads_no_more_of_it(
    people: tuple[Viewer, Viewer, Viewer], family: Family, sign_in: SignIn
) -> None:
    manager, worker, _ = people
    held = held_visit(manager)
    url = reverse("offline:pass-on", args=[family.pk, held.pk])
    client = sign_in(manager)
    form = client.get(url).text
    assert "Bea Lark (reads what the child let other workers read)" in form
    assert "Mo Tarn (reads all of it, and can take it in)" in form
    refused = client.post(url, {"to": str(worker.worker_id), "why": " "})
    assert refused.status_code == 422
    assert "Say why you pass it on" in refused.text
    sent = client.post(url, {"to": str(worker.worker_id), "why": WHY})
    assert sent.status_code == 302
    assert lines(worker, Scope.MINE) == ["visit_passed_on"]
    page = sign_in(worker).get(reverse("offline:held", args=[family.pk, held.pk])).text
    assert "It is with Bea Lark now" in page
    onward = sign_in(worker).get(url).text
    assert "Mo Tarn (" in onward
    assert "Bea Lark (" not in onward, "it is with her already"
    assert WHY in page
    assert WORRY not in page, "the child said it for Amina alone"
    assert "Take it into the record" not in page
    with as_viewer(manager):
        event = AuditEvent.objects.get(action="offline.held_passed_on")
        assert event.changes == {"to": str(worker.worker_id)}
        assert HeldVisitPassed.objects.get().why == WHY


def test_whom_it_is_with_passes_it_on_and_nobody_else_does(
    people: tuple[Viewer, Viewer, Viewer], family: Family
) -> None:
    manager, worker, colleague = people
    with pytest.raises(CannotDo, match="Whoever it is with"):
        pass_on(worker, family, colleague)
    pass_on(manager, family, worker)
    pass_on(worker, family, manager, "It has to be taken in, and I cannot")
    with pytest.raises(CannotDo, match="Whoever it is with"):
        pass_on(worker, family, worker)
    with pytest.raises(CannotDo, match="with them already"):
        pass_on(manager, family, manager)
    assert lines(worker, Scope.MINE) == []
    assert lines(manager) == ["visit_passed_on"]
    with as_viewer(manager):
        assert HeldVisitPassed.objects.count() == 2


def test_only_to_somebody_to_whom_the_family_is_open_already(
    people: tuple[Viewer, Viewer, Viewer],
    practitioner: Viewer,
    elsewhere: Viewer,
    family: Family,
) -> None:
    manager, worker, _ = people
    pass_on(manager, family, worker)
    for stranger in (practitioner, elsewhere):
        with pytest.raises(CannotDo, match="not open to them"):
            pass_on(manager, family, stranger)
    with as_viewer(manager):
        offered = {
            one.name for one in receivers_of(manager, family_for(manager, family.pk))
        }
    assert {"Mo Tarn", "Bea Lark"} <= offered
    assert practitioner.name not in offered


def test_what_was_dealt_with_is_not_passed_on(
    people: tuple[Viewer, Viewer, Viewer], family: Family
) -> None:
    manager, worker, _ = people
    held = held_visit(manager)
    with as_viewer(manager):
        actions.let_stay(
            family_id=family.pk, held_id=held.pk, why="They moved to Leeds", by=manager
        )
    with pytest.raises(CannotDo, match="dealt with already"):
        pass_on(manager, family, worker)


def test_no_held_visit_of_another_family(
    people: tuple[Viewer, Viewer, Viewer], family: Family
) -> None:
    manager, worker, _ = people
    with as_viewer(manager), pytest.raises(NotFound):
        actions.pass_on(
            family_id=family.pk, held_id=UUID(int=7), to=worker.as_worker(), why=WHY,
            by=manager,
        )  # fmt: skip
