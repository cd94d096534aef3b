"""What is on the wall, one thing at a time: only what the family's copy would hold.

The slides are made of the same value as the family's copy, so whatever is kept out of
that is not on the wall either. Numbers stay covered until everybody has answered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from kinfold.copies.presenters.family_copy import FamilyCopy, Item, Step, Wish, Worry
from kinfold.meetings.models import Attendance
from kinfold.meetings.selectors import MeetingRow
from kinfold.practice.presenters.danger_card import ScalePicture
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.living_map import DangerRow

MOST_ITEMS = 4
MOST_LETTERS = 420
COLUMNS = {
    "happened": "worried",
    "harder": "worried",
    "kept_safe": "well",
    "good": "well",
}
MODES = {Attendance.Mode.PHONE: "by phone", Attendance.Mode.VIDEO: "by video"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One thing to look at together. `key` is what the remote asks for."""

    key: str
    heading: str
    column: str = ""
    people: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    worry: Worry | None = None
    wish: Wish | None = None
    scale: ScalePicture | None = None
    covered: str = ""
    ends: tuple[str, str] | None = None
    round_url: str = ""
    steps: tuple[Step, ...] = ()
    words: str = ""
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Wall:
    """A slide with what is before and after it."""

    slide: Slide
    place: str
    before: str
    after: str

    @property
    def seen(self) -> str:
        """Changes when anything on the slide does, and says nothing about it."""
        return hashlib.blake2s(repr(self).encode(), digest_size=8).hexdigest()


def wall(slides: Sequence[Slide], on_wall: str) -> Wall:
    """The slide that was asked for; when it has gone, the first."""
    keys = [slide.key for slide in slides]
    at = keys.index(on_wall) if on_wall in keys else 0
    return Wall(
        slide=slides[at],
        place=f"{at + 1} of {len(slides)}",
        before=keys[at - 1] if at else "",
        after=keys[at + 1] if at + 1 < len(keys) else "",
    )


def slides_of(
    copy: FamilyCopy, dangers: Sequence[DangerRow], meeting: MeetingRow
) -> tuple[Slide, ...]:
    """Everything that all in the room may see, in the order of the map."""
    shown = [danger for danger in dangers if danger.showing.is_visible]
    return (
        _here(meeting),
        *_items(copy, "happened"),
        *_worries(copy, shown),
        *_items(copy, "harder"),
        *_items(copy, "kept_safe"),
        *_items(copy, "good"),
        *_goals_and_scales(copy, shown, meeting),
        *_steps(copy),
        *_ending(meeting),
    )


def _here(meeting: MeetingRow) -> Slide:
    people = []
    for chair in meeting.chairs:
        how = MODES.get(Attendance.Mode(chair.mode), "")
        people.append(f"{chair.who.name}, {how}" if how else chair.who.name)
    return Slide(key="here", heading="Who is here", people=tuple(people))


def _items(copy: FamilyCopy, part: str) -> Iterator[Slide]:
    items: tuple[Item, ...] = getattr(copy, part)
    for number, some in enumerate(_in_parts(items), start=1):
        yield Slide(
            key=part if number == 1 else f"{part}-{number}",
            heading=copy.headings[part],
            column=COLUMNS[part],
            items=some,
            is_long=sum(map(_length, some)) > MOST_LETTERS,
        )


def _in_parts(items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    """As many as can be read from the back of a room."""
    part: list[Item] = []
    for item in items:
        letters = sum(map(_length, part)) + _length(item)
        if part and (len(part) == MOST_ITEMS or letters > MOST_LETTERS):
            yield tuple(part)
            part = []
        part.append(item)
    if part:
        yield tuple(part)


def _length(item: Item) -> int:
    return len(item.text) + len(item.more) + sum(len(b.words) for b in item.beside)


def _worries(copy: FamilyCopy, shown: Sequence[DangerRow]) -> Iterator[Slide]:
    for worry, danger in zip(copy.worries, shown, strict=True):
        letters = len(worry.preface) + len(worry.about) + len(worry.might)
        letters += sum(len(text) for _, text in worry.impacts)
        yield Slide(
            key=f"worry-{danger.id}",
            heading=_numbered(copy, "worries", worry.number),
            column="worried",
            worry=worry,
            is_long=letters > MOST_LETTERS,
        )


def _goals_and_scales(
    copy: FamilyCopy, shown: Sequence[DangerRow], meeting: MeetingRow
) -> Iterator[Slide]:
    wishes = {wish.number: wish for wish in copy.wishes}
    for number, danger in enumerate(shown, start=1):
        if number in wishes:
            wish = wishes[number]
            letters = (
                len(wish.we_need) + len(wish.family_wants) + sum(map(len, wish.signs))
            )
            yield Slide(
                key=f"goal-{danger.id}",
                heading=_numbered(copy, "wishes", number),
                column="needs",
                wish=wish,
                is_long=letters > MOST_LETTERS,
            )
        yield _scale(copy, danger, number, meeting)


def _scale(
    copy: FamilyCopy, danger: DangerRow, number: int, meeting: MeetingRow
) -> Slide:
    is_shown = meeting.is_shown(danger.id) or not meeting.is_open
    return Slide(
        key=f"scale-{danger.id}",
        heading="Where do you put it, from 0 to 10?",
        column="needs",
        scale=copy.scales[number - 1] if is_shown else None,
        covered="" if is_shown else covered_line(meeting, danger.id),
        words="" if is_shown else danger.worried_about,
        ends=(danger.anchor_0, danger.anchor_10),
        round_url=round_url(meeting, danger.id) if meeting.is_open else "",
    )


def covered_line(meeting: MeetingRow, danger_id: UUID) -> str:
    """How far the round is, without a number and without a name."""
    answered, here = len(meeting.answered(danger_id)), len(meeting.chairs)
    if not answered:
        return "Everybody thinks of their own number first. All are shown together."
    return f"{answered} of {here} have answered. The numbers are shown together."


def round_url(meeting: MeetingRow, danger_id: UUID) -> str:
    return reverse("meetings:round", args=[meeting.family_id, meeting.id, danger_id])


def _numbered(copy: FamilyCopy, part: str, number: int) -> str:
    heading = copy.headings[part]
    return (
        f"{heading} {number} of {len(copy.worries)}"
        if len(copy.worries) > 1
        else heading
    )


def _steps(copy: FamilyCopy) -> Iterator[Slide]:
    going = [step for step in copy.steps if not step.is_done]
    for at in range(0, max(len(going), 1), MOST_ITEMS):
        some = tuple(going[at : at + MOST_ITEMS])
        yield Slide(
            key="steps" if at == 0 else f"steps-{at // MOST_ITEMS + 1}",
            heading=copy.headings["steps"],
            column="needs",
            steps=some,
            words="" if some else "Who will do what, and by when?",
        )


def _ending(meeting: MeetingRow) -> Iterator[Slide]:
    if not meeting.decided:
        return
    lines = [*meeting.decided.splitlines(), next_line(meeting.next_on)]
    yield Slide(
        key="decided",
        heading="What we decided",
        column="needs",
        items=tuple(Item(line) for line in lines if line),
        is_long=len(meeting.decided) > MOST_LETTERS,
    )


def next_line(day: date | None) -> str:
    if day is None:
        return ""
    return f"We meet again on {day:%A} {day_in_words(day)}."
