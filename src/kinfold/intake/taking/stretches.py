"""Rows that say what service a child has, and who works with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from kinfold.intake.ssd.cells import Cells
from kinfold.intake.ssd.facts import Stretch, stretch_key
from kinfold.intake.ssd.tables import StatusTable
from kinfold.intake.taking.book import TEAM, WORKER, Book, Planned
from kinfold.intake.taking.families import family_of
from kinfold.intake.taking.who import person_id
from kinfold.records.models import Allocation, ServiceStatus

LONGEST_REASON = 255


def status_reader(table: StatusTable) -> Callable[[Cells, Book], Planned]:
    """The reader of one table of services."""

    def read(cells: Cells, book: Book) -> Planned:
        return _stretch(table, cells, book)

    return read


def _stretch(table: StatusTable, cells: Cells, book: Book) -> Planned:
    """One stretch of a service. Several rows of one period of care make one stretch."""
    plan = Planned()
    cells.ident(table.id)
    child = person_id(cells, book, table.person)
    started_on = cells.day(table.start, is_needed=True)
    ended_on = cells.day(table.end)
    if started_on and ended_on and ended_on < started_on:
        cells.refuse(table.end, "A day after the start", "Check both dates")
    if cells.line.cells.get("cine_referral_nfa", "").strip().upper() == "Y":
        cells.refuse(
            "cine_referral_nfa",
            "A referral that led to a service",
            "Nothing to mend: no further action was taken, so there is no service",
        )
    if child is None or cells.is_left_out:
        return plan
    key = stretch_key(table, cells.line.cells)
    stretch = book.facts.stretches[key]
    own = cells.line.cells[table.person].strip()
    reason = cells.text(table.reason, LONGEST_REASON) if table.reason else ""
    source = "ssd:" + key.split("\t")[0][:100]
    _record(cells, book, plan, (table.status, source, own), child, stretch, reason)
    return plan


def _record(
    cells: Cells,
    book: Book,
    plan: Planned,
    said: tuple[str, str, str],
    child: UUID,
    stretch: Stretch,
    reason: str,
) -> None:
    status, source, own = said
    known = book.statuses.get(source)
    if known is not None:
        stands = (known.started_on, known.ended_on)
        if stands != (stretch.started_on, stretch.ended_on):
            known.started_on, known.ended_on = stretch.started_on, stretch.ended_on
            known.end_reason = reason if stretch.ended_on else ""
            plan.changes.append((known, {"ended_on": str(stretch.ended_on)}))
        return
    family_id = family_of(book, plan, child, own)
    running = (child, family_id, status)
    if stretch.ended_on is None:
        if running in book.running_statuses:
            cells.refuse(
                "",
                "One running service of each kind",
                "Close the earlier one in the case system, or this one",
            )
            return
        book.running_statuses.add(running)
    row = ServiceStatus(
        authority_id=book.authority_id,
        family_id=family_id,
        child_id=child,
        status=status,
        started_on=stretch.started_on,
        ended_on=stretch.ended_on,
        end_reason=reason if stretch.ended_on else "",
        source=source,
    )
    book.statuses[source] = row
    plan.makes.append(row)


def care_leaver(cells: Cells, book: Book) -> Planned:
    """A care leaver, from the day they left care or turned eighteen."""
    plan = Planned()
    own_row = cells.ident("clea_table_id")
    child = person_id(cells, book, "clea_person_id")
    if child is None or cells.is_left_out:
        return plan
    own = cells.line.cells["clea_person_id"].strip()
    started_on = book.facts.left_care_on.get(own) or _eighteenth(book, child)
    if started_on is None or started_on > book.today:
        cells.refuse(
            "clea_person_id",
            "Somebody who left care, or is eighteen",
            "Export ssd_cla_episodes with the end of their care",
        )
        return plan
    source = f"ssd:ssd_care_leavers:{own_row}"
    said = ("care_leaver", source, own)
    _record(cells, book, plan, said, child, Stretch(started_on, None), "")
    return plan


def _eighteenth(book: Book, child: UUID) -> date | None:
    someone = book.person(child)
    born = someone.born_latest_on if someone else None
    if born is None:
        return None
    is_leap_day = (born.month, born.day) == (2, 29)
    return (
        date(born.year + 18, 3, 1) if is_leap_day else born.replace(year=born.year + 18)
    )


def involvement(cells: Cells, book: Book) -> Planned:
    """A worker worked with a child: the family's allocation in those days."""
    plan = Planned()
    source = f"ssd:involvement:{cells.ident('invo_involvements_id')}"
    child = person_id(cells, book, "invo_person_id")
    worker = _worker(cells, book)
    started_on, ended_on = _days(cells)
    if child is None or started_on is None or cells.is_left_out:
        return plan
    known = book.allocations.get(source)
    if known is not None:
        if known.ended_on != ended_on:
            known.ended_on = ended_on
            plan.changes.append((known, {"ended_on": str(ended_on)}))
        return plan
    own = cells.line.cells["invo_person_id"].strip()
    family_id = family_of(book, plan, child, own)
    if (family_id, worker, started_on) in book.known_allocations:
        return plan
    standing = book.allocated.get(family_id)
    if ended_on is None and standing is not None:
        cells.refuse(
            "invo_professional_id",
            "One worker for a family at a time",
            "Another worker has the family already: end that involvement, or this one",
        )
        return plan
    team = cells.text("invo_professional_team", 48)
    row = Allocation(
        authority_id=book.authority_id,
        family_id=family_id,
        worker_id=worker,
        team_id=book.id_of(TEAM, team) if team else None,
        started_on=started_on,
        ended_on=ended_on,
        source=source,
    )
    if ended_on is None:
        book.allocated[family_id] = row
    book.known_allocations.add((family_id, worker, started_on))
    book.allocations[source] = row
    plan.makes.append(row)
    return plan


def _worker(cells: Cells, book: Book) -> UUID | None:
    own = cells.ident("invo_professional_id")
    found = book.id_of(WORKER, own) if own else None
    if own and found is None:
        cells.refuse(
            "invo_professional_id",
            "Somebody in ssd_professionals",
            "Export ssd_professionals with this worker",
        )
    return found


def _days(cells: Cells) -> tuple[date | None, date | None]:
    started_on = cells.day("invo_involvement_start_date", is_needed=True)
    ended_on = cells.day("invo_involvement_end_date")
    if started_on and ended_on and ended_on < started_on:
        cells.refuse(
            "invo_involvement_end_date", "A day after the start", "Check both dates"
        )
    return started_on, ended_on
