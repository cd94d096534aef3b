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
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.access import Role
from kinfold_core.practice.child_sharing import in_words
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
from tests.factories.networks import make_member
from tests.factories.platform import make_worker_viewer
from tests.factories.practice import make_family
from tests.factories.trajectory import day_post, days_ago

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def url(name: str, family: Family, *rest: object) -> str:
    return reverse(f"child_tools:{name}", args=[family.pk, *rest])


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


def test_the_child_chooses_line_by_line(
    sign_in: SignIn, practitioner: Viewer, family: Family, item: ChildItem
) -> None:
    make_member(practitioner, family, "Raj")
    client = sign_in(practitioner)
    address = url("share", family, item.pk)
    page = told(client, address)
    for whom in ("My parents", "My school", "Leanne", "Dean", "Kai", "Raj"):
        assert whom in page
    with as_viewer(practitioner):
        dean = child_of(family, "Dean").pk
    sent = {"parents": "yes", f"person-{dean}": "no", **day_post("chosen_on")}
    assert client.post(address, sent).status_code == 302
    # the same again says nothing new
    assert client.post(address, sent).status_code == 422
    with as_viewer(practitioner):
        _, row = item_for(practitioner, family.pk, item.pk)
    assert in_words(row.choices) == ("My parents: Yes", "Dean: No")
    both = sent | {"nobody": "on"}
    assert client.post(address, both).status_code == 422
    nobody = {"version": "2", "nobody": "on", **day_post("chosen_on")}
    assert client.post(address, nobody).status_code == 302
    assert "Nobody but my worker" in told(
        client, url("session", family, item.session_id)
    )


def test_an_old_yes_in_an_open_form_is_not_written_over_a_newer_no(
    sign_in: SignIn, practitioner: Viewer, family: Family, item: ChildItem
) -> None:
    make_choice(practitioner, item, "parents", "yes")
    client = sign_in(practitioner)
    address = url("share", family, item.pk)
    assert 'name="version" value="1"' in told(client, address)
    make_choice(practitioner, item, "parents", "no")
    old = {"version": "1", "parents": "yes", "school": "yes", **day_post("chosen_on")}
    client = sign_in(practitioner)
    answer = client.post(address, old)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "My parents: now “No”, you sent “Yes”" in page
    assert 'name="version" value="2"' in page
    with as_viewer(practitioner):
        _, row = item_for(practitioner, family.pk, item.pk)
    assert in_words(row.choices) == ("My parents: No",)


@pytest.mark.slow
def test_what_the_child_keeps_from_others_is_on_no_page_of_theirs(
    sign_in: SignIn, practitioner: Viewer, colleague: Viewer, boss: Viewer,
    authority: Authority, family: Family, session: ChildToolSession, item: ChildItem,
) -> None:  # fmt: skip
    paper = make_paper(practitioner, item)
    pie = make_item(practitioner, session, GOOD, part="good")
    make_choice(practitioner, item, "nobody", "no")
    make_choice(practitioner, pie, "workers")
    make_finished(practitioner, session)
    answer = make_response(
        practitioner, session, item_id=item.pk, what_changed="The cupboard has a lamp"
    )
    pages = [url("tools", family), url("session", family, session.pk)]
    governance = make_worker_viewer(authority, Role.INFORMATION_GOVERNANCE)
    for viewer in (colleague, governance):
        client = sign_in(viewer)
        for address in (*pages, reverse("practice:map", args=[family.pk])):
            text = told(client, address)
            assert "cupboard" not in text
        assert GOOD in told(client, pages[1])
        for address in (
            url("item", family, item.pk), url("share", family, item.pk),
            url("must-tell", family, item.pk), url("draw", family, item.pk),
            url("file", family, paper.pk), url("show-back", family, answer.pk),
            url("own-page", family, session.child_id),
            url("feed", family, item.pk, "harm"),
        ):  # fmt: skip
            assert client.get(address).status_code in {403, 404}, address
        assert client.get(f"/files/{paper.file_id}/").status_code == 403
    client = sign_in(colleague)
    assert "cupboard" not in told(client, url("own-words", family))
    client = sign_in(boss)
    assert "cupboard" in told(client, pages[1])


def test_an_override_is_read_by_the_child_in_their_copy(
    sign_in: SignIn, practitioner: Viewer, family: Family, session: ChildToolSession,
    item: ChildItem,
) -> None:  # fmt: skip
    make_choice(practitioner, item, "nobody", "no")
    client = sign_in(practitioner)
    address = url("must-tell", family, item.pk)
    assert client.get(address).status_code == 200
    sent = {
        "what": "That she hides", "to_whom": "other", "other": "", "reason": "Fridays",
        "decided_by": "Jude", **day_post("decided_on"),
    }  # fmt: skip
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "Write their name" in refused.content.decode()
    sent |= {"other": "Dr Sen"}
    assert client.post(address, sent).status_code == 422  # is the child told?
    sent |= {"why_not_told": "She is asleep"}
    assert client.post(address, sent).status_code == 302
    page = told(client, url("session", family, session.pk))
    assert "Told to Dr Sen, decided by Jude" in page
    with as_viewer(practitioner):
        _, row = item_for(practitioner, family.pk, item.pk)
    address = url("override-told", family, row.override_rows[0].id)
    assert client.get(address).status_code == 200
    told_now = {"child_words": "I guessed", **day_post("on")}
    assert client.post(address, told_now).status_code == 302
    make_finished(practitioner, session)
    client = sign_in(practitioner)
    mine = told(client, url("own-page", family, session.child_id))
    assert "Told to Dr Sen" in mine
    assert "Because: Fridays" in mine


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
                actions.show_back(
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
