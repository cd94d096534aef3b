"""Reading a whole extract: every row is taken, known already, or left out and said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from django.db import DatabaseError, transaction
from django.db.models import Model
from django.utils import timezone

from kinfold.intake.models import ImportFinding, PeopleImport
from kinfold.intake.ssd.cells import Cells
from kinfold.intake.ssd.extract import Line, TableFile, read_extract
from kinfold.intake.ssd.facts import gather
from kinfold.intake.ssd.problems import Problem
from kinfold.intake.ssd.tables import NEEDED, STATUS_TABLES
from kinfold.intake.taking import families, stretches, who
from kinfold.intake.taking.book import Book, Planned
from kinfold.intake.taking.trail import Trail
from kinfold.people.making.people import write_name_keys
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Person

ROWS_AT_ONCE = 500
MOST_FINDINGS = 20_000

READERS: dict[str, Callable[[Cells, Book], Planned]] = {
    "ssd_department": who.department,
    "ssd_professionals": who.professional,
    "ssd_person": who.person,
    "ssd_linked_identifiers": who.linked_identifier,
    "ssd_family": families.family_member,
    "ssd_mother": families.mother,
    "ssd_address": families.address,
    **{table.table: stretches.status_reader(table) for table in STATUS_TABLES},
    "ssd_care_leavers": stretches.care_leaver,
    "ssd_involvements": stretches.involvement,
}


class Steps(Protocol):
    """What the import tells how far it is; a job's `Progress` is one."""

    def expect(self, total_count: int, message: str = "") -> None: ...
    def step(self, count: int = 1, message: str = "") -> None: ...


class ChangedMeanwhile(DatabaseError):
    """A worker changed the record while the import was reading."""


@dataclass(slots=True)
class Tally:
    """How one table went."""

    table: str
    rows: int = 0
    taken: int = 0
    unchanged: int = 0
    left_out: int = 0
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "table": self.table,
            "rows": self.rows,
            "taken": self.taken,
            "unchanged": self.unchanged,
            "left_out": self.left_out,
        }


@dataclass(slots=True)
class Read:
    """One row after it was read, waiting to be written with others."""

    cells: Cells
    plan: Planned


def take_extract(
    *, people_import: PeopleImport, path: Path, today: date, steps: Steps, by: Viewer
) -> PeopleImport:
    """Bring in everything of an extract that can be taken.

    Runs in the caller's transaction, as the import's authority. Doing it again with
    the same file changes nothing. Every family and person it touches gets an audit
    event of its own, in `by`'s name.

    Raises:
        NotAnExtract: the file cannot be read at all.
    """
    tables = read_extract(path, people_import.file_name)
    facts = gather(tables, today=today)
    steps.expect(facts.row_count, f"Reading {len(tables)} tables")
    book = Book(people_import.authority_id, facts, today=today)
    trail = Trail(by, people_import)
    book.load_people()
    by_name = defaultdict(list)
    for table in tables:
        by_name[table.name].append(table)
    tallies = [
        _take_table(table, book, steps, trail, today=today)
        for name in NEEDED
        for table in by_name.pop(name, ())
    ]
    tallies += [_not_read(table) for rest in by_name.values() for table in rest]
    _finish(people_import, tallies)
    return people_import


def _take_table(
    table: TableFile, book: Book, steps: Steps, trail: Trail, *, today: date
) -> Tally:
    tally = Tally(table.name, problems=list(table.problems))
    missing = [name for name in NEEDED[table.name] if name not in table.columns()]
    if missing:
        return _without_columns(table, tally, missing)
    reader = READERS[table.name]
    for chunk in _chunks(table.lines()):
        waiting: list[Read] = []
        for line in chunk:
            tally.rows += 1
            if isinstance(line, Problem):
                tally.left_out += 1
                tally.problems.append(line)
                continue
            cells = Cells(table.file, line, today=today)
            waiting.append(Read(cells, reader(cells, book)))
        _write(waiting, book)
        trail.note([row.plan for row in waiting])
        _count(waiting, tally)
        steps.step(len(chunk), f"Reading {table.name.replace('_', ' ')}")
    return tally


