"""What screens are given of the figures that were counted."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.returns.models import Figure, Recount
from kinfold.returns.selectors.figures import (
    figures_of,
    newest_figures,
    newest_recount,
)
from tests.factories.returns import REPEAT, make_recount

pytestmark = pytest.mark.django_db


def test_the_newest_count_is_shown_in_its_order_and_the_earlier_one_stays(
    analyst, practitioner
):
    earlier = make_recount(analyst, REPEAT[:1])
    newest = make_recount(analyst, [*REPEAT, ("care.taken", 2025, "", "", 7, 9, 7.0)])
    with as_viewer(practitioner):
        shown = figures_of(practitioner, "plan.repeat")
        assert newest_recount(practitioner) == newest
        newest_of_each = [(f.code, f.value) for f in newest_figures(practitioner)]
        assert newest_of_each == [("care.taken", 7.0), ("plan.repeat", 30.0)]
        assert [(f.period, f.group, f.value, f.is_withheld) for f in shown] == [
            ("2024", "", 25.0, False),
            ("2025", "", 30.0, False),
            ("2025", "Under 1", None, True),
            ("2025", "1 to 4", None, True),
        ]
        assert len(figures_of(practitioner)) == 5
        assert earlier.figures.count() == 1


def test_nobody_elsewhere_sees_a_figure(analyst, elsewhere, programme_lead):
    make_recount(analyst)
    with as_viewer(elsewhere):
        assert newest_recount(elsewhere) is None
        assert figures_of(elsewhere) == ()
        assert newest_figures(elsewhere) == ()
        assert not Figure.objects.exists()
    with as_viewer(programme_lead), pytest.raises(NotFound):
        figures_of(programme_lead)


def test_before_anything_was_counted_there_is_nothing(analyst):
    with as_viewer(analyst):
        assert figures_of(analyst, "plan.repeat") == ()
        assert newest_figures(analyst) == ()


def test_that_more_is_withheld_than_need_be_is_told(analyst, sign_in):
    made = make_recount(analyst)
    client = sign_in(analyst)
    pages = ("/returns/", "/measures/returns/plan.repeat/")
    said = "too many small numbers to weigh"
    assert not any(said in client.get(page).content.decode() for page in pages)
    with as_viewer(analyst):
        Recount.objects.filter(pk=made.pk).update(is_rough=True)
    assert all(said in client.get(page).content.decode() for page in pages)


@pytest.mark.parametrize(
    ("exposed", "some"), [(1, "1 small number"), (1_234, "1,234 small numbers")]
)
def test_what_nothing_can_hide_is_told(analyst, sign_in, exposed, some):
    made = make_recount(analyst)
    client = sign_in(analyst)
    assert "can be worked out" not in client.get("/returns/").content.decode()
    with as_viewer(analyst):
        Recount.objects.filter(pk=made.pk).update(exposed_count=exposed)
    assert f"{some} can be worked out" in client.get("/returns/").content.decode()


def test_a_withheld_value_is_in_no_row(analyst):
    make_recount(analyst)
    with as_viewer(analyst), transaction.atomic(), pytest.raises(IntegrityError):
        Figure.objects.filter(value=30.0).update(is_withheld=True)


def test_two_selectors_cost_one_query_each_and_the_recount(
    analyst, django_assert_num_queries
):
    make_recount(analyst)
    with as_viewer(analyst), django_assert_num_queries(2):
        figures_of(analyst, "plan.repeat", "care.taken")
