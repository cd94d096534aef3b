"""Rows of kinship out of what the database gave. Nothing here is asked of it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from kinfold.kinship.models import (
    ArrangementHappening,
    KinshipArrangement,
    KinshipOption,
    OptionStep,
    SupportItem,
)
from kinfold_core.practice.kinship import OptionRow, StepRow
from kinfold_core.practice.kinship_care import CareRow, SupportReview, SupportRow
from kinfold_core.practice.kinship_clocks import Happening, What
from kinfold_core.practice.written import Named


def with_steps(
    options: QuerySet[KinshipOption], authority_id: UUID
) -> QuerySet[KinshipOption]:
    steps = OptionStep.objects.filter(authority_id=authority_id).order_by(
        "decided_on", "recorded_at", "pk"
    )
    return options.order_by("entered_at", "pk").prefetch_related(
        Prefetch("steps", steps)
    )


def option_row(row: KinshipOption) -> OptionRow:
    return OptionRow(
        id=row.pk,
        who=Named(name=row.name, person_id=row.person_id),
        side=row.side,
        relationship=row.relationship,
        child_id=row.child_id,
        child_name=row.child_name,
        steps=tuple(step_row(step) for step in row.steps.all()),
    )


def step_row(row: OptionStep) -> StepRow:
    return StepRow(
        id=row.pk,
        step=row.step,
        decided_on=row.decided_on,
        decided_by=Named(
            name=row.decided_name,
            person_id=row.decided_person_id,
            worker_id=row.decided_worker_id,
        ),
        why=row.why,
        asked_whom=row.asked_whom,
        carer_words=row.carer_words,
        child_words=row.child_words,
        alternatives=row.alternatives,
        declined_by=row.declined_by,
        not_for=tuple(row.not_for),
        still_for=row.still_for,
        look_again_on=row.look_again_on,
    )


def care_row(row: KinshipArrangement) -> CareRow:
    return CareRow(
        id=row.pk,
        version=row.version,
        child_id=row.child_id,
        child_name=row.child_name,
        carer=Named(name=row.carer_name, person_id=row.carer_person_id),
        second_carer=Named(name=row.second_name, person_id=row.second_person_id),
        relation=row.relation,
        kind=row.kind,
        started_on=row.started_on,
        ended_on=row.ended_on,
        ended_reason=row.ended_reason,
        how=row.how,
        arranged=row.arranged,
        arranged_words=row.arranged_words,
        legal_status=row.legal_status,
        responsibility=row.responsibility,
        assessments=row.assessments,
        child_view=row.child_view,
        permanence=row.permanence,
        is_child_disabled=row.is_child_disabled,
        option_id=row.option_id,
        family_time_id=row.family_time_id,
        rule_ids=tuple(night.rule_id for night in row.nights.all()),
        happened=tuple(_happening(one) for one in row.happened.all()),
        support=tuple(_support(one) for one in row.support.all()),
    )


def _happening(row: ArrangementHappening) -> Happening:
    return Happening(
        what=What(row.what),
        on=row.happened_on,
        by=row.by_name,
        words=row.words,
        until=row.until,
        kind=row.kind,
        language=row.language,
    )


def _support(row: SupportItem) -> SupportRow:
    return SupportRow(
        id=row.pk,
        what=row.what,
        amount=row.amount,
        given_by=row.given_by,
        started_on=row.started_on,
        review_on=row.review_on,
        reviews=tuple(
            SupportReview(one.looked_on, one.outcome, one.words, one.next_review_on)
            for one in row.looks.all()
        ),
    )
