"""The circles as the page draws and says them, and what stays with the worker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse

from kinfold.circles.models import SafetyObject, SafetyObjectTry
from kinfold.circles.selectors import Looker, ObjectRow
from kinfold.platform.components import SummaryRow
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.child_no import ChildWord, Refusals
from kinfold_core.practice.circles import (
    RADII,
    RINGS,
    SIZE,
    Dot,
    ObjectDetails,
    Otherwise,
    PlaceRow,
    circles_on,
    dots,
    is_kept_from,
    moved_between,
    told_otherwise,
)
from kinfold_core.practice.network import Network, NetworkPerson
from kinfold_core.practice.plan_written import Who

_RING: Final = {0: "outside", **{ring: words.lower() for ring, words in RINGS.items()}}
WORKED = dict(SafetyObjectTry.Worked.choices)
LONGEST_NAME: Final = 16
_DIFFERS: Final = {
    Otherwise.LESS: "The network says less: what {name} was told is not written down "
    "yet, or this is more than they were told",
    Otherwise.MORE: "The network says more: {name} was told more than this. Ask "
    "whoever placed them where they stand now",
}


@dataclass(frozen=True, slots=True)
class RingLine:
    """One ring's line and where its words stand, in the drawing's units."""

    radius: int
    words: str
    words_y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture; `said` is the same in a sentence."""

    low: int
    size: int
    rings: tuple[RingLine, ...]
    dots: tuple[tuple[Dot, str], ...]
    middle: str
    said: str


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """Somebody in a ring, with what was said and the next thing to do."""

    row: PlaceRow
    said: str
    wants: str
    refused: tuple[str, ...]
    differs: str
    tell_url: str
    add_url: str
    move_url: str


@dataclass(frozen=True, slots=True)
class RingCards:
    title: str
    cards: tuple[PlaceCard, ...]


@dataclass(frozen=True, slots=True)
class CirclesPage:
    drawing: Drawing
    rings: tuple[RingCards, ...]
    days: tuple[tuple[str, str], ...]
    then: str
    moved: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not any(ring.cards for ring in self.rings)


def circles_page(
    family_id: UUID,
    rows: Sequence[PlaceRow],
    network: Network,
    children: Sequence[str],
    refusals: Refusals,
    *,
    then: date | None,
) -> CirclesPage:
    standing = circles_on(rows, refusals.today)
    before = circles_on(rows, then) if then else ()
    days = sorted({row.said_on for row in rows}, reverse=True)
    return CirclesPage(
        drawing=_drawing(standing, children),
        rings=tuple(
            RingCards(
                words,
                tuple(
                    _card(family_id, row, network, refusals)
                    for row in standing
                    if row.ring == ring
                ),
            )
            for ring, words in RINGS.items()
        ),
        days=tuple((day.isoformat(), day_in_words(day)) for day in days),
        then=then.isoformat() if then else "",
        moved=tuple(
            f"{one.name}: from {_RING[one.before]} to {_RING[one.now]}"
            for one in moved_between(before, standing)
        )
        if then
        else (),
    )


def _drawing(standing: Sequence[PlaceRow], children: Sequence[str]) -> Drawing:
    said = [
        f"{words}: {phrases.listed(names)}."
        for ring, words in RINGS.items()
        if (names := [row.who.name for row in standing if row.ring == ring])
    ]
    middle = phrases.listed(list(children)) if children else "The children"
    return Drawing(
        low=-SIZE // 2,
        size=SIZE,
        rings=tuple(
            RingLine(far, RINGS[ring], -far + 18) for ring, far in RADII.items()
        ),
        dots=tuple(
            (one, phrases.shortened(one.name, LONGEST_NAME)) for one in dots(standing)
        ),
        middle="Child" if len(children) == 1 else "Children",
        said=f"{middle} in the middle. {' '.join(said) or 'Nobody is placed yet.'}",
    )


def _card(
    family_id: UUID, row: PlaceRow, network: Network, refusals: Refusals
) -> PlaceCard:
    """A child's no stands there only where the child lets the family know."""
    member = _member(network, row)
    differs, tell_url, add_url = "", "", ""
    if member is None:
        add_url = reverse("circles:add-member", args=[family_id, row.id])
    elif otherwise := told_otherwise(row.ring, member.level):
        differs = _DIFFERS[otherwise].format(name=row.who.name)
        if otherwise is Otherwise.LESS:
            tell_url = reverse("networks:tell", args=[family_id, member.id])
    lines = [row.inward and f"Could move inward: {row.inward}"]
    lines += [row.says_no and f"Would say no: {row.says_no}"]
    return PlaceCard(
        row=row,
        said=f"{row.said_by.name} said so on {day_in_words(row.said_on)}",
        wants="\n".join(line for line in lines if line),
        refused=tuple(
            f"{one.in_words}."
            for one in refusals.of(member.as_who if member else Who.from_named(row.who))
            if one.may_know
        ),
        differs=differs,
        tell_url=tell_url,
        add_url=add_url,
        move_url=f"{reverse('circles:place', args=[family_id])}?of={row.id}",
    )


