"""What each part of the map asks, in its own words. An empty question is not asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked of an entry. `about`: what kind of thing makes it harder."""

    text: str
    text_help: str = ""
    about: str = ""
    impact: str = ""
    who: str = ""
    happened: str = ""
    how_often: str = ""
    seen_by: str = ""
    outcome: str = ""
    danger: str = ""
    is_step: bool = False
    is_harm: bool = False


QUESTIONS: Final[Mapping[str, Questions]] = MappingProxyType(
    {
        "harm": Questions(
            text="What happened?",
            text_help="What did somebody do or not do? Say what a camera would "
            "have seen.",
            impact="What did it do to the child?",
            who="Who did it?",
            happened="When?",
            seen_by="Who saw it, or knows of it?",
            danger="Which worry does it belong to?",
            is_harm=True,
        ),
        "complicating_factor": Questions(
            text="What makes this harder to sort out?",
            text_help="In the family, around it, or in how our service has worked.",
            about="What is it about?",
            danger="Which worry does it make harder?",
        ),
        "strength": Questions(
            text="What is good for the child?",
            text_help="Somebody, something they do, a plan that works.",
        ),
        "existing_safety": Questions(
            text="What did they do that kept the child safe?",
            text_help="A time when the danger was there and somebody protected the "
            "child.",
            who="Who did it?",
            happened="When?",
            how_often="Other times, or how often?",
            seen_by="Who noticed?",
            outcome="How did it end for the child?",
            danger="Which worry was it against?",
        ),
        "next_step": Questions(
            text="What is the next small thing?",
            text_help="Small enough to be done before you next meet.",
            who="Who will do it?",
            danger="Which worry and goal does it help with?",
            is_step=True,
        ),
    }
)
HARDER_FOR: Final[Mapping[str, str]] = MappingProxyType(
    {
        "child": "The child",
        "parent": "A parent or carer",
        "family": "The family together",
        "around": "Home, money, neighbours or what is around them",
        "service": "How we or other services have worked",
    }
)
