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
from kinfold.records.errors import CannotDo
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.knowledge import make_item
from tests.factories.platform import as_owner, make_worker_viewer
from tests.factories.themes import make_programme_member, make_programme_of

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
        ({"kind": "none"}, "Row 3, kind"),
        ({"id": "x"}, "Row 3, id"),
        ({"id": "-" * 36}, "Row 3, id"),
        ({"id": "a" * 36}, "Row 3, id"),
        ({"id": str(programme.pk)}, "Row 3: there is no item with this id"),
        ({"body": ""}, "Row 3: Write the text"),
        ({"written_on": "9999-01-01"}, "Row 3, written_on"),
        ({"written_on": "1-1-1"}, "Row 3, written_on"),
        ({"title": "x" * 161}, "Row 3, title"),
        ({"link": "javascript:alert(1)"}, "Row 3, link"),
        ({"body": "a\x00b"}, "Row 3, body"),
    ):
        status, page = back(ours, programme, [good, {**good, **wrong}])
        assert (status, said in page) == (422, True), (wrong, said)
    for raw in (b"", b"\xff\xfe", b"\x00", b"a,b\n1,2", b"kind,title,summary,rights\n",
                b'kind,title,summary,rights\n"x', b"x" * (6 << 20),
                b"kind,title,summary,rights,kind\nmethod,a,b,own,video"):  # fmt: skip
        assert back(ours, programme, [], raw=raw)[0] == 422
    with as_viewer(ours):
        assert not Item.objects.exists()


def test_a_file_changes_nothing_that_somebody_else_brought(ours, programme, authority):
    practitioner = make_worker_viewer(authority, Role.PRACTITIONER)
    url = f"{HOME}take-in/{programme.pk}/"
    assert signed_in(Client(), practitioner).get(url).status_code == 403
    row = make_item(ours, programme)
    as_owner(lambda: Item.objects.filter(pk=row.pk).update(authority=None))
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


NEW = {"kind": "method", "title": "Good", "summary": "s", "rights": "own",
       "body": "Words"}  # fmt: skip


def test_who_speaks_for_no_authority_puts_nothing_in_for_one(programme):
    lead = make_programme_member(programme, Role.PROGRAMME_LEAD)
    for words in ("our authority alone", "Our Authority Alone", "us"):
        status, page = back(lead, programme, [{**NEW, "seen_by": words}])
        assert (status, "Row 2, seen_by: you speak for no" in page) == (422, True)
    words = actions.Words(**NEW)
    with as_viewer(lead):
        with pytest.raises(CannotDo, match="no authority"):
            actions.add(
                programme_id=programme.pk, words=words, is_for_us_alone=True, by=lead
            )
        assert not Item.objects.exists()


def test_a_column_or_a_cell_that_was_taken_out_empties_nothing(ours, programme):
    make_item(ours, programme, topics=("network",), rights_until=date(2030, 2, 1))
    [row] = away(ours)
    for gone in ("topics", "seen_by", "body"):
        names = [name for name in COLUMNS if name != gone]
        raw = ",".join(names) + "\n" + ",".join(row[name] for name in names)
        status, page = back(ours, programme, [], raw=raw.encode())
        said = f"needs every column. These are missing: {gone}"
        assert (status, said in page) == (422, True), gone
    short = ",".join(COLUMNS) + "\n\n" + ",".join(list(row.values())[:-1])
    status, page = back(ours, programme, [], raw=short.encode())
    assert (status, "Row 3 has 15 cells" in page) == (422, True)
    with as_viewer(ours):
        assert Item.objects.get().topics == ["network"]


def test_the_row_is_named_as_the_sheet_counts_it(ours, programme):
    rows = [{**NEW, "body": "One\nTwo\nThree"}, {**NEW, "kind": "none"}]
    assert "Row 3, kind" in back(ours, programme, rows)[1]


def test_the_same_file_brought_twice_adds_nothing(ours, programme):
    rows = [NEW, NEW, {**NEW, "seen_by": "our authority alone"}]
    assert "2 added, 0 changed, 1 left" in back(ours, programme, rows)[1]
    assert "0 added, 0 changed, 3 left" in back(ours, programme, rows)[1]


def test_files_are_given_so_many_times_a_minute(ours, programme):
    client = signed_in(Client(), ours)
    codes = {client.get(f"{HOME}items.csv").status_code for _ in range(70)}
    assert codes == {200, 429}
