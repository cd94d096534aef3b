"""A link is called back: by hand, by a new one, and by nobody who may not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from kinfold.copies.actions import call_back_link, make_link
from kinfold.copies.details import LinkDetails
from kinfold.copies.models import CopyLink
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import RecordRefused
from kinfold.records.models import Family
from tests.copies.test_links import url
from tests.factories.copies import link_for
from tests.factories.practice import make_family

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


def test_a_new_link_calls_back_the_one_that_person_had(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    first, other = link_for(practitioner, family), link_for(practitioner, family, "Kai")
    second = link_for(practitioner, family)
    with as_viewer(practitioner):
        called_back = CopyLink.objects.exclude(called_back_at=None)
        assert [row.pk for row in called_back] == [first.id]
        assert {second.id, other.id} == set(
            CopyLink.objects.filter(called_back_at=None).values_list("pk", flat=True)
        )


def test_called_back_once_and_for_good(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    link = link_for(practitioner, family)
    client = sign_in(practitioner)
    address = url(family, "call-back", link.id)
    for _ in range(2):
        answer = client.post(address, follow=True)
        assert "The link for Leanne opens nothing any more" in answer.content.decode()
    assert "Called back." in answer.content.decode()
    with as_viewer(practitioner):
        assert AuditEvent.objects.filter(action="copy_link.called_back").count() == 1


def test_only_those_who_may_share_make_and_call_back(
    practitioner: Viewer, analyst: Viewer, family: Family, danger: DangerStatement
) -> None:
    link = link_for(practitioner, family)
    with as_viewer(analyst), pytest.raises(RecordRefused):
        call_back_link(family_id=family.pk, link_id=link.id, by=analyst)
    with as_viewer(analyst), pytest.raises(RecordRefused):
        make_link(
            family_id=family.pk, details=LinkDetails(person_id=link.id),
            seen="", make_copy=dict, by=analyst,
        )  # fmt: skip


def test_a_link_of_another_family_is_not_called_back_here(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    link = link_for(practitioner, family)
    other = make_family(practitioner)
    with as_viewer(practitioner), pytest.raises(NotFound):
        call_back_link(family_id=other.pk, link_id=link.id, by=practitioner)
