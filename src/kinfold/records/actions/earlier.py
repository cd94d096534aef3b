"""Keeping words that a row will not hold any more, in the transaction of the change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model

from kinfold.platform.viewer import Viewer
from kinfold.records.earlier import KINDS
from kinfold.records.models import EarlierWords


def keep_words(
    *, of: Model, family_id: UUID, words: Mapping[str, str], by: Viewer
) -> None:
    """Keep what stood in these fields of a row; nothing written is nothing to keep.

    Raises:
        KeyError: nobody said in `KINDS` what these words are and who may read them.
    """
    kind = of._meta.label_lower
    known = KINDS[kind].fields
    EarlierWords.objects.bulk_create(
        EarlierWords(
            authority_id=by.in_authority(),
            family_id=family_id,
            of_what=kind,
            of_id=of.pk,
            field=field,
            words=text,
            kept_by_id=by.as_worker(),
        )
        for field, text in words.items()
        if known[field] and text.strip()
    )


def keep_changed(
    *, of: Model, family_id: UUID, changes: Mapping[str, Sequence[Any]], by: Viewer
) -> dict[str, Any]:
    """Keep the words of a change, each as it was and is, and give what the audit says.

    It names the fields that changed, and quotes nobody: only days, numbers and choices.
    """
    known = KINDS[of._meta.label_lower].fields
    was = {name: str(pair[0]) for name, pair in changes.items() if name in known}
    keep_words(of=of, family_id=family_id, words=was, by=by)
    told = {name: list(pair) for name, pair in changes.items() if name not in known}
    return {**told, "changed": sorted(was)} if was else told
