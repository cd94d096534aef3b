"""What has to be known of a whole extract before its rows can be read one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kinfold.intake.ssd.cells import EARLIEST, read_day
from kinfold.intake.ssd.extract import Line, TableFile
from kinfold.intake.ssd.tables import STATUS_TABLES, StatusTable


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of a service, over all the rows that tell of it."""

    started_on: date
    ended_on: date | None


@dataclass(slots=True)
class Facts:
    """Families, surnames and stretches of service by the case system's ids."""

    families_of: dict[str, list[str]] = field(default_factory=dict)
    people_in: dict[str, list[str]] = field(default_factory=dict)
    surnames: dict[str, str] = field(default_factory=dict)
    stretches: dict[str, Stretch] = field(default_factory=dict)
    stretches_of: dict[str, list[Stretch]] = field(default_factory=dict)
    left_care_on: dict[str, date] = field(default_factory=dict)
    children: set[str] = field(default_factory=set)
    with_mothers: set[str] = field(default_factory=set)
    row_count: int = 0

    def family_name(self, family_id: str) -> str:
        """The commonest last name in a family, or one that says it has none."""
        names = [self.surnames.get(p, "") for p in self.people_in.get(family_id, ())]
        found = Counter(name for name in names if name).most_common(1)
        return found[0][0] if found else f"Family {family_id}"

    def span(self, people: Iterable[str]) -> Stretch | None:
        """From the first day of any service to the last, open when one still runs."""
        found = [s for person in people for s in self.stretches_of.get(person, ())]
        if not found:
            return None
        ends = [stretch.ended_on for stretch in found]
        last = None if None in ends else max(end for end in ends if end)
        return Stretch(min(stretch.started_on for stretch in found), last)


def gather(tables: Iterable[TableFile], *, today: date) -> Facts:
    """One quick look at every table. Rows that make no sense are passed over: they
    are judged, and reported, when they are read."""
    facts = Facts()
    status_tables = {table.table: table for table in STATUS_TABLES}
    for table in tables:
        for line in table.lines():
            facts.row_count += 1
            if isinstance(line, Line):
                if table.name in status_tables:
                    _stretch(facts, status_tables[table.name], line, today)
                else:
                    _person_or_family(facts, table.name, line)
    for pair in facts.stretches:
        _, person, status = pair.split("\t")
        stretch = facts.stretches[pair]
        facts.stretches_of.setdefault(person, []).append(stretch)
        if status == "looked_after" and stretch.ended_on:
            before = facts.left_care_on.get(person, EARLIEST)
            facts.left_care_on[person] = max(before, stretch.ended_on)
    return facts


def stretch_key(table: StatusTable, cells: dict[str, str]) -> str:
    """What tells one stretch from another: its own id, or its period of care."""
    own = cells.get(table.period, "").strip() if table.period else ""
    own = own or cells.get(table.id, "").strip()
    return f"{table.table}:{own}\t{cells.get(table.person, '').strip()}\t{table.status}"


def _stretch(facts: Facts, table: StatusTable, line: Line, today: date) -> None:
    cells = line.cells
    facts.children.add(cells.get(table.person, "").strip())
    if cells.get("cine_referral_nfa", "").strip().upper() == "Y":
        return
    start = read_day(cells.get(table.start, ""))
    entered = read_day(cells.get("clae_entered_care_date", ""))
    start = min(start, entered) if start and entered else start
    end = read_day(cells.get(table.end, ""))
    if start is None or not EARLIEST <= start <= today or (end and end < start):
        return
    end = None if end and end > today else end
    key = stretch_key(table, cells)
    known = facts.stretches.get(key)
    if known:
        start = min(start, known.started_on)
        end = max(end, known.ended_on) if end and known.ended_on else None
    facts.stretches[key] = Stretch(start, end)


def _person_or_family(facts: Facts, table: str, line: Line) -> None:
    cells = line.cells
    if table == "ssd_person":
        facts.surnames[cells.get("pers_person_id", "").strip()] = cells.get(
            "pers_surname", ""
        ).strip()
    elif table == "ssd_family":
        family = cells.get("fami_family_id", "").strip()
        person = cells.get("fami_person_id", "").strip()
        facts.people_in.setdefault(family, []).append(person)
        facts.families_of.setdefault(person, []).append(family)
    elif table == "ssd_mother":
        facts.with_mothers.add(cells.get("moth_childs_person_id", "").strip())
