"""A kept query answers as the same query put together anew would."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import partial
from threading import Thread
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connection
from django.db.models import F, QuerySet, Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.platform.kept_queries import kept
from kinfold.platform.models import Worker
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer


@kept
def _some(*, authority_id: UUID, worker_ids: Collection[UUID]) -> QuerySet[Worker]:
    return (
        Worker.objects.filter(authority_id=authority_id, pk__in=worker_ids)
        .select_related("authority")
        .annotate(place=F("authority__name"))
        .order_by("name")
    )


def _ids(*viewers: Viewer) -> list[UUID]:
    return [viewer.worker_id for viewer in viewers if viewer.worker_id]


def test_each_asking_is_about_its_own_ids(practitioner: Viewer, chair: Viewer) -> None:
    authority_id = practitioner.in_authority()
    with as_viewer(practitioner):
        for one in (practitioner, chair, practitioner):
            found = _some(authority_id=authority_id, worker_ids=_ids(one))
            assert [row.pk for row in found] == _ids(one)
            assert found == list(Worker.objects.filter(pk=one.worker_id))


def test_rows_come_whole(practitioner: Viewer) -> None:
    with as_viewer(practitioner), CaptureQueriesContext(connection) as caught:
        row = _some(
            authority_id=practitioner.in_authority(), worker_ids=_ids(practitioner)
        )[0]
        assert (row.name, row.authority.name) == (practitioner.name, "Lincolnshire")
        assert row.__dict__["place"] == "Lincolnshire"
        assert set(row.roles) == {role.value for role in practitioner.roles}
    asked = [query["sql"] for query in caught if "platform_worker" in query["sql"]]
    assert len(asked) == 1


def test_any_number_of_ids_is_asked_about(
    practitioner: Viewer, chair: Viewer, manager: Viewer
) -> None:
    several = (practitioner, chair, manager)
    with as_viewer(practitioner):
        for count in range(1, 4):
            found = _some(
                authority_id=practitioner.in_authority(),
                worker_ids=set(_ids(*several[:count])),
            )
            assert {row.pk for row in found} == set(_ids(*several[:count]))


def test_nobody_is_found_without_asking(practitioner: Viewer) -> None:
    with as_viewer(practitioner), CaptureQueriesContext(connection) as caught:
        found = _some(authority_id=practitioner.in_authority(), worker_ids=())
    assert found == []
    assert not any("platform_worker" in query["sql"] for query in caught)


def test_the_fence_stands_before_a_kept_query(
    practitioner: Viewer, elsewhere: Viewer
) -> None:
    asked = {
        "authority_id": practitioner.in_authority(),
        "worker_ids": _ids(practitioner),
    }
    with as_viewer(practitioner):
        assert _some(**asked)
    with as_viewer(elsewhere):
        assert _some(**asked) == []


def test_a_shape_outlives_the_thread_that_made_it(practitioner: Viewer) -> None:
    @kept
    def named(*, worker_id: UUID) -> QuerySet[Worker, str]:
        return Worker.objects.filter(pk=worker_id).values_list("name", flat=True)

    def elsewhere() -> None:
        named(worker_id=UUID(int=1))
        connection.close()

    thread = Thread(target=elsewhere)
    thread.start()
    thread.join()
    with as_viewer(practitioner):
        assert named(worker_id=_ids(practitioner)[0]) == [practitioner.name]


@pytest.mark.django_db
def test_an_id_that_is_not_in_the_sql_is_refused() -> None:
    @kept
    def forgetful(*, authority_id: UUID, worker_id: UUID) -> QuerySet[Worker]:
        return Worker.objects.filter(authority_id=authority_id)

    with pytest.raises(TypeError, match="must stand in its SQL"):
        forgetful(authority_id=UUID(int=1), worker_id=UUID(int=2))


@pytest.mark.django_db
def test_an_id_may_go_unasked_where_that_is_said(practitioner: Viewer) -> None:
    @partial(kept, may_go_unasked=("worker_id",))
    def forgetful(*, authority_id: UUID, worker_id: UUID) -> QuerySet[Worker]:
        return Worker.objects.filter(authority_id=authority_id)

    with as_viewer(practitioner):
        found = forgetful(authority_id=practitioner.in_authority(), worker_id=uuid4())
    assert [one.pk for one in found] == [practitioner.worker_id]


def test_the_day_is_the_day_of_the_asking(practitioner: Viewer) -> None:
    @kept
    def today(*, worker_id: UUID) -> QuerySet[Worker, date]:
        days = Worker.objects.annotate(day=Value(timezone.localdate()))
        return days.filter(pk=worker_id).values_list("day", flat=True)

    with as_viewer(practitioner):
        for day in (date(2026, 11, 27), date(2026, 11, 28)):
            with time_machine.travel(f"{day}T09:00:00Z"):
                assert today(worker_id=_ids(practitioner)[0]) == [day]
