"""Making a learning case ready, and the one step in which it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinfold.lab import policy, selectors
from kinfold.lab.models import (
    CaseConsent,
    CaseKept,
    CaseText,
    LabFollowUp,
    LabPack,
    LabPackWithdrawal,
    LearningCase,
)
from kinfold.lab.record import known_of, words_of_record
from kinfold.lab.selectors import CaseShown
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.models import said_by
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.selectors import family_for
from kinfold_core.access import Action
from kinfold_core.people.residuals import residues, without
from kinfold_core.practice.long_haul import months_after

FOLLOW_UP_AFTER = (3, 6)
"""Months after the lab."""


@transaction.atomic
def begin_case(
    *, family_id: UUID, session_id: UUID, title: str, parts: Sequence[str], by: Viewer
) -> LearningCase:
    """Put the chosen parts of a record together, with roles for names.

    Raises:
        NotFound, RecordRefused: the family is not theirs to write in.
        CannotDo: the authority brings no case on that day, nothing is written yet, or
            the title names somebody of the record.
    """
    family = family_for(by, family_id, Action.WRITE_MAP)
    days = {one.pk: one for one in selectors.sessions_to_bring_to(by)}
    if session_id not in days:
        raise CannotDo(
            "Your authority has not booked to bring a case on this day. A director, "
            "practice leader or quality lead books it",
            "session",
        )
    words = words_of_record(by, family, parts)
    if not words:
        raise CannotDo("Nothing is written yet in the parts you chose", "parts")
    known = known_of(by, family)
    for one in residues(title, known):
        if one.must_go:
            raise CannotDo(
                f"“{one.words}” is in the record. Call it otherwise", "title"
            )
    row = LearningCase(
        authority_id=by.in_authority(),
        family=family,
        programme_id=days[session_id].programme_id,
        lab_session_id=session_id,
        title=title,
        began_on=family.opened_on,
        **said_by(by),
    )
    row.save(force_insert=True)
    _write(row, 1, without(words, known, began_on=family.opened_on), by)
    _told(row, "lab.case_begun", {"parts": list(parts)}, by)
    return row


@transaction.atomic
def write_words(*, family_id: UUID, text: str, seen_version: int, by: Viewer) -> None:
    """Save other words. What was decided on the words before counts no more.

    Raises:
        NotFound, RecordRefused: the family is not theirs to write in.
        CannotDo: it has left already.
        StaleVersion: somebody else changed it first.
    """
    shown = _standing(by, family_id)
    if shown.text.version != seen_version:
        raise StaleVersion(shown.text)
    _write(shown.row, seen_version + 1, text, by)
    _told(shown.row, "lab.case_written", {"version": seen_version + 1}, by)


@transaction.atomic
def decide(
    *, family_id: UUID, kept: Mapping[str, str], seen_version: int, by: Viewer
) -> None:
    """Keep why words may stay that can be nobody's; by the words, the reason.

    Raises:
        NotFound, RecordRefused: the family is not theirs to write in.
        CannotDo: a name is among them, or has no reason, or it has left already.
        StaleVersion: the words were changed since.
    """
    shown = _standing(by, family_id)
    if shown.text.version != seen_version:
        raise StaleVersion(shown.text)
    may_stay = {one.words for one in shown.found if not one.must_go}
    for words, why in kept.items():
        if words not in may_stay or not why.strip():
            raise CannotDo(f"“{words}” cannot stay. Take it out of the words")
        if words not in shown.kept:
            CaseKept(
                authority_id=by.in_authority(),
                case=shown.row,
                version=seen_version,
                words=words,
                why=why,
                **said_by(by),
            ).save(force_insert=True)
    _told(shown.row, "lab.case_decided", {"kept": len(kept)}, by)


@transaction.atomic
def write_consent(
    *,
    family_id: UUID,
    asked: str,
    said: str,
    is_yes: bool,
    asked_on: date,
    by: Viewer,
) -> None:
    """Keep what was said. A no takes the pack back everywhere, from this moment.

    Raises:
        NotFound, RecordRefused: the family is not theirs to write in; for a no, which
            a closed record does not stop, not theirs to open.
        CannotDo: the day is to come.
    """
    needs = Action.WRITE_MAP if is_yes else Action.OPEN_FAMILY
    shown = _locked(by, family_id, needs)
    if asked_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "asked_on")
    CaseConsent(
        authority_id=by.in_authority(),
        case=shown.row,
        asked=asked,
        said=said,
        is_yes=is_yes,
        asked_on=asked_on,
        **said_by(by),
    ).save(force_insert=True)
    _told(shown.row, "lab.case_consent", {"yes": is_yes}, by)
    if not is_yes:
        _take_back_all(shown.row, by)


def _take_back_all(case: LearningCase, by: Viewer) -> None:
    """A no is of the family's story, so earlier packs of it go as well."""
    told = LearningCase.objects.filter(
        authority_id=by.in_authority(), family=case.family_id
    )
    for one in told.exclude(lab_pack_id=None):
        _take_back(one, by)


