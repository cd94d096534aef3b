"""Every form about a family keeps what is typed into it, or says here why not.

The addresses are read from the resolver, as in `tests.platform.test_elsewhere`, so a
new form is asked without anybody remembering to.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, ResolverMatch, resolve

from kinfold.drafts.own_pages import is_own
from kinfold.platform.viewer import Viewer
from tests.drafts.conftest import SignIn
from tests.platform.addresses import Address, addresses
from tests.platform.test_elsewhere import (
    ids,  # noqa: F401  a fixture, asked for by name
    insider,  # noqa: F401  a fixture, asked for by name
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("no_counters"),
]

# what holds words and keeps none, each with its reason
KEPT_NOWHERE = {
    "commitments:link": "what is typed is a code, which is kept nowhere",
    "records:restrict": "whoever restricts a record may not be able to open it",
    "records:lift-restriction": "whoever restricts a record may not be able to open it",
    "records:emergency": "the record is not open to whoever asks yet",
}
# answered by no form for the family of this test, each with its reason
MEMBERS_ONLY = "asked of the programme's members alone: tests/drafts/test_of_members.py"
NOT_SHOWN = {
    "belonging:put-who": "asked of a place tapped before; kept as put-place is",
    "change_stories:begin-round": MEMBERS_ONLY,
    "change_stories:choose": MEMBERS_ONLY,
    "lab:case-send": "asked of a case that was begun",
    "lab:case-words": "asked of a case that was begun",
    "lab:case-decide": "asked of a case that was begun",
    "lab:case-consent": "asked of a case that was begun",
    "copies:make-link": "asked of a person who was chosen; its code is kept nowhere",
    "supervision:choose-danger": "asked of statements that were ticked in a session",
    "supervision:choose-goal": "asked of goals that were ticked in a session",
}
PART_OF_A_DAY = re.compile(r"_(day|month|year)$")
TEXT_TYPES = {"", "text", "search", "email", "tel", "url"}


@dataclass
class Sent:
    """A form of a page that is sent by post."""

    action: str
    words: list[str] = field(default_factory=list)
    is_kept: bool = False


class Forms(HTMLParser):
    """The forms of one page: where each goes, what is written in it, is it kept."""

    def __init__(self, url: str, text: str) -> None:
        super().__init__()
        self.url, self.found = url, list[Sent]()
        self.open: Sent | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {key: value or "" for key, value in attrs}
        if tag == "form" and held.get("method", "").lower() == "post":
            action = urlsplit(urljoin(self.url, held.get("action", ""))).path
            self.open = Sent(action)
            self.found.append(self.open)
        elif self.open and "data-draft" in held:
            self.open.is_kept = held["data-draft"] == self.open.action
        elif self.open and self._holds_words(tag, held):
            self.open.words.append(held["name"])

    @staticmethod
    def _holds_words(tag: str, held: dict[str, str]) -> bool:
        if not held.get("name") or PART_OF_A_DAY.search(held["name"]):
            return False
        is_box = tag == "input" and held.get("type", "") in TEXT_TYPES
        return tag == "textarea" or is_box

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


def page_of(path: str) -> ResolverMatch | None:
    """The page of a family, or of what is the worker's own, at this path."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if "family_id" in match.kwargs or is_own(match.view_name) else None


def asked(client: Client, urls: list[str]) -> dict[str, list[Sent]]:
    """Each page that answers: the forms on it that are sent to a family's address."""
    found = {}
    for url in urls:
        response = client.get(url)
        if response.streaming:
            b"".join(response)
            continue
        if "text/html" in response.get("Content-Type", ""):
            forms = Forms(url, response.content.decode()).found
            found[url] = [one for one in forms if page_of(one.action)]
    return found


def takes_words(client: Client, url: str) -> bool:
    """Whether the address shows something and takes something (it says so itself)."""
    allowed = client.options(url).get("Allow", "")
    return "GET" in allowed and "POST" in allowed


def urls_of(pages: list[Address], row: dict[str, object]) -> list[str]:
    return [url for one in pages if page_of(url := one.filled(row))]


@pytest.fixture
def row(request: pytest.FixtureRequest) -> dict[str, object]:
    found: dict[str, object] = request.getfixturevalue("ids")
    return found


@pytest.fixture
def met(
    row: dict[str, object], request: pytest.FixtureRequest, sign_in: SignIn
) -> tuple[Client, dict[str, list[Sent]]]:
    viewer: Viewer = request.getfixturevalue("insider")
    client = sign_in(viewer)
    return client, asked(client, urls_of(addresses(), row))


def name_of(path: str) -> str:
    return resolve(path).view_name


def test_what_is_typed_into_any_form_of_a_family_is_kept(
    met: tuple[Client, dict[str, list[Sent]]],
) -> None:
    client, pages = met
    forms = [one for found in pages.values() for one in found if one.words]
    assert len({name_of(one.action) for one in forms}) > 50, "the walk went nowhere"
    lost = {
        name_of(one.action): one.words
        for one in forms
        if not one.is_kept and name_of(one.action) not in KEPT_NOWHERE
    }
    assert lost == {}, "see docs/how-to/pages.md, “A form about a family”"
    every_page_that_takes_words_was_looked_at(client, pages)


def every_page_that_takes_words_was_looked_at(
    client: Client, pages: dict[str, list[Sent]]
) -> None:
    """Or the test above would pass over what it cannot reach."""
    forms = {name_of(one.action) for found in pages.values() for one in found}
    unseen = {
        name_of(url)
        for url in urls_of(addresses(), dict.fromkeys(_row_names(), _nobody()))
        if takes_words(client, url) and name_of(url) not in forms
    }
    assert sorted(unseen) == sorted(NOT_SHOWN), "show its form here, or say why not"
    assert KEPT_NOWHERE.keys() <= forms


def _row_names() -> set[str]:
    return {name for one in addresses() for name, is_row in one.parts if is_row}


def _nobody() -> str:
    return "00000000-0000-7000-8000-000000000000"


def test_what_was_typed_comes_back_in_each_of_them(
    met: tuple[Client, dict[str, list[Sent]]],
) -> None:
    """In a box of words of every form, after leaving it."""
    client, pages = met
    gone = []
    for url, forms in pages.items():
        for one in forms:
            if one.is_kept and one.action == url:
                box = next((w for w in one.words if not w.endswith("_other")), None)
                if box is None:
                    continue
                words = f"Half a sentence about {name_of(url)}"
                sent = {"path": url, "boxes": {box: [words]}}
                client.post("/drafts/keep/", json.dumps(sent), "application/json")
                if words not in client.get(url).content.decode():
                    gone.append((name_of(url), box))
    assert gone == []
