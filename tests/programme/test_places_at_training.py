"""What an authority's page says of training counts places, and says places."""

from __future__ import annotations

import pytest

from kinfold.development.selectors.counts import Learned
from kinfold.programme.home_selectors import LearnedThere
from kinfold.programme.place_presenters import _learned


@pytest.mark.parametrize(
    ("learned", "said"),
    [
        (None, "No place at training is written down as taken this year"),
        (Learned(), "No place at training is written down as taken this year"),
        (
            Learned(is_least=True),
            "Some places were taken at training this year, too few to be told",
        ),
        (Learned(places=12), "12 places taken at training this year"),
        (
            Learned(places=12, is_least=True),
            "At least 12 places taken at training this year",
        ),
    ],
)
def test_a_place_is_no_person_and_few_are_not_none(learned, said):
    assert _learned(LearnedThere(learned, None, None)) == said
