"""Waves and roles in words. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from kinfold.platform.components import Cell, Column, Table
from kinfold.programme.models import HeldRole, Wave, WavePlace
from kinfold.programme.parts_selectors import PartsShown
from kinfold_core.people.dates import day_in_words

NO_WAVE = "In no wave"


def wave_words(wave: Wave | None) -> str:
    if wave is None:
        return NO_WAVE
    return f"{wave.name}, from {day_in_words(wave.begins_on)}"


def waves_table(programme_id: UUID, shown: PartsShown, *, keeps: bool) -> Table:
    """One row a wave, with how many authorities begin in it."""
    rows = []
    for one in shown.waves:
        if one.programme_id != programme_id:
            continue
        url = reverse("programme:change-wave", args=[programme_id, one.number])
        count = sum(
            (place.programme_id, place.wave) == (programme_id, one.number)
            for place in shown.places
        )
        name = Cell(one.name, url) if keeps else one.name
        rows.append((name, day_in_words(one.begins_on), str(count)))
    return Table(
        caption="Its waves",
        columns=(Column("Wave"), Column("Begins on"),
                 Column("Authorities in it", is_number=True)),
        rows=tuple(rows),
        empty_text="No wave is written down: its authorities begin together.",
    )  # fmt: skip


def wave_choices(waves: Sequence[Wave]) -> list[tuple[str, str]]:
    return [(str(one.number), wave_words(one)) for one in waves] + [("none", NO_WAVE)]


def place_words(place: WavePlace | None, waves: Sequence[Wave]) -> str:
    number = place.wave if place else None
    return wave_words(next((one for one in waves if one.number == number), None))


def roles_table(
    programme_id: UUID, shown: PartsShown, *, keeps: bool, own: UUID | None, me: int
) -> Table:
    """Who holds which role since when, by role; those that ended below.

    `me`: the viewer's account, whose own roles another lead ends.
    """
    rows = [one for one in shown.roles if one.programme_id == programme_id]
    kinds = HeldRole.Kind.values
    rows.sort(key=lambda one: (bool(one.endings.all()), kinds.index(one.kind)))
    return Table(
        caption="Who holds which role",
        columns=(Column("Who"), Column("Role"), Column("Since"), Column("Until")),
        rows=tuple(
            _role_row(one, keeps=keeps and one.user_id != me, own=own) for one in rows
        ),
        empty_text="Nobody is named here yet.",
    )


def _role_row(
    one: HeldRole, *, keeps: bool, own: UUID | None
) -> tuple[Cell | str, ...]:
    ended = next(iter(one.endings.all()), None)
    kind = str(HeldRole.Kind(one.kind).label)
    is_theirs = one.authority_id is not None and one.authority_id == own
    until: Cell | str = day_in_words(ended.last_day) if ended else "Holds it"
    if not ended and (keeps or is_theirs):
        url = reverse("programme:end-role", args=[one.pk])
        until = Cell(f"Write down that {one.name} holds it no more", url)
    where = f", {one.authority.name}" if one.authority else ""
    name = f"{one.name} (made up)" if one.is_synthetic else one.name
    return name, f"{kind}{where}", day_in_words(one.since), until


def unnamed_words(count: int) -> str:
    if not count:
        return ""
    who = "One person holds" if count == 1 else f"{count} people hold"
    return f"{who} a role that was given on the server and is not written down here."


def part(
    programme_id: UUID, shown: PartsShown, *, keeps: bool, own: UUID | None, me: int
) -> dict[str, Any]:
    """Waves and roles of one programme, and what the viewer can do about them."""
    return {
        "waves": waves_table(programme_id, shown, keeps=keeps),
        "roles": roles_table(programme_id, shown, keeps=keeps, own=own, me=me),
        "unnamed": unnamed_words(shown.unnamed.get(programme_id, 0)),
        "wave_url": reverse("programme:add-wave", args=[programme_id]) if keeps else "",
        "role_url": reverse("programme:give-role", args=[programme_id])
        if keeps
        else "",
        "own_role_url": reverse("programme:name-role", args=[programme_id, own])
        if own
        else "",
    }
