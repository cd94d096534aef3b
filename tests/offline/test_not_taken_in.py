"""A bundle that is not taken in, or not by this worker, and why."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kinfold.child_tools.models import ChildToolSession
from kinfold.offline import actions
from kinfold.offline.models import HeldVisit, TakenAlong, VisitDevice, VisitSent
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.practice.offline_bundle import UnreadableBundleError
from tests.factories.offline import (
    again,
    field,
    item,
    make_device,
    make_taken,
    send,
    signed,
    visit,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"fields": {"consent": field("given")}}, "Ask the child first"),
        ({"items": [item(fields={"picture": field("scribble")})]}, "drawing"),
        ({"items": [item(fields={"picture": field('{"items":[1]}')})]}, "picture"),
    ],
)
def test_what_the_tools_refuse_is_refused_whole(
    practitioner: Viewer,
    taken: TakenAlong,
    device: VisitDevice,
    changes: dict[str, Any],
    why: str,
) -> None:
    with pytest.raises(CannotDo, match=why):
        send(practitioner, device, visit(taken, **changes))
    with as_viewer(practitioner):
        assert not ChildToolSession.objects.exists()
        assert not VisitSent.objects.exists()


def test_a_scale_that_is_no_number_is_refused(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    sent = visit(taken)
    sent["fields"]["scale"] = field("eleven")
    with pytest.raises(CannotDo, match="scale"):
        send(practitioner, device, sent)
    sent["fields"]["scale"] = field("4")
    send(practitioner, device, sent)
    with as_viewer(practitioner):
        assert ChildToolSession.objects.get().scale == 4


def test_what_was_cut_off_or_is_another_devices_is_not_half_taken(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    body, signature = signed(device, visit(taken))
    other = make_device(practitioner, "Old telephone")
    for sent, mark in (
        (body + b" ", signature),
        (body, signed(other, visit(taken))[1]),
        (b"\xff", signature),
        (b"[" * 100_000, signature),
    ):
        with as_viewer(practitioner), pytest.raises(UnreadableBundleError):
            actions.bring_home(body=sent, signature=mark, by=practitioner)
    # signed by a device that this child was not taken along on
    strange = json.loads(body) | {"device": str(other.pk)}
    with pytest.raises(NotFound):
        send(practitioner, other, strange)


def test_another_worker_cannot_send_what_is_not_theirs(
    practitioner: Viewer,
    manager: Viewer,
    taken: TakenAlong,
    device: VisitDevice,
) -> None:
    with pytest.raises(NotFound):
        send(manager, device, visit(taken))


def test_a_visit_with_one_child_is_never_written_into_anothers(
    practitioner: Viewer, family: Family, taken: TakenAlong, device: VisitDevice
) -> None:
    sent = visit(taken)
    send(practitioner, device, sent)
    amira = make_taken(practitioner, family, device, "Amira")
    stolen = visit(amira, dict(sent["items"][0]))
    for one in (again(sent, taken=str(amira.pk)), stolen):
        assert send(practitioner, device, one).answer["held"] == "moved"
    with as_viewer(practitioner):
        assert ChildToolSession.objects.get().child_name == "Kai"
        assert HeldVisit.objects.count() == 2
