from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from kinfold_core.practice.questions import (
    Asked,
    Audience,
    Stage,
    Topic,
    found,
    library,
    shipped,
)
from kinfold_core.practice.reading_age import reading_age
from kinfold_core.practice.wording import labels_in, longest_sentence

STAGES = [stage for stage in Stage if stage is not Stage.START_OVER]


def test_there_are_enough_and_each_has_its_own_key_and_words():
    assert len(shipped()) >= 150
    assert len({q.key for q in shipped()}) == len(shipped())
    assert len({q.text for q in shipped()}) == len(shipped())


@pytest.mark.parametrize(("topic", "audience"), list(product(Topic, Audience)))
def test_whatever_it_is_about_there_is_something_to_ask_everybody(topic, audience):
    assert len(found(shipped(), Asked(topic=topic, audience=audience))) >= 2


@pytest.mark.parametrize(("topic", "stage"), list(product(Topic, STAGES)))
def test_every_topic_can_be_opened_deepened_and_reflected_on(topic, stage):
    assert found(shipped(), Asked(topic=topic, stage=stage))


@pytest.mark.parametrize("question", shipped(), ids=lambda q: q.key)
def test_a_question_is_short_kind_and_free_of_labels(question):
    assert labels_in(question.text) == ()
    assert longest_sentence(question.text) <= 22
    assert "?" in question.text
    assert len(question.text) <= 140


def test_the_questions_can_be_read_by_a_child_of_eleven():
    assert reading_age(" ".join(q.text for q in shipped())) <= 11


def test_an_authoritys_own_words_are_laid_over_those_that_come_with_kinfold():
    first = shipped()[0]
    ours = replace(first, text="What did you see?", is_ours=True)
    new = replace(first, key="own-1", text="Whose idea was it?", is_ours=True)
    whole = library([ours, new])
    assert whole[first.key] == ours
    assert len(whole) == len(shipped()) + 1


def test_words_are_looked_for_in_any_order_and_case():
    texts = [q.text for q in found(shipped(), Asked(words="TEA-TIME who"))]
    assert texts
    assert all("tea-time" in t.lower() and "who" in t.lower() for t in texts)
    assert found(shipped(), Asked(words="zebra")) == []


def test_a_language_without_questions_is_said_so():
    with pytest.raises(ModuleNotFoundError):
        shipped("xx")
