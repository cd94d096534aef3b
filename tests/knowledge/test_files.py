"""What is taken away as a file can be taken in again: changed, added, or refused."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinfold.knowledge import actions
from kinfold.knowledge.columns import COLUMNS
from kinfold.knowledge.models import Item, ItemVersion
from kinfold.platform.tenancy import as_viewer
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.knowledge import make_item
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import make_programme_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/knowledge/"


@pytest.fixture
def programme(authority):
    return make_programme_of(authority)


@pytest.fixture
def ours(programme, authority):
    return make_worker_viewer(authority, Role.PRACTICE_LEADER)


def away(viewer, query="") -> list[dict[str, str]]:
    answer = signed_in(Client(), viewer).get(f"{HOME}items.csv{query}")
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def back(viewer, programme, rows, *, raw: bytes | None = None):
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    content = out.getvalue().encode() if raw is None else raw
    file = SimpleUploadedFile("items.csv", content)
    url = f"{HOME}take-in/{programme.pk}/"
    answer = signed_in(Client(), viewer).post(url, {"file": file}, follow=True)
    return answer.status_code, answer.content.decode().replace("&#x27;", "'")


def test_a_file_comes_back_as_it_was_and_changes_only_what_it_says(ours, programme):
    make_item(
        ours, programme, title="=Sums, and “words”", body="- one\n- two\n\n’Last’",
        topics=("network", "scale"), written_on=date(2017, 9, 29), may_adapt=True,
    )  # fmt: skip
    make_item(
        ours, programme, alone=True, title="Only us", rights_until=date(2030, 2, 1)
    )
    rows = away(ours)
    assert back(ours, programme, rows)[1].count("0 added, 0 changed, 2 left") == 1
    rows[0] |= {"title": "Renamed", "reviewed_on": "1/3/2018"}
    rows.append({"kind": "video", "title": "New", "summary": "Short.",
                 "rights": "link_only", "attribution": "Somebody",
                 "link": "https://example.org/", "topics": "Kinship care"})  # fmt: skip
    assert "1 added, 1 changed, 1 left" in back(ours, programme, rows)[1]
    with as_viewer(ours):
        assert Item.objects.get(title="New").topics == ["kinship"]
        renamed = Item.objects.get(title="Renamed")
        assert renamed.reviewed_on == date(2018, 3, 1)
        assert ItemVersion.objects.filter(item=renamed).count() == 2
    assert [one["title"] for one in away(ours, "?topic=kinship")] == ["New"]
    rows[0]["title"] = "Once more"  # of the version before
    status, said = back(ours, programme, rows[:1])
    assert status == 422
    assert "was changed after this file was taken away" in said


def test_one_wrong_line_keeps_the_whole_file_out(ours, programme):
    good = {"kind": "method", "title": "Good", "summary": "s", "rights": "own",
            "body": "Words"}  # fmt: skip
    for wrong, said in (
        ({"kind": "none"}, "Line 3, kind"),
        ({"id": "x"}, "Line 3, id"),
        ({"id": str(programme.pk)}, "Line 3: there is no item with this id"),
        ({"body": ""}, "Line 3: Write the text"),
        ({"written_on": "9999-01-01"}, "Line 3, written_on"),
        ({"written_on": "1-1-1"}, "Line 3, written_on"),
        ({"title": "x" * 161}, "Line 3, title"),
        ({"link": "javascript:alert(1)"}, "Line 3, link"),
        ({"body": "a\x00b"}, "Line 3, body"),
    ):
        status, page = back(ours, programme, [good, {**good, **wrong}])
        assert (status, said in page) == (422, True), (wrong, said)
    for raw in (b"", b"\xff\xfe", b"\x00", b"a,b\n1,2", b"kind,title,summary,rights\n",
                b'kind,title,summary,rights\n"x', b"x" * (6 << 20)):  # fmt: skip
        assert back(ours, programme, [], raw=raw)[0] == 422
    with as_viewer(ours):
        assert not Item.objects.exists()


def test_a_file_changes_nothing_that_somebody_else_brought(ours, programme, authority):
    practitioner = make_worker_viewer(authority, Role.PRACTITIONER)
    url = f"{HOME}take-in/{programme.pk}/"
    assert signed_in(Client(), practitioner).get(url).status_code == 403
    with as_viewer(ours):
        row = make_item(ours, programme)
        Item.objects.filter(pk=row.pk).update(authority=None)
    rows = away(practitioner)
    rows[0]["title"] = "Mine now"
    assert "brought by somebody else" in back(ours, programme, rows)[1]


def test_a_text_has_headings_and_points_and_no_markup(ours, programme):
    row = make_item(
        ours, programme, body="## First\n- one <b>\n- two\nwords\nhttps://a.example/x"
    )
    page = signed_in(Client(), ours).get(f"{HOME}{row.pk}/").content.decode()
    assert "<h2>First</h2><ul><li>one &lt;b&gt;</li><li>two</li></ul>" in page
    assert 'href="https://a.example/x"' in page
    with as_viewer(ours):
        actions.rate(item_id=row.pk, score=2, words="Hm", by=ours)
    form = signed_in(Client(), ours).get(f"{HOME}{row.pk}/rate/").content.decode()
    assert 'value="Hm"' in form
