"""Two code every answer, blind to each other, agree or settle, and say themes."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinfold.platform.errors import NotFound
from kinfold.platform.models import ProgrammeEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.themes.actions import coding, saying
from kinfold.themes.models import AnswerCoding, CodingSettled, OpenAnswer
from kinfold.themes.selectors import coding as reads
from kinfold.themes.selectors import collections, themes
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.platform import make_programme_viewer, make_worker_viewer
from tests.factories.themes import (
    code_all,
    leave_programme,
    make_coding,
    make_programme_member,
    make_programme_of,
    make_theme_rows,
    take_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FOUR = "Time to think\nLeaders who ask\nCalm\nTime and leaders"
TWELVE = "\n".join(f"Time number {word}" for word in "abcdefghijkl")


@pytest.fixture
def programme(authority):
    return make_programme_of(authority)


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def evaluator(programme):
    return make_programme_member(programme, Role.EVALUATOR)


@pytest.fixture
def coded(lead, evaluator, programme):
    return make_coding(lead, evaluator, programme, FOUR)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode()).replace("&#x27;", "'")


def both_done(of):
    code_all(of, of.first, {1: ("Time",), 2: ("Leaders",), 4: ("Time", "Leaders")})
    code_all(of, of.second, {1: ("Time",), 4: ("Time", "Leaders")})


def test_nobody_sees_the_others_codes_until_both_are_through(coded, programme):
    code_all(coded, coded.first, {1: ("Time",)})
    code_all(coded, coded.second, {1: ("Leaders",)}, ends=False)
    onlooker = make_programme_member(programme, Role.PROGRAMME_LEAD)
    for viewer in (coded.first, coded.second, onlooker):
        with as_viewer(viewer):
            row = collections.collection(viewer, coded.row.pk)
            seats = reads.seats_of(viewer, row)
            assert reads.both_codings(viewer, row, seats) is None
            assert reads.settled_codes(viewer, row, seats) == {}
            told = [str(one.changes) for one in ProgrammeEvent.objects.all()]
            assert not any(str(code) in "".join(told) for code in coded.codes.values())
    with as_viewer(coded.second):
        own = reads.own_coding(coded.second, row, seats)
        assert own.codes[coded.answers[1]] == {coded.codes["Leaders"]}
        assert reads.own_coding(onlooker, row, seats).codes == {}
        coding.end_coding(collection_id=row.pk, by=coded.second)
        seats = reads.seats_of(coded.second, row)
        assert reads.both_codings(coded.second, row, seats) is not None


def test_the_page_of_agreement_holds_no_code_before(coded, lead):
    code_all(coded, coded.first, {1: ("Time",)})
    page = signed_in(Client(), lead).get(f"/open-answers/{coded.row.pk}/agreement/")
    assert "Nothing is shown until two people have coded" in text_of(page)
    assert "Kappa" not in text_of(page)


def test_what_is_ticked_is_kept_at_once_and_every_version_stays(coded, lead):
    client = signed_in(Client(), lead)
    url = f"/open-answers/{coded.row.pk}/coding/"
    sent = {"answer": coded.answers[1], "codes": [coded.codes["Time"]]}
    kept = client.post(url, sent, headers={"HX-Request": "true"})
    assert "Kept at" in text_of(kept)
    assert "<html" not in text_of(kept)
    assert client.post(url, {"answer": coded.answers[1]}).headers["Location"] == (
        f"{url}?answer=2"
    )
    with as_viewer(lead):
        assert [len(one.codes) for one in AnswerCoding.objects.order_by("version")] == [
            1,
            0,
        ]
    wrong = client.post(url, {"answer": coded.answers[1], "codes": ["nothing"]})
    assert wrong.status_code == 422
    assert "not on the list any more" in text_of(wrong)


def test_whoever_is_through_codes_no_more_and_nobody_before_all_is_coded(coded):
    first = coded.first
    with as_viewer(first), pytest.raises(CannotDo, match="4 answers are not coded yet"):
        coding.end_coding(collection_id=coded.row.pk, by=first)
    code_all(coded, first, {})
    with as_viewer(first), pytest.raises(CannotDo, match="you are through"):
        coding.code_answer(
            collection_id=coded.row.pk, answer_id=coded.answers[1], codes=[], by=first
        )
    page = signed_in(Client(), first).get(f"/open-answers/{coded.row.pk}/coding/")
    assert "Your codes: No code" in text_of(page)


def test_a_code_that_changed_is_coded_again_and_keeps_what_it_meant(coded, lead):
    code_all(coded, coded.first, {1: ("Time",)}, ends=False)
    words = {
        "name": "Time", "meaning": "Hours", "use_when": "Always", "not_when": "",
        "example": "", "is_dropped": False,
    }  # fmt: skip
    change = {
        "collection_id": coded.row.pk,
        "code_id": coded.codes["Time"],
        "words": words,
        "by": lead,
    }
    with as_viewer(lead):
        coding.write_code(seen_version=1, **change)
        with pytest.raises(StaleVersion):
            coding.write_code(seen_version=1, **change)
        row = collections.collection(lead, coded.row.pk)
        history = collections.code_with_history(lead, row, coded.codes["Time"])
        assert [one.meaning for one in history] == ["Hours", "Time is what helps"]
        with pytest.raises(CannotDo, match="not coded yet by the code book as it is"):
            coding.end_coding(collection_id=coded.row.pk, by=lead)
    url = f"/open-answers/{coded.row.pk}/code-book/{coded.codes['Time']}/"
    page = text_of(signed_in(Client(), lead).get(url))
    assert "What it said before (1 version)" in page
    code_all(coded, coded.first, {})
    with as_viewer(lead), pytest.raises(CannotDo, match="A coder is through"):
        coding.write_code(seen_version=2, **change)


def test_a_third_person_has_no_seat(coded, programme):
    third = make_programme_member(programme, Role.CONSULTANT)
    with as_viewer(third):
        with pytest.raises(CannotDo, match="Two people code"):
            coding.take_seat(collection_id=coded.row.pk, by=third)
        with pytest.raises(PermissionDenied, match="Take a seat"):
            coding.code_answer(
                collection_id=coded.row.pk,
                answer_id=coded.answers[1],
                codes=[],
                by=third,
            )


def test_what_they_differ_on_is_settled_with_a_reason_and_both_codings_stay(
    coded, programme
):
    both_done(coded)
    first, stranger = coded.first, make_programme_member(programme, Role.PROGRAMME_LEAD)
    settling = {
        "collection_id": coded.row.pk,
        "answer_id": coded.answers[2],
        "codes": [coded.codes["Leaders"]],
        "why": "It names who asks",
    }
    with as_viewer(stranger), pytest.raises(PermissionDenied, match="settle where"):
        coding.settle_answer(**settling, seen_version=0, by=stranger)
    with as_viewer(first):
        agreed = {**settling, "answer_id": coded.answers[1]}
        with pytest.raises(CannotDo, match="nothing to settle"):
            coding.settle_answer(**agreed, seen_version=0, by=first)
        with pytest.raises(CannotDo, match="what settled it"):
            coding.settle_answer(**{**settling, "why": " "}, seen_version=0, by=first)
        coding.settle_answer(**settling, seen_version=0, by=first)
        with pytest.raises(StaleVersion):
            coding.settle_answer(**settling, seen_version=0, by=first)
        seats = reads.seats_of(first, coded.row)
        codes = reads.settled_codes(first, coded.row, seats)
        assert codes[coded.answers[2]] == {coded.codes["Leaders"]}
        one, two = reads.both_codings(first, coded.row, seats)
        assert (len(one.codes[coded.answers[2]]), len(two.codes[coded.answers[2]])) == (
            1,
            0,
        )
        assert CodingSettled.objects.count() == 1


def test_few_answers_get_counts_and_no_share_or_kappa(coded, lead):
    both_done(coded)
    page = text_of(
        signed_in(Client(), lead).get(f"/open-answers/{coded.row.pk}/agreement/")
    )
    assert "Not said: fewer than ten answers" in page
    assert "3 of 4" in page
    assert "%" not in page.replace("95% interval", "")
    assert "Leaders who ask" in page  # where they differ


def test_from_ten_answers_kappa_stands_with_its_interval_or_why_not(
    lead, evaluator, programme
):
    of = make_coding(lead, evaluator, programme, TWELVE)
    half = {number: ("Time",) for number in range(1, 7)}
    code_all(of, lead, half)
    code_all(of, evaluator, {**half, 6: (), 7: ("Time",)})
    page = text_of(
        signed_in(Client(), lead).get(f"/open-answers/{of.row.pk}/agreement/")
    )
    # 5 both, 1 and 1, 5 neither of 12: agreed .833, by chance .5
    assert "0.67 (0.24 to 1.00)" in page
    assert "Cannot be said: one of the two gave every answer the same" in page
    # codes given to few and to many: together, chance alone would look like agreement
    assert "together" not in page.split("Kappa and its 95% interval")[1]


def test_who_never_agree_on_a_code_get_no_interval(lead, evaluator, programme):
    of = make_coding(lead, evaluator, programme, TWELVE)
    code_all(of, lead, {number: ("Time",) for number in range(1, 7)})
    code_all(of, evaluator, {number: ("Time",) for number in range(7, 13)})
    page = text_of(
        signed_in(Client(), lead).get(f"/open-answers/{of.row.pk}/agreement/")
    )
    assert "-1.00; they never agreed, so no interval" in page


def test_a_theme_says_how_many_of_how_many_and_quotes_letter_for_letter(coded, lead):
    said = saying.Said("Time", "Time helps", [coded.codes["Time"]], "", "neither")
    theme = {"collection_id": coded.row.pk, "theme_id": None, "seen_version": 0}
    with as_viewer(lead), pytest.raises(CannotDo, match="after the coding"):
        saying.write_theme(**theme, said=said, by=lead)
    both_done(coded)
    with as_viewer(lead):
        wording = saying.write_theme(**theme, said=said, by=lead)
        quote = {"collection_id": coded.row.pk, "theme_id": wording.theme_id}
        with pytest.raises(CannotDo, match="letter for letter"):
            saying.quote(
                **quote, answer_id=coded.answers[1], words="Time for thought",
                kept_why="", by=lead,
            )  # fmt: skip
        with pytest.raises(CannotDo, match="carry this theme"):
            saying.quote(
                **quote, answer_id=coded.answers[3], words="Calm", kept_why="", by=lead
            )
        quoted = saying.quote(
            **quote, answer_id=coded.answers[1], words="Time", kept_why="", by=lead
        )
        [shown] = themes.themes_of(lead, coded.row)
        assert (shown.carried, shown.of, shown.open, shown.places) == (2, 4, 1, 0)
    client = signed_in(Client(), lead)
    page = text_of(client.get(f"/open-answers/{coded.row.pk}/themes/"))
    assert "2 of 4 answers carry it. The two coders still differ on 1" in page
    assert "%" not in page
    assert "“Time”" in page
    with as_viewer(lead):
        back = {"collection_id": coded.row.pk, "quotation_id": quoted.pk, "by": lead}
        with pytest.raises(CannotDo, match="Say why"):
            saying.take_quotation_back(**back, why="")
        saying.take_quotation_back(**back, why="Asked not to")
        saying.take_quotation_back(**back, why="Again")
        assert themes.themes_of(lead, coded.row)[0].quotations == ()


def test_answers_of_an_authority_that_left_are_shown_and_counted_nowhere(
    lead, evaluator, programme, authority
):
    of = make_coding(lead, evaluator, programme, FOUR, place=authority.pk)
    take_in(lead, of.row, "Quiet")
    with as_viewer(lead):
        of.answers[5] = OpenAnswer.objects.get(number=5).pk
    both_done(of)
    said = saying.Said("Time", "Time helps", [of.codes["Time"]], "", "neither")
    theme = {"collection_id": of.row.pk, "theme_id": None, "seen_version": 0}
    with as_viewer(lead):
        wording = saying.write_theme(**theme, said=said, by=lead)
        quoted = saying.quote(
            collection_id=of.row.pk, theme_id=wording.theme_id, words="Time to think",
            answer_id=of.answers[1], kept_why="", by=lead,
        )  # fmt: skip
    leave_programme(programme, authority)
    client = signed_in(Client(), lead)
    for part in ("", "agreement/", "themes/", "coding/"):
        response = client.get(f"/open-answers/{of.row.pk}/{part}")
        assert response.status_code == 200
        assert "Time to think" not in text_of(response), part
        assert "Leaders who ask" not in text_of(response), part
    gone = f"/open-answers/{of.row.pk}/quotations/{quoted.pk}/take-back/"
    assert client.get(gone).status_code == 404
    with as_viewer(lead):
        [shown] = themes.themes_of(lead, of.row)
        assert (shown.carried, shown.of, shown.open) == (0, 1, 0)
        [line] = collections.collections(lead)
        assert line.answers == 1


PAGES = (
    "", "code-book/", "code-book/add/", "code-book/{code_id}/", "coding/", "agreement/",
    "answers/{answer_id}/settle/", "themes/", "themes/add/", "themes/{theme_id}/",
    "themes/{theme_id}/quote/", "quotations/{quotation_id}/take-back/", "take-in/",
    "mask/",
)  # fmt: skip


def test_every_page_answers_ours_and_is_nowhere_for_others_with_few_queries(
    lead, evaluator, programme, elsewhere
):
    ids = make_theme_rows(lead, evaluator, programme)
    urls = [
        f"/open-answers/{ids['collection_id']}/{page.format(**ids)}" for page in PAGES
    ]
    stranger = make_programme_viewer(Role.PROGRAMME_LEAD)
    for viewer, status in ((lead, 200), (stranger, 404), (elsewhere, 404)):
        client = signed_in(Client(), viewer)
        for url in urls:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == status, url
            assert len(queries) <= 30, (url, len(queries))


def test_more_answers_cost_no_more_queries(lead, evaluator, programme):
    counts = []
    for text in (FOUR, TWELVE):
        of = make_coding(lead, evaluator, programme, text)
        code_all(of, lead, {1: ("Time",)})
        code_all(of, evaluator, {2: ("Time",)})
        client, asked = signed_in(Client(), lead), []
        for page in ("", "coding/", "agreement/", "themes/"):
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/open-answers/{of.row.pk}/{page}")
            asked.append(len(queries))
        counts.append(asked)
    assert counts[0] == counts[1]


def test_an_authoritys_leader_reads_and_others_of_it_do_not(coded, authority):
    url = f"/open-answers/{coded.row.pk}/"
    workers = [
        (make_worker_viewer(authority, role), status)
        for role, status in ((Role.PRACTICE_LEADER, 200), (Role.PRACTITIONER, 403))
    ]
    leader = make_worker_viewer(authority, Role.QUALITY_LEAD)
    for worker, status in workers:
        assert signed_in(Client(), worker).get(url).status_code == status
    assert signed_in(Client(), leader).get(f"{url}code-book/add/").status_code == 403
    with as_viewer(leader), pytest.raises(NotFound):
        collections.answer(leader, coded.row, coded.row.pk)
