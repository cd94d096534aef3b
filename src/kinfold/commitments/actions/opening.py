"""Opening a link and answering on it: by somebody who is not signed in."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils import timezone

from kinfold.commitments.details import OpenedAsk
from kinfold.commitments.models import AskLink, Commitment, CommitmentAnswer
from kinfold.commitments.selectors.links import ask_link_at, ask_standing, asks_on
from kinfold.people.selectors.private_words import marks_for_any_hand
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.people.private_words import leave_out
from kinfold_core.practice.commitments import (
    AnswerDetails,
    CommitmentRow,
    Way,
    why_not_answer,
)
from kinfold_core.practice.copy_link import MOST_WRONG, LinkState, plain_code

CLOSED = OpenedAsk()


@transaction.atomic
def open_ask(
    *, token: str, code: str, by: Viewer, is_known_to_be: UUID | None = None
) -> OpenedAsk:
    """What this person was asked, when the link opens and the code is right.

    Every look is audited, and tries at once are counted one by one: the row is held.
    Why a link does not open is never told. An empty code is no try.
    """
    link = ask_link_at(by, token, is_locked=True)
    if link is None:
        return CLOSED
    asks = asks_on(by, link)
    if ask_standing(by, link, asks, now=timezone.now()) != LinkState.OPEN:
        return CLOSED
    by = replace(by, name=f"The link for {link.member_name}"[:200])
    if link.pk != is_known_to_be:
        if not code.strip():
            return OpenedAsk(is_wrong=True)
        if not check_password(plain_code(code), link.code_hash):
            return _wrong(link, by)
    link.opened_count, link.last_opened_at = link.opened_count + 1, timezone.now()
    link.save(update_fields=["opened_count", "last_opened_at"])
    audit.note_read(
        by,
        target=link,
        page="commitments.link_opened",
        family_id=link.family_id,
        person_id=link.member.person_id,
        why=f"Opened with the link for {link.member_name}",
    )
    # what was asked of somebody is not how they learn where another lives
    marks = marks_for_any_hand(by, link.family_id)
    asks = tuple(one for one in asks if not leave_out(one, marks)[1])
    return OpenedAsk(
        link.pk, link.member_id, link.member_name, link.language, asks, link.expires_at
    )


@transaction.atomic
def answer_by_link(
    *, token: str, link_id: UUID, wording_id: UUID, details: AnswerDetails, by: Viewer
) -> CommitmentRow:
    """Their own answer to one thing they were asked, from their own telephone.

    `link_id`: this link was opened with its code a moment ago.

    Raises:
        CannotDo: no answer, or other words and none written.
        NotFound: the link is closed, or shows no such words now.
    """
    link = ask_link_at(by, token, is_locked=True)
    if link is None or link.pk != link_id:
        raise NotFound("link")
    asks = asks_on(by, link)
    row = next((one for one in asks if one.wording_id == wording_id), None)
    is_open = ask_standing(by, link, asks, now=timezone.now()) == LinkState.OPEN
    if row is None or not is_open:
        raise NotFound("words on this link")
    details = replace(details, way=Way.LINK, answered_on=timezone.localdate())
    message, at = why_not_answer(details, today=timezone.localdate())
    if message:
        raise CannotDo(message, at)
    stands = row.answer_of(link.member_id)
    is_said = stands is not None and (stands.answer, stands.words, stands.sure) == (
        details.answer, details.words, details.sure,
    )  # fmt: skip
    if is_said:
        return row
    commitment = Commitment.objects.get(authority_id=link.authority_id, pk=row.id)
    CommitmentAnswer.objects.create(
        authority_id=link.authority_id,
        wording_id=row.wording_id,
        member_id=link.member_id,
        answer=details.answer,
        way=details.way,
        words=details.words,
        sure=details.sure,
        answered_on=details.answered_on,
        link=link,
    )
    audit.record(
        by=replace(by, name=f"The link for {link.member_name}"[:200]),
        action="commitment.answered",
        target=commitment,
        changes={"answer": details.answer, "way": details.way},
        family_id=link.family_id,
        person_id=link.member.person_id,
    )
    return row


def _wrong(link: AskLink, by: Viewer) -> OpenedAsk:
    link.wrong_count += 1
    link.save(update_fields=["wrong_count"])
    left = MOST_WRONG - link.wrong_count
    audit.record(
        by=by,
        action="ask_link.wrong_code" if left else "ask_link.locked",
        target=link,
        changes={"wrong": link.wrong_count},
        family_id=link.family_id,
        person_id=link.member.person_id,
        kind=AuditEvent.Kind.ACCESS,
    )
    return OpenedAsk(is_wrong=True, tries_left=left) if left else CLOSED
