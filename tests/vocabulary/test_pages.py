"""The pages of the words: looking, trying, keeping, going back; bad input."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.vocabulary.models import PackVersion, StatusPacks
from kinfold_core.practice.vocabulary import PACK_OF_STATUS, PACKS, parts_of
from tests.factories.practice import make_family, make_map

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
HTMX = {"HX-Request": "true"}


def url(name: str, *rest: object) -> str:
    return reverse(f"vocabulary:{name}", args=rest)


def words_post(code: str = "safety", **changes: str) -> dict[str, str]:
    pack = PACKS[code]
    boxes = {
        f"{concept.value}_{part}": getattr(words, part)
        for concept, words in pack.labels.items()
        for part in parts_of(concept)
    }
    return {"version": "0", "name": pack.name, "why": "Asked", **boxes, **changes}


def kept(viewer: Viewer) -> int:
    with as_viewer(viewer):
        return PackVersion.objects.count() + StatusPacks.objects.count()


def test_changed_words_are_on_every_map_at_once(
    sign_in: SignIn, practice_leader: Viewer, practitioner: Viewer
) -> None:
    family = make_family(practitioner)
    make_map(practitioner, family)
    client = sign_in(practice_leader)
    answer = client.post(
        url("change", "safety"),
        words_post(danger_one="main worry", danger_many="main worries"),
    )
    assert answer.headers["Location"] == url("pack", "safety")
    page = client.get(url("pack", "safety")).content.decode()
    assert "Version 1" in page
    assert "Main worries" in page
    assert practice_leader.name in page
    writer = sign_in(practitioner)
    shown = writer.get(reverse("practice:map", args=[family.pk])).content.decode()
    assert "Main worries" in shown
    assert "Danger statements" not in shown
    form = writer.get(reverse("practice:add-danger", args=[family.pk]))
    assert "Add main worry" in form.content.decode()


def test_the_words_can_be_tried_before_they_are_kept(
    sign_in: SignIn, practice_leader: Viewer
) -> None:
    client = sign_in(practice_leader)
    typed = words_post(goal_many="healing goals")
    page = client.post(url("change", "success"), {**typed, "look": "1"})
    assert page.status_code == 200
    assert "Healing goals" in page.content.decode()
    assert "Not kept yet" in page.content.decode()
    while_typing = client.post(
        url("change", "success"), {**typed, "why": "", "goal_one": ""}, headers=HTMX
    )
    assert while_typing.status_code == 200
    assert "Healing goals" in while_typing.content.decode()
    assert "<html" not in while_typing.content.decode()
    assert kept(practice_leader) == 0


@pytest.mark.parametrize(
    ("box", "typed", "told"),
    [
        ("danger_one", "", "Write the words to use"),
        ("danger_one", "   \u202e ", "Write the words to use"),
        ("danger_one", "x" * 100_000, "100,000 letters"),
        ("danger_many", "wor\x00ries", "hidden character"),
        ("name", "", "Give this set of words a name"),
        ("why", "", "Say why"),
        ("scale_0_one", "", "Say what 0 usually means"),
    ],
)
def test_a_word_that_cannot_be_used_is_refused_kindly_and_nothing_is_lost(
    sign_in: SignIn, practice_leader: Viewer, box: str, typed: str, told: str
) -> None:
    answer = sign_in(practice_leader).post(
        url("change", "safety"), words_post(goal_one="a typed goal", **{box: typed})
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "data-page-errors" in page
    assert told in page
    assert "a typed goal" in page
    assert kept(practice_leader) == 0


@pytest.mark.parametrize("word", ["worry 😟", "قلق كبير", "pryder mawr"])
def test_words_of_any_writing_are_kept(
    sign_in: SignIn, practice_leader: Viewer, word: str
) -> None:
    client = sign_in(practice_leader)
    client.post(url("change", "local"), words_post("local", danger_one=word))
    assert word in client.get(url("pack", "local")).content.decode()


def test_whoever_began_from_older_words_sees_both_and_can_save_again(
    sign_in: SignIn, practice_leader: Viewer
) -> None:
    client = sign_in(practice_leader)
    client.post(url("change", "safety"), words_post(danger_one="main worry"))
    answer = client.post(url("change", "safety"), words_post(danger_one="big worry"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "main worry" in page
    assert "big worry" in page
    again = words_post(danger_one="big worry", version="1")
    assert client.post(url("change", "safety"), again).status_code == 302
    assert kept(practice_leader) == 2


def test_an_earlier_version_can_be_used_again(
    sign_in: SignIn, practice_leader: Viewer
) -> None:
    client = sign_in(practice_leader)
    client.post(url("change", "safety"), words_post(danger_one="main worry"))
    first = url("version", "safety", 0)
    page = client.get(first).content.decode()
    assert "main worry" in page
    assert "danger statement" in page
    assert client.post(first, {"why": ""}).status_code == 422
    assert client.post(first, {"why": "Nobody liked it"}).status_code == 302
    assert "Nobody liked it" in client.get(url("pack", "safety")).content.decode()
    assert client.get(url("version", "safety", 7)).status_code == 404
    assert client.get(url("pack", "nothing")).status_code == 404
    assert client.get(url("change", "nothing")).status_code == 404


def test_which_service_speaks_in_which_is_chosen(
    sign_in: SignIn, practice_leader: Viewer
) -> None:
    client = sign_in(practice_leader)
    chosen = {**PACK_OF_STATUS, "early_help": "local", "version": "0", "why": "Asked"}
    bad = client.post(url("services"), {**chosen, "early_help": "gone"})
    assert bad.status_code == 422
    assert "not on the list any more" in bad.content.decode()
    assert client.post(url("services"), chosen).status_code == 302
    stale = client.post(url("services"), {**chosen, "early_help": "success"})
    assert stale.status_code == 409
    assert "Our own words" in stale.content.decode()
    assert "Early help" in client.get(url("packs")).content.decode()
    assert kept(practice_leader) == 1


ADDRESSES = [
    url("packs"),
    url("services"),
    url("pack", "safety"),
    url("change", "safety"),
    url("version", "safety", 0),
]


def test_the_pages_are_for_those_who_keep_the_words(
    sign_in: SignIn,
    practitioner: Viewer,
    quality_lead: Viewer,
    programme_lead: Viewer,
) -> None:
    for viewer, status in ((practitioner, 403), (quality_lead, 200)):
        client = sign_in(viewer)
        assert [client.get(one).status_code for one in ADDRESSES] == [status] * 5
    outside = sign_in(programme_lead)
    assert {outside.get(one).status_code for one in ADDRESSES} <= {403, 404}


def test_another_authority_has_words_of_its_own(
    sign_in: SignIn, practice_leader: Viewer, elsewhere: Viewer
) -> None:
    sign_in(practice_leader).post(
        url("change", "safety"), words_post(danger_one="main worry")
    )
    client = sign_in(elsewhere)
    assert "main worry" not in client.get(url("pack", "safety")).content.decode()
    assert client.get(url("version", "safety", 1)).status_code == 404


def test_the_pages_cost_the_same_however_many_versions(
    sign_in: SignIn, practice_leader: Viewer
) -> None:
    client = sign_in(practice_leader)

    def cost() -> list[int]:
        counts = []
        for one in ADDRESSES:
            with CaptureQueriesContext(connection) as asked:
                client.get(one)
            counts.append(len(asked))
        return counts

    cost()  # the first page of a session asks for more
    client.post(url("change", "safety"), words_post(danger_one="worry"))
    few = cost()
    for number in range(1, 6):
        client.post(
            url("change", "safety"),
            words_post(danger_one=f"worry {number}", version=str(number)),
        )
    assert kept(practice_leader) == 6
    assert cost() == few
    assert max(few) <= 11


def test_nothing_on_a_map_is_called_by_the_words_of_another_service(
    sign_in: SignIn, practitioner: Viewer, practice_leader: Viewer
) -> None:
    """Not the goals, nor what they pair with, nor where a scale stands."""
    family = make_family(practitioner)
    make_map(practitioner, family)
    editor = sign_in(practice_leader)
    to_all = {**dict.fromkeys(PACK_OF_STATUS, "success"), "version": "0", "why": "Try"}
    editor.post(url("services"), to_all)
    client = sign_in(practitioner)
    page = client.get(reverse("practice:map", args=[family.pk])).content.decode()
    for words in (
        "Success goal 1",
        "pairs with worry statement 1",
        "Scale for worry statement 1",
        "against worry statement 1",
    ):
        assert words in page, words
    for foreign in ("anger statement", "afety goal", "xisting safety", "ast harm"):
        assert foreign not in page, foreign
    form = client.get(reverse("practice:add-danger", args=[family.pk]))
    assert "I have my own people and I am ready" in form.content.decode()
    entry = client.get(reverse("practice:add-entry", args=[family.pk, "next_step"]))
    assert "Worry statement 1: " in entry.content.decode()
