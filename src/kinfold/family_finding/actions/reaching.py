"""Searching, reaching for people, and what they answer."""

from __future__ import annotations

from django.db import transaction

from kinfold.family_finding.holding import At, add_row, check_words, hold_at
from kinfold.family_finding.models import ContactAttempt, ContactReply, FindingSearch
from kinfold.family_finding.selectors import person_of
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.family_finding.details import (
    AttemptDetails,
    ReplyDetails,
    SearchDetails,
)
from kinfold_core.practice.family_finding.rows import why_not_contact


@transaction.atomic
def write_search(*, at: At, details: SearchDetails, by: Viewer) -> FindingSearch:
    """Write down a search: where, for what, by whom, by what right, what came of it.

    Raises:
        CannotDo: something of it is missing, or a day that cannot be.
    """
    return add_row(
        FindingSearch, hold_at(by, at), details, deed="searched", day="searched_on",
        told=("source", "basis"),
        words={
            "query": "Say what you searched for",
            "searched_by": "Say who searched",
            "basis_words": "Say how that right applies here",
            "result": "Say what came of it. “Nothing” is an answer too",
        },
    )  # fmt: skip


@transaction.atomic
def reach(*, at: At, details: AttemptDetails, by: Viewer) -> ContactAttempt:
    """Write down that somebody was reached for, and with which words.

    Raises:
        CannotDo: the safety screen is not complete, a safety check says no contact,
            the child said no, or nobody allowed it although the adoption is private.
    """
    held = hold_at(by, at)
    row, person = person_of(by, at.family_id, at.episode_id, held.person.pk)
    why_not = why_not_contact(row, person)
    if why_not:
        raise CannotDo(why_not)
    if row.is_adoption_private:
        check_words(
            details,
            allowed_by="The adoption is private: say who allowed this contact",
        )
    return add_row(
        ContactAttempt, held, details, deed="reached_for", day="attempted_on",
        told=("method",), words={"message": "Write the words you used"},
    )  # fmt: skip


@transaction.atomic
def write_reply(*, at: At, details: ReplyDetails, by: Viewer) -> ContactReply:
    """What somebody answered, in their words, also when they rang of themselves.

    Raises:
        CannotDo: none of their words, or a day that cannot be.
    """
    held = hold_at(by, at)
    attempts = ContactAttempt.objects.filter(**held.here)
    first = attempts.order_by("attempted_on").first()
    if first is not None and details.replied_on < first.attempted_on:
        raise CannotDo("This is before anybody reached for them", "replied_on")
    return add_row(
        ContactReply, held, details, deed="answered", day="replied_on",
        told=("willing",),
        words={"words": "Write what they said, in their words"},
    )  # fmt: skip
