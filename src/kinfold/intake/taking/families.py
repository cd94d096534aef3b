"""Rows that say who belongs together, and where they live."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kinfold.intake.ssd.cells import Cells
from kinfold.intake.taking.book import FAMILY, Book, Planned
from kinfold.intake.taking.who import person_id
from kinfold.people.details import AddressDetails
from kinfold.people.making.homes import address_from
from kinfold.people.models import Relationship, Residence
from kinfold.records.making.families import family_from, part_for
from kinfold.records.models import FamilyMember, Person
from kinfold_core.people.dates import whole_years

ADULT_AT_YEARS = 18
HIDDEN_WORDS = ("confidential", "hidden", "refuge", "protected")


def family_member(cells: Cells, book: Book) -> Planned:
    """Somebody is in a family: the family is made with its first member."""
    plan = Planned()
    own_id = cells.ident("fami_family_id")
    one = person_id(cells, book, "fami_person_id")
    if one is None or cells.is_left_out:
        return plan
    family_id = book.id_of(FAMILY, own_id)
    if family_id is None:
        people = book.facts.people_in.get(own_id, [])
        name = book.facts.family_name(own_id)
        family_id = _make_family(book, plan, own_id, name, people)
    join(book, plan, family_id, one, is_child=_is_child(cells, book, one))
    return plan


def family_of(book: Book, plan: Planned, child_id: UUID, own_id: str) -> UUID:
    """The family in which a child's services are recorded: theirs, or one of their own
    when the case system holds them in none."""
    for family in book.facts.families_of.get(own_id, ()):
        known = book.id_of(FAMILY, family)
        if known:
            return known
    own = f"child {own_id}"
    known = book.id_of(FAMILY, own)
    if known is None:
        name = book.facts.surnames.get(own_id) or f"Child {own_id}"
        known = _make_family(book, plan, own, name, [own_id])
    join(book, plan, known, child_id, is_child=True)
    return known


def _make_family(
    book: Book, plan: Planned, own_id: str, name: str, people: list[str]
) -> UUID:
    span = book.facts.span(people)
    family = family_from(
        authority_id=book.authority_id,
        name=name[:200],
        opened_on=span.started_on if span else book.today,
    )
    family.closed_on = span.ended_on if span else None
    plan.makes.append(family)
    book.claim(plan, FAMILY, own_id, family_id=family.pk)
    return family.pk


def join(
    book: Book, plan: Planned, family_id: UUID, one: UUID, *, is_child: bool
) -> None:
    """A person's part in a family, once."""
    if (family_id, one) in book.members:
        return
    someone = book.person(one)
    part: str = FamilyMember.Part.CHILD if is_child else FamilyMember.Part.ADULT
    if someone is not None:
        part = part_for(someone, part)
    book.members[family_id, one] = part
    plan.makes.append(
        FamilyMember(
            authority_id=book.authority_id,
            family_id=family_id,
            person_id=one,
            part=part,
        )
    )


def _is_child(cells: Cells, book: Book, one: UUID) -> bool:
    own = cells.line.cells.get("fami_person_id", "").strip()
    if own in book.facts.children:
        return True
    someone = book.person(one)
    if someone is not None and someone.born is None and not someone.is_unborn:
        return own in book.facts.with_mothers
    return _is_young(someone, book.today)


def _is_young(someone: Person | None, today: date) -> bool:
    """Under eighteen, or not born; somebody of no known age counts as grown up."""
    if someone is None or someone.is_unborn:
        return someone is not None
    born = someone.born_latest_on
    return born is not None and whole_years(born, today) < ADULT_AT_YEARS


def mother(cells: Cells, book: Book) -> Planned:
    """A mother and her child: the tie, and her part in the child's families."""
    plan = Planned()
    parent = person_id(cells, book, "moth_person_id")
    child = person_id(cells, book, "moth_childs_person_id")
    if parent is None or child is None or cells.is_left_out:
        return plan
    if parent == child:
        cells.refuse(
            "moth_childs_person_id", "Another person", "Nobody is their own mother"
        )
        return plan
    if _is_too_young(book, parent, child):
        cells.refuse(
            "moth_person_id",
            "A mother older than her child",
            "Check both dates of birth, or which of them is the mother",
        )
        return plan
    if (parent, child) not in book.ties:
        book.ties.add((parent, child))
        plan.makes.append(
            Relationship(
                authority_id=book.authority_id,
                person_id=parent,
                code="parent",
                other_id=child,
            )
        )
    someone = book.person(parent)
    if someone and someone.sex == Person.Sex.UNKNOWN:
        someone.sex = Person.Sex.FEMALE
        plan.changes.append((someone, {"sex": "female"}))
    for family_id, member in list(book.members):
        if member == child:
            join(book, plan, family_id, parent, is_child=False)
    return plan


def _is_too_young(book: Book, parent: UUID, child: UUID) -> bool:
    one, other = book.person(parent), book.person(child)
    if not one or not other or not one.born or not other.born:
        return False
    return one.born.earliest >= other.born.latest


def address(cells: Cells, book: Book) -> Planned:
    """Somebody lives somewhere. An address marked confidential is sealed."""
    plan = Planned()
    source = f"ssd:address:{cells.ident('addr_table_id')}"
    one = person_id(cells, book, "addr_person_id")
    started_on = cells.day("addr_address_start_date")
    ended_on = cells.day("addr_address_end_date")
    kind = cells.text("addr_address_type", 48).lower()
    details = AddressDetails(
        lines=cells.address("addr_address_json"),
        postcode=cells.text("addr_address_postcode", 15)[:10],
        is_hidden=any(word in kind for word in HIDDEN_WORDS),
    )
    if not (details.lines or details.postcode):
        cells.refuse("addr_address_json", "An address or a postcode", "Export it again")
    if started_on and ended_on and ended_on < started_on:
        cells.refuse(
            "addr_address_end_date", "A day after the start", "Check both dates"
        )
    if one is None or cells.is_left_out:
        return plan
    known = book.residences.get(source)
    if known is not None:
        if known.ended_on != ended_on:
            known.ended_on = ended_on
            plan.changes.append((known, {"ended_on": str(ended_on)}))
        return plan
    place = address_from(details, authority_id=book.authority_id)
    residence = Residence(
        authority_id=book.authority_id,
        person_id=one,
        address_id=place.pk,
        kind=_kind_of_home(kind),
        started_on=started_on,
        ended_on=ended_on,
        source=source,
    )
    book.residences[source] = residence
    plan.makes += [place, residence]
    return plan


def _kind_of_home(said: str) -> str:
    for word, kind in (
        ("place", Residence.Kind.PLACEMENT),
        ("temp", Residence.Kind.TEMPORARY),
        ("corresp", Residence.Kind.CORRESPONDENCE),
        ("mail", Residence.Kind.CORRESPONDENCE),
        ("second", Residence.Kind.SECOND_HOME),
    ):
        if word in said:
            return kind
    return Residence.Kind.HOME
