"""What is left of a record's people in a text: found in every disguise, then put."""

from __future__ import annotations

from datetime import date

import pytest

from kinfold_core.people.known import Known, Sort, known_of_person, known_of_place
from kinfold_core.people.residuals import age_band, residues, without

BEGAN = date(2026, 1, 5)
MOTHER = known_of_person(
    given="Katherine Zoë",
    family="Okafor-Hale",
    others=("Auntie Zed from school", "Kat Brown"),
    role="the mother",
)
KNOWN = (
    *MOTHER,
    *known_of_person(given="Hope", family="", role="child A"),
    Known(Sort.DAY, "2026-01-20", "a day"),
    Known(Sort.NUMBER, "943 476 5919", "[a number]"),
    Known(Sort.PLACE, "Abbey Rise", "a place"),
)


@pytest.mark.parametrize(
    ("text", "found", "must_go"),
    [
        ("katherine came", "katherine", True),
        ("we saw Katherine's mum", "Katherine's", True),
        ("we saw Kather ine", "Kather ine", True),
        ("we saw K.a.t.h.e.r.i.n.e", "K.a.t.h.e.r.i.n.e", True),
        ("we saw zoe there", "zoe", True),
        ("we saw KATIE", "KATIE", True),
        ("the Hales came", "Hales", True),
        ("OKAFOR", "OKAFOR", True),
        ("then Zed said", "Zed", True),
        ("the brown door", "brown", False),
        ("with hope", "hope", False),
        ("then K.O. left", "K.O", False),
        ("then KOH left", "KOH", False),
        ("then K. Z. O. left", "K. Z. O", False),
        ("katherine's own", "katherine's", True),
        ("OkaforHale", "OkaforHale", True),
        ("okafor hale", "okafor hale", True),
        ("K\u0430therine", "K\u0430therine", True),
        ("on the twentieth of January it", "twentieth of January", True),
        ("on January the 20th it", "January the 20th", True),
        ("she is 412 days old", "412 days old", False),
        ("he is 7yo", "7yo", False),
        ("aged seven she", "aged seven", False),
        ("and her twin", "twin", False),
        ("at oak lane now", "oak lane", False),
        ("to sunny bears nursery", "sunny bears nursery", False),
        ("then AbbeyRise", "AbbeyRise", True),
        ("on 20/1/26 it", "20/1/26", True),
        ("on the 20th of January it", "20th of January", True),
        ("on jan 20, 2026 it", "jan 20, 2026", True),
        ("no 9434765919", "9434765919", True),
        ("at abbey  rise", "abbey  rise", True),
        ("then Mr Petrov said", "Petrov", False),
    ],
)
def test_each_disguise_is_found_where_it_stands(text, found, must_go) -> None:
    [one] = residues(text, KNOWN)
    assert (one.words, one.must_go) == (found, must_go)
    assert found.split()[0] in one.where
    assert one.sort.label


def test_what_names_nobody_is_not_found() -> None:
    for text in (
        "their aunt from school was there",
        "the nursery and her school are up the road",
        "a girl aged 5 to 9 in primary school",
    ):
        assert residues(text, KNOWN) == ()


def test_roles_weeks_and_bands_stand_where_names_days_and_ages_stood() -> None:
    told = without(
        "Katherine Okafor-Hale's son, 7 years old, met Hope. Katie ran. On 20 January "
        "2026, and on 3/1/2026, and on 31/02/2026, Petrov came with hope.",
        KNOWN,
        began_on=BEGAN,
    )
    assert told == (
        "The mother's son, aged 5 to 9, met child A. The mother ran. On week 3, and on "
        "before week 1, and on a day, [a name] came with hope."
    )
    assert [one.words for one in residues(told, MOTHER)] == []


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-03-03", "third of March"),
        ("2026-03-21", "twenty-first of March"),
        ("2026-03-30", "March the thirtieth"),
        ("2026-03-31", "thirty first March"),
    ],
)
def test_a_day_said_in_words_is_a_day(day, words) -> None:
    [one] = residues(f"on the {words}", [Known(Sort.DAY, day, "a day")])
    assert (one.words, one.must_go) == (words, True)


def test_a_band_hides_the_age() -> None:
    ages = [age_band(age) for age in (0, 4, 9, 15, 17, 40)]
    assert ages[0] == "under 1"
    assert ages[-1] == "an adult"
    assert len(set(ages)) == 6


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Abbey Rise Primary School", "at abbey rise", ("abbey rise", True)),
        ("St Anne's", "she goes to st annes", ("st annes", True)),
        ("Woodley Nursery", "the Woodley staff", ("Woodley", True)),
        ("Woodley Nursery", "woodley-nursery", ("woodley-nursery", True)),
        ("Rainbow Club", "a rainbow in the sky", ("rainbow", False)),
    ],
)
def test_a_school_is_found_by_its_name_without_what_kind_it_is(name, text, found):
    [one] = residues(text, known_of_place(name))
    assert (one.words, one.must_go) == found


