"""From another authority, nothing of ours is at any address there is.

The addresses are read from the resolver, so a new one is asked without anybody
remembering to. One that names its parts in a new way fails here until `ids` has one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from kinfold.drafts.actions import keep_draft
from kinfold.drafts.models import Draft
from kinfold.drafts.typed import read
from kinfold.finding.actions.merging import merge_people
from kinfold.insight.models import PracticeEvent
from kinfold.intake.models import PeopleImport
from kinfold.meetings.details import PersonHere
from kinfold.people.models import Relationship
from kinfold.platform.files import store_file
from kinfold.platform.models import Authority, JobRun
from kinfold.platform.signin.models import Invitation, KeptPost
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions
from kinfold.records.actions.access import use_emergency_access
from kinfold.records.models import Family
from kinfold.whiteboard.actions.saved_views import save_view
from kinfold_core.access.roles import AUTHORITY_ROLES, PROGRAMME_ROLES, Role
from kinfold_core.practice.written import DangerSetDetails, Named
from tests.factories import supervision
from tests.factories.child_tools import make_tool_rows
from tests.factories.circles import make_object, make_place
from tests.factories.commitments import make_commitment_rows
from tests.factories.copies import make_link_row
from tests.factories.extracts import make_request
from tests.factories.family_finding import make_finding_rows
from tests.factories.family_time import make_time_rows
from tests.factories.inquiries import make_inquiry
from tests.factories.kinship import make_kinship_rows
from tests.factories.meetings import chair, make_meeting
from tests.factories.monitoring import make_journal_row
from tests.factories.network_meetings import make_decided, make_planned_meeting
from tests.factories.networks import make_closed, make_member, make_refused
from tests.factories.offline import make_visit_rows
from tests.factories.people import hide_home, keep_okafors_apart, make_okafors
from tests.factories.people import make_person as make_double
from tests.factories.planning import make_plan_rows
from tests.factories.platform import (
    make_programme_viewer,
    make_team,
    make_worker_viewer,
)
from tests.factories.practice import make_entry
from tests.factories.programme import make_programme, make_shown
from tests.factories.research import make_programme_rows
from tests.factories.returns import make_recount, make_return
from tests.factories.studies import make_study_rows
from tests.factories.trajectory import make_road_rows
from tests.factories.voice import make_story_rows
from tests.platform.addresses import Address, addresses

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("no_counters"),
]

SignIn = Callable[[Viewer], Client]
PDF = b"%PDF-1.7\n" + b"x" * 500 + b"\n%%EOF\n"
ANSWERED = {200, 302, 405}
NEVER_THERE = uuid4()
REASON = "Covering for somebody who is away today"
# what a family may never be recognised by, wherever the page comes from
OURS = ("Okafor", "Amira", "Leanne", "Mill Lane", "07700 900", "Quiet Fridays")


@pytest.fixture
def insider(authority: Authority) -> Viewer:
    """Every role there is in our own authority: opens everything of it."""
    return make_worker_viewer(
        authority, *AUTHORITY_ROLES, name="Sam Reed", team=make_team(authority)
    )


@pytest.fixture
def ids(insider: Viewer, tmp_path: Path, settings: Settings) -> dict[str, object]:
    """A row of our authority for every part of every address, each of one family."""
    settings.FILES_ROOT = tmp_path / "files"
    okafors = make_okafors(insider)
    residence, contact = hide_home(insider, okafors)
    danger = make_set_of(insider, okafors.family.pk)
    entry = make_entry(insider, okafors.family)
    member = make_member(insider, okafors.family, "Nan Jo")
    double = make_double(insider, "Amira", "Okafor")
    with as_viewer(insider):
        merge = merge_people(
            kept_id=okafors.amira.pk,
            merged_id=double.pk,
            reason="Same child, seen at school",
            by=insider,
        )
        tie = Relationship.objects.filter(person=okafors.leanne.pk).first()
        stored = store_file(upload=SimpleUploadedFile("plan.pdf", PDF), by=insider)
    assert tie is not None
    return {
        "link_id": make_link_row(insider, okafors.family),
        "family_id": okafors.family.pk,
        "person_id": okafors.leanne.pk,
        "residence_id": residence.pk,
        "contact_id": contact.pk,
        "tie_id": tie.pk,
        "apart_id": keep_okafors_apart(insider, okafors).pk,
        "merge_id": merge.pk,
        "danger_id": danger,
        "entry_id": entry.pk,
        "member_id": member.pk,
        "closing_id": make_closed(insider, member).pk,
        "of_whom": make_refused(insider, okafors.family).pk,
        "place_id": make_place(insider, okafors.family).pk,
        "object_id": make_object(insider, okafors.family, member.pk).pk,
        **make_road_rows(insider, okafors.family),
        **make_time_rows(insider, okafors.family),
        **make_commitment_rows(insider, member),
        **make_kinship_rows(insider, okafors.family),
        **make_tool_rows(insider, okafors.family),
        **make_finding_rows(insider, okafors.family),
        **make_story_rows(insider, okafors.family),
        **make_visit_rows(insider, okafors.family),
        **make_plan_rows(insider, okafors.family, danger),
        "journal_id": make_journal_row(insider, okafors.family),
        **make_study_rows(Authority.objects.get(pk=insider.in_authority())),
        "file_id": stored.pk,
        "worker_id": insider.worker_id,
        "extract_id": make_request(make_programme_viewer(Role.EVALUATOR), insider).pk,
        **_rows_of_the_office(insider, okafors.family.pk),
        **_rows_of_supervision(insider, okafors.family),
        **_rows_of_a_meeting(insider, okafors.family),
        **make_programme_rows(insider),
    }


def make_set_of(by: Viewer, family_id: UUID) -> UUID:
    with as_viewer(by):
        details = DangerSetDetails(
            worried_about="A plate broke and cut Amira's foot.",
            family_goal="Quiet Fridays.",
        )
        return actions.add_danger_set(family_id=family_id, details=details, by=by).pk


def _rows_of_the_office(by: Viewer, family_id: UUID) -> dict[str, object]:
    authority_id = by.in_authority()
    colleague = make_worker_viewer(
        Authority.objects.get(pk=authority_id), Role.PRACTITIONER
    )
    soon = timezone.now() + timedelta(hours=4)
    with as_viewer(colleague):
        access = use_emergency_access(
            family_id=family_id, reason_kind="duty", reason=REASON, by=colleague
        )
    make_recount(by)
    with as_viewer(by):
        keep_draft(family_id=family_id, path="/a/", typed=read("", []), by=by)
        draft = Draft.objects.get()
        made = PeopleImport.objects.create(
            authority_id=authority_id, file_name="ssd.zip"
        )
        change = PracticeEvent.objects.create(
            authority_id=authority_id,
            kind=PracticeEvent.Kind.FORMS,
            earliest=timezone.localdate(),
            latest=timezone.localdate(),
            words="One map for all teams",
            written_by_id=by.worker_id,
        )
        invitation = Invitation.objects.create(
            authority_id=authority_id,
            email="zoe@example.org",
            name="Zoe",
            secret_hash="0" * 64,
            expires_at=soon,
        )
        run = JobRun.objects.create(
            authority_id=authority_id,
            job="audit.verify",
            title="Check the audit",
            started_by_id=by.worker_id,
            started_by_user_id=by.user_id,
        )
        view = save_view(name="Quiet Fridays", query="", by=by)
        post = KeptPost.objects.create(
            user_id=by.user_id, path="/families/", sealed=b"x", expires_at=soon
        )
    return {
        "access_id": access.pk,
        "draft_id": draft.pk,
        "import_id": made.pk,
        "return_id": make_return(by).pk,
        "shown_id": make_shown(by, make_programme("shared", by)).pk,
        "event_id": change.pk,
        "invitation_id": invitation.pk,
        "run_id": run.pk,
        "post_id": post.pk,
        "view_id": view.pk,
    }


def _rows_of_a_meeting(by: Viewer, family: Family) -> dict[str, object]:
    nan = PersonHere(who=Named(name="Nan Jo"), capacity="network", mode="room")
    meeting = make_meeting(by, family, people=[nan])
    return {
        "meeting_id": meeting.pk,
        "planned_id": make_planned_meeting(by, family).pk,
        "decided_id": make_decided(by, meeting).pk,
        "attendance_id": chair(by, meeting, "Nan Jo").pk,
    }


def _rows_of_supervision(by: Viewer, family: Family) -> dict[str, object]:
    leader = supervision.colleague(by)
    session = supervision.make_session(by, family, leader)
    case = supervision.make_case(by, family, leader)
    return {
        "session_id": session.pk,
        "written_id": supervision.make_draft(by, session).pk,
        "rating_id": supervision.make_number(by, session).pk,
        "case_id": case.pk,
        "decision_id": supervision.make_decision(by, case).pk,
        "inquiry_id": make_inquiry(by, family).pk,
        "team_id": min(by.team_ids),
    }


def strangers(elsewhere: Authority) -> dict[str, Viewer]:
    """Two who may do all that anybody outside our authority may."""
    return {
        "every role elsewhere": make_worker_viewer(elsewhere, *AUTHORITY_ROLES),
        "every role of a programme": make_programme_viewer(*PROGRAMME_ROLES),
    }


def by_turns(elsewhere: Authority) -> list[tuple[str, Viewer, list[Address]]]:
    """Each kind of login by itself with its share of the addresses.

    A role alone may do no more than all of them together, who are asked at every
    address; this finds a door that opens to one role because it lacks another.
    """
    logins = [(role.value, make_worker_viewer(elsewhere, role)) for role in Role
              if role in AUTHORITY_ROLES]  # fmt: skip
    logins += [(role.value, make_programme_viewer(role)) for role in PROGRAMME_ROLES]
    found = addresses()
    return [
        (name, viewer, found[turn :: len(logins)])
        for turn, (name, viewer) in enumerate(logins)
    ]


def _words(response: HttpResponse) -> str:
    return "" if response.streaming else response.content.decode(errors="replace")


def test_every_address_has_a_row_to_be_asked_for(ids: dict[str, object]) -> None:
    found = addresses()
    assert len(found) > 40
    named = {name for one in found for name, is_row in one.parts if is_row}
    assert named <= ids.keys(), "give these an id in the fixture `ids`"


def test_our_own_people_are_answered_at_each_address(
    ids: dict[str, object], insider: Viewer, sign_in: SignIn
) -> None:
    """Or the refusals below would be worth nothing. Some pages of a programme are for
    no worker, but for whoever runs it."""
    silent = addresses()
    for viewer in (insider, ids["lead"]):
        assert isinstance(viewer, Viewer)
        client, asked = sign_in(viewer), silent
        silent = []
        for one in asked:
            response = client.get(one.filled(ids))
            if response.streaming:
                b"".join(response)  # read to its end, or the file stays open
            # a kept post is sealed for a browser that is not here
            if response.status_code not in ANSWERED and "post_id" not in dict(
                one.parts
            ):
                silent.append(one)
    assert [one.route for one in silent] == []


def _told(one: Address, asked: HttpResponse) -> list[str]:
    """What an answer to a stranger gives away; nothing, if it is a refusal."""
    told = [word for word in OURS if word in _words(asked)]
    if asked.status_code not in one.refusals:
        told.append(f"answered {asked.status_code}")
    return told


def test_from_elsewhere_no_address_of_ours_can_be_told_from_one_that_never_was(
    ids: dict[str, object],
    elsewhere_authority: Authority,
    insider: Viewer,
    sign_in: SignIn,
) -> None:
    """A 403 for ours and a 404 for nothing would tell that ours is there. And what is
    sent, as our own people would send it, changes nothing."""
    never = dict.fromkeys(ids, NEVER_THERE)
    sent = {"name": "Taken", "version": "1", "text": "Taken", "reason": "Taken"}
    answered = []
    for number, (who, viewer) in enumerate(strangers(elsewhere_authority).items()):
        client = sign_in(viewer)
        for one in addresses():
            ours, none = one.filled(ids), one.filled(never)
            for ask in (client.get, partial(client.post, data=sent)):
                there = ask(ours)
                told = _told(one, there)
                # the second stranger is asked for the difference alone where it could
                # be another than the first one's
                if number == 0 or there.status_code != 404:
                    nowhere = ask(none)
                    if there.status_code != nowhere.status_code:
                        told.append(f"{there.status_code}, not {nowhere.status_code}")
                if told:
                    answered.append((who, one.route, told))
    assert answered == []
    page = sign_in(insider).get(f"/families/{ids['family_id']}/map/")
    assert "Taken" not in page.content.decode()
    assert "Okafor" in page.content.decode()


def test_from_elsewhere_no_role_by_itself_is_answered_at_an_address_of_ours(
    ids: dict[str, object], elsewhere_authority: Authority, sign_in: SignIn
) -> None:
    answered = []
    for role, viewer, share in by_turns(elsewhere_authority):
        client = sign_in(viewer)
        for one in share:
            url = one.filled(ids)
            for asked in (client.get(url), client.post(url, {"x": "1"})):
                if told := _told(one, asked):
                    answered.append((role, url, told))
    assert answered == []


def test_whoever_is_not_signed_in_is_sent_to_the_door_from_every_address(
    ids: dict[str, object], client: Client
) -> None:
    for one in addresses():
        response = client.get(one.filled(ids))
        assert response.status_code == 302, one.route
        assert response.headers["Location"].startswith("/account/sign-in/"), one.route
