"""The command that checks the panel and makes the ten."""

from __future__ import annotations

import io

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


@pytest.mark.parametrize("content", [b"", b"not gzip at all"])
def test_a_broken_folder_is_a_sentence_that_says_how_to_mend_it(
    db, settings, tmp_path, content
):
    folder = tmp_path / "data" / "england"
    (folder / "raw").mkdir(parents=True)
    settings.PROJECT = tmp_path
    if content:
        for name in (
            "la_year_long.csv.gz",
            "national.csv",
            "ofsted_history.csv",
            "ofsted_la_year.csv",
            "raw/sn_model_2025_wide.csv",
        ):
            (folder / name).write_bytes(content)
    with pytest.raises(CommandError, match="git checkout -- data/england"):
        call_command("england_load")
