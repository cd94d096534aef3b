"""The rows of a family as the facts a picture is drawn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from kinfold.family_picture.selectors import Around
from kinfold.people.models import Relationship, Residence
from kinfold.records.models import FamilyMember, Person
from kinfold_core.access.sharing import SHUTS_ALL
from kinfold_core.genogram.facts import Relation, Someone, State
from kinfold_core.people.dates import MONTHS, unborn_name, whole_years
from kinfold_core.people.likeness import Sex

KEPT_APART = frozenset(kind.value for kind in SHUTS_ALL)
CHILDREN = {FamilyMember.Part.CHILD, FamilyMember.Part.UNBORN}


def people_of(
    around: Around, url: Callable[[UUID], str], *, is_for_family: bool, today: date
) -> list[Someone]:
    """Everybody of the picture. `url` leads on from each of the family's own people."""
    homes = homes_of(around.homes, is_for_family=is_for_family)
    if is_for_family and around.apart:
        homes = {}  # who lives with whom is what somebody must not learn
    kept = {row.about_id for row in around.apart if row.kind in KEPT_APART}
    children = {m.person_id for m in around.members if m.part in CHILDREN}
    return [
        _someone(
            person,
            today=today,
            is_own=pk in around.member_ids,
            is_child=pk in children,
            home=homes.get(pk, ""),
            url=url(pk),
        )
        for pk, person in around.people.items()
        if not is_for_family
        or (pk in around.member_ids and pk not in kept and not person.is_lost)
    ]


def _someone(
    person: Person, *, today: date, is_own: bool, is_child: bool, home: str, url: str
) -> Someone:
    """Of somebody outside the family's record their name and their ties alone."""
    state = State.BORN
    if person.is_unborn:
        state = State.LOST if person.is_lost else State.UNBORN
    elif person.is_dead:
        state = State.DEAD
    return Someone(
        id=str(person.pk),
        name=person.full_name,
        sex=Sex(person.sex),
        born=person.born,
        age=short_age(person, today) if is_own else "",
        state=state,
        detail=_detail(person) if is_own else "",
        is_child=is_child,
        home=home,
        url=url if is_own else "",
    )


def short_age(person: Person, today: date) -> str:
    """As much of an age as has room in a symbol: "8", "8–9", "~40"."""
    born = person.born
    end = person.died_on or today
    is_unknown_end = person.has_died and person.died_on is None
    if born is None or is_unknown_end or end < born.earliest:
        return ""
    oldest = whole_years(born.earliest, end)
    youngest = max(0, whole_years(min(born.latest, end), end))
    if born.is_about:
        return f"~{(oldest + youngest) // 2}"
    return str(oldest) if oldest == youngest else f"{youngest}–{oldest}"


def _detail(person: Person) -> str:
    if person.is_unborn:
        due = person.due_on
        if due is None or person.is_lost or person.full_name == unborn_name(due):
            return ""  # nobody waits for a day, or the name says which
        return f"due {MONTHS[due.month - 1]} {due.year}"
    if person.died_on is None:
        return ""
    born = str(person.born.middle.year) if person.born else ""
    return f"{born}–{person.died_on.year}"


def homes_of(homes: Iterable[Residence], *, is_for_family: bool) -> dict[UUID, str]:
    """The home each person shares, by name. The newest of several; nobody's address.

    For the family without every home of which an address is hidden: who lives with
    whom may be what is hidden.
    """
    newest: dict[UUID, Residence] = {}
    for home in homes:
        newest.setdefault(home.person_id, home)
    keys = {pk: home.household_id or home.address_id for pk, home in newest.items()}
    hidden = {keys[pk] for pk, home in newest.items() if home.address.is_hidden}
    count = Counter(keys.values())
    unnamed = [k for k in dict.fromkeys(keys.values()) if count[k] > 1]
    found = {}
    for pk, home in newest.items():
        key = keys[pk]
        if count[key] < 2 or (is_for_family and key in hidden):
            continue
        number = unnamed.index(key) + 1
        found[pk] = home.household.name if home.household else f"Home {number}"
    return found


def relation_of(tie: Relationship) -> Relation:
    return Relation(
        person=str(tie.person_id),
        code=tie.code,
        other=str(tie.other_id),
        side=tie.side,
        is_unsure=tie.certainty != Relationship.Certainty.KNOWN,
        started_on=tie.started_on,
        ended_on=tie.ended_on,
        ended_how=tie.ended_how,
    )


def is_for_everybody(tie: Relationship) -> bool:
    """What nobody is sure of, and a donor, are not for the family's own paper."""
    return tie.certainty == Relationship.Certainty.KNOWN and tie.code != "donor"
