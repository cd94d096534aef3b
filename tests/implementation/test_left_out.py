"""What was left out of a share is in no file of it, and nothing gives it away."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from kinfold.implementation.actions import keeping, sharing
from kinfold.implementation.models import PlanComment, PlanSnapshot
from kinfold.implementation.selectors import plans, shares
from kinfold.platform.tenancy import as_viewer
from kinfold.world.sheets import at_ten
from kinfold_core.access import Role
from kinfold_core.practice.implementation_plan import ACTION, numbers_of
from tests.conftest import signed_in
from tests.factories.implementation import (
    SECRET,
    add_line,
    lines_of,
    make_neighbour,
    make_plan,
    make_share,
    stretch,
)
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import (
    leave_programme,
    make_programme_member,
    make_programme_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PLANS = "/programme/plans/"
MARKUP = '<img src=x onerror="alert(1)"> #panic("out")'
KINDS = ("csv", "xlsx", "pdf")


@pytest.fixture
def programme(authority):
    return make_programme_of(authority)


@pytest.fixture
def giver(authority):
    return make_worker_viewer(authority, Role.QUALITY_LEAD, name="Samuel")


@pytest.fixture
def reader(programme):
    return make_neighbour(programme)


@pytest.fixture
def row(giver, programme):
    """Two sub-plans with a secret in each: an action, and a goal with an action."""
    made = make_plan(giver, programme)
    add_line(giver, made, part="Kinship", text=f"{SECRET} for kin", zero=SECRET)
    gone = lines_of(giver, made)[-1]
    add_line(giver, made, kind=ACTION, goal_id=gone.id, text=SECRET, owner="Grace")
    add_line(giver, made, part="Kinship", text=MARKUP, deliverables=("quality",))
    return made


@pytest.fixture
def shared(giver, row, reader):
    lines = lines_of(giver, row)
    out = [one.id for one in lines if SECRET in one.text]
    return make_share(giver, row, reader.in_authority(), left_out=out)


def text_in(response, kind: str) -> str:
    content = response.content
    if kind == "csv":
        return content.decode()
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = [c for sheet in book for line in sheet.values for c in line]
        return "\n".join(str(one) for one in cells if one is not None)
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("kind", KINDS)
def test_no_file_of_a_share_holds_what_was_left_out(shared, reader, kind):
    url = f"{PLANS}shared/{shared.pk}/file.{kind}"
    answer = signed_in(Client(), reader).get(url)
    said = text_in(answer, kind)
    assert "Families own their plans" in said
    assert "left out by whoever shared it" in said.lower()
    assert "onerror" in said  # markup is words, in a file too
    for secret in (SECRET, "Thetford", "Grace"):
        assert secret not in said
        assert secret.encode() not in answer.content


def test_a_pdf_of_a_plan_can_be_read_aloud_and_holds_the_whole_plan(giver, row):
    answer = signed_in(Client(), giver).get(f"{PLANS}{row.pk}/file.pdf")
    reader = PdfReader(io.BytesIO(answer.content))
    root = reader.trailer["/Root"]
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Implementation plan"
    assert text_in(answer, "pdf").count(SECRET) == 4


def test_a_line_is_called_the_same_by_giver_and_reader(shared, giver, reader, row):
    """A left out goal has lost its sub-plan, and must not move to another place."""
    with as_viewer(reader):
        theirs = shares.share(reader, shared.pk).lines
    assert numbers_of(theirs) == numbers_of(lines_of(giver, row))
    page = signed_in(Client(), reader).get(f"{PLANS}shared/{shared.pk}/")
    headings = re.findall(r"<h2>(.*?)</h2>", page.content.decode())
    assert headings == ["The plan", "Kinship", "Deliverables"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", ["past its day", "taken back", "left"])
def test_no_file_is_given_when_it_is_shown_no_more(
    shared, giver, reader, programme, authority, kind, how
):
    url = f"{PLANS}shared/{shared.pk}/file.{kind}"
    with as_viewer(giver):
        if how == "past its day":
            gone = timezone.localdate() - timedelta(days=1)
            PlanSnapshot.objects.filter(share=shared).update(until=gone)
        elif how == "taken back":
            sharing.take_back(share_id=shared.pk, by=giver)
    if how == "left":
        leave_programme(programme, authority)
    assert signed_in(Client(), reader).get(url).status_code == 404


def test_markup_in_a_comment_is_words_to_the_giver_and_in_the_database(
    shared, giver, reader, row
):
    line = lines_of(giver, row)[0].id
    url = f"{PLANS}shared/{shared.pk}/lines/{line}/"
    client = signed_in(Client(), reader)
    assert client.post(url, {"words": MARKUP}).status_code == 302
    assert client.post(url, {"words": "a\x00b"}).status_code == 422
    page = signed_in(Client(), giver).get(f"{PLANS}{row.pk}/").content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    with as_viewer(giver):
        assert PlanComment.objects.get(share=shared).words == MARKUP


def test_no_other_page_of_a_reader_tells_what_was_left_out(
    shared, giver, reader, row, programme
):
    """The giver's own pages are not there; the list, a comment and the audit say
    nothing of it; nor do those who run the programme, whom it was not given to."""
    member = make_programme_member(programme, Role.PROGRAMME_LEAD)
    gone = lines_of(giver, row)[1].id
    for who in (reader, member):
        client = signed_in(Client(), who)
        for own in ("", "versions/", "ready/", "road-test/", "file.pdf"):
            assert client.get(f"{PLANS}{row.pk}/{own}").status_code == 404
        answer = client.get(f"{PLANS}shared/{shared.pk}/lines/{gone}/")
        assert answer.status_code == (404 if who is reader else 403)
        page = client.get(PLANS).content.decode()
        assert SECRET not in page
        assert "Implementation plan</" not in page  # its name is in the share alone


def test_an_older_plan_that_is_touched_again_is_not_the_newest(giver, row, programme):
    old = date(2017, 9, 4)
    with as_viewer(giver):
        before = stretch(starts_on=old, ends_on=old, due_on=date(2017, 12, 7))
        begun = keeping.begin_plan(
            programme_id=programme.pk, stretch=before, by=giver, at=at_ten(old)
        )
        [stands] = plans.glance(giver, programme.pk).values()
        assert stands.due_on == row.due_on
        assert plans.plan(giver, begun.pk).step.on == old
