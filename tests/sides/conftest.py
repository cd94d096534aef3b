"""A family in which Kai and Amira have one mother and two fathers."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kinfold.people.models import Relationship
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, FamilyMember, Person
from tests.factories.practice import make_family, make_person


@dataclass(frozen=True)
class Half:
    """The family, its people by first name, and Tom, Amira's father."""

    family: Family
    people: dict[str, Person]

    def key(self, name: str) -> str:
        return str(self.people[name].pk)


def make_tie(parent: Person, child: Person, code: str = "parent") -> None:
    Relationship.objects.create(
        authority_id=parent.authority_id, person=parent, code=code, other=child
    )


@pytest.fixture
def half(practitioner: Viewer) -> Half:
    family = make_family(practitioner)
    with as_viewer(practitioner):
        members = FamilyMember.objects.filter(family=family).select_related("person")
        people = {one.person.given_names: one.person for one in members}
        people["Tom"] = make_person(practitioner, "Tom", sex="male")
        for name, sex in (("Leanne", "female"), ("Dean", "male")):
            people[name].sex = sex
            people[name].save()
        make_tie(people["Leanne"], people["Amira"])
        make_tie(people["Leanne"], people["Kai"])
        make_tie(people["Dean"], people["Kai"])
        make_tie(people["Tom"], people["Amira"])
    return Half(family, people)