def _chunks(lines: Iterable[Line | Problem]) -> Iterator[list[Line | Problem]]:
    chunk: list[Line | Problem] = []
    for line in lines:
        chunk.append(line)
        if len(chunk) == ROWS_AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _without_columns(table: TableFile, tally: Tally, missing: list[str]) -> Tally:
    tally.rows = tally.left_out = sum(1 for _ in table.lines())
    tally.problems.append(
        Problem(
            table.file,
            1,
            missing[0],
            ", ".join(table.columns())[:80],
            f"The columns {', '.join(missing)}",
            "Export the table again with every column of the dataset",
        )
    )
    return tally


def _not_read(table: TableFile) -> Tally:
    rows = sum(1 for _ in table.lines())
    problem = Problem(
        table.file,
        1,
        "",
        f"{rows} rows",
        "A table that Kinfold reads",
        "Nothing to mend: Kinfold does not keep what this table holds",
    )
    return Tally(table.name, rows=rows, left_out=rows, problems=[problem])


def _write(waiting: list[Read], book: Book) -> None:
    """Write many rows at once; if the database refuses one, one by one."""
    try:
        with transaction.atomic():
            _write_all([row.plan for row in waiting])
    except DatabaseError:
        for row in waiting:
            _write_alone(row, book)


def _write_all(plans: list[Planned]) -> None:
    by_model: dict[type[Model], list[Any]] = {}
    for plan in plans:
        for row in plan.makes:
            by_model.setdefault(type(row), []).append(row)
    for model, rows in by_model.items():
        model._default_manager.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    for plan in plans:
        for changed, _ in plan.changes:
            if isinstance(changed, Person):
                _hold(changed)
            changed.save()
            if isinstance(changed, Person):
                write_name_keys(changed)


def _hold(known: Person) -> None:
    """Keep what a worker saved after the import had read this record.

    Raises:
        ChangedMeanwhile: they did, so the row is left out and said.
    """
    same = Person.objects.select_for_update().filter(
        authority_id=known.authority_id, pk=known.pk, version=known.version
    )
    if not same.exists():
        raise ChangedMeanwhile


def _write_alone(row: Read, book: Book) -> None:
    try:
        with transaction.atomic():
            _write_all([row.plan])
    except DatabaseError:
        book.forget(row.plan.claimed)
        row.plan = Planned()
        row.cells.refuse(
            "",
            "A row that fits with what is on record",
            "Compare it with the record of this person, and mend the one that is wrong",
        )


def _count(waiting: list[Read], tally: Tally) -> None:
    for row in waiting:
        tally.problems += row.cells.problems
        if row.cells.is_left_out:
            tally.left_out += 1
        elif row.plan.is_anything:
            tally.taken += 1
        else:
            tally.unchanged += 1


def _finish(people_import: PeopleImport, tallies: list[Tally]) -> None:
    problems = [problem for tally in tallies for problem in tally.problems]
    people_import.row_count = sum(tally.rows for tally in tallies)
    people_import.taken_count = sum(tally.taken for tally in tallies)
    people_import.unchanged_count = sum(tally.unchanged for tally in tallies)
    people_import.left_out_count = sum(tally.left_out for tally in tallies)
    people_import.finding_count = len(problems)
    people_import.tables = [tally.as_json() for tally in tallies]
    people_import.state = PeopleImport.State.DONE
    people_import.finished_at = timezone.now()
    people_import.save()
    ImportFinding.objects.filter(
        authority_id=people_import.authority_id, people_import=people_import
    ).delete()
    ImportFinding.objects.bulk_create(
        (_finding(people_import, problem) for problem in problems[:MOST_FINDINGS]),
        batch_size=ROWS_AT_ONCE,
    )


def _finding(people_import: PeopleImport, problem: Problem) -> ImportFinding:
    weight = ImportFinding.Weight
    return ImportFinding(
        authority_id=people_import.authority_id,
        people_import=people_import,
        weight=weight.LEFT_OUT if problem.is_left_out else weight.NOTED,
        file=problem.file[:120],
        line=problem.line,
        field=problem.field[:80],
        found=problem.found.replace("\x00", "�")[:200],
        expected=problem.expected[:300],
        mend=problem.mend[:300],
    )
