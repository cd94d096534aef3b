"""Who takes part, in words. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from kinfold.platform.components import Cell, Column, Table
from kinfold.platform.models import Programme, ProgrammeAuthority
from kinfold.programme import parts_presenters
from kinfold.programme.models import CohortInvitation, InvitationAnswer
from kinfold.programme.parts_selectors import PartsShown
from kinfold_core.people.dates import day_in_words

KIND = InvitationAnswer.Kind


def called_words(row: Programme) -> str:
    end = f"to {day_in_words(row.ends_on)}" if row.ends_on else "with no last day"
    return f"{row.name}, from {day_in_words(row.starts_on)} {end}."


def part(
    row: Programme,
    stays: Sequence[ProgrammeAuthority],
    shown: PartsShown,
    *,
    keeps: bool,
    own: UUID | None,
    me: int,
) -> dict[str, Any]:
    """One programme: its stays, waves and roles, and what the viewer can do."""
    theirs = [one for one in stays if one.programme_id == row.pk]
    is_own = own in {one.authority_id for one in theirs if one.left_on is None}
    own = own if is_own else None
    return {
        "name": row.name,
        "words": called_words(row),
        "table": Table(
            caption="Its authorities",
            columns=(Column("Authority"), Column("Joined on"), Column("Wave"),
                     Column("In it"), *((Column("Whom to ask"),) if keeps else ())),
            rows=tuple(_row(one, shown, keeps=keeps, own=own) for one in theirs),
            empty_text="No authority has joined yet. Ask one to join.",
        ),
        "name_url": reverse("programme:name", args=[row.pk]) if keeps else "",
        "invite_url": reverse("programme:invite", args=[row.pk]) if keeps else "",
        **parts_presenters.part(row.pk, shown, keeps=keeps, own=own, me=me),
    }  # fmt: skip


def _row(
    one: ProgrammeAuthority, shown: PartsShown, *, keeps: bool, own: UUID | None
) -> tuple[Cell | str, ...]:
    at, name = [one.programme_id, one.authority_id], one.authority.name
    left: Cell | str = f"Left on {day_in_words(one.left_on)}" if one.left_on else "Yes"
    begins = parts_presenters.wave_words(shown.wave_of(*at))
    wave: Cell | str = begins
    if one.left_on is None and (keeps or one.authority_id == own):
        url = reverse("programme:leave", args=at)
        left = Cell(f"Write down that {name} leaves", url)
    if one.left_on is None and keeps:
        wave = Cell(begins, reverse("programme:put-in-wave", args=at))
    row = (name, day_in_words(one.joined_on), wave, left)
    if not keeps:
        return row
    asked: Cell | str = ""
    if one.left_on is None:
        asked = Cell(
            f"Name somebody of {name}", reverse("programme:name-role", args=at)
        )
    return *row, asked


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
