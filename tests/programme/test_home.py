"""The programme's home: every authority at a glance, in as many queries as three."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from kinfold.aims import selectors as aims
from kinfold.framework import selectors as framework
from kinfold.platform.models import Authority, ProgrammeAuthority
from kinfold.platform.tenancy import as_viewer, set_viewer
from kinfold.programme import home_selectors
from kinfold_core.access import Role
from kinfold_core.practice.phases import Phase
from tests.conftest import signed_in
from tests.factories.cohort import make_cohort_rows
from tests.factories.consultancy import make_promise, make_sitting
from tests.factories.journeys import begin_phase, make_deliverable
from tests.factories.platform import (
    as_owner,
    make_authority,
    make_programme_viewer,
    make_worker_viewer,
)
from tests.factories.themes import (
    join_programme,
    make_programme_member,
    make_programme_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/programme/"
MOST_QUERIES = 15


@pytest.fixture
def programme(authority):
    return make_programme_of(authority)


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


def page_of(client, url: str = HOME) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", response.content.decode()))


def joined(programme, name: str) -> Authority:
    authority = make_authority(name)
    join_programme(programme, authority)
    return authority


def filled(lead, programme, authority) -> None:
    """A phase, a deliverable seen, and a promise of each side that is overdue."""
    begin_phase(lead, programme, authority, Phase.INTENSE_1)
    make_deliverable(lead, programme, authority)
    today = timezone.localdate()
    sitting = make_sitting(lead, programme, authority, day=today)
    late = today - timedelta(days=1)
    make_promise(lead, sitting, words="Send a trainer", by_day=late)
    make_promise(lead, sitting, side="authority", words="Free two days", by_day=late)


def test_a_lead_sees_what_needs_somebody_and_where_each_stands(
    authority, programme, lead, sign_in
):
    filled(lead, programme, authority)
    joined(programme, "Kent")
    page = page_of(sign_in(lead))
    assert "2 of 2 need somebody" in page
    assert "A promise of the programme is overdue" in page
    assert "First intense year, since 1 February 2024" in page
    assert "Of 2 authorities: first intense year 1, no phase written down 1." in page
    place = page_of(sign_in(lead), f"{HOME}authorities/{authority.slug}/")
    assert "Send a trainer" in place
    assert "Free two days" in place
    assert place.count("Overdue") == 2, "shown alike on either side"


def test_the_list_is_narrowed_ordered_and_taken_away(
    authority, programme, lead, sign_in
):
    other = joined(programme, "Kent")
    named = Authority.objects.filter(pk=other.pk)
    as_owner(lambda: named.update(name="=Kent"))
    filled(lead, programme, other)
    client = sign_in(lead)

    def names(asked: str) -> list[str]:
        said = client.get(f"{HOME}at-a-glance.csv?{asked}").content.decode()
        return [one["authority"] for one in csv.DictReader(io.StringIO(said))]

    assert names("sort=overdue") == ["'=Kent", authority.name]
    assert names("q=kent") == ["'=Kent"]
    assert names("phase=none&sort=nonsense") == [authority.name]
    assert names("show=owed-by-it") == ["'=Kent"]
    for sort in ("needs", "phase", "plan", "next", "visit"):
        assert len(names(f"sort={sort}")) == 2
    assert client.get(f"{HOME}?q=%00").status_code == 422
    book = client.get(f"{HOME}at-a-glance.xlsx")
    figures = load_workbook(io.BytesIO(book.content))["Figures"]
    assert figures.max_row == 3
    assert client.get(f"{HOME}at-a-glance.exe").status_code == 404
    paper = client.get(f"{HOME}at-a-glance.pdf?show=owed-by-it")
    told = " ".join(
        one.extract_text() for one in PdfReader(io.BytesIO(paper.content)).pages
    )
    assert "1 of 2 shown" in told
    assert "=Kent" in told
    assert PdfReader(io.BytesIO(client.get(f"{HOME}at-a-glance.pdf?q=z").content)).pages


def test_a_leader_has_their_own_home_and_nobody_elses(
    authority, programme, lead, sign_in
):
    other = joined(programme, "Kent")
    filled(lead, programme, other)
    filled(lead, programme, authority)
    client = sign_in(make_worker_viewer(authority, Role.SENIOR_LEADER))
    page = page_of(client)
    assert "What the programme promised" in page
    assert "Send a trainer" in page
    assert "Kent" not in page
    assert client.get(f"{HOME}authorities/{other.slug}/").status_code == 404
    said = client.get(f"{HOME}at-a-glance.csv").content.decode()
    assert "Kent" not in said


def test_a_director_reads_of_an_invitation_where_the_day_begins(
    programme, lead, elsewhere_authority, sign_in
):
    asked = make_cohort_rows(lead, programme, elsewhere_authority)
    answer = f"{HOME}cohort/invitations/{asked['cohort_invitation_id']}/"
    director = make_worker_viewer(elsewhere_authority, Role.SENIOR_LEADER)
    other = make_worker_viewer(elsewhere_authority, Role.QUALITY_LEAD)
    theirs = make_worker_viewer(make_authority("Kent"), Role.SENIOR_LEADER)
    words = f"{programme.name} asks you to join"
    in_none = sign_in(director).get(HOME).content.decode()
    assert words in in_none
    assert answer in in_none
    set_viewer(None, None)
    mine = make_programme_of(elsewhere_authority)
    own = sign_in(director).get(HOME).content.decode()
    assert f"Your authority in {mine.name}" in own
    assert answer in own
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        over = signed_in(Client(), director).get(HOME).content.decode()
        assert answer not in over, "the last day to answer is over"
    # who may not answer is not sent to a page that refuses
    assert answer not in sign_in(other).get(HOME).content.decode()
    # and nobody of an authority that was not asked
    assert words not in sign_in(theirs).get(HOME).content.decode()


def test_an_authority_alone_says_of_it_what_the_list_of_all_says(
    authority, programme, lead
):
    filled(lead, programme, authority)
    filled(lead, programme, joined(programme, "Kent"))
    joined(programme, "Leeds")
    with as_viewer(lead):
        places = home_selectors.at_a_glance(lead).places
        assert len(places) == 3
        for one in places:
            assert home_selectors.standing_of(lead, one.slug)[1] == one
            learned = home_selectors.learned_there(lead, programme.pk, one.id)
            assert learned.goals == aims.glance(lead, programme.pk).get(one.id)
            review = framework.glance(lead, programme.pk).get(one.id)
            assert learned.review == review


def test_who_left_or_is_elsewhere_is_not_there(
    authority, programme, lead, elsewhere, sign_in
):
    address = f"{HOME}authorities/{authority.slug}/"
    other_lead = make_programme_viewer(Role.PROGRAMME_LEAD)
    client = sign_in(lead)
    assert client.get(address).status_code == 200
    assert client.get(f"{address}?programme=no-such").status_code == 404
    for stranger in (elsewhere, other_lead):
        theirs = sign_in(stranger)
        for url in (address, f"{HOME}?programme={programme.slug}"):
            answer = theirs.get(url)
            assert answer.status_code == 404 or programme.name not in str(
                answer.content
            )
        assert programme.name not in str(theirs.get(HOME).content)
    places = ProgrammeAuthority.objects.filter(programme=programme)
    as_owner(lambda: places.update(left_on=timezone.localdate()))
    client = sign_in(lead)
    assert client.get(address).status_code == 404
    assert "No authority has joined yet" in page_of(client)


def test_who_only_shows_measures_is_sent_to_them_and_others_are_refused(
    authority, analyst, practitioner, sign_in
):
    answer = sign_in(analyst).get(HOME)
    assert answer.headers["Location"] == f"{HOME}measures/"
    assert sign_in(practitioner).get(HOME).status_code == 403
    assert sign_in(practitioner).get(f"{HOME}at-a-glance.csv").status_code == 403


def test_twelve_authorities_cost_what_three_cost(authority, programme, lead, sign_in):
    def queries(url: str) -> int:
        client = sign_in(lead)
        client.get(url)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    def grow(*numbers: int) -> None:
        for number in numbers:
            filled(lead, programme, joined(programme, f"Authority {number}"))

    grow(1, 2)
    few = queries(HOME)
    grow(*range(3, 12))
    assert queries(HOME) == few <= MOST_QUERIES
