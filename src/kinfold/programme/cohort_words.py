"""What is settled already, in words: for a page, and for whoever comes second."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone

from kinfold.platform.models import EarlierShown, ProgrammeAuthority
from kinfold.programme.models import InvitationAnswer, RoleEnded, StayEnded
from kinfold_core.people.dates import day_in_words

_KIND = InvitationAnswer.Kind
SAID = {
    _KIND.AGREED.value: "Yes",
    _KIND.DECLINED.value: "No",
    _KIND.WITHDRAWN.value: "Taken back by the programme",
}

StayKey = tuple[UUID, UUID, date]
"""The programme, the authority, and the day on which it joined."""


def stay_key(row: ProgrammeAuthority | EarlierShown | StayEnded) -> StayKey:
    return row.programme_id, row.authority_id, row.joined_on


def answer_words(one: InvitationAnswer) -> str:
    """Which answer, by whom and when, and what they added."""
    words = f"{SAID[one.kind]}, {one.by_name} on {answered_on(one)}"
    return f"{words}. {one.words}" if one.words else words


def answered_on(one: InvitationAnswer) -> str:
    return day_in_words(timezone.localtime(one.at).date())


def left_words(row: ProgrammeAuthority, past: Sequence[StayEnded], today: date) -> str:
    """The day from which it is out; for those who may know, why and by whom, and what
    was said before it was put right (`past`: the newest first)."""
    if row.left_on is None:
        return ""
    words = f"{'Leaves' if row.left_on > today else 'Left'} on "
    words += day_in_words(row.left_on)
    if not past:
        return words
    said, *before = past
    words += f". Written down by {said.by_name}: {said.why}"
    for one in before:
        words += f". Before that: {day_in_words(one.left_on)}, {one.by_name}: {one.why}"
    return words


def ended_words(name: str, ended: RoleEnded) -> str:
    """That somebody holds a role no more, since when and who wrote it down."""
    day = day_in_words(ended.last_day)
    return f"{ended.by_name} wrote down that {name} held it until {day}"