@pytest.mark.parametrize("name", ["School", "The food bank", "GP"])
def test_one_called_by_its_kind_tells_nothing(name) -> None:
    assert known_of_place(name) == ()


@pytest.mark.parametrize("name", ["April", "May", "Rose", "Will", "Grace", "Summer"])
@pytest.mark.parametrize("how", ["given", "others"])
def test_a_name_that_is_a_word_is_found_where_a_name_stands(name, how) -> None:
    """At the beginning of a sentence, and in small letters, somebody decides."""
    named = {"given": "", "family": "", how: (name,) if how == "others" else name}
    known = known_of_person(**named, role="child A")
    for text, words, must_go in (
        (f"Then {name} was hit again.", name, True),
        (f"{name}'s mother left.", f"{name}'s", True),
        (f"{name} was hit again.", name, False),
        (f"They left. {name} it was.", name, False),
        (f"and {name.lower()} it was", name.lower(), False),
    ):
        [one] = [one for one in residues(text, known) if one.sort is not Sort.LIKELY]
        assert (one.words, one.must_go) == (words, must_go)
        assert ("may be a name" in one.sort.label) is not must_go


def test_what_may_be_a_name_is_not_put_away_for_people() -> None:
    known = known_of_person(given="May", family="House", role="child A")
    told = without("They may see May House. They met May at the house. May they?",
                   known, began_on=BEGAN)  # fmt: skip
    assert told == "They may see child A. They met child A at the house. May they?"
    known = known_of_person(given="Nan", family="House", role="the aunt")
    found = {one.words: one.must_go for one in residues("the House, Nan", known)}
    assert found == {"House": True, "Nan": False}


@pytest.mark.parametrize(
    ("given", "family", "text", "found"),
    [
        ("leanne", "okafor", "we met Leanne", ("Leanne", True)),
        ("tamsika", "Okafor", "Tamsika came", ("Tamsika", True)),
        ("leanne", "okafor", "by okafor", ("okafor", False)),
        ("leanne", "okafor", "leanne okafor came", ("leanne okafor", True)),
        ("محمد", "حسن", "then محمد came", ("محمد", True)),
        ("محمد", "حسن", "then مُحَمَّد came", ("مُحَمَّد", True)),
        ("محمد", "حسن", "with محمد حسن now", ("محمد حسن", True)),
        ("محمد", "حسن", "and وحسن", ("حسن", False)),
        ("রহিম", "উদ্দিন", "then রহিম came", ("রহিম", True)),
        ("রহিম", "উদ্দিন", "then উদ্দিন came", ("উদ্দিন", True)),
        ("রহিম", "উদ্দিন", "in রহিমের house", ("রহিম", False)),
        ("小明", "王", "我见王小明了", ("王小明", True)),
        ("小明", "王", "我见小明了", ("小明", True)),
        ("小明", "王", "then 王 came", ("王", True)),
        ("小明", "王", "国王来", ("王", False)),
        ("민수", "김", "then 민수 came", ("민수", True)),
        ("Zoe\u0308", "Hale", "then Zoë came", ("Zoë", True)),
        ("Zoë", "Hale", "then Zoe\u0308 came", ("Zoe\u0308", True)),
        ("Paweł", "Michałowski", "then pawel came", ("pawel", False)),
        ("Paweł", "Michałowski", "with Pawel Michalowski", ("Pawel Michalowski", True)),
        ("Işıl", "Yıldız", "then isil came", ("isil", False)),
    ],
)
def test_small_letters_and_scripts_without_capitals_are_names(
    given, family, text, found
) -> None:
    known = known_of_person(given=given, family=family, role="child A")
    [one] = residues(text, known)
    assert (one.words, one.must_go) == found


def test_what_is_said_beside_a_name_in_small_letters_names_nobody() -> None:
    """In a network somebody is written as "nan's friend tamsika from church"."""
    known = known_of_person(
        given="", family="", others=("nan's friend tamsika from church",), role="x"
    )
    assert [one.words for one in residues("A friend, Tamsika, of church", known)] == [
        "Tamsika"
    ]
    assert not known_of_person(given="", family="", others=("--", "x"), role="x")


@pytest.mark.parametrize(
    ("called", "text"),
    [
        ("Mr patel next door", "then Patel came"),
        ("Nan okonkwo", "by Okonkwo"),
        ("Mrs de silva", "with Silva"),
    ],
)
def test_a_title_with_a_capital_does_not_hide_a_name_in_small_letters(
    called, text
) -> None:
    known = known_of_person(given="", family="", others=(called,), role="x")
    [one] = residues(text, known)
    assert one.words.casefold() in called
