"""Afterwards: who stays, who may be asked, and what they say, on a closed record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.long_haul.models import CheckIn, CheckInConsent
from kinfold.long_haul.selectors import staying_of, texts_of_long_haul
from kinfold.networks.actions import add_member
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, RecordRefused
from kinfold.records.models import Family
from kinfold.records.selectors.lists import Scope
from kinfold.records.selectors.waiting import waiting_for
from kinfold_core.practice.long_haul import months_after
from kinfold_core.practice.network import MemberDetails
from kinfold_core.practice.written import Named
from tests.factories.long_haul import close_on, make_check_in, make_consent, make_haul
from tests.factories.networks import make_member, make_told
from tests.factories.practice import make_family, make_set, me, named
from tests.factories.trajectory import day_post, days_ago

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def url(name: str, family: Family) -> str:
    return reverse(f"long_haul:{name}", args=[family.pk])


def page(client: Client, family: Family) -> str:
    return client.get(url("long-haul", family)).content.decode()


def waits(viewer: Viewer, today: date | None = None) -> list[tuple[str, date]]:
    with as_viewer(viewer):
        rows = waiting_for(viewer, Scope.MINE, today=today or timezone.localdate())
        return [(row.kind.key, row.day) for row in rows]


def test_a_closed_record_takes_the_answer_and_nothing_else(
    practitioner: Viewer, family: Family
) -> None:
    make_consent(practitioner, family)
    close_on(practitioner, family, days_ago(100))
    make_check_in(practitioner, family, 3)
    with as_viewer(practitioner):
        (heard,) = staying_of(practitioner, family.pk).check_ins
        with pytest.raises(RecordRefused, match="closed"):
            add_member(
                family_id=family.pk, by=practitioner,
                details=MemberDetails(who=Named(name="Bea")),
            )  # fmt: skip
    assert (heard.month, heard.closed_on) == (3, days_ago(100))


def test_nobody_is_asked_who_did_not_say_they_may_be(
    practitioner: Viewer, family: Family
) -> None:
    close_on(practitioner, family, days_ago(100))
    with pytest.raises(CannotDo, match="have not said that they may be asked"):
        make_check_in(practitioner, family, 3)
    make_consent(practitioner, family)
    make_consent(practitioner, family, "no")
    with pytest.raises(CannotDo, match="have not said that they may be asked"):
        make_check_in(practitioner, family, 3)
    with as_viewer(practitioner):
        said = staying_of(practitioner, family.pk).consents
        assert [one.is_given for one in said] == [False, True]


def test_it_waits_for_their_worker_until_somebody_has_answered(
    practitioner: Viewer, family: Family
) -> None:
    make_consent(practitioner, family)
    today = timezone.localdate()
    close_on(practitioner, family, today)
    third, sixth = months_after(today, 3), months_after(today, 6)
    assert waits(practitioner, third.replace(day=1) if third.day > 1 else today) == []
    assert waits(practitioner, third) == [("check_in", third)]
    with as_viewer(practitioner):
        make_consent(practitioner, family, "no")
        assert waits(practitioner, third) == []
    make_consent(practitioner, family, said_on=days_ago(0), way="")
    close_on(practitioner, family, days_ago(100))
    make_check_in(practitioner, family, 3)
    assert waits(practitioner) == []
    sixth = months_after(days_ago(100), 6)
    assert waits(practitioner, sixth) == [("check_in", sixth)]


def test_an_end_long_ago_waits_for_nobody(practitioner: Viewer, family: Family) -> None:
    make_consent(practitioner, family)
    close_on(practitioner, family, days_ago(3 * 365))
    assert waits(practitioner) == []


def test_an_open_family_waits_for_no_answer(
    practitioner: Viewer, family: Family
) -> None:
    make_consent(practitioner, family)
    assert waits(practitioner, months_after(timezone.localdate(), 14)) == []


def test_another_end_is_asked_anew(practitioner: Viewer, family: Family) -> None:
    make_consent(practitioner, family)
    close_on(practitioner, family, days_ago(400))
    make_check_in(practitioner, family, 3, heard_on=days_ago(300))
    close_on(practitioner, family, days_ago(95))
    assert [key for key, _ in waits(practitioner)] == ["check_in"]


def test_it_is_the_familys_to_say_and_never_a_workers(
    practitioner: Viewer, family: Family
) -> None:
    for write in (make_consent, make_check_in):
        with pytest.raises(CannotDo) as refused:
            write(practitioner, family, who=me(practitioner))
        assert refused.value.field == "who"
    other = make_family(practitioner)
    with as_viewer(practitioner):
        stranger = named(practitioner, other, "Kai")
    for write in (make_consent, make_check_in):
        with pytest.raises(NotFound):
            write(practitioner, family, who=stranger)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"answer": "perhaps"}, "answer"),
        ({"who": Named()}, "who"),
        ({"said_on": days_ago(-2)}, "said_on"),
    ],
)
def test_what_was_said_of_being_asked_is_whole(
    practitioner: Viewer, family: Family, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_consent(practitioner, family, **changes)  # type: ignore[arg-type]
    assert refused.value.field == field
    with pytest.raises(CannotDo) as refused:
        make_check_in(practitioner, family, heard_on=days_ago(-1))
    assert refused.value.field == "heard_on"


def test_posted_twice_it_is_written_once(practitioner: Viewer, family: Family) -> None:
    for _ in range(2):
        make_consent(practitioner, family)
        make_check_in(practitioner, family)
    with as_viewer(practitioner):
        assert CheckIn.objects.count() == CheckInConsent.objects.count() == 1
        assert AuditEvent.objects.filter(action__startswith="long_haul.").count() == 2
        assert "Sunday dinner, every week." in set(
            texts_of_long_haul(practitioner, family.pk)
        )


def test_the_database_keeps_what_was_said(practitioner: Viewer, family: Family) -> None:
    make_check_in(practitioner, family)
    with (
        as_viewer(practitioner),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        CheckIn.objects.update(answer="nobody")
    row = {
        "authority_id": family.authority_id, "family": family, "said_name": "Jo",
        "heard_on": days_ago(0), "recorded_by_id": practitioner.worker_id,
    }  # fmt: skip
    for wrong in (
        {"answer": "changed"},
        {"answer": "still", "month": 4},
        {"answer": "still", "month": 3},
        {"answer": "still", "said_name": ""},
    ):
        with (
            as_viewer(practitioner),
            pytest.raises(IntegrityError),
            transaction.atomic(),
        ):
            CheckIn.objects.create(**(row | wrong))


def test_the_page_says_who_stays_and_who_has_not_heard(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    assert "Who stays when we have gone?" in page(client, family)
    assert "Nobody has said yet" in client.get(url("paper", family)).content.decode()
    nan = make_member(practitioner, family)
    make_haul(practitioner, family, agreed_on=days_ago(1))
    make_told(practitioner, nan, make_set(practitioner, family).pk)
    shown = page(client, family)
    assert "Raj stays, and has not heard the whole worry." in shown
    assert "Raj, and Bea when he is away" in shown
    assert "Nobody has been asked since" in shown
    make_check_in(practitioner, family)
    assert "Somebody last said that it stands on" in page(client, family)


def test_birthdays_that_change_things_are_counted(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    assert "is 16 on" in page(sign_in(practitioner), family)


def test_the_paper_has_their_words_and_no_worry(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    make_haul(practitioner, family)
    paper = sign_in(practitioner).get(url("paper", family)).content.decode()
    assert "Sunday dinner at Nan" in paper
    assert danger.worried_about not in paper
    with as_viewer(practitioner):
        assert AuditEvent.objects.filter(action="long_haul.paper").exists()


def test_asked_at_three_months_without_javascript(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    consent = {
        "answer": "yes", "who": "other", "who_other": "Nan Jo", "way": "On a Sunday",
        **day_post("said_on"),
    }  # fmt: skip
    address = url("write-consent", family)
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 422
    assert client.post(address, consent).status_code == 302
    close_on(practitioner, family, days_ago(95))
    shown = page(client, family)
    assert "To be asked now" in shown
    assert "?month=3" in shown
    address = url("write-check-in", family)
    asked = client.get(f"{address}?month=3").content.decode()
    assert 'value="3"' in asked
    said = {
        "month": "3", "who": "other", "who_other": "Nan Jo", "answer": "changed",
        "words": "Raj moved, and Bea has the key now. 🔑 جدة", **day_post("heard_on"),
    }  # fmt: skip
    assert client.post(address, said | {"words": ""}).status_code == 422
    assert client.post(address, said | {"month": "6"}).status_code == 422
    assert client.post(address, said).status_code == 302
    shown = page(client, family)
    assert "Answered" in shown
    assert "Bea has the key now. 🔑 جدة" in shown


@pytest.mark.parametrize(
    "changes",
    [
        {"words": "x" * 100_000},
        {"words": "a\x00b"},
        {"month": "4"},
        {"answer": "moon"},
        {"heard_on_day": "40"},
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(
    sign_in: SignIn, practitioner: Viewer, family: Family, changes: dict[str, str]
) -> None:
    post = {
        "month": "0", "who": "other", "who_other": "Nan Jo", "answer": "still",
        "words": "Fine", "wanted": "🦊 جدة", **day_post("heard_on"),
    }  # fmt: skip
    answer = sign_in(practitioner).post(url("write-check-in", family), post | changes)
    assert answer.status_code == 422
    assert "🦊 جدة" in answer.content.decode()
    with as_viewer(practitioner):
        assert not CheckIn.objects.exists()


def test_the_page_costs_the_same_for_many(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    make_haul(practitioner, family)
    client, counts = sign_in(practitioner), []
    for more in (1, 4):
        for number in range(more):
            make_member(practitioner, family, f"{more} {number}")
            make_check_in(practitioner, family, words=f"{more} {number}")
            make_consent(practitioner, family, way=f"{more} {number}")
        with CaptureQueriesContext(connection) as queries:
            page(client, family)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
