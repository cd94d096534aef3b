"""Signing in through an authority's own directory: a real one, on this machine."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client, override_settings
from django.urls import reverse

from kinfold.platform.models import User
from kinfold.platform.signin.checks import (
    directory_is_one_tenant,
    directory_is_over_https,
)
from kinfold.platform.viewer import Viewer
from tests.platform.directory import (
    CLIENT_ID,
    CLIENT_SECRET,
    Directory,
    running_directory,
)
from tests.platform.signing_in import DOOR, enter, events_of, with_password

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("no_counters"),
]

LEAVE = "/account/directory/work/"


def settings_for(server: str) -> dict[str, Any]:
    app = {
        "provider_id": "work",
        "name": "Lincolnshire",
        "client_id": CLIENT_ID,
        "secret": CLIENT_SECRET,
        "settings": {"server_url": server},
    }
    providers = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    return {
        "SOCIALACCOUNT_PROVIDERS": providers,
        "KINFOLD_OIDC_NAME": "Lincolnshire",
        "KINFOLD_OIDC_SERVER": server,
    }


@pytest.fixture
def directory() -> Iterator[Directory]:
    with running_directory() as running, override_settings(**settings_for(running.url)):
        yield running


def go_through(browser: Client, directory: Directory, after: str = "") -> Any:
    """Press the button, sign in there, and come back."""
    page = browser.post(f"{LEAVE}?next={after}" if after else LEAVE)
    assert page.status_code == 200
    found = re.search(r'class="govuk-button" href="([^"]+)"', page.content.decode())
    assert found is not None
    return browser.get(directory.sign_in(html.unescape(found[1])))


def claims(user: User, **changes: Any) -> dict[str, Any]:
    return {"sub": "s-1", "email": user.email, "email_verified": True} | changes


def test_an_invited_person_comes_in_through_their_directory(
    client: Client, directory: Directory, practitioner: Viewer
) -> None:
    amina = with_password(practitioner)
    directory.claims = claims(amina)
    assert "Sign in with Lincolnshire" in client.get(DOOR).content.decode()
    back = go_through(client, directory, after="/account/")
    assert back.headers["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert SocialAccount.objects.get().user_id == amina.pk
    assert SocialToken.objects.count() == 0
    assert events_of(practitioner) == ["sign_in.done"]
    assert enter(Client(), amina.email).status_code == 302


def test_afterwards_the_directory_s_own_number_counts_not_the_address(
    client: Client, directory: Directory, practitioner: Viewer, manager: Viewer
) -> None:
    amina, joy = with_password(practitioner), with_password(manager)
    directory.claims = claims(amina)
    go_through(client, directory)
    directory.claims = claims(amina, email="new.name@example.org")
    assert go_through(Client(), directory).headers["Location"] == "/"
    directory.claims = claims(joy, sub="s-1")
    third = Client()
    go_through(third, directory)
    assert amina.email in third.get("/account/").content.decode()


def test_a_second_step_there_counts_here(
    client: Client, directory: Directory, practitioner: Viewer
) -> None:
    directory.claims = claims(with_password(practitioner))
    with override_settings(KINFOLD_REQUIRE_SECOND_FACTOR=True):
        go_through(client, directory)
        assert client.get("/account/").status_code == 200


def test_somebody_nobody_invited_makes_no_account(
    client: Client, directory: Directory, db: None
) -> None:
    directory.claims = {"sub": "s-9", "email": "x@example.org", "email_verified": True}
    back = go_through(client, directory)
    assert "No account here yet" in back.content.decode()
    assert not User.objects.filter(email="x@example.org").exists()
    assert client.get("/account/").status_code == 302


def test_an_address_the_directory_has_not_proved_opens_nothing(
    client: Client, directory: Directory, practitioner: Viewer
) -> None:
    amina = with_password(practitioner)
    for said in (False, None):
        directory.claims = claims(amina, email_verified=said)
        go_through(client, directory)
        assert client.get("/account/").status_code == 302
    with override_settings(KINFOLD_OIDC_TRUSTS_EMAIL=True):
        directory.claims = {"sub": "s-1", "email": amina.email}
        go_through(client, directory)
        assert client.get("/account/").status_code == 200


def test_a_closed_account_stays_closed(
    client: Client, directory: Directory, practitioner: Viewer
) -> None:
    amina = with_password(practitioner)
    amina.is_active = False
    amina.save()
    directory.claims = claims(amina)
    back = go_through(client, directory)
    assert back.headers["Location"] == reverse("account_inactive")
    assert client.get("/account/").status_code == 302


def test_a_token_for_another_service_is_refused(
    client: Client, directory: Directory, practitioner: Viewer
) -> None:
    directory.claims = claims(with_password(practitioner))
    directory.audience = "another-service"
    back = go_through(client, directory)
    assert "did not answer" in back.content.decode()
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?error=server"])
def test_a_return_that_we_did_not_send_out_is_refused(
    client: Client, directory: Directory, query: str
) -> None:
    response = client.get(f"{LEAVE}return/{query}")
    assert response.status_code in {200, 401}
    assert "did not answer" in response.content.decode()


def test_a_directory_that_is_down_is_said_kindly(
    client: Client, practitioner: Viewer
) -> None:
    with override_settings(**settings_for("http://127.0.0.1:9")):
        page = client.post(LEAVE)
    assert page.status_code == 503
    assert "did not answer" in page.content.decode()


def test_without_a_directory_there_is_no_button_and_no_page(client: Client) -> None:
    assert "Sign in with" not in client.get(DOOR).content.decode().replace(
        "Sign in with a passkey", ""
    )
    assert client.get(LEAVE).status_code == 404
    assert client.post(LEAVE).status_code == 404


@pytest.mark.parametrize(
    ("server", "trusts", "refused"),
    [
        ("https://login.microsoftonline.com/5f1c/v2.0", True, []),
        ("http://login.example.org", False, ["kinfold.signin.E001"]),
        (
            "https://login.microsoftonline.com/common/v2.0",
            True,
            ["kinfold.signin.E002"],
        ),
        ("https://login.microsoftonline.com/common/v2.0", False, []),
    ],
)
def test_an_unsafe_directory_stops_the_start(
    server: str, trusts: bool, refused: list[str]
) -> None:
    with override_settings(**settings_for(server), KINFOLD_OIDC_TRUSTS_EMAIL=trusts):
        found = [*directory_is_over_https(None), *directory_is_one_tenant(None)]
    assert [error.id for error in found] == refused
