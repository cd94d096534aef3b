"""Journal, checks and reviews on the pages: nothing lost, nobody's word changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.expectations.actions import write_expectations
from kinfold.monitoring.models import JournalEntry, PlanCheck, PlanReview
from kinfold.planning.models import PlanRule
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.expectations import Expectations
from tests.factories.monitoring import make_check, make_entry, make_review
from tests.factories.planning import Planned, standing
from tests.factories.practice import make_family

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


def url(name: str, planned: Planned, *args: object) -> str:
    return reverse(f"monitoring:{name}", args=[planned.family.pk, *args])


def day(name: str, ahead: int = 0) -> dict[str, object]:
    when = timezone.localdate() + timedelta(days=ahead)
    return {f"{name}_day": when.day, f"{name}_month": when.month,
            f"{name}_year": when.year}  # fmt: skip


def text_of(response: object) -> str:
    return unescape(response.content.decode())  # type: ignore[attr-defined]


def rule_of(by: Viewer, kind: str = "trigger_response") -> PlanRule:
    with as_viewer(by):
        return PlanRule.objects.get(kind=kind)


def entry(planned: Planned, **changes: object) -> dict[str, object]:
    return {
        "author": f"member:{planned.jo.pk}", "went_well": "Both slept all night.",
        **day("happened_on"),
    } | changes  # fmt: skip


def test_empty_pages_teach_and_offer_the_first_step(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    page = text_of(client.get(url("journal", planned)))
    assert "Nobody watches this journal day and night" in page
    assert "Nothing in it yet" in page
    assert "Hard moments that nobody has seen work yet" in text_of(
        client.get(url("checks", planned))
    )
    assert "Not looked at together yet" in text_of(client.get(url("reviews", planned)))
    bare = make_family(practitioner)
    for name in ("journal", "checks", "reviews"):
        address = reverse(f"monitoring:{name}", args=[bare.pk])
        assert client.get(address).status_code == 200


def test_a_red_flag_says_who_is_rung_first(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    rule = rule_of(practitioner)
    sent = entry(
        planned, is_red_flag="on", rules=[str(rule.pk)], feeling="3",
        hard="Dean came home drunk.",
    )  # fmt: skip
    assert client.post(url("write-journal", planned), sent).status_code == 302
    page = text_of(client.get(url("journal", planned)))
    assert "Ring Nan Jo, Leanne and Raj first" in page
    assert "Not read by a worker yet" in page
    assert client.post(url("read-journal", planned)).status_code == 302
    assert f"Read by {practitioner.name}" in text_of(
        client.get(url("journal", planned))
    )


@pytest.mark.parametrize("odd", ["", "x", "\x00", "0001-01-01", "9" * 9_000])
def test_what_was_written_while_somebody_read_is_not_read_yet(
    practitioner: Viewer, planned: Planned, sign_in: SignIn, odd: str
) -> None:
    make_entry(practitioner, planned)
    client = sign_in(practitioner)
    seen = client.get(url("journal", planned)).context["page"].newest
    late = make_entry(practitioner, planned, hard="Dean is here.", is_red_flag=True)
    client.post(url("read-journal", planned), {"until": seen})
    with as_viewer(practitioner):
        assert not late.readings.exists()
        assert JournalEntry.objects.exclude(readings=None).count() == 1
    answer = client.post(url("read-journal", planned), {"until": odd})
    assert answer.status_code == 302
    with as_viewer(practitioner):
        assert late.readings.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"author": ""}, "Say who says it"),
        ({"went_well": ""}, "Write what went well, or what was hard"),
        ({"went_well": "x" * 100_000}, "letters long"),
        ({"went_well": "a\x00b"}, "hidden character"),
        (day("happened_on", 3), "has not come yet"),
        ({"feeling": "11"}, "not on the list any more"),
        ({"rules": [str(uuid4())]}, "not on the list any more"),
        ({"is_agency_only": "on"}, "Say who would be in danger"),
        ({"is_agency_only": "on", "hidden_reason": "x"}, "Enter a day after today"),
        ({"is_agency_only": "on"} | day("hidden_review_on", 900), "within a year"),
    ],
)
def test_a_page_of_the_journal_that_is_wrong_is_asked_again(
    practitioner: Viewer,
    planned: Planned,
    sign_in: SignIn,
    changes: dict[str, object],
    said: str,
) -> None:
    sent = entry(planned, what_we_did="") | changes
    answer = sign_in(practitioner).post(url("write-journal", planned), sent)
    assert answer.status_code == 422
    assert said in text_of(answer)
    with as_viewer(practitioner):
        assert not JournalEntry.objects.exists()


def test_a_correction_stands_beside_what_it_corrects(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    first = make_entry(practitioner, planned, went_well="Amira slept. 😀 سلام")
    client = sign_in(practitioner)
    correct = url("correct-journal", planned, first.pk)
    assert "Amira slept. 😀 سلام" in text_of(client.get(correct))
    sent = entry(planned, went_well="Kai slept.")
    assert client.post(correct, sent).status_code == 302
    page = text_of(client.get(url("journal", planned)))
    assert "Amira slept." in page
    assert "Kai slept." in page
    assert "corrects what was written before" in page
    other = make_family(practitioner)
    lost = reverse("monitoring:correct-journal", args=[other.pk, first.pk])
    assert client.get(lost).status_code == 404


def test_the_familys_copy_leaves_out_what_would_put_somebody_in_danger(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    make_entry(practitioner, planned, went_well="Nan sang.")
    make_entry(
        practitioner, planned, went_well="Leanne told Nan where she will go.",
        is_agency_only=True, hidden_reason="Dean reads it",
        hidden_review_on=timezone.localdate() + timedelta(days=9),
    )  # fmt: skip
    answer = sign_in(practitioner).get(url("export-journal", planned))
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "What went well: Nan sang." in text
    assert "where she will go" not in text
    assert "1 entry is not here" in text
    with as_viewer(practitioner):
        assert AuditEvent.objects.filter(action="journal.exported").exists()


def test_whoever_hides_an_entry_too_late_hides_it_still(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    """The family is given neither the correction nor what it corrects."""
    words = "Leanne told Nan where she will go."
    hiding = {
        "is_agency_only": True, "hidden_reason": "Dean reads it",
        "hidden_review_on": timezone.localdate() + timedelta(days=9),
    }  # fmt: skip
    first = make_entry(practitioner, planned, went_well=words)
    again = make_entry(practitioner, planned, first.pk, went_well=words)
    hidden = make_entry(practitioner, planned, first.pk, went_well=words, **hiding)
    make_entry(practitioner, planned, again.pk, went_well=words, **hiding)
    assert hidden.is_agency_only
    assert hidden.pk != again.pk
    client = sign_in(practitioner)
    text = client.get(url("export-journal", planned)).content.decode()
    assert "where she will go" not in text
    assert "4 entries are not here" in text


def test_a_rule_that_is_sent_twice_is_ticked_once(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    rule = str(rule_of(practitioner).pk)
    sent = entry(planned, rules=[rule, rule])
    answer = sign_in(practitioner).post(url("write-journal", planned), sent)
    assert answer.status_code == 302
    with as_viewer(practitioner):
        (kept,) = JournalEntry.objects.all()
        assert kept.rules.count() == 1


def test_a_check_is_written_down_and_makes_its_rule_stronger(
    practitioner: Viewer, chair: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    rule = rule_of(practitioner)
    client = sign_in(practitioner)
    add = url("add-check", planned)
    assert "selected" in text_of(client.get(f"{add}?rule={rule.pk}"))
    sent = {
        "rule": str(rule.pk), "kind": "rehearsal", "worked": "yes",
        "what_happened": "Raj came in ten minutes.",
        "seen_by": f"member:{planned.raj.pk}", **day("checked_on"),
    }  # fmt: skip
    for wrong in (
        {"rule": ""}, {"rule": str(uuid4())}, {"kind": ""}, {"worked": "maybe"},
        {"what_happened": ""}, {"seen_by": ""}, day("checked_on", 2),
    ):  # fmt: skip
        assert client.post(add, sent | wrong).status_code == 422
    client = sign_in(chair)
    shown = url("demonstrate", planned)
    stopped = client.post(shown, {"words": "Five quiet Fridays"})
    assert stopped.status_code == 422
    assert "has not been used or practised with success yet" in text_of(stopped)
    client = sign_in(practitioner)
    assert client.post(add, sent).status_code == 302
    page = text_of(client.get(url("checks", planned)))
    assert "Used or tried once; it worked" in page
    assert "1 of 2 live rules used or tried" in page
    assert client.get(shown).status_code == 403
    client = sign_in(chair)
    assert client.post(shown, {"words": "Five quiet Fridays"}).status_code == 302
    assert standing(practitioner, planned.family.pk).status == "demonstrated"
    with as_viewer(practitioner):
        assert PlanCheck.objects.count() == 1


def test_a_review_begins_with_what_is_known_and_keeps_what_was_decided(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    rule = rule_of(practitioner)
    make_entry(practitioner, planned, is_red_flag=True)
    client = sign_in(practitioner)
    add = url("add-review", planned)
    page = text_of(client.get(add))
    assert "1 entry in the journal since you last met, 1 red flag." in page
    assert "Not tried with success yet" in page
    sent = {
        "people": [f"member:{planned.jo.pk}"], "people_other": "Ms Bell",
        "decided": "Raj comes on Saturdays too.", "rules": [str(rule.pk)],
        **day("held_on"), **day("next_review_on", 30),
    }  # fmt: skip
    for wrong in (
        {"people": [], "people_other": ""}, {"decided": ""}, day("held_on", 2),
        day("next_review_on"), {"rules": [str(uuid4())]},
    ):  # fmt: skip
        assert client.post(add, sent | wrong).status_code == 422
    assert client.post(add, sent).status_code == 302
    page = text_of(client.get(url("reviews", planned)))
    assert "Nan Jo, Ms Bell" in page
    assert "Raj comes on Saturdays too." in page
    with as_viewer(practitioner):
        assert PlanReview.objects.get().seen["red_flags"] == 1


def test_how_lately_a_rule_is_tried_is_the_authoritys_to_say(
    practitioner: Viewer, practice_leader: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    make_check(practitioner, planned, rule_of(practitioner).pk)  # two days ago
    client = sign_in(practitioner)
    tried = "of 2 live rules used or tried in the last"
    assert f"1 {tried} 30 days" in text_of(client.get(url("checks", planned)))
    with as_viewer(practice_leader):
        write_expectations(
            hoped=Expectations(tried_within=1), seen_version=0, by=practice_leader,
            why="It is a hard week.",
        )  # fmt: skip
    assert f"0 {tried} 1 day." in text_of(client.get(url("checks", planned)))
    known = text_of(client.get(url("add-review", planned)))
    assert "0 of 2 live rules were used or tried in the last 1 day." in known
    make_review(practitioner, planned)
    said = text_of(client.get(url("reviews", planned)))
    assert "0 of 2 rules tried in the 1 day before" in said


def test_the_pages_ask_the_same_however_long_the_plan_was_lived(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    rule = rule_of(practitioner)

    def count(name: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(name, planned)).status_code == 200
        return len(captured)

    def live(number: int) -> None:
        make_entry(practitioner, planned, rule_ids=(rule.pk,), hard=f"Day {number}")
        make_check(practitioner, planned, rule.pk, what_happened=f"Day {number}")
        make_review(practitioner, planned, decided=f"{number}", rule_ids=(rule.pk,))

    pages = ("journal", "checks", "reviews")
    live(0)
    client.post(url("read-journal", planned))
    few = {name: count(name) for name in pages}
    for number in range(1, 6):
        live(number)
    client.post(url("read-journal", planned))
    assert {name: count(name) for name in pages} == few
    assert max(few.values()) <= 28
