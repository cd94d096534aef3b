"""An evaluator, the lead who decides, and returns to make an extract of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kinfold.extracts.jobs import make_file
from kinfold.extracts.models import ExtractRequest, MadeExtract
from kinfold.platform.jobs import Progress
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from kinfold_measures.made_census import write_census
from tests.factories.extracts import give as give_extract
from tests.factories.extracts import make_request
from tests.factories.platform import make_programme_viewer
from tests.returns.conftest import (  # noqa: F401  fixtures, asked for by name
    Give,
    Worked,
    authority,
    files_root,
    give,
    worked,
)

CHILDREN = 300


@pytest.fixture
def evaluator(db: None) -> Viewer:
    return make_programme_viewer(Role.EVALUATOR)


@pytest.fixture
def asked(evaluator: Viewer, information_governance: Viewer) -> ExtractRequest:
    return make_request(evaluator, information_governance)


@pytest.fixture
def census(give: Give, worked: Worked, tmp_path: Path) -> None:  # noqa: F811
    """A made-up census of the authority, read."""
    place = tmp_path / "CIN_2025.xml"
    write_census(place, CHILDREN)
    give({place.name: place.read_bytes()})
    worked(is_counted=False)


Made = Callable[..., MadeExtract]


@pytest.fixture
def made(information_governance: Viewer, census: None) -> Made:
    """Say yes to a request and do the work that waits."""

    def _made(request: ExtractRequest, **limits: object) -> MadeExtract:
        by = information_governance
        give_extract(request, by, **limits)  # type: ignore[arg-type]
        with as_viewer(by):
            make_file(by, Progress(), request_id=request.pk)
            return MadeExtract.objects.get(request=request)

    return _made
