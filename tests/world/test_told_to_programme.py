"""What people told the demo's programme: marked, whole, once, and without a name."""

from __future__ import annotations

import pytest

from kinfold.change_stories.models import ChangeStory, RoundChoice
from kinfold.change_stories.selectors import stories
from kinfold.platform.tenancy import as_viewer
from kinfold.themes.models import AnswerCollection, OpenAnswer
from kinfold.themes.presenters.agreement import agreement_table
from kinfold.themes.selectors.coding import both_codings, seats_of
from kinfold.themes.selectors.collections import answers_of, book_of
from kinfold.themes.selectors.themes import themes_of
from kinfold.world.staffing import programme_member
from kinfold_core.access import Role
from tests.world.test_loading import load

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_answers_and_stories_are_made_up_and_say_so_and_are_made_once():
    load(0)
    load(0)
    lead = programme_member(Role.PROGRAMME_LEAD)
    with as_viewer(lead):
        survey, wall = AnswerCollection.objects.order_by("held_on")
        assert all(one.is_synthetic for one in (survey, wall))
        masked = OpenAnswer.objects.get(collection=survey, number=12)
        assert "Deirdre" not in masked.words
        assert "[a name]" in masked.words
        _is_coded_to_its_theme(lead, survey)
        _is_being_coded(lead, wall)

        told = stories(lead)
        assert [one.row.is_synthetic for one in told] == [True] * 3
        assert [one.row.teller for one in told if one.told is None] == ["child"]
        assert RoundChoice.objects.get().story.title == told[0].row.title
        assert ChangeStory.objects.count() == 3


def _is_coded_to_its_theme(lead, survey):
    both = both_codings(lead, survey, seats_of(lead, survey))
    ids = [one.pk for one in answers_of(lead, survey)]
    codes = agreement_table(book_of(lead, survey), ids, both).rows
    # decisions that only one of the two took
    assert sum(int(str(code[2])) for code in codes) == 3
    [theme] = themes_of(lead, survey)
    assert (theme.carried, theme.of, theme.open, theme.places) == (5, 16, 2, 2)
    assert len(theme.quotations) == 2


def _is_being_coded(lead, wall):
    seats = seats_of(lead, wall)
    assert [one.name for one in seats.taken] == ["Daniel Roth"]
    assert not seats.is_anybody_done
