"""Two people, one thing: what is merged by itself and what is asked."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import pytest
from django.http import QueryDict

from kinfold.drafts.three_wordings import Choices, choices_in, merge


@dataclass(frozen=True)
class Note:
    text: str = "base"
    who: str = "base"


BASE = {"text": "base", "who": "base"}
NONE = Choices()


def merged(theirs: Note, mine: Note, choices: Choices = NONE, base: object = BASE):  # type: ignore[no-untyped-def]
    return merge(theirs, mine, base=base, plain=asdict, choices=choices)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("theirs", "mine", "words", "questions", "taken"),
    [
        (Note(), Note(), Note(), (), ()),
        (Note(), Note("mine"), Note("mine"), (), ()),
        (Note("theirs"), Note(), Note("theirs"), (), ("text",)),
        (Note("same"), Note("same"), Note("same"), (), ()),
        (Note("theirs"), Note("mine"), Note("mine"), ("text",), ()),
        (Note("theirs"), Note(who="me"), Note("theirs", "me"), (), ("text",)),
        (Note("t", "t"), Note("m"), Note("m", "t"), ("text",), ("who",)),
    ],
)
def test_what_only_one_of_them_changed_is_no_question(
    theirs: Note,
    mine: Note,
    words: Note,
    questions: tuple[str, ...],
    taken: tuple[str, ...],
) -> None:
    found = merged(theirs, mine)
    assert (found.words, found.questions, found.taken) == (words, questions, taken)


def test_when_nobody_knows_what_they_began_from_every_difference_is_asked() -> None:
    assert merged(Note("a", "b"), Note("c", "b"), base=None).questions == ("text",)


@pytest.mark.parametrize(("choice", "text"), [("theirs", "t"), ("mine", "m")])
def test_a_choice_is_an_answer(choice: str, text: str) -> None:
    sent = QueryDict(f"whose=text&whose_text={choice}")
    found = merged(Note("t"), Note("m"), choices_in(sent))
    assert found.words == Note(text)
    assert not found.questions


@pytest.mark.parametrize("sent", ["whose=text", "whose=text&whose_text=neither"])
def test_a_question_without_an_answer_is_asked_again(sent: str) -> None:
    """Also when the version is the newest, so that mine would pass as a change."""
    theirs = {"text": "t", "who": "base"}
    found = merged(Note("t"), Note("m"), choices_in(QueryDict(sent)), base=theirs)
    assert found.questions == ("text",)


def test_choices_about_what_is_not_there_do_nothing() -> None:
    sent = QueryDict("whose=nonsense&whose_nonsense=theirs&whose_text=theirs")
    assert merged(Note(), Note("m"), choices_in(sent)).words == Note("m")
