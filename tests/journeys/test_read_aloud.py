"""Reading aloud never sends a family's words to a speech service."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

SOURCE = Path(__file__).parents[2] / "src" / "kinfold"
SCRIPT = SOURCE / "copies/static/kinfold/js/read_aloud.js"
PAGE = """<!doctype html><html lang="en-GB"><article lang="en"><section>
<button hidden data-read="Read this to me" data-stop="Stop">Read this to me</button>
<p data-say>It is yours.</p><p data-say lang="pl">Jest twoje.</p></section></article>
<script type="module">{}</script></html>"""
# stands for the browser's own: which voices there are, and with which each is said
VOICES = """
const said = [];
Object.defineProperty(window, "speechSynthesis", {{ value: {{
  getVoices: () => {},
  speak: (one) => said.push(one.voice && one.voice.name),
  cancel: () => {{}},
  addEventListener: () => {{}},
}} }});
window.SpeechSynthesisUtterance = function () {{ this.addEventListener = () => {{}}; }};
window.said = said;
"""
FAR = {"name": "far", "lang": "en-GB", "localService": False}
NEAR = {"name": "near", "lang": "en_GB", "localService": True}
POLISH = {"name": "polish", "lang": "pl-PL", "localService": True}


@pytest.mark.parametrize(
    ("voices", "said"),
    [
        ([], None),
        ([FAR], None),
        ([FAR, POLISH], None),
        ([FAR, NEAR], ["near", "near"]),
        ([FAR, NEAR, POLISH], ["near", "polish"]),
    ],
)
def test_only_a_voice_that_is_on_this_device_reads(
    browser: Browser, voices: list[dict[str, object]], said: list[str] | None
) -> None:
    page = browser.new_page()
    page.add_init_script(VOICES.format(json.dumps(voices)))
    page.goto("about:blank")
    page.set_content(PAGE.format(SCRIPT.read_text(encoding="utf-8")))
    button = page.locator("[data-read]")
    if said is None:
        expect(button).to_be_hidden()
    else:
        button.click()
        assert page.evaluate("said") == said
    page.close()
