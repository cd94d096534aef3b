"""What the rules say of a network while somebody is named or told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.networks.models import NetworkMember
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from tests.factories.networks import make_member, make_told

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def said(client: Client, address: str, **typed: str) -> str:
    answer = client.post(address, typed)
    assert answer.status_code == 200
    return answer.content.decode()


def test_naming_somebody_asks_who_has_heard_the_worry(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    add = reverse("networks:add-member", args=[family.pk])
    check = reverse("networks:check-new-member", args=[family.pk])
    assert f'data-rules-url="{check}"' in client.get(add).content.decode()
    assert "R-NW1" not in said(client, check)
    assert "1 named" in said(client, check, who="other", who_other="Nan Jo")
    raj = make_member(practitioner, family, "Raj")
    make_told(practitioner, raj, danger.pk)
    assert "R-NW1" not in said(client, check, who="other", who_other="Nan Jo")
    assert "R-NW1" not in said(client, check, who="other", who_other="x\x00")
    with as_viewer(practitioner):
        assert NetworkMember.objects.count() == 1


def test_telling_some_of_it_does_not_make_a_network(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    nan = make_member(practitioner, family)
    client = sign_in(practitioner)
    check = reverse("networks:check-tell", args=[family.pk, nan.pk])
    page = client.get(reverse("networks:tell", args=[family.pk, nan.pk]))
    assert f'data-rules-url="{check}"' in page.content.decode()
    assert "R-NW1" not in said(client, check, level="")
    assert "R-NW1" in said(client, check, level="2")
    assert "R-NW1" not in said(client, check, level="3")
    assert "R-NW1" not in said(client, check, level="aliens")


def test_whoever_may_not_write_is_not_answered(
    sign_in: SignIn, practitioner: Viewer, quality_lead: Viewer, family: Family
) -> None:
    nan = make_member(practitioner, family)
    client = sign_in(quality_lead)
    for name, rest in (("check-new-member", []), ("check-tell", [nan.pk])):
        address = reverse(f"networks:{name}", args=[family.pk, *rest])
        assert client.post(address, {}).status_code == 403
