"""Splitting, joining and moving: nothing is lost, and each knows where it came from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.errors import CannotDo, StaleWords
from kinfold.practice.models import DangerStatement, MapEntry, MapEntryRevision
from kinfold.practice.selectors import living_map
from kinfold.records.models import Family
from kinfold.versions import actions
from kinfold.versions.models import Lineage
from kinfold_core.practice.living_map import DangerRow, EntryRow
from kinfold_core.practice.written import (
    DangerSetDetails,
    ImpactDetails,
    Named,
    Showing,
)
from tests.factories.practice import make_entry, make_family, make_set, named

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
BOTH = "Leanne reads to Kai and Raj has a car."


def entries(by: Viewer, family: Family) -> list[EntryRow]:
    with as_viewer(by):
        return list(living_map(by, family.pk).entries)


def dangers(by: Viewer, family: Family) -> list[DangerRow]:
    with as_viewer(by):
        return list(living_map(by, family.pk).dangers)


def split(by: Viewer, family: Family, entry: MapEntry, *texts: str, version: int = 1):  # type: ignore[no-untyped-def]
    with as_viewer(by):
        return actions.split_entry(
            family_id=family.pk, entry_id=entry.pk, texts=texts, version=version, by=by
        )


def test_each_part_of_a_split_keeps_what_stood_beside_it(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family, text=BOTH, said_by=Named(name="Nan Jo"))
    with as_viewer(practitioner):
        actions.disagree(
            family_id=family.pk, entry_id=entry.pk, who=Named(name="Dean"),
            words="The car is mine.", said_on=entry.entered_at.date(), by=practitioner,
        )  # fmt: skip
    new = split(practitioner, family, entry, "Leanne reads to Kai.", "Raj has a car.")
    found = entries(practitioner, family)
    assert [row.text for row in found] == ["Leanne reads to Kai.", "Raj has a car."]
    assert {row.said_by.name for row in found} == {"Nan Jo"}
    assert all(row.disputes[0].words == "The car is mine." for row in found)
    client = sign_in(practitioner)
    old = client.get(reverse("versions:entry", args=[family.pk, entry.pk]))
    assert "Was split; one part is “Raj has a car.”" in old.content.decode()
    part = client.get(reverse("versions:entry", args=[family.pk, new[0].pk]))
    assert f"Came from a split of “{BOTH}”" in part.content.decode()
    with as_viewer(practitioner):
        assert AuditEvent.objects.filter(action="map.split").count() == 2
        assert MapEntry.objects.get(pk=entry.pk).text == BOTH


def test_what_was_changed_meanwhile_is_not_split_unread(
    practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family, text=BOTH)
    with pytest.raises(StaleWords):
        split(practitioner, family, entry, "One.", "Two.", version=7)
    with pytest.raises(CannotDo):
        split(practitioner, family, entry, "One.", " ")
    split(practitioner, family, entry, "One.", "Two.")
    with pytest.raises(CannotDo, match="taken off"):
        split(practitioner, family, entry, "One.", "Two.")
    assert len(entries(practitioner, family)) == 2


def test_several_become_one_and_each_stays_readable(
    practitioner: Viewer, family: Family
) -> None:
    one = make_entry(practitioner, family, text="Leanne reads to Kai.")
    two = make_entry(practitioner, family, text="Leanne reads at night.")
    harm = make_entry(practitioner, family, "harm", text="Dad pushed Mum.")

    def join(*keys: UUID) -> MapEntry:
        with as_viewer(practitioner):
            return actions.join_entries(
                family_id=family.pk, entry_ids=keys, version=1, by=practitioner,
                text="Leanne reads to Kai every night.",
            )  # fmt: skip

    with pytest.raises(CannotDo, match="one kind"):
        join(one.pk, harm.pk)
    with pytest.raises(CannotDo, match="at least one other"):
        join(one.pk, one.pk)
    with pytest.raises(NotFound):
        join(one.pk, uuid4())
    joined = join(one.pk, two.pk)
    with as_viewer(practitioner):
        assert set(Lineage.objects.values_list("from_entry_id", "to_entry_id")) == {
            (one.pk, joined.pk), (two.pk, joined.pk),
        }  # fmt: skip
        standing = living_map(practitioner, family.pk)
    assert [row.text for row in standing.withdrawn_entries] == [one.text, two.text]


@pytest.mark.parametrize(
    "category", ["complicating_factor", "strength", "next_step", "existing_safety"]
)
def test_an_entry_that_is_moved_stays_the_same_entry(
    practitioner: Viewer, family: Family, category: str
) -> None:
    entry = make_entry(practitioner, family, "harm", text="She was tired.")
    with as_viewer(practitioner):
        actions.move_entry(
            family_id=family.pk, entry_id=entry.pk, category=category, version=1,
            by=practitioner,
        )  # fmt: skip
        kept = MapEntryRevision.objects.filter(entry=entry).order_by("version")
        assert [row.change for row in kept] == ["written", "moved"]
    row = entries(practitioner, family)[0]
    # without who, when and the danger it is no existing safety yet (R-ES1)
    expected = "strength" if category == "existing_safety" else category
    assert (row.id, row.category) == (entry.pk, expected)


def begun(by: Viewer, family: Family, **changes: object) -> DangerSetDetails:
    with as_viewer(by):
        kai = named(by, family, "Kai")
    assert kai.person_id is not None
    given: dict[str, object] = {
        "worried_about": "Leanne sleeps while Kai is on the stairs.",
        "impacts": (
            ImpactDetails(child_id=kai.person_id, child_name="Kai", text="Might fall."),
        ),
    }
    return DangerSetDetails(**given | changes)  # type: ignore[arg-type]


def become(by: Viewer, family: Family, entry: MapEntry, details: DangerSetDetails):  # type: ignore[no-untyped-def]
    with as_viewer(by):
        return actions.make_danger_of(
            family_id=family.pk, entry_id=entry.pk, details=details, version=1, by=by
        )


def test_a_factor_alone_is_no_danger(practitioner: Viewer, family: Family) -> None:
    """R-CF1: an adult's behaviour and what it does to a child are needed."""
    factor = make_entry(practitioner, family, "complicating_factor", text="Tired.")
    for missing in ({"worried_about": ""}, {"impacts": ()}):
        with pytest.raises(CannotDo, match="alone is not a danger"):
            become(practitioner, family, factor, begun(practitioner, family, **missing))
    become(practitioner, family, factor, begun(practitioner, family))
    assert entries(practitioner, family) == []
    assert len(dangers(practitioner, family)) == 1