def _take_back(case: LearningCase, by: Viewer) -> None:
    row, is_new = LabPackWithdrawal.objects.get_or_create(
        programme_id=case.programme_id,
        authority_id=case.authority_id,
        pack_id=case.lab_pack_id,
        defaults={"withdrawn_on": timezone.localdate()},
    )
    # one that has left takes back as well, and tells the programme nothing any more
    is_in_it = programmes_open_to(by).filter(pk=case.programme_id).exists()
    if is_new and is_in_it:
        _told_programme("lab.pack_withdrawn", row, by)


@transaction.atomic
def send_case(*, family_id: UUID, seen_version: int, by: Viewer) -> LabPack:
    """Confirm what somebody else decided, and let these words leave; once.

    What leaves holds no id of the record. It is looked through once more.

    Raises:
        NotFound, RecordRefused: the family is not open to them.
        PermissionDenied: they decided themselves.
        CannotDo: something is undecided or not agreed to, or it has left already.
        StaleVersion: the words were changed since.
    """
    shown = _standing(by, family_id, Action.OPEN_FAMILY)
    if shown.text.version != seen_version:
        raise StaleVersion(shown.text)
    second = policy.is_a_second(by.user_id, shown.decided_by)
    if not second:
        raise PermissionDenied(second.reason)
    for one in shown.undecided:
        raise CannotDo(
            f"“{one.words}” is still in the words, in “{one.where}”. Nothing leaves "
            "until it is taken out or decided on"
        )
    if not shown.is_agreed:
        raise CannotDo("Nobody said yes to telling this case. Write down who was asked")
    case = shown.row
    session = {one.pk: one for one in selectors.sessions_to_bring_to(by)}.get(
        case.lab_session_id
    )
    if session is None:
        raise CannotDo("The lab day of this case is over, or is not booked any more")
    row = LabPack(
        programme_id=case.programme_id,
        session=session,
        authority_id=by.in_authority(),
        title=case.title,
        text=shown.text.text,
        is_synthetic=shown.family.is_synthetic,
    )
    row.save(force_insert=True)
    _ask_later(row, session.held_on, by)
    case.lab_pack_id = row.pk
    case.save(update_fields=["lab_pack_id"])
    _told(case, "lab.case_sent", {"version": seen_version}, by)
    _told_programme("lab.pack_shown", row, by)
    return row


def _ask_later(pack: LabPack, held_on: date, by: Viewer) -> None:
    for months in FOLLOW_UP_AFTER:
        LabFollowUp(
            programme_id=pack.programme_id,
            authority_id=pack.authority_id,
            pack=pack,
            months=months,
            due_on=months_after(held_on, months),
            **said_by(_nobody(by)),
        ).save(force_insert=True)


def _nobody(by: Viewer) -> Viewer:
    """Of this authority, by no name: whoever sends a case is known to open the family,
    which would tell of whom it may be. The authority's own audit says who it was."""
    return replace(by, user_id=0, name="Somebody of the authority")


def _told_programme(action: str, row: LabPack | LabPackWithdrawal, by: Viewer) -> None:
    audit.record_in_programme(by=_nobody(by), action=action, target=row, changes={})


def _standing(
    by: Viewer, family_id: UUID, action: Action = Action.WRITE_MAP
) -> CaseShown:
    shown = _locked(by, family_id, action)
    if shown.row.lab_pack_id:
        raise CannotDo("These words have left for the lab. Begin another case")
    return shown


def _locked(by: Viewer, family_id: UUID, action: Action) -> CaseShown:
    shown = selectors.case(by, family_id, action, is_locked=True)
    if shown is None:
        raise NotFound(f"No learning case of {family_id}")
    return shown


def _write(case: LearningCase, version: int, text: str, by: Viewer) -> None:
    CaseText(
        authority_id=case.authority_id,
        case=case,
        version=version,
        text=text,
        **said_by(by),
    ).save(force_insert=True)


def _told(
    case: LearningCase, action: str, changes: dict[str, object], by: Viewer
) -> None:
    audit.record(
        by=by, action=action, target=case, changes=changes, family_id=case.family_id
    )
