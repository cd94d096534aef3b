"""An extract of the Standard Safeguarding Dataset: objects told by their fields."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest

from kinfold_measures.command import main
from kinfold_measures.returns import standard
from kinfold_measures.returns.findings import Fate
from kinfold_measures.returns.header import Return
from kinfold_measures.returns.importing import CannotImport, import_returns
from kinfold_measures.returns.standard import read_standard
from kinfold_measures.returns.structure import structure_of

OBJECTS = {
    "person": ("pers_person_id,pers_sex,pers_ethnicity,pers_dob,pers_surname",
               "7,Female,WBRI,2015-01-02 00:00:00.000,Made-up"),
    "disability": ("disa_person_id,disa_disability_code", "7,AUT"),
    "contacts": ("cont_person_id,cont_contact_date,cont_contact_source_code",
                 "7,2024-05-01,6"),
    "early": ("earl_person_id,earl_episode_start_date", "7,2024-01-01"),
    "referrals": ("cine_referral_id,cine_person_id,cine_referral_date,"
                  "cine_referral_nfa,cine_close_reason,cine_referral_team",
                  "R1,7,06/05/2024,N,RC8,North"),
    "assessments": ("cina_assessment_id,cina_person_id,cina_referral_id,"
                    "cina_assessment_start_date", "S1,7,R1,2024-05-07"),
    "factors": ("cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json",
                'F1,S1,"[""1A"",""3B""]"'),
    "cin_plans": ("cinp_person_id,cinp_referral_id,cinp_cin_plan_start_date",
                  "7,R1,2024-07-01"),
    "s47": ("s47e_s47_enquiry_id,s47e_referral_id,s47e_person_id,s47e_s47_start_date",
            "E1,R1,7,2024-06-01"),
    "icpc": ("icpc_s47_enquiry_id,icpc_icpc_date,icpc_icpc_target_date",
             "E1,2024-06-20,2024-06-21"),
    "plans": ("cppl_cp_plan_id,cppl_referral_id,cppl_person_id,cppl_cp_plan_start_date,"
              "cppl_cp_plan_initial_category", "P1,R1,7,2024-06-20,NEG"),
    "visits": ("cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,"
               "cppv_cp_visit_seen_alone", "7,P1,2024-06-28,Y"),
    "reviews": ("cppr_person_id,cppr_cp_plan_id,cppr_cp_review_date",
                "7,P1,2024-09-01"),
    "care": ("clae_person_id,clae_cla_id,clae_cla_placement_id,"
             "clae_cla_episode_start_date,clae_cla_episode_start_reason",
             "7,C1,L1,2024-10-02,S"),
    "placements": ("clap_cla_placement_id,clap_cla_placement_type,"
                   "clap_cla_placement_provider", "L1,U1,PR0"),
    "statuses": ("lega_person_id,lega_legal_status,lega_legal_status_start_date",
                 "7,V2,2024-10-01\n7,C1,2024-10-02\n7,C2,2025-01-01"),
    "care_reviews": ("clar_cla_id,clar_cla_review_date,clar_cla_review_participation",
                     "C1,2024-10-28,PN1"),
    "missing": ("miss_person_id,miss_missing_episode_type,"
                "miss_missing_episode_start_date", "7,M,2024-12-01"),
    "workers": ("invo_person_id,invo_professional_id,invo_involvement_start_date",
                "7,SW1,2024-05-06"),
    "before_court": ("prep_person_id,prep_pre_pro_decision_date", "7,2024-09-15"),
    "permanence": ("perm_person_id,perm_adm_decision_date", "7,2025-02-01"),
}  # fmt: skip


def written(folder: Path, **other: tuple[str, str] | None) -> list[Path]:
    """The extract, with other content for some of its objects."""
    paths = []
    for name, content in {**OBJECTS, **other}.items():
        if content is not None:
            path = folder / f"{name}.csv"
            path.write_text("\n".join(content) + "\n")
            paths.append(path)
    return paths


def read(paths: list[Path]) -> Return:
    one = read_standard(paths, authority="925", year=2025)
    assert_accounted_for(one)
    return one


def assert_accounted_for(one: Return) -> None:
    modules = structure_of("ssd").modules
    lost = Counter(
        modules[f.module].table.name
        for f in one.findings
        if f.fate is Fate.ROW_LEFT_OUT
    )
    for name, table in one.tables.items():
        assert one.records.get(name, 0) == table.num_rows + lost[name], name


def rows(one: Return, table: str) -> list[dict[str, object]]:
    return one.tables[table].to_pylist()


def wrong(one: Return) -> list[tuple[str, str, Fate]]:
    passed = ("fields that no table", "no such field")
    return [
        (f.field, f.found, f.fate)
        for f in one.findings
        if not f.found.startswith(passed)
    ]


def test_every_object_has_its_table(tmp_path: Path) -> None:
    one = read(written(tmp_path))
    assert wrong(one) == []
    counted = {n: t.num_rows for n, t in one.tables.items() if t.num_rows}
    assert set(counted.values()) == {1, 2}
    assert len(counted) == 18
    assert counted["assessment_factors"] == 2
    for name in counted:
        assert set(one.tables[name]["child_id"].to_pylist()) == {"7"}, name
    [who] = rows(one, "person")
    assert (who["sex"], who["date_of_birth"]) == ("F", date(2015, 1, 2))


def test_what_another_object_holds_is_looked_up_there(tmp_path: Path) -> None:
    one = read(written(tmp_path))
    [care] = rows(one, "cla_episodes")
    # the status of that day, and not the one before or after
    assert (care["legal_status"], care["placement"], care["provider"]) == (
        "C1", "U1", "PR0",
    )  # fmt: skip
    [enquiry] = rows(one, "s47_enquiry")
    assert (enquiry["conference_date"], enquiry["episode"]) == (date(2024, 6, 20), "R1")
    first, second = rows(one, "assessment_factors")
    assert (first["factor"], second["factor"]) == ("1A", "3B")
    assert first["episode"] == second["episode"] == "R1"
    assert rows(one, "cin_episodes")[0]["team"] == "North"
    [review] = rows(one, "cp_reviews")
    assert (review["plan"], review["episode"]) == ("P1", "R1")


def test_without_the_other_object_there_is_a_gap(tmp_path: Path) -> None:
    one = read(written(tmp_path, placements=None, statuses=None, icpc=None))
    assert rows(one, "cla_episodes")[0]["placement"] is None
    early = ("lega_person_id,lega_legal_status,lega_legal_status_start_date",
             "7,C2,2025-01-01")  # fmt: skip
    one = read(written(tmp_path, statuses=early))
    assert rows(one, "cla_episodes")[0]["legal_status"] is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('"[""1A""]"', ["1A"]),
        ('"{""1A"": ""Yes"", ""2A"": ""No"", ""3A"": null}"', ["1A"]),
        ('"1A, 2B"', ["1A", "2B"]),
        ("21", ["21"]),
    ],
)
def test_factors_are_read_as_they_are_kept(
    tmp_path: Path, text: str, codes: list[str]
) -> None:
    factors = ("cinf_assessment_id,cinf_assessment_factors_json", f"S1,{text}")
    one = read(written(tmp_path, factors=factors))
    assert [r["factor"] for r in rows(one, "assessment_factors")] == codes


@pytest.mark.parametrize(
    ("other", "field", "found", "fate"),
    [
        ({"contacts": (OBJECTS["contacts"][0], "7,soon,6")}, "cont_contact_date",
         "soon", Fate.VALUE_LEFT_OUT),
        ({"contacts": (OBJECTS["contacts"][0], ",2024-05-01,6")}, "cont_person_id",
         "nothing that can be read", Fate.ROW_LEFT_OUT),
        ({"contacts": (OBJECTS["contacts"][0], "7,2024-05-01")}, "",
         "2 cells under 3 headings", Fate.ROW_LEFT_OUT),
        ({"contacts": (OBJECTS["contacts"][0], "7,2024-05-01,=1+1")},
         "cont_contact_source_code", "=1+1", Fate.VALUE_LEFT_OUT),
        ({"contacts": (OBJECTS["contacts"][0], "7,1875-05-01,6")}, "cont_contact_date",
         "1875-05-01", Fate.VALUE_LEFT_OUT),
        ({"factors": ("cinf_assessment_id,cinf_assessment_factors_json", "S1,[]")}, "",
         "no value in it", Fate.ROW_LEFT_OUT),
        ({"care_reviews": (OBJECTS["care_reviews"][0], "C9,2024-10-28,PN1")},
         "clae_person_id", "nothing that can be read", Fate.ROW_LEFT_OUT),
        ({"placements": (OBJECTS["placements"][0], "L1")}, "",
         "1 cells under 3 headings", Fate.VALUE_LEFT_OUT),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(
    tmp_path: Path, other: dict, field: str, found: str, fate: Fate
) -> None:
    one = read(written(tmp_path, **other))
    assert (field, found, fate) in wrong(one)


def test_a_line_that_is_no_csv_is_told_and_blank_ones_passed(tmp_path: Path) -> None:
    huge = '7,2024-05-01,"' + "x" * 140_000 + '"\n\n7,2024-05-02,6'
    one = read(written(tmp_path, contacts=(OBJECTS["contacts"][0], huge)))
    assert "a line that is no CSV" in wrong(one)[0][1]
    assert len(rows(one, "contacts")) >= 1


def test_fields_that_are_passed_and_missing_are_told_once(tmp_path: Path) -> None:
    found = read(written(tmp_path)).findings
    passed = next(f for f in found if "no table has a place" in f.found)
    assert "pers_surname" in passed.mend
    assert ("pers_death_date", "no such field") in [(f.field, f.found) for f in found]


def parquet(folder: Path, **columns: list[object]) -> Path:
    path = folder / "contacts.parquet"
    pyarrow.parquet.write_table(pa.table(columns), path)
    return path


def test_parquet_is_read_as_csv_is(tmp_path: Path) -> None:
    path = parquet(
        tmp_path,
        CONT_PERSON_ID=[7.0, None],
        cont_contact_date=[
            datetime(2024, 5, 1, tzinfo=UTC),
            datetime(2024, 5, 2, tzinfo=UTC),
        ],
        cont_contact_source_code=["6", "6"],
    )
    one = read([path])
    [row] = rows(one, "contacts")
    assert (row["child_id"], row["contact_date"], row["line"]) == (
        "7", date(2024, 5, 1), 1,
    )  # fmt: skip
    assert wrong(one) == [
        ("cont_person_id", "nothing that can be read", Fate.ROW_LEFT_OUT)
    ]


def test_what_is_no_such_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"plain words")
    assert "no Parquet file" in read([path]).findings[0].found
    whole = parquet(tmp_path, cont_person_id=["7"] * 9, cont_contact_date=["x"] * 9)
    cut = whole.read_bytes()
    path.write_bytes(cut[:4] + b"\0" * 60 + cut[64:])
    assert read([path]).is_refused
    other = parquet(tmp_path, shoes=["36"])
    assert "the headings shoes" in read([other]).findings[0].found
    path.write_bytes(b"")
    assert read([path]).findings[0].found == "an empty file"
    monkeypatch.setattr(standard, "MOST_ROWS", 8)
    path.write_bytes(cut)
    assert "9 rows" in read([path]).findings[0].found


def test_it_is_imported_by_itself_and_measures_are_counted_on_its_years(
    tmp_path: Path,
) -> None:
    paths, out = written(tmp_path), tmp_path / "out"
    lines = list(import_returns(paths, into=out, authority="925", year=2025))
    assert lines[0].startswith("21 CSV files of 2025: 1 children, 19 records read")
    said = (out / "returns.csv").read_text().splitlines()
    assert [line.split(",")[2] for line in said[1:]] == [
        "2021", "2022", "2023", "2024", "2025",
    ]  # fmt: skip
    figures = StringIO()
    words = ["run", str(out), "conference.within_15_days", "--exact"]
    assert main(words, out=figures) == 0
    assert ",925,2025,,,1,1,100" in figures.getvalue()
    with pytest.raises(CannotImport, match="import them by themselves"):
        census = tmp_path / "census.xml"
        census.write_text("<Message/>")
        list(import_returns([*paths, census], into=tmp_path / "b", authority="925"))
