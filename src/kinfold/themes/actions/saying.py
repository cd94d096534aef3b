"""Saying what the answers mean together, and choosing the words that stand for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.models import said_by
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.themes import policy
from kinfold.themes.models import AnswerCollection, Theme, ThemeQuotation, ThemeWording
from kinfold.themes.selectors.coding import seats_of
from kinfold.themes.selectors.collections import book_of, collection
from kinfold.themes.selectors.themes import quotable, quotation, theme
from kinfold_core.people.likely_identifiers import likely_identifiers


@dataclass(frozen=True, slots=True)
class Said:
    """What a theme says."""

    name: str
    says: str
    codes: Collection[UUID]
    claim: str
    stance: str


@transaction.atomic
def write_theme(
    *,
    collection_id: UUID,
    theme_id: UUID | None,
    said: Said,
    seen_version: int,
    by: Viewer,
) -> ThemeWording:
    """Say a theme, or say it in other words; what was said before stays to be read.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: no such collection or theme.
        CannotDo: the coders are not through, or a code is not in the book.
        StaleVersion: somebody else changed the theme first.
    """
    row = collection(by, collection_id, is_locked=True)
    insist(policy.may_run(by))
    if not seats_of(by, row).are_done:
        raise CannotDo("Themes come after the coding: both coders are through first")
    if not set(said.codes) <= {one.code_id for one in book_of(by, row)}:
        raise CannotDo("Choose from the codes of the book", "codes")
    standing = theme(by, row, theme_id)[0] if theme_id else None
    if standing and standing.version != seen_version:
        raise StaleVersion(standing)
    of = standing.theme if standing else _new_theme(row)
    wording = ThemeWording(
        programme_id=row.programme_id,
        theme=of,
        version=standing.version + 1 if standing else 1,
        name=said.name,
        says=said.says,
        codes=sorted(said.codes),
        claim=said.claim,
        stance=said.stance,
        **said_by(by),
    )
    wording.save(force_insert=True)
    audit.record_in_programme(
        by=by,
        action="theme.written",
        target=wording,
        changes={"name": [standing.name if standing else None, said.name]},
    )
    return wording


def _new_theme(row: AnswerCollection) -> Theme:
    themes = Theme.objects.filter(programme=row.programme_id, collection=row)
    last = themes.aggregate(last=Max("number"))["last"] or 0
    theme = Theme(programme_id=row.programme_id, collection=row, number=last + 1)
    theme.save(force_insert=True)
    return theme


@transaction.atomic
def quote(
    *,
    collection_id: UUID,
    theme_id: UUID,
    answer_id: UUID,
    words: str,
    kept_why: str,
    by: Viewer,
) -> ThemeQuotation:
    """Choose words of an answer that carries the theme, letter for letter.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: no such collection or theme.
        CannotDo: the words are not the answer's, or may say who somebody is and no
            reason is given.
    """
    row = collection(by, collection_id)
    insist(policy.may_run(by))
    wording = theme(by, row, theme_id)[0]
    carrying = {one.pk: one for one in quotable(by, row, wording)}
    if answer_id not in carrying:
        raise CannotDo("Choose one of the answers that carry this theme", "answer")
    found = carrying[answer_id]
    if not words.strip() or not any(words in text for text in found.texts):
        raise CannotDo(
            f"These words are not in answer {found.number}. Copy them from it, letter "
            "for letter",
            "words",
        )
    telling = likely_identifiers(words)
    if telling and not kept_why.strip():
        raise CannotDo(
            f"“{telling[0].words}” may be {telling[0].kind.label}. Quote less, or say "
            "why it may stay",
            "kept_why",
        )
    chosen = ThemeQuotation(
        programme_id=row.programme_id,
        theme_id=wording.theme_id,
        answer=found,
        words=words,
        kept_why=kept_why if telling else "",
        **said_by(by),
    )
    chosen.save(force_insert=True)
    audit.record_in_programme(
        by=by, action="theme.quoted", target=chosen, changes={"number": found.number}
    )
    return chosen


@transaction.atomic
def take_quotation_back(
    *, collection_id: UUID, quotation_id: UUID, why: str, by: Viewer
) -> None:
    """Show it no more; the answer stays. Again changes nothing.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: no such collection or quotation.
        CannotDo: no reason.
    """
    row = collection(by, collection_id)
    insist(policy.may_run(by))
    found = quotation(by, row, quotation_id, is_locked=True)
    if found.taken_back_at is not None:
        return
    if not why.strip():
        raise CannotDo("Say why it is taken back", "why")
    found.taken_back_at, found.taken_back_why = timezone.now(), why
    found.save(update_fields=["taken_back_at", "taken_back_why"])
    audit.record_in_programme(
        by=by, action="quotation.taken_back", target=found, changes={"why": why}
    )
