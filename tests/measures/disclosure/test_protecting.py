"""No withheld count can be worked out: the attack, against trying every table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinfold_measures.disclosure.bounds import (
    DoesNotAddUp,
    Key,
    Range,
    Sum,
    Unknowns,
    is_possible,
)
from kinfold_measures.disclosure.policies import (
    CHILDREN_IN_NEED,
    ENGLAND,
    POLICIES,
    Policy,
)
from kinfold_measures.disclosure.protecting import Table, attack, protect
from kinfold_measures.disclosure.witnesses import fits, witness

SMALL = Policy("test", "1 and 2 withheld, so that every table can be tried", "", 2)


def grid(rows: list[list[int]], **more: frozenset) -> Table:
    """A table of two ways with all its totals."""
    wide = range(len(rows[0]))
    counts: dict[Key, int] = {}
    sums = []
    for down, row in enumerate(rows):
        counts |= {(down, across): row[across] for across in wide}
        counts[down, "all"] = sum(row)
        sums.append(Sum((down, "all"), tuple((down, across) for across in wide)))
    for across in wide:
        counts["all", across] = sum(row[across] for row in rows)
        sums.append(
            Sum(("all", across), tuple((down, across) for down in range(len(rows))))
        )
    counts["all", "all"] = sum(map(sum, rows))
    sums.append(Sum(("all", "all"), tuple((d, "all") for d in range(len(rows)))))
    sums.append(Sum(("all", "all"), tuple(("all", across) for across in wide)))
    return Table(counts, tuple(sums), **more)


def least_by_marks(table: Table, key: Key) -> int:
    """The least that a stranger knows who sees nothing but which counts are nought."""
    made_of = [
        sum(least_by_marks(table, part) for part in one.parts)
        for one in table.sums
        if one.total == key
    ]
    return max([int(table.counts[key] > 0), *made_of])


def every_table(
    table: Table, withheld: frozenset[Key], most: int
) -> Iterator[Mapping[Key, int]]:
    """Each way to fill in what is withheld with 1 to `most` that adds up."""
    made_of = {one.total: leaves(table, one.total) for one in table.sums}
    hidden = [key for key in withheld if key not in made_of]

    def filled(counts: dict[Key, int], left: list[Key]) -> Iterator[dict[Key, int]]:
        if not left:
            yield counts | {
                total: sum(counts[part] for part in parts)
                for total, parts in made_of.items()
            }
            return
        for tried in range(1, most + 1):
            more = counts | {left[0]: tried}
            if all(may_be(total, more) for total in made_of):
                yield from filled(more, left[1:])

    def may_be(total: Key, counts: Mapping[Key, int]) -> bool:
        """Whether what is filled in so far can still make a total."""
        parts = made_of[total]
        known = sum(counts.get(part, 1) for part in parts)
        is_whole = all(part in counts for part in parts)
        if total in withheld:
            return known > 0 or not is_whole
        return (
            known == table.counts[total] if is_whole else known <= table.counts[total]
        )

    shown = {
        key: count
        for key, count in table.counts.items()
        if key not in withheld and key not in made_of
    }
    yield from filled(shown, hidden)


def leaves(table: Table, key: Key) -> list[Key]:
    """The counts that a total is made of in the end."""
    for one in table.sums:
        if one.total == key:
            return [leaf for part in one.parts for leaf in leaves(table, part)]
    return [key]


COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 7, 12])
GRIDS = st.integers(2, 4).flatmap(
    lambda wide: st.lists(
        st.lists(COUNTS, min_size=wide, max_size=wide), min_size=2, max_size=4
    )
)
HARD = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@HARD
@given(GRIDS)
def test_no_small_count_is_told_more_nearly_than_by_its_mark(
    rows: list[list[int]],
) -> None:
    table = grid(rows)
    for policy in (SMALL, CHILDREN_IN_NEED):
        found = protect(table, policy)
        small = {key for key, count in table.counts.items() if policy.is_small(count)}
        assert not found.exposed
        assert small <= found.withheld
        seen = attack(table, found.withheld, policy)
        for key in found.withheld:
            assert not seen[key].is_exact
            if key in small:
                least = least_by_marks(table, key)
                assert seen[key].holds(least, max(least, policy.largest_withheld))
        # nought is never withheld: it is no child
        assert all(table.counts[key] for key in found.withheld)


@HARD
@given(GRIDS)
def test_nothing_is_withheld_that_is_not_needed(rows: list[list[int]]) -> None:
    table = grid(rows)
    found = protect(table, SMALL)
    small = {key for key, count in table.counts.items() if SMALL.is_small(count)}
    for extra in found.withheld - small:
        seen = attack(table, found.withheld - {extra}, SMALL)
        least = {key: least_by_marks(table, key) for key in small}
        assert any(not seen[k].holds(least[k], max(2, least[k] + 1)) for k in small)


@HARD
@given(st.lists(st.lists(st.integers(0, 5), min_size=2, max_size=3).filter(
    lambda row: len(row) == 2), min_size=2, max_size=3), st.data())  # fmt: skip
def test_the_attack_is_what_trying_every_table_gives(
    rows: list[list[int]], data: st.DataObject
) -> None:
    table = grid(rows)
    inside = [key for key, n in table.counts.items() if n and "all" not in key]
    withheld = frozenset(data.draw(st.sets(st.sampled_from(inside))) if inside else ())
    seen = attack(table, withheld, CHILDREN_IN_NEED)
    tables = list(every_table(table, withheld, most=15))
    for key in withheld:
        possible = [one[key] for one in tables]
        assert seen[key] == Range(min(possible), max(possible))


def three_ways(cells: list[int]) -> Table:
    """Two quarters by two groups by those who count and those who do not."""
    counts: dict[Key, int] = dict(zip(product("12", "ab", "yn"), cells, strict=True))
    sums = []
    for axis, names in ((0, "12"), (1, "ab"), (2, "yn")):
        for key in list(counts):
            if key[axis] == names[0]:
                parts = tuple((*key[:axis], one, *key[axis + 1 :]) for one in names)
                total = (*key[:axis], "all", *key[axis + 1 :])
                counts[total] = sum(counts[part] for part in parts)
                sums.append(Sum(total, parts))
    return Table(counts, tuple(sums))


CELLS = st.lists(st.sampled_from([0, 1, 2, 3, 4]), min_size=8, max_size=8)


@HARD
@given(CELLS, st.data())
def test_the_attack_is_exact_in_tables_of_three_ways_too(
    cells: list[int], data: st.DataObject
) -> None:
    """Where fractions alone would say that a count is free."""
    table = three_ways(cells)
    chances = sorted(key for key, count in table.counts.items() if count)
    withheld = frozenset(
        data.draw(st.sets(st.sampled_from(chances), max_size=14)) if chances else ()
    )
    seen = attack(table, withheld, CHILDREN_IN_NEED)
    possible: dict[Key, set[int]] = {key: set() for key in withheld}
    for one in every_table(table, withheld, most=8):
        for key in withheld:
            possible[key].add(one[key])
    for key, numbers in possible.items():
        assert seen[key].least == min(numbers)
        if (most := seen[key].most) is not None and most <= 8:
            assert most == max(numbers)


@HARD
@given(CELLS)
def test_no_small_count_of_a_table_of_three_ways_is_recovered(cells: list[int]) -> None:
    table = three_ways(cells)
    withheld = protect(table, SMALL).withheld
    seen = attack(table, withheld, SMALL)
    for key in withheld:
        least = least_by_marks(table, key)
        if SMALL.is_small(table.counts[key]):
            assert seen[key].holds(least, max(SMALL.largest_withheld, least + 1))


def test_a_total_that_only_small_counts_make_is_withheld() -> None:
    """2 + 2 + 2: each is between 1 and 4 if 6 is shown, and the mark says 1 to 5."""
    table = Table({"a": 2, "b": 2, "c": 2, "all": 6}, (Sum("all", ("a", "b", "c")),))
    assert protect(table, CHILDREN_IN_NEED).withheld == {"a", "b", "c", "all"}
    table = Table({"a": 1, "b": 5, "all": 6}, (Sum("all", ("a", "b")),))
    assert protect(table, CHILDREN_IN_NEED).withheld == {"a", "b"}


def test_the_smallest_count_is_withheld_beside_and_parts_before_totals() -> None:
    counts = {"a": 3, "b": 50, "c": 30, "all": 83}
    table = Table(counts, (Sum("all", ("a", "b", "c")),))
    assert protect(table, CHILDREN_IN_NEED).withheld == {"a", "c"}


def test_a_withheld_count_that_is_in_no_sum_is_safe_by_itself() -> None:
    table = Table({"a": 3, "b": 40}, ())
    assert protect(table, CHILDREN_IN_NEED).withheld == {"a"}
    assert attack(table, {"a"}, CHILDREN_IN_NEED) == {"a": Range(1)}


def test_rounding_hides_what_exact_totals_would_tell() -> None:
    table = Table({"a": 3, "b": 40, "all": 43}, (Sum("all", ("a", "b")),))
    assert protect(table, CHILDREN_IN_NEED).withheld == {"a", "b"}
    assert protect(table, ENGLAND).withheld == {"a"}
    # 40 may be 35 to 44, and so may 43
    assert attack(table, {"a"}, ENGLAND) == {"a": Range(1, 9)}


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_what_is_shown_could_be_what_it_is_and_rounds_to_it(policy: Policy) -> None:
    assert policy.could_be(0) == (0, 0)
    for count in range(policy.largest_withheld + 1, 60):
        shown = policy.rounded(count)
        least, most = policy.could_be(shown)
        assert least <= count <= most
        assert policy.rounded(least) == policy.rounded(most) == shown
        assert not policy.is_small(least)


def test_what_no_sum_ties_is_weighed_apart_and_told_how_far_it_is() -> None:
    """Two years' tables together give what each gives by itself."""
    first, second = grid([[3, 40], [20, 30]]), grid([[1, 2, 9], [0, 4, 12]])
    counts = {("1", k): n for k, n in first.counts.items()}
    counts |= {("2", k): n for k, n in second.counts.items()}
    sums = [
        Sum((year, one.total), tuple((year, part) for part in one.parts))
        for year, table in (("1", first), ("2", second))
        for one in table.sums
    ]
    told: list[float] = []
    found = protect(Table(counts, tuple(sums)), CHILDREN_IN_NEED, tell=told.append)
    assert found.withheld == {
        (year, key)
        for year, table in (("1", first), ("2", second))
        for key in protect(table, CHILDREN_IN_NEED).withheld
    }
    assert len(told) == 2
    assert told == sorted(told)
    assert told[-1] == 1


