"""A child's new no comes home when nothing else of the visit can."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from kinfold.child_tools import actions as tools
from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.offline import merging, standing
from kinfold.offline.models import (
    HeldVisit,
    TakenAlong,
    VisitDevice,
)
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import RecordRefused
from kinfold.records.models import Family
from kinfold_core.access import Role
from kinfold_core.practice.child_sharing import MayShow
from tests.factories.offline import (
    again,
    close,
    hand_on,
    item,
    send,
    visit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def test_a_new_no_of_the_child_counts_at_once_also_on_a_closed_record(
    practitioner: Viewer, family: Family, taken: TakenAlong, device: VisitDevice
) -> None:
    answers = {"parents": "yes", "school": "no"}
    sent = visit(taken, item(answers=answers))
    send(practitioner, device, sent)
    close(practitioner, family)
    wider_and_narrower = {"parents": "no", "school": "yes"}
    later = dict(sent["items"][0], answers=wider_and_narrower, answers_seen=answers)
    kept = send(practitioner, device, again(sent, items=[later]))
    assert kept.answer["held"] == "closed"
    with as_viewer(practitioner):
        said = standing.answers(ChildItem.objects.get())
    assert said == {"parents": MayShow.NO, "school": MayShow.NO}


@pytest.mark.parametrize("also", ["handed on", "closed", "restricted"])
def test_a_new_no_of_the_child_counts_at_once_when_the_family_was_handed_on(
    practitioner: Viewer,
    family: Family,
    taken: TakenAlong,
    device: VisitDevice,
    team: tuple[Viewer, Viewer],
    also: str,
) -> None:
    answers = {"parents": "yes", "workers": "yes", "school": "no"}
    sent = visit(taken, item(answers=answers))
    send(practitioner, device, sent)
    hand_on(practitioner, family, team[1])
    if also == "closed":
        close(practitioner, family)
    with as_viewer(practitioner):
        Family.objects.filter(pk=family.pk).update(is_restricted=also == "restricted")
    now = {"parents": "no", "workers": "yes", "school": "yes"}
    later = dict(sent["items"][0], answers=now, answers_seen=answers)
    kept = send(practitioner, device, again(sent, items=[later]))
    assert kept.answer["held"] == "not_open"
    with as_viewer(practitioner):
        said = standing.answers(ChildItem.objects.get())
        assert said == {
            "parents": MayShow.NO, "workers": MayShow.YES, "school": MayShow.NO,
        }  # fmt: skip
        assert HeldVisit.objects.count() == 1
        with pytest.raises(RecordRefused):
            tools.change_item(
                family_id=family.pk, item_id=ChildItem.objects.get().pk, seen=1,
                changes={"words": "Other"}, by=practitioner.for_a_childs_no(),
            )  # fmt: skip


def test_whoever_has_another_role_by_now_sends_it_home_and_the_childs_no_counts(
    practitioner: Viewer, family: Family, taken: TakenAlong, device: VisitDevice
) -> None:
    answers = {"parents": "yes"}
    sent = visit(taken, item(answers=answers))
    send(practitioner, device, sent)
    moved = replace(practitioner, roles=frozenset({Role.SENIOR_LEADER}))
    no = dict(sent["items"][0], answers={"parents": "no"}, answers_seen=answers)
    kept = send(moved, device, again(sent, items=[no]))
    assert kept.answer["held"] == "not_open"
    with as_viewer(practitioner):
        assert HeldVisit.objects.count() == 1
        assert standing.answers(ChildItem.objects.get()) == {"parents": MayShow.NO}


def test_a_no_that_cannot_be_written_is_held_with_the_rest(
    practitioner: Viewer,
    family: Family,
    taken: TakenAlong,
    device: VisitDevice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = {"parents": "yes"}
    sent = visit(taken, item(answers=answers))
    send(practitioner, device, sent)
    close(practitioner, family)

    def refused(**_: object) -> None:
        raise RecordRefused("no", family_id=family.pk, may_break_glass=False)

    monkeypatch.setattr(merging, "choose_sharing", refused)
    no = dict(sent["items"][0], answers={"parents": "no"}, answers_seen=answers)
    send(practitioner, device, again(sent, items=[no]))
    with as_viewer(practitioner):
        assert HeldVisit.objects.count() == 1


@pytest.mark.parametrize("is_handed_on", [False, True])
def test_a_new_no_counts_at_once_in_a_time_that_is_another_workers_by_then(
    practitioner: Viewer,
    family: Family,
    taken: TakenAlong,
    device: VisitDevice,
    team: tuple[Viewer, Viewer],
    is_handed_on: bool,
) -> None:
    answers = {"parents": "yes", "school": "no"}
    sent = visit(taken, item(answers=answers))
    send(practitioner, device, sent)
    if is_handed_on:
        hand_on(practitioner, family, team[1])
    with as_viewer(practitioner):
        ChildToolSession.objects.update(started_by_id=team[1].as_worker())
    now = {"parents": "no", "school": "yes"}
    later = dict(sent["items"][0], answers=now, answers_seen=answers)
    kept = send(practitioner, device, again(sent, items=[later]))
    assert kept.answer["held"] == ("not_open" if is_handed_on else "anothers")
    with as_viewer(practitioner):
        said = standing.answers(ChildItem.objects.get())
    assert said == {"parents": MayShow.NO, "school": MayShow.NO}
