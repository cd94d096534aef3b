"""A story as the sheets of a book: a cover, a sheet for each frame, and a last one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from kinfold.platform.our_words import OurWords, our_words_or_english
from kinfold.voice.presenters.drawn import drawn, told
from kinfold.voice.selectors.rows import FrameRow, StoryRow
from kinfold_core.pictures.picture import Picture, Placed
from kinfold_core.pictures.svg import draw
from kinfold_core.practice.story import State


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
    our: OurWords
    frames: tuple[BookFrame, ...]
    cover: str
    cover_alt: str
    written_on: str
    is_draft: bool
    is_made_up: bool


def sheets(story: StoryRow) -> list[Sheet]:
    """The story to be read on a screen, sheet by sheet."""
    our = our_words_or_english(story.language)
    cover = _cover(story, our)[0]
    found = [Sheet("cover", story.title, _for_whom(story, our), _picture(cover))]
    found += [
        Sheet(
            "frame",
            our[f"section_{frame.section.value}"],
            frame.words,
            None if frame.picture.is_empty else drawn(frame.picture, said=told(frame)),
            _by(frame, our),
        )
        for frame in story.told
    ]
    return [*found, Sheet("end")]


def book_of(story: StoryRow, *, is_made_up: bool = False) -> Book:
    """The story as it is printed."""
    our = our_words_or_english(story.language)
    cover, cover_alt = _cover(story, our)
    on = story.agreed_at or story.started_at
    return Book(
        title=story.title,
        children=_for_whom(story, our),
        language=story.language,
        our=our,
        frames=tuple(_frame(frame, our) for frame in story.told),
        cover=draw(cover),
        cover_alt=cover_alt,
        written_on=our.date(on.date()),
        is_draft=story.state in (State.IDEA, State.DRAFT),
        is_made_up=is_made_up,
    )


def _frame(frame: FrameRow, our: OurWords) -> BookFrame:
    is_drawn = not frame.picture.is_empty
    return BookFrame(
        title=our[f"section_{frame.section.value}"],
        words=frame.words,
        svg=draw(frame.picture) if is_drawn else "",
        alt=(told(frame) or our["book_picture"]) if is_drawn else "",
        by=_by(frame, our),
    )


def _by(frame: FrameRow, our: OurWords) -> str:
    return our.say("book_drawn_by", name=frame.drawn_by) if frame.drawn_by else ""


def _for_whom(story: StoryRow, our: OurWords) -> str:
    return our.listed([child.called for child in story.children])


def _picture(picture: Picture) -> SafeString:
    return drawn(picture)


def _cover(story: StoryRow, our: OurWords) -> tuple[Picture, str]:
    """The first picture that was drawn; before there is one, a child and a house."""
    first = next((f for f in story.told if not f.picture.is_empty), None)
    if first is not None:
        return first.picture, told(first) or our["book_picture"]
    people = tuple(
        Placed("child", 230 + 120 * place, 548, 100, colour, "happy")
        for place, (_, colour) in enumerate(
            zip(story.children[:3], ("orange", "teal", "pink"), strict=False)
        )
    )
    house = Placed("house", 610, 452, 105, "yellow")
    sun = Placed("sun", 130, 200, 90, "yellow")
    return Picture("grass", (sun, house, *people)), our["book_house"]
