"""Many people at once: for the made-up world and for imports.

The keys are computed in Python and written with the rows, at the same shape as one
person saved by hand. No audit event is written per person: the caller records one for
the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kinfold.people.making.people import name_key_rows
from kinfold.people.models import NameKey, PersonName
from kinfold.records.models import Person

ROWS_AT_ONCE = 2_000


def add_people(people: Sequence[Person], other_names: Iterable[PersonName] = ()) -> int:
    """Write people, their other names and their search keys. Returns the key count.

    The people come from `person_from`, so their sort keys are made. Needs the viewer
    of their authority, or the owner's login.
    """
    by_person: dict[object, list[PersonName]] = {}
    names = list(other_names)
    for name in names:
        by_person.setdefault(name.person_id, []).append(name)
    Person.objects.bulk_create(people, batch_size=ROWS_AT_ONCE)
    PersonName.objects.bulk_create(names, batch_size=ROWS_AT_ONCE)
    keys = [
        row
        for person in people
        for row in name_key_rows(person, by_person.get(person.pk, ()))
    ]
    NameKey.objects.bulk_create(keys, batch_size=ROWS_AT_ONCE)
    return len(keys)
