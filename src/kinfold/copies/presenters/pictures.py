"""The copy in pictures: one card a thing, our own drawings, few words at a time.

For a child, or for somebody who reads little. It is made from the copy itself, so it
says nothing that the copy does not; a long passage is given by its first sentence.
Nothing of what hurt a child is drawn (R-WP2): the drawings say what a card is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from django.utils.safestring import SafeString

from kinfold.copies.presenters.family_copy import Beside, FamilyCopy, Item
from kinfold.copies.presenters.shapes import Part, Thing
from kinfold.platform.our_words import OurWords
from kinfold.practice.presenters.danger_card import ScalePicture
from kinfold.voice.presenters.drawn import drawn
from kinfold_core.pictures.picture import Picture, Placed, read_picture
from kinfold_core.pictures.svg import draw

SHORT: Final = 120
MOST_ON_A_CARD: Final = 3
_SENTENCE: Final = re.compile(r"^.{20,}?[.!?](?=\s|$)", re.DOTALL)

_HOUSE = Placed("house", 610, 452, 105, "yellow")
_CHILD = Placed("child", 250, 552, 100, "orange", "happy")
SCENES: Final = {
    "start": Picture(
        "grass",
        (_HOUSE, Placed("sun", 130, 190, 90, "yellow"), _CHILD,
         Placed("adult_long", 390, 548, 105, "purple", "happy")),
    ),
    "good": Picture(
        "grass",
        (Placed("sun", 130, 200, 110, "yellow"), Placed("heart", 400, 270, 90, "red"),
         Placed("child_long", 290, 555, 110, "teal", "happy"),
         Placed("older", 520, 552, 110, "green", "happy")),
    ),
    "kept_safe": Picture(
        "night",
        (Placed("house", 480, 470, 130, "yellow"),
         Placed("older", 230, 560, 105, "green", "calm"),
         Placed("child", 120, 562, 95, "orange", "calm")),
    ),
    "worries": Picture(
        "grass",
        (Placed("rain", 400, 230, 150, "grey"), _HOUSE,
         Placed("adult", 240, 555, 110, "blue", "worried")),
    ),
    "wishes": Picture(
        "room",
        (Placed("bed", 500, 540, 110, "teal"), Placed("star", 160, 160, 80, "yellow"),
         Placed("bear", 690, 545, 80, "brown"),
         Placed("child", 220, 562, 115, "orange", "happy")),
    ),
    "steps": Picture(
        "grass",
        (Placed("tree", 130, 480, 90, "green"),
         Placed("adult", 300, 555, 110, "teal", "calm"),
         Placed("adult_long", 440, 555, 110, "purple", "calm"),
         Placed("car", 650, 560, 95, "red")),
    ),
    "scale": Picture(
        "paper",
        tuple(
            Placed("face", 110 + 145 * place, 380, 105, colour, face)
            for place, (face, colour) in enumerate(
                (("sad", "blue"), ("worried", "teal"), ("calm", "green"),
                 ("happy", "yellow"), ("happy", "orange"))
            )
        ),
    ),
    "plan": Picture(
        "room",
        (Placed("table", 420, 550, 120, "brown"),
         Placed("adult", 210, 555, 110, "blue", "calm"),
         Placed("child_long", 620, 560, 105, "pink", "happy"),
         Placed("heart", 420, 200, 70, "red")),
    ),
    "ring": Picture(
        "paper",
        (Placed("phone", 260, 470, 190, "teal"),
         Placed("adult_long", 560, 520, 130, "purple", "happy")),
    ),
}  # fmt: skip
# Which drawing a part of the copy has, where it has none of its own.
OF_PART: Final = {"now": "kept_safe", "told": "good", "lines": "steps", "road": "steps"}


@dataclass(frozen=True, slots=True)
class Said:
    """A few words of somebody's, or of `is_ours`. `small` is who said or does it.

    `note` and `after` are ours: how things stand, and by which day.
    """

    words: tuple[str, ...]
    small: str = ""
    is_ours: bool = False
    note: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One drawing with what it says. `alt` is the drawing in words, `head` is ours."""

    head: str
    picture: Picture
    alt: str
    things: tuple[Said, ...] = ()

    @property
    def drawn(self) -> SafeString:
        return drawn(self.picture, said=self.alt)

    @property
    def svg(self) -> str:
        return draw(self.picture)


def cards(copy: FamilyCopy) -> tuple[Card, ...]:
    """What is good first, then the worry, then what will be done about it. No query."""
    each = (
        _ours(copy.our, "start", copy.title, copy.said["for_whom"]),
        *_story(copy.parts),
        *_items(copy.our, "good", copy.headings["good"], copy.good),
        *_items(copy.our, "kept_safe", copy.headings["kept_safe"], copy.kept_safe),
        *_items(copy.our, "worries", copy.headings["happened"], copy.happened),
        *_worries(copy),
        *_items(copy.our, "worries", copy.headings["harder"], copy.harder),
        *_wishes(copy),
        *_steps(copy),
        *(card for scale in copy.scales for card in _scale(copy.our, scale)),
        *(card for part in copy.parts for card in _part(copy.our, part)),
        _ring(copy),
    )
    return tuple(_together(each))


