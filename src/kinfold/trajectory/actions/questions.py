"""What the family asks about the road, and what they are answered."""

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
from kinfold.trajectory.models import CaseBottomLine, FamilyAnswer, FamilyQuestion
from kinfold_core.access import Action, Artefact
from kinfold_core.practice.written import Named

NOT_YET = "This day has not come yet"


@transaction.atomic
def ask_question(
    *,
    family_id: UUID,
    who: Named,
    words: str,
    asked_on: date,
    by: Viewer,
    line_id: UUID | None = None,
) -> FamilyQuestion:
    """Keep a question of the family in their own words. Twice is kept once.

    Raises:
        CannotDo: nobody named, no words, or a day that has not come.
        NotFound: no such family or bottom line, or somebody of another family.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_PLAN, Artefact.BOTTOM_LINES)
    here = {"authority_id": family.authority_id, "family": family}
    if not who.name:
        raise CannotDo("Say who asked", "who")
    if not words.strip():
        raise CannotDo("Write what they asked, in their own words", "words")
    if asked_on > timezone.localdate():
        raise CannotDo(NOT_YET, "asked_on")
    check_named(family, [who])
    lines = CaseBottomLine.objects.filter(**here)
    if line_id is not None and not lines.filter(pk=line_id).exists():
        raise NotFound("bottom line")
    question, is_new = FamilyQuestion.objects.get_or_create(
        **here,
        bottom_line_id=line_id,
        asked_name=who.name,
        words=words,
        asked_on=asked_on,
        defaults={
            "asked_person_id": who.person_id,
            "asked_worker_id": who.worker_id,
            "recorded_by_id": worker_id,
        },
    )
    if is_new:
        audit.record(
            by=by,
            action="family_question.asked",
            target=question,
            changes={"name": who.name},
            family_id=family.pk,
            person_id=who.person_id,
        )
    return question


@transaction.atomic
def answer_question(
    *, family_id: UUID, question_id: UUID, words: str, answered_on: date, by: Viewer
) -> FamilyAnswer:
    """Write down what the family was answered. Twice is kept once.

    Raises:
        CannotDo: no words, or a day that has not come or is before they asked.
        NotFound: no such question of this family.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_PLAN, Artefact.BOTTOM_LINES)
    question = FamilyQuestion.objects.filter(
        authority_id=family.authority_id, family=family, pk=question_id
    ).first()
    if question is None:
        raise NotFound("question")
    if not words.strip():
        raise CannotDo("Write what you answered", "words")
    if answered_on > timezone.localdate():
        raise CannotDo(NOT_YET, "answered_on")
    if answered_on < question.asked_on:
        raise CannotDo("This is before they asked", "answered_on")
    answer, is_new = FamilyAnswer.objects.get_or_create(
        authority_id=family.authority_id,
        question=question,
        words=words,
        answered_on=answered_on,
        defaults={"answered_by_id": worker_id},
    )
    if is_new:
        audit.record(
            by=by,
            action="family_question.answered",
            target=answer,
            changes={},
            family_id=family.pk,
        )
    return answer
