"""Somebody in two families' records, one of them restricted; and joined records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.test import Client
from django.urls import reverse

from kinfold.finding.actions.adding import add_member, create_family
from kinfold.finding.actions.merging import merge_people, undo_merge
from kinfold.finding.details import NewMember
from kinfold.people.actions.contacts import add_contact
from kinfold.people.actions.homes import move
from kinfold.people.actions.people import add_person
from kinfold.people.actions.relationships import TieDetails, relate
from kinfold.people.details import AddressDetails, ContactDetails
from kinfold.people.selectors.family_page import family_page
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent, Authority
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.actions.access import restrict_family, use_emergency_access
from kinfold.records.models import EmergencyAccess, Family
from kinfold.records.selectors import family_for, person_for
from kinfold.records.selectors.looking import emergency_access_for, who_looked
from kinfold_core.access import Action, Role
from kinfold_core.people.dates import FuzzyDate
from tests.factories.people import Okafors, new_person
from tests.factories.platform import make_team, make_worker_viewer


@pytest.fixture
def named(authority: Authority) -> Viewer:
    """Works with the restricted family, in another team."""
    team = make_team(authority, "Far away")
    return make_worker_viewer(authority, Role.PRACTITIONER, name="Noor Ali", team=team)


@pytest.fixture
def second(
    okafors: Okafors, worker: Viewer, named: Viewer, information_governance: Viewer
) -> Family:
    """Leanne's second family: she has fled to it, and its record is restricted."""
    with as_viewer(named):
        family = create_family(
            name="Hill",
            opened_on=date(2026, 5, 1),
            members=[NewMember(part="child", details=new_person("Robin", "Hill"))],
            by=named,
        )
        # only somebody to whom both are open can say that she is in both
        both = replace(named, team_ids=named.team_ids | worker.team_ids)
        add_member(
            family_id=family.pk,
            member=NewMember(part="adult", person_id=okafors.leanne.pk),
            by=both,
        )
        move(
            family_id=family.pk,
            person_ids=[okafors.leanne.pk],
            address=AddressDetails(lines="77 Far Road", postcode="NR1 1AA"),
            kind="home",
            started_on=date(2026, 5, 1),
            by=named,
        )
        add_contact(
            person_id=okafors.leanne.pk,
            details=ContactDetails(kind="mobile", value="07700 900777", safety="safe"),
            by=named,
        )
        friend = create_family(
            name="Friend",
            opened_on=date(2026, 5, 1),
            members=[NewMember(part="child", details=new_person("Pat", "Friend"))],
            by=named,
        ).members.get()
        relate(
            person_id=okafors.leanne.pk,
            other_ids=[friend.person_id],
            details=TieDetails(code="aunt_or_uncle"),
            by=named,
        )
        audit.note_read(
            named,
            target=okafors.leanne,
            page="person",
            family_id=family.pk,
            person_id=okafors.leanne.pk,
        )
    with as_viewer(information_governance):
        restrict_family(
            family_id=family.pk,
            worker_ids=[named.as_worker()],
            reason="She has fled",
            by=information_governance,
        )
    return family


def test_a_restricted_life_does_not_show_on_the_other_familys_page(
    okafors: Okafors, second: Family, worker: Viewer
) -> None:
    with as_viewer(worker):
        page = family_page(worker, family_for(worker, okafors.family.pk))
    hers = okafors.leanne.pk
    assert hers in {member.person_id for member in page.members}
    assert hers not in {home.person_id for home in page.residences}
    assert hers not in {contact.person_id for contact in page.contacts}
    others = {tie.person_id for tie in page.ties} | {tie.other_id for tie in page.ties}
    # her children are still hers here; whoever she is tied to elsewhere is not told
    assert hers in others
    assert others <= {member.person_id for member in page.members}


def test_those_named_see_the_whole_of_it(
    okafors: Okafors, second: Family, named: Viewer
) -> None:
    with as_viewer(named):
        page = family_page(named, family_for(named, second.pk))
    hers = okafors.leanne.pk
    assert {str(home.address) for home in page.residences} == {"77 Far Road, NR1 1AA"}
    assert "07700 900777" in {contact.value for contact in page.contacts}
    assert hers in {contact.person_id for contact in page.contacts}


