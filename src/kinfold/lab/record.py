"""What a family's record says, as the first words of a learning case.

The parts are put together from the record; then names become roles, days weeks, ages
bands. What is left is shown to whoever builds the case, to decide on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db.models import Q

from kinfold.family_picture.models import SupportLine
from kinfold.networks.selectors.network import network_of
from kinfold.people.models import (
    Address,
    ContactDetail,
    ExternalReference,
    PersonName,
    Relationship,
)
from kinfold.planning.selectors.plan import standing_plan
from kinfold.platform.models import Team, Worker
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors.living_map import living_map
from kinfold.records.models import Family, FamilyMember, Person
from kinfold_core.people.known import (
    Known,
    Sort,
    known_of_person,
    known_of_place,
)

PARTS: Final = (
    ("map", "The map: what worries, what works"),
    ("dangers", "Danger statements and goals"),
    ("scales", "How the scales moved"),
    ("network", "The shape of the network, in numbers"),
    ("plan", "The rules of the plan"),
)
"""What may be chosen of a record, and what it is called."""
_CATEGORIES: Final = ("harm", "complicating_factor", "strength", "existing_safety")
_ADULTS: Final = {"female": "the mother", "male": "the father"}


def known_of(viewer: Viewer, family: Family) -> tuple[Known, ...]:
    """Everything that tells who the people of an authorised family are, and its
    workers, schools and services. Ten queries, however large the family."""
    here = {"authority_id": viewer.in_authority()}
    members = list(
        FamilyMember.objects.filter(**here, family=family).select_related("person")
    )
    ids = {one.person_id for one in members}
    ids |= _kin_of(here, ids)
    roles = roles_of(members)
    other_names: dict[UUID, list[str]] = {}
    for row in PersonName.objects.filter(**here, person__in=ids):
        other_names.setdefault(row.person_id, []).append(str(row))
    found: list[Known] = []
    for person in Person.objects.filter(**here, pk__in=ids):
        role = roles.get(person.pk, "somebody of the family")
        found += known_of_person(
            given=person.given_names,
            family=person.family_name,
            others=(person.known_as, *other_names.get(person.pk, ())),
            role=role,
        )
        for day in (person.born_earliest_on, person.due_on, person.died_on):
            if day:
                found.append(Known(Sort.DAY, day.isoformat(), "a day"))
    found += _of_network(viewer, family)
    found += _reached(here, ids, family)
    lines = SupportLine.objects.filter(**here, family=family).exclude(name="")
    for name in lines.values_list("name", flat=True):
        found += known_of_place(name)
    for name in Worker.objects.filter(**here).values_list("name", flat=True):
        first, _, last = name.rpartition(" ")
        found += known_of_person(given=first, family=last, role="a worker")
    for name in Team.objects.filter(**here).values_list("name", flat=True):
        found.append(Known(Sort.PLACE, name, "the team"))
    return tuple(dict.fromkeys(found))


def _kin_of(here: dict[str, UUID], ids: set[UUID]) -> set[UUID]:
    """A tie is kept once, from the elder's side: both its ends may tell who it is."""
    ties = Relationship.objects.filter(Q(person__in=ids) | Q(other__in=ids), **here)
    return {one for tie in ties.values_list("person_id", "other_id") for one in tie}


def roles_of(members: Iterable[FamilyMember]) -> dict[UUID, str]:
    """What each of a family is called without a name: child A is the eldest.

    A second woman or man of the family is another adult.
    """
    found: dict[UUID, str] = {}
    children = [one for one in members if one.part in {"child", "unborn"}]
    by_age = sorted(children, key=lambda one: str(one.person.born_earliest_on))
    for letter, one in zip("ABCDEFGHIJKLMNOP", by_age, strict=False):
        found[one.person_id] = f"child {letter}"
    said: set[str] = set()
    for one in members:
        if one.part == "adult":
            role = _ADULTS.get(one.person.sex, "a parent")
            found[one.person_id] = "another adult" if role in said else role
            said.add(role)
    return found


def _of_network(viewer: Viewer, family: Family) -> list[Known]:
    found: list[Known] = []
    for one in network_of(viewer, family.pk).people:
        # also of somebody in the record: they may be called otherwise there
        role = "somebody of the network"
        found += known_of_person(given="", family="", others=(one.name,), role=role)
    return found


def _reached(here: dict[str, UUID], ids: set[UUID], family: Family) -> list[Known]:
    """Addresses, numbers and references. Sealed ones stand nowhere in the open."""
    found = [Known(Sort.NUMBER, family.reference, "[a number]")]
    for contact in ContactDetail.objects.filter(**here, person__in=ids, sealed=None):
        found.append(Known(Sort.NUMBER, contact.value, "[a number]"))
    for value in ExternalReference.objects.filter(**here, person__in=ids).values_list(
        "value", flat=True
    ):
        found.append(Known(Sort.NUMBER, value, "[a number]"))
    homes = Address.objects.filter(**here, residences__person__in=ids, sealed=None)
    for home in homes.distinct():
        found.append(Known(Sort.NUMBER, home.postcode, "[a postcode]"))
        for line in home.lines.replace("\n", ",").split(","):
            street = line.strip().lstrip("0123456789abcdABCD/ ")
            lines = {line.strip(), street}
            found += [Known(Sort.PLACE, words, "a place") for words in lines]
    return [one for one in found if len(one.words) > 3]


def words_of_record(viewer: Viewer, family: Family, parts: Iterable[str]) -> str:
    """The chosen parts as the record has them, with every name still in them."""
    chosen, found = set(parts), list[str]()
    drawn = living_map(viewer, family.pk)
    if "map" in chosen:
        for category in _CATEGORIES:
            found += [one.text for one in drawn.entries if one.category == category]
    for danger in drawn.dangers:
        if "dangers" in chosen:
            found += [danger.worried_about, danger.what_might_happen,
                      f"Our goal: {danger.agency_goal}",
                      f"The family's goal: {danger.family_goal}"]  # fmt: skip
        if "scales" in chosen:
            moved = " ".join(
                f"{one.rated_on.day} {one.rated_on:%B %Y}: {one.value:g}."
                for one in danger.ratings
                if one.value is not None
            )
            found.append(f"On the scale. {moved}" if moved else "")
    if "network" in chosen:
        found.append(_shape(viewer, family))
    if "plan" in chosen:
        found += [one.text for one in standing_plan(viewer, family.pk).rules]
    return "\n\n".join(one for one in found if one.strip())


def _shape(viewer: Viewer, family: Family) -> str:
    people = network_of(viewer, family.pk).people
    sides = Counter(one.side or "side not written" for one in people)
    told = ", ".join(
        f"{count} {side.replace('_', ' ')}" for side, count in sorted(sides.items())
    )
    return f"{len(people)} people in the network: {told}." if people else ""
