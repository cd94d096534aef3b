from __future__ import annotations

import pytest

from kinfold_core.practice.wording import (
    labels_in,
    longest_sentence,
    sentences,
    words,
)


@pytest.mark.parametrize(
    ("text", "label", "asks"),
    [
        ("There was neglect.", "neglect", "go without"),
        ("Domestic-abuse again", "Domestic-abuse", "Who did what to whom"),
        ("He has SUBSTANCE MISUSE", "SUBSTANCE MISUSE", "How much"),
        ("she absconds", "absconds", "goes missing"),
        ("in denial", "in denial", "own words"),
        ("the new placement broke", "placement", "home with"),
        ("contact with Dean", "contact with", "time with"),
        ("he was hit", "was hit", "By whom"),
        ("CIN plan", "CIN", "child in need"),
        ("MASH said no", "MASH", "front door"),
        ("40% sure", "40%", "to whom"),
        ("a service user", "service user", "their name"),
        ("then Mother left", "Mother", "Use their name"),
        ("Dad left", "Dad", "Use their name"),
    ],
)
def test_a_label_is_answered_with_what_to_say_instead(text, label, asks):
    (found,) = [one for one in labels_in(text) if one.found == label]
    assert asks.casefold() in found.suggestion.casefold()


@pytest.mark.parametrize(
    "text",
    [
        "Dean shouted and threw a plate.",
        "Kai’s mum rang. Amira's dad came. Her dad left. Ewa (mum) slept.",
        "The girls' mum cooked. My dad is kind. Their mother sang.",
        "Please contact the school.",
        "We mashed the potatoes at the clinic; the pipe was replaced.",
        "",
    ],
)
def test_plain_words_are_left_alone(text):
    assert labels_in(text) == ()


def test_each_label_is_said_once():
    assert len(labels_in("Neglect, neglect and more neglect")) == 1


def test_sentences_are_counted_as_people_read_them():
    text = "Mr. Cole came. He saw Kai!\nKai slept? Yes"
    assert sentences(text) == ("Mr. Cole came.", "He saw Kai!", "Kai slept?", "Yes")
    assert longest_sentence(text) == 3
    assert longest_sentence("") == 0
    assert words("Ewa’s half-term, 3 days") == ("ewa's", "half-term", "3", "days")