def _member(network: Network, row: PlaceRow) -> NetworkPerson | None:
    for one in network.people:
        is_person = one.who.person_id and one.who.person_id == row.who.person_id
        if is_person or one.name.casefold() == row.who.name.casefold():
            return one
    return None


@dataclass(frozen=True, slots=True)
class ObjectCard:
    """A safety object as the worker sees it, with a card for each who looks."""

    id: UUID
    child: str
    rows: tuple[SummaryRow, ...]
    cards: tuple[tuple[str, str], ...]
    not_to_look: tuple[str, ...]
    tries: tuple[str, ...]
    try_url: str


def object_cards(
    family_id: UUID, objects: Sequence[ObjectRow], refusals: Refusals
) -> tuple[ObjectCard, ...]:
    """Whoever a child said no to after they were chosen has no card any more."""
    return tuple(
        ObjectCard(
            id=one.id,
            child=one.child_name,
            rows=(
                *_for_looking(one),
                SummaryRow(
                    "Must never hear of it",
                    phrases.listed([who.name for who in one.kept_from]),
                ),
                SummaryRow("Agreed", day_in_words(one.agreed_on)),
            ),
            cards=tuple(
                (
                    looker.who.name,
                    reverse("circles:object-card", args=[family_id, one.id, looker.id]),
                )
                for looker in one.lookers
                if not is_kept_from(looker.who, one.kept_from)
                and not refusals.open_on(looker.as_who)
            ),
            not_to_look=tuple(
                why
                for looker in one.lookers
                if (why := not_to_look(looker, refusals.open_on(looker.as_who)))
            ),
            tries=tuple(
                f"{day_in_words(it.on)}. {WORKED[it.worked]}. {it.what_happened}"
                for it in one.tries
            ),
            try_url=reverse("circles:try-object", args=[family_id, one.id]),
        )
        for one in objects
    )


def card_for(
    objects: Sequence[ObjectRow], object_id: UUID, member_id: UUID
) -> tuple[Looker, ObjectRow] | None:
    """Whose card it is and what is on it; None for whoever does not look at it."""
    for one in objects:
        for looker in one.lookers if one.id == object_id else ():
            is_safe = not is_kept_from(looker.who, one.kept_from)
            if looker.id == member_id and is_safe:
                return looker, one
    return None


def not_to_look(looker: Looker, noes: Sequence[ChildWord]) -> str:
    """Why whoever was chosen before a child's no does not look; "" when they do."""
    if not noes:
        return ""
    said = ". ".join(one.in_words for one in noes)
    return (
        f"{said}. {looker.who.name} is not to look. Ask the child who else could, and "
        "write the object down again with them"
    )


def object_differences(
    standing: SafetyObject, typed: ObjectDetails, looking: Iterable[str]
) -> list[tuple[str, str, str]]:
    """The object that somebody wrote down meanwhile, beside what was typed.

    `looking`: by name, who was chosen to look.
    """
    return [
        ("Which thing did they choose?", standing.thing, typed.thing),
        ("Where does it lie?", standing.place, typed.place),
        ("How often?", standing.how_often, typed.how_often),
        ("What do they do, and say?", standing.what_they_do, typed.what_they_do),
        (
            "When was it agreed with the child?",
            day_in_words(standing.agreed_on),
            day_in_words(typed.agreed_on),
        ),
        (
            "Who looks?",
            _names(one.member.name for one in standing.lookers.all()),
            _names(looking),
        ),
        (
            "Who must never hear of it?",
            _names(one.name for one in standing.kept_from.all()),
            _names(one.name for one in typed.kept_from),
        ),
    ]


def _names(of: Iterable[str]) -> str:
    return phrases.listed(sorted(of, key=str.casefold))


def _for_looking(one: ObjectRow) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow("The thing", one.thing),
        SummaryRow("Where it lies", one.place),
        SummaryRow("How often to look", one.how_often),
        SummaryRow("When it has been moved", one.what_they_do),
    )


def card_rows(one: ObjectRow) -> tuple[SummaryRow, ...]:
    """What stands on a looker's card: not who else looks, nor whom it is kept from.

    What was left out of it has no line.
    """
    return tuple(row for row in _for_looking(one) if row.value)
