"""A visit as a device sends it: what is read, and what is refused with a sentence."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from kinfold_core.practice.child_sharing import MayShow
from kinfold_core.practice.offline_bundle import (
    ITEMS_MOST,
    PICTURE_MOST,
    WORDS_MOST,
    Known,
    UnreadableBundleError,
    is_signed,
    read_bundle,
    signature_of,
)

KNOWN = Known(
    session_fields=frozenset({"place"}),
    item_fields=frozenset({"words", "picture"}),
    parts={"three_houses": frozenset({"worries", "dreams"})},
    audiences=frozenset({"parents"}),
)
AT = "2026-11-26T12:00:00+00:00"


def an_id(number: int) -> str:
    return str(UUID(int=number))


def item(**changes: Any) -> dict[str, Any]:
    return {
        "id": an_id(9),
        "part": "worries",
        "fields": {"words": {"value": "Dad shouts", "base": "", "at": AT}},
        "answers": {"parents": "no"},
        "answers_seen": {},
    } | changes


def bundle(**changes: Any) -> dict[str, Any]:
    return {
        "format": 1,
        "id": an_id(1),
        "device": an_id(2),
        "taken": an_id(3),
        "session": an_id(4),
        "tool": "three_houses",
        "sent_at": AT,
        "began_at": AT,
        "fields": {"place": {"value": "At Nan's", "at": AT}},
        "items": [item()],
    } | changes


def said(value: object, name: str = "words") -> dict[str, Any]:
    return item(fields={name: {"value": value, "at": AT}})


def test_a_visit_is_read_as_it_was_written() -> None:
    read = read_bundle(bundle(), KNOWN)
    assert read.tool == "three_houses"
    assert read.fields["place"].value == "At Nan's"
    (one,) = read.items
    assert one.fields["words"].value == "Dad shouts"
    assert one.answers == {"parents": MayShow.NO}


def test_somebody_may_be_answered_about_by_name() -> None:
    key = f"person-{an_id(7)}"
    sent = bundle(
        items=[item(answers={key: "yes", "named-Nan": "no"})], people={key: "Lou"}
    )
    read = read_bundle(sent, KNOWN)
    assert read.items[0].answers == {key: MayShow.YES, "named-Nan": MayShow.NO}
    assert [read.name_of(who) for who in (key, "named-Nan")] == ["Lou", "Nan"]


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ("a text", "could not be read"),
        (bundle(format=2), "another way"),
        (bundle(tool="seance"), "not one of ours"),
        (bundle(tool=7), "could not be read"),
        (bundle(id="1"), "could not be read"),
        (bundle(items="abc"), "could not be read"),
        (bundle(items=None), "could not be read"),
        (bundle(items=[item()] * (ITEMS_MOST + 1)), f"{ITEMS_MOST} things"),
        (bundle(items=[item(), item()]), "twice"),
        (bundle(items=[item(part="attic")]), "not one of this tool"),
        (bundle(items=[item(fields={"mood": {}})]), "not one of ours"),
        (bundle(items=[item(fields=[])]), "could not be read"),
        (bundle(items=[item(answers={"parents": "perhaps"})]), "who may see it"),
        (bundle(items=[item(answers={"the queen": "no"})]), "who may see it"),
        (bundle(items=[item(answers={"person-7": "no"})]), "who may see it"),
        (bundle(people=["Nan"]), "could not be read"),
        (bundle(people={str(n): "Nan" for n in range(401)}), "more people"),
        (bundle(items=[said("\x00")]), "could not be read"),
        (bundle(items=[said("\ud800")]), "could not be read"),
        (bundle(items=[said("x" * (WORDS_MOST + 1))]), "longer than 8,000"),
        (bundle(items=[said("x" * (PICTURE_MOST + 1), "picture")]), "longer than"),
        (bundle(sent_at="yesterday"), "time of this visit"),
        (bundle(sent_at=5), "could not be read"),
        (bundle(sent_at="2026-11-26T12:00:00"), "no zone"),
    ],
)
def test_what_is_no_visit_of_ours_is_refused_with_a_sentence(
    sent: object, why: str
) -> None:
    with pytest.raises(UnreadableBundleError, match=why):
        read_bundle(sent, KNOWN)


def test_a_drawing_may_be_longer_than_words() -> None:
    read = read_bundle(bundle(items=[said("x" * (WORDS_MOST + 1), "picture")]), KNOWN)
    assert len(read.items[0].fields["picture"].value) == WORDS_MOST + 1


def test_a_bundle_that_was_cut_off_or_is_anothers_is_not_signed() -> None:
    mark = signature_of(b"the visit", b"key")
    assert is_signed(b"the visit", b"key", mark)
    assert not is_signed(b"the vis", b"key", mark)
    assert not is_signed(b"the visit", b"another", mark)
    assert not is_signed(b"the visit", b"key", "\u2603\ud800")
