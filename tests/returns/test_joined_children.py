"""A child who was written down twice is one child to count."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kinfold.finding.actions.merging import merge_people
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, FamilyMember, Person, ServiceStatus
from kinfold.returns.selectors.pseudonyms import record_of
from tests.factories.practice import make_family
from tests.returns.test_own_record import export, worked_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


def amira_of(viewer: Viewer) -> Person:
    with as_viewer(viewer):
        return Person.objects.exclude(family_name="Twice").get(
            given_names__startswith="Amira"
        )


def double_of(viewer: Viewer, family: Family, came: date | None = None) -> Person:
    """Amira, written down again in the same family."""
    with as_viewer(viewer):
        double = Person.objects.create(
            authority_id=family.authority_id, given_names="Amira", family_name="Twice"
        )
        FamilyMember.objects.create(
            authority_id=family.authority_id,
            family=family,
            person=double,
            part="child",
            joined_on=came,
        )
    return double


def joined(by: Viewer, kept: Person, merged: Person) -> None:
    with as_viewer(by):
        merge_people(
            kept_id=kept.pk, merged_id=merged.pk, reason="Seen together", by=by
        )


def test_two_records_of_one_child_are_told_as_one(
    family, practitioner, manager, analyst, tmp_path: Path
):
    before = export(analyst, tmp_path / "before")
    double = double_of(practitioner, family)
    assert len(export(analyst, tmp_path / "twice")["person"]) == 3
    joined(manager, amira_of(practitioner), double)
    with as_viewer(manager):
        # both were in one family, so that this row could not move
        assert FamilyMember.objects.filter(person=double).exists()
    told = export(analyst, tmp_path / "joined")
    assert told["person"] == before["person"]
    assert told["family_children"] == before["family_children"]


def test_records_joined_one_after_another_keep_the_earliest_day_and_the_latest(
    family, practitioner, manager, analyst, tmp_path: Path
):
    amira = amira_of(practitioner)
    first = double_of(practitioner, family, date(2026, 2, 1))
    second = double_of(practitioner, family, date(2026, 6, 1))
    with as_viewer(practitioner):
        ours = FamilyMember.objects.filter(person=amira)
        ours.update(joined_on=date(2026, 10, 1), left_on=date(2026, 12, 1))
        FamilyMember.objects.filter(person=second).update(left_on=date(2026, 7, 1))
        FamilyMember.objects.filter(person=first).update(left_on=date(2026, 3, 1))
    joined(manager, second, first)
    joined(manager, amira, second)
    told = export(analyst, tmp_path / "joined")
    with as_viewer(analyst):
        pseudonym = record_of(analyst).told(amira.pk)
    [hers] = [row for row in told["family_children"] if row["child_id"] == pseudonym]
    assert (hers["start_date"], hers["end_date"]) == ("2026-02-01", "2026-12-01")
    # while one of them lasts, so does her time there
    with as_viewer(practitioner):
        FamilyMember.objects.filter(person=second).update(left_on=None)
    told = export(analyst, tmp_path / "lasting")
    [hers] = [row for row in told["family_children"] if row["child_id"] == pseudonym]
    assert (hers["start_date"], hers["end_date"]) == ("2026-02-01", "")


def test_what_both_records_have_is_told_once_and_what_came_later_by_itself(
    family, practitioner, manager, analyst, tmp_path: Path
):
    amira, double = amira_of(practitioner), double_of(practitioner, family)
    third, ninth, tenth = date(2026, 3, 1), date(2026, 9, 1), date(2026, 10, 1)
    with as_viewer(practitioner):
        for child, status, start, end in (
            (amira, "looked_after", tenth, None),
            (double, "looked_after", date(2026, 2, 1), None),
            (amira, "child_in_need", third, date(2026, 4, 1)),
            (double, "child_in_need", third, date(2026, 5, 1)),
            (double, "child_in_need", ninth, tenth),
        ):
            ServiceStatus.objects.create(
                authority_id=family.authority_id,
                family=family,
                child=child,
                status=status,
                started_on=start,
                ended_on=end,
            )
    joined(manager, amira, double)
    with as_viewer(analyst):
        # this one runs for both, so that it could not move
        assert ServiceStatus.objects.filter(child=double, ended_on=None).exists()
        pseudonym = record_of(analyst).told(amira.pk)
    told = export(analyst, tmp_path / "joined")["service_statuses"]
    assert {row["child_id"] for row in told} == {pseudonym}
    assert sorted(
        (row["status"], row["start_date"], row["end_date"]) for row in told
    ) == [
        ("child_in_need", "2026-03-01", "2026-05-01"),
        ("child_in_need", "2026-09-01", "2026-10-01"),
        ("looked_after", "2026-02-01", ""),
    ]


def test_every_child_that_a_table_names_stands_in_person(
    practitioner, chair, analyst, tmp_path: Path
):
    family = worked_with(practitioner, chair)
    before = export(analyst, tmp_path / "before")
    assert_all_stand_in_person(before)
    with as_viewer(analyst):
        told = record_of(analyst).told
    with as_viewer(practitioner):
        # every record of a child is joined, and nothing that hung on it has moved
        kept = {}
        for child in FamilyMember.objects.filter(family=family, part="child"):
            standing = Person.objects.create(
                authority_id=family.authority_id, given_names="A", family_name="Twice"
            )
            kept[told(child.person_id)] = told(standing.pk)
            Person.objects.filter(pk=child.person_id).update(merged_into=standing)
    joined = export(analyst, tmp_path / "joined")
    assert {row["child_id"] for row in joined["person"]} == {*kept.values()}
    of_children = [
        name for name in before if any("child_id" in r for r in before[name])
    ]
    assert len(of_children) == 6
    for name in of_children:
        if name != "person":
            assert joined[name] == [
                row | {"child_id": kept.get(row["child_id"], "")}
                for row in before[name]
            ]
    # a child who was lost before birth is in none of them
    with as_viewer(practitioner):
        Person.objects.filter(family_name="Twice").update(is_unborn=True, is_lost=True)
    lost = export(analyst, tmp_path / "lost")
    assert not any(row.get("child_id") for rows in lost.values() for row in rows)


def assert_all_stand_in_person(told: dict[str, list[dict[str, str]]]) -> None:
    people = {row["child_id"] for row in told["person"]}
    for name, rows in told.items():
        children = {row["child_id"] for row in rows if row.get("child_id")}
        assert children <= people, name
