"""Rows that say who there is: teams, workers, people, their numbers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kinfold.intake.ssd.cells import Cells
from kinfold.intake.ssd.tables import FORMS_OF_SEX, SEX_NOT_SAID
from kinfold.intake.taking.book import PERSON, TEAM, WORKER, Book, Planned
from kinfold.people.details import PersonDetails
from kinfold.people.ethnicity import ETHNICITIES
from kinfold.people.keys import value_key
from kinfold.people.making.people import (
    apply_details,
    name_key_rows,
    person_from,
    snapshot,
)
from kinfold.platform.models import Team, Worker
from kinfold.records.models import Person
from kinfold_core.people.dates import FuzzyDate, why_birth_date_is_impossible

_LEGACY = "legacy_id"


def department(cells: Cells, book: Book) -> Planned:
    plan = Planned()
    team_id, name = cells.ident("dept_team_id"), cells.text("dept_team_name", 120)
    if not name:
        cells.refuse("dept_team_name", "The team's name", "Name the team")
    if cells.is_left_out or book.id_of(TEAM, team_id):
        return plan
    team = Team.objects.filter(authority_id=book.authority_id, name=name).first()
    if team is None:
        team = Team(authority_id=book.authority_id, name=name)
        plan.makes.append(team)
    book.claim(plan, TEAM, team_id, team_id=team.pk)
    return plan


def professional(cells: Cells, book: Book) -> Planned:
    """A worker: the one of that name if there is just one, else a new one, who has no
    account and no role until the administrator gives them."""
    plan = Planned()
    worker_id = cells.ident("prof_professional_id")
    name = cells.text("prof_professional_name", 200)
    if not name:
        cells.refuse("prof_professional_name", "The worker's name", "Name the worker")
    if cells.is_left_out or book.id_of(WORKER, worker_id):
        return plan
    same = book.workers_by_name.get(name.casefold(), [])
    if len(same) == 1:
        book.claim(plan, WORKER, worker_id, worker_id=same[0])
        return plan
    worker = Worker(
        authority_id=book.authority_id,
        name=name,
        job_title=cells.text("prof_professional_job_title", 500)[:120],
    )
    plan.makes.append(worker)
    book.workers_by_name.setdefault(name.casefold(), []).append(worker.pk)
    book.claim(plan, WORKER, worker_id, worker_id=worker.pk)
    return plan


def person(cells: Cells, book: Book) -> Planned:
    """Somebody new, or what the case system now says of somebody known.

    A record that a worker here has changed by hand is not written over: what differs
    is reported.
    """
    plan = Planned()
    own_id = cells.ident("pers_person_id")
    details = _details(cells, book.today)
    if cells.is_left_out:
        return plan
    known_id = book.id_of(PERSON, own_id)
    if known_id is None:
        one = person_from(details, authority_id=book.authority_id)
        book.people[one.pk] = one
        plan.makes.append(one)
        plan.makes += name_key_rows(one)
        book.claim(plan, PERSON, own_id, person_id=one.pk)
        _legacy(cells, book, plan, one)
        return plan
    known = book.person(known_id)
    if known is not None:
        _compare(cells, known, details, plan)
    return plan


def _legacy(cells: Cells, book: Book, plan: Planned, one: Person) -> None:
    for field, kind in (
        ("pers_legacy_id", _LEGACY),
        ("pers_common_child_id", "common_child_id"),
    ):
        value = cells.text(field, 48)
        if value and value_key(value) and not book.id_of(kind, value):
            book.claim(plan, kind, value, person_id=one.pk)


def _details(cells: Cells, today: date) -> PersonDetails:
    born = cells.day("pers_dob")
    due_on = cells.day("pers_expected_dob", is_past=False)
    died_on = cells.day("pers_death_date")
    if born and why_birth_date_is_impossible(FuzzyDate.on(born), today=today):
        cells.note("pers_dob", "A date of birth somebody can have", "Check the year")
        born = None
    if died_on and born and died_on < born:
        cells.note("pers_death_date", "A day after the birth", "Check both dates")
        died_on = None
    is_unborn = bool(due_on and not born and not died_on and due_on >= today)
    return PersonDetails(
        given_names=cells.text("pers_forename"),
        family_name=cells.text("pers_surname"),
        sex=_sex(cells),
        born=FuzzyDate.on(born) if born else None,
        is_unborn=is_unborn,
        due_on=due_on,
        died_on=died_on,
        ethnicity_code=_ethnicity(cells),
    )


def _sex(cells: Cells) -> str:
    for field in ("pers_sex", "pers_gender"):
        said = cells.text(field, 20).lower()
        if said in FORMS_OF_SEX:
            return FORMS_OF_SEX[said]
        if said not in SEX_NOT_SAID:
            cells.note(field, "F, M or U", "Use the codes of the dataset")
    return "unknown"


def _ethnicity(cells: Cells) -> str:
    code = cells.text("pers_ethnicity", 48).upper()[:48]
    code = code.split(" ")[0].strip("-:") if code else ""
    if code and code not in ETHNICITIES:
        cells.note(
            "pers_ethnicity", "A code such as WBRI or BCRB", "Use the census codes"
        )
        return ""
    return code


_FROM_CASE_SYSTEM = (
    "given_names",
    "family_name",
    "sex",
    "born",
    "is_unborn",
    "due_on",
    "died_on",
    "ethnicity_code",
)


def _compare(
    cells: Cells, known: Person, details: PersonDetails, plan: Planned
) -> None:
    """What the extract says and the record does not. Empty cells change nothing."""
    said = {
        name: getattr(details, name)
        for name in _FROM_CASE_SYSTEM
        if getattr(details, name) not in {"", None, "unknown", False}
    }
    if known.is_unborn and details.born:
        said["is_unborn"] = False
    different = {n: v for n, v in said.items() if getattr(known, n) != v}
    if not different:
        return
    if known.version > 1:
        for name in different:
            cells.note(
                _FIELD_OF.get(name, "pers_person_id"),
                "The same as on the record, which a worker here has changed",
                "Look at both, and change the one that is wrong",
            )
        return
    values = {name: getattr(known, name) for name in _FROM_CASE_SYSTEM} | said
    before = snapshot(known)
    apply_details(
        known,
        PersonDetails(
            known_as=known.known_as,
            languages=tuple(known.languages),
            is_interpreter_needed=known.is_interpreter_needed,
            communication_needs=known.communication_needs,
            **values,
        ),
    )
    if snapshot(known) != before:
        plan.changes.append((known, different))


_FIELD_OF = {
    "given_names": "pers_forename",
    "family_name": "pers_surname",
    "sex": "pers_sex",
    "born": "pers_dob",
    "due_on": "pers_expected_dob",
    "died_on": "pers_death_date",
    "ethnicity_code": "pers_ethnicity",
}


def linked_identifier(cells: Cells, book: Book) -> Planned:
    """A number that another system gave: kept as that system writes it."""
    plan = Planned()
    one = person_id(cells, book, "link_person_id")
    kind = cells.text("link_identifier_type", 60).lower().replace(" ", "_")
    value = cells.ident("link_identifier_value", 100)
    if not kind:
        cells.refuse(
            "link_identifier_type", "What kind of number it is", "Name the kind"
        )
    if one is None or cells.is_left_out:
        return plan
    standing = book.id_of(kind, value)
    if standing is None:
        book.claim(plan, kind, value, person_id=one)
    elif standing != one:
        cells.refuse(
            "link_identifier_value",
            "A number that only one person has",
            "Somebody else on record has it. Is this a second record of them?",
        )
    return plan


def person_id(cells: Cells, book: Book, field: str) -> UUID | None:
    """The person a row is about, who must have come before."""
    own = cells.ident(field)
    found = book.id_of(PERSON, own) if own else None
    if own and found is None:
        cells.refuse(
            field,
            "Somebody in ssd_person",
            "Export ssd_person with this person, or mend the row that was left out",
        )
    return found
