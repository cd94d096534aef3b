"""What an episode comes to in numbers and days, counted from its rows (design 5.2)."""

from __future__ import annotations

import calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from kinfold_core.people.relationships import Side
from kinfold_core.practice.family_finding.rows import Deed, EpisodeRow, FoundRow
from kinfold_core.practice.family_finding.words import Source, Willing

MONTHS: Final = (3, 6, 12)
"""When it is asked whether those who stay for life are still there (design 5.2)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The follow-up of one month: how many were due, asked and still there."""

    month: int
    due: int
    asked: int
    active: int
    first_due: date | None

    @property
    def is_late(self) -> bool:
        return self.asked < self.due


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The measures of one episode. Days count from its start; None is not yet.

    `maternal` and `paternal` both count whoever belongs to both sides. A gap is
    `unowned` while nobody has taken it on; `committed` are offers that were looked at
    and hold, or whose gap has an owner. `wrongly` are people who are for life
    although the child said no or a safety check says no contact. `decided_plans` are
    the letters of the plan and of the one that follows if it cannot be.
    """

    days: int
    screen_days: int | None
    identified: int
    target: int
    known_before: int
    maternal: int
    paternal: int
    sources: int
    searches: int
    target_days: int | None
    contacted: int
    replied: int
    engaged: int
    reply_days: int | None
    first_engaged: date | None
    meetings: int
    attending: int
    last_met: date | None
    plans: int
    target_plans: int
    last_plan: date | None
    decided_on: date | None
    decision_days: int | None
    decided_plans: tuple[str, ...]
    says_who_stays: bool
    offers: int
    rated: int
    unowned: int
    committed: int
    lifetime: int
    wrongly: tuple[str, ...]
    asked: tuple[Asked, ...]
    before: int | None
    after: int | None


def count(episode: EpisodeRow, today: date) -> Counts:
    """Every measure of an episode as it stands on `today`.

    The days of looking end with it; asking those who stay for life again does not.
    """
    start, found = episode.started_on, sorted(one.found_on for one in episode.people)
    reached = found[episode.target_people - 1 : episode.target_people]
    replies = episode.of(Deed.REPLY)
    willing = {one.found_id: one for one in replies}  # the newest of each person
    engaged = {key for key, one in willing.items() if one.words == Willing.YES}
    first_engaged = [one.day for one in replies if one.words == Willing.YES]
    meetings, plans = episode.of(Deed.MEETING), episode.of(Deed.PLAN)
    decisions = episode.of(Deed.DECISION)
    decided = decisions[-1].day if decisions else None
    stays, *letters = decisions[-1].words.split() if decisions else ["no"]
    first_reply = min((one.day for one in replies), default=None)
    lifetime = {one.found_id: one.day for one in episode.of(Deed.LIFETIME)}
    return Counts(
        days=(min(episode.ended_on or today, today) - start).days,
        screen_days=_days(start, _screened(episode)),
        identified=len(episode.people),
        target=episode.target_people,
        known_before=sum(one.source == Source.KNOWN for one in episode.people),
        maternal=_of_side(episode.people, Side.MATERNAL),
        paternal=_of_side(episode.people, Side.PATERNAL),
        sources=len(_sources(episode)),
        searches=len(episode.of(Deed.SEARCH)),
        target_days=_days(start, reached[0] if reached else None),
        contacted=len({one.found_id for one in episode.of(Deed.CONTACT)}),
        replied=len(willing),
        engaged=len(engaged),
        reply_days=_days(start, first_reply),
        first_engaged=min(first_engaged, default=None),
        meetings=len(meetings),
        attending=max((int(one.words) for one in meetings), default=0),
        last_met=max((one.day for one in meetings), default=None),
        plans=len(plans),
        target_plans=episode.target_plans,
        last_plan=max((one.day for one in plans), default=None),
        decided_on=decided,
        decision_days=_days(start, decided),
        decided_plans=tuple(letters),
        says_who_stays=stays == "yes",
        **_tested(episode),
        lifetime=len(lifetime),
        wrongly=_wrongly(episode.people, lifetime),
        asked=tuple(_asked(episode, lifetime, month, today) for month in MONTHS),
        before=_on_picture(episode, "before"),
        after=_on_picture(episode, "after"),
    )


def _screened(episode: EpisodeRow) -> date | None:
    """When the safety screen that holds now was complete first."""
    stages = episode.of(Deed.STAGE) if episode.is_screened else []
    return min((one.day for one in stages if one.words == "yes"), default=None)


def _sources(episode: EpisodeRow) -> set[str]:
    """Where names came from and where was searched; who was known needs no source."""
    named = {one.source for one in episode.people if one.source != Source.KNOWN}
    return named | {one.words for one in episode.of(Deed.SEARCH)}


def _tested(episode: EpisodeRow) -> dict[str, int]:
    """How many people offer something, and what the newest look at each one saw."""
    offered = {one.found_id for one in episode.of(Deed.OFFER)}
    newest = {one.found_id: one.words for one in episode.of(Deed.RATING)}
    rated = [words for key, words in newest.items() if key in offered]
    return {
        "offers": len(offered),
        "rated": len(rated),
        "unowned": rated.count("open"),
        "committed": rated.count("sound") + rated.count("owned"),
    }


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, longest))


def months_before(day: date, months: int) -> date:
    """The last day whose same day so many months later is not after `day`."""
    years, month = divmod(day.month - 1 - months, 12)
    year = day.year + years
    longest = calendar.monthrange(year, month + 1)[1]
    if day.day >= calendar.monthrange(day.year, day.month)[1]:
        return date(year, month + 1, longest)
    return date(year, month + 1, min(day.day, longest))


def due_of(episode: EpisodeRow, found_id: UUID, agreed: date, today: date) -> int:
    """The month whose follow-up is due for one person and was not asked; 0 if none."""
    asked = {
        int(one.words.split()[0])
        for one in episode.of(Deed.FOLLOW)
        if one.found_id == found_id
    }
    late = [
        month
        for month in MONTHS
        if months_after(agreed, month) <= today and month not in asked
    ]
    return late[0] if late else 0


def _asked(
    episode: EpisodeRow, lifetime: dict[UUID | None, date], month: int, today: date
) -> Asked:
    answers = {
        one.found_id: one.words.endswith("yes")
        for one in episode.of(Deed.FOLLOW)
        if one.words.startswith(f"{month} ")
    }
    days = {key: months_after(agreed, month) for key, agreed in lifetime.items()}
    due = [key for key, day in days.items() if day <= today or key in answers]
    waiting = [days[key] for key in due if key not in answers]
    return Asked(
        month=month,
        due=len(due),
        asked=len(answers),
        active=sum(answers.values()),
        first_due=min(waiting, default=None),
    )


def _on_picture(episode: EpisodeRow, moment: str) -> int | None:
    """How many people are on the newest picture of one moment; None: not drawn."""
    drawn = [one.words.split() for one in episode.of(Deed.PICTURE)]
    return next((int(many) for of, many in reversed(drawn) if of == moment), None)


def _wrongly(
    people: Collection[FoundRow], lifetime: Collection[UUID | None]
) -> tuple[str, ...]:
    """Who should stay for life although the child or a safety check says otherwise."""
    stay = [one for one in people if one.id in lifetime]
    return tuple(one.name for one in stay if not one.is_for_network)


def _of_side(people: Collection[FoundRow], side: Side) -> int:
    return sum(one.side in {side, Side.BOTH} for one in people)


def _days(start: date, end: date | None) -> int | None:
    return None if end is None else max((end - start).days, 0)
