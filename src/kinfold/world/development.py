"""Ways and training for the demo: two trainings are public, the rest is made up.

Family Finding was taught in May and June 2018; on which days is not known to us, so
only the month is said.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from kinfold.development.actions import training, ways
from kinfold.development.models import TrainingSession, Way
from kinfold.development.shipped import shipped
from kinfold.platform.models import Authority, User, Worker
from kinfold.platform.places import Place, viewer_in
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.platform.viewer import Viewer, holder_of_a_link
from kinfold.world.staffing import programme_member
from kinfold_core.access import Role

GUIDES: Final = {
    "lincolnshire": "carys@lincolnshire.example",
    "norfolk": "nadia@norfolk.example",
}
PUBLIC: Final = (
    ("Family Finding, May 2018", date(2018, 5, 1)),
    ("Family Finding, June 2018", date(2018, 6, 1)),
)
ANSWERED: Final = (
    (2, 5), (3, 5), (4, 6), (4, 4), (5, 7), (3, 6), (6, 7), (5, 4), (2, 6), (4, 7),
)  # fmt: skip
"""Before and after of ten people who are made up; of each further tool one less."""


def load_development() -> None:
    """Two public trainings, one made up with its answers, and two people's ways.

    Again changes nothing.
    """
    trainer = programme_member(Role.TRAINER)
    [programme_id] = trainer.programme_ids
    with as_viewer(trainer):
        if TrainingSession.objects.filter(programme=programme_id).exists():
            return
        for title, day in PUBLIC:
            _plan(trainer, programme_id, "family-finding", title, day, days=0)
        today = timezone.localdate()
        held = _plan(
            trainer,
            programme_id,
            "basic",
            "Basic training (made up)",
            today - timedelta(days=60),
            days=shipped().courses["basic"].days,
        )
    for slug, email in GUIDES.items():
        authority = Authority.objects.filter(slug=slug).first()
        user = User.objects.filter(email=email).first()
        if authority and user:
            with as_authority(authority.pk, user_id=user.pk):
                guide = viewer_in(Place(authority_id=authority.pk), user_id=user.pk)
            _learn(guide, programme_id, held, today)


def _plan(
    by: Viewer, programme_id: UUID, course: str, title: str, day: date, *, days: int
) -> TrainingSession:
    """Of which only the month is known, it takes 0 days."""
    return training.plan_training(
        programme_id=programme_id,
        place=None,
        planned=training.Planned(
            course=course,
            title=title,
            starts_on=day,
            days=days,
            where="",
            led_by="",
        ),
        by=by,
    )


def _learn(by: Viewer, programme_id: UUID, held: TrainingSession, today: date) -> None:
    """Nine were there, ten answered, and one walks with the guide beside."""
    with as_viewer(by):
        rows = Worker.objects.filter(authority=by.in_authority(), is_active=True)
        people = list(rows.exclude(pk=by.as_worker()).order_by("name", "pk")[:9])
        training.write_attendance(
            session_id=held.pk,
            worker_ids=[one.pk for one in people],
            names=(),
            seen_version=0,
            by=by,
        )
        _walk(by, programme_id, by.as_worker(), today)
        _walk(by, programme_id, people[0].pk, today)
    nobody = holder_of_a_link(by.in_authority())
    with as_viewer(nobody):
        for before, after in ANSWERED:
            tools = list(enumerate(shipped().courses[held.course].tools))
            training.answer_confidence(
                session_id=held.pk,
                number="",
                before={tool: max(before - less, 0) for less, tool in tools},
                after={tool: max(after - less, 0) for less, tool in tools},
                by=nobody,
            )


def _walk(by: Viewer, programme_id: UUID, worker_id: UUID, today: date) -> None:
    way = ways.begin_way(
        programme_id=programme_id,
        trajectory="practice-leader",
        worker_id=worker_id,
        by=by,
    )
    Way.objects.filter(authority=way.authority_id, pk=way.pk).update(is_synthetic=True)
    for version, code in enumerate(("pl-map", "pl-group")):
        ways.write_step(
            way_id=way.pk,
            code=code,
            is_taken=True,
            day=today - timedelta(days=200 - 90 * version),
            words="The map was made with the family, who changed two of its lines."
            if code == "pl-map"
            else "The group asked more than it told.",
            seen_version=version,
            by=by,
        )
    ways.write_observation(
        way_id=way.pk,
        code="pl-group",
        observer="A colleague of the learning team",
        day=today - timedelta(days=110),
        seen="Eight minutes for the worker's story, then questions only. The group "
        "waited for each answer.",
        next_words="Let somebody of the group write the danger statement.",
        by=by,
    )
    ways.add_piece(
        way_id=way.pk,
        code="pl-map",
        title="What I would do again",
        words="I read the worries out first. Next time I begin with what works.",
        link="",
        upload=None,
        by=by,
    )
    ways.write_next(
        way_id=way.pk,
        words="Build a network with a family of my own",
        by_day=today + timedelta(days=45),
        seen_version=0,
        by=by,
    )
