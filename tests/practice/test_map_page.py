"""The page of a map."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def test_three_columns(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    page = sign_in(practitioner).get(reverse("practice:map", args=[family.pk]))
    assert page.status_code == 200
