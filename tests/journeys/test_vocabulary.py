"""The words of the journeys, held to one meaning each."""

from __future__ import annotations

from collections import Counter

from tests.journeys.steps import Somebody


def test_no_word_of_the_journeys_is_said_by_two_parts() -> None:
    """The later part would quietly do what the earlier one was asked for."""
    said = Counter(
        word
        for part in Somebody.__mro__[1:]
        for word, what in vars(part).items()
        if not word.startswith("_") and callable(what)
    )
    assert [word for word, times in said.items() if times > 1] == []
