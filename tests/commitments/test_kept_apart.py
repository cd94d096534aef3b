"""Who is kept apart: no cover for a child, and never named to each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.networks.models import NetworkMember
from kinfold.people.actions.separating import keep_apart
from kinfold.people.models import ContactDetail
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from tests.factories.commitments import (
    CODE,
    SLEEP,
    TheirTelephone,
    make_answer,
    make_ask_link,
    make_commitment,
)
from tests.factories.networks import make_member, make_told
from tests.factories.practice import named

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


@dataclass
class Two:
    """Dean, whom Leanne comes instead of."""

    by: Viewer
    family: Family
    dean: NetworkMember
    leanne: NetworkMember

    def are_apart(self, about: str) -> None:
        with as_viewer(self.by):
            one, other = (named(self.by, self.family, n) for n in ("Dean", about))
            assert one.person_id
            assert other.person_id
            keep_apart(
                person_id=one.person_id, about_ids=[other.person_id], kind="court",
                reason="Order", by=self.by,
            )  # fmt: skip


@pytest.fixture
def two(practitioner: Viewer, family: Family, danger: DangerStatement) -> Two:
    with as_viewer(practitioner):
        people = [named(practitioner, family, name) for name in ("Dean", "Leanne")]
    dean, leanne = (make_member(practitioner, family, who=who) for who in people)
    for one in (dean, leanne):
        make_told(practitioner, one, danger.pk)
    return Two(practitioner, family, dean, leanne)


@pytest.mark.parametrize("about", ["Leanne", "Amira"])
def test_a_link_a_paper_and_a_copy_close_when_two_are_kept_apart(
    sign_in: SignIn, two: Two, danger: DangerStatement, about: str
) -> None:
    asked = make_commitment(two.by, two.dean, danger.pk, backup_id=two.leanne.pk)
    link, telephone, client = (
        make_ask_link(two.by, two.dean),
        TheirTelephone(),
        sign_in(two.by),
    )
    make_answer(two.by, two.dean, asked)
    papers = [
        reverse("commitments:paper", args=[two.family.pk, two.dean.pk]),
        reverse("own_copies:member-copy", args=[two.family.pk, two.dean.pk]),
    ]
    assert SLEEP in telephone.opens(link, code=CODE)[1]
    assert all(SLEEP in client.get(one).content.decode() for one in papers)
    two.are_apart(about)
    status, shut = telephone.opens(link, code=CODE)
    assert (status, SLEEP in shut, "Leanne" in shut) == (404, False, False)
    assert not any(SLEEP in client.get(one).content.decode() for one in papers)
    with pytest.raises(CannotDo):
        make_commitment(two.by, two.dean, backup_id=two.leanne.pk, does="I ring.")


def test_no_link_is_made_to_what_puts_them_together(two: Two) -> None:
    make_commitment(two.by, two.dean, backup_id=two.leanne.pk)
    two.are_apart("Leanne")
    with pytest.raises(CannotDo, match="kept apart"):
        make_ask_link(two.by, two.dean)
    with pytest.raises(CannotDo, match="kept apart"):
        make_commitment(two.by, two.leanne, backup_id=two.dean.pk)
    assert make_commitment(two.by, two.leanne).member_id == two.leanne.pk


@pytest.mark.parametrize("why", ["kept apart from a child", "marked not safe"])
def test_neither_counts_on_a_saturday_at_nine(
    sign_in: SignIn, two: Two, danger: DangerStatement, why: str
) -> None:
    make_answer(two.by, two.dean, make_commitment(two.by, two.dean, danger.pk))
    client = sign_in(two.by)
    cover, fridge = (
        reverse(f"commitments:{name}", args=[two.family.pk])
        for name in ("cover", "fridge")
    )
    assert "At nine Dean is" in client.get(cover).content.decode().replace(
        "On a Saturday at", "At"
    )
    if why.startswith("kept"):
        two.are_apart("Amira")
    else:
        with as_viewer(two.by):
            ContactDetail.objects.create(
                authority_id=two.family.authority_id, kind="mobile",
                value="07700900123", person_id=two.dean.person_id, safety="not_safe",
            )  # fmt: skip
    page = client.get(cover).content.decode()
    assert f"Dean does not count: {why}" in page
    assert "nobody is there for" in page
    paper = client.get(fridge)
    said = [str(hour) for _, hours in paper.context["days"] for hour in hours]
    assert said
    assert not any("Dean" in one for one in said)
