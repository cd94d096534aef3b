"""The pages about who works here: whose they are, and what odd input gets."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from kinfold.platform.models import Authority
from kinfold.platform.signin.models import Invitation
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.platform import make_team, make_worker_viewer
from tests.platform.signing_in import enter
from tests.platform.test_workers import NEW, ZOE, invite, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_counters")]


PAGES = ("workers", "worker-invite")


@pytest.mark.parametrize("role", [r for r in Role if r != Role.AUTHORITY_ADMIN])
def test_only_an_administrator_looks_after_workers(
    client: Client, authority: Authority, role: Role
) -> None:
    signed_in(client, make_worker_viewer(authority, role))
    for name in PAGES:
        assert client.get(reverse(f"platform:{name}")).status_code == 403
    assert client.post(reverse("platform:worker-invite"), ZOE).status_code == 403


def test_another_authority_s_workers_and_teams_are_not_there(
    client: Client,
    petra: Client,
    commit: Any,
    elsewhere: Viewer,
    elsewhere_authority: Authority,
    authority_admin: Viewer,
) -> None:
    invite(petra, commit)
    with as_viewer(authority_admin):
        invitation = Invitation.objects.get()
    team = make_team(elsewhere_authority, "Brent South")
    stranger = signed_in(Client(), elsewhere)
    worker = reverse("platform:worker", args=[authority_admin.worker_id])
    assert stranger.get(worker).status_code == 404
    assert stranger.post(f"{worker}end-access/").status_code == 404
    revoke = reverse("platform:worker-invitation-revoke", args=[invitation.pk])
    assert stranger.post(revoke).status_code == 404
    listed = re.findall(r'href="/workers/([0-9a-f-]{36})/"', text_of(stranger))
    assert listed == [str(elsewhere.worker_id)]
    sent = petra.post(
        reverse("platform:worker-invite"), ZOE | {"teams": [str(team.pk)]}
    )
    assert "Brent South" not in sent.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Enter their name"),
        ({"name": "x" * 201}, "Use 200 letters or fewer"),
        ({"name": "a\x00b"}, "Null characters"),
        ({"email": "no"}, "Enter an email address in the form"),
        ({"email": "a" * 260 + "@example.org"}, "email address"),
        ({"roles": []}, "Choose at least one role"),
        ({"roles": ["programme_lead"]}, "Choose roles from the list"),
        ({"roles": ["king"]}, "Choose roles from the list"),
        ({"job_title": "x" * 121}, "Use 120 letters or fewer"),
    ],
)
def test_a_poor_invitation_gets_a_sentence_and_keeps_what_was_typed(
    petra: Client, changes: dict[str, Any], said: str
) -> None:
    page = petra.post(reverse("platform:worker-invite"), ZOE | changes)
    text = page.content.decode()
    assert page.status_code == 422
    assert said in text
    if "email" not in changes:
        assert "Zoe@Example.org" in text
    assert mail.outbox == []


@pytest.mark.parametrize("page", ["0", "-1", "99999", "x", "１", "1\x00"])
def test_any_page_number_is_a_page(petra: Client, page: str) -> None:
    assert petra.get("/workers/", {"page": page}).status_code == 200


def test_the_list_costs_the_same_however_many_work_there(
    petra: Client, authority: Authority, django_assert_max_num_queries: Any
) -> None:
    team = make_team(authority)
    for _ in range(10):
        make_worker_viewer(authority, Role.PRACTITIONER, team=team)
    with django_assert_max_num_queries(14):
        page = petra.get("/workers/")
    assert page.content.decode().count("Lincoln North") == 10


def test_the_first_administrator_is_invited_on_the_server(
    elsewhere_authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = {"authority": "brent", "email": "ADA@example.org", "name": "Ada"}
    call_command("invite_first_admin", **asked)
    link = capsys.readouterr().out.strip().splitlines()[-1]
    assert Client().post(link, NEW | {"name": "Ada"}).status_code == 302
    ada = Client()
    enter(ada, "ada@example.org")
    assert ada.get("/workers/").status_code == 200
    with pytest.raises(CommandError, match="There is an administrator"):
        call_command("invite_first_admin", **asked)
    with pytest.raises(CommandError, match="no authority called atlantis"):
        call_command("invite_first_admin", **asked | {"authority": "atlantis"})
