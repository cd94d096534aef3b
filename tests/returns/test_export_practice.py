"""The record as files in a folder: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kinfold.platform.models import AuditEvent, User
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.returns.selectors.own_record import OWN_TABLES
from kinfold.returns.selectors.pseudonyms import Row
from tests.factories.practice import make_family

pytestmark = pytest.mark.django_db


class Stopped(BaseException):
    """As when somebody presses Ctrl-C."""


def email_of(viewer: Viewer) -> str:
    with as_authority(None, user_id=viewer.user_id):
        return User.objects.get(pk=viewer.user_id).email


def told_of_exports(viewer: Viewer) -> list[str]:
    with as_viewer(viewer):
        events = AuditEvent.objects.filter(action__startswith="return.own_record")
        return [one.action for one in events.order_by("at")]


@pytest.mark.parametrize(
    ("trouble", "told"),
    [(OSError(28, "No space left on device"), CommandError), (Stopped(), Stopped)],
)
def test_an_export_that_fails_leaves_nothing_but_that_it_was_asked_for(
    practitioner, analyst, tmp_path: Path, monkeypatch, trouble, told
):
    make_family(practitioner)

    def breaks_off(by: Viewer) -> Iterator[Row]:
        yield {}
        raise trouble

    monkeypatch.setitem(OWN_TABLES, "long_haul_checks", breaks_off)
    with pytest.raises(told) as said:
        call_command("export_practice", tmp_path / "out", "--as", email_of(analyst))
    if told is CommandError:
        assert "out cannot be made or written: No space left" in str(said.value)
    assert not list(tmp_path.iterdir())
    assert told_of_exports(analyst) == ["return.own_record_asked"]


def test_an_export_that_is_whole_leaves_its_folder_alone(
    practitioner, analyst, tmp_path: Path
):
    make_family(practitioner)
    out = tmp_path / "out"
    call_command("export_practice", out, "--as", email_of(analyst))
    assert list(tmp_path.iterdir()) == [out]
    assert len(list(out.iterdir())) == len(OWN_TABLES)
    assert out.stat().st_mode & 0o077 == 0
    assert told_of_exports(analyst) == [
        "return.own_record_asked",
        "return.own_record",
    ]
