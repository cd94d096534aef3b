"""The second step: set up, asked for, required, recovered, and kept encrypted."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

from kinfold.platform.models import User
from kinfold.platform.signin import bound_secrets
from kinfold.platform.signin.secrets import Unreadable
from kinfold.platform.viewer import Viewer
from tests.platform.signing_in import DOOR, PASSWORD, enter, events_of, with_password

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("no_counters"),
]

ADD_APP = "/account/second-step/app/add/"
ENTER = "/account/second-step/enter/"


def code_now(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def confirm(browser: Client) -> None:
    """Show that it is still oneself, which every change of a second step asks for."""
    url = reverse("account_reauthenticate")
    assert browser.post(url, {"password": PASSWORD}).status_code == 302


def set_up_app(browser: Client) -> str:
    """Set up a code app, as a signed-in person does. Returns its secret."""
    confirm(browser)
    page = browser.get(ADD_APP)
    found = re.search(r'<code class="codes">(\w+)</code>', page.content.decode())
    assert found is not None, page.status_code
    done = browser.post(ADD_APP, {"code": code_now(found[1])})
    assert done.status_code == 302, done.content.decode()
    return found[1]


@pytest.fixture
def amina(practitioner: Viewer) -> User:
    return with_password(practitioner)


def test_the_password_alone_no_longer_opens(
    client: Client, amina: User, practitioner: Viewer
) -> None:
    enter(client, amina.email)
    secret = set_up_app(client)
    browser = Client()
    assert enter(browser, amina.email).headers["Location"] == ENTER
    assert browser.get("/account/").status_code == 302
    wrong = browser.post(ENTER, {"code": "000000"})
    assert wrong.status_code == 422
    assert "That code is not right" in wrong.content.decode()
    assert "sign_in.second_factor_refused" in events_of(practitioner)
    # the code that set the app up was used, so take the next one
    right = browser.post(ENTER, {"code": next_code(secret)})
    assert right.headers["Location"] == "/"
    assert browser.get("/account/").status_code == 200


def test_the_owner_is_told_of_a_new_second_step(
    client: Client, amina: User, django_capture_on_commit_callbacks: Any
) -> None:
    enter(client, amina.email)
    with django_capture_on_commit_callbacks() as letters:
        set_up_app(client)
    request = client.get("/account/").wsgi_request
    with request_context(request):
        for send in letters:
            send()
    subjects = [letter.subject for letter in mail.outbox]
    assert "Kinfold: An app for sign-in codes was set up" in subjects
    assert "If this was not you, change your password now" in mail.outbox[0].body


def next_code(secret: str) -> str:
    """The code of the next half minute, which the tolerance of one step allows."""
    counter = next(iter(yield_hotp_counters_from_time())) + 1
    return str(format_hotp_value(hotp_value(secret, counter)))


def test_secrets_are_encrypted_in_the_table(client: Client, amina: User) -> None:
    enter(client, amina.email)
    secret = set_up_app(client)
    row = Authenticator.objects.get(user=amina, type="totp")
    assert secret not in str(row.data)
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[]):
        with pytest.raises(Exception, match="could not be opened"):
            row.wrap().validate_code("123456")


@pytest.mark.parametrize("kind", ["totp", "recovery_codes"])
def test_a_second_step_moved_to_another_account_does_not_open(
    client: Client, amina: User, manager: Viewer, kind: str
) -> None:
    """Whoever can write the table gives another account their own second step."""
    enter(client, amina.email)
    secret = set_up_app(client)
    mine = Authenticator.objects.get(user=amina, type=kind)
    codes = mine.wrap().get_unused_codes() if kind == "recovery_codes" else []
    victim = with_password(manager)
    Authenticator.objects.filter(user=amina).update(user=victim)
    with pytest.raises(Unreadable):
        Authenticator.objects.get(user=victim, type=kind).wrap().validate_code("123456")
    browser = Client()
    assert enter(browser, victim.email).headers["Location"] == ENTER
    for code in codes[:1] or [next_code(secret)]:
        page = browser.post(ENTER, {"code": code})
        assert page.status_code == 422
        assert "cannot be read on this server" in page.content.decode()
    assert browser.get("/account/").status_code == 302
    Authenticator.objects.filter(user=victim).update(user=amina)
    owner = Client()
    enter(owner, amina.email)
    right = owner.post(ENTER, {"code": next_code(secret)})
    assert right.headers["Location"] == "/"


def test_a_secret_in_no_row_opens_for_nobody() -> None:
    on_its_way = bound_secrets.encrypt("a secret")
    with pytest.raises(Unreadable):
        bound_secrets.decrypt(on_its_way)
    with pytest.raises(Unreadable):
        bound_secrets.decrypt(str(on_its_way))


def test_a_recovery_code_lets_in_once(client: Client, amina: User) -> None:
    enter(client, amina.email)
    set_up_app(client)
    made = client.post(reverse("mfa_generate_recovery_codes"), follow=True)
    codes = re.findall(r"<li><code>(\d+)</code>", made.content.decode())
    assert len(codes) == 10
    first, second = Client(), Client()
    enter(first, amina.email)
    assert first.post(ENTER, {"code": codes[0]}).status_code == 302
    enter(second, amina.email)
    assert second.post(ENTER, {"code": codes[0]}).status_code == 422


@pytest.mark.parametrize("code", ["", "x", "1" * 400, "12\x0034", "👍👍👍", "<b>"])
def test_rubbish_for_a_code_gets_a_sentence(
    client: Client, amina: User, code: str
) -> None:
    enter(client, amina.email)
    set_up_app(client)
    browser = Client()
    enter(browser, amina.email)
    page = browser.post(ENTER, {"code": code})
    assert page.status_code == 422
    assert "govuk-error-summary" in page.content.decode()


def test_outside_the_demo_nobody_works_without_a_second_step(
    client: Client, amina: User
) -> None:
    with override_settings(KINFOLD_DEMO=False):
        enter(client, amina.email)
        sent = client.get("/account/")
        assert sent.headers["Location"] == reverse("mfa_index")
        assert client.post("/account/place/", {}).status_code == 302
        page = client.get(reverse("mfa_index")).content.decode()
        assert "Add a passkey" in page
        set_up_app(client)
        assert client.get("/account/").status_code == 200


def test_in_the_demo_nobody_has_to(client: Client, amina: User) -> None:
    enter(client, amina.email)
    assert client.get("/account/").status_code == 200


def test_the_setting_goes_before_the_demo(client: Client, amina: User) -> None:
    with override_settings(KINFOLD_REQUIRE_SECOND_FACTOR=True):
        enter(client, amina.email)
        assert client.get("/account/").status_code == 302
    with override_settings(KINFOLD_REQUIRE_SECOND_FACTOR=False, KINFOLD_DEMO=False):
        assert client.get("/account/").status_code == 200


def test_removing_the_last_one_sends_back_to_set_up(
    client: Client, amina: User
) -> None:
    with override_settings(KINFOLD_REQUIRE_SECOND_FACTOR=True):
        enter(client, amina.email)
        set_up_app(client)
        assert client.get("/account/").status_code == 200
        client.post(reverse("mfa_deactivate_totp"))
        assert client.get("/account/").headers["Location"] == reverse("mfa_index")


def test_changing_the_second_step_asks_whether_it_is_still_you(
    client: Client, amina: User
) -> None:
    enter(client, amina.email)
    asked = client.get(ADD_APP)
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    page = client.get(asked.headers["Location"])
    assert "Is it you?" in page.content.decode()
    wrong = client.post(asked.headers["Location"], {"password": "no"})
    assert wrong.status_code == 422
    right = client.post(asked.headers["Location"], {"password": PASSWORD})
    assert right.headers["Location"] == ADD_APP


PAGES = (
    "account_login", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key_done", "account_inactive",
    "socialaccount_login_error", "socialaccount_login_cancelled",
)  # fmt: skip
SIGNED_IN = (
    "account_logout", "account_change_password", "account_reauthenticate",
    "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_generate_recovery_codes", "mfa_view_recovery_codes",
    "mfa_list_webauthn", "mfa_add_webauthn", "platform:account", "platform:places",
)  # fmt: skip


def assert_ours(response: Any) -> None:
    """One of our pages: our frame, one heading, nothing that our policy forbids."""
    page = response.content.decode()
    assert response.status_code in {200, 401}
    assert "kinfold/css/base.css" in page
    assert page.count("<h1") == 1
    assert not re.search(r"\sstyle=|\son[a-z]+=|data:image", page)
    for script in re.findall(r"<script[^>]*>", page):
        assert "src=" in script or "application/json" in script, script
    for word in ("Sign Up", "Two-Factor", "third-party", "Third-Party", "Menu:"):
        assert word not in page


@pytest.mark.parametrize("name", PAGES)
def test_every_page_before_sign_in_is_ours(client: Client, name: str) -> None:
    assert_ours(client.get(reverse(name)))


def test_every_account_page_is_ours(client: Client, amina: User) -> None:
    enter(client, amina.email)
    set_up_app(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    for name in SIGNED_IN:
        if name == "mfa_activate_totp":
            continue
        assert_ours(client.get(reverse(name)))
    key = Authenticator.objects.create(
        user=amina, type="webauthn", data={"name": "My phone", "credential": {}}
    )
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        assert_ours(client.get(reverse(name, args=[key.pk])))
    assert_ours(client.get(reverse("mfa_list_webauthn")))


def test_too_many_requests_is_said_kindly(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    for _ in range(3):
        response = client.get(DOOR)
        response = client.post(DOOR, {})
    assert response.status_code == 429
    page = response.content.decode()
    assert "Too many tries. Wait 5 minutes or reset your password" in page


def test_a_lost_phone_is_mended_on_the_server_and_ends_every_stay(
    client: Client, amina: User, practitioner: Viewer
) -> None:
    enter(client, amina.email)
    set_up_app(client)
    call_command("remove_second_step", email=amina.email)
    assert client.get("/account/").status_code == 302
    assert enter(Client(), amina.email).headers["Location"] == "/"
    assert mail.outbox[-1].to == [amina.email]
    assert "sign_in.second_factor_removed" in events_of(practitioner)
    with pytest.raises(CommandError, match="No account"):
        call_command("remove_second_step", email="nobody@example.org")
