"""Whom an import touched, written into the audit as it goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from kinfold.intake.models import PeopleImport
from kinfold.intake.taking.book import Planned
from kinfold.platform import audit
from kinfold.platform.models import AuthorityOwned
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, Person


@dataclass(frozen=True, slots=True)
class Trail:
    """Writes an event for every family and person of the rows that were written."""

    by: Viewer
    people_import: PeopleImport

    def note(self, plans: Iterable[Planned]) -> None:
        """Write down what these plans made and changed. One statement."""
        touched: dict[tuple[UUID | None, UUID | None], set[str]] = defaultdict(set)
        for plan in plans:
            for row in (*plan.makes, *(changed for changed, _ in plan.changes)):
                about = _family_of(row), _person_of(row)
                if any(about):
                    touched[about].add(str(row._meta.verbose_name))
        if touched:
            audit.record_imported(
                by=self.by, source=self.people_import, touched=touched
            )


def _family_of(row: AuthorityOwned) -> UUID | None:
    found: UUID | None = row.pk if isinstance(row, Family) else _key(row, "family_id")
    return found


def _person_of(row: AuthorityOwned) -> UUID | None:
    if isinstance(row, Person):
        return row.pk
    return _key(row, "person_id") or _key(row, "child_id")


def _key(row: AuthorityOwned, name: str) -> UUID | None:
    found: UUID | None = getattr(row, name, None)
    return found
