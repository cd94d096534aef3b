"""What the rules say of words while they are typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, MapEntry, Mapping
from kinfold.records.models import Family
from kinfold_core.access import Role
from kinfold_core.practice.written import Named
from tests.factories.platform import make_worker_viewer
from tests.factories.practice import make_entry, make_set, me

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


def test_harm_without_what_it_did_is_asked_about_and_nothing_is_saved(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    address = reverse("practice:check-new-entry", args=[family.pk, "harm"])
    client = sign_in(practitioner)
    said = client.post(address, {"text": "Dad pushed Mum."}).content.decode()
    assert 'data-rules="entry"' in said
    assert "It does not say what this did to the child." in said
    typed = {"text": "Dad pushed Mum.", "impact": "Kai cried."}
    assert "thing to think" not in client.post(address, typed).content.decode()
    with as_viewer(practitioner):
        assert not MapEntry.objects.exists()
        assert not Mapping.objects.exists()


def test_words_that_would_be_refused_are_read_all_the_same(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    """Half a date and no worried person yet: the rules still speak of the words."""
    client = sign_in(practitioner)
    entry = reverse("practice:check-new-entry", args=[family.pk, "harm"])
    said = client.post(entry, {"text": "Dad pushed Mum.", "happened": "31 Febr"})
    assert said.status_code == 200
    assert "R-H1" in said.content.decode()
    danger = reverse("practice:check-new-danger", args=[family.pk])
    said = client.post(
        danger, {"worried_about": "Neglect.", "observable_signs": "x" * 600}
    )
    assert said.status_code == 200
    assert "R-DS6" in said.content.decode()


@pytest.mark.parametrize(
    "words", ["", "b" * 100_000, "Leanne\x00 sings", "أ\u202eevil"]
)
def test_anything_pasted_is_answered(
    sign_in: SignIn, practitioner: Viewer, family: Family, words: str
) -> None:
    client = sign_in(practitioner)
    for name, rest, field in (
        ("check-new-entry", ["harm"], "text"),
        ("check-new-danger", [], "worried_about"),
    ):
        address = reverse(f"practice:{name}", args=[family.pk, *rest])
        assert client.post(address, {field: words}).status_code == 200


def test_each_part_of_a_set_speaks_once_somebody_began_on_it(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    new = reverse("practice:check-new-danger", args=[family.pk])
    assert "thing" not in client.post(new, {}).content.decode()
    said = client.post(new, {"agency_goal": "Dean will not drink."}).content.decode()
    assert "R-SG4" in said
    assert "R-SG2" not in said  # no signs are written yet, and may still come
    assert "R-DS" not in said
    standing = reverse("practice:check-danger", args=[family.pk, danger.pk])
    said = client.post(standing, {"worried_about": "Chaotic home."}).content.decode()
    assert "R-DS6" in said


def test_the_forms_say_where_to_ask_and_what_stands_already(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    harm = make_entry(practitioner, family, "harm", text="Dad pushed Mum.")
    client = sign_in(practitioner)
    page = client.get(reverse("practice:edit-entry", args=[family.pk, harm.pk]))
    check = reverse("practice:check-entry", args=[family.pk, harm.pk])
    assert f'data-rules-url="{check}"' in page.content.decode()
    assert "R-H1" in page.content.decode()
    assert "js/rules.js" in page.content.decode()
    assert "R-H1" in client.post(check, {"text": "Dad pushed Mum."}).content.decode()


def test_who_may_not_write_is_not_answered(
    sign_in: SignIn, authority: Authority, family: Family
) -> None:
    lead = make_worker_viewer(authority, Role.QUALITY_LEAD)
    address = reverse("practice:check-new-entry", args=[family.pk, "harm"])
    assert sign_in(lead).post(address, {"text": "x"}).status_code == 403


def test_next_steps_that_are_all_a_workers_are_noticed_as_they_are_typed(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client, danger = sign_in(practitioner), make_set(practitioner, family)
    address = reverse("practice:check-new-entry", args=[family.pk, "next_step"])
    ours = {
        "text": "Ring the school.", "danger": str(danger.pk),
        "who": f"worker:{practitioner.worker_id}",
    }  # fmt: skip
    said = client.post(address, ours).content.decode()
    assert "Every next step towards safety goal 1 is a worker" in said
    assert "R-NS1" not in client.post(address, ours | {"danger": ""}).content.decode()
    nan = ours | {"who": "other", "who_other": "Nan Jo"}
    assert "R-NS1" not in client.post(address, nan).content.decode()


def test_on_the_map_a_next_step_of_the_familys_own_is_enough(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client, danger = sign_in(practitioner), make_set(practitioner, family)
    page = reverse("practice:map", args=[family.pk])
    step = {"danger_id": danger.pk, "text": "Ring the school."}
    make_entry(practitioner, family, "next_step", who=me(practitioner), **step)
    assert "R-NS1" in client.get(page).content.decode()
    make_entry(practitioner, family, "next_step", who=Named(name="Nan Jo"), **step)
    assert "R-NS1" not in client.get(page).content.decode()
