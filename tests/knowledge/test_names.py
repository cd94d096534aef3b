"""A family's name gets into the bank only where its writer said why it may stay."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.knowledge import actions
from kinfold.knowledge.models import Collected, Item, ItemRating, ItemUse, ItemVersion
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo
from kinfold.records.selectors.naming import people_called
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.knowledge import make_item
from tests.factories.people import make_okafors
from tests.factories.platform import make_worker_viewer
from tests.knowledge.test_files import away, back
from tests.knowledge.test_knowledge import typed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/knowledge/"
WHY = "She wrote it and wants to be named"


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode()).replace("&#x27;", "'")


def asked_of(answer) -> dict[str, str]:
    """What is asked about, by the words: the name of the question."""
    found = re.findall(
        r"“([^”]+)” may be an? .*?name=\"(tells-[0-9a-f]{12})\"", text_of(answer)
    )
    return dict(found)


def kept_as(client, url, sent) -> int:
    """Sent, asked about Leanne alone, and sent again with a reason to keep the name."""
    asked = client.post(url, sent)
    assert asked.status_code == 422, text_of(asked)
    [(words, name)] = asked_of(asked).items()
    assert words == "Leanne"
    hidden = client.post(url, {**sent, name: "keep", f"{name}-why": "a\x00b"})
    assert (hidden.status_code, "hidden character" in text_of(hidden)) == (422, True)
    return client.post(url, {**sent, name: "keep", f"{name}-why": WHY}).status_code


def test_a_name_in_an_item_is_decided_on_before_it_is_kept(ours, programme):
    client, url = signed_in(Client(), ours), f"{HOME}add/{programme.pk}/"
    sent = typed(title="With Leanne", body="We asked Tyler and leanne, and it helped.")
    asked = client.post(url, sent)
    assert asked.status_code == 422
    assert "it helped." in text_of(asked)
    names = asked_of(asked)
    assert sorted(names) == ["Leanne", "Tyler", "leanne"]
    answers = {
        names["Tyler"]: "mask",
        names["leanne"]: "mask",
        names["Leanne"]: "keep",
    }
    assert client.post(url, {**sent, **answers}).status_code == 422
    answers[f"{names['Leanne']}-why"] = WHY
    assert client.post(url, {**sent, **answers}).status_code == 302
    with as_viewer(ours):
        row = Item.objects.get()
        assert row.title == "With Leanne"
        assert row.body == "We asked [a name] and [a name], and it helped."
        assert row.kept == [{"kind": "name", "words": "Leanne", "why": WHY}]
        words = actions.Words(**{**NEW, "body": "Leanne said so"})
        with pytest.raises(CannotDo, match="“Leanne” may be a name"):
            actions.add(programme_id=programme.pk, words=words, by=ours)
    url = f"{HOME}{row.pk}/change/"
    change = {**sent, "body": "Short.", "why": "Clearer", "version": "1"}
    assert client.post(url, change).status_code == 302, "it was decided on before"
    with as_viewer(ours):
        assert ItemVersion.objects.get(version=2).said["kept"] == row.kept


NEW = {"kind": "method", "title": "Good", "summary": "s", "rights": "own",
       "body": "Words"}  # fmt: skip


def test_whoever_lets_us_have_it_is_named_and_nobody_else(ours, programme):
    client, url = signed_in(Client(), ours), f"{HOME}add/{programme.pk}/"
    link = {"link": "https://example.org/leanne-coles", "body": ""}
    named = typed(**link, rights="link_only", attribution="Dee Reed and Leanne Coles")
    assert client.post(url, named).status_code == 302
    ours_alone = client.post(url, {**named, "rights": "own", "seen_by": "us"})
    assert sorted(asked_of(ours_alone)) == ["Dee Reed", "Leanne Coles"]


def test_a_mask_longer_than_the_name_still_has_to_fit(ours, programme):
    client, url = signed_in(Client(), ours), f"{HOME}add/{programme.pk}/"
    refused = client.post(url, typed(title="Leah, " * 26))
    assert refused.status_code == 422
    assert "160 fit here. Shorten it" in text_of(refused)


def test_so_it_is_with_what_is_said_of_an_item(lead, ours, programme):
    row = make_item(ours, programme)
    client, today = signed_in(Client(), ours), timezone.localdate()
    day = {"used_on_day": today.day, "used_on_month": today.month}
    for room, sent in {
        "rate": {"score": "4", "words": "We used it with Leanne"},
        "use": {"where": "course", "words": "With Leanne", **day,
                "used_on_year": today.year},
        "collect": {"collection": "For Leanne"},
        "withdraw": {"why": "It told of Leanne"},
    }.items():  # fmt: skip
        assert kept_as(client, f"{HOME}{row.pk}/{room}/", sent) == 302, room
        if room == "collect":  # there is one called so now
            other = make_item(ours, programme, title="Another")
            again = client.post(f"{HOME}{other.pk}/collect/", sent)
            assert again.status_code == 302
    with as_viewer(ours):
        made = [Item.objects.get(pk=row.pk), ItemRating.objects.get(),
                ItemUse.objects.get(), Collected.objects.get(item=row)]  # fmt: skip
    assert [[one["why"] for one in said.kept] for said in made] == [[WHY]] * 4


def test_a_row_of_a_file_tells_nobody(ours, programme):
    good = make_item(ours, programme, body="We asked Leanne.")
    [row] = away(ours)
    changed = {**row, "summary": "We asked for Leanne first."}
    assert "0 added, 1 changed" in back(ours, programme, [changed])[1]
    with as_viewer(ours):
        assert [one["words"] for one in Item.objects.get().kept] == ["Leanne"]
    [row] = away(ours)
    rows = [
        {**row, "body": "We asked Tyler."},
        {**NEW, "title": "Ring 07700 900123"},
        {**NEW, "rights": "commons", "attribution": "Dee Reed", "body": "By Dee Reed."},
    ]
    status, said = back(ours, programme, rows)
    assert status == 422
    for words in (
        "Row 2: “Tyler” may be a name.",
        "Row 3: “07700 900123” may be a telephone number.",
    ):
        assert words in said
    assert "Row 4" not in said
    with as_viewer(ours):
        assert Item.objects.get().pk == good.pk


def test_who_is_in_a_record_that_is_open_to_the_writer_is_found_in_small_letters(
    practitioner, ours, theirs, programme, authority
):
    make_okafors(practitioner)
    beside = make_worker_viewer(authority, Role.PRACTITIONER)
    row = make_item(ours, programme)
    sent = {"score": "4", "words": "tried with mrs okafor and the okafor family"}
    for by, found in (
        (ours, {"mrs okafor", "okafor family"}),
        (beside, set()),
        (theirs, set()),
    ):
        answer = signed_in(Client(), by).post(f"{HOME}{row.pk}/rate/", sent)
        assert set(asked_of(answer)) == found
        with as_viewer(by), CaptureQueriesContext(connection) as queries:
            assert bool(people_called(by, [sent["words"]])) is bool(found)
        assert len(queries) <= 2
    with as_viewer(ours), pytest.raises(CannotDo, match="“mrs okafor” may be a name"):
        actions.rate(item_id=row.pk, **sent, by=ours)
    rows = [{**NEW, "body": "As the okafor family did"}]
    assert "Row 2: “okafor family” may be a name." in back(ours, programme, rows)[1]
    link = {**NEW, "rights": "commons", "attribution": "Mrs Okafor"}
    assert "“Mrs Okafor” may be a name." in back(ours, programme, [link])[1]
