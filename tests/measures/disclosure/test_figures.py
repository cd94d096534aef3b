"""Figures as they may be shown, together and beside what was published before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kinfold_measures.disclosure.figures import (
    WITHIN,
    Part,
    Place,
    release,
    table_of,
)
from kinfold_measures.disclosure.policies import CHILDREN_IN_NEED, ENGLAND, LOOKED_AFTER
from kinfold_measures.disclosure.protecting import attack, protect
from kinfold_measures.language.definition import Kind, definitions
from kinfold_measures.language.running import Children, Figure
from kinfold_measures.series import NO_DENOMINATOR, WITHHELD

SHARE, RATE, COUNT = (
    "plan.repeat",
    "plan.started_rate",
    "conference.of_children_who_came",
)


def figure(
    code: str,
    numerator: int,
    denominator: int,
    *,
    children: tuple[int, int, int] | None = None,
    **more: str,
) -> Figure:
    """Each case is another child, unless it says how many of them there are."""
    who = children or (numerator, denominator - numerator, denominator)
    kind = definitions()[code].kind
    times = {Kind.SHARE: 100, Kind.RATE: 10_000, Kind.COUNT: denominator}[kind]
    value = times * numerator / denominator if denominator else None
    return replace(
        Figure(code, 1, "925", "2025", numerator, denominator, value, Children(*who)),
        **more,
    )


def by_sex(code: str, female: tuple[int, int], male: tuple[int, int]) -> list[Figure]:
    return [
        figure(code, female[0] + male[0], female[1] + male[1]),
        figure(code, *female, breakdown="sex", group="Female"),
        figure(code, *male, breakdown="sex", group="Male"),
    ]


def cells(figures: list[Figure], *policy, **published) -> list[tuple]:
    found = release(figures, *policy, **published)
    return [(one.numerator, one.denominator, one.value) for one in found.shown]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (figure(SHARE, 6, 20), (6.0, 20.0, 30.0)),
        (figure(SHARE, 0, 20), (0.0, 20.0, 0.0)),
        (figure(SHARE, 5, 20), (WITHHELD, 20.0, WITHHELD)),
        (figure(SHARE, 16, 20), (WITHHELD, 20.0, WITHHELD)),
        (figure(SHARE, 1, 4), (WITHHELD, WITHHELD, WITHHELD)),
        (figure(SHARE, 0, 0), (0.0, 0.0, NO_DENOMINATOR)),
        (figure(RATE, 3, 50_000), (WITHHELD, 50_000.0, WITHHELD)),
        (figure(RATE, 30, 50_000), (30.0, 50_000.0, 6.0)),
        (figure(RATE, 30, 0), (30.0, NO_DENOMINATOR, NO_DENOMINATOR)),
        (figure(COUNT, 30, 30), (30.0, 30.0, 30.0)),
        (figure(COUNT, 3, 3), (WITHHELD, WITHHELD, WITHHELD)),
    ],
)
def test_small_counts_are_withheld(one: Figure, expected: tuple) -> None:
    assert cells([one]) == [expected]


MEETINGS = "meeting.private_time"


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        # twelve meetings of one child tell of that child
        (
            figure(MEETINGS, 6, 12, children=(1, 1, 1)),
            (WITHHELD, WITHHELD, WITHHELD),
        ),
        # as do the meetings of one child among those of many
        (figure(MEETINGS, 12, 40, children=(5, 20, 25)), (WITHHELD, 40.0, WITHHELD)),
        (figure(MEETINGS, 28, 40, children=(20, 5, 25)), (WITHHELD, 40.0, WITHHELD)),
        (figure(MEETINGS, 20, 40, children=(6, 6, 12)), (20.0, 40.0, 50.0)),
        (figure(MEETINGS, 0, 12, children=(0, 12, 12)), (0.0, 12.0, 0.0)),
    ],
)
def test_many_cases_of_few_children_are_withheld(one: Figure, expected: tuple) -> None:
    assert cells([one]) == [expected]


def test_a_total_does_not_give_the_meetings_of_one_child_away() -> None:
    figures = [
        figure(MEETINGS, 32, 60, children=(16, 14, 30)),
        figure(MEETINGS, 12, 20, children=(1, 8, 9), breakdown="sex", group="Female"),
        figure(MEETINGS, 20, 40, children=(15, 6, 21), breakdown="sex", group="Male"),
    ]
    table = table_of(figures, {})
    found = protect(table, CHILDREN_IN_NEED)
    girls = Place(MEETINGS, "925", "2025", "sex", "Female", Part.COUNTS)
    assert table.few == {girls}
    assert girls._replace(group="Male") in found.withheld
    assert attack(table, found.withheld, CHILDREN_IN_NEED)[girls].holds(1, 12)


def test_a_total_does_not_give_a_group_away() -> None:
    shown = cells(by_sex(RATE, (3, 0), (40, 0)))
    assert [numerator for numerator, *_ in shown] == [43.0, WITHHELD, WITHHELD]


def test_where_small_groups_hide_each_other_no_other_is_withheld() -> None:
    figures = [
        figure(RATE, 47, 0),
        *(
            figure(RATE, count, 0, breakdown="age", group=group)
            for group, count in (("1 to 4", 1), ("5 to 9", 3), ("10 to 15", 43))
        ),
    ]
    # 1 + 3 alone would say that neither is more than 3
    assert [one for one, *_ in cells(figures)] == [47.0, WITHHELD, WITHHELD, WITHHELD]
    figures[0] = figure(RATE, 52, 0)
    figures.append(figure(RATE, 5, 0, breakdown="age", group="Under 1"))
    shown = [one for one, *_ in cells(figures)]
    assert shown == [52.0, WITHHELD, WITHHELD, 43.0, WITHHELD]


def test_those_who_are_not_in_a_share_are_protected_too() -> None:
    figures = by_sex(SHARE, (17, 20), (20, 40))
    table = table_of(figures, {})
    found = {
        (one.figure.group, part): cell
        for one in release(figures).shown
        for part, cell in (("n", one.numerator), ("d", one.denominator))
    }
    assert found["Female", "n"] is WITHHELD
    hidden = [
        Place(SHARE, "925", "2025", "sex" if group else "", group, part)
        for (group, letter), cell in found.items()
        if cell is WITHHELD
        for part in [Part.COUNTS if letter == "n" else Part.WHOLE]
    ]
    seen = attack(table, hidden, CHILDREN_IN_NEED)
    rest = Place(SHARE, "925", "2025", "sex", "Female", Part.REST)
    assert seen[rest].holds(1, 5)


def test_another_measure_of_the_same_whole_does_not_give_it_away() -> None:
    """Both have "Plans that began in the year"; one alone would be shown."""
    shares = by_sex(SHARE, (1, 4), (10, 40))
    rates = by_sex(RATE, (4, 0), (40, 0))
    shown = cells([*shares, *rates])
    assert shown[1][1] is WITHHELD
    assert shown[4][0] is WITHHELD
    # what hides one of them is the same count under both
    assert shown[2][1] is WITHHELD
    assert shown[5][0] is WITHHELD


def test_quarters_do_not_give_each_other_away() -> None:
    figures = [figure(RATE, 63, 0)] + [
        figure(RATE, count, 0, period=f"2025-Q{number}")
        for number, count in enumerate((3, 20, 15, 25), start=1)
    ]
    assert [one for one, *_ in cells(figures)] == [63.0, WITHHELD, 20.0, WITHHELD, 25.0]


def test_quarters_that_are_not_all_there_are_no_sum() -> None:
    figures = [figure(RATE, 23, 0)] + [
        figure(RATE, count, 0, period=f"2025-Q{number}")
        for number, count in ((1, 3), (2, 20))
    ]
    assert [one for one, *_ in cells(figures)] == [23.0, WITHHELD, 20.0]


def test_groups_that_overlap_and_groups_without_a_total_are_no_sum() -> None:
    figures = [
        figure("assessment.rate", 40, 0),
        figure("assessment.rate", 3, 0, breakdown="factor", group="Neglect"),
        figure("assessment.rate", 37, 0, breakdown="factor", group="None"),
        figure(RATE, 3, 0, breakdown="sex", group="Female"),
        figure(RATE, 30, 0, breakdown="sex", group="Male"),
    ]
    shown = [one for one, *_ in cells(figures)]
    assert shown == [40.0, WITHHELD, 37.0, WITHHELD, 30.0]


def test_what_was_published_before_is_reckoned_with() -> None:
    male = Place(RATE, "925", "2025", "sex", "Male", Part.COUNTS)
    shown = cells(by_sex(RATE, (3, 0), (40, 0)), published={male: 40})
    # the group is out already, so the total has to hide what it can
    assert [one for one, *_ in shown] == [WITHHELD, WITHHELD, 40.0]
    # an old figure that has changed since says nothing about today's
    shown = cells(by_sex(RATE, (3, 0), (40, 0)), published={male: 39})
    assert [one for one, *_ in shown] == [43.0, WITHHELD, WITHHELD]


def test_what_nothing_can_hide_any_more_is_said() -> None:
    total = Place(RATE, "925", "2025", "", "", Part.COUNTS)
    male = total._replace(breakdown="sex", group="Male")
    found = release(by_sex(RATE, (3, 0), (40, 0)), published={male: 40, total: 43})
    assert found.exposed == (male._replace(group="Female"),)


def test_the_policies_differ_in_rounding() -> None:
    one = figure(SHARE, 33, 87)
    assert cells([one]) == [(33.0, 87.0, 37.9)]
    assert cells([one], LOOKED_AFTER) == [(33.0, 87.0, 38.0)]
    # worked out from what is shown, so that it tells no more
    assert cells([one], ENGLAND) == [(30.0, 90.0, 33.3)]
    assert cells([figure(SHARE, 1, 4)], ENGLAND) == [(WITHHELD, WITHHELD, WITHHELD)]


def test_what_one_measure_counts_of_another_is_not_taken_from_it() -> None:
    """17 in fifteen days and 14 in ten: three between them, whom nobody prints."""
    fifteen = figure("conference.within_15_days", 17, 40)
    ten = figure("conference.within_10_days", 14, 40)
    assert cells([fifteen])[0][0] == 17.0
    assert WITHHELD in [cells([fifteen, ten])[n][0] for n in (0, 1)]
    # where the data do not bear it out it is no sum
    assert cells([replace(fifteen, numerator=7), ten])[1][0] == 14.0


@pytest.mark.parametrize(
    ("whole", "parts", "are_few"),
    [
        # seven other cases of the twelve children, ten of whom are in the part
        (12, 10, True),
        # each case is another child
        (40, 33, False),
        # as few cases more than children as leave six of the others apart
        (39, 38, False),
    ],
)
def test_the_others_of_nested_measures_may_be_few_children(
    whole: int, parts: int, are_few: bool
) -> None:
    everybody = figure("referral.from_police", 40, 40, children=(whole, 0, whole))
    schools = figure("referral.from_schools", 33, 40, children=(parts, 7, whole))
    police = replace(everybody, numerator=0, children=Children(0, whole, whole))
    table = table_of([police, schools], {})
    [others] = [key for key in table.counts if " less " in key.code]
    assert table.counts[others] == 7
    assert (others in table.few) is are_few


@pytest.mark.parametrize(("whole", "parts"), WITHIN)
def test_the_others_of_nested_measures_cannot_be_worked_out(
    whole: tuple[str, Part], parts: tuple[str, ...]
) -> None:
    """The attack, with three others, on whatever is shown of them together."""
    counted = 12 * len(parts) + 3
    if whole[1] is Part.COUNTS:
        figures = [figure(whole[0], counted, 60)]
    elif whole[1] is Part.REST:
        figures = [figure(whole[0], 60 - counted, 60)]
    else:
        figures = []
    all_of_them = counted if whole[1] is Part.WHOLE else 60
    figures += [figure(code, 12, all_of_them) for code in parts]
    table = table_of(figures, {})
    [others] = [key for key in table.counts if " less " in key.code]
    assert table.counts[others] == 3
    found = protect(table, CHILDREN_IN_NEED)
    assert attack(table, found.withheld, CHILDREN_IN_NEED)[others].holds(1, 5)
    assert not found.exposed
    # and without protection it is told to the child
    assert attack(table, (), CHILDREN_IN_NEED)[others].is_exact
