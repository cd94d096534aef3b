"""What the rules say of a rule of the plan while it is typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.planning.models import PlanRule
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from tests.drafts.conftest import type_into
from tests.factories.planning import FRIDAYS, Planned, make_rule
from tests.factories.practice import make_family

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
COURSE = "Leanne goes to the parenting course."


def url(name: str, planned: Planned, *rest: object) -> str:
    return reverse(f"planning:{name}", args=[planned.family.pk, *rest])


@pytest.fixture
def say(practitioner: Viewer, planned: Planned, sign_in: SignIn) -> Callable[..., str]:
    client = sign_in(practitioner)

    def _say(address: str = "", **typed: object) -> str:
        common = {"kind": "everyday_arrangement", "dangers": [str(planned.danger.pk)]}
        answer = client.post(address or url("check-new-rule", planned), common | typed)
        assert answer.status_code == 200
        page: str = answer.content.decode()
        assert 'data-rules="typed"' in page
        return page

    return _say


def test_a_rule_is_read_as_it_is_typed_and_nothing_is_saved(
    practitioner: Viewer, planned: Planned, say: Callable[..., str]
) -> None:
    nan = f"member:{planned.jo.pk}"
    assert "R-SP" not in say()
    assert "R-SP" not in say(text=FRIDAYS)  # who does it may still come
    assert "R-SP" not in say(text=FRIDAYS, carriers=[nan])
    assert "R-SP3" in say(text=FRIDAYS, carriers_other="Bea")  # not told the worry
    assert "R-SP2" in say(text=COURSE)
    assert "R-SP2" not in say(text=COURSE, is_own_words="on")
    assert "This is a services plan" in say(text="x", kind="service_support")
    assert "R-SP5" in say(text="Dean promises not to drink.", carriers=[nan])
    with as_viewer(practitioner):
        assert not PlanRule.objects.exists()


def test_a_standing_rule_is_asked_who_does_it(
    practitioner: Viewer, planned: Planned, say: Callable[..., str], sign_in: SignIn
) -> None:
    rule = make_rule(practitioner, planned)
    check = url("check-rule", planned, rule.pk)
    assert "Nobody is named" in say(check, text=FRIDAYS)
    change = url("change-rule", planned, rule.pk)
    client = sign_in(practitioner)
    page = client.get(change).content.decode()
    assert f'data-rules-url="{check}"' in page
    assert "R-SP2" not in page
    type_into(client, change, text=[COURSE])
    assert "R-SP2" in client.get(change).content.decode()


def test_half_a_form_and_anything_pasted_is_answered(
    planned: Planned, say: Callable[..., str]
) -> None:
    for words in ("b" * 100_000, "Leanne\x00 sings", "أ‮evil"):
        say(text=words, kind=words, dangers=[words], carriers=[words], author=words)


def test_another_familys_rule_is_not_found(
    practitioner: Viewer, planned: Planned, sign_in: SignIn
) -> None:
    rule = make_rule(practitioner, planned)
    other = make_family(practitioner)
    address = reverse("planning:check-rule", args=[other.pk, rule.pk])
    assert sign_in(practitioner).post(address, {}).status_code == 404
