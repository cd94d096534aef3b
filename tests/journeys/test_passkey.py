"""A passkey in a real browser: added, used to sign in, and nothing is blocked."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kinfold.world.staffing import DEMO_PASSWORD
from tests.journeys.axe import violations

# nobody else walks a journey as Bilal: whoever has a passkey is asked for it ever after
EMAIL = "bilal@lincolnshire.example"


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console complains of: a blocked script or style among it."""
    heard: list[str] = []
    page.on("console", lambda m: heard.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.fixture
def phone(context: BrowserContext, page: Page) -> str:
    """An authenticator that says yes, as a phone with its owner's finger does."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return str(made["authenticatorId"])


def sign_in(page: Page) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/account/sign-in/" not in url)


def sign_out(page: Page) -> None:
    page.goto("/account/sign-out/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page).to_have_url("/account/sign-in/")


def test_a_passkey_is_added_and_then_opens_the_door(
    page: Page, phone: str, complaints: list[str]
) -> None:
    sign_in(page)
    page.goto("/account/second-step/")
    assert violations(page) == []
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name").fill("My phone")
    page.locator("input[name=passwordless]").check()
    assert violations(page) == []
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "codes", ignore_case=True
    )
    page.goto("/account/passkeys/")
    expect(page.get_by_role("rowheader", name="My phone")).to_be_visible()
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "/account/" not in url)
    page.goto("/account/")
    expect(page.get_by_text(EMAIL)).to_be_visible()
    assert violations(page) == []
    sign_out(page)
    sign_in(page)
    expect(page).to_have_url("/account/second-step/enter/")
    assert violations(page) == []
    page.get_by_role("button", name="Use a passkey instead").click()
    page.wait_for_url(lambda url: "/account/" not in url)
    assert complaints == []
