"""What somebody of the network is asked to do: R-NW3, R-NW5, R-NW7 and I3."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

import re
from typing import Final

from kinfold_core.findings import Level
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.facts_network import CommitmentFacts
from kinfold_core.practice.rules.rule import Noticed, Rule

# a postcode of the United Kingdom, and a telephone number as people write it
_POSTCODE: Final = re.compile(
    r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b", re.IGNORECASE
)
_TELEPHONE: Final = re.compile(r"(?<![0-9])(?:\+44|0)(?:[ -]?[0-9]){9,10}(?![0-9])")


def private_in(text: str) -> tuple[str, ...]:
    """A postcode or a telephone number in words that go to another household."""
    found = [*_POSTCODE.finditer(text), *_TELEPHONE.finditer(text)]
    return tuple(one.group() for one in found)


def _their_own_yes(facts: CommitmentFacts, _: Standards) -> Noticed:
    if not facts.is_accepted:
        yield (
            f"{facts.who} has not said yes to these words yet, so it does not count.",
            "answer",
            "Ask them with a link, by text, or on paper. How would they say it?",
        )


def _nobody_elses_data(facts: CommitmentFacts, _: Standards) -> Noticed:
    for found in private_in(facts.text):
        yield (
            f"“{found}” would go to another household with these words.",
            "does",
            "Can it be said without an address or a number?",
        )


def _has_heard(facts: CommitmentFacts, _: Standards) -> Noticed:
    if facts.unheard:
        yield (
            f"{facts.who} has not heard the worry that this is about.",
            "dangers",
            "Who will tell them, and who agrees that they may know?",
        )


def _not_the_source(facts: CommitmentFacts, _: Standards) -> Noticed:
    if facts.is_source:
        yield (
            f"The worry is about what {facts.who} does, so somebody else keeps it away.",
            "member",
            "Who else would be there? What can they do to help that person?",
        )
    elif facts.is_kept_from_safety:
        yield (
            f"{facts.who} does not keep the children safe for now.",
            "member",
            "Who else would be there? Is it time to look at this again?",
        )


RULES: Final[tuple[Rule[CommitmentFacts], ...]] = (
    Rule("R-NW3", Level.WARN, "It counts once the person themselves said yes, by link, text or paper.", "4.3", _their_own_yes),
    Rule("R-NW5", Level.WARN, "Nobody is given another household's address or number.", "4.3", _nobody_elses_data),
    Rule("R-NW7", Level.BLOCK, "Nobody is the one who keeps the children safe from what they do themselves (R-SP5).", "3.6 and 4.3", _not_the_source),
    Rule("R-I3", Level.BLOCK, "Whoever does it has heard the worry it is about (I3).", "11.2", _has_heard),
)  # fmt: skip
