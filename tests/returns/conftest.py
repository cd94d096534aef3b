"""An authority with its code, and the way a return goes in by the web's door."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from kinfold.platform.jobs import Progress
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.returns.actions import counting
from kinfold.returns.jobs import count_measures, read_handed_return
from kinfold.returns.models import HandedReturn
from kinfold_measures.language.definition import definitions
from tests.factories.platform import as_owner

LINCOLNSHIRE = "E10000019"
"""In returns: 925."""
COUNTED = (
    "referral.rate", "referral.rereferral_12_months", "referral.no_further_action",
    "plan.repeat", "care.started_rate", "network.three_people",
)  # fmt: skip


@pytest.fixture
def authority(authority: Authority) -> Authority:
    authority.ons_code = LINCOLNSHIRE
    as_owner(authority.save)
    return authority


@pytest.fixture(autouse=True)
def files_root(settings: Any, tmp_path: Path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path / "files" / "returns"


@pytest.fixture(autouse=True)
def some_measures(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most tests ask how a count is kept and replaced, not what is in it: some of the
    measures are counted, which takes a tenth of the time."""
    if "every_measure" not in request.fixturenames:
        chosen = {code: definitions()[code] for code in COUNTED}
        monkeypatch.setattr(counting, "definitions", lambda: chosen)


@pytest.fixture
def every_measure() -> None:
    """All that the catalogue has are counted."""


Give = Callable[..., HttpResponse]


@pytest.fixture
def give(analyst: Viewer, sign_in: Callable[[Viewer], Client]) -> Give:
    """Hand files in as the analyst does, on the page."""
    client = sign_in(analyst)

    def _give(files: dict[str, bytes], year: str = "") -> HttpResponse:
        given = [SimpleUploadedFile(name, raw) for name, raw in files.items()]
        return client.post("/returns/", {"given": given, "year": year})

    return _give


Worked = Callable[..., list[HandedReturn]]


@pytest.fixture
def worked(analyst: Viewer) -> Worked:
    """Do what waits in the background: every return, oldest first, then the count."""

    def _worked(*, is_counted: bool = True) -> list[HandedReturn]:
        with as_viewer(analyst):
            for one in HandedReturn.objects.filter(state="waiting").order_by("pk"):
                read_handed_return(analyst, Progress(), return_id=one.pk)
            if is_counted:
                count_measures(analyst, Progress())
            return list(HandedReturn.objects.order_by("pk"))

    return _worked
