"""Signing in with a password: who may, what is said, what is written down."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from kinfold.platform.models import User
from kinfold.platform.signin import demo
from kinfold.platform.signin.models import Session
from kinfold.platform.signin.sessions import hashed
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from tests.platform.signing_in import DOOR, PASSWORD, enter, events_of, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_counters")]


def plain(response: Any, email: str) -> str:
    """The page without what must differ: the token and the address typed."""
    token = r'(csrfmiddlewaretoken" value="|X-CSRFToken&quot;: &quot;|": ")\w{64}'
    return re.sub(token, "", response.content.decode()).replace(email, "")


def test_the_right_password_opens_the_only_place(
    client: Client, practitioner: Viewer
) -> None:
    amina = with_password(practitioner)
    response = enter(client, amina.email.upper())
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert client.session["place"] == f"authority:{practitioner.authority_id}"
    assert events_of(practitioner) == ["sign_in.done"]


def test_a_wrong_password_and_an_unknown_address_look_the_same(
    client: Client, practitioner: Viewer
) -> None:
    amina = with_password(practitioner)
    wrong = enter(client, amina.email, "not the password")
    unknown = enter(client, "nobody@example.org", "not the password")
    assert wrong.status_code == unknown.status_code == 422
    assert "The email address or password is not right" in wrong.content.decode()
    assert plain(wrong, amina.email) == plain(unknown, "nobody@example.org")


def test_a_refusal_is_written_after_the_answer_and_only_for_an_account(
    client: Client, practitioner: Viewer
) -> None:
    amina = with_password(practitioner)
    enter(client, amina.email, "not the password")
    enter(client, "nobody@example.org", "not the password")
    assert events_of(practitioner) == ["sign_in.refused"]


def test_forgetting_a_password_says_the_same_for_any_address(
    client: Client, practitioner: Viewer
) -> None:
    amina = with_password(practitioner)
    answers = [
        client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        for email in (amina.email, "nobody@example.org")
    ]
    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert plain(answers[0], "") == plain(answers[1], "")
    assert [message.to for message in mail.outbox] == [[amina.email]]


def test_a_reset_password_works_once_and_ends_every_other_stay(
    client: Client, practitioner: Viewer
) -> None:
    amina = with_password(practitioner)
    elsewhere = Client()
    enter(elsewhere, amina.email)
    client.post(reverse("account_reset_password"), {"email": amina.email})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)
    assert link is not None
    form = client.get(link[1], follow=True)
    new = {"password1": "four slow herons wade", "password2": "four slow herons wade"}
    done = client.post(form.redirect_chain[-1][0], new)
    assert done.headers["Location"] == reverse("account_reset_password_from_key_done")
    assert "This link does not work" in Client().get(link[1]).content.decode()
    assert enter(Client(), amina.email, "four slow herons wade").status_code == 302
    assert elsewhere.get("/account/").status_code == 302
    assert Session.objects.filter(user_id=amina.pk).count() == 1


def test_five_wrong_passwords_lock_the_address_whoever_comes(
    client: Client, practitioner: Viewer
) -> None:
    amina = with_password(practitioner)
    for _ in range(5):
        assert enter(client, amina.email, "wrong").status_code == 422
    locked = enter(Client(REMOTE_ADDR="10.9.8.7"), amina.email)
    assert locked.status_code == 422
    assert "Too many tries. Wait 5 minutes or reset your password" in (
        locked.content.decode()
    )
    assert events_of(practitioner)[-1] == "sign_in.locked"
    unknown = "nobody@example.org"
    for _ in range(5):
        enter(client, unknown, "wrong")
    assert plain(enter(client, unknown), unknown) == plain(locked, amina.email)


@pytest.mark.parametrize(
    ("email", "password", "said"),
    [
        ("", "", "Enter your email address"),
        ("amina", PASSWORD, "Enter an email address in the form"),
        ("am\x00ina@example.org", PASSWORD, "Enter an email address in the form"),
        ("a" * 300 + "@example.org", PASSWORD, "This is too long"),
        ("amina@example.org", "x" * 100_000, "This is too long"),
        ("amina@example.org", "nul\x00l", "Remove the character"),
        ("👩‍👧@example.org", "🔑🔑🔑", "Enter an email address in the form"),
        ("\u202eamina@example.org", PASSWORD, "Enter an email address in the form"),
        ("<script>@example.org", PASSWORD, "Enter an email address in the form"),
    ],
)
def test_rubbish_gets_a_sentence(
    client: Client, email: str, password: str, said: str
) -> None:
    response = enter(client, email, password)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert password == "" or password not in response.content.decode()


def test_an_emoji_password_is_a_password(client: Client, practitioner: Viewer) -> None:
    amina = with_password(practitioner, "🦊🦉🐢 under the bridge")
    assert enter(client, amina.email, "🦊🦉🐢 under the bridge").status_code == 302


def test_a_closed_account_is_told_so_only_with_its_password(
    client: Client, practitioner: Viewer
) -> None:
    amina = with_password(practitioner)
    amina.is_active = False
    amina.save()
    assert enter(client, amina.email, "wrong").status_code == 422
    response = enter(client, amina.email)
    assert response.headers["Location"] == reverse("account_inactive")
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "socialaccount_signup",
     "socialaccount_connections", "account_email_verification_sent"],
)  # fmt: skip
def test_there_is_no_door_to_sign_up_by(client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 404
    assert client.post(reverse(name), {"email": "a@example.org"}).status_code == 404


def test_the_key_changes_at_sign_in_and_only_its_hash_is_kept(
    client: Client, practitioner: Viewer
) -> None:
    amina = with_password(practitioner)
    client.get(reverse("account_reset_password"))
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    enter(client, amina.email)
    key = client.cookies["sessionid"].value
    assert key != planted
    kept = set(Session.objects.values_list("session_key", flat=True))
    assert kept == {hashed(key)}
    assert Session.objects.get().user_id == amina.pk
    thief = Client()
    thief.cookies["sessionid"] = hashed(key)
    assert thief.get("/account/").status_code == 302


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(
    client: Client, practitioner: Viewer
) -> None:
    with override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True):
        client.get(DOOR)
        response = enter(client, with_password(practitioner).email)
    for name in ("sessionid", "kinfold_last", "csrftoken"):
        cookie = response.cookies[name]
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
        assert cookie["secure"], name
    assert response.cookies["sessionid"]["max-age"] == ""


@pytest.mark.parametrize(
    ("after", "leads_to"),
    [
        ("/account/?page=2", "/account/?page=2"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_the_page_asked_for_comes_after_sign_in_if_it_is_ours(
    client: Client, practitioner: Viewer, after: str, leads_to: str
) -> None:
    response = enter(client, with_password(practitioner).email, next=after)
    assert response.headers["Location"] == leads_to


def test_a_page_without_a_session_leads_to_the_door_and_back(client: Client) -> None:
    response = client.get("/account/?x=1")
    assert response.headers["Location"] == f"{DOOR}?next=/account/%3Fx%3D1".replace(
        "next=/account/", "next=%2Faccount%2F"
    )


def test_once_signed_in_the_database_shows_only_ones_own_account(
    practitioner: Viewer, manager: Viewer
) -> None:
    with as_viewer(practitioner), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM platform_user")
        assert cursor.fetchall() == [(practitioner.user_id,)]
        cursor.execute(
            "UPDATE platform_user SET name = 'x' WHERE id <> %s", [practitioner.user_id]
        )
        assert cursor.rowcount == 0


def test_signing_out_everywhere_else(client: Client, practitioner: Viewer) -> None:
    amina = with_password(practitioner)
    other = Client()
    enter(other, amina.email)
    enter(client, amina.email)
    assert "Elsewhere" in client.get("/account/").content.decode()
    client.post(reverse("platform:leave-elsewhere"))
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


def test_demo_people_stand_at_the_door_only_in_the_demo(client: Client) -> None:
    assert demo.people()[0].name in client.get(DOOR).content.decode()
    amina = demo.people()[0].email
    assert f'value="{amina}"' in client.get(DOOR, {"email": amina}).content.decode()
    secret = demo.password()
    with override_settings(KINFOLD_DEMO=False):
        page = client.get(DOOR).content.decode()
    assert secret not in page
    assert "Amina Begum" not in page


def test_nothing_inline_runs_on_the_sign_in_page(client: Client) -> None:
    response = client.get(DOOR)
    page = response.content.decode()
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    for script in re.findall(r"<script[^>]*>", page):
        assert "src=" in script or "application/json" in script, script
    assert not re.search(r"\sstyle=|\son\w+=", page)


def test_no_page_changes_the_address(client: Client, practitioner: Viewer) -> None:
    """Its authority invited it; another needs another invitation."""
    amina = with_password(practitioner)
    enter(client, amina.email)
    client.post("/account/email/", {"email": "other@example.org", "action_add": ""})
    assert User.objects.filter(email="other@example.org").count() == 0
