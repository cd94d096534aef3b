"""Masking words that say who somebody is, after they were taken in."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.models import said_by
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.themes import policy
from kinfold.themes.models import (
    AnswerCollection,
    AnswerMasking,
    KeptIdentifier,
    OpenAnswer,
    ThemeQuotation,
)
from kinfold.themes.selectors.collections import collection
from kinfold_core.people.likely_identifiers import Identifier, masked_wherever

COLUMNS: Final = ("worried", "well", "needs", "words")
SAID: Final = ("words", "kept_why", "taken_back_why")


@transaction.atomic
def mask_words(
    *, collection_id: UUID, words: str, kind: Identifier, why: str, by: Viewer
) -> AnswerMasking:
    """Put the mask wherever the words stand in the answers and their quotations.

    Who did it, when and why is kept; the words are not, also not in the audit.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such collection for them.
        CannotDo: the words stand in no answer, or there is no reason, or it says them.
    """
    row = collection(by, collection_id, is_locked=True)
    insist(policy.may_run(by))
    if not why.strip():
        raise CannotDo("Say why they are masked", "why")
    if masked_wherever(why, words, kind) != why:
        raise CannotDo("Give the reason without these words: it is kept", "why")
    if not (count := _mask_answers(row, words, kind)):
        raise CannotDo(
            "These words stand in no answer here. Copy them from one, whole", "words"
        )
    _mask_quotations(row, words, kind)
    for kept in KeptIdentifier.objects.filter(
        programme=row.programme_id, batch__collection=row
    ):
        said = f"{kept.words} {kept.why}"
        if masked_wherever(said, words, kind) != said:
            kept.delete()
    masking = AnswerMasking(
        programme_id=row.programme_id,
        collection=row,
        kind=kind,
        why=why,
        answers=count,
        **said_by(by),
    )
    masking.save(force_insert=True)
    audit.record_in_programme(
        by=by, action="answers.masked", target=masking, changes={"answers": count}
    )
    return masking


def _mask_answers(row: AnswerCollection, words: str, kind: Identifier) -> int:
    """In every answer, also of an authority that left: how many were changed."""
    changed = []
    for one in OpenAnswer.objects.filter(programme=row.programme_id, collection=row):
        before = one.texts
        for name in COLUMNS:
            setattr(one, name, masked_wherever(getattr(one, name), words, kind))
        if one.texts != before:
            changed.append(one)
    OpenAnswer.objects.bulk_update(changed, COLUMNS)
    return len(changed)


def _mask_quotations(row: AnswerCollection, words: str, kind: Identifier) -> None:
    """Those that were taken back too. One that does not stand in its answer any more,
    because it held a part of the words, is taken back whole."""
    rows = ThemeQuotation.objects.filter(
        programme=row.programme_id, theme__collection=row
    )
    found = list(rows.select_related("answer"))
    for one in found:
        for name in SAID:
            setattr(one, name, masked_wherever(getattr(one, name), words, kind))
        if not any(one.words in text for text in one.answer.texts):
            one.words = kind.mask
            one.taken_back_at = one.taken_back_at or timezone.now()
            one.taken_back_why = one.taken_back_why or "Words of it were masked"
    ThemeQuotation.objects.bulk_update(found, [*SAID, "taken_back_at"])