def test_one_year_that_is_too_much_to_weigh_leaves_the_others_as_they_are() -> None:
    hard, easy = grid([[3, 40], [20, 30]]), {"a": 50, "b": 30, "all": 80}
    table = Table({**hard.counts, **easy}, (*hard.sums, Sum("all", ("a", "b"))))
    found = protect(table, CHILDREN_IN_NEED, most_weighed=0)
    assert found.is_rough
    assert not found.withheld & easy.keys()


def test_a_table_that_is_found_fits_and_where_there_is_none_none_is() -> None:
    """Found with rounding errors, and held to whole numbers and to the exact attack."""
    sums = [Sum("all", ("a", "b")), Sum("five", ("x", "y")), Sum("y", ("x", "x", "z"))]
    known = {
        "a": Range(1), "b": Range(2), "all": Range(7, 7),
        "x": Range(0), "y": Range(0), "z": Range(0, 2), "five": Range(5, 5),
    }  # fmt: skip
    for key in known:
        for least, most in product(range(8), repeat=2):
            wanted = Range(least, most)
            found = witness(known, sums, key, wanted)
            assert (found is not None) == is_possible(known, sums, key, wanted)
            if found:
                assert least <= found[key] <= most
                assert fits(found, known, sums)
    assert witness({"alone": Range(1)}, [], "alone", Range(5)) == {"alone": 5}


