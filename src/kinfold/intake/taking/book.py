"""What is on record already, by the case system's identifiers; and what is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from kinfold.intake.ssd.facts import Facts
from kinfold.people.keys import value_key
from kinfold.people.models import ExternalReference, Relationship, Residence
from kinfold.platform.models import AuthorityOwned, Worker
from kinfold.records.models import Allocation, FamilyMember, Person, ServiceStatus

SYSTEM = "case_system"
PERSON, FAMILY, WORKER, TEAM = (
    "la_child_id",
    "family_id",
    "professional_id",
    "team_id",
)


@dataclass(slots=True)
class Planned:
    """What one row asks for: rows to make in order, rows to change, keys claimed."""

    makes: list[AuthorityOwned] = field(default_factory=list)
    changes: list[tuple[AuthorityOwned, dict[str, Any]]] = field(default_factory=list)
    claimed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_anything(self) -> bool:
        return bool(self.makes or self.changes)


class Book:
    """The authority's records as an import needs them: loaded once, kept up to date."""

    def __init__(self, authority_id: UUID, facts: Facts, *, today: date) -> None:
        self.authority_id, self.facts, self.today = authority_id, facts, today
        self._ids: dict[tuple[str, str], UUID] = {}
        for kind, key, *ids in (
            self._all(ExternalReference)
            .filter(system=SYSTEM)
            .values_list(
                "kind", "value_key", "person_id", "family_id", "worker_id", "team_id"
            )
        ):
            self._ids[kind, key] = next(pk for pk in ids if pk)
        self.members: dict[tuple[UUID, UUID], str] = {
            (family, person): part
            for family, person, part in self._all(FamilyMember).values_list(
                "family_id", "person_id", "part"
            )
        }
        self.statuses = self._by_source(ServiceStatus)
        self.residences = self._by_source(Residence)
        self.allocations = self._by_source(Allocation)
        self.running_statuses = {
            (s.child_id, s.family_id, s.status)
            for s in self._all(ServiceStatus).filter(ended_on=None)
        }
        self.allocated: dict[UUID, Allocation] = {
            a.family_id: a for a in self._all(Allocation).filter(ended_on=None)
        }
        self.known_allocations = {
            (a.family_id, a.worker_id, a.started_on) for a in self._all(Allocation)
        }
        self.ties = set(
            self._all(Relationship)
            .filter(code="parent", ended_on=None)
            .values_list("person_id", "other_id")
        )
        self.workers_by_name: dict[str, list[UUID]] = {}
        for pk, name in self._all(Worker).values_list("pk", "name"):
            self.workers_by_name.setdefault(name.casefold(), []).append(pk)
        self.people: dict[UUID, Person] = {}

    def _all(self, model: Any) -> Any:
        return model.objects.filter(authority_id=self.authority_id)

    def _by_source(self, model: Any) -> dict[str, Any]:
        rows = self._all(model).exclude(source="")
        return {row.source: row for row in rows}

    def id_of(self, kind: str, value: str) -> UUID | None:
        return self._ids.get((kind, value_key(value)))

    def claim(
        self, planned: Planned, kind: str, value: str, **subject: UUID
    ) -> ExternalReference:
        """A new reference, remembered at once so that later rows find it."""
        key = kind, value_key(value)
        self._ids[key] = next(iter(subject.values()))
        planned.claimed.append(key)
        reference = ExternalReference(
            authority_id=self.authority_id,
            system=SYSTEM,
            kind=kind,
            value=value,
            value_key=key[1],
            **subject,
        )
        planned.makes.append(reference)
        return reference

    def forget(self, claimed: Iterable[tuple[str, str]]) -> None:
        """A row could not be kept after all: nothing may point at it."""
        for key in claimed:
            self._ids.pop(key, None)

    def person(self, person_id: UUID) -> Person | None:
        """Somebody on record, remembered while the import runs."""
        found = self.people.get(person_id)
        if found is None:
            found = self._all(Person).filter(pk=person_id).first()
            if found:
                self.people[person_id] = found
        return found

    def load_people(self) -> None:
        """Everybody whom the case system knows, in one query."""
        ids = [pk for (kind, _), pk in self._ids.items() if kind == PERSON]
        for person in self._all(Person).filter(pk__in=ids).iterator(chunk_size=2_000):
            self.people[person.pk] = person
