"""What was counted on an authority's own returns, on its pages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinfold.platform.tenancy import as_viewer
from kinfold.returns.models import Figure, Recount
from tests.insight.test_goals import write

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME, CODE = "/measures/returns/", "plan.repeat"


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode()).replace("&#x27;", "'")


def count(by, rows, code=CODE) -> None:
    """A recount of (period, breakdown, group, value); a value of None is withheld."""
    with as_viewer(by):
        made = Recount.objects.filter().order_by("-made_at").first()
        if made is None:
            made = Recount(
                authority_id=by.in_authority(),
                made_by_id=by.as_worker(),
                policy="cin",
            )
            made.save(force_insert=True)
        start = Figure.objects.count()
        for place, (year, breakdown, group, value) in enumerate(rows, start):
            Figure(
                authority_id=by.in_authority(),
                recount=made,
                code=code,
                version=1,
                period=str(year),
                period_kind=Figure.PeriodKind.YEAR,
                starts_on=date(year - 1, 4, 1),
                ends_on=date(year, 3, 31),
                breakdown=breakdown,
                group=group,
                place=place,
                numerator=None if value is None else 10,
                denominator=None if value is None else 100,
                value=value if value != "none" else None,
                is_withheld=value is None,
            ).save(force_insert=True)


YEARS = [(2012 + n, "", "", 20.0 + n % 3) for n in range(13)]


def test_a_counted_measure_is_charted_with_what_changed(analyst, sign_in):
    count(analyst, YEARS)
    write(analyst)
    client = sign_in(analyst)
    assert f"{HOME}{CODE}/" in text_of(client.get(HOME))
    page = text_of(client.get(f"{HOME}{CODE}/"))
    assert "no change beyond chance since 2012" in page
    assert "March 2018: New assessment form" in page
    assert "How it is counted" in page
    assert "Withheld" not in page


def test_each_measure_stands_under_its_subject_with_its_newest_figure(analyst, sign_in):
    count(analyst, [*YEARS, (2024, "sex", "Girls", 1.5)])
    count(analyst, [(2023, "", "", 9.5), (2024, "", "", None)], "referral.rate")
    count(analyst, [(2024, "", "", "none")], "care.taken")
    client = sign_in(analyst)
    page = re.sub("<[^>]*>", "", text_of(client.get(HOME)))
    assert "Year to 31 March 2024: 20.0%" in page, "of all cases"
    assert "Year to 31 March 2024: Withheld" in page
    assert "Year to 31 March 2024: Nothing to divide by" in page
    assert "9.5" not in page, "an older one"
    headings = ("Asking for help", "Child protection plans", "Children in care")
    places = [page.index(one) for one in headings]
    assert places == sorted(places)


def test_more_measures_cost_no_more_queries(analyst, sign_in):
    client = sign_in(analyst)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(HOME).status_code == 200
        return len(caught)

    count(analyst, YEARS)
    before = queries()
    for code in ("referral.rate", "care.taken", "need.at_end_rate"):
        count(analyst, YEARS, code)
    assert queries() == before


def test_a_part_that_is_withheld_says_so_and_why_and_is_never_nought(analyst, sign_in):
    parts = [
        (2024, "sex", "Girls", 12.5),
        (2024, "sex", "Boys", None),
        (2023, "sex", "Girls", "none"),
    ]
    count(analyst, [*YEARS, *parts])
    page = text_of(sign_in(analyst).get(f"{HOME}{CODE}/"))
    table = page[page.index("By sex") :]
    table = table[: table.index("</table>")]
    cells = re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", table[table.index("<tbody") :])
    assert cells == [
        "Girls",
        "Nothing to divide by",
        "12.5%",
        "Boys",
        "No case",
        "Withheld",
    ]
    assert "a child could be told apart" in page


def test_a_breakdown_that_could_not_be_divided_is_no_table(analyst, sign_in):
    parts = [(2024, "sex", "Girls", "none"), (2024, "age", "Under 1", 12.5)]
    count(analyst, [*YEARS, *parts])
    page = text_of(sign_in(analyst).get(f"{HOME}{CODE}/"))
    assert "By age" in page
    assert "By sex" not in page


def test_a_whole_year_that_is_withheld_is_a_mark_and_no_point(analyst, sign_in):
    count(analyst, [*YEARS, (2025, "", "", None)])
    page = text_of(sign_in(analyst).get(f"{HOME}{CODE}/"))
    assert 'class="chart-withheld"' in page
    assert "Cannot be told" in page


def test_another_authority_sees_none_of_it(analyst, elsewhere, sign_in):
    count(analyst, YEARS)
    client = sign_in(elsewhere)
    assert "Nothing was counted yet" in text_of(client.get(HOME))
    assert client.get(f"{HOME}{CODE}/").status_code == 404


def test_what_was_not_counted_is_not_there(analyst, sign_in):
    count(analyst, YEARS, code="no.such")
    client = sign_in(analyst)
    for code in ("no.such", "referral.rate", "%00"):
        assert client.get(f"{HOME}{code}/").status_code == 404
    assert "Nothing was counted yet" in text_of(client.get(HOME))


def test_more_parts_cost_no_more_queries(analyst, sign_in):
    client = sign_in(analyst)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"{HOME}{CODE}/").status_code == 200
        return len(caught)

    count(analyst, YEARS)
    few = queries()
    count(analyst, [(2024, "age", f"Age {n}", 5.0) for n in range(40)])
    assert queries() == few <= 12
