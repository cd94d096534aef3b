"""A script cannot read the authority through the search box."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.platform.viewer import Viewer


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine that runs this: an allowance refills by the clock."""
    monkeypatch.setattr("kinfold.platform.limits.time.monotonic", lambda: 1000.0)


def test_searching_without_pause_is_told_to_wait(
    worker: Viewer, sign_in: Callable[[Viewer], Client]
) -> None:
    client = sign_in(worker)
    codes = {client.get(reverse("finding:search")).status_code for _ in range(64)}
    assert codes == {200, 429}


def test_handing_in_without_pause_is_told_to_wait(
    analyst: Viewer, sign_in: Callable[[Viewer], Client]
) -> None:
    client = sign_in(analyst)
    codes = {client.get(reverse("intake:imports")).status_code for _ in range(24)}
    assert codes == {200, 429}
