"""An extract tells nothing that too few children share, and says what it kept back."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from hashlib import sha256

import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfold_measures.extracts.making import Asked, make
from kinfold_measures.extracts.offered import OFFERED
from kinfold_measures.extracts.packing import csv_of, manifest_of, packed
from kinfold_measures.extracts.rare import (
    PEOPLE,
    WITHHELD,
    Grain,
    Traits,
    band,
    period_ladder,
    settle,
)
from kinfold_measures.returns.columns import schema_of
from kinfold_measures.tables import BY_NAME

YEAR = (date(2024, 4, 1), date(2025, 3, 31))
PERSON = ("age", "sex", "ethnicity")
EPISODE = ("referral_date", "primary_need", "no_further_action")
KEY = b"k" * 32


def asked(grain=Grain.MONTH, alike=3, first=YEAR[0], last=YEAR[1], **columns):
    wanted = columns or {"person": PERSON, "cin_episodes": EPISODE}
    return Asked(wanted, first, last, grain, alike)


def arrow(name, rows):
    base = {"authority": "925", "return_year": 2025, "line": 1}
    return pa.Table.from_pylist(
        [base | row for row in rows], schema=schema_of(BY_NAME[name])
    )


def child(number, *, born=date(2015, 6, 1), sex="F", ethnicity="WBRI", **more):
    return {
        "child_id": f"K{number}",
        "date_of_birth": born,
        "sex": sex,
        "ethnicity": ethnicity,
        "upn": f"U{number}",
    } | more


def episode(number, *, on=date(2024, 5, 14), need="N1", **more):
    one = {
        "child_id": f"K{number}",
        "episode": f"K{number} {on}",
        "referral_date": on,
        "primary_need": need,
        "no_further_action": False,
        "team": "North",
    }
    return one | more


def of(people, episodes, **more):
    return {
        "person": arrow("person", people),
        "cin_episodes": arrow("cin_episodes", episodes),
        **{name: arrow(name, rows) for name, rows in more.items()},
    }


def rows(made, name):
    return next(one for one in made.tables if one.name == name).rows.to_pylist()


def test_what_is_offered_holds_nobodys_name_number_place_or_day():
    never = {
        "upn", "former_upn", "date_of_birth", "team", "home_postcode", "line",
        "placement_postcode", "provider_urn", "professional_id", "organisation",
    }  # fmt: skip
    told = {column.name for one in OFFERED.values() for column in one.columns}
    assert not told & never
    for one in OFFERED.values():
        assert set(one.links) <= set(BY_NAME[one.name].names)
    with pytest.raises(KeyError):
        OFFERED["person"].column("upn")


def test_a_child_is_told_by_a_pseudonym_an_age_a_group_and_a_month():
    made = make(of([child(n) for n in range(3)], [episode(n) for n in range(3)]),
                asked(), KEY)  # fmt: skip
    one = rows(made, "person")[0]
    assert (one["age"], one["age_band"], one["sex"]) == (9, "aged 5 to 9", "F")
    assert (one["ethnicity"], one["authority"]) == ("White", "925")
    [told, *_] = rows(made, "cin_episodes")
    assert (told["referral_date"], told["primary_need"]) == ("2024-05", "N1")
    assert told["no_further_action"] is False
    assert set(told) == {"authority", "child_id", "episode", *EPISODE}
    ids = {row["child_id"] for row in rows(made, "person")}
    assert ids == {row["child_id"] for row in rows(made, "cin_episodes")}
    assert made.children == {"K0", "K1", "K2"}
    assert "K0" not in str(ids)
    assert made.told["told exactly"] == 3


def test_two_extracts_of_the_same_children_share_no_pseudonym_and_no_order():
    tables = of([child(n) for n in range(9)], [episode(n) for n in range(9)])
    one, other = (make(tables, asked(), key) for key in (KEY, b"o" * 32))
    again = make(tables, asked(), KEY)
    for name in ("person", "cin_episodes"):
        told = {row["child_id"] for row in rows(one, name)}
        assert not told & {row["child_id"] for row in rows(other, name)}
        assert rows(again, name) == rows(one, name)
    told = [row["child_id"] for row in rows(one, "person")]
    assert told == sorted(told)


def test_a_rare_child_is_told_coarser_and_the_rest_not_at_all():
    usual = [child(n) for n in range(3)]
    banded = [child(n, born=date(2016 + n % 3, 6, 1)) for n in range(3, 6)]
    mixed = [child(n, sex="M", ethnicity="OOTH" if n % 2 else None) for n in (6, 7, 8)]
    alone = [child(9, sex="U", ethnicity="BAFR", born=None), child(10, born=None)]
    people = [*usual, *banded, *mixed, *alone]
    made = make(
        of(people, [episode(n) for n in range(len(people))]), asked(alike=3), KEY
    )
    assert list(made.told.values()) == [3, 3, 3, 0, 0]
    assert made.left_out == 2
    assert len(rows(made, "person")) == 9
    assert not made.children & {"K9", "K10"}
    person, episodes = made.tables
    assert person.coarser == {"age": 6}
    assert person.withheld == {"age": 0, "sex": 0, "ethnicity": 3}
    assert (episodes.left_out, episodes.rows.num_rows) == (2, 9)


def test_a_rare_code_is_withheld_and_a_rare_month_is_told_as_a_longer_time():
    on = [date(2024, 5, 14)] * 3 + [date(2024, 7, 1), date(2024, 8, 1),
          date(2024, 9, 1), date(2024, 12, 1), date(2025, 1, 1)]  # fmt: skip
    needs = ["N1"] * 7 + ["N9"]
    whole = [
        episode(n, on=day, need=need, no_further_action=n == 0)
        for n, (day, need) in enumerate(zip(on, needs, strict=True))
    ]
    made = make(of([child(n) for n in range(8)], whole), asked(), KEY)
    table = made.tables[1]
    told = sorted(row["referral_date"] for row in rows(made, "cin_episodes"))
    assert told == ["2024-05"] * 3 + ["2024-Q3"] * 3 + [WITHHELD] * 2
    assert table.coarser == {"referral_date": 3}
    assert table.withheld == {
        "referral_date": 2, "primary_need": 1, "no_further_action": 1
    }  # fmt: skip
    flags = [row["no_further_action"] for row in rows(made, "cin_episodes")]
    assert sorted(flags, key=str) == [False] * 7 + [None]


def test_a_days_grain_is_a_quarter_where_that_was_asked():
    tables = of([child(n) for n in range(3)], [episode(n) for n in range(3)])
    made = make(tables, asked(grain=Grain.QUARTER), KEY)
    assert rows(made, "cin_episodes")[0]["referral_date"] == "2024-Q2"
    assert [step(date(2024, 12, 31)) for step in period_ladder(Grain.MONTH)] == [
        "2024-12", "2024-Q4", "2024"
    ]  # fmt: skip


def test_somebodys_words_in_a_column_of_codes_never_leave():
    words = "Ask Nan Jo about Amira"
    tables = of(
        [child(n, sex="=HYPERLINK(1)") for n in range(3)],
        [episode(n, need=words) for n in range(3)],
    )
    made = make(tables, asked(), KEY)
    raw = packed(made, {}, "")
    with zipfile.ZipFile(io.BytesIO(raw)) as folder:
        whole = b"".join(folder.read(name) for name in folder.namelist())
    assert b"Nan Jo" not in whole
    assert b"HYPERLINK" not in whole
    assert made.tables[1].withheld["primary_need"] == 3


def test_only_the_period_and_each_thing_once_as_the_latest_return_has_it():
    late = [episode(n, return_year=2026, need="N2") for n in range(3)]
    early = [episode(n, need="N1") for n in range(3)]
    outside = [episode(n, on=date(2023, 5, 1)) for n in range(3, 6)]
    undated = [episode(8) | {"referral_date": None}]
    factors = [
        {"child_id": f"K{n}", "episode": one["episode"], "assessment": None,
         "factor": "2B"}
        for n, one in enumerate([*early, *outside])
    ]  # fmt: skip
    disabled = [{"child_id": f"K{n}", "disability": "AUT"} for n in range(6)]
    tables = of(
        [child(n) for n in range(6)], [*late, *early, *outside, *undated],
        assessment_factors=factors, disability=disabled,
    )  # fmt: skip
    made = make(
        tables,
        asked(
            cin_episodes=("primary_need",), assessment_factors=("factor",),
            disability=("disability",), cin_plans=("start_date",),
        ),
        KEY,
    )  # fmt: skip
    assert [row["primary_need"] for row in rows(made, "cin_episodes")] == ["N2"] * 3
    assert [row["factor"] for row in rows(made, "assessment_factors")] == ["2B"] * 3
    assert rows(made, "assessment_factors")[0]["assessment"] is None
    assert len(rows(made, "disability")) == 3
    assert rows(made, "cin_plans") == []


def test_fewer_children_than_must_be_alike_are_not_told_of_at_all():
    tables = of([child(n) for n in range(2)], [episode(n) for n in range(2)])
    made = make(tables, asked(cin_episodes=EPISODE), KEY)
    assert (rows(made, "cin_episodes"), made.left_out) == ([], 2)


@given(
    st.lists(
        st.tuples(st.integers(0, 18), st.sampled_from("FMU"), st.sampled_from("WMABO")),
        max_size=60,
    ),
    st.integers(2, 6),
)
def test_whoever_is_told_of_is_told_as_so_many_others_are(people, alike):
    children = [str(n) for n in range(len(people))]
    traits = [Traits(*one) for one in people]
    told = [one.told for one in settle(children, traits, PEOPLE, alike) if one]
    assert all(told.count(one) >= alike for one in told)


def test_one_child_with_many_rows_is_one_child():
    assert settle(["a"] * 5, ["N1"] * 5, (str,), 2) == [None] * 5


def test_an_age_is_in_the_departments_groups():
    ages = (0, 1, 4, 5, 9, 10, 15, 16, 19, None, WITHHELD)
    assert [band(age) for age in ages] == [
        "under 1", "aged 1 to 4", "aged 1 to 4", "aged 5 to 9", "aged 5 to 9",
        "aged 10 to 15", "aged 10 to 15",
        "aged 16 and over", "aged 16 and over", None, WITHHELD,
    ]  # fmt: skip


def test_the_file_says_what_it_holds_and_what_was_kept_back():
    tables = of([child(n) for n in range(4)], [episode(n) for n in range(4)])
    made = make(tables, asked(alike=4), KEY)
    raw = packed(made, {"study": "Does it help?"}, "I hold it alone.")
    assert raw == packed(make(tables, asked(alike=4), KEY), {"study": "Does it help?"},
                         "I hold it alone.")  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(raw)) as folder:
        manifest = json.loads(folder.read("manifest.json"))
        assert folder.read("declaration.txt") == b"I hold it alone."
        for name, said in manifest["files"].items():
            assert sha256(folder.read(name)).hexdigest() == said["sha256"]
        table = pa.parquet.read_table(io.BytesIO(folder.read("cin_episodes.parquet")))
    assert table.num_rows == 4
    assert manifest["study"] == "Does it help?"
    assert manifest["k"] == 4
    assert manifest["quasi_identifiers"] == list(PERSON)
    assert manifest["children"]["told_of"] == 4
    columns = manifest["tables"]["cin_episodes"]["columns"]
    assert columns["referral_date"] == "the month or quarter of the day of the referral"
    assert all(columns.values())


def test_no_cell_of_a_csv_begins_a_formula():
    table = pa.table({"a": ["=1+1", "@x", "N1", None], "b": [1, None, 2, 3]})
    lines = csv_of(table).splitlines()
    assert lines == ["a,b", "'=1+1,1", "'@x,", "N1,2", ",3"]


def test_without_people_nothing_is_said_of_who_they_are():
    made = make(of([], [episode(n) for n in range(3)]), asked(cin_episodes=()), KEY)
    assert manifest_of(made, {})["quasi_identifiers"] == []
    sexes = make(of([child(1)], [episode(n) for n in range(3)]),
                 asked(person=("sex",), cin_episodes=()), KEY)  # fmt: skip
    assert {row["sex"] for row in rows(sexes, "person")} == {WITHHELD}
