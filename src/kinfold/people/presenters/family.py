"""One family's page in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold.people.models import ContactDetail, Relationship, Residence
from kinfold.people.presenters.ties import tie_sentences
from kinfold.people.selectors.family_page import FamilyPage
from kinfold.platform.addresses import address
from kinfold.platform.components import TimelineEntry
from kinfold.platform.viewer import Viewer
from kinfold.records.models import FamilyMember, Person, ServiceStatus
from kinfold.records.presenters.words import (
    STATUS_LABELS,
    STATUS_TONES,
    Tag,
    day,
    detail_line,
    moment,
    span,
)
from kinfold.records.selectors.records import may_with
from kinfold_core.access import Action

SAFETY_TONES = {
    ContactDetail.Safety.SAFE.value: "well",
    ContactDetail.Safety.WITH_CARE.value: "attention",
    ContactDetail.Safety.NOT_SAFE.value: "worried",
    ContactDetail.Safety.UNKNOWN.value: "calm",
}


@dataclass(frozen=True, slots=True)
class MemberCard:
    """One person of the family: who they are and what helps to speak with them."""

    name: str
    detail: str
    url: str
    relate_url: str
    tags: tuple[Tag, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HomeCard:
    """One home: its name, where it is and who lives there."""

    name: str
    address: str
    people: str
    since: str
    show_urls: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ContactLine:
    name: str
    kind: str
    value: str
    safety: str
    tone: str
    how: str
    change_url: str
    show_url: str = ""
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie said from both ends, and where to change it."""

    one: str
    other: str
    notes: str
    end_url: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Something the viewer may do here."""

    label: str
    url: str
    icon: str


def children(page: FamilyPage, today: date) -> tuple[MemberCard, ...]:
    return _cards(page, {FamilyMember.Part.CHILD, FamilyMember.Part.UNBORN}, today)


def adults(page: FamilyPage, today: date) -> tuple[MemberCard, ...]:
    return _cards(page, {FamilyMember.Part.ADULT}, today)


def others(page: FamilyPage, today: date) -> tuple[MemberCard, ...]:
    return _cards(page, {FamilyMember.Part.NETWORK}, today)


def _cards(page: FamilyPage, parts: set[str], today: date) -> tuple[MemberCard, ...]:
    running: dict[UUID, list[str]] = defaultdict(list)
    for status in page.statuses:
        if status.ended_on is None:
            running[status.child_id].append(status.status)
    return tuple(
        member_card(member.person, running.get(member.person_id, ()), today)
        for member in page.members
        if member.part in parts
    )


def member_card(person: Person, statuses: Iterable[str], today: date) -> MemberCard:
    tags = [Tag(str(STATUS_LABELS[s]), STATUS_TONES[s]) for s in statuses]
    if person.is_interpreter_needed:
        tags.append(Tag("Interpreter needed", "attention"))
    notes = []
    if person.languages:
        notes.append(f"Speaks {', '.join(person.languages)}")
    if person.communication_needs:
        notes.append(person.communication_needs)
    return MemberCard(
        name=person.full_name,
        detail=detail_line(person, today),
        url=address("people:person", person.pk),
        relate_url=address("people:relate", person.pk),
        tags=tuple(tags),
        notes=tuple(notes),
    )


def homes(page: FamilyPage, *, may_open_hidden: bool) -> tuple[HomeCard, ...]:
    """Homes with the people in them; each hidden address is a home of its own."""
    grouped: dict[tuple[object, ...], list[Residence]] = defaultdict(list)
    for residence in page.residences:
        grouped[residence.address_id, residence.household_id, residence.kind].append(
            residence
        )
    return tuple(_home(rows, may_open_hidden) for rows in grouped.values())


def _home(rows: list[Residence], may_open_hidden: bool) -> HomeCard:
    first = rows[0]
    starts = [row.started_on for row in rows if row.started_on]
    urls = (
        tuple(
            (
                row.person.short_name,
                address("people:show-address", row.person_id, row.pk),
            )
            for row in rows
        )
        if first.address.is_hidden and may_open_hidden
        else ()
    )
    return HomeCard(
        name=first.household.name if first.household else first.get_kind_display(),
        address=str(first.address),
        people=", ".join(row.person.short_name for row in rows),
        since=span(min(starts, default=None), None),
        show_urls=urls,
    )


def contact_lines(
    contacts: Iterable[ContactDetail], *, may_open_hidden: bool
) -> tuple[ContactLine, ...]:
    return tuple(_contact(contact, may_open_hidden) for contact in contacts)


def _contact(contact: ContactDetail, may_open_hidden: bool) -> ContactLine:
    ids = [contact.person_id, contact.pk]
    show = (
        address("people:show-contact", *ids)
        if contact.is_protected and may_open_hidden
        else ""
    )
    return ContactLine(
        name=contact.person.short_name,
        kind=contact.get_kind_display(),
        value="Protected" if contact.is_protected else contact.value,
        safety=contact.get_safety_display(),
        tone=SAFETY_TONES[contact.safety],
        how=contact.how_safe,
        change_url=address("people:change-contact", *ids),
        show_url=show,
        is_over=contact.ended_on is not None,
    )


def tie_lines(page: FamilyPage) -> tuple[TieLine, ...]:
    return tuple(tie_line(tie, tie.person_id) for tie in page.ties)


def tie_line(tie: Relationship, person_id: UUID) -> TieLine:
    one, other = tie_sentences(tie)
    notes = []
    if tie.has_parental_responsibility:
        notes.append("has parental responsibility")
    if tie.side:
        notes.append(tie.get_side_display())
    if tie.certainty != "known":
        notes.append(tie.get_certainty_display().lower())
    return TieLine(
        one,
        other,
        ", ".join(notes),
        address("people:end-tie", person_id, tie.pk),
    )


def history(page: FamilyPage) -> tuple[TimelineEntry, ...]:
    """What happened, newest first: services, allocations, opening and closing."""
    entries: list[tuple[date, TimelineEntry]] = []
    for status in page.statuses:
        entries.append((status.started_on, _status_entry(status)))
    for allocation in page.allocations:
        to = [str(part) for part in (allocation.worker, allocation.team) if part]
        entries.append(
            (
                allocation.started_on,
                TimelineEntry(
                    title=f"With {', '.join(to)}",
                    when=span(allocation.started_on, allocation.ended_on),
                    datetime=allocation.started_on.isoformat(),
                    icon="user-check",
                ),
            )
        )
    opened = page.family.opened_on
    entries.append(
        (
            opened,
            TimelineEntry(
                "Record opened", day(opened), opened.isoformat(), icon="folder-open"
            ),
        )
    )
    return tuple(
        entry for _, entry in sorted(entries, key=lambda e: e[0], reverse=True)
    )


def _status_entry(status: ServiceStatus) -> TimelineEntry:
    return TimelineEntry(
        title=f"{status.child.short_name}: {status.get_status_display()}",
        when=span(status.started_on, status.ended_on),
        datetime=status.started_on.isoformat(),
        text=status.end_reason,
        icon="milestone",
        tone=STATUS_TONES[status.status],
    )


def deeds(viewer: Viewer, page: FamilyPage) -> tuple[Deed, ...]:
    """What this viewer may do with this record. No query."""
    family = page.family
    wanted = [
        (Action.EDIT_FAMILY, "Add somebody", "finding:add-member", "user-plus"),
        (Action.EDIT_FAMILY, "Add a home", "people:move", "home"),
        (Action.EDIT_FAMILY, "Change the family's name", "records:rename", "pencil"),
        (Action.ALLOCATE_FAMILY, "Allocate", "records:allocate", "user-check"),
    ]
    if family.is_closed:
        wanted.append(
            (Action.CHANGE_STATUS, "Reopen the record", "records:reopen", "folder-open")
        )
    else:
        wanted += [
            (
                Action.CHANGE_STATUS,
                "Change service",
                "records:change-status",
                "milestone",
            ),
            (Action.CHANGE_STATUS, "Close the record", "stages:close", "archive"),
        ]
    wanted.append(
        (Action.WRITE_MAP, "Learning case", "lab:case", "message-square-quote")
    )
    wanted.append((Action.RESTRICT_FAMILY, "Restrict", "records:restrict", "lock"))
    found = [
        Deed(label, address(name, family.pk), icon)
        for action, label, name, icon in wanted
        if may_with(viewer, action, family)
    ]
    if viewer.may(Action.ASK_QUESTIONS):
        url = address("questions:family", family.pk)
        found.append(Deed("Questions to ask", url, "message-square-quote"))
    return tuple(found)


def emergency_line(page: FamilyPage) -> str:
    """The banner's words while a viewer's emergency access runs, or ""."""
    until = page.family.__dict__.get("emergency_until")
    return (
        f"Emergency access until {moment(until)}. It will be reviewed." if until else ""
    )
