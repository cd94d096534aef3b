"""A family's bottom lines, each with its past and its questions."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from kinfold.platform.viewer import Viewer
from kinfold.trajectory.models import (
    BottomLineChange,
    CaseBottomLine,
    FamilyAnswer,
    FamilyQuestion,
)
from kinfold_core.practice.road import (
    AnswerRow,
    BottomLineRow,
    ChangeRow,
    QuestionRow,
)
from kinfold_core.practice.written import Named


def bottom_lines_of(viewer: Viewer, family_id: UUID) -> tuple[BottomLineRow, ...]:
    """Every bottom line of an authorised family, those lifted too. Four queries.

    Ask each whether it `stands`.
    """
    here = {"authority_id": viewer.in_authority()}
    changes = BottomLineChange.objects.filter(**here).select_related("changed_by")
    lines = (
        CaseBottomLine.objects.filter(**here, family_id=family_id)
        .select_related("changed_by")
        .prefetch_related(Prefetch("changes", changes.order_by("-version")))
        .order_by("position", "pk")
    )
    asked = defaultdict(list)
    for question in questions_of(viewer, family_id):
        asked[question.bottom_line_id].append(question)
    return tuple(
        _row(line, number, tuple(asked[line.pk]))
        for number, line in enumerate(lines, start=1)
    )


def questions_of(viewer: Viewer, family_id: UUID) -> tuple[QuestionRow, ...]:
    """What an authorised family asked on this road, oldest first. Two queries."""
    here = {"authority_id": viewer.in_authority()}
    answers = FamilyAnswer.objects.filter(**here).select_related("answered_by")
    asked: QuerySet[FamilyQuestion] = FamilyQuestion.objects.filter(
        **here, family_id=family_id
    ).prefetch_related(
        Prefetch("answers", answers.order_by("answered_on", "recorded_at"))
    )
    return tuple(
        QuestionRow(
            id=row.pk,
            bottom_line_id=row.bottom_line_id,
            asked_by=row.asked_name,
            words=row.words,
            asked_on=row.asked_on,
            answers=tuple(
                AnswerRow(one.words, one.answered_by.name, one.answered_on)
                for one in row.answers.all()
            ),
        )
        for row in asked.order_by("asked_on", "recorded_at", "pk")
    )


def _row(
    line: CaseBottomLine, number: int, questions: tuple[QuestionRow, ...]
) -> BottomLineRow:
    return BottomLineRow(
        id=line.pk,
        number=number,
        text=line.text,
        why=line.why,
        danger_id=line.danger_id,
        set_by=Named(
            name=line.set_by_name,
            person_id=line.set_by_person_id,
            worker_id=line.set_by_worker_id,
        ),
        set_as=line.set_as,
        force=line.force,
        set_on=line.set_on,
        state=line.state,
        state_on=line.state_on,
        explained_on=line.explained_on,
        explained_to=line.explained_to,
        shown_by=line.shown_by,
        version=line.version,
        changed_by=line.changed_by.name,
        changed_at=line.changed_at,
        changes=tuple(
            ChangeRow(
                version=one.version,
                change=one.change,
                reason=one.reason,
                words=one.words,
                changed_by=one.changed_by.name,
                changed_at=one.changed_at,
            )
            for one in line.changes.all()
        ),
        questions=questions,
    )
