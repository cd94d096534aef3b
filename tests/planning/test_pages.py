"""The pages of the plan: read at the fridge, written on, never lost."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.planning import actions
from kinfold.planning.models import PlanRule, RuleSuggestion, SafetyPlan
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.what_was_read import written_out
from tests.factories.planning import (
    FRIDAYS,
    WHY_ALREADY,
    Planned,
    make_accepted,
    make_live,
    make_rule,
    make_trigger,
    read_with_all,
    rule_details,
    standing,
)
from tests.factories.practice import make_family

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
HOSTILE = ("x" * 100_000, "a\x00b", "😀" * 20_000)


def url(name: str, planned: Planned, *args: object) -> str:
    return reverse(f"planning:{name}", args=[planned.family.pk, *args])


def typed(planned: Planned, **changes: object) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "version": "1", "kind": "everyday_arrangement", "when": "Fridays",
        "text": FRIDAYS, "carriers": [f"member:{planned.jo.pk}"],
        "carriers_other": "Bea, Mo", "dangers": [str(planned.danger.pk)],
        "author": f"member:{planned.jo.pk}", "read_on_day": today.day,
    } | changes  # fmt: skip


def text_of(response: object) -> str:
    return unescape(response.content.decode())  # type: ignore[attr-defined]


def only_rule(by: Viewer) -> PlanRule:
    with as_viewer(by):
        return PlanRule.objects.get()


def test_an_empty_plan_asks_and_offers_the_first_step(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    page = text_of(client.get(url("safety-plan", planned)))
    assert "No plan yet" in page
    assert url("add-rule", planned) in page
    hub = text_of(client.get(url("plans", planned)))
    assert "The family's own how, for good" in hub
    assert "Not begun" in hub
    assert "No plan for today is in force" in hub


def test_a_rule_is_written_down_as_nan_says_it(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    add = url("add-rule", planned)
    assert client.get(f"{add}?kind=emergency").status_code == 200
    assert client.post(add, typed(planned)).status_code == 302
    (row,) = standing(practitioner, planned.family.pk).rules
    assert row.author == planned.nan
    assert [who.name for who in row.carriers] == ["Nan Jo", "Bea", "Mo"]
    page = text_of(client.get(url("safety-plan", planned)))
    assert FRIDAYS in page
    assert "Not told the worry yet: Bea and Mo" in page
    with as_viewer(practitioner):
        assert AuditEvent.objects.filter(action="planning.safety-plan").exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": ""}, "Write who does what"),
        ({"author": ""}, "Say who of the family or network says it"),
        ({"author": "other"}, "Write their name"),
        ({"author": "worker:1"}, "not on the list any more"),
        ({"dangers": []}, "Tick the worry it answers"),
        ({"dangers": [str(uuid4())]}, "not on the list any more"),
        ({"carriers": ["member:x"]}, "not on the list any more"),
        ({"kind": "trigger_response", "when": ""}, "the first sign"),
        ({"kind": "nonsense"}, "not on the list any more"),
        ({"text": HOSTILE[0]}, "letters long"),
        ({"text": HOSTILE[1]}, "hidden character"),
        ({"when": HOSTILE[2]}, "letters long"),
        ({"carriers_other": HOSTILE[0]}, "letters long"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    practitioner: Viewer,
    planned: Planned,
    sign_in: SignIn,
    changes: dict[str, object],
    said: str,
) -> None:
    answer = sign_in(practitioner).post(
        url("add-rule", planned), typed(planned, how_known="Nan rings", **changes)
    )
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "Nan rings" in text_of(answer)
    with as_viewer(practitioner):
        assert not PlanRule.objects.exists()
        assert not SafetyPlan.objects.exists()


@pytest.mark.parametrize(
    "words", ["شكرا جزيلا يا جدتي", "😀 Nan", "<script>x</script>"]
)
def test_any_script_and_any_sign_is_kept_as_typed(
    practitioner: Viewer, planned: Planned, sign_in: SignIn, words: str
) -> None:
    client = sign_in(practitioner)
    assert (
        client.post(url("add-rule", planned), typed(planned, text=words)).status_code
        == 302
    )
    assert only_rule(practitioner).text == words
    page = client.get(url("safety-plan", planned)).content.decode()
    assert "<script>x</script>" not in page


def test_a_stale_change_shows_both_wordings_and_keeps_what_was_typed(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    rule = make_rule(practitioner, planned)
    with as_viewer(practitioner):
        actions.change_rule(
            family_id=planned.family.pk, rule_id=rule.pk, version=1, by=practitioner,
            details=rule_details(planned, text="Raj fetches them at 3."),
        )  # fmt: skip
    client = sign_in(practitioner)
    change = url("change-rule", planned, rule.pk)
    answer = client.post(change, typed(planned, text="Bea fetches them."))
    assert answer.status_code == 409
    assert "Raj fetches them at 3." in text_of(answer)
    assert "Bea fetches them." in text_of(answer)
    again = client.post(change, typed(planned, text="Bea fetches them.", version="2"))
    assert again.status_code == 302
    assert only_rule(practitioner).text == "Bea fetches them."


def test_a_worker_suggests_and_the_family_answers_in_its_words(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    rule = make_rule(practitioner, planned)
    client = sign_in(practitioner)
    suggest = url("suggest", planned, rule.pk)
    assert client.post(suggest, {"text": "", "why": ""}).status_code == 422
    sent = {"text": "Raj fetches them at 3.", "why": "School ends at 3."}
    assert client.post(suggest, sent).status_code == 302
    assert client.post(url("suggest-rule", planned), sent).status_code == 302
    page = text_of(client.get(url("safety-plan", planned)))
    assert "suggests:" in page
    assert FRIDAYS in page
    with as_viewer(practitioner):
        one = RuleSuggestion.objects.get(rule=rule)
        other = RuleSuggestion.objects.get(rule=None)
    today = timezone.localdate()
    yes = {
        "who": f"member:{planned.jo.pk}", "answer": "yes", "new_text": "Raj is there.",
        "answered_on_day": today.day, "answered_on_month": today.month,
        "answered_on_year": today.year,
    }  # fmt: skip
    answer = url("answer-suggestion", planned, one.pk)
    for wrong in ({"who": ""}, {"answer": ""}, {"new_text": ""}, {"answer": "no"}):
        assert client.post(answer, yes | wrong).status_code == 422
    assert client.post(answer, yes).status_code == 302
    assert only_rule(practitioner).text == "Raj is there."
    assert "answered already" in text_of(client.post(answer, yes))
    new = client.post(url("answer-suggestion", planned, other.pk), yes)
    assert new["Location"] == url("add-rule", planned)
    page = text_of(client.get(url("rule", planned, rule.pk)))
    assert "Nan Jo said yes" in page
    assert "How it came to these words" in page


def test_from_agreed_to_live_on_the_pages(
    practitioner: Viewer, chair: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    rule = make_rule(practitioner, planned)
    client, today = sign_in(practitioner), timezone.localdate()
    day = {
        "version": written_out({rule.pk: 1}), "agreed_on_day": today.day,
        "agreed_on_month": today.month, "agreed_on_year": today.year,
    }  # fmt: skip
    agree = url("agree", planned)
    assert client.post(agree, day).status_code == 422
    people = {"people": [f"member:{planned.jo.pk}"]}
    assert client.post(agree, day | people).status_code == 302
    client = sign_in(chair)
    answer = url("answer-plan", planned)
    assert client.post(answer, {"version": 1, "answer": "not_yet"}).status_code == 422
    no = {"version": 1, "answer": "not_yet", "words": "Who rings?"}
    assert client.post(answer, no).status_code == 302
    assert "Who rings?" in text_of(client.get(url("safety-plan", planned)))
    stale = client.post(answer, no | {"version": 7})
    assert stale.status_code == 409
    assert [row[2] for row in stale.context["conflict"]] == ["7"]
    assert client.post(answer, {"version": 1, "answer": "accepted"}).status_code == 302
    client = sign_in(practitioner)
    live = url("go-live", planned)
    dates = {
        "effective_from_day": today.day, "effective_from_month": today.month,
        "effective_from_year": today.year, "review_on_day": 1, "review_on_month": 1,
        "review_on_year": today.year + 1,
    }  # fmt: skip
    stopped = client.post(live, dates)
    assert stopped.status_code == 422
    assert "has not been read through with them" in text_of(stopped)
    read_with_all(practitioner, planned)
    few = client.post(live, dates)
    assert few.status_code == 422
    assert "2 people are to have heard the worry" in text_of(few)
    assert "So far: 0." in text_of(few)
    assert client.post(live, dates | {"why_already": WHY_ALREADY}).status_code == 302
    plan = standing(practitioner, planned.family.pk)
    assert plan.status == "live"
    assert WHY_ALREADY in text_of(client.get(url("safety-plan", planned)))
    page = text_of(client.get(url("plan-version", planned, plan.live_id)))
    assert FRIDAYS in page


def test_reading_through_suspending_and_holding_again(
    practitioner: Viewer, chair: Viewer, sign_in: SignIn
) -> None:
    planned = make_live(practitioner, chair, make_family(practitioner))
    client, today = sign_in(practitioner), timezone.localdate()
    rules = standing(practitioner, planned.family.pk).rules
    read = url("read-through", planned)
    form = text_of(client.get(f"{read}?who=member:{planned.jo.pk}"))
    assert form.count("checked") == 2
    sent = {
        "who": f"member:{planned.jo.pk}", "rules": [str(rules[0].id)],
        "understood": "partly", "read_on_day": today.day,
        "read_on_month": today.month, "read_on_year": today.year,
    }  # fmt: skip
    assert client.post(read, sent | {"rules": []}).status_code == 422
    assert client.post(read, sent).status_code == 302
    suspend = url("suspend", planned)
    assert client.post(suspend, {"reason": "Nan is ill"}).status_code == 422
    sent = {"reason": "Nan is ill", "replaced_today_by": "Raj has them"}
    assert client.post(suspend, sent).status_code == 302
    assert "Raj has them" in text_of(client.get(url("safety-plan", planned)))
    resume = url("resume", planned)
    assert client.post(resume, {"words": ""}).status_code == 422
    assert client.post(resume, {"words": "Nan is home"}).status_code == 302
    assert client.get(url("long-haul", planned)).status_code == 403


def test_out_of_the_plan_and_back(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    rule = make_rule(practitioner, planned)
    client = sign_in(practitioner)
    out = url("take-out-rule", planned, rule.pk)
    says = {"author": f"member:{planned.jo.pk}", "version": "1"}
    assert client.post(out, says).status_code == 422
    assert client.post(out, says | {"reason": "x", "version": "9"}).status_code == 409
    assert client.post(out, says | {"reason": "Nan moved"}).status_code == 302
    assert "Nan moved" in text_of(client.get(url("safety-plan", planned)))
    back = url("put-back-rule", planned, rule.pk)
    assert client.post(back, {}).status_code == 422
    assert client.post(back, says).status_code == 302
    assert len(standing(practitioner, planned.family.pk).rules) == 1


def test_the_name_and_whose_actions_it_is_about(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    make_rule(practitioner, planned, carriers=(planned.uncle,))
    client = sign_in(practitioner)
    name = url("rename", planned)
    sent = {"title": "Quiet Fridays", "was": "Our plan"}
    assert client.post(name, sent).status_code == 302
    stale = client.post(name, {"title": "Plan B", "was": "Our plan"})
    assert stale.status_code == 409
    assert "Quiet Fridays" in text_of(stale)
    field = f"d_{planned.danger.pk.hex}"
    whose = url("sources", planned)
    assert client.post(whose, {field: [f"member:{planned.raj.pk}"]}).status_code == 302
    assert "This rests on Raj alone" in text_of(client.get(url("safety-plan", planned)))
    assert text_of(client.get(whose)).count("checked") == 1


def test_the_service_answers_a_rule_and_changes_no_word(
    practitioner: Viewer, chair: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    rule = make_rule(practitioner, planned)
    answer = url("answer-rule", planned, rule.pk)
    assert sign_in(practitioner).get(answer).status_code == 403
    client = sign_in(chair)
    sent = {"version": 1, "answer": "not_yet", "words": "Who rings on Sunday?"}
    assert client.post(answer, sent | {"version": 3}).status_code == 409
    assert client.post(answer, sent).status_code == 302
    assert "Who rings on Sunday?" in text_of(client.get(url("safety-plan", planned)))
    assert only_rule(practitioner).text == FRIDAYS


def test_another_familys_rule_is_not_found(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    rule = make_rule(practitioner, planned)
    other = make_family(practitioner)
    client = sign_in(practitioner)
    for name in ("rule", "change-rule", "take-out-rule", "put-back-rule", "suggest"):
        address = reverse(f"planning:{name}", args=[other.pk, rule.pk])
        assert client.get(address).status_code == 404


def test_the_page_asks_the_same_however_many_rules(
    practitioner: Viewer, chair: Viewer, sign_in: SignIn
) -> None:
    planned = make_live(practitioner, chair, make_family(practitioner))
    client = sign_in(practitioner)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(url("safety-plan", planned))
        return len(captured)

    count()
    few = count()
    for number in range(8):
        make_rule(practitioner, planned, text=f"Rule {number}")
        make_trigger(practitioner, planned, text=f"Moment {number}")
    assert count() == few
    make_accepted(practitioner, chair, planned)
    assert count() == few
    assert few <= 25
