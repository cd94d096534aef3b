"""The harm matrix: the first time, the worst and the last; whom it was done to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions
from kinfold.practice.models import HarmedChild, HarmMoment, MapEntry, MapEntryRevision
from kinfold.practice.selectors import living_map
from kinfold.records.models import Family
from kinfold_core.practice.map_findings import entry_findings
from kinfold_core.practice.written import EntryDetails, MomentDetails
from tests.factories.practice import make_entry, make_family, named

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
WORST = MomentDetails(
    moment="worst", behaviour="Broke a plate", severity="Amira's foot was cut",
    incidence="3 May, once", impact="She would not sleep there",
)  # fmt: skip


def harm(by: Viewer, family: Family, **changes: object) -> MapEntry:
    return make_entry(by, family, "harm", text="Dean breaks things.", **changes)


def test_the_matrix_is_kept_shown_and_folded_on_the_map(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    with as_viewer(practitioner):
        amira = named(practitioner, family, "Amira")
    entry = harm(
        practitioner, family, moments=(WORST,), children=(amira,),
        certainty="seen", seen_by="Nan Jo",
    )  # fmt: skip
    client = sign_in(practitioner)
    on_map = client.get(reverse("practice:map", args=[family.pk])).content.decode()
    assert "To Amira" in on_map
    assert "Somebody saw it (Nan Jo)" in on_map
    assert '<p class="entry__line" dir="auto">worst</p>' in on_map
    page = client.get(reverse("versions:entry", args=[family.pk, entry.pk]))
    text = page.content.decode()
    assert "Amira&#x27;s foot was cut" in text
    assert text.count("not told") == 8  # the first time and the last
    assert "The worst: Broke a plate" in text  # among every wording it has had
    with as_viewer(practitioner):
        kept = MapEntryRevision.objects.get(entry=entry).words
    assert kept["moments"][0]["behaviour"] == "Broke a plate"


def test_the_rules_read_what_the_matrix_tells(
    practitioner: Viewer, family: Family
) -> None:
    bare = EntryDetails(category="harm", text="Dean breaks things.")
    assert {f.rule for f in entry_findings(bare)} == {"R-H1"}
    assert entry_findings(replace(bare, moments=(WORST,))) == ()
    vague = MomentDetails(moment="first", severity="very serious", impact="Cried")
    said = entry_findings(replace(bare, text="It happened", moments=(vague,)))
    assert "R-H3" in {f.rule for f in said}


def test_writing_and_changing_it_without_javascript(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    address = reverse("practice:add-entry", args=[family.pk, "harm"])
    page = client.get(address).content.decode()
    assert "The worst: How bad was it?" in page
    with as_viewer(practitioner):
        amira = named(practitioner, family, "Amira")
    posted = {
        "text": "Dean breaks things.", "first_behaviour": "Threw a cup 🙂",
        "children": [f"person:{amira.person_id}"], "certainty": "told_by_child",
        "is_childs_own_behaviour": "on",
    }  # fmt: skip
    assert client.post(address, posted | {"first_impact": "x\x00"}).status_code == 422
    assert client.post(address, posted | {"certainty": "sure"}).status_code == 422
    assert client.post(address, posted | {"children": ["person:x"]}).status_code == 422
    long = client.post(address, posted | {"worst_severity": "b" * 100_000})
    assert long.status_code == 422
    assert "Threw a cup 🙂" in long.content.decode()
    assert client.post(address, posted).status_code == 302
    with as_viewer(practitioner):
        row = living_map(practitioner, family.pk).entries[0]
    assert [one.behaviour for one in row.moments] == ["Threw a cup 🙂"]
    assert [child.name for child in row.children] == ["Amira"]
    edit = reverse("practice:edit-entry", args=[family.pk, row.id])
    assert "Threw a cup" in client.get(edit).content.decode()
    changed = {"text": "Dean breaks things.", "version": "1", "worst_impact": "Cried"}
    assert client.post(edit, changed).status_code == 302
    with as_viewer(practitioner):
        assert HarmMoment.objects.get().impact == "Cried"
        assert not HarmedChild.objects.exists()
        first = MapEntryRevision.objects.get(version=1)
    assert first.words["children"][0]["name"] == "Amira"


def test_a_child_of_another_family_is_not_named(
    practitioner: Viewer, family: Family
) -> None:
    other = make_family(practitioner)
    with as_viewer(practitioner):
        stranger = named(practitioner, other, "Kai")
    with pytest.raises(NotFound):
        harm(practitioner, family, children=(stranger,))


def test_only_harm_has_a_matrix_and_the_database_knows(
    practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family, moments=(WORST,), certainty="seen")
    with as_viewer(practitioner):
        assert not HarmMoment.objects.exists()
        assert MapEntry.objects.get().certainty == ""
        for wrong in (
            lambda: MapEntry.objects.filter(pk=entry.pk).update(certainty="seen"),
            lambda: HarmMoment.objects.create(
                authority_id=entry.authority_id, entry=entry, moment="first"
            ),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                wrong()


def test_moved_off_past_harm_the_matrix_stays_in_its_history(
    practitioner: Viewer, family: Family
) -> None:
    entry = harm(practitioner, family, moments=(WORST,))
    with as_viewer(practitioner):
        details = living_map(practitioner, family.pk).entries[0].details
        actions.change_entry(
            family_id=family.pk, entry_id=entry.pk, version=1, by=practitioner,
            details=replace(details, category="complicating_factor"),
        )  # fmt: skip
        assert not HarmMoment.objects.exists()
        kept = MapEntryRevision.objects.order_by("version")
        assert [one.change for one in kept] == ["written", "moved"]
        assert kept[0].words["moments"][0]["severity"] == "Amira's foot was cut"
