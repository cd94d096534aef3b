"""Answers come in by paste or file, whole or not at all, and tell nobody's name."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo
from kinfold.themes.actions.collecting import begin_collection, take_in_answers
from kinfold.themes.models import AnswerBatch, KeptIdentifier, OpenAnswer
from kinfold.themes.taking_in import (
    LONGEST_ANSWER,
    MOST_ANSWERS,
    CannotRead,
    Given,
    answers_in,
)
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import (
    DAY,
    make_collection,
    make_programme_member,
    make_programme_of,
    take_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
THREE = "We have no time\tFamilies talk to us\tFewer forms"


@pytest.fixture
def programme(authority):
    return make_programme_of(authority)


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def row(lead, programme):
    return make_collection(lead, programme)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode()).replace("&#x27;", "'")


def send(viewer, row, **sent):
    url = f"/open-answers/{row.pk}/take-in/"
    return signed_in(Client(), viewer).post(url, sent)


def answers(viewer):
    with as_viewer(viewer):
        return list(OpenAnswer.objects.order_by("number"))


def names_of(page: str) -> list[str]:
    return sorted(set(re.findall(r'name="(tells-[0-9a-f]{12})"', page)))


def test_a_name_is_shown_first_and_nothing_is_kept_until_it_is_decided(lead, row):
    pasted = "Time helps\nI told Sarah twice\nWe met at Northfield"
    first = send(lead, row, pasted=pasted)
    page = first.content.decode()
    assert first.status_code == 422
    assert "Nothing is kept yet" in page
    assert "“Sarah” may be a name" in page
    assert answers(lead) == []
    sarah, northfield = sorted(
        names_of(page), key=lambda name: page.index(name) > page.index("Sarah” may")
    )
    decided = dict.fromkeys((sarah, northfield), "mask")
    kept = next(one for one in decided if "Northfield” may" in _question(page, one))
    decided[kept] = "keep"
    refused = send(lead, row, pasted=pasted, **decided)
    assert "Say why “Northfield” may stay" in text_of(refused)
    assert answers(lead) == []
    done = send(lead, row, pasted=pasted, **decided, **{f"{kept}-why": "Our building"})
    assert done.status_code == 302
    assert [one.words for one in answers(lead)] == [
        "Time helps",
        "I told [a name] twice",
        "We met at Northfield",
    ]
    with as_viewer(lead):
        assert [(one.words, one.why) for one in KeptIdentifier.objects.all()] == [
            ("Northfield", "Our building")
        ]
        assert AnswerBatch.objects.get().masked == 1


def test_names_typed_in_small_letters_are_asked_about_too(lead, row):
    pasted = "my manager sarah jones shouted at tyler every day"
    asked = send(lead, row, pasted=pasted)
    assert asked.status_code == 422
    assert "“sarah” may be a name" in text_of(asked)
    assert "“tyler” may be a name" in text_of(asked)
    assert answers(lead) == []


def _question(page: str, name: str) -> str:
    """The words of the question that boxes of this name answer."""
    before = page[: page.index(f'name="{name}"')]
    return before[before.rindex("“") :]


def test_the_action_itself_refuses_what_nobody_decided(lead, row):
    with (
        as_viewer(lead),
        pytest.raises(CannotDo, match="may still say who somebody is"),
    ):
        take_in_answers(
            collection_id=row.pk, given=[Given(words="I told Sarah")], digest="0" * 64,
            masked=0, kept=(), place=None, came_as="pasted", by=lead,
        )  # fmt: skip
    assert answers(lead) == []


def workbook() -> bytes:
    book, kept = Workbook(), io.BytesIO()
    book.active.append(
        ["What are we worried about", "What is working well", "What needs to happen"]
    )
    book.active.append(["We have no time", "Families talk to us", "Fewer forms"])
    book.active.append(["=1+1", None, "Two lines\nin one cell"])
    book.save(kept)
    return kept.getvalue()


def as_csv() -> bytes:
    kept = io.StringIO()
    csv.writer(kept).writerows(
        [["We have no time", "Families talk to us", "Fewer forms"]]
    )
    return kept.getvalue().encode("utf-8-sig")


def test_a_workbook_comes_in_by_its_columns_and_again_changes_nothing(lead, row):
    for status in ("2 answers are taken in", "Nothing was changed"):
        url = f"/open-answers/{row.pk}/take-in/"
        file = SimpleUploadedFile("wall.xlsx", workbook())
        done = signed_in(Client(), lead).post(url, {"file": file}, follow=True)
        assert status in text_of(done), text_of(done)
        found = [one.texts for one in answers(lead)]
        assert found[0] == ("We have no time", "Families talk to us", "Fewer forms", "")
        assert found[1][2] == "Two lines in one cell"
        assert len(found) == 2


def test_the_words_of_a_file_stand_in_the_box_until_they_are_decided_on(lead, row):
    file = SimpleUploadedFile("survey.csv", b"Kai's plan was read to Leanne\n")
    asked = send(lead, row, file=file)
    page = asked.content.decode()
    assert "plan was read to Leanne</textarea>" in page
    sent = dict.fromkeys(names_of(page), "mask")
    assert (
        send(lead, row, pasted="Kai's plan was read to Leanne", **sent).status_code
        == 302
    )
    assert answers(lead)[0].words == "[a name] plan was read to [a name]"
    same = send(lead, row, file=SimpleUploadedFile("a.csv", as_csv()))
    assert same.status_code == 302
    assert answers(lead)[1].needs == "Fewer forms"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("notes.pdf", b"%PDF-", "ends in .csv, .xlsx or .txt"),
        ("wall.xlsx", b"PK\x03\x04 not a workbook", "without a password"),
        ("big.csv", b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
        ("empty.csv", b"", "The file is empty"),
        ("blank.txt", b"\n \n", "no answer in it"),
        ("four.csv", b"a,b,c,d\n", "Line 1 has 4 columns"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_leaves_nothing(
    lead, row, name, content, says
):
    response = send(lead, row, file=SimpleUploadedFile(name, content))
    assert response.status_code == 422
    assert says in text_of(response)
    assert answers(lead) == []


def test_paste_and_file_at_once_or_nothing_at_all_are_asked_again(lead, row):
    both = send(lead, row, pasted="A", file=SimpleUploadedFile("a.txt", b"B"))
    assert "in the box and in a file" in text_of(both)
    assert "There is no answer in it" in text_of(send(lead, row, pasted=" "))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("\n".join(["x"] * (MOST_ANSWERS + 1)), "taken in at a time"),
        ("a\nb\x00", "Line 2 holds a hidden character"),
        ("x" * (LONGEST_ANSWER + 1), "letters long"),
        ('""', "has no words in it"),
        ("\n".join(["a\tb\tc\td"] * 7), "2 more lines are like these"),
    ],
)
def test_a_line_that_cannot_be_kept_says_which_and_how_to_mend_it(text, says):
    with pytest.raises(CannotRead, match=says):
        answers_in(text)


def test_a_line_is_one_text_or_three_columns():
    assert answers_in(f"\n{THREE}\n\tWell\n") == (
        Given("We have no time", "Families talk to us", "Fewer forms"),
        Given("", "Well"),
    )
    assert answers_in("Worried\tWorking well\tNeeds to happen\na\tb") == (
        Given("a", "b"),
    )


def test_an_authority_brings_its_own_and_never_anothers(
    lead, programme, authority, elsewhere_authority
):
    leader = make_worker_viewer(authority, Role.QUALITY_LEAD)
    senior = make_worker_viewer(authority, Role.SENIOR_LEADER)
    row = make_collection(lead, programme)
    take_in(leader, row, "Ours", place=elsewhere_authority.pk)
    assert answers(leader)[0].authority_id == authority.pk
    with as_viewer(lead):
        with pytest.raises(CannotDo, match="not in the programme"):
            begin_collection(
                programme_id=programme.pk, title="T", source="wall", held_on=DAY,
                place=elsewhere_authority.pk, told="So", by=lead,
            )  # fmt: skip
        with pytest.raises(CannotDo, match="not in the programme"):
            take_in(lead, row, "Theirs", place=elsewhere_authority.pk)
    refused = send(senior, row, pasted="A")
    assert refused.status_code == 403


def test_the_lead_begins_a_collection_and_a_leader_of_an_authority_does_not(
    lead, programme, authority
):
    url = f"/open-answers/begin/{programme.pk}/"
    sent = {
        "title": "Wall of the spring workshop", "source": "wall", "held_on_day": "5",
        "held_on_month": "3", "held_on_year": "2026", "place": str(authority.pk),
        "told": "Without names",
    }  # fmt: skip
    leader = make_worker_viewer(authority, Role.QUALITY_LEAD)
    client = signed_in(Client(), lead)
    assert "How were people told" in text_of(client.get(url))
    assert client.post(url, {}).status_code == 422
    assert client.post(url, sent).status_code == 302
    assert "Wall of the spring workshop" in text_of(client.get("/open-answers/"))
    assert signed_in(Client(), leader).get(url).status_code == 403
