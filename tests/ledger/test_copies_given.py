"""A copy that the family was given is on the page of who was told what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from tests.copies.test_sharing import share
from tests.factories.copies import link_for

pytestmark = pytest.mark.django_db


def test_each_paper_and_each_link_is_a_line(
    sign_in: Callable[[Viewer], Client],
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
) -> None:
    client = sign_in(practitioner)
    url = reverse("ledger:ledger", args=[family.pk])
    assert client.get(url).context["lines"] == ()
    share(practitioner, family)
    link_for(practitioner, family, "Dean")
    lines = client.get(url).context["lines"]
    given = "The family's copy, version 1"
    assert {(one.to, one.what, one.by) for one in lines} == {
        ("Leanne", f"{given} (printed, on paper)", practitioner.name),
        ("Dean", f"{given} (a link for their telephone)", practitioner.name),
    }