def test_past_harm_stays_past_harm_under_the_danger_that_it_led_to(
    practitioner: Viewer, family: Family
) -> None:
    harm = make_entry(practitioner, family, "harm", text="Kai fell on the stairs.")
    danger = become(practitioner, family, harm, begun(practitioner, family))
    row = entries(practitioner, family)[0]
    assert (row.id, row.category, row.danger_id) == (harm.pk, "harm", danger.pk)
    with as_viewer(practitioner):
        line = Lineage.objects.get()
        assert (line.from_entry_id, line.to_danger_id) == (harm.pk, danger.pk)


def test_a_danger_statement_is_split_with_a_goal_and_a_scale_each(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        new = actions.split_danger(
            family_id=family.pk, danger_id=danger.pk, version=1, by=practitioner,
            parts=["Dean shouts.", "A plate broke."],
        )  # fmt: skip
    found = dangers(practitioner, family)
    assert [row.worried_about for row in found] == ["Dean shouts.", "A plate broke."]
    assert [(row.goal_count, row.scale_count) for row in found] == [(1, 1), (1, 1)]
    assert all(not row.ratings for row in found)
    assert all(row.disputes[0].name == "Dean" for row in found)
    belonging = {row.danger_id for row in entries(practitioner, family)} - {None}
    assert belonging == {new[0].pk}


def test_danger_statements_are_joined_and_nothing_of_them_is_lost(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    other = make_set(practitioner, family)
    with as_viewer(practitioner):
        joined = actions.join_dangers(
            family_id=family.pk, danger_ids=[danger.pk, other.pk], version=1,
            by=practitioner,
        )  # fmt: skip
    (row,) = dangers(practitioner, family)
    assert row.id == joined.pk
    assert len(row.worried_people) == 2
    assert len(row.impacts) == 2
    page = sign_in(practitioner).get(
        reverse("versions:danger", args=[family.pk, joined.pk])
    )
    assert page.content.decode().count("Came from joining") == 2


def test_what_was_written_as_a_danger_can_be_something_else(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    with as_viewer(practitioner):
        entry = actions.make_entry_of(
            family_id=family.pk, danger_id=danger.pk, category="harm",
            text="A plate broke.", version=1, by=practitioner,
        )  # fmt: skip
        line = Lineage.objects.get()
        assert (line.from_danger_id, line.to_entry_id) == (danger.pk, entry.pk)
    assert dangers(practitioner, family) == []


def test_a_line_has_one_end_on_each_side(practitioner: Viewer, family: Family) -> None:
    entry = make_entry(practitioner, family)
    with as_viewer(practitioner), pytest.raises(IntegrityError), transaction.atomic():
        Lineage.objects.create(
            authority_id=entry.authority_id, kind="split", from_entry=entry,
            recorded_by_id=practitioner.worker_id,
        )  # fmt: skip


def url(name: str, family: Family, thing: UUID) -> str:
    return reverse(f"versions:{name}", args=[family.pk, thing])


def test_the_pages_without_javascript(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    entry = make_entry(practitioner, family, text=BOTH)
    other = make_entry(practitioner, family, text="Raj can drive.")
    client = sign_in(practitioner)
    split_it = url("split-entry", family, entry.pk)
    assert BOTH in client.get(split_it).content.decode()
    for wrong in (
        {"part_1": BOTH, "version": "1"},
        {"part_1": "a", "part_2": "b\x00", "version": "1"},
        {"part_1": "a", "part_2": "b" * 100_000, "version": "1"},
        {"part_1": "a", "part_2": "b", "version": "9"},
        {"part_1": "a", "part_2": "b", "version": "x"},
        {},
    ):
        assert client.post(split_it, wrong).status_code == 422
    join = url("join-entry", family, entry.pk)
    assert "Raj can drive." in client.get(join).content.decode()
    posted = {"others": [str(other.pk)], "text": "Raj 🙂 drives", "version": "1"}
    assert client.post(join, posted | {"others": [str(uuid4())]}).status_code == 422
    assert client.post(join, posted | {"others": []}).status_code == 422
    assert client.post(join, posted | {"text": ""}).status_code == 422
    assert client.post(join, posted).status_code == 302
    assert (
        "Raj 🙂 drives"
        in client.get(reverse("practice:map", args=[family.pk])).content.decode()
    )


def test_moving_on_its_page_and_on_to_a_danger(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    factor = make_entry(practitioner, family, "complicating_factor", text="Tired.")
    client, move = sign_in(practitioner), url("move-entry", family, factor.pk)
    assert client.post(move, {"version": "1"}).status_code == 422
    assert client.post(move, {"category": "x", "version": "1"}).status_code == 422
    to = client.post(move, {"category": "danger", "version": "1"})
    assert to["Location"] == url("make-danger-of-entry", family, factor.pk)
    page = client.get(to["Location"]).content.decode()
    assert "Tired." in page
    refused = client.post(to["Location"], {"worried_about": "Tired.", "version": "1"})
    assert refused.status_code == 422
    assert "alone is not a danger" in refused.content.decode()
    sent = {"worried_about": "She slept.", "impact_0": "Alone.", "version": "1"}
    assert client.post(to["Location"], sent).status_code == 302
    danger = dangers(practitioner, family)[0].id
    back = {"category": "harm", "text": "She slept.", "version": "1"}
    assert client.get(url("move-danger", family, danger)).status_code == 200
    assert client.post(url("move-danger", family, danger), back).status_code == 302
    assert client.get(url("split-danger", family, danger)).status_code == 200
    assert client.get(url("join-danger", family, danger)).status_code == 200


def test_nothing_of_another_family_is_joined(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    mine = make_entry(practitioner, family)
    theirs = make_entry(practitioner, make_family(practitioner), text="Theirs.")
    client = sign_in(practitioner)
    posted = {"others": [str(theirs.pk)], "text": "Both", "version": "1"}
    answered = client.post(url("join-entry", family, mine.pk), posted)
    assert answered.status_code == 422
    with pytest.raises(NotFound), as_viewer(practitioner):
        actions.join_entries(
            family_id=family.pk, entry_ids=[mine.pk, theirs.pk], text="Both",
            version=1, by=practitioner,
        )  # fmt: skip


HIDDEN = Showing(is_visible=False, reason="Dean reads it", review_on=date(2190, 1, 4))


def test_what_is_joined_with_something_hidden_is_hidden(
    practitioner: Viewer, family: Family
) -> None:
    seen = make_entry(practitioner, family)
    hidden = make_entry(practitioner, family, text="Nan has a key.", showing=HIDDEN)
    with as_viewer(practitioner):
        actions.join_entries(
            family_id=family.pk, entry_ids=[seen.pk, hidden.pk], text=BOTH, version=1,
            by=practitioner,
        )  # fmt: skip
    (row,) = entries(practitioner, family)
    assert row.showing == HIDDEN


def test_a_statement_made_of_something_hidden_begins_hidden(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family, "complicating_factor", showing=HIDDEN)
    client = sign_in(practitioner)
    form = client.get(url("make-danger-of-entry", family, entry.pk)).context["form"]
    assert form["is_hidden"].value() is True
    assert form["hidden_reason"].value() == "Dean reads it"
