"""Every page of a story: who may open it, what it shows, what bad input gets."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.voice import actions
from kinfold.voice.models import Frame, Story
from kinfold_core.access import Role
from kinfold_core.practice.story import FrameDetails
from tests.factories.platform import make_worker_viewer
from tests.factories.practice import make_family
from tests.factories.voice import give_to, make_story, read_to
from tests.voice.conftest import child_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
Agree = Callable[[Story], None]

READ_BY_ALL = ("one-story", "together")
GETS = (
    "one-story", "edit-story", "say", "read-to", "give-copy", "together", "book",
    "pages", "add-frame",
)  # fmt: skip
FRAME_GETS = ("frame", "draw", "parts", "frame-history")
POSTS = ("agree-story", "next-story")
FRAME_POSTS = ("save-picture", "move-frame", "take-out-frame", "put-back-frame")


def url(name: str, story: Story, frame: Frame | None = None) -> str:
    ids = {"family_id": story.family_id, "story_id": story.pk}
    if frame is not None:
        ids["frame_id"] = frame.pk
    return reverse(f"voice:{name}", kwargs=ids)


def today(name: str) -> dict[str, object]:
    day = timezone.localdate()
    return {
        f"{name}_day": day.day,
        f"{name}_month": day.month,
        f"{name}_year": day.year,
    }


def test_a_family_without_a_story_is_told_why_to_begin_one(
    client_of: Client, family: Family
) -> None:
    page = client_of.get(reverse("voice:story", args=[family.pk]))
    assert page.status_code == 200
    assert reverse("voice:begin-story", args=[family.pk]) in page.content.decode()


def test_a_story_is_begun_from_a_form_and_its_tab_leads_to_it(
    client_of: Client, family: Family, practitioner: Viewer
) -> None:
    kai = child_of(practitioner, family, "Kai")
    answer = client_of.post(
        reverse("voice:begin-story", args=[family.pk]),
        {
            "title": "Why Sam comes",
            "purpose": "worries",
            "language": "pl",
            "children": [str(kai)],
            f"called_{kai}": "Kai-Kai",
        },
    )
    assert answer.status_code == 302
    page = client_of.get(reverse("voice:story", args=[family.pk]), follow=True)
    words = page.content.decode()
    assert "Why Sam comes" in words
    assert "Kai-Kai" in words
    for section in ("Who we are", "What happened?", "What can you do?"):
        assert section in words


@pytest.mark.parametrize("name", [*GETS, *FRAME_GETS])
def test_every_page_is_shown_and_the_look_is_written_down(
    client_of: Client, story: Story, frame: Frame, practitioner: Viewer, name: str
) -> None:
    page = client_of.get(url(name, story, frame if name in FRAME_GETS else None))
    assert page.status_code == 200
    with as_viewer(practitioner):
        looks = AuditEvent.objects.filter(kind="read", family_id=story.family_id)
        assert looks.filter(action__startswith="voice.").exists()


@pytest.mark.parametrize("name", [*GETS, "decide", *FRAME_GETS, *POSTS, *FRAME_POSTS])
def test_another_authority_and_another_family_find_nothing(
    sign_in: SignIn,
    client: Client,
    story: Story,
    frame: Frame,
    practitioner: Viewer,
    lead: Viewer,
    elsewhere: Viewer,
    name: str,
) -> None:
    with_frame = name in (*FRAME_GETS, *FRAME_POSTS)
    ours = url(name, story, frame if with_frame else None)
    foreign = sign_in(elsewhere)
    for answer in (foreign.get(ours), foreign.post(ours, {"x": "1"})):
        assert answer.status_code in (404, 405)
    other = make_family(practitioner)
    through_other = ours.replace(str(story.family_id), str(other.pk))
    mine = sign_in(lead if name == "decide" else practitioner)
    method = mine.post if name in (*POSTS, *FRAME_POSTS) else mine.get
    assert method(through_other).status_code == 404
    if with_frame:
        assert method(ours.replace(str(frame.pk), str(uuid4()))).status_code == 404


@pytest.mark.parametrize("name", [*GETS, "decide", *FRAME_GETS, *POSTS, *FRAME_POSTS])
def test_who_only_reads_records_reads_the_story_and_writes_nothing(
    sign_in: SignIn, story: Story, frame: Frame, practitioner: Viewer, name: str
) -> None:
    from kinfold.platform.models import Authority

    authority = Authority.objects.get(pk=practitioner.in_authority())
    client = sign_in(make_worker_viewer(authority, Role.QUALITY_LEAD))
    asked = url(name, story, frame if name in (*FRAME_GETS, *FRAME_POSTS) else None)
    method = client.post if name in (*POSTS, *FRAME_POSTS) else client.get
    expected = 200 if name in (*READ_BY_ALL, "frame-history") else 403
    assert method(asked).status_code == expected


KEPT = [
    "🙂 Kai 👩‍👧",
    "أحب أمي",
    "<script>alert(1)</script>",
    "{% url 'x' %}",
    "ż" * 1200,
]


@pytest.mark.parametrize("words", KEPT, ids=range(len(KEPT)))
def test_whatever_is_written_is_kept_shown_and_printed(
    client_of: Client, story: Story, frame: Frame, practitioner: Viewer, words: str
) -> None:
    answer = client_of.post(
        url("frame", story, frame),
        {
            "version": 99,
            "section": "what_happened",
            "words": words,
            "alt_text": words[:90],
        },
    )
    assert answer.status_code == 302
    page = client_of.get(url("one-story", story)).content.decode()
    assert escape(words) in page
    assert "<script>alert" not in page
    for paper in ("book", "pages"):
        assert client_of.get(url(paper, story)).content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"words": "a\x00b"}, "hidden character"),
        ({"words": "b" * 100_000}, "100,000 letters long"),
        ({"alt_text": "b" * 501}, "501 letters long"),
        ({"section": "nonsense"}, "not on the list"),
    ],
)
def test_words_that_cannot_be_kept_are_refused_with_a_sentence(
    client_of: Client,
    story: Story,
    frame: Frame,
    changes: dict[str, str],
    sentence: str,
) -> None:
    sent = {"version": 99, "section": "who_we_are", "drawn_by": "Nan Jo"} | changes
    answer = client_of.post(url("frame", story, frame), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Nan Jo" in page


def test_words_saved_meanwhile_are_shown_beside_ours(
    client_of: Client, story: Story, frame: Frame
) -> None:
    mine = {"version": 1, "section": "who_we_are", "words": "Mine, about Nan."}
    answer = client_of.post(url("frame", story, frame), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mine, about Nan." in page
    assert "You live with Mum and Dad." in page
    with_theirs_seen = mine | {"version": frame.version}
    assert (
        client_of.post(url("frame", story, frame), with_theirs_seen).status_code == 302
    )


def test_words_from_the_map_are_put_in_the_box_and_saved_by_nobody(
    client_of: Client, story: Story, practitioner: Viewer
) -> None:
    with as_viewer(practitioner):
        about = Frame.objects.get(story=story, section="what_about")
    plain = client_of.get(url("frame", story, about)).content.decode()
    assert "On some Friday nights" in plain
    assert "On some Friday nights" not in plain.partition("</textarea>")[0]
    taken = client_of.get(url("frame", story, about), {"take": "0"}).content.decode()
    assert "On some Friday nights" in taken.partition("</textarea>")[0]
    with as_viewer(practitioner):
        assert Frame.objects.get(pk=about.pk).words == ""


def test_a_hidden_entry_is_never_offered_for_a_childs_story(
    client_of: Client, story: Story, practitioner: Viewer
) -> None:
    from kinfold.practice.models import DangerStatement, MapEntry

    with as_viewer(practitioner):
        hidden = {
            "is_visible_to_family": False,
            "hidden_reason": "Not yet",
            "hidden_review_on": timezone.localdate(),
            "hidden_by_id": practitioner.worker_id,
        }
        DangerStatement.objects.update(**hidden)
        MapEntry.objects.update(**hidden)
        frames = list(Frame.objects.filter(story=story))
    for frame in frames:
        page = client_of.get(url("frame", story, frame)).content.decode()
        for secret in ("Friday", "pushed", "Mr Cole", "for the night", "Pizza"):
            assert secret not in page


def test_frames_are_added_moved_taken_out_and_put_back(
    client_of: Client, story: Story, frame: Frame, practitioner: Viewer
) -> None:
    added = client_of.post(
        url("add-frame", story),
        {"version": 0, "section": "what_happened", "words": "Then it was quiet."},
    )
    assert added.status_code == 302

    def order() -> list[str]:
        with as_viewer(practitioner):
            rows = Frame.objects.filter(story=story, is_taken_out=False)
            return [f.section for f in rows.order_by("position")]

    assert order().count("what_happened") == 2
    assert order()[4] == "what_happened"
    client_of.post(url("move-frame", story, frame), {"to": "down"})
    assert order()[:2] == ["who_is_worried", "who_we_are"]
    client_of.post(url("take-out-frame", story, frame))
    assert "who_we_are" not in order()
    assert "Put it back" in client_of.get(url("one-story", story)).content.decode()
    client_of.post(url("put-back-frame", story, frame))
    assert order()[1] == "who_we_are"
    history = client_of.get(url("frame-history", story, frame)).content.decode()
    assert "whether it is in the story" in history


def test_two_who_rename_a_story_see_each_others_words(
    client_of: Client, story: Story
) -> None:
    address = url("edit-story", story)
    form = client_of.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= today("look_again_on")
    theirs = sent | {"title": "Why Sam visits"}
    assert client_of.post(address, theirs).status_code == 302
    assert client_of.post(address, theirs).status_code == 302  # pressed twice
    mine = sent | {"title": "Why Sam is here"}
    answer = client_of.post(address, mine)
    assert answer.status_code == 409
    assert [row[1:] for row in answer.context["conflict"]] == [
        ("Why Sam visits", "Why Sam is here")
    ]
    again = mine | {"version": answer.context["form"]["version"].value()}
    assert client_of.post(address, again).status_code == 302
    page = client_of.get(url("one-story", story)).content.decode()
    assert "Why Sam is here" in page


def test_a_page_asks_the_database_as_often_for_many_frames_as_for_one(
    client_of: Client,
    story: Story,
    practitioner: Viewer,
    family: Family,
    everybody_agrees: Agree,
) -> None:
    def asked(name: str) -> int:
        client_of.get(url(name, story))
        with CaptureQueriesContext(connection) as queries:
            assert client_of.get(url(name, story)).status_code == 200
        return len(queries)

    before = {name: asked(name) for name in ("one-story", "together", "pages")}
    with as_viewer(practitioner):
        for number in range(12):
            actions.add_frame(
                family_id=family.pk,
                story_id=story.pk,
                details=FrameDetails(section="what_happened", words=f"Day {number}."),
                by=practitioner,
            )
    everybody_agrees(story)
    for name in ("Amira", "Kai"):
        child = child_of(practitioner, family, name)
        read_to(practitioner, family, story, child)
        give_to(practitioner, family, story, child)
    assert {name: asked(name) for name in before} == before
    assert before["one-story"] <= 22


def test_a_second_story_stands_beside_the_first(
    client_of: Client, story: Story, practitioner: Viewer, family: Family
) -> None:
    make_story(practitioner, family, title="Time with Dad", purpose="family_time")
    page = client_of.get(url("one-story", story)).content.decode()
    assert "Time with Dad" in page
