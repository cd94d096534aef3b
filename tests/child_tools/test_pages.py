"""What children say, on its pages: without script, and for whom the child chose."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.child_tools import actions
from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.child_tools.selectors import item_for, sessions_of
from kinfold.child_words import actions as becoming
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.people.dates import day_in_words
from tests.factories.child_tools import (
    GOOD,
    HOUSE,
    PNG,
    SECRET,
    WEBM,
    child_of,
    make_choice,
    make_finished,
    make_item,
    make_override,
    make_paper,
    make_response,
    make_session,
)
from tests.factories.practice import make_family
from tests.factories.trajectory import day_post, days_ago

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


# what becomes of a child's words stands at the tools' addresses, in a room of its own
BECOMING = {
    "own-words", "own-page", "share", "must-tell", "feed", "feed-number", "give-copy",
    "respond", "override-told", "show-back",
}  # fmt: skip


def url(name: str, family: Family, *rest: object) -> str:
    room = "child_words" if name in BECOMING else "child_tools"
    return reverse(f"{room}:{name}", args=[family.pk, *rest])


def told(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.slow
def test_three_houses_from_the_first_question_to_the_answer_without_javascript(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    home = told(client, url("tools", family))
    assert "0 of 2 children used a tool" in home
    with as_viewer(practitioner):
        amira = child_of(family)
    begin = {
        "child": str(amira.pk), "tool": "three_houses", "consent": "given",
        "place": "At school", "people_there": "Amira and Priya",
        **day_post("happened_on", -1),
    }  # fmt: skip
    refused = client.post(url("begin", family), begin)
    assert refused.status_code == 422
    assert "Ask the child first" in refused.content.decode()
    agreed = {"has_assent": "on", "limits_explained": "on"}
    begun = client.post(url("begin", family), begin | agreed)
    page = begun.headers["Location"]
    assert "House of worries" in told(client, page)
    session_id = page.rstrip("/").split("/")[-1]
    added = client.post(
        url("add-item", family, session_id) + "?part=worries",
        {"words": f"{SECRET} 🦊", "part": "worries"},
    )
    assert added.status_code == 302
    drawn = client.post(
        url("add-item", family, session_id),
        {"words": GOOD, "part": "good", "then_draw": "1"},
    )
    assert "/draw/" in drawn.headers["Location"]
    assert "needs JavaScript" in told(client, drawn.headers["Location"])
    assert f"{SECRET} 🦊" in told(client, page)
    for name, sent in (
        ("read-back", day_post("on")),
        ("around", {"first": "good", "scale": "4", "disclosure": "no",
                    "consent": "given", "version": "1",
                    "child_question": "Will Dean come back?"}),
        ("finish", day_post("response_due_on", 5)),
        ("respond", {"what_changed": "Fridays are at Nan Jo's.",
                     "answered_by": "Leanne", **day_post("answered_on")}),
        ("give-copy", {"form": "original", "kept_where": "Her tin",
                       **day_post("given_on")}),
    ):  # fmt: skip
        address = url(name, family, session_id)
        assert client.get(address).status_code == 200, name
        assert client.post(address, sent).status_code == 302, name
    with as_viewer(practitioner):
        (row,) = sessions_of(practitioner, family.pk)
    shown = {"child_words": "Can I tell Kai?", **day_post("on")}
    address = url("show-back", family, row.responses[0].id)
    assert client.get(address).status_code == 200
    assert client.post(address, shown).status_code == 302
    text = told(client, page)
    for words in ("Will Dean come back?", "4 of 10", "Can I tell Kai?", "Her tin"):
        assert words in text
    mine = told(client, url("own-page", family, amira.pk))
    for words in (SECRET, "Fridays are at Nan Jo&#x27;s.", "Nobody, until I say so"):
        assert words in mine
    assert "1 of 2 children used a tool" in told(client, url("tools", family))


def test_a_drawing_is_saved_as_it_is_drawn_and_both_stay(
    sign_in: SignIn, practitioner: Viewer, family: Family, item: ChildItem
) -> None:
    client = sign_in(practitioner)
    address = url("save-picture", family, item.pk)

    def send(body: Any) -> Any:
        text = body if isinstance(body, str) else json.dumps(body)
        return client.post(address, text, content_type="application/json")

    assert send({"picture": HOUSE, "version": 1}).json()["version"] == 2
    other = {"ground": "night", "items": []}
    stale = send({"picture": other, "version": 1})
    assert stale.status_code == 409
    assert stale.json()["picture"]["items"][0]["colour"] == "red"
    for wrong in ("{", "[]", {"picture": HOUSE}, {"picture": "<svg>", "version": 2},
                  "x" * 700_000):  # fmt: skip
        answer = send(wrong)
        assert answer.status_code == 422
        assert answer.json()["message"].endswith(".")
    assert "<path" in told(client, url("session", family, item.session_id))


def test_paper_and_voice_come_in_without_script_and_are_played_in_parts(
    sign_in: SignIn, practitioner: Viewer, family: Family, item: ChildItem
) -> None:
    client = sign_in(practitioner)
    for kind, name, content in (("paper", "a.png", PNG), ("sound", "b.webm", WEBM)):
        address = url(kind, family, item.pk)
        assert client.get(address).status_code == 200
        assert client.post(address, {}).status_code == 422
        wrong = SimpleUploadedFile("a.pdf", b"%PDF-1.7 %%EOF")
        assert client.post(address, {"file": wrong}).status_code == 422
        cut = SimpleUploadedFile(name, b"nothing of it")
        assert client.post(address, {"file": cut}).status_code == 422
        upload = SimpleUploadedFile(name, content)
        assert client.post(address, {"file": upload}).status_code == 302
    page = told(client, url("session", family, item.session_id))
    assert "<audio" in page
    assert "<img" in page
    with as_viewer(practitioner):
        _, row = item_for(practitioner, family.pk, item.pk)
    address = url("file", family, row.files[1].id)
    whole = client.get(address)
    assert b"".join(whole) == WEBM  # type: ignore[arg-type]
    assert whole.headers["Content-Type"] == "audio/webm"
    part = client.get(address, headers={"Range": "bytes=4-9"})
    assert (part.status_code, part.content) == (206, WEBM[4:10])
    assert part.headers["Content-Range"] == f"bytes 4-9/{len(WEBM)}"
    for odd in ("bytes=99999-", "bytes=x", "pages=1-2"):
        whole = client.get(address, headers={"Range": odd})
        assert whole.status_code == 200
        b"".join(whole)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        ("42", "A recording of 42 seconds, made on "),
        ("1", "A recording of 1 second, made on "),
        ("", "A recording, made on "),
        ("-3", "A recording, made on "),
        ("99999", "A recording, made on "),
        ("a lot", "A recording, made on "),
    ],
)
def test_on_paper_a_recording_is_a_sentence_and_says_no_length_that_nobody_counted(
    sign_in: SignIn, practitioner: Viewer, family: Family, item: ChildItem,
    counted: str, said: str,
) -> None:  # fmt: skip
    client = sign_in(practitioner)
    upload = SimpleUploadedFile("b.webm", WEBM)
    sent = {"file": upload, "seconds": counted, "alt_text": "Amira hums"}
    assert client.post(url("sound", family, item.pk), sent).status_code == 302
    page = told(client, url("session", family, item.session_id))
    day = day_in_words(item.session.happened_on)
    assert f"{said}{day}, kept in the record. Amira hums.</p>" in page


def test_two_who_write_one_wording_see_both(
    sign_in: SignIn, practitioner: Viewer, boss: Viewer, family: Family, item: ChildItem
) -> None:
    with as_viewer(boss):
        actions.change_item(
            family_id=family.pk, item_id=item.pk, by=boss, seen=1,
            changes={"words": "I hide when they shout"},
        )  # fmt: skip
    client = sign_in(practitioner)
    sent = {"words": "I hide on Fridays", "part": "worries", "version": "1"}
    answer = client.post(url("item", family, item.pk), sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "I hide when they shout" in page
    assert "I hide on Fridays" in page
    again = client.post(url("item", family, item.pk), sent | {"version": "2"})
    assert again.status_code == 302
    other = {"first": "good", "consent": "given", "version": "1", "place": "At home"}
    assert client.post(url("around", family, item.session_id), other).status_code == 302
    late = other | {"place": "In the car", "version": "1"}
    answer = client.post(url("around", family, item.session_id), late)
    assert answer.status_code == 409
    assert "At home" in answer.content.decode()


def test_taken_out_is_not_gone(
    sign_in: SignIn, practitioner: Viewer, family: Family, session: ChildToolSession,
    item: ChildItem,
) -> None:  # fmt: skip
    client = sign_in(practitioner)
    for is_out in (True, False):
        client.post(url("take-out", family, item.pk))
        page = told(client, url("session", family, session.pk))
        assert ("Taken out (1)" in page) is is_out
    make_finished(practitioner, session)
    client = sign_in(practitioner)
    client.post(url("take-out", family, item.pk))
    assert "stay as they are" in told(client, url("session", family, session.pk))


@pytest.mark.parametrize(
    "changes",
    [
        {"words": "x" * 5_000},
        {"words": "a\x00b"},
        {"part": "moon"},
        {"part": ""},
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(
    sign_in: SignIn, practitioner: Viewer, family: Family, session: ChildToolSession,
    changes: dict[str, str],
) -> None:  # fmt: skip
    sent = {"words": "🦊 جدة", "part": "worries"} | changes
    answer = sign_in(practitioner).post(url("add-item", family, session.pk), sent)
    assert answer.status_code == 422
    assert changes.get("words", "🦊 جدة").replace("\x00", "")[:1] in (
        answer.content.decode()
    )
    with as_viewer(practitioner):
        assert not ChildItem.objects.exists()


def test_another_familys_child_is_not_at_this_familys_address(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    other = make_family(practitioner)
    theirs = make_session(practitioner, other)
    item = make_item(practitioner, theirs)
    override = make_override(practitioner, item)
    make_finished(practitioner, theirs)
    answer = make_response(practitioner, theirs)
    client = sign_in(practitioner)
    for name, pk in (
        ("session", theirs.pk), ("around", theirs.pk), ("add-item", theirs.pk),
        ("finish", theirs.pk), ("feed-number", theirs.pk), ("item", item.pk),
        ("share", item.pk), ("draw", item.pk), ("override-told", override.pk),
        ("show-back", answer.pk), ("own-page", theirs.child_id),
    ):  # fmt: skip
        for ask in (client.get, client.post):
            assert ask(url(name, family, pk)).status_code in {404, 405}, name


@pytest.mark.parametrize("name", ["tools", "session", "own-words", "own-page"])
def test_a_page_costs_the_same_for_many(
    sign_in: SignIn, practitioner: Viewer, family: Family, name: str
) -> None:
    counts = []
    for more in (1, 4):
        for _ in range(more):
            session = make_session(practitioner, family)
            for part in ("worries", "good"):
                item = make_item(practitioner, session, part=part)
                make_choice(practitioner, item, "workers")
                make_paper(practitioner, item)
                made = make_override(practitioner, item)
                assert made.pk
            make_finished(practitioner, session)
            answer = make_response(practitioner, session)
            with as_viewer(practitioner):
                becoming.show_back(
                    family_id=family.pk, response_id=answer.pk, shown_on=days_ago(0),
                    child_words="", by=practitioner,
                )  # fmt: skip
        rest = {"session": [session.pk], "own-page": [session.child_id]}.get(name, [])
        client = sign_in(practitioner)
        client.get(url(name, family, *rest))
        with CaptureQueriesContext(connection) as asked:
            client.get(url(name, family, *rest))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 21, counts
