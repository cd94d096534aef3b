"""Who takes part, in words. No queries."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from kinfold.platform.components import Cell, Column, Table
from kinfold.platform.models import Programme, ProgrammeAuthority
from kinfold.programme import parts_presenters
from kinfold.programme.cohort_words import (
    SAID,
    StayKey,
    answered_on,
    left_words,
    stay_key,
)
from kinfold.programme.models import CohortInvitation, InvitationAnswer, StayEnded
from kinfold.programme.parts_selectors import PartsShown
from kinfold_core.people.dates import day_in_words

KIND = InvitationAnswer.Kind


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the page: what is shown to them, and from which day they look."""

    me: int
    """Their account."""
    own: UUID | None
    """The authority they direct."""
    today: date
    endings: Mapping[StayKey, Sequence[StayEnded]] = field(default_factory=dict)
    """Why authorities leave, where they may know: the newest first."""
    shows_earlier: Collection[StayKey] = ()
    """The stays in which an authority shows what it made in those before."""

    newest: Mapping[UUID, int] = field(default_factory=dict)
    """The last stay of each authority in one programme: the one that may be changed."""

    def left(self, one: ProgrammeAuthority) -> str:
        return left_words(one, self.endings.get(stay_key(one), ()), self.today)

    def may_show_earlier(self, one: ProgrammeAuthority) -> bool:
        is_there = one.authority_id == self.own and self.is_in_it(one)
        is_again = one.again_at is not None
        return is_there and is_again and stay_key(one) not in self.shows_earlier

    def has_left(self, one: ProgrammeAuthority) -> bool:
        return one.left_on is not None and one.left_on <= self.today

    def is_in_it(self, one: ProgrammeAuthority) -> bool:
        return one.joined_on <= self.today and not self.has_left(one)


def called_words(row: Programme) -> str:
    end = f"to {day_in_words(row.ends_on)}" if row.ends_on else "with no last day"
    return f"{row.name}, from {day_in_words(row.starts_on)} {end}."


def part(
    row: Programme,
    stays: Sequence[ProgrammeAuthority],
    shown: PartsShown,
    reader: Reader,
    *,
    keeps: bool,
) -> dict[str, Any]:
    """One programme: its stays, waves and roles, and what the viewer can do."""
    theirs = [one for one in stays if one.programme_id == row.pk]
    reader = replace(reader, newest={one.authority_id: one.pk for one in theirs})
    is_own = reader.own in {o.authority_id for o in theirs if reader.is_in_it(o)}
    own = reader.own if is_own else None
    return {
        "name": row.name,
        "words": called_words(row),
        "table": Table(
            caption="Its authorities",
            columns=(Column("Authority"), Column("Joined on"), Column("Wave"),
                     Column("In it"), *((Column("Whom to ask"),) if keeps else ())),
            rows=tuple(_row(one, shown, reader, keeps=keeps) for one in theirs),
            empty_text="No authority has joined yet. Ask one to join.",
        ),
        "name_url": reverse("programme:name", args=[row.pk]) if keeps else "",
        "earlier_url": reverse("programme:show-earlier", args=[row.pk])
        if any(reader.may_show_earlier(one) for one in theirs)
        else "",
        "invite_url": reverse("programme:invite", args=[row.pk]) if keeps else "",
        **parts_presenters.part(row.pk, shown, keeps=keeps, own=own, me=reader.me),
    }  # fmt: skip


def _row(
    one: ProgrammeAuthority, shown: PartsShown, reader: Reader, *, keeps: bool
) -> tuple[Cell | str, ...]:
    at, name = [one.programme_id, one.authority_id], one.authority.name
    wave_of = None if reader.has_left(one) else shown.wave_of(*at)
    wave: Cell | str = parts_presenters.wave_words(wave_of)
    asked: Cell | str = ""
    if keeps and not reader.has_left(one):
        wave = Cell(str(wave), reverse("programme:put-in-wave", args=at))
        url = reverse("programme:name-role", args=at)
        asked = Cell(f"Name somebody of {name}", url)
    stands = _stands(one, reader, keeps=keeps)
    joined = day_in_words(one.joined_on)
    if one.joined_on > reader.today:
        joined = f"Joins on {joined}"
    row = (name, joined, wave, stands)
    return (*row, asked) if keeps else row


def _stands(one: ProgrammeAuthority, reader: Reader, *, keeps: bool) -> Cell | str:
    """Whether it is in it, or until when; where they may say so, a link to."""
    speaks = keeps or one.authority_id == reader.own
    url = reverse("programme:leave", args=[one.programme_id, one.authority_id])
    if one.left_on is not None:
        words = reader.left(one)
        is_newest = reader.newest.get(one.authority_id) == one.pk
        if speaks and is_newest and not reader.has_left(one):
            return Cell(f"{words}. Put it right", url)
        return words
    if speaks:
        return Cell(f"Write down that {one.authority.name} leaves", url)
    return "Yes" if one.joined_on <= reader.today else "Not yet"


def own_stay(one: ProgrammeAuthority, reader: Reader) -> dict[str, str]:
    """A programme that is not open to the viewer's authority: not yet, or no more."""
    name, joined = one.programme.name, day_in_words(one.joined_on)
    if reader.has_left(one):
        words = f"{name}. {reader.left(one)}"
        return {"words": words, "url": "", "deed": "", "what": name}
    words = f"You join {name} on {joined}. Its pages open on that day."
    url, deed = "", "Write down that you leave"
    if one.left_on is not None:
        words, deed = f"{words} {reader.left(one)}.", "Put right when you leave"
    if one.authority_id == reader.own:
        url = reverse("programme:leave", args=[one.programme_id, one.authority_id])
    return {"words": words, "url": url, "deed": deed, "what": name}


def leave_initial(row: ProgrammeAuthority, past: Sequence[StayEnded]) -> dict[str, Any]:
    """What stands, the newest first of `past`: to be put right, or nothing yet."""
    why, number = (past[0].why, past[0].number) if past else ("", 0)
    return {"version": number, "left_on": row.left_on, "why": why}


def answered(rows: Sequence[InvitationAnswer]) -> Table:
    return Table(
        caption="What became of invitations",
        columns=(Column("Authority"), Column("Programme"), Column("Answer"),
                 Column("What was added"), Column("By whom"), Column("When")),
        rows=tuple(
            (one.authority.name, one.programme.name, SAID[one.kind], one.words,
             one.by_name, answered_on(one))
            for one in rows
        ),
    )  # fmt: skip


def asked_words(one: CohortInvitation) -> str:
    return (
        f"{one.programme.name} asks {one.authority.name} to take part from "
        f"{day_in_words(one.joins_on)}. Answer by {day_in_words(one.answer_by)}. "
        f"Asked by {one.by_name}. {one.words}"
    )


def asked(one: CohortInvitation, *, may: bool) -> dict[str, str]:
    url = reverse("programme:answer", args=[one.pk]) if may else ""
    return {"words": asked_words(one), "url": url, "who": one.authority.name}


def kinds(is_theirs: bool) -> list[tuple[str, str]]:
    if is_theirs:
        return [
            (KIND.AGREED.value, "We take part"),
            (KIND.DECLINED.value, "We do not take part"),
        ]
    return [(KIND.WITHDRAWN.value, "Take the invitation back")]
