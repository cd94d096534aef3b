"""The question library: found, changed, hidden, kept as favourites, marked as asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.questions import actions, selectors
from kinfold.questions.models import QuestionAsked, QuestionWording
from kinfold.records.errors import RecordRefused
from kinfold.records.models import Family
from kinfold_core.practice.questions import shipped
from tests.factories.practice import make_family

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
HTMX = {"HX-Request": "true"}
KEY = "harm-1"
TEXT = next(question.text for question in shipped() if question.key == KEY)


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


def url(name: str, *rest: object) -> str:
    return reverse(f"questions:{name}", args=rest)


def question_post(**changes: str) -> dict[str, str]:
    return {
        "text": "What did the house smell like?", "topic": "harm",
        "audience": "child", "stage": "amplify", "version": "0",
    } | changes  # fmt: skip


def test_a_question_is_found_by_what_it_is_about_whom_it_is_for_and_its_words(
    sign_in: SignIn, practitioner: Viewer
) -> None:
    client = sign_in(practitioner)
    whole = client.get(url("library")).content.decode()
    assert TEXT in whole
    assert f"{len(shipped())} questions." in whole
    narrow = client.get(
        url("library"), {"topic": "network", "audience": "child", "words": "MISS who"}
    ).content.decode()
    assert "Who do you miss?" in narrow
    assert "1 question." in narrow
    none = client.get(url("library"), {"words": "zebra"}).content.decode()
    assert "ask it your own way" in none


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"topic": "gone"}, "not on the list any more"),
        ({"words": "x" * 100_000}, "100,000 letters"),
        ({"words": "a\x00b"}, "hidden character"),
    ],
)
def test_what_cannot_be_looked_for_is_said_and_the_library_still_shown(
    sign_in: SignIn, practitioner: Viewer, asked: dict[str, str], told: str
) -> None:
    answer = sign_in(practitioner).get(url("library"), asked)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert TEXT in answer.content.decode()


@pytest.mark.parametrize("words", ["😀", "שלום", "%_\\", "'; --", ""])
def test_any_words_can_be_looked_for(
    sign_in: SignIn, practitioner: Viewer, words: str
) -> None:
    answer = sign_in(practitioner).get(url("library"), {"words": words})
    assert answer.status_code == 200


def test_beside_the_map_htmx_is_given_the_questions_alone(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    answer = sign_in(practitioner).get(
        url("family", family.pk), {"topic": "goal"}, headers=HTMX
    )
    page = answer.content.decode()
    assert "<html" not in page
    assert "Suppose you wake up one day" in page
    assert TEXT not in page


@pytest.mark.parametrize(
    ("name", "rest", "topics"),
    [
        ("map", [], ["harm", "danger", "existing_safety", "goal", "next_step"]),
        ("add-entry", ["strength"], ["strength"]),
        ("add-danger", [], ["danger", "goal", "scale"]),
    ],
)
def test_questions_stand_beside_what_is_being_written(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    name: str,
    rest: list[str],
    topics: list[str],
) -> None:
    address = reverse(f"practice:{name}", args=[family.pk, *rest])
    page = sign_in(practitioner).get(address).content.decode()
    for topic in topics:
        assert f'<a href="{url("family", family.pk)}?topic={topic}"' in page


def test_a_favourite_is_the_workers_own(
    sign_in: SignIn, practitioner: Viewer, manager: Viewer
) -> None:
    client = sign_in(practitioner)
    client.post(url("favourite", KEY), {"kept": "1"})
    again = client.post(url("favourite", KEY), {"kept": "1", "query": "topic=harm"})
    assert again.headers["Location"] == f"{url('library')}?topic=harm#question-{KEY}"
    mine = client.get(url("library"), {"mine": "on"}).content.decode()
    assert "1 question." in mine
    assert TEXT in mine
    assert (
        TEXT
        not in sign_in(manager).get(url("library"), {"mine": "on"}).content.decode()
    )
    client = sign_in(practitioner)
    answer = client.post(url("favourite", KEY), {"kept": ""}, headers=HTMX)
    assert 'aria-pressed="false"' in answer.content.decode()
    with as_viewer(practitioner):
        assert selectors.favourites_of(practitioner) == frozenset()


def test_a_mark_says_that_it_was_asked_and_a_slip_is_taken_back(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    address = url("asked", family.pk, KEY)
    answer = client.post(address, {"query": "topic=harm&evil=1"})
    assert answer.headers["Location"] == (
        f"{url('family', family.pk)}?topic=harm#question-{KEY}"
    )
    client.post(address)  # pressed twice: one mark
    page = client.get(url("family", family.pk)).content.decode()
    assert f"Asked today, {practitioner.name}" in page
    back = client.post(address, {"undo": "1"}, headers=HTMX).content.decode()
    assert "Asked today, " not in back
    with as_viewer(practitioner):
        rows = list(QuestionAsked.objects.order_by("recorded_at"))
        assert [(row.text, row.is_taken_back) for row in rows] == [
            (TEXT, False),
            (TEXT, True),
        ]
        assert AuditEvent.objects.filter(
            family_id=family.pk, action="questions.asked"
        ).exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            QuestionAsked.objects.all().delete()


def test_the_last_time_is_shown_whoever_asked(
    practitioner: Viewer, chair: Viewer, family: Family
) -> None:
    today = timezone.localdate()
    for by, days in ((practitioner, 9), (chair, 2), (practitioner, 4)):
        with as_viewer(by):
            actions.mark_asked(
                family_id=family.pk,
                key=KEY,
                on=today - timedelta(days=days),
                is_taken_back=False,
                by=by,
            )
    with as_viewer(practitioner):
        last = selectors.last_asked(practitioner, family.pk)[KEY]
    assert (last.on, last.by) == (today - timedelta(days=2), chair.name)
    assert not last.is_mine


def test_a_mark_of_another_familys_or_of_no_question_is_not_found(
    practitioner: Viewer, senior_leader: Viewer, elsewhere: Viewer, family: Family
) -> None:
    def mark(by: Viewer, key: str = KEY) -> None:
        with as_viewer(by):
            actions.mark_asked(
                family_id=family.pk,
                key=key,
                on=timezone.localdate(),
                is_taken_back=False,
                by=by,
            )

    with pytest.raises(NotFound):
        mark(elsewhere)
    with pytest.raises(NotFound):
        mark(practitioner, "harm-999")
    with pytest.raises(RecordRefused):
        mark(senior_leader)


def test_an_authority_words_a_question_its_own_way_and_the_earlier_ones_stay(
    sign_in: SignIn, practice_leader: Viewer, practitioner: Viewer, elsewhere: Viewer
) -> None:
    client = sign_in(practice_leader)
    ours = question_post(text="What did you smell?", audience="parent", stage="elicit")
    assert client.post(url("edit", KEY), ours).status_code == 302
    stale = client.post(url("edit", KEY), {**ours, "text": "What did you hear?"})
    assert stale.status_code == 409
    assert "What did you smell?" in stale.content.decode()
    assert "What did you hear?" in stale.content.decode()
    again = {**ours, "text": "What did you hear?", "version": "1"}
    assert client.post(url("edit", KEY), again).status_code == 302
    page = client.get(url("edit", KEY)).content.decode()
    for wording in (TEXT, "What did you smell?", "What did you hear?"):
        assert wording in page
    library = sign_in(practitioner).get(url("library")).content.decode()
    assert "What did you hear?" in library
    assert TEXT not in library
    assert TEXT in sign_in(elsewhere).get(url("library")).content.decode()
    with as_viewer(practice_leader):
        assert QuestionWording.objects.count() == 2
        with pytest.raises(DatabaseError), transaction.atomic():
            QuestionWording.objects.update(text="x")


def test_a_question_of_ones_own_can_be_added_hidden_and_put_back(
    sign_in: SignIn, practice_leader: Viewer, practitioner: Viewer, elsewhere: Viewer
) -> None:
    client = sign_in(practice_leader)
    client.post(url("add"), question_post())
    with as_viewer(practice_leader):
        key = QuestionWording.objects.get().key
    assert "What did the house smell" in client.get(url("library")).content.decode()
    client.post(url("hide", key))
    assert "Not in the library" in client.get(url("library")).content.decode()
    reader = sign_in(practitioner)
    assert "What did the house" not in reader.get(url("library")).content.decode()
    client = sign_in(practice_leader)
    client.post(url("hide", key), {"show": "1"})
    reader = sign_in(practitioner)
    assert "What did the house" in reader.get(url("library")).content.decode()
    outside = sign_in(elsewhere)
    assert outside.get(url("edit", key)).status_code == 404
    assert outside.post(url("hide", key)).status_code == 404
    assert outside.post(url("favourite", key), {"kept": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("box", "typed", "told"),
    [
        ("text", "", "Write the question as you would ask it"),
        ("text", "x" * 100_000, "100,000 letters"),
        ("text", "What\x00?", "hidden character"),
        ("topic", "gone", "not on the list any more"),
        ("audience", "", "Choose whom you would ask"),
    ],
)
def test_a_question_that_cannot_be_kept_is_refused_kindly(
    sign_in: SignIn, practice_leader: Viewer, box: str, typed: str, told: str
) -> None:
    answer = sign_in(practice_leader).post(url("add"), question_post(**{box: typed}))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    with as_viewer(practice_leader):
        assert not QuestionWording.objects.exists()


def test_two_who_change_a_question_at_the_same_moment_do_not_both_keep(
    practice_leader: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = shipped()[0]
    with as_viewer(practice_leader):
        standing = selectors.question_library(practice_leader)[KEY]
        from dataclasses import replace

        from kinfold.questions.errors import QuestionChanged

        for text in ("One?", "Two?"):
            wanted = replace(question, text=text)
            # each read the library before the other had kept
            first = iter([(standing, 0)])
            read = actions._standing
            monkeypatch.setattr(
                actions,
                "_standing",
                lambda by, key, first=first, read=read: (
                    next(first, None) or read(by, key)
                ),
            )
            if text == "One?":
                actions.change_question(
                    question=wanted, seen_version=0, by=practice_leader
                )
                continue
            with pytest.raises(QuestionChanged) as caught:
                actions.change_question(
                    question=wanted, seen_version=0, by=practice_leader
                )
            assert caught.value.standing.text == "One?"


def test_who_may_look_and_who_may_change(
    sign_in: SignIn,
    practitioner: Viewer,
    quality_lead: Viewer,
    analyst: Viewer,
    programme_lead: Viewer,
) -> None:
    for viewer, look, change in (
        (practitioner, 200, 403),
        (quality_lead, 200, 200),
        (analyst, 403, 403),
    ):
        client = sign_in(viewer)
        assert client.get(url("library")).status_code == look
        assert client.get(url("cards")).status_code == look
        for address in (url("add"), url("edit", KEY)):
            assert client.get(address).status_code == change
    assert sign_in(programme_lead).get(url("library")).status_code in {403, 404}
    with as_viewer(quality_lead), pytest.raises(PermissionDenied):
        actions.keep_favourite(key=KEY, is_kept=True, by=quality_lead)


@pytest.mark.parametrize(("size", "said"), [("a6", "A6"), ("a4", "Eight cards")])
def test_cards_hold_what_was_looked_for_and_no_family(
    sign_in: SignIn, practitioner: Viewer, size: str, said: str
) -> None:
    asked = {"topic": "scale", "audience": "child", "size": size}
    page = sign_in(practitioner).get(url("cards"), asked).content.decode()
    assert page.count('class="question-card ') == 3
    assert said in page


def test_more_cards_than_a_visit_needs_are_left_out_and_said_so(
    sign_in: SignIn, practitioner: Viewer
) -> None:
    page = sign_in(practitioner).get(url("cards")).content.decode()
    assert page.count('class="question-card ') == 64
    assert f"{len(shipped()) - 64} more fit" in page


def test_the_pages_cost_the_same_however_much_was_asked_and_written(
    sign_in: SignIn, practitioner: Viewer, practice_leader: Viewer, family: Family
) -> None:
    addresses = [url("library"), url("family", family.pk), url("cards")]
    client = sign_in(practitioner)

    def cost() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counts.append(len(asked))
        return counts

    cost()  # the first page of a session asks for more
    few = cost()
    for question in shipped()[:20]:
        client.post(url("favourite", question.key), {"kept": "1"})
        client.post(url("asked", family.pk, question.key))
    editor = sign_in(practice_leader)
    for number in range(10):
        editor.post(url("add"), question_post(text=f"Question {number}?"))
    client = sign_in(practitioner)
    cost()
    assert cost() == few
    assert max(few) <= 15, few
