"""The night deletes what was kept long enough in each authority, whatever fails."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.returns.actions.handing_in import delete_outlived
from kinfold.returns.jobs import forget_outlived_returns
from kinfold.returns.models import HandedReturn
from tests.factories.returns import make_return

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(analyst: Viewer, elsewhere: Viewer, settings: Any) -> tuple[Viewer, Viewer]:
    """Two authorities, in the night's order, each with a return kept long enough."""
    settings.KINFOLD_RETURN_DAYS = 30
    for viewer in (analyst, elsewhere):
        old = make_return(viewer)
        with as_viewer(viewer):
            HandedReturn.objects.filter(pk=old.pk).update(
                given_at=timezone.now() - timedelta(days=31)
            )
    first, second = sorted((analyst, elsewhere), key=lambda one: one.in_authority())
    return first, second


def state_in(viewer: Viewer) -> str:
    with as_viewer(viewer):
        return HandedReturn.objects.get(authority_id=viewer.authority_id).state


def test_a_count_that_fails_keeps_no_return_anywhere_and_every_other_is_tried(
    both, monkeypatch, caplog
):
    tried = []

    def fail(*, by: Viewer, **_: object) -> None:
        tried.append(by.authority_id)
        raise RuntimeError("no memory")

    monkeypatch.setattr("kinfold.returns.jobs.recount_after_deleting", fail)
    with pytest.raises(RuntimeError):
        forget_outlived_returns()
    assert [state_in(viewer) for viewer in both] == ["deleted", "deleted"]
    assert tried == list(Authority.objects.order_by("pk").values_list("pk", flat=True))
    told = [line.kinfold["authority"] for line in caplog.records]
    assert told == [str(authority_id) for authority_id in tried]


def test_a_return_that_cannot_be_deleted_keeps_none_of_another_authority(
    both, monkeypatch
):
    first, second = both

    def fail_there(*, by: Viewer) -> None:
        if by.authority_id == first.authority_id:
            raise RuntimeError("no memory")
        delete_outlived(by=by)

    monkeypatch.setattr("kinfold.returns.jobs.delete_outlived", fail_there)
    with pytest.raises(RuntimeError):
        forget_outlived_returns()
    assert (state_in(first), state_in(second)) == ("read", "deleted")
