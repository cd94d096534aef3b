"""Twelve families of twelve shapes, all made up: what a picture must be able to draw.

A line of `people` is: name, sex (m, f, i for intersex, ? for not known), age; then any
of `child`, `dead`, `unborn`, `lost`, `home=…`, `detail=…`. A line of `ties` is: person,
code, other; then any of `unsure`, `maternal`, `paternal`, `from=YEAR`, `to=YEAR`,
`separated`, `divorced`, `died`.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from kinfold_core.genogram.facts import Kin, Relation, Someone, State
from kinfold_core.genogram.kin import put_together
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.likeness import Sex

TODAY: Final = date(2026, 11, 26)
_SEXES: Final = {"m": Sex.MALE, "f": Sex.FEMALE, "i": Sex.INTERSEX, "?": Sex.UNKNOWN}

NUCLEAR = (
    """
    Ruth Amadi | f | 34 | home=Home
    Daniel Amadi | m | 36 | home=Home
    Grace | f | 9 | child home=Home
    Joel | m | 5 | child home=Home
    """,
    """
    Ruth Amadi | spouse | Daniel Amadi | from=2015
    Ruth Amadi | parent | Grace
    Ruth Amadi | parent | Joel
    Daniel Amadi | parent | Grace
    Daniel Amadi | parent | Joel
    """,
)
LONE_MOTHER = (
    """
    Leanne Hale | f | 29 | home=Mum's
    Kai | m | 4 | child home=Mum's
    Nan Jo | f | 55 |
    """,
    """
    Leanne Hale | parent | Kai
    Nan Jo | grandparent | Kai | maternal
    """,
)
REMARRIED = (
    """
    Sam Price | m | 41 | home=Dad's
    Carol Price | f | 40 |
    Ines Price | f | 38 | home=Dad's
    Mia | f | 14 | child
    Leo | m | 11 | child
    Ada | f | 3 | home=Dad's
    """,
    """
    Sam Price | spouse | Carol Price | from=2010 to=2019 divorced
    Sam Price | spouse | Ines Price | from=2021
    Sam Price | parent | Mia
    Carol Price | parent | Mia
    Sam Price | parent | Leo
    Carol Price | parent | Leo
    Sam Price | parent | Ada
    Ines Price | parent | Ada
    """,
)
BLENDED = (
    """
    Tess Okafor | f | 37 | home=Home
    Raj Mehta | m | 39 | home=Home
    Femi Okafor | m | 40 |
    Anya Mehta | f | 36 |
    Lou | ? | 35 |
    Amira | f | 13 | child home=Home
    Kofi | m | 10 | child home=Home
    Dev | m | 12 | home=Home
    Priya | f | 2 | child home=Home
    Sunil | m | 7 |
    """,
    """
    Tess Okafor | spouse | Femi Okafor | from=2011 to=2017 divorced
    Tess Okafor | partner | Raj Mehta | from=2020
    Raj Mehta | partner | Anya Mehta | from=2012 to=2016 separated
    Raj Mehta | dating | Lou | from=2017 to=2019
    Tess Okafor | parent | Amira
    Femi Okafor | parent | Amira
    Tess Okafor | parent | Kofi
    Femi Okafor | parent | Kofi
    Raj Mehta | parent | Dev
    Anya Mehta | parent | Dev
    Raj Mehta | parent | Priya
    Tess Okafor | parent | Priya
    Raj Mehta | parent | Sunil | unsure
    Lou | parent | Sunil
    """,
)
THREE_GENERATIONS = (
    """
    Edith Cole | f | 78 | home=Gran's
    Arthur Cole | m | 80 | home=Gran's
    Mary Byrne | f | 71 |
    Pat Byrne | m | 74 |
    Jean Cole | f | 52 |
    Alan Cole | m | 49 | home=Home
    Peter Cole | m | 45 |
    Sue Byrne | f | 47 | home=Home
    Kath Byrne | f | 44 |
    Neil Dunn | m | 46 |
    Tom Cole | m | 19 |
    Ellie | f | 15 | child home=Home
    Zac | m | 8 | child home=Home
    Rose Dunn | f | 12 |
    Finn Dunn | m | 9 |
    """,
    """
    Edith Cole | spouse | Arthur Cole | from=1970
    Mary Byrne | spouse | Pat Byrne | from=1976
    Edith Cole | parent | Jean Cole
    Arthur Cole | parent | Jean Cole
    Edith Cole | parent | Alan Cole
    Arthur Cole | parent | Alan Cole
    Edith Cole | parent | Peter Cole
    Arthur Cole | parent | Peter Cole
    Mary Byrne | parent | Sue Byrne
    Pat Byrne | parent | Sue Byrne
    Mary Byrne | parent | Kath Byrne
    Pat Byrne | parent | Kath Byrne
    Alan Cole | spouse | Sue Byrne | from=2009
    Kath Byrne | partner | Neil Dunn
    Jean Cole | parent | Tom Cole
    Alan Cole | parent | Ellie
    Sue Byrne | parent | Ellie
    Alan Cole | parent | Zac
    Sue Byrne | parent | Zac
    Kath Byrne | parent | Rose Dunn
    Neil Dunn | parent | Rose Dunn
    Kath Byrne | parent | Finn Dunn
    Neil Dunn | parent | Finn Dunn
    """,
)
ADOPTION = (
    """
    Helen Marsh | f | 44 | home=Home
    Owen Marsh | m | 46 | home=Home
    Ben Marsh | m | 12 | home=Home
    Skye | f | 7 | child home=Home
    Dawn Reed | f | 27 |
    Carl Hurst | m | 30 |
    """,
    """
    Helen Marsh | spouse | Owen Marsh | from=2008
    Helen Marsh | parent | Ben Marsh
    Owen Marsh | parent | Ben Marsh
    Helen Marsh | adoptive_parent | Skye
    Owen Marsh | adoptive_parent | Skye
    Dawn Reed | parent | Skye
    Carl Hurst | parent | Skye
    Dawn Reed | ex_partner | Carl Hurst
    """,
)
FOSTER = (
    """
    Joy Bell | f | 51 | home=Joy and Ted's
    Ted Bell | m | 55 | home=Joy and Ted's
    Marta Nowak | f | 31 |
    Adam | m | 8 | child home=Joy and Ted's
    Lena | f | 6 | child home=Joy and Ted's
    """,
    """
    Joy Bell | spouse | Ted Bell
    Marta Nowak | parent | Adam
    Marta Nowak | parent | Lena
    Joy Bell | foster_carer | Adam
    Ted Bell | foster_carer | Adam
    Joy Bell | foster_carer | Lena
    Ted Bell | foster_carer | Lena
    """,
)
TWINS = (
    """
    Nadia Khan | f | 33 |
    Imran Khan | m | 35 |
    Sara | f | 10 | child
    Zain | m | 6 | child
    Zara | f | 6 | child
    Ali | m | 3 | child
    Umar | m | 3 | child
    """,
    """
    Nadia Khan | spouse | Imran Khan | from=2013
    Nadia Khan | parent | Sara
    Imran Khan | parent | Sara
    Nadia Khan | parent | Zain
    Imran Khan | parent | Zain
    Zain | twin | Zara
    Nadia Khan | parent | Ali
    Imran Khan | parent | Ali
    Ali | identical_twin | Umar
    """,
)
BEREAVED = (
    """
    Beth Lowe | f | 43 | home=Home
    Mark Lowe | m | 44 | dead detail=1977–2021
    Grandad Lowe | m | ? | dead
    Nana Lowe | f | 72 |
    Erin | f | 11 | child home=Home
    Baby Lowe | ? | | lost detail=2017
    Baby due May | ? | | unborn child
    Chris Tate | m | 41 | home=Home
    """,
    """
    Beth Lowe | spouse | Mark Lowe | from=2009 to=2021 died
    Grandad Lowe | parent | Mark Lowe
    Nana Lowe | parent | Mark Lowe
    Grandad Lowe | spouse | Nana Lowe
    Beth Lowe | parent | Erin
    Mark Lowe | parent | Erin
    Beth Lowe | parent | Baby Lowe
    Mark Lowe | parent | Baby Lowe
    Beth Lowe | partner | Chris Tate | from=2024
    Beth Lowe | parent | Baby due May
    Chris Tate | parent | Baby due May
    """,
)
TWO_MOTHERS = (
    """
    Ana Silva | f | 38 | home=Home
    Jo Hart | f | 36 | home=Home
    Luca | m | 6 | child home=Home
    Noa | i | 2 | child home=Home
    Rui | m | 40 |
    """,
    """
    Ana Silva | spouse | Jo Hart | from=2018
    Ana Silva | parent | Luca
    Jo Hart | parent | Luca
    Ana Silva | parent | Noa
    Jo Hart | parent | Noa
    Rui | donor | Luca
    """,
)
KINSHIP = (
    """
    Gran Shirley | f | 61 | home=Gran's
    Grandad Roy | m | 64 | home=Gran's
    Kelly Moss | f | 30 |
    Aunt Dee | f | 35 |
    Dean Frost | m | 33 |
    Jade | f | 8 | child home=Gran's
    Tyler | m | 5 | child home=Gran's
    """,
    """
    Gran Shirley | spouse | Grandad Roy
    Gran Shirley | parent | Kelly Moss
    Grandad Roy | parent | Kelly Moss
    Kelly Moss | parent | Jade
    Kelly Moss | parent | Tyler
    Dean Frost | parent | Jade
    Kelly Moss | ex_partner | Dean Frost
    Gran Shirley | special_guardian | Jade
    Grandad Roy | special_guardian | Jade
    Gran Shirley | kinship_carer | Tyler
    Aunt Dee | aunt_or_uncle | Jade | maternal
    """,
)


def _sixty() -> tuple[str, str]:
    """Sixty people in five generations: three couples and all who came of them."""
    people, ties = [], []

    def couple(name: str, age: int, kids: int, first: str = "") -> list[str]:
        one, other = first or f"{name} A", f"{name} B"
        if not first:
            people.append(f"{one} | m | {age} |")
        people.append(f"{other} | f | {age - 2} |")
        ties.append(f"{one} | spouse | {other}")
        made = []
        for place in range(kids):
            child = f"{name} {place + 1}"
            young = age - 22 - 3 * place
            is_child = "child" if young < 12 else ""
            people.append(f"{child} | {'mf'[place % 2]} | {young} | {is_child}")
            ties.extend(f"{parent} | parent | {child}" for parent in (one, other))
            made.append(child)
        return made

    old = couple("Ash", 96, 3)
    other_side = couple("Birch", 92, 2)
    middle = couple("Ash2", 72, 4, old[0]) + couple("Ash3", 68, 3, old[1])
    birches = couple("Birch2", 70, 4, other_side[0])
    young = []
    for place, one in enumerate(middle[:6]):
        young += couple(f"Elm{place}", 50 - 2 * place, 3 + place % 2, one)
    ties.append(f"{young[0]} | spouse | {birches[3]}")
    people.append("Little Oak | f | 2 | child")
    ties += [f"{young[0]} | parent | Little Oak", f"{birches[3]} | parent | Little Oak"]
    couple("Fir", 28, 2, young[3])
    couple("Yew", 27, 2, young[7])
    couple("Bay", 45, 1, birches[1])
    people.append("Aunt Hazel | f | 66 |")
    ties.append(f"Aunt Hazel | sibling | {old[0]}")
    return "\n".join(people), "\n".join(ties)


SHAPES: Final[dict[str, tuple[str, str]]] = {
    "nuclear": NUCLEAR,
    "lone-mother": LONE_MOTHER,
    "remarried": REMARRIED,
    "blended": BLENDED,
    "three-generations": THREE_GENERATIONS,
    "adoption": ADOPTION,
    "foster": FOSTER,
    "twins": TWINS,
    "bereaved": BEREAVED,
    "two-mothers": TWO_MOTHERS,
    "kinship": KINSHIP,
    "sixty-people": _sixty(),
}


def shape(name: str) -> Kin:
    return put_together(*read(*SHAPES[name]))


def read(people: str, ties: str) -> tuple[list[Someone], list[Relation]]:
    """Two tables as the program takes them."""
    everybody = [_someone(row) for row in people.strip().split("\n")]
    return everybody, [_relation(row) for row in ties.strip().split("\n")]


def _someone(row: str) -> Someone:
    name, sex, age, *more = (cell.strip() for cell in row.split("|"))
    said = more[0] if more else ""
    home = said.partition("home=")[2]
    detail = said.partition("detail=")[2]
    flags = said.split()
    state = next((one for one in State if one.value in flags), State.BORN)
    years = int(age) if age.isdigit() else None
    return Someone(
        id=name,
        name=name,
        sex=_SEXES[sex],
        age=age if years is not None and state is not State.UNBORN else "",
        born=FuzzyDate.in_year(TODAY.year - years) if years is not None else None,
        state=state,
        is_child="child" in flags,
        home=home,
        detail=detail,
    )


def _relation(row: str) -> Relation:
    person, code, other, *more = (cell.strip() for cell in row.split("|"))
    flags = more[0].split() if more else []
    years = {flag.partition("=")[0]: flag.partition("=")[2] for flag in flags}
    return Relation(
        person=person,
        code=code,
        other=other,
        side=next((one for one in ("maternal", "paternal") if one in flags), ""),
        is_unsure="unsure" in flags,
        started_on=_first_of(years.get("from", "")),
        ended_on=_first_of(years.get("to", "")),
        ended_how=next(
            (one for one in ("separated", "divorced", "died") if one in flags), ""
        ),
    )


def _first_of(year: str) -> date | None:
    return date(int(year), 1, 1) if year else None
