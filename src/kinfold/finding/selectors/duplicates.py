"""Who is on record already and may be the person somebody is about to add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from kinfold.finding.making.conditions import may_be_born
from kinfold.finding.matching import COMPARE
from kinfold.finding.selectors.candidates import (
    MOST_CANDIDATES,
    everybody,
    other_names,
    references_of,
    with_word,
)
from kinfold.finding.selectors.search import families_by_person
from kinfold.people.details import PersonDetails
from kinfold.people.models import PersonName
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, Person
from kinfold_core.people.likeness import (
    Band,
    FullName,
    Likeness,
    PersonFacts,
    Sex,
    likeness,
)
from kinfold_core.people.names import name_tokens

MOST_SHOWN = 5
# A first and a last name that are the same or nearly, and nothing against it.
SAME_NAME_SCORE = 34


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody on record, how likely they are the same person, and why."""

    person: Person
    likeness: Likeness
    families: tuple[Family, ...] = ()


@dataclass(frozen=True, slots=True)
class Matches:
    matches: tuple[Match, ...] = ()
    has_restricted: bool = False


def _facts_of(
    person: Person,
    names: Sequence[PersonName] = (),
    references: frozenset[tuple[str, str]] = frozenset(),
) -> PersonFacts:
    """What is known of a person on record, as the likeness rule takes it."""
    every = [FullName(person.given_names or person.known_as, person.family_name)]
    if person.known_as:
        every.append(FullName(person.known_as, person.family_name))
    every += [FullName(name.given_names, name.family_name) for name in names]
    return PersonFacts(
        names=tuple(every),
        born=person.born,
        due_on=person.due_on if person.is_unborn else None,
        sex=Sex(person.sex),
        references=references,
    )


def likely_duplicates(
    viewer: Viewer, details: PersonDetails, *, leaving_out: UUID | None = None
) -> Matches:
    """People on record who may be this one, likeliest first. At most six queries."""
    people = _candidates(viewer, details)
    people = [person for person in people if person.pk != leaving_out]
    if not people:
        return Matches()
    ids = [person.pk for person in people]
    names, references = other_names(viewer, ids), references_of(viewer, ids)
    asked = details.facts()
    matches = [
        Match(
            person,
            likeness(
                asked,
                _facts_of(
                    person,
                    names.get(person.pk, ()),
                    references.get(person.pk, frozenset()),
                ),
                COMPARE,
            ),
        )
        for person in people
    ]
    alike = [m for m in matches if _is_alike(m, asked)]
    alike.sort(key=lambda match: (-match.likeness.score, match.person.sort_key))
    shown = [m for m in alike if not m.person.__dict__["is_kept_from_viewer"]]
    kept = [m for m in alike if m.person.__dict__["is_kept_from_viewer"]]
    families = families_by_person(viewer, [m.person.pk for m in shown[:MOST_SHOWN]])
    return Matches(
        matches=tuple(
            Match(m.person, m.likeness, tuple(families.get(m.person.pk, ())))
            for m in shown[:MOST_SHOWN]
        ),
        has_restricted=any(m.likeness.band is Band.LIKELY for m in kept),
    )


def _is_alike(match: Match, asked: PersonFacts) -> bool:
    """Likely or possible; or the same name, with no birth to tell them apart."""
    if match.likeness.band is not Band.UNLIKELY:
        return True
    is_birth_known = bool(asked.born or asked.due_on) and match.person.born is not None
    return not is_birth_known and match.likeness.score >= SAME_NAME_SCORE


def _candidates(viewer: Viewer, details: PersonDetails) -> list[Person]:
    """Both names alike; or one name alike and the birth the same. Two queries."""
    given = name_tokens(f"{details.given_names} {details.known_as}")
    family = name_tokens(details.family_name)
    every = (*given, *family)
    if not every and not details.due_on:
        return []
    people = everybody(viewer)
    found: dict[UUID, Person] = {}
    if given and family:
        both = people.filter(with_word(viewer, given), with_word(viewer, family))
        found |= {person.pk: person for person in both[:MOST_CANDIDATES]}
    elif every:
        found |= {
            person.pk: person
            for person in people.filter(with_word(viewer, every))[:MOST_CANDIDATES]
        }
    births = _same_birth(details)
    if births and every:
        same = people.filter(births, with_word(viewer, every))
        found |= {person.pk: person for person in same[:MOST_CANDIDATES]}
    return list(found.values())


def _same_birth(details: PersonDetails) -> Q | None:
    if details.born:
        return may_be_born(details.born)
    if details.is_unborn:
        return Q(is_unborn=True)
    return None


def duplicates_of(viewer: Viewer, person: Person) -> Matches:
    """Other records that may be of the same person. At most six queries."""
    details = PersonDetails(
        given_names=person.given_names,
        family_name=person.family_name,
        known_as=person.known_as,
        sex=person.sex,
        born=person.born,
        is_unborn=person.is_unborn,
        due_on=person.due_on if person.is_unborn else None,
    )
    return likely_duplicates(viewer, details, leaving_out=person.pk)
