"""As many families, people and entries of maps as a whole region has.

The made-up world tells of each family what happened to it, and that takes time. Here
it is filled up to the asked-for size with plain families: a few people, a service,
somebody who works with them, and a map of entries without danger statements. Written
with COPY, which row-level security does not let the application do: so in a process of
its own, as the owner of the tables. They are allocated away from the team whose board
is measured.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from typing import Any
from uuid import UUID

import django
from django.utils import timezone

if __name__ == "__main__":
    django.setup()

from benchmarks.cast_practice import made
from kinfold.people.keys import name_keys, person_sort_key
from kinfold.people.models import NameKey
from kinfold.platform.models import Authority, TeamMembership
from kinfold.platform.tenancy import as_authority
from kinfold.practice.as_written import as_json
from kinfold.practice.models import MapEntry, MapEntryRevision, Mapping
from kinfold.records.models import (
    Allocation,
    Family,
    FamilyMember,
    Person,
    ServiceStatus,
)
from kinfold.world.sheets import Ids, Sheets, at_ten
from kinfold_core.people.likeness import FullName
from kinfold_core.people.names import search_key
from kinfold_core.practice.written import EntryDetails

SEED = 7
REFERENCE = "PLAIN"
BY_HAND = "MADE-UP-1-00000"
AT_ONCE = 500
NAMES = (
    "Ash",
    "Birch",
    "Cedar",
    "Elder",
    "Hazel",
    "Linden",
    "Maple",
    "Rowan",
    "Sorrel",
)
CATEGORIES = ("harm", "strength", "complicating_factor")


def fill_up(*, people: int, open_families: int, entries: int) -> None:
    """Fill up in a process that logs in as the owner of the tables."""
    sizes = [str(size) for size in (people, open_families, entries)]
    subprocess.run(
        [sys.executable, "-m", "benchmarks.more_families", *sizes],
        env={**os.environ, "KINFOLD_AS_OWNER": "1"},
        check=True,
    )


def add_families(people: int, open_families: int, entries: int) -> None:
    """Add plain families until there are as many of each, over all authorities."""
    there = made()
    families = open_families - there["open_families"]
    if families <= 0:
        return
    people_each = _each(people - there["people"], families, least=2)
    entries_each = _each(entries - there["entries"], families, least=0)
    authorities = list(Authority.objects.order_by("pk").values_list("pk", flat=True))
    for place, authority_id in enumerate(authorities):
        with as_authority(authority_id):
            there_already = Family.objects.filter(  # of a run that was cut short
                authority_id=authority_id, reference__startswith=REFERENCE
            ).count()
            seats = cycle(_seats(authority_id))
        share = len(range(place, families, len(authorities)))
        for first in range(there_already, there_already + share, AT_ONCE):
            with as_authority(authority_id):
                sheets = Sheets()
                for turn in range(first, min(first + AT_ONCE, there_already + share)):
                    number = turn * len(authorities) + place
                    Plain(sheets, authority_id, number, next(seats)).add(
                        people_each, entries_each
                    )
                sheets.write()


def _each(missing: int, families: int, *, least: int) -> int:
    return max(least, -(-missing // families))


def _seats(authority_id: UUID) -> list[tuple[UUID, UUID]]:
    """Teams and workers of the authority, but for the team that is measured."""
    measured = Allocation.objects.filter(
        authority_id=authority_id, family__reference=BY_HAND, ended_on=None
    )
    seats = TeamMembership.objects.filter(authority_id=authority_id, ended_on=None)
    return list(
        seats.exclude(team__in=measured.values("team"))
        .order_by("pk")
        .values_list("team_id", "worker_id")
    )


class Plain:
    """One plain family, put on the sheets."""

    def __init__(
        self, sheets: Sheets, authority_id: UUID, number: int, seat: tuple[UUID, UUID]
    ) -> None:
        self.sheets, self.number = sheets, number
        self.team_id, self.worker_id = seat
        self.ids = Ids(SEED, number)
        self.here: dict[str, Any] = {"authority_id": authority_id}
        self.opened_on = timezone.localdate() - timedelta(days=30 + number % 700)
        self.surname = f"{NAMES[number % len(NAMES)]}-{number:05}"
        self.family_id = self.ids.next()

    def add(self, people: int, entries: int) -> None:
        name = f"The {self.surname} family"
        self.sheets.add(
            Family, id=self.family_id, name=name, sort_key=search_key(name)[:200],
            reference=f"{REFERENCE}-{self.number:05}", opened_on=self.opened_on,
            is_synthetic=True, created_at=at_ten(self.opened_on), **self.here,
        )  # fmt: skip
        child_id, *_ = [self._person(place) for place in range(people)]
        self.sheets.add(
            ServiceStatus, id=self.ids.next(), family_id=self.family_id,
            child_id=child_id, status="child_in_need", started_on=self.opened_on,
            recorded_at=at_ten(self.opened_on), **self.here,
        )  # fmt: skip
        self.sheets.add(
            Allocation, id=self.ids.next(), family_id=self.family_id,
            team_id=self.team_id, worker_id=self.worker_id, started_on=self.opened_on,
            allocated_at=at_ten(self.opened_on), **self.here,
        )  # fmt: skip
        if entries:
            self._map(entries)

    def _person(self, place: int) -> UUID:
        """A child first, then grown-ups and more children, turn about."""
        is_child = place % 2 == 0
        given = f"{'Robin' if is_child else 'Alex'} {place + 1}"
        born = date(2014 if is_child else 1988, 1 + place % 12, 1 + self.number % 28)
        person_id = self.ids.next()
        self.sheets.add(
            Person, id=person_id, given_names=given, family_name=self.surname,
            sort_key=person_sort_key(given, self.surname), born_earliest_on=born,
            born_latest_on=born, is_synthetic=True,
            created_at=at_ten(self.opened_on), **self.here,
        )  # fmt: skip
        for kind, key in sorted(name_keys([FullName(given, self.surname)])):
            self.sheets.add(
                NameKey, id=self.ids.next(), person_id=person_id, kind=kind, key=key,
                **self.here,
            )  # fmt: skip
        self.sheets.add(
            FamilyMember, id=self.ids.next(), family_id=self.family_id,
            person_id=person_id, part="child" if is_child else "adult",
            joined_on=self.opened_on, **self.here,
        )  # fmt: skip
        return person_id

    def _map(self, entries: int) -> None:
        mapping_id = self.ids.next()
        self.sheets.add(
            Mapping, id=mapping_id, family_id=self.family_id, purpose="assessment",
            status="draft", started_by_id=self.worker_id,
            started_at=at_ten(self.opened_on), **self.here,
        )  # fmt: skip
        for place, details in enumerate(_details(entries)):
            self._entry(mapping_id, 1 + place // len(CATEGORIES), details)

    def _entry(self, mapping_id: UUID, position: int, details: EntryDetails) -> None:
        entry_id, written_at = self.ids.next(), at_ten(self.opened_on)
        self.sheets.add(
            MapEntry, id=entry_id, mapping_id=mapping_id, position=position,
            category=details.category, text=details.text, impact=details.impact,
            entered_by_id=self.worker_id, entered_at=written_at,
            changed_by_id=self.worker_id, changed_at=written_at, **self.here,
        )  # fmt: skip
        self.sheets.add(
            MapEntryRevision, id=self.ids.next(), entry_id=entry_id, version=1,
            change="written", map_version=1,
            words=as_json(details) | {"withdrawn_reason": ""},
            changed_by_id=self.worker_id, changed_at=written_at, **self.here,
        )  # fmt: skip


def _details(entries: int) -> Iterator[EntryDetails]:
    for place in range(entries):
        category = CATEGORIES[place % len(CATEGORIES)]
        yield EntryDetails(
            category=category,
            text=f"On day {place + 1} Alex said that the evening had been quiet.",
            impact="Robin could not sleep." if category == "harm" else "",
        )


if __name__ == "__main__":
    add_families(*map(int, sys.argv[1:]))
