"""Those who stay for life, and asking them again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from kinfold.family_finding.actions.people import join_network
from kinfold.family_finding.holding import (
    At,
    Held,
    add_row,
    check_day,
    check_words,
    columns,
    hold_at,
    record,
    said_last,
)
from kinfold.family_finding.models import FoundPerson, LifetimeAnswer, LifetimeMember
from kinfold.family_finding.selectors import person_of
from kinfold.networks.actions import write_step
from kinfold.networks.selectors import who_stays
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.platform.word_fields import LONGEST_REASON
from kinfold.records.errors import CannotDo
from kinfold_core import phrases
from kinfold_core.practice.family_finding.details import (
    AnswerDetails,
    LifetimeDetails,
)
from kinfold_core.practice.family_finding.rows import why_not_invite, why_not_join
from kinfold_core.practice.standing_by import Stand
from kinfold_core.practice.written import Named


@transaction.atomic
def stay_for_life(*, at: At, details: LifetimeDetails, by: Viewer) -> LifetimeMember:
    """Somebody says that they stay for life, how often and what when it is hard.

    That they stay is said in the network, where every room reads it; they join it,
    unless the child wants only the workers to know of them.

    Raises:
        CannotDo: they have said it already, the child said no, a safety check says no
            contact, nothing of their words, a day that cannot be, or as
            `join_network` and `write_step` say.
    """
    held = hold_at(by, at)
    found = held.person
    episode, row = person_of(by, at.family_id, at.episode_id, found.pk)
    if why_not := why_not_invite(episode, row):
        raise CannotDo(why_not)
    if LifetimeMember.objects.filter(**held.here).exists():
        raise CannotDo(f"{found.name} has said it already")
    said = add_row(
        LifetimeMember, held, details, deed="stays_for_life", day="agreed_on",
        words={
            "words": "Write it in their own words",
            "rhythm": "Say how often, and how",
        },
    )  # fmt: skip
    if not why_not_join(episode, row):
        found = join_network(at=at, by=by)
        _say_in_network(held, found, True, details.words, details.agreed_on)
    return said


@transaction.atomic
def write_answer(
    *, at: At, stay_id: UUID, details: AnswerDetails, by: Viewer
) -> LifetimeAnswer:
    """What somebody says after 3, 6 or 12 months: still there or not, in their words.

    They stay for life, so they are asked after the looking has ended too, and after
    the record is closed where the family may be asked.

    Raises:
        CannotDo: they may not be asked, none of their words, or a day before they said
            that they stay.
        NotFound: nobody of this episode.
    """
    held = hold_at(by, at, is_ended_welcome=True)
    here = {"authority_id": held.episode.authority_id}
    members = LifetimeMember.objects.filter(**here, found__episode=held.episode)
    member = members.filter(pk=stay_id).select_related("found").first()
    if member is None:
        raise NotFound("somebody who stays for life")
    check_words(details, words="Write what they say")
    check_day(held.episode, details.asked_on, "asked_on")
    if details.asked_on < member.agreed_on:
        raise CannotDo("This is before they said that they stay", "asked_on")
    same = said_last(LifetimeAnswer.objects.filter(**here, lifetime=member), details)
    if same is not None:
        return same
    answer = LifetimeAnswer.objects.create(
        **here, lifetime=member, recorded_by_id=held.worker_id, **columns(details)
    )
    changes = {"who": member.found.name, "is_active": answer.is_active}
    record(held, "asked_again", answer, changes)
    is_last = not LifetimeAnswer.objects.filter(
        **here, lifetime=member, month__gt=details.month
    )
    if is_last:
        _say_in_network(
            held, member.found, answer.is_active, answer.words, answer.asked_on
        )
    return answer


def _say_in_network(
    held: Held, found: FoundPerson, stays: bool, words: str, on: date
) -> None:
    """Write there whether they stay, when it says something else."""
    family_id, member_id = held.episode.family_id, found.member_id
    if member_id is None:
        return
    if bool(who_stays(held.by, family_id).of(member_id)) == stays:
        return
    write_step(
        family_id=family_id,
        member_id=member_id,
        stand=Stand.LONG_HAUL if stays else Stand.NOT_STAYING,
        happened_on=on,
        basis=phrases.shortened(words, LONGEST_REASON),
        said_by=Named(name=found.name, person_id=found.person_id),
        by=held.by,
    )
