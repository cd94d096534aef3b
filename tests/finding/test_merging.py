"""Two records of one person become one, and can be taken apart again exactly."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from kinfold.finding.actions.adding import add_member
from kinfold.finding.actions.merging import merge_people, undo_merge
from kinfold.finding.details import NewMember
from kinfold.finding.making.moving import person_keys
from kinfold.finding.selectors.merging import merge_preview
from kinfold.networks.actions import step_back
from kinfold.networks.selectors import refusals_of
from kinfold.people.actions.people import add_name
from kinfold.people.actions.relationships import TieDetails, relate
from kinfold.people.models import NameKey, PersonMerge, PersonName, Relationship
from kinfold.platform.errors import NotFound
from kinfold.platform.fences import owned_models
from kinfold.platform.models import AppendOnly, AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family, FamilyMember, Person
from kinfold.records.selectors import family_for, person_for
from kinfold_core.practice.written import Named
from tests.factories.family_finding import make_episode, make_finding_end
from tests.factories.networks import make_child_says, make_member
from tests.factories.people import Okafors, make_family, make_person
from tests.factories.trajectory import days_ago

LEFT_OUT = {"people.personmerge"}


def everything() -> dict[str, Any]:
    """Every row of the authority that a merge may touch, without version numbers."""
    found: dict[str, Any] = {}
    for model in owned_models():
        label = model._meta.label_lower
        if issubclass(model, AppendOnly) or label in LEFT_OUT:
            continue
        rows = [
            {k: v for k, v in row.items() if k != "version"}
            for row in model._default_manager.values()
        ]
        if model is NameKey:
            rows = [{k: v for k, v in row.items() if k != "id"} for row in rows]
        found[label] = sorted(rows, key=lambda row: sorted(map(str, row.values())))
    return found


@pytest.fixture
def double(okafors: Okafors, worker: Viewer) -> Person:
    """A second record of Amira, with a tie and a name of its own, in her family too."""
    double = make_person(worker, "Mira", "Reed", sex="female")
    with as_viewer(worker):
        relate(
            person_id=okafors.jo.pk,
            other_ids=[double.pk],
            details=TieDetails(code="grandparent"),
            by=worker,
        )
        relate(
            person_id=double.pk,
            other_ids=[okafors.kai.pk],
            details=TieDetails(code="sibling"),
            by=worker,
        )
        add_name(
            person_id=double.pk,
            kind="nickname",
            given_names="Mimi",
            family_name="",
            by=worker,
        )
        add_member(
            family_id=okafors.family.pk,
            member=NewMember(part="child", person_id=double.pk),
            by=worker,
        )
    return double


def merge(okafors: Okafors, double: Person, by: Viewer) -> PersonMerge:
    return merge_people(
        kept_id=okafors.amira.pk, merged_id=double.pk, reason="Seen together", by=by
    )


def test_taking_apart_gives_back_what_was_there(
    okafors: Okafors, double: Person, lead: Viewer
) -> None:
    with as_viewer(lead):
        before = everything()
        done = merge(okafors, double, lead)
        assert everything() != before
        undo_merge(merge_id=done.pk, reason="Two cousins after all", by=lead)
        assert everything() == before


def test_the_merge_says_why_and_the_audit_does_not(
    okafors: Okafors, double: Person, lead: Viewer
) -> None:
    with as_viewer(lead):
        done = merge(okafors, double, lead)
        undo_merge(merge_id=done.pk, reason="Two cousins after all", by=lead)
        done.refresh_from_db()
        lines = AuditEvent.objects.filter(target_id=str(done.pk))
        told = [f"{line.changes} {line.why}" for line in lines]
    assert (done.reason, done.undone_reason) == (
        "Seen together",
        "Two cousins after all",
    )
    assert len(told) == 4  # joined and taken apart, in the audit of both
    assert not [line for line in told if "together" in line or "cousins" in line]


def test_what_hung_on_the_second_hangs_on_the_first(
    okafors: Okafors, double: Person, lead: Viewer
) -> None:
    with as_viewer(lead):
        own_family = Family.objects.get(name="Reed")
        merge(okafors, double, lead)
        assert FamilyMember.objects.filter(
            family=own_family, person=okafors.amira.pk
        ).exists()
        names = set(
            PersonName.objects.filter(person=okafors.amira.pk).values_list(
                "given_names", flat=True
            )
        )
        assert {"Mimi", "Mira"} <= names
        tie = Relationship.objects.get(code="sibling")
        assert {tie.person_id, tie.other_id} == {okafors.amira.pk, okafors.kai.pk}
        assert tie.person_id < tie.other_id


def test_the_family_shows_the_person_once(
    okafors: Okafors, double: Person, lead: Viewer
) -> None:
    with as_viewer(lead):
        merge(okafors, double, lead)
        family = family_for(lead, okafors.family.pk)
        shown = FamilyMember.objects.filter(family=family, person__merged_into=None)
        assert [m.person_id for m in shown].count(okafors.amira.pk) == 1
        assert double.pk not in {m.person_id for m in shown}


def test_the_second_record_leads_to_the_first(
    okafors: Okafors, double: Person, lead: Viewer, sign_in: Any
) -> None:
    with as_viewer(lead):
        merge(okafors, double, lead)
    answer = sign_in(lead).get(f"/people/{double.pk}/")
    assert answer.status_code == 302
    assert answer.url == f"/people/{okafors.amira.pk}/"


def test_what_the_first_lacks_is_taken_from_the_second(
    worker: Viewer, lead: Viewer
) -> None:
    first = make_person(worker, "Ada", "Lowe")
    second = make_person(worker, "Ada", "Lowe", sex="female", languages=("Polish",))
    with as_viewer(lead):
        merge_people(kept_id=first.pk, merged_id=second.pk, reason="One child", by=lead)
        first.refresh_from_db()
    assert (first.sex, first.languages) == ("female", ["Polish"])


def test_what_was_written_since_is_not_taken_back(
    okafors: Okafors, double: Person, lead: Viewer, worker: Viewer
) -> None:
    with as_viewer(lead):
        done = merge(okafors, double, lead)
    with as_viewer(worker):
        add_name(
            person_id=okafors.amira.pk,
            kind="nickname",
            given_names="Ami",
            family_name="",
            by=worker,
        )
    with as_viewer(lead):
        undo_merge(merge_id=done.pk, reason="Two children", by=lead)
        kept = PersonName.objects.filter(person=okafors.amira.pk)
        assert [name.given_names for name in kept] == ["Ami"]


def test_only_those_who_may_join_records_do(
    okafors: Okafors, double: Person, worker: Viewer, elsewhere: Viewer
) -> None:
    with as_viewer(worker), pytest.raises(PermissionDenied):
        merge(okafors, double, worker)
    with as_viewer(elsewhere), pytest.raises(NotFound):
        merge(okafors, double, elsewhere)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_merge_needs_a_reason(
    okafors: Okafors, double: Person, lead: Viewer, reason: str
) -> None:
    with as_viewer(lead), pytest.raises(CannotDo, match="how you know"):
        merge_people(
            kept_id=okafors.amira.pk, merged_id=double.pk, reason=reason, by=lead
        )


def test_nobody_is_joined_with_themselves_or_twice(
    okafors: Okafors, double: Person, lead: Viewer
) -> None:
    with as_viewer(lead):
        with pytest.raises(CannotDo):
            merge_people(kept_id=double.pk, merged_id=double.pk, reason="Same", by=lead)
        merge(okafors, double, lead)
        with pytest.raises(NotFound):
            merge(okafors, double, lead)


def test_the_preview_counts_what_would_move(
    okafors: Okafors, double: Person, lead: Viewer
) -> None:
    with as_viewer(lead):
        preview = merge_preview(lead, okafors.amira.pk, double.pk)
    moving = {one.label: one.count for one in preview.moving}
    assert moving["Relationships"] == 2
    assert moving["Person names"] == 1
    assert ("Name", "Amira Grace Okafor", "Mira Reed") in preview.differences


def test_every_key_to_a_person_that_can_move_is_known() -> None:
    tables = {model._meta.label_lower for model, _ in person_keys()}
    assert {
        "records.familymember",
        "records.servicestatus",
        "people.residence",
    } <= tables
    assert "people.namekey" not in tables


def test_a_merged_record_is_changed_through_the_kept_one(
    okafors: Okafors, double: Person, lead: Viewer
) -> None:
    with as_viewer(lead):
        merge(okafors, double, lead)
        assert person_for(lead, double.pk).person.merged_into_id == okafors.amira.pk


def test_one_person_stands_once_in_a_network(
    okafors: Okafors, double: Person, lead: Viewer, worker: Viewer
) -> None:
    """Rows of two families: what is there twice is ended first, and the rest moves."""
    amira = Named(name="Amira", person_id=okafors.amira.pk)
    mira = Named(name="Mira", person_id=double.pk)
    make_member(worker, okafors.family, who=amira)
    twice = make_member(worker, okafors.family, who=mira)
    other = make_family(worker, "Reed")
    with as_viewer(worker):
        adult = NewMember(part="network", person_id=double.pk)
        add_member(family_id=other.pk, member=adult, by=worker)
    there = make_member(worker, other, who=mira)
    with as_viewer(lead):
        with pytest.raises(CannotDo, match="stand in the network of one family"):
            merge(okafors, double, lead)
        assert not PersonMerge.objects.exists()
    with as_viewer(worker):
        step_back(
            family_id=okafors.family.pk, member_id=twice.pk, by=worker,
            reason="They are one person", ended_on=timezone.localdate(),
        )  # fmt: skip
    with as_viewer(lead):
        merge(okafors, double, lead)
        there.refresh_from_db()
        assert there.person_id == okafors.amira.pk


def test_family_finding_of_one_child_is_not_left_running_twice(
    okafors: Okafors, double: Person, lead: Viewer, worker: Viewer
) -> None:
    make_episode(worker, okafors.family, child_id=okafors.amira.pk, child_name="Amira")
    second = make_episode(worker, okafors.family, child_id=double.pk, child_name="Mira")
    with as_viewer(lead), pytest.raises(CannotDo, match="runs for both"):
        merge(okafors, double, lead)
    make_finding_end(worker, second)
    with as_viewer(lead):
        merge(okafors, double, lead)
        second.refresh_from_db()
        assert second.child_id == okafors.amira.pk


def test_what_is_written_of_a_child_is_theirs_after_their_records_are_joined(
    okafors: Okafors, double: Person, lead: Viewer, worker: Viewer
) -> None:
    raj = make_member(worker, okafors.family, who=Named(name="Raj"))
    mira = Named(name="Mira", person_id=double.pk)
    amira = Named(name="Amira", person_id=okafors.amira.pk)
    make_child_says(worker, raj, said_by=mira, said_on=days_ago(2))
    with as_viewer(lead):
        merge(okafors, double, lead)
    make_child_says(worker, raj, "wants", said_by=amira)
    with as_viewer(worker):
        assert refusals_of(worker, okafors.family.pk).words == ()