def test_a_table_that_does_not_fit_is_told_from_one_that_does() -> None:
    known, sums = {"a": Range(1, 3), "all": Range(0)}, [Sum("all", ("a",))]
    assert fits({"a": 2, "all": 2}, known, sums)
    assert not fits({"a": 2, "all": 3}, known, sums)
    assert not fits({"a": 4, "all": 4}, known, sums)


def test_what_does_not_add_up_is_refused() -> None:
    known = {"a": Range(1), "b": Range(2), "all": Range(2, 2)}
    with pytest.raises(DoesNotAddUp):
        Unknowns(known, [Sum("all", ("a", "b"))])


def test_the_end_of_a_range_is_a_table_of_whole_numbers() -> None:
    """x + y = 5 and y = 2x + z: with z up to 2, x is 1 to 5/3; with z up to 1, none."""
    sums = [Sum("five", ("x", "y")), Sum("y", ("x", "x", "z"))]
    known = {"x": Range(0), "y": Range(0), "z": Range(0, 2), "five": Range(5, 5)}
    assert Unknowns(known, sums).range_of("x") == Range(1, 1)
    assert Unknowns(known, sums).range_of("y") == Range(4, 4)
    assert Unknowns({**known, "x": Range(1, 2)}, sums).range_of("x") == Range(1, 1)
    with pytest.raises(DoesNotAddUp, match="whole numbers"):
        Unknowns({**known, "z": Range(0, 1)}, sums).range_of("x")


def test_sums_that_say_the_same_twice_do_no_harm() -> None:
    known = {"a": Range(1), "b": Range(1), "all": Range(7, 7)}
    once = Sum("all", ("a", "b"))
    assert Unknowns(known, [once, once]).range_of("a") == Range(1, 6)


@HARD
@given(GRIDS)
def test_where_too_much_is_to_be_weighed_more_is_withheld_and_never_less(
    rows: list[list[int]],
) -> None:
    table = grid(rows)
    small = {k for k, count in table.counts.items() if CHILDREN_IN_NEED.is_small(count)}
    rough = protect(table, CHILDREN_IN_NEED, most_weighed=0)
    weighed = protect(table, CHILDREN_IN_NEED)
    assert rough.is_rough
    assert not weighed.is_rough
    assert not rough.exposed
    seen = attack(table, rough.withheld, CHILDREN_IN_NEED)
    for key in small:
        least = least_by_marks(table, key)
        assert seen[key].holds(least, max(5, least))


def test_a_count_of_few_children_is_withheld_and_hidden_like_a_small_one() -> None:
    """Twelve meetings of one child, and the forty of all that would tell of them."""
    counts = {"one child": 12, "others": 28, "all": 40, "elsewhere": 12}
    table = Table(
        counts, (Sum("all", ("one child", "others")),), few=frozenset({"one child"})
    )
    found = protect(table, CHILDREN_IN_NEED)
    assert found.withheld == {"one child", "others"}
    assert attack(table, found.withheld, CHILDREN_IN_NEED)["one child"].holds(1, 39)
    # what the public has already stays shown
    again = replace(table, published=frozenset({"one child"}))
    assert not protect(again, CHILDREN_IN_NEED).withheld
