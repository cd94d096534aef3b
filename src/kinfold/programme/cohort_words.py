"""What is settled already, in words: for a page, and for whoever comes second."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from kinfold.platform.models import ProgrammeAuthority
from kinfold.programme.models import InvitationAnswer, RoleEnded, StayEnded
from kinfold_core.people.dates import day_in_words

_KIND = InvitationAnswer.Kind
SAID = {
    _KIND.AGREED.value: "Yes",
    _KIND.DECLINED.value: "No",
    _KIND.WITHDRAWN.value: "Taken back by the programme",
}


def answer_words(one: InvitationAnswer) -> str:
    """Which answer, by whom and when, and what they added."""
    words = f"{SAID[one.kind]}, {one.by_name} on {answered_on(one)}"
    return f"{words}. {one.words}" if one.words else words


def answered_on(one: InvitationAnswer) -> str:
    return day_in_words(timezone.localtime(one.at).date())


def left_words(row: ProgrammeAuthority, said: StayEnded | None, today: date) -> str:
    """The day from which it is out; why and by whom for those who may know."""
    if row.left_on is None:
        return ""
    words = f"{'Leaves' if row.left_on > today else 'Left'} on "
    words += day_in_words(row.left_on)
    return f"{words}. Written down by {said.by_name}: {said.why}" if said else words


def ended_words(name: str, ended: RoleEnded) -> str:
    """That somebody holds a role no more, since when and who wrote it down."""
    day = day_in_words(ended.last_day)
    return f"{ended.by_name} wrote down that {name} held it until {day}"
