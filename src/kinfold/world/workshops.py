"""Two made-up workshops: one that is over, with its journal, and one open to join.

No real workshop was polled for them, and every page of them says so.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID, uuid5

from django.utils import timezone

from kinfold.platform.models import Authority, ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today
from kinfold.platform.tenancy import as_viewer, as_visitor
from kinfold.platform.viewer import Viewer
from kinfold.workshops import actions, selectors
from kinfold.workshops.actions import ItemDetails
from kinfold.workshops.models import Workshop, WorkshopItem
from kinfold.workshops.policy import Visitor
from kinfold.world.staffing import programme_member
from kinfold_core.access import Role

MADE: Final = UUID("5c0f3b52-0b0e-4c5c-9a57-000000000040")
TITLE: Final = "Leaders' workshop of the autumn (made up)"
NEXT: Final = "Practice leaders' session (made up)"
SCALE: Final = {
    "kind": "scale",
    "title": "How many of our safety plans would hold on a Saturday night?",
    "low": "None: they are on paper",
    "high": "All: we have tried them",
}
AGENDA: Final = (
    {
        "kind": "talk",
        "title": "Welcome, and what happened since we last met",
        "minutes": 15,
    },
    {**SCALE, "minutes": 15},
    {
        "kind": "one",
        "title": "Where do plans break first?",
        "options": [
            "No network behind the parents",
            "Bottom lines nobody can say aloud",
            "Nobody tries the plan before it counts",
            "Services do not know who does what",
        ],
        "minutes": 10,
    },
    {
        "kind": "exercise",
        "title": "Say your bottom lines to the person beside you",
        "words": "Take one family you know well.\nSay its bottom lines in two minutes, "
        "as you would to a grandmother.\nShe may ask one question. Then change places.",
        "minutes": 25,
    },
    {
        "kind": "wall",
        "title": "What will you do differently on Monday?",
        "minutes": 20,
    },
)
SAID: Final = (
    "I will ask who is missing before I write anything down.",
    "We will try the plan on a Saturday, with the family, before we call it a plan.",
    "Read my last three bottom lines to my own mother.",
    "Ask the family to bring five people, and wait until they do.",
    "Stop writing plans with services in them that families cannot ring.",
)
TAKEN_DOWN: Final = "Ask the Smiths again."
VOTES: Final = (3, 4, 4, 5, 2, 3, 6, 5, 4, 7, 3, 5, 4, 6, 2, 8, 4, 5, 3, 4, 5, 6)
PLACES_BROKEN: Final = (0, 0, 2, 2, 0, 1, 2, 0, 3, 2, 2, 0, 1, 2, 0, 2, 3, 0, 2, 1)


def load_workshops() -> None:
    """One workshop with its journal, and one that takes votes. Again opens the second
    one anew, so that it can always be joined, and changes nothing else."""
    lead = programme_member(Role.PROGRAMME_LEAD)
    with as_viewer(lead):
        standing = Workshop.objects.filter(
            programme__in=lead.programme_ids, title=NEXT
        ).first()
        if standing is not None:
            actions.open_workshop(workshop_id=standing.pk, by=lead)
            return
    _past(lead)
    _next(lead)


def _plan(lead: Viewer, title: str, days: int, place: str) -> Workshop:
    [programme_id] = lead.programme_ids
    row = actions.plan_workshop(
        programme_id=programme_id,
        title=title,
        held_on=timezone.localdate() + timedelta(days=days),
        place=place,
        by=lead,
    )
    row.is_synthetic = True
    row.save(update_fields=["is_synthetic"])
    return row


def _add(lead: Viewer, row: Workshop, position: int, **more: object) -> WorkshopItem:
    usual = {"words": "", "options": [], "low": "", "high": "", "position": position}
    details = ItemDetails(**{**usual, **more})  # type: ignore[arg-type]
    return actions.add_item(workshop_id=row.pk, details=details, by=lead)


def _past(lead: Viewer) -> None:
    with as_viewer(lead):
        row = _plan(lead, TITLE, -20, "York")
        items = [_add(lead, row, n + 1, **one) for n, one in enumerate(AGENDA)]
        actions.open_workshop(workshop_id=row.pk, by=lead)
        places = ProgrammeAuthority.objects.filter(
            in_it_today(), programme=row.programme_id
        )
        found = Authority.objects.filter(pk__in=places.values("authority"))
        two = [one.pk for one in found.order_by("name")[:2]]
    _, scale, broken, _, wall = items
    _put(lead, scale)
    for number, chosen in enumerate(VOTES):
        _send(row, number, scale, chosen, two[number % len(two)] if two else None)
    _put(lead, broken)
    for number, chosen in enumerate(PLACES_BROKEN):
        _send(row, number, broken, chosen, None)
    _put(lead, wall)
    for number, words in enumerate((*SAID, TAKEN_DOWN)):
        by = _device(row, number)
        with as_visitor(by.code, by.device_id):
            sent = uuid5(MADE, words)
            actions.write_note(item_id=wall.pk, words=words, sent=sent, by=by)
    with as_viewer(lead):
        _close(lead, row, wall)


def _close(lead: Viewer, row: Workshop, wall: WorkshopItem) -> None:
    by_words = {
        note.words: note.pk
        for one in selectors.shown(lead, row.pk).items
        for note in one.notes
    }
    actions.take_down(
        workshop_id=row.pk,
        note_id=by_words.pop(TAKEN_DOWN),
        why="It names a family",
        by=lead,
    )
    today = timezone.localdate()
    for what, who, days in (
        ("Try one plan on a Saturday with the family", "Each practice leader", 25),
        ("Send round the three best bottom lines, no names", "Tom Ashdown", -3),
    ):
        actions.add_action(
            workshop_id=row.pk,
            item_id=wall.pk,
            what=what,
            who=who,
            due_on=today + timedelta(days=days),
            by=lead,
        )
    actions.close_workshop(workshop_id=row.pk, by=lead)
    actions.make_journal(
        workshop_id=row.pk,
        intro="A day about plans that hold when nobody of ours is there. We voted "
        "twice, practised once, and wrote on the wall what changes on Monday.",
        items=[one.row.pk for one in selectors.shown(lead, row.pk).items],
        notes=list(by_words.values()),
        has_highlights=True,
        has_actions=True,
        seen_version=0,
        by=lead,
    )


def _next(lead: Viewer) -> None:
    with as_viewer(lead):
        row = _plan(lead, NEXT, 0, "By telephone, from anywhere")
        scale = _add(lead, row, 1, **{**SCALE, "minutes": 10})
        _add(
            lead,
            row,
            2,
            kind="wall",
            title="What did a family teach you this month?",
            minutes=15,
        )
        actions.open_workshop(workshop_id=row.pk, by=lead)
    _put(lead, scale)
    for number, chosen in enumerate(VOTES[:7]):
        _send(row, number, scale, chosen, None)


def _put(lead: Viewer, item: WorkshopItem) -> None:
    with as_viewer(lead):
        actions.open_item(workshop_id=item.workshop_id, item_id=item.pk, by=lead)


def _device(row: Workshop, number: int) -> Visitor:
    return Visitor(row.code, uuid5(MADE, f"{row.pk} {number}"))


def _send(
    row: Workshop, number: int, item: WorkshopItem, chosen: int, place: UUID | None
) -> None:
    by = _device(row, number)
    with as_visitor(by.code, by.device_id):
        if place:
            actions.say_who(called="", place=place, by=by)
        actions.vote(item_id=item.pk, numbers=[chosen], by=by)
