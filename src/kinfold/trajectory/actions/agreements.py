"""Keeping what each person says of a plan, one beside the other."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.networks.holding import check_named, hold
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold.trajectory.models import Agreement, ImmediatePlan, Trajectory
from kinfold_core.access import Action, Artefact
from kinfold_core.practice.written import Named

SPEAKS_FOR_ITSELF = {Agreement.Answer.AGREE.value, Agreement.Answer.NOT_ASKED.value}


@transaction.atomic
def answer_plan(
    *,
    family_id: UUID,
    who: Named,
    answer: str,
    words: str,
    said_on: date,
    by: Viewer,
    plan_id: UUID | None = None,
) -> Agreement:
    """What somebody says of an immediate safety plan, or without one of the road.

    The same said again, with nothing else said between, is kept once.

    Raises:
        CannotDo: nobody named, no words of somebody who does not wholly agree, or a
            day that has not come.
        NotFound: no such plan or road of this family, or somebody of another one.
    """
    about_what = Artefact.TODAYS_SAFETY if plan_id else Artefact.ROAD
    family, worker_id = hold(by, family_id, Action.WRITE_PLAN, about_what)
    about = _about(family, plan_id)
    _check(family, who, answer, words, said_on)
    theirs = {"authority_id": family.authority_id, **about, "name": who.name}
    said = {"answer": Agreement.Answer(answer), "words": words, "said_on": said_on}
    last = Agreement.objects.filter(**theirs).order_by("said_on", "recorded_at").last()
    if last and all(getattr(last, name) == value for name, value in said.items()):
        return last
    agreement = Agreement.objects.create(
        **theirs,
        **said,
        person_id=who.person_id,
        worker_id=who.worker_id,
        recorded_by_id=worker_id,
    )
    audit.record(
        by=by,
        action="plan.answered",
        target=agreement,
        changes={"name": who.name, "answer": answer},
        family_id=family.pk,
        person_id=who.person_id,
    )
    return agreement


def _about(family: Family, plan_id: UUID | None) -> dict[str, UUID]:
    here = {"authority_id": family.authority_id, "family": family}
    if plan_id is not None:
        if not ImmediatePlan.objects.filter(**here, pk=plan_id).exists():
            raise NotFound("immediate safety plan")
        return {"immediate_plan_id": plan_id}
    road = Trajectory.objects.filter(**here).first()
    if road is None:
        raise NotFound("road to closing")
    return {"trajectory_id": road.pk}


def _check(family: Family, who: Named, answer: str, words: str, said_on: date) -> None:
    if not who.name:
        raise CannotDo("Say who it is", "who")
    if answer not in SPEAKS_FOR_ITSELF and not words.strip():
        raise CannotDo("Write what they say, or why it is not safe to ask", "words")
    if said_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "said_on")
    check_named(family, [who])
