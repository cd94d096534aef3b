"""Two parts of the copy that come from other tables: the story, and who knows what."""

from __future__ import annotations

from collections.abc import Sequence

from kinfold.copies.policy import ForWhom, may_all
from kinfold.copies.presenters.shapes import Group, Line, Part, Parts, Thing
from kinfold.platform.our_words import OurWords
from kinfold.voice.presenters.drawn import told
from kinfold.voice.selectors.rows import FrameRow, StoryRow
from kinfold_core.access import Artefact, Audience
from kinfold_core.practice.network import Network
from kinfold_core.practice.story import NEEDS_REASON


def story_unheard(story: StoryRow, readers: Sequence[ForWhom]) -> dict[str, str]:
    """Who of these has not heard the story, or was not asked about it, and why.

    A copy is not how a child first hears its story, nor a grown-up whom nobody asked.
    """
    heard = {reading.child_id for reading in story.readings}
    unasked = {
        say.person_id
        for say in story.says
        if say.is_latest and say.answer in NEEDS_REASON
    }
    found = {one.name: "" for one in readers if one.person_id in unasked}
    for one in readers:
        if one.audience is Audience.CHILD and one.person_id not in heard:
            found[one.name] = "It has not been read to them yet"
    return found


def story_part(found: Parts, story: StoryRow, our: OurWords) -> None:
    """The story with its pictures, for those who have heard it."""
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


def told_part(
    found: Parts, network: Network, our: OurWords, readers: Sequence[ForWhom]
) -> None:
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
        if may_all(readers, Artefact.NETWORK, people=(person.who,))
    )
    found.shown.append(
        Part("told", "users-round", our["told_title"], "", (our["told_lead"],),
             (Group("", things),))
    )  # fmt: skip
