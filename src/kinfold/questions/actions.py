"""Changing the library, keeping favourites, marking what was asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.questions.errors import QuestionChanged
from kinfold.questions.models import FavouriteQuestion, QuestionAsked, QuestionWording
from kinfold.questions.selectors import question_library, wordings_of
from kinfold.records.selectors import family_for
from kinfold_core.access import Action
from kinfold_core.practice.questions import Question


@transaction.atomic
def add_question(*, question: Question, by: Viewer) -> Question:
    """Put a question of the authority's own into the library, under a new key.

    Raises:
        PermissionDenied: the library is not the writer's to change.
    """
    _check_may(by, Action.EDIT_QUESTIONS)
    new = replace(question, key=f"own-{uuid4().hex}", is_ours=True)
    _keep(new, 1, by=by, action="questions.added")
    return new


@transaction.atomic
def change_question(*, question: Question, seen_version: int, by: Viewer) -> None:
    """Word a question differently, or hide it; the same words change nothing.

    Version 0 is the wording Kinfold comes with.

    Raises:
        PermissionDenied: the library is not the writer's to change.
        NotFound: there is no such question.
        QuestionChanged: somebody changed it after the version the writer saw.
    """
    _check_may(by, Action.EDIT_QUESTIONS)
    standing, version = _standing(by, question.key)
    if replace(question, is_ours=standing.is_ours) == standing:
        return
    if version != seen_version:
        raise QuestionChanged(standing, version)
    deed = "changed"
    if question.is_hidden != standing.is_hidden:
        deed = "hidden" if question.is_hidden else "shown_again"
    if not _keep(question, version + 1, by=by, action=f"questions.{deed}"):
        raise QuestionChanged(*_standing(by, question.key))


@transaction.atomic
def keep_favourite(*, key: str, is_kept: bool, by: Viewer) -> None:
    """Have a question at hand, or no longer.

    Raises:
        PermissionDenied: the viewer asks no questions here.
        NotFound: there is no such question.
    """
    _check_may(by, Action.ASK_QUESTIONS)
    _standing(by, key)
    mine = FavouriteQuestion.objects.filter(
        authority_id=by.in_authority(), worker_id=by.as_worker(), key=key
    )
    if not is_kept:
        mine.delete()
    elif not mine.exists():
        _save_once(
            FavouriteQuestion(
                authority_id=by.in_authority(), worker_id=by.as_worker(), key=key
            )
        )


@transaction.atomic
def mark_asked(
    *, family_id: UUID, key: str, on: date, is_taken_back: bool, by: Viewer
) -> None:
    """Note that the viewer asked this family this on a day, or that it was a slip.

    Pressing twice is one mark.

    Raises:
        NotFound: no such family or question.
        RecordRefused: the family's map is not the viewer's to write on.
    """
    family = family_for(by, family_id, Action.WRITE_MAP, is_locked=True)
    question, _ = _standing(by, key)
    mine = {
        "authority_id": by.in_authority(),
        "family": family,
        "key": key,
        "asked_on": on,
        "asked_by_id": by.as_worker(),
    }
    last = QuestionAsked.objects.filter(**mine).order_by("-recorded_at").first()
    was_taken_back = last.is_taken_back if last else True
    if was_taken_back == is_taken_back:
        return
    row = QuestionAsked.objects.create(
        **mine, text=question.text, is_taken_back=is_taken_back
    )
    audit.record(
        by=by,
        action="questions.mark_taken_back" if is_taken_back else "questions.asked",
        target=row,
        changes={"question": key},
        family_id=family.pk,
    )


def _check_may(by: Viewer, action: Action) -> None:
    decision = by.may(action)
    if not decision:
        raise PermissionDenied(decision.reason)


def _standing(by: Viewer, key: str) -> tuple[Question, int]:
    question = question_library(by).get(key)
    if question is None:
        raise NotFound("question")
    wordings = wordings_of(by, key)
    return question, wordings[0].version if wordings else 0


def _keep(question: Question, version: int, *, by: Viewer, action: str) -> bool:
    """Write one wording down, unless somebody wrote that version meanwhile."""
    row = QuestionWording(
        authority_id=by.in_authority(),
        key=question.key,
        version=version,
        topic=question.topic,
        stage=question.stage,
        audience=question.audience,
        text=question.text,
        is_hidden=question.is_hidden,
        written_by_id=by.as_worker(),
    )
    if not _save_once(row):
        return False
    changes = {"question": question.key, "version": version}
    audit.record(by=by, action=action, target=row, changes=changes)
    return True


def _save_once(row: QuestionWording | FavouriteQuestion) -> bool:
    """Write a row, unless one just like it was written meanwhile."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True
