"""The look in a real browser: small windows, the script's few kindnesses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import PHONE, KnownFamily
from tests.journeys.steps import Somebody

PAGES = ["/design/", "/design/family/", "/account/sign-in/", "/no-such-page/"]
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""


def open_page(browser: Browser, url: str, **options: Any) -> Page:
    page = browser.new_context(reduced_motion="reduce", **options).new_page()
    page.goto(url)
    return page


@pytest.mark.parametrize("path", PAGES)
def test_a_page_reflows_at_320_pixels_with_words_set_wide(
    server: str, browser: Browser, path: str
) -> None:
    small = {"width": 320, "height": 640}
    page = open_page(browser, server + path, viewport=small, bypass_csp=True)
    page.add_style_tag(content=SPACED)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == 320
    page.context.close()


def test_no_page_is_stopped_by_the_content_policy(
    server: str, browser: Browser
) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{server}/design/")
    page.click("text=Keep this visit")
    page.wait_for_selector("[data-page-errors]")
    assert [line for line in said if "Content Security" in line] == []
    context.close()


def test_a_refused_form_puts_the_reader_where_the_words_are(
    server: str, browser: Browser
) -> None:
    page = open_page(browser, f"{server}/design/")
    page.click("text=Keep this visit")
    page.wait_for_selector("[data-page-errors]:focus")
    page.click("[data-page-errors] a >> nth=1")
    assert page.evaluate("document.activeElement.id") == "asked_born_on_day"
    assert page.title().startswith("Error: ")
    page.context.close()


def test_a_choice_of_dark_holds_without_script(
    server: str, browser: Browser, has_script: bool
) -> None:
    page = open_page(browser, f"{server}/design/", java_script_enabled=has_script)
    page.click(".footer button[value=dark]")
    page.wait_for_load_state("networkidle")
    page.reload()
    assert page.locator("html[data-theme=dark]").count() == 1
    page.context.close()


def test_a_dialog_opens_without_script_and_closes(
    server: str, browser: Browser, has_script: bool
) -> None:
    page = open_page(browser, f"{server}/design/", java_script_enabled=has_script)
    dialog = page.locator("#example-dialog")
    assert not dialog.is_visible()
    page.click("a[href='#example-dialog']")
    assert dialog.is_visible()
    page.click("#example-dialog .dialog__close")
    assert not dialog.is_visible()
    page.context.close()


def test_the_quick_exit_leaves_no_way_back_to_the_family(
    server: str, browser: Browser
) -> None:
    page = open_page(browser, f"{server}/design/")
    page.context.route(
        "https://www.bbc.co.uk/**", lambda route: route.fulfill(body=".")
    )
    page.goto(f"{server}/design/family/")
    page.click("[data-quick-exit]")
    page.wait_for_url("https://www.bbc.co.uk/**")
    page.go_back()
    assert page.url == f"{server}/design/"
    page.context.close()


def test_folded_parts_are_open_on_paper(server: str, browser: Browser) -> None:
    page = open_page(browser, f"{server}/design/")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main details:not([open])").count() == 0
    assert not page.locator(".top-bar").is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("main details[open]").count() == 0
    page.context.close()


def test_on_a_phone_a_room_of_the_family_begins_with_its_heading(
    enter: Callable[[str], Somebody], known_families: list[KnownFamily]
) -> None:
    jude = enter("jude@lincolnshire.example")
    jude.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    family = f"/families/{known_families[0].id}/"
    for room in ("network/", "kinship/", "nine-on-saturday-night/", "child-tools/"):
        jude.opens(family + room)
        heading = jude.page.locator("h1").bounding_box()
        assert heading is not None
        assert heading["y"] < PHONE["height"] / 2, room
    jude.opens(family)
    assert jude.page.locator(".family__lines").is_visible()


def test_on_a_phone_an_ecomap_begins_at_the_household(
    enter: Callable[[str], Somebody], known_families: list[KnownFamily]
) -> None:
    [lived] = [one for one in known_families if one.name == "The Okafor-Hale family"]
    jude = enter("jude@lincolnshire.example")
    jude.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    jude.opens(f"/families/{lived.id}/picture/around/")
    picture = jude.page.locator(".picture")
    assert picture.evaluate("one => one.scrollWidth > one.clientWidth")
    household = jude.page.locator(".picture .gp-home-floor").bounding_box()
    assert household is not None
    middle = household["x"] + household["width"] / 2
    assert middle == pytest.approx(PHONE["width"] / 2, abs=24)
