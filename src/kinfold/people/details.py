"""What a form learns and an action writes: plain values, no models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.likeness import FullName, PersonFacts, Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """A person as somebody typed them. An unborn baby may have no name at all."""

    given_names: str = ""
    family_name: str = ""
    known_as: str = ""
    sex: str = Sex.UNKNOWN.value
    born: FuzzyDate | None = None
    is_unborn: bool = False
    due_on: date | None = None
    is_lost: bool = False
    has_died: bool = False
    died_on: date | None = None
    ethnicity_code: str = ""
    languages: tuple[str, ...] = ()
    is_interpreter_needed: bool = False
    communication_needs: str = ""

    @property
    def full_name(self) -> str:
        first = self.known_as or self.given_names
        return f"{first} {self.family_name}".strip()

    def facts(self) -> PersonFacts:
        """What can show that they are on record already."""
        names = [FullName(self.given_names or self.known_as, self.family_name)]
        if self.known_as and self.given_names:
            names.append(FullName(self.known_as, self.family_name))
        return PersonFacts(
            names=tuple(names), born=self.born, due_on=self.due_on, sex=Sex(self.sex)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressDetails:
    lines: str = ""
    postcode: str = ""
    uprn: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    kind: str
    value: str
    safety: str = "unknown"
    how_safe: str = ""
    is_protected: bool = False
    started_on: date | None = None
