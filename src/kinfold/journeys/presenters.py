"""Journeys in words. No queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from kinfold.journeys.models import DeliverableEntry, PhaseEntry, RoadEvent
from kinfold.journeys.occurred import Occurrence
from kinfold.journeys.selectors import DeliverableShown, Glance, JourneyShown
from kinfold.journeys.timeline import draw_timeline
from kinfold.platform.components import Cell, Column, Figure, Table
from kinfold.platform.models import ProgrammeAuthority
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.phases import PHASE_WORDS, Phase, time_words

NOT_BEGUN = "No phase is written down yet."


def places_table(
    places: Sequence[ProgrammeAuthority],
    at: Mapping[UUID, Glance],
    seen: Mapping[UUID, int],
) -> Table:
    """One row an authority: the phase it is in today, since when, and of how many
    deliverables something was seen there."""
    return Table(
        caption="Where each authority is on its road today",
        columns=(Column("Authority"), Column("Phase"), Column("Since"),
                 Column("For"),
                 Column("Deliverables with evidence", is_number=True)),
        rows=tuple(
            (*_place_row(one, at.get(one.authority_id)),
             str(seen.get(one.authority_id, 0)))
            for one in places
        ),
        empty_text="No authority of this programme has a journey that you may read.",
    )  # fmt: skip


def _place_row(place: ProgrammeAuthority, at: Glance | None) -> tuple[Cell | str, ...]:
    address = reverse("journeys:journey", args=[place.programme_id, place.authority_id])
    name = Cell(place.authority.name, address)
    if at is None:
        return name, "None written down yet", "", ""
    return (
        name,
        PHASE_WORDS[at.phase],
        day_in_words(at.since),
        time_words(at.since, timezone.localdate()),
    )


def events_of(shown: JourneyShown, happened: Sequence[Occurrence]) -> list[Occurrence]:
    """What other apps tell, with the day it joined and what Ofsted published since the
    road began; the earliest first."""
    joined = shown.place.joined_on
    begun = min([joined, *(one.first for one in shown.stretches)])
    found = [Occurrence(joined, "Joined the programme"), *happened]
    found += [
        Occurrence(one.happened_on, event_words(one), one.link)
        for one in shown.events
        if not one.taken_back.all()
    ]
    found += [
        Occurrence(one.published_on, f"Ofsted: {one.overall.words}")
        for one in shown.judgements
        if one.published_on >= begun
    ]
    return sorted(found, key=lambda one: (one.day, one.what))


def event_words(one: RoadEvent) -> str:
    kind = one.get_kind_display()
    words = one.words if one.kind == RoadEvent.Kind.OTHER else f"{kind}: {one.words}"
    return f"{words} (made up)" if one.is_synthetic else words


def event_history(shown: JourneyShown) -> list[dict[str, str]]:
    """Everything that was written down, the latest day first; taken back or not."""
    found = []
    for one in shown.events:
        ended = one.ended
        words = f"{day_in_words(one.happened_on)}: {event_words(one)}. Written by "
        words += f"{one.by_name}."
        if ended:
            words += f" Taken back by {ended.by_name}: {ended.why}"
        at = [one.programme_id, one.authority_id, one.pk]
        url = "" if ended else reverse("journeys:take-event-back", args=at)
        found.append({"words": words, "url": url})
    return found


def sentence(shown: JourneyShown, today: date) -> str:
    if not shown.stretches:
        return NOT_BEGUN
    now = shown.stretches[-1]
    reboots = sum(one.phase is Phase.REBOOT for one in shown.stretches)
    words = (
        f"{PHASE_WORDS[now.phase]} since {day_in_words(now.first)}, "
        f"{time_words(now.first, today)} with today."
    )
    if reboots:
        words += f" Begun anew {'once' if reboots == 1 else f'{reboots} times'}."
    return words


def figure(shown: JourneyShown, happened: Sequence[Occurrence], today: date) -> Figure:
    """The road with what happened on it, its sentence and its table."""
    said = sentence(shown, today)
    name = shown.place.authority.name
    return Figure(
        title=f"The road of {name}",
        svg=draw_timeline(
            shown.stretches, happened, today=today, title=f"The road of {name}. {said}"
        ),
        sentence=said,
        table=Table(
            caption=f"What happened on the road of {name}",
            columns=(Column("What"), Column("First day"), Column("Last day")),
            rows=tuple(_lines(shown, happened)),
            is_caption_shown=False,
        ),
        source="Source: phases as written down here; inspections as Ofsted published "
        "them. That one came after another does not say that it came from it.",
    )


def _lines(
    shown: JourneyShown, happened: Sequence[Occurrence]
) -> list[tuple[Cell | str, ...]]:
    lines: list[tuple[date, tuple[Cell | str, ...]]] = [
        (
            one.first,
            (
                PHASE_WORDS[one.phase],
                day_in_words(one.first),
                day_in_words(one.last) if one.last else "Goes on",
            ),
        )
        for one in shown.stretches
    ]
    lines += [
        (one.day, (Cell(one.what, one.url), day_in_words(one.day), ""))
        for one in happened
    ]
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]


def history(shown: JourneyShown) -> list[dict[str, object]]:
    """Every entry as it was written, the newest first."""
    standing = {one.number for one in shown.stretches}
    return [
        {
            "words": _entry_words(one),
            "reason": one.reason,
            "is_made_up": one.is_synthetic,
            "is_standing": one.number in standing,
            "correct_url": reverse(
                "journeys:correct",
                args=[one.programme_id, one.authority_id, one.number],
            ),
        }
        for one in shown.entries
    ]


def _entry_words(one: PhaseEntry) -> str:
    words = PHASE_WORDS[Phase(one.phase)]
    what = f"Entry {one.number}: {words} from {day_in_words(one.begins_on)}"
    replaced = f", in place of entry {one.replaces}" if one.replaces else ""
    return f"{what}{replaced}. Written by {one.by_name}."


def newest_words(shown: JourneyShown) -> str:
    return _entry_words(shown.entries[0]) if shown.entries else NOT_BEGUN


def deliverables_table(found: Sequence[DeliverableShown]) -> Table:
    """One row a deliverable: whose it is, how far it is, and how much was seen."""
    return Table(
        caption="What the programme makes",
        columns=(Column("Deliverable"), Column("Owner"), Column("How far"),
                 Column("Since"), Column("Pieces of evidence", is_number=True)),
        rows=tuple(
            (
                Cell(one.now.title, reverse(
                    "journeys:deliverable", args=[one.row.programme_id, one.row.pk]
                )),
                one.now.owner,
                _state(one.now),
                day_in_words(timezone.localdate(one.now.at)),
                f"{len(one.evidence):,}",
            )
            for one in found
        ),
        empty_text="Nothing is written down yet of what this programme makes.",
    )  # fmt: skip


def _state(entry: DeliverableEntry) -> str:
    return str(DeliverableEntry.State(entry.state).label)


def deliverable_words(shown: DeliverableShown) -> str:
    return f"{_state(shown.now)}. Owner: {shown.now.owner}."


def evidence_table(shown: DeliverableShown) -> Table:
    """What was seen, the latest day first. Counted by nobody, scored by nobody."""
    return Table(
        caption="What was seen of it",
        columns=(Column("What"), Column("Where"), Column("When"), Column("Added by")),
        rows=tuple(
            (
                Cell(one.words + (" (made up)" if one.is_synthetic else ""), one.link),
                one.authority.name,
                day_in_words(one.seen_on),
                one.by_name,
            )
            for one in shown.evidence
        ),
        empty_text="Nothing was written down that you may read. Add what anybody could "
        "check: a day, what was seen, where it is read.",
    )  # fmt: skip


def deliverable_history(shown: DeliverableShown) -> list[str]:
    """Every entry as it was written, the newest first."""
    return [
        f"Entry {one.number}, {day_in_words(timezone.localdate(one.at))}: {one.title}. "
        f"{_state(one)}. Owner: {one.owner}. {one.words} Written by {one.by_name}."
        for one in shown.entries
    ]