def test_who_looked_does_not_tell_who_works_with_the_restricted_family(
    okafors: Okafors, second: Family, worker: Viewer
) -> None:
    with as_viewer(worker):
        record = family_for(worker, okafors.family.pk, Action.SEE_WHO_LOOKED)
        seen = {event.by_name for event in who_looked(worker, record, 1)}
    assert seen == {worker.name}


def test_a_joined_record_is_as_closed_as_the_one_that_is_kept(
    okafors: Okafors,
    second: Family,
    named: Viewer,
    worker: Viewer,
    lead: Viewer,
) -> None:
    with as_viewer(named):
        alone = add_person(details=new_person("Leanne", "Hill"), by=named)
        manager = replace(named, roles=frozenset({Role.TEAM_MANAGER}))
        merge = merge_people(
            kept_id=okafors.leanne.pk, merged_id=alone.pk, reason="Same", by=manager
        )
    with as_viewer(worker), pytest.raises(PermissionDenied):
        person_for(worker, alone.pk)
    with as_viewer(named):
        assert person_for(named, alone.pk).person.merged_into_id == okafors.leanne.pk
        with pytest.raises(NotFound):
            person_for(named, alone.pk, Action.EDIT_FAMILY)
    with as_viewer(lead), pytest.raises(NotFound):
        undo_merge(merge_id=merge.pk, reason="They are two", by=lead)


@pytest.mark.parametrize("is_unborn", [True, False])
def test_a_day_of_death_that_cannot_be_is_not_taken_over(
    lead: Viewer, is_unborn: bool
) -> None:
    born = None if is_unborn else FuzzyDate.on(date(2020, 1, 1))
    with as_viewer(lead):
        kept = add_person(
            details=new_person("Bo", is_unborn=is_unborn, born=born), by=lead
        )
        other = add_person(details=new_person("Bo", died_on=date(2019, 1, 1)), by=lead)
        merge_people(kept_id=kept.pk, merged_id=other.pk, reason="Same", by=lead)
        kept.refresh_from_db()
    assert kept.died_on is None


def test_joining_a_new_family_is_written_down_on_the_person(
    okafors: Okafors, second: Family
) -> None:
    with as_authority(second.authority_id):
        joined = AuditEvent.objects.filter(
            action="family.member_added", person_id=okafors.leanne.pk
        )
        assert second.pk in {event.family_id for event in joined}


def test_the_review_of_an_emergency_shows_the_hidden_address_that_was_opened(
    authority: Authority, okafors: Okafors, information_governance: Viewer
) -> None:
    other = make_worker_viewer(authority, Role.PRACTITIONER, name="Noor Ali")
    with as_viewer(other):
        access = use_emergency_access(
            family_id=okafors.family.pk,
            reason_kind="duty",
            reason="Her neighbour rang the night team",
            by=other,
        )
        audit.note_read(
            other,
            target=okafors.leanne,
            page="hidden address",
            person_id=okafors.leanne.pk,
        )
    # one transaction has one now(), and the access begins a moment after it
    with as_authority(authority.pk):
        EmergencyAccess.objects.update(started_at=F("started_at") - timedelta(hours=1))
    with as_viewer(information_governance):
        _, events = emergency_access_for(information_governance, access.pk)
    assert "hidden address" in {event.action for event in events}


def test_forms_that_show_a_person_and_looks_for_doubles_are_written_down(
    okafors: Okafors, worker: Viewer, sign_in: Callable[[Viewer], Client]
) -> None:
    client, family = sign_in(worker), okafors.family.pk
    client.get(reverse("people:edit-person", args=[okafors.kai.pk]))
    client.get(reverse("people:move", args=[family]))
    typed = {"given_names": "Amira", "family_name": "Okafor", "part": "child"}
    typed["sex"] = "unknown"
    client.post(reverse("finding:add-member", args=[family]), typed)
    with as_viewer(worker):
        noted = AuditEvent.objects.exclude(kind="change")
        assert noted.filter(action="person form", person_id=okafors.kai.pk).exists()
        assert noted.filter(action="family form", family_id=family).exists()
        assert noted.get(kind="search").changes["words"] == "Amira Okafor"
