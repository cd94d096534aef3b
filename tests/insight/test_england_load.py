"""The command that checks the panel and makes the ten."""

from __future__ import annotations

import gzip
import io
import shutil

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from kinfold.platform.models import Authority
from tests.factories.platform import as_owner

pytestmark = pytest.mark.slow


def test_it_says_what_it_found_and_what_is_new(db):
    out = io.StringIO()
    as_owner(lambda: call_command("england_load", stdout=out))
    said = out.getvalue()
    assert "153 authorities to 2025, data version " in said
    assert "New: 10 authorities, 10 places in the programme." in said
    assert "Open Government Licence v3.0" in said
    assert Authority.objects.count() == 10


NATIONAL, LONG = "national.csv", "la_year_long.csv.gz"


def spoil(folder, name: str, how: str) -> None:
    path = folder / name
    content = path.read_bytes()
    if how == "gone":
        path.unlink()
    elif how == "cut off":
        path.write_bytes(content[: len(content) // 2])
    elif how == "spoilt":
        path.write_bytes(content[:200] + b"\xff\x00" * 60 + content[320:])
    elif how == "empty":
        path.write_bytes(gzip.compress(b"") if name == LONG else b"")
    else:
        path.write_bytes(content.replace(b"measure", b"mesure"))


@pytest.mark.parametrize(
    ("name", "how"),
    [
        (LONG, "gone"),
        (LONG, "cut off"),
        (LONG, "spoilt"),
        (LONG, "empty"),
        (NATIONAL, "other columns"),
        (NATIONAL, "spoilt"),
        ("raw/sn_model_2025_wide.csv", "gone"),
        ("ofsted_la_year.csv", "empty"),
    ],
)
def test_a_broken_file_is_a_sentence_that_says_how_to_mend_it(
    db, settings, tmp_path, name, how
):
    folder = tmp_path / "data" / "england"
    shutil.copytree(settings.PROJECT / "data" / "england", folder)
    spoil(folder, name, how)
    settings.PROJECT = tmp_path
    with pytest.raises(CommandError, match="git checkout -- data/england"):
        call_command("england_load")
    assert Authority.objects.count() == 0
