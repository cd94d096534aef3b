"""Somebody's way with a bit of everything on it, and a training somebody was at."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from kinfold.development.actions import training, ways
from kinfold.development.models import TrainingSession, Way
from kinfold.platform.models import Authority, Programme
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from tests.factories.platform import make_worker_viewer

DAY = date(2026, 3, 5)


def make_way(by: Viewer, programme: Programme, worker: Viewer) -> Way:
    with as_viewer(by):
        return ways.begin_way(
            programme_id=programme.pk,
            trajectory="practice-leader",
            worker_id=worker.worker_id,
            by=by,
        )


def take_step(by: Viewer, way: Way, *, seen: int = 0, **changes: object) -> None:
    usual = {"code": "pl-map", "is_taken": True, "day": DAY, "words": "Her own map"}
    with as_viewer(by):
        ways.write_step(way_id=way.pk, seen_version=seen, by=by, **{**usual, **changes})


def observe(by: Viewer, way: Way) -> UUID:
    with as_viewer(by):
        return ways.write_observation(
            way_id=way.pk,
            code="pl-group",
            observer="Ros",
            day=DAY,
            seen="She asked and waited.",
            next_words="Let the group ask.",
            by=by,
        ).pk


def make_training(
    by: Viewer, programme: Programme, *, place: UUID | None = None, **changes: object
) -> TrainingSession:
    usual = {
        "course": "basic", "title": f"Two days {uuid4()}", "starts_on": DAY, "days": 2,
        "where": "Lincoln", "led_by": "",
    }  # fmt: skip
    with as_viewer(by):
        return training.plan_training(
            programme_id=programme.pk,
            place=place,
            planned=training.Planned(**{**usual, **changes}),
            by=by,
        )


def were_there(
    by: Viewer, session: TrainingSession, *workers: Viewer, seen: int = 0, names=()
) -> int:
    with as_viewer(by):
        return training.write_attendance(
            session_id=session.pk,
            worker_ids=[one.worker_id for one in workers],
            names=names,
            seen_version=seen,
            by=by,
        )


def make_learning_rows(programme: Programme, authority: Authority) -> dict[str, UUID]:
    """A row for every part of an address, of somebody new each time."""
    guide = make_worker_viewer(authority, Role.PRACTICE_LEADER)
    walker = make_worker_viewer(authority, Role.PRACTITIONER)
    way = make_way(guide, programme, walker)
    take_step(guide, way)
    session = make_training(guide, programme, place=authority.pk)
    were_there(guide, session, walker)
    with as_viewer(guide):
        leader = ways.begin_way(
            programme_id=programme.pk,
            trajectory="practice-leader",
            name=f"Jo Hart {uuid4()}",
            by=guide,
        )
    return {
        "way_id": way.pk,
        "observation_id": observe(guide, leader),
        "training_id": session.pk,
    }
