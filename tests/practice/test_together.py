"""Two people on one entry or one set: field by field, and nothing is overwritten."""

from __future__ import annotations

import json
import re

import pytest

from kinfold.drafts.models import Draft
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import (
    DangerStatement,
    MapEntry,
    MapEntryRevision,
    SafetyGoal,
)
from kinfold.records.models import Family
from tests.factories.practice import make_entry, make_set
from tests.practice.test_pages import SignIn, entry_post, set_post, url

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SINGS, BAKES = "Leanne sings to Kai.", "Leanne bakes with Kai."


def test_what_both_changed_is_asked_and_nothing_is_saved(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family)
    client, address = sign_in(practitioner), url("edit-entry", family, entry.pk)
    client.post(address, entry_post(text=SINGS))
    answer = client.post(address, entry_post(text=BAKES))
    body = answer.content.decode()
    assert answer.status_code == 409
    assert body.count('name="whose" value="text"') == 1
    assert SINGS in body
    assert f"{BAKES}</textarea>" in body
    assert 'name="version" value="2"' in body
    assert not re.search(r'name="whose_text"[^>]* checked', body)
    with as_viewer(practitioner):
        assert MapEntry.objects.get(pk=entry.pk).text == SINGS


@pytest.mark.parametrize(("choice", "kept"), [("theirs", SINGS), ("mine", BAKES)])
def test_the_writer_chooses_whose_words_stay(
    choice: str, kept: str, sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family)
    client, address = sign_in(practitioner), url("edit-entry", family, entry.pk)
    client.post(address, entry_post(text=SINGS))
    sent = entry_post(text=BAKES, version="2", whose="text")
    again = client.post(address, sent)
    assert again.status_code == 409
    assert "Choose whose words stay" in again.content.decode()
    assert client.post(address, sent | {"whose_text": choice}).status_code == 302
    with as_viewer(practitioner):
        assert MapEntry.objects.get(pk=entry.pk).text == kept


def test_what_only_one_of_them_changed_is_merged_and_said(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family)
    client, address = sign_in(practitioner), url("edit-entry", family, entry.pk)
    client.post(address, entry_post(text=SINGS))
    mine = entry_post(text=entry.text, source_type="observed")
    done = client.post(address, mine, follow=True)
    assert "also changed “Words”" in done.content.decode()
    with as_viewer(practitioner):
        row = MapEntry.objects.get(pk=entry.pk)
        assert (row.text, row.source_type, row.version) == (SINGS, "observed", 3)
        assert MapEntryRevision.objects.filter(entry=entry).count() == 3


def test_two_of_a_set_each_keep_their_part(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    client, address = sign_in(practitioner), url("edit-danger", family, danger.pk)
    assert client.post(address, set_post(worried_about="First.")).status_code == 302
    answer = client.post(address, set_post(worried_about="Second."))
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "First." in body
    assert 'name="version" value="2"' in body
    assert 'value="worried_about"' in body
    assert 'name="whose" value="agency_goal"' not in body
    sent = set_post(
        worried_about="Second.", agency_goal="Quiet Fridays, seen by Nan.",
        version="2", whose="worried_about", whose_worried_about="theirs",
    )  # fmt: skip
    assert client.post(address, sent).status_code == 302
    with as_viewer(practitioner):
        row = DangerStatement.objects.get(pk=danger.pk)
        assert row.worried_about == "First."
        goal = SafetyGoal.objects.get(danger=row)
        assert goal.agency_goal == "Quiet Fridays, seen by Nan."


def test_a_version_that_never_was_asks_about_every_difference(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family)
    client, address = sign_in(practitioner), url("edit-entry", family, entry.pk)
    answer = client.post(address, entry_post(text=BAKES, version="77"))
    assert answer.status_code == 409


def test_while_typing_the_writer_hears_that_somebody_else_has_saved(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family)
    client, address = sign_in(practitioner), url("edit-entry", family, entry.pk)

    def types(text: str, version: str) -> dict[str, str]:
        sent = {"path": address, "boxes": {"text": [text], "version": [version]}}
        answer = client.post("/drafts/keep/", json.dumps(sent), "application/json")
        found: dict[str, str] = answer.json()
        return found

    assert "changed_by" not in types("Leanne", "1")
    client.post(address, entry_post(text=SINGS))
    assert types(BAKES, "1")["changed_by"] == practitioner.name
    assert "changed_by" not in types(BAKES, "not a number")
    # the draft still knows what it began from, so that its save asks
    types(BAKES, "2")
    with as_viewer(practitioner):
        assert Draft.objects.count() == 1
    page = client.get(address).content.decode()
    assert 'name="version" value="1"' in page
    assert f"{BAKES}</textarea>" in page
