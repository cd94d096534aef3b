"""Nobody agrees to a plan that they have not read as it stands."""

from __future__ import annotations

import pytest
from django.utils import timezone

from kinfold.planning import actions
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.plan_written import Who
from tests.factories.planning import (
    FRIDAYS,
    Planned,
    make_rule,
    rule_details,
    standing,
)
from tests.planning.test_pages import SignIn, text_of, url

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_agreeing_is_refused_with_what_changed_since_it_was_read(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    family_id, today = planned.family.pk, timezone.localdate()
    kept, gone = make_rule(practitioner, planned), make_rule(
        practitioner, planned, text="Bea rings at six."
    )  # fmt: skip
    client, agree = sign_in(practitioner), url("agree", planned)
    page = client.get(agree)
    assert FRIDAYS in text_of(page)
    sent = {
        "version": page.context["form"]["version"].value(), "words": "At Nan's table",
        "people": [f"member:{planned.jo.pk}"], "agreed_on_day": today.day,
        "agreed_on_month": today.month, "agreed_on_year": today.year,
    }  # fmt: skip
    with as_viewer(practitioner):
        actions.change_rule(
            family_id=family_id, rule_id=kept.pk, version=1, by=practitioner,
            details=rule_details(planned, text="Raj fetches them at 3."),
        )  # fmt: skip
        actions.withdraw_rule(
            family_id=family_id, rule_id=gone.pk, version=1, by=practitioner,
            author=planned.nan, capacity="network", reason="Bea moved",
        )  # fmt: skip
    make_rule(practitioner, planned, text="Nan has a key.")
    answer = client.post(agree, sent)
    assert answer.status_code == 409
    assert standing(practitioner, family_id).status == "draft"
    assert answer.context["changed"] == [
        ("Changed", FRIDAYS, "Raj fetches them at 3."),
        ("New", "", "Nan has a key."),
        ("Taken out", "Bea rings at six.", ""),
    ]
    assert "At Nan's table" in text_of(answer)
    again = sent | {"version": answer.context["form"]["version"].value()}
    assert client.post(agree, again).status_code == 302
    assert standing(practitioner, family_id).status == "agreed"


@pytest.mark.parametrize("version", ["", "nonsense", "1", "x" * 9000])
def test_nobody_agrees_to_what_they_have_not_read(
    practitioner: Viewer, planned: Planned, sign_in: SignIn, version: str
) -> None:
    make_rule(practitioner, planned)
    today = timezone.localdate()
    sent = {
        "version": version, "people": [f"member:{planned.jo.pk}"],
        "agreed_on_day": today.day, "agreed_on_month": today.month,
        "agreed_on_year": today.year,
    }  # fmt: skip
    assert sign_in(practitioner).post(url("agree", planned), sent).status_code == 409
    assert standing(practitioner, planned.family.pk).status == "draft"


def test_whose_actions_it_is_about_is_never_overwritten_unseen(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    make_rule(practitioner, planned)
    client, whose = sign_in(practitioner), url("sources", planned)
    field = f"d_{planned.danger.pk.hex}"
    stamp = client.get(whose).context["form"]["version"].value()
    with as_viewer(practitioner):
        actions.name_sources(
            family_id=planned.family.pk, sources={planned.danger.pk: [planned.uncle]},
            was=stamp, by=practitioner,
        )  # fmt: skip
    sent = {"version": stamp, f"{field}_other": "Dean"}
    answer = client.post(whose, sent)
    assert answer.status_code == 409
    assert [row[1:] for row in answer.context["conflict"]] == [("Raj", "Dean")]
    again = sent | {"version": answer.context["form"]["version"].value()}
    assert client.post(whose, again).status_code == 302
    plan = standing(practitioner, planned.family.pk)
    assert plan.sources[planned.danger.pk] == (Who(name="Dean"),)
