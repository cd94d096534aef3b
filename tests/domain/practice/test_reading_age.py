from __future__ import annotations

import pytest

from kinfold_core.practice.reading_age import reading_age, syllables

_COUNTED = """
the 1 cat 1 goes 1 makes 1 things 1 school 1 fire 1 whole 1 rules 1 breathe 1 years 1
looked 1 cleaned 1 tired 1 hour 1 yard 1 called 1 table 2 tables 2 worried 2 wanted 2
shouted 2 houses 2 places 2 teacher 2 nothing 2 changes 2 badly 2 frightened 2 trying 2
playing 2 going 2 special 2 social 2 little 2 sleeping 2 friday 2 morning 2 anxious 2
children 2 engine 2 agreed 2 needed 2 dozen 2 baby 2 crying 2 handle 2 handled 2
people 2 Ewa's 2 quiet 2 diet 2 radio 3 serious 3 video 3 period 3 beautiful 3
argument 3 previous 3 medicine 3 alcohol 3 hospital 3 area 3 quietly 3 reliable 4
situation 4 appropriate 4 intervention 4 comprehensive 4 usually 4 january 4
deterioration 6 multidisciplinary 7 17 2 2017 4
"""
COUNTED = _COUNTED.split()


@pytest.mark.parametrize(
    ("word", "count"), [*zip(COUNTED[::2], map(int, COUNTED[1::2]), strict=True)]
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


def test_the_age_is_that_of_the_published_formula():
    # 12 words, 2 sentences, 14 syllables: 0.39 * 6 + 11.8 * 14 / 12 - 15.59 + 5
    text = "The children will be asleep. Nan will come on bad nights, too."
    assert reading_age(text) == pytest.approx(5.52, abs=0.01)


def test_plain_words_need_fewer_years_than_professional_ones():
    plain = "He shouts and breaks things. The children hide."
    hard = "Interparental hostility necessitates multidisciplinary intervention."
    assert reading_age(plain) < 9
    assert reading_age(hard) > 18


def test_names_are_not_hard_words():
    said = "We saw {0} today. {0}’s mum sang."
    assert reading_age(said.format("Oluwaseun")) == reading_age(said.format("Jo"))


@pytest.mark.parametrize("text", ["", "...", "\n\n", "😀"])
def test_no_words_need_no_years(text):
    assert reading_age(text) == 5