def _together(each: Iterable[Card]) -> Iterator[Card]:
    """Neighbours that have the same drawing and heading, a few on a card."""
    for _, neighbours in groupby(each, lambda card: (card.head, card.picture)):
        alike = list(neighbours)
        for first in range(0, len(alike), MOST_ON_A_CARD):
            some = alike[first : first + MOST_ON_A_CARD]
            things = tuple(thing for card in some for thing in card.things)
            yield replace(some[0], things=things)


def first_sentence(text: str) -> str:
    """What is said of a long passage; "…" shows that the copy says more."""
    if len(text) <= SHORT:
        return text
    first = _SENTENCE.match(text)
    if first and len(first.group()) < len(text.strip()):
        return f"{first.group()} …"
    return text


def _card(
    our: OurWords,
    scene: str,
    head: str,
    *words: str,
    small: str = "",
    beside: Iterable[Beside] = (),
) -> Card:
    """`beside`: who sees it differently is said; how, is for the copy in words."""
    names = dict.fromkeys(one.name for one in beside)
    said = Said(
        tuple(first_sentence(line) for line in words if line),
        small,
        after=tuple(our.say("differs_here", name=name) for name in names),
    )
    return Card(head, SCENES[scene], our[f"scene_{scene}"], (said,))


def _ours(our: OurWords, scene: str, head: str, *words: str) -> Card:
    said = Said(tuple(line for line in words if line), is_ours=True)
    return Card(head, SCENES[scene], our[f"scene_{scene}"], (said,))


def _items(
    our: OurWords, scene: str, head: str, items: Iterable[Item]
) -> Iterator[Card]:
    for item in items:
        text = f"“{item.text}”" if item.is_quote else item.text
        yield _card(our, scene, head, text, small=item.by, beside=item.beside)


def _worries(copy: FamilyCopy) -> Iterator[Card]:
    head = copy.headings["worries"]
    for worry in copy.worries:
        words = (worry.about, worry.might)
        yield _card(
            copy.our, "worries", head, *words, small=worry.who, beside=worry.beside
        )


def _wishes(copy: FamilyCopy) -> Iterator[Card]:
    our = copy.our
    for head, words in (
        (copy.headings["wishes"], [wish.we_need for wish in copy.wishes]),
        (our["you_want"], [wish.family_wants for wish in copy.wishes]),
        (our["children_hope"], [wish.children_hope for wish in copy.wishes]),
    ):
        for said in filter(None, words):
            yield _card(our, "wishes", head.rstrip(":"), said)


def _steps(copy: FamilyCopy) -> Iterator[Card]:
    for step in copy.steps:
        small = f"{step.who}. {step.when}."
        head = copy.headings["steps"]
        yield _card(copy.our, "steps", head, step.text, small=small)


def _scale(our: OurWords, scale: ScalePicture) -> Iterator[Card]:
    ends = [
        f"{n}: {end}" for n, end in ((0, scale.anchor_0), (10, scale.anchor_10)) if end
    ]
    said = [f"{one.name}: {one.place}" for one in scale.said]
    yield _card(our, "scale", our["scale_title"], *said, *ends)


def _story(parts: Iterable[Part]) -> Iterator[Card]:
    for part in parts:
        if part.key == "story":
            for thing in part.groups[0].things:
                yield _frame(thing)


def _frame(thing: Thing) -> Card:
    picture = read_picture(thing.picture) if thing.picture else Picture()
    return Card(thing.title, picture, thing.alt, (Said((thing.text,)),))


def _part(our: OurWords, part: Part) -> Iterator[Card]:
    """How the whole part stands comes first: whether it holds, since when, until when.

    Without that an old promise would look like today's.
    """
    if part.key == "story":
        return
    scene = OF_PART.get(part.key, "plan")
    picture, alt = SCENES[scene], our[f"scene_{scene}"]
    if part.lead or part.notes:
        lead = (first_sentence(part.lead),) if part.lead else ()
        yield Card(part.title, picture, alt, (Said(lead, after=part.notes),))
    for group in part.groups:
        for thing in group.things:
            head = group.title or part.title
            yield Card(head, picture, alt, (_thing(our, thing),))


def _thing(our: OurWords, thing: Thing) -> Said:
    who = (our["rule_who"], our["told_who"])
    return Said(
        tuple(first_sentence(line) for line in (thing.title, thing.text) if line),
        small=next((line.words for line in thing.lines if line.label in who), ""),
        note=thing.note,
        after=tuple(f"{one.label}: {one.words}" for one in thing.lines if one.is_ours),
    )


def _ring(copy: FamilyCopy) -> Card:
    our = copy.our
    phone = f"{our['telephone']} {copy.phone}" if copy.phone else ""
    words = (copy.said["worker"], phone, our["danger"], our["childline"])
    return _ours(our, "ring", our["ring_title"], *words)
