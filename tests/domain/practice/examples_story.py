"""Examples for the rules of Words and Pictures. The story is Kai's and Amira's."""

from __future__ import annotations

from dataclasses import replace

from kinfold_core.practice.facts_story import (
    FrameFacts,
    SayFacts,
    StoryFacts,
    ToldFacts,
)
from kinfold_core.practice.reading_age import reading_age


def frame(words: str, **changes: object) -> FrameFacts:
    facts = FrameFacts(
        title="What happened?",
        words=words,
        has_picture=True,
        alt_text="Dad with an angry face by the table. Amira and Kai hold hands.",
        reading_age=reading_age(words),
    )
    return replace(facts, **changes)


GOOD_WORDS = (
    "This is Amira and Kai. You live with Mum and Dad. They love you very much.",
    "Nan Jo, Mr Cole and Sam are worried.",
    "Some Fridays Dad drank a lot of beer. He shouted. A plate broke and cut Amira's "
    "foot. It is not your fault.",
    "On pay day you both sleep at Nan Jo's house. Dad asks Raj to come round.",
    "You can ring Nan Jo any time, even at night.",
)
STORY = StoryFacts(
    frames=tuple(frame(words) for words in GOOD_WORDS),
    children=(
        ToldFacts("Amira", 9, is_read_to=True, has_copy=True),
        ToldFacts("Kai", 4),
    ),
    parents=(
        SayFacts("Leanne", "agree"),
        SayFacts("Dean", "no", words="I only shout. Say that I never hit anybody."),
    ),
)


def _told(words: str) -> StoryFacts:
    return replace(STORY, frames=(frame(words),))


def _said(*parents: SayFacts) -> StoryFacts:
    return replace(STORY, parents=parents)


NEW = frame("Dad is not your first dad.", is_new_to_child=True)
STORY_EXAMPLES = {
    "R-WP1": (
        (STORY, _told("It was nobody's fault. Mum was very tired and sad.")),
        (
            _told(
                "Professionals identified considerable emotional difficulties "
                "following repeated parental intoxication."
            ),
            _told(
                "When Dad had been to the pub with Raj and came home late he was loud "
                "and then the plate fell down and broke."
            ),
            _told("There was domestic abuse at home."),
            _told("Dad is selfish. It is his fault."),
            _told("Mum was cruel to you."),
        ),
    ),
    "R-WP2": (
        (STORY,),
        (
            replace(STORY, frames=(frame("Nan is here.", has_picture=False),)),
            replace(STORY, frames=(frame("Nan is here.", alt_text=" "),)),
        ),
    ),
    "R-WP3": (
        (
            STORY,
            _said(SayFacts("Dean", "not_safe", why_not_asked="He would hurt Leanne.")),
        ),
        (
            _said(SayFacts("Dean")),
            _said(SayFacts("Dean", "agree", is_of_these_words=False)),
            _said(SayFacts("Dean", "no")),
            _said(SayFacts("Dean", "not_reached")),
        ),
    ),
    "R-WP4": (
        (STORY, replace(STORY, frames=(NEW,), may_tell=True)),
        (replace(STORY, frames=(*STORY.frames, NEW)),),
    ),
    "R-WP5": (
        (
            STORY,
            replace(
                STORY,
                children=(
                    ToldFacts("Kai", 4, is_read_to=True, why_no_copy="He said later."),
                ),
            ),
        ),
        (replace(STORY, children=(ToldFacts("Kai", 4, is_read_to=True),)),),
    ),
}
"""Each rule's good examples, then those it must notice."""
