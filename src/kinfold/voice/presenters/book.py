"""A story as the sheets of a book: a cover, a sheet for each frame, and a last one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from kinfold.voice.presenters.drawn import drawn, told
from kinfold.voice.selectors.rows import FrameRow, StoryRow
from kinfold_core.people.dates import day_in_words
from kinfold_core.phrases import listed
from kinfold_core.pictures.picture import Picture, Placed
from kinfold_core.pictures.svg import draw
from kinfold_core.practice.story import State

NO_ALT = "A picture"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One screen, or one page. `title` is empty where the words speak alone."""

    kind: str
    title: str = ""
    words: str = ""
    picture: SafeString | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class BookFrame:
    title: str
    words: str
    svg: str
    alt: str
    by: str


@dataclass(frozen=True, slots=True)
class Book:
    """Everything on paper. `children` are named first: it is theirs."""

    title: str
    children: str
    language: str
    frames: tuple[BookFrame, ...]
    cover: str
    cover_alt: str
    written_on: str
    is_draft: bool
    is_made_up: bool


def sheets(story: StoryRow) -> list[Sheet]:
    """The story to be read on a screen, sheet by sheet."""
    found = [Sheet("cover", story.title, _for_whom(story), _picture(_cover(story)[0]))]
    found += [
        Sheet(
            "frame",
            frame.section.label,
            frame.words,
            None if frame.picture.is_empty else drawn(frame.picture, said=told(frame)),
            frame.drawn_by,
        )
        for frame in story.told
    ]
    return [*found, Sheet("end")]


def book_of(story: StoryRow, *, is_made_up: bool = False) -> Book:
    """The story as it is printed."""
    cover, cover_alt = _cover(story)
    on = story.agreed_at or story.started_at
    return Book(
        title=story.title,
        children=_for_whom(story),
        language=story.language,
        frames=tuple(_frame(frame) for frame in story.told),
        cover=draw(cover),
        cover_alt=cover_alt,
        written_on=day_in_words(on.date()),
        is_draft=story.state in (State.IDEA, State.DRAFT),
        is_made_up=is_made_up,
    )


def _frame(frame: FrameRow) -> BookFrame:
    is_drawn = not frame.picture.is_empty
    return BookFrame(
        title=frame.section.label,
        words=frame.words,
        svg=draw(frame.picture) if is_drawn else "",
        alt=(told(frame) or NO_ALT) if is_drawn else "",
        by=frame.drawn_by,
    )


def _for_whom(story: StoryRow) -> str:
    return listed([child.called for child in story.children])


def _picture(picture: Picture) -> SafeString:
    return drawn(picture)


def _cover(story: StoryRow) -> tuple[Picture, str]:
    """The first picture that was drawn; before there is one, a child and a house."""
    first = next((f for f in story.told if not f.picture.is_empty), None)
    if first is not None:
        return first.picture, told(first) or NO_ALT
    people = tuple(
        Placed("child", 230 + 120 * place, 548, 100, colour, "happy")
        for place, (_, colour) in enumerate(
            zip(story.children[:3], ("orange", "teal", "pink"), strict=False)
        )
    )
    house = Placed("house", 610, 452, 105, "yellow")
    sun = Placed("sun", 130, 200, 90, "yellow")
    return Picture("grass", (sun, house, *people)), "A house in the sun."
