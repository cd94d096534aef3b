"""Two parts of the copy that come from other tables: the story, and who knows what."""

from __future__ import annotations

from collections.abc import Sequence

from kinfold.copies.presenters.shapes import Group, Line, Part, Parts, Thing
from kinfold.copies.selectors import Reader
from kinfold.platform.our_words import OurWords
from kinfold.voice.presenters.drawn import told
from kinfold.voice.selectors.rows import FrameRow, StoryRow
from kinfold_core.practice.network import Network
from kinfold_core.practice.story import NEEDS_REASON


def story_part(
    found: Parts,
    story: StoryRow,
    our: OurWords,
    readers: Sequence[Reader],
    *,
    name: str,
) -> None:
    """The story with its pictures, for those who have heard it.

    A copy is not how a child first hears its story, nor a grown-up whom nobody asked.
    """
    heard = {reading.child_id for reading in story.readings}
    unasked = {
        say.person_id
        for say in story.says
        if say.is_latest and say.answer in NEEDS_REASON
    }
    for one in readers:
        if one.is_child and one.person_id not in heard:
            found.left_out.append(f"{name}: it has not been read to {one.name} yet.")
        elif one.person_id in unasked:
            found.left_out.append(f"{name}: {one.name} was not asked about it.")
        else:
            continue
        return
    things = tuple(_frame(frame, our) for frame in story.told)
    if things:
        groups = (Group("", things),)
        found.shown.append(
            Part("story", "book-open", our["story_title"], story.title, (), groups)
        )


def _frame(frame: FrameRow, our: OurWords) -> Thing:
    is_drawn = not frame.picture.is_empty
    return Thing(
        frame.words,
        title=our[f"section_{frame.section.value}"],
        picture=frame.sent if is_drawn else {},
        alt=told(frame) if is_drawn else "",
    )


def told_part(found: Parts, network: Network, our: OurWords) -> None:
    """Everybody around the children and how much of it they have heard."""
    things = tuple(
        Thing(
            our[f"told_{person.level}"],
            title=person.name,
            lines=(Line(our["told_who"], person.relationship),)
            if person.relationship
            else (),
        )
        for person in network.here
    )
    found.shown.append(
        Part("told", "users-round", our["told_title"], "", (our["told_lead"],),
             (Group("", things),))
    )  # fmt: skip
