"""The visit page: small, the same for everybody, and telling nothing of anybody."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.offline import shell
from kinfold.platform.viewer import Viewer
from tests.factories.practice import make_family
from tests.offline.test_devices import NAMES, SignIn

pytestmark = pytest.mark.django_db
MOST_BYTES = 300_000
PAGES = ("shell", "worker", "manifest", "tools")
SOURCE = Path(shell.__file__).parent / "static/kinfold/visit"


def test_all_that_is_kept_of_the_page_is_under_300_kilobytes() -> None:
    texts = [shell.page(), shell.tools(), shell.manifest(), shell.worker()]
    whole = sum(len(gzip.compress(one.encode())) for one in texts)
    for name in (shell.ENTRY, *shell.MODULES, *shell.STYLES, shell.FONT, shell.MARK):
        whole += len(gzip.compress(shell.content_of(name)))
    assert whole < MOST_BYTES


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_the_same_for_everybody_and_asks_nobody_to_sign_in(
    client: Client, practitioner: Viewer, sign_in: SignIn, name: str
) -> None:
    nobody = client.get(reverse(f"offline:{name}"))
    assert nobody.status_code == 200
    make_family(practitioner)
    somebody = sign_in(practitioner).get(reverse(f"offline:{name}"))
    assert somebody.content == nobody.content
    assert not [one for one in NAMES if one in nobody.content.decode()]


def test_the_page_has_no_script_or_style_of_its_own_and_says_what_it_needs(
    client: Client,
) -> None:
    page = client.get(reverse("offline:shell")).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bon\w+=|style=", page)
    assert "It needs JavaScript" in page


def test_it_may_record_the_child_and_play_it_and_nothing_else_more(
    client: Client,
) -> None:
    here = client.get(reverse("offline:shell")).headers
    elsewhere = client.get(reverse("account_login")).headers
    assert "microphone=(self)" in here["Permissions-Policy"]
    assert "microphone=()" in elsewhere["Permissions-Policy"]
    assert here["Content-Security-Policy"] == elsewhere["Content-Security-Policy"]


def test_the_worker_answers_for_the_page_alone() -> None:
    told = json.loads(shell.worker().split("= ", 1)[1].split(";\n", 1)[0])
    assert told["files"][0] == "/visit/"
    kept = [one for one in told["files"] if not one.startswith("/static/")]
    assert kept == ["/visit/", "/visit/tools.json", "/visit/manifest.webmanifest"]


def test_every_module_that_the_page_asks_for_is_kept() -> None:
    asked = {"app"}
    for name in ("app", *(Path(one).stem for one in shell.MODULES)):
        text = (SOURCE / f"{name}.js").read_text()
        asked |= set(re.findall(r'from "\./(\w+)\.js"', text))
    assert asked == {"app", *(Path(one).stem for one in shell.MODULES)}
