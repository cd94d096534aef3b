"""What the map already says, offered for each section of a story. Never put in unasked.

Only what the family may see is offered.
"""

from __future__ import annotations

from dataclasses import dataclass

from kinfold.voice.selectors.rows import StoryRow
from kinfold_core.phrases import as_sentence, listed
from kinfold_core.practice.living_map import EntryRow, LivingMap
from kinfold_core.practice.story import Section

MOST = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words from the map, and where on it they stand."""

    source: str
    words: str


def suggestions(
    section: Section, story: StoryRow, standing: LivingMap
) -> tuple[Suggestion, ...]:
    """What may help to begin a frame of this section."""
    made = {
        Section.WHO_WE_ARE: _who_we_are,
        Section.WHO_IS_WORRIED: _who_is_worried,
        Section.WHAT_ABOUT: _what_about,
        Section.WHAT_HAPPENED: _what_happened,
        Section.WHAT_WE_ARE_DOING: _what_we_are_doing,
        Section.WHAT_YOU_CAN_DO: _what_you_can_do,
    }[section](story, standing)
    return tuple(one for one in made if one.words.strip())[:MOST]


def _shown(standing: LivingMap, *categories: str) -> list[EntryRow]:
    return [
        entry
        for entry in standing.entries
        if entry.category in categories and entry.showing.is_visible
    ]


def _who_we_are(story: StoryRow, standing: LivingMap) -> list[Suggestion]:
    names = listed([child.called for child in story.children])
    found = [Suggestion("For whom it is", f"This is a story for {names}.")]
    return found + [
        Suggestion("What is good", as_sentence(entry.text))
        for entry in _shown(standing, "strength")
    ]


def _who_is_worried(story: StoryRow, standing: LivingMap) -> list[Suggestion]:
    names = [
        named.name
        for danger in standing.dangers
        if danger.showing.is_visible
        for named in danger.worried_people
    ]
    names = list(dict.fromkeys(names))
    if not names:
        return []
    verb = "are" if len(names) > 1 else "is"
    return [Suggestion("Who is worried", f"{listed(names)} {verb} worried.")]


def _what_about(story: StoryRow, standing: LivingMap) -> list[Suggestion]:
    return [
        Suggestion(f"Danger statement {danger.number}", as_sentence(words))
        for danger in standing.dangers
        if danger.showing.is_visible
        for words in (danger.worried_about, danger.what_might_happen)
    ]


def _what_happened(story: StoryRow, standing: LivingMap) -> list[Suggestion]:
    return [
        Suggestion("Past harm", as_sentence(entry.text))
        for entry in _shown(standing, "harm")
    ]


def _what_we_are_doing(story: StoryRow, standing: LivingMap) -> list[Suggestion]:
    return [
        Suggestion(
            "Existing safety" if entry.category == "existing_safety" else "Next step",
            as_sentence(
                f"{entry.who.name}: {entry.text}" if entry.who.name else entry.text
            ),
        )
        for entry in _shown(standing, "existing_safety", "next_step")
    ]


def _what_you_can_do(story: StoryRow, standing: LivingMap) -> list[Suggestion]:
    hopes = [
        Suggestion("What the children hope for", as_sentence(danger.child_hope))
        for danger in standing.dangers
        if danger.showing.is_visible and danger.child_hope
    ]
    helpers = [e.who.name for e in _shown(standing, "existing_safety") if e.who.name]
    return hopes + [
        Suggestion("Who kept them safe", f"You can tell {name}, any time.")
        for name in dict.fromkeys(helpers)
    ]
