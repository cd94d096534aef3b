"""A surname that a record knows is found beside what makes it a name."""

from __future__ import annotations

import pytest

from kinfold_core.people.written_names import Called, called_in, surnames_in

LEANNE = Called("Leanne Mary", "Coles", known_as="Lee")
OTHERS = (Called("", "De Silva"), Called("X", ""), Called("Tom", "Young"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("then leanne coles rang", ["leanne coles"]),
        ("Lee Coles's mum, and lee  coles", ["Lee Coles's", "lee  coles"]),
        ("the coles family and mrs coles", ["coles family", "mrs coles"]),
        ("nan de silva came", ["nan de silva"]),
        ("coles on its own, young children, leannecoles", []),
        ("a young family", ["young family"]),
        ("we met mrs. coles. mum. coles. and lee. coles", ["mrs. coles"]),
        ("still young\nfamily meals", []),
    ],
)
def test_it_is_found_beside_a_given_name_a_title_or_family(
    text: str, found: list[str]
) -> None:
    got = called_in([text], (LEANNE, *OTHERS))
    assert [one.words for one in got] == found
    assert called_in([text], ()) == ()


def test_what_may_be_a_surname_is_each_word_and_each_two() -> None:
    assert surnames_in(["Mrs De Silva's, x", ""]) == {
        "mrs", "de", "silva", "mrs de", "de silva", "x",
    }  # fmt: skip
