"""Somebody writes, their session ends, they press save: nothing is lost."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from kinfold.world.staffing import DEMO_PASSWORD

EMAIL = "sasha@lincolnshire.example"


def fill_door(page: Page) -> None:
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/account/sign-in/" not in url)


def test_what_was_written_comes_back_and_is_saved(
    page: Page, context: BrowserContext, has_script: bool
) -> None:
    page.goto("/account/sign-in/")
    page.get_by_role("link", name="Sasha Novak").click()
    expect(page.get_by_label("Email address")).to_have_value(EMAIL)
    fill_door(page)
    page.goto("/workers/invite/")
    page.get_by_label("Name").fill("Zoë O'Neill")
    page.get_by_label("Work email address").fill(
        f"zoe-{has_script}@example.org".lower()
    )
    page.get_by_label("Performance analyst").check()
    context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("Nothing is lost")).to_be_visible()
    fill_door(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "You were signed out while saving"
    )
    expect(page.get_by_role("definition").first).to_have_text("Zoë O'Neill")
    page.get_by_role("button", name="Save it now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoë O'Neill is invited")
