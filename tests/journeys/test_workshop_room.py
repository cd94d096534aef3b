"""A room of twenty telephones votes, the wall shows it, and a journal is left."""

from __future__ import annotations

import re
from collections.abc import Callable
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from tests.journeys.steps import Somebody

FRANCES = "frances@programme.example"
PHONES = 20
QUESTION = "How sure are you of it?"
Enter = Callable[[str], Somebody]


def test_a_workshop_with_20_phones(enter: Enter, has_script: bool, server: str) -> None:
    frances, title = enter(FRANCES), f"Room {uuid4().hex[:8]}"
    _plans(frances, title)
    frances.presses("Open it to telephones")
    frances.presses(f"Put it to the room: {QUESTION}")
    frances.follows("Show on the wall")
    frances.sees(QUESTION)
    code = frances.page.locator(".join__code").inner_text().strip()
    for number in range(PHONES):
        _votes(server, code, number % 11)
    if not has_script:
        frances.follows("Look again")
    frances.sees(f"{PHONES} votes, from 0 to 10")
    frances.sees(f"{PHONES} telephones have joined")

    frances.follows("Back to the workshop")
    frances.presses("Close the workshop")
    frances.follows("Make the journal")
    frances.writes("A few words to begin with", "We asked one thing.")
    frances.presses("Publish it to the programme")
    frances.follows("Read the journal")
    frances.is_at(f"{title}: journal")
    frances.sees("We asked one thing.")
    frances.sees(f"{PHONES} votes, from 0 to 10")
    link = frances.page.get_by_role("link", name="The journal as a PDF")
    paper = frances.page.request.get(f"{server}{link.get_attribute('href')}")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.body().startswith(b"%PDF")


def _plans(frances: Somebody, title: str) -> None:
    frances.opens("/programme/workshops/")
    frances.follows(re.compile("^Plan a workshop"), first=True)
    frances.writes("What is it called?", title)
    frances.writes_the_day("On which day?", "5 3 2026")
    frances.presses("Plan it")
    if frances.page.get_by_role("heading", level=1).inner_text() == "Workshops":
        frances.follows(title)
    frances.is_at(title)
    frances.follows("Add to the agenda")
    frances.writes("Its number on the agenda", "1")
    frances.ticks("A vote from 0 to 10")
    frances.writes("What is it called, or what do you ask?", QUESTION)
    frances.writes("For how many minutes?", "5")
    frances.writes("What does 0 mean?", "Not at all")
    frances.writes("What does 10 mean?", "Entirely")
    frances.presses("Add it")
    frances.is_at(title)


def _votes(server: str, code: str, number: int) -> None:
    """A telephone of its own: it opens the page, and sends what was chosen."""
    path = f"/w/{code}/"
    status, page, cookie = _asks(server, "GET", path)
    assert status == 200
    found = re.search(r'name="item" value="([^"]+)"', page)
    assert found
    sent = urlencode({"what": "vote", "item": found.group(1), "number": number})
    assert _asks(server, "POST", path, sent, cookie)[0] == 302


def _asks(
    server: str, method: str, path: str, body: str = "", cookie: str = ""
) -> tuple[int, str, str]:
    connection = HTTPConnection(urlsplit(server).netloc, timeout=60)
    form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    connection.request(method, path, body or None, {**form, "Cookie": cookie})
    answer = connection.getresponse()
    page = answer.read().decode()
    kept = answer.headers.get("Set-Cookie", "").partition(";")[0]
    connection.close()
    return answer.status, page, kept
