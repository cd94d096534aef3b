"""Who works here: inviting, roles, teams, ending access, and using an invitation."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.platform import limits
from kinfold.platform.models import Authority, TeamMembership, User, Worker
from kinfold.platform.signin.models import Invitation
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.platform.workers import actions as workers
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.platform import make_team, make_worker_viewer
from tests.platform.signing_in import PASSWORD, enter, events_of, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_counters")]

ZOE = {
    "name": "Zoë O'Neill",
    "email": "Zoe@Example.org",
    "job_title": "Social worker",
    "roles": ["practitioner"],
}
NEW = {"name": "Zoë O'Neill", "password1": PASSWORD, "password2": PASSWORD}


def text_of(client: Client) -> str:
    return client.get(reverse("platform:workers")).content.decode()


def invite(petra: Client, commit: Any, **changes: Any) -> str:
    """Invite Zoë. Returns the path of the link in her email."""
    with commit():
        page = petra.post(reverse("platform:worker-invite"), ZOE | changes)
    assert page.status_code == 200, page.content.decode()
    found = re.search(r"http://testserver(/join/\S+)", mail.outbox[-1].body)
    assert found is not None
    assert found[0] in page.content.decode()
    return found[1]


def test_somebody_invited_makes_an_account_and_works(
    petra: Client, commit: Any, authority: Authority, authority_admin: Viewer
) -> None:
    team = make_team(authority)
    link = invite(petra, commit, teams=[str(team.pk)])
    assert mail.outbox[0].to == ["zoe@example.org"]
    zoe = Client()
    assert "Lincolnshire" in zoe.get(link).content.decode()
    made = zoe.post(link, NEW)
    assert "email=zoe%40example.org" in made.headers["Location"]
    assert enter(zoe, "zoe@example.org").headers["Location"] == "/"
    assert zoe.session["place"] == f"authority:{authority.pk}"
    with as_viewer(authority_admin):
        worker = Worker.objects.get(name="Zoë O'Neill")
        assert worker.roles == ["practitioner"]
        assert TeamMembership.objects.get(worker=worker).team == team
    assert events_of(authority_admin)[1:] == [
        "worker.invited",
        "worker.invitation_accepted",
        "sign_in.done",
    ]


def test_an_invitation_works_once(petra: Client, commit: Any) -> None:
    link = invite(petra, commit)
    Client().post(link, NEW)
    again = Client().post(link, NEW | {"name": "A thief"})
    assert again.status_code == 404
    assert "This invitation is not open" in again.content.decode()
    assert not User.objects.filter(name="A thief").exists()


def test_only_the_hash_of_the_secret_is_kept(
    petra: Client, commit: Any, authority_admin: Viewer
) -> None:
    link = invite(petra, commit)
    secret = link.strip("/").split("/")[-1]
    assert len(secret) >= 43
    with as_viewer(authority_admin):
        row = Invitation.objects.values().get()
    assert secret not in str(row)
    assert secret not in petra.get(reverse("platform:workers")).content.decode()


@pytest.mark.parametrize("how", ["revoked", "too old", "invited again", "other slug"])
def test_an_invitation_that_is_not_open_opens_nothing(
    how: str,
    petra: Client,
    commit: Any,
    authority_admin: Viewer,
    elsewhere_authority: Authority,
) -> None:
    link = invite(petra, commit)
    with as_viewer(authority_admin):
        row = Invitation.objects.get()
    if how == "revoked":
        url = reverse("platform:worker-invitation-revoke", args=[row.pk])
        assert petra.post(url).status_code == 302
    elif how == "too old":
        with as_viewer(authority_admin):
            Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "invited again":
        invite(petra, commit)
    else:
        link = link.replace("lincolnshire", elsewhere_authority.slug)
    assert Client().get(link).status_code == 404
    assert Client().post(link, NEW).status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Enter your name"),
        ({"name": "x" * 300}, "This is too long"),
        ({"name": "a\x00b"}, "Remove the character"),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"password1": "zoe@example.org", "password2": "zoe@example.org"}, "similar"),
        ({"password2": "another one entirely"}, "not the same"),
    ],
)
def test_a_poor_answer_to_an_invitation_gets_a_sentence(
    petra: Client, commit: Any, changes: dict[str, str], said: str
) -> None:
    link = invite(petra, commit)
    page = Client().post(link, NEW | changes)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert not User.objects.filter(email="zoe@example.org").exists()


def test_somebody_with_an_account_signs_in_and_has_two_places(
    petra: Client, commit: Any, elsewhere: Viewer, authority: Authority
) -> None:
    david = with_password(elsewhere)
    link = invite(petra, commit, email=david.email)
    browser = Client()
    to_door = browser.get(link)
    assert to_door.headers["Location"].startswith("/account/sign-in/?next=%2Fjoin%2F")
    enter(browser, david.email)
    assert "Work at Lincolnshire too" in browser.get(link).content.decode()
    assert browser.post(link).headers["Location"] == "/account/places/"
    page = browser.get("/account/places/").content.decode()
    assert "Lincolnshire" in page
    assert "Brent" in page
    here = f"authority:{authority.pk}"
    assert browser.post("/account/place/", {"place": here}).status_code == 302
    assert browser.session["place"] == here


def test_an_invitation_to_somebody_else_is_not_taken_by_who_is_signed_in(
    petra: Client, commit: Any, elsewhere: Viewer
) -> None:
    link = invite(petra, commit)
    browser = Client()
    enter(browser, with_password(elsewhere).email)
    assert "sent to somebody else" in browser.get(link).content.decode()
    browser.post(link)
    assert Client().get(link).status_code == 200


def test_nobody_moves_to_a_place_that_is_not_theirs(
    petra: Client, elsewhere_authority: Authority
) -> None:
    for place in (f"authority:{elsewhere_authority.pk}", "", "authority:x", "a\x00"):
        assert petra.post("/account/place/", {"place": place}).status_code == 404


def test_going_from_place_to_place_without_end_is_told_to_wait(
    petra: Client, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits.time, "monotonic", lambda: 0.0)
    here = {"place": f"authority:{authority.pk}"}
    answers = [petra.post("/account/place/", here) for _ in range(31)]
    assert [one.status_code for one in answers] == [302] * 30 + [429]
    assert "another place to work very often" in answers[-1].content.decode()


def test_several_places_ask_which_and_none_is_kind(
    elsewhere: Viewer, authority: Authority, practitioner: Viewer
) -> None:
    david = with_password(elsewhere)
    with as_viewer(practitioner):
        Worker.objects.create(authority=authority, user=david, name="David", roles=[])
    browser = Client()
    assert enter(browser, david.email).headers["Location"] == "/account/places/"
    nobody = User.objects.create_user("n@example.org", PASSWORD, name="Nobody")
    enter(browser := Client(), nobody.email)
    assert "have no place yet" in browser.get("/").content.decode()


def test_a_role_and_a_place_taken_away_are_gone_at_the_next_page(
    petra: Client, authority: Authority, authority_admin: Viewer
) -> None:
    other = make_worker_viewer(authority, Role.AUTHORITY_ADMIN, name="Olu")
    olu = signed_in(Client(), other)
    assert olu.get("/workers/").status_code == 200
    url = reverse("platform:worker", args=[other.worker_id])
    change = {"job_title": "Analyst", "roles": ["analyst"]}
    assert petra.post(url, change).status_code == 302
    assert olu.get("/workers/").status_code == 403
    assert petra.post(f"{url}end-access/").status_code == 302
    assert olu.get("/workers/").status_code == 404
    assert events_of(authority_admin)[-2:] == ["worker.changed", "worker.access_ended"]
    petra.post(f"{url}restore-access/")
    assert olu.get("/workers/").status_code == 403


def test_an_authority_is_never_left_without_an_administrator(
    petra: Client, authority_admin: Viewer
) -> None:
    url = reverse("platform:worker", args=[authority_admin.worker_id])
    assert petra.post(f"{url}end-access/").status_code == 409
    refused = petra.post(url, {"job_title": "", "roles": ["analyst"]})
    assert refused.status_code == 409
    with as_viewer(authority_admin):
        worker = Worker.objects.get(pk=authority_admin.worker_id)
    assert worker.is_active
    assert worker.roles == ["authority_admin"]


@pytest.mark.parametrize("gained", ["role", "team"])
def test_nobody_gives_themselves_what_opens_records(
    gained: str, petra: Client, authority: Authority, authority_admin: Viewer
) -> None:
    team = make_team(authority)
    url = reverse("platform:worker", args=[authority_admin.worker_id])
    asked: dict[str, Any] = {"job_title": "Head of it", "roles": ["authority_admin"]}
    if gained == "role":
        asked["roles"] += ["information_governance", "senior_leader"]
    else:
        asked["teams"] = [str(team.pk)]
    refused = petra.post(url, asked)
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "Ask another administrator" in page
    assert "Head of it" in page
    with as_viewer(authority_admin):
        worker = Worker.objects.get(pk=authority_admin.worker_id)
        assert worker.roles == ["authority_admin"]
        assert not TeamMembership.objects.filter(worker=worker).exists()


def test_somebody_may_give_up_a_role_and_another_administrator_may_give_one(
    petra: Client, authority: Authority, authority_admin: Viewer
) -> None:
    both = {Role.AUTHORITY_ADMIN, Role.SENIOR_LEADER}
    other = make_worker_viewer(authority, *both, name="Olu")
    olu = signed_in(Client(), other)
    mine = reverse("platform:worker", args=[other.worker_id])
    assert olu.post(mine, {"roles": ["authority_admin"]}).status_code == 302
    assert olu.post(mine, {"roles": [r.value for r in both]}).status_code == 409
    theirs = reverse("platform:worker", args=[authority_admin.worker_id])
    given = {"roles": ["authority_admin", "information_governance"]}
    assert olu.post(theirs, given).status_code == 302
    with as_viewer(other):
        row = Worker.objects.get(pk=authority_admin.worker_id)
    assert row.roles == ["authority_admin", "information_governance"]


def test_nobody_gets_roles_here_by_inviting_themselves(
    petra: Client, authority_admin: Viewer
) -> None:
    own = User.objects.get(pk=authority_admin.user_id).email
    refused = petra.post(
        reverse("platform:worker-invite"),
        ZOE | {"email": own.upper(), "roles": ["information_governance"]},
    )
    assert refused.status_code == 409
    assert "works here already" in refused.content.decode()
    assert mail.outbox == []
    with as_viewer(authority_admin):
        assert not Invitation.objects.exists()


def test_an_invitation_changes_nobody_who_works_here_already(
    petra: Client, commit: Any, authority: Authority, authority_admin: Viewer
) -> None:
    link = invite(petra, commit)
    user = User.objects.create_user("zoe@example.org", PASSWORD, name="Zoe")
    with as_viewer(authority_admin):
        Worker.objects.create(authority=authority, user=user, name="Zoe", roles=[])
    browser = Client()
    enter(browser, user.email)
    refused = browser.post(link)
    assert refused.status_code == 409
    assert "You work there already" in refused.content.decode()
    with as_viewer(authority_admin):
        assert Worker.objects.get(user=user).roles == []


def test_an_address_that_two_invite_at_once_gets_a_sentence(
    petra: Client,
    commit: Any,
    authority_admin: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    invite(petra, commit)
    # the other invitation commits after ours looked for one to take back
    monkeypatch.setattr(workers, "_take_back", lambda *args: None)
    refused = petra.post(reverse("platform:worker-invite"), ZOE)
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "Somebody else has invited this address just now" in page
    assert "O&#x27;Neill" in page
    assert len(mail.outbox) == 1
    with as_viewer(authority_admin):
        assert Invitation.objects.count() == 1
