"""Whoever allocates sees which families wait for a worker, and what each carries."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Allocation
from kinfold.records.selectors.lists import (
    FamilyFilter,
    Scope,
    families_list,
    held_counts,
    scopes_for,
)
from tests.factories.people import Okafors, make_family

SignIn = Callable[[Viewer], Client]


def _names(viewer: Viewer, scope: Scope) -> set[str]:
    with as_viewer(viewer):
        found = families_list(viewer, FamilyFilter(scope=scope))
    return {row.family.name for row in found.rows}


def test_a_family_without_a_worker_waits_in_the_managers_list(
    okafors: Okafors, lead: Viewer, worker: Viewer
) -> None:
    make_family(worker, "Waiting", "Ida")
    with as_viewer(lead):
        Allocation.objects.filter(family__name="Waiting").update(worker=None)
    assert _names(lead, Scope.NOBODY) == {"Waiting"}
    assert _names(lead, Scope.TEAM) == {"Okafor", "Waiting"}
    assert _names(worker, Scope.MINE) == {"Okafor"}
    assert Scope.NOBODY not in scopes_for(worker)


def test_choosing_who_works_with_a_family_shows_what_each_carries(
    okafors: Okafors, lead: Viewer, worker: Viewer, sign_in: SignIn
) -> None:
    with as_viewer(lead):
        assert held_counts(lead) == {worker.worker_id: 1}
    form = sign_in(lead).get(reverse("records:allocate", args=[okafors.family.pk]))
    assert f"{worker.name}, 1 family now" in form.content.decode()


def test_the_list_of_families_with_nobody_opens(
    okafors: Okafors, lead: Viewer, worker: Viewer, sign_in: SignIn
) -> None:
    url = reverse("records:families") + "?whose=nobody"
    answer = sign_in(lead).get(url)
    assert "Every family has a worker" in answer.content.decode()
    own = sign_in(worker).get(url)
    assert "Every family has a worker" not in own.content.decode()
