"""The census as authorities send it: read whole, and what cannot be read is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kinfold_measures.made_census import write_census
from kinfold_measures.returns import refusal
from kinfold_measures.returns.census import read_census
from kinfold_measures.returns.columns import BATCH, Columns
from kinfold_measures.returns.findings import Fate
from tests.measures.returns.written import (
    CHARACTERISTICS,
    IDENTIFIERS,
    assert_accounted_for,
    census,
    child,
    episode,
    only,
    read,
    rows,
)

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize("name", sorted(p.name for p in SAMPLES.glob("*.xml")))
def test_every_record_of_a_sample_is_a_row_or_a_finding(name: str) -> None:
    one = read_census(SAMPLES / name)
    assert not one.is_refused
    assert_accounted_for(one)


def test_the_big_sample_is_read_whole() -> None:
    one = read_census(SAMPLES / "fake_CIN_data.xml")
    assert one.tables["person"].num_rows == 332
    assert one.tables["cin_episodes"].num_rows == 402
    assert one.header is not None
    # it closes in July, so it belongs to the year that ends the next March
    assert (one.header.authority, one.header.year) == ("975", 2023)
    assert one.findings == ()


def test_a_made_up_census_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "made.xml"
    write_census(path, 1200)
    heard: list[float] = []
    one = read_census(path, progress=heard.append)
    assert one.findings == ()
    assert_accounted_for(one)
    assert one.tables["person"].num_rows == 1200
    assert len(heard) == 1
    assert 0 < heard[0] <= 1


def test_a_child_with_everything(tmp_path: Path) -> None:
    one = read(
        tmp_path,
        census(
            child(
                episode(
                    "<ReferralSource>6</ReferralSource>",
                    "<Assessments><AssessmentActualStartDate>2024-05-07"
                    "</AssessmentActualStartDate><FactorsIdentifiedAtAssessment>"
                    "<AssessmentFactors>3B</AssessmentFactors><AssessmentFactors>24A"
                    "</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>",
                    "<Section47><S47ActualStartDate>2024-05-08</S47ActualStartDate>"
                    "<DateOfInitialCPC>2024-05-20</DateOfInitialCPC>"
                    "<ICPCnotRequired>0</ICPCnotRequired></Section47>",
                    "<ReferralNFA>false</ReferralNFA>",
                    "<ChildProtectionPlans><CPPstartDate>2024-05-20</CPPstartDate>"
                    "<NumberOfPreviousCPP>1</NumberOfPreviousCPP><Reviews>"
                    "<CPPreviewDate>2024-08-01</CPPreviewDate>"
                    "<CPPreviewDate>2025-01-01</CPPreviewDate></Reviews>"
                    "</ChildProtectionPlans>",
                )
            )
        ),
    )
    assert one.findings == ()
    [person] = rows(one, "person")
    assert (person["child_id"], person["sex"], person["ethnicity"]) == (
        "A1",
        "F",
        "WBRI",
    )
    assert person["date_of_birth"] == date(2015, 1, 2)
    assert person["expected_date_of_birth"] is None
    [need] = rows(one, "cin_episodes")
    assert (need["referral_source"], need["no_further_action"]) == ("6", False)
    assert [f["factor"] for f in rows(one, "assessment_factors")] == ["3B", "24A"]
    factors = rows(one, "assessment_factors")
    assert {f["assessment"] for f in factors} == {"A1/2024-05-06/2024-05-07"}
    [enquiry] = rows(one, "s47_enquiry")
    assert enquiry["conference_date"] == date(2024, 5, 20)
    [plan] = rows(one, "cp_plans")
    reviews = rows(one, "cp_reviews")
    assert plan["previous_plans"] == 1
    assert {review["plan"] for review in reviews} == {plan["plan"]}
    assert {r["authority"] for r in (person, need, plan, *reviews)} == {"925"}


def test_each_record_says_which_episode_it_belongs_to(tmp_path: Path) -> None:
    plan = (
        "<CINPlanDates><CINPlanStartDate>2024-06-01</CINPlanStartDate></CINPlanDates>"
    )
    one = read(tmp_path, census(child(episode(), episode(plan)), child(episode(plan))))
    first = "A1/2024-05-06"
    episodes = [r["episode"] for r in rows(one, "cin_episodes")]
    # two referrals of one day are told apart by their order
    assert episodes == [first, f"{first}#2", f"{first}#3"]
    assert [r["episode"] for r in rows(one, "cin_plans")] == episodes[1:]


def test_reviews_one_each_and_reviews_together_are_the_same(tmp_path: Path) -> None:
    days = [f"<CPPreviewDate>2024-0{n}-01</CPPreviewDate>" for n in (7, 8, 9)]
    together = f"<Reviews>{''.join(days)}</Reviews>"
    apart = "".join(f"<Reviews>{day}</Reviews>" for day in days)
    start = "<CPPstartDate>2024-05-01</CPPstartDate>"
    found = [
        rows(
            read(
                tmp_path,
                census(
                    child(
                        episode(
                            f"<ChildProtectionPlans>{start}{said}</ChildProtectionPlans>"
                        )
                    )
                ),
            ),
            "cp_reviews",
        )
        for said in (together, apart)
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 3


@pytest.mark.parametrize(
    ("before", "attributes"),
    [
        ("", ' xmlns="http://www.example.org/cin"'),
        ('<?xml version="1.0" encoding="utf-8"?>', ""),
        ("<!-- made by hand -->", ' xmlns:xsi="http://www.w3.org/2001/x" xsi:y="1"'),
    ],
)
def test_a_namespace_or_a_declaration_changes_nothing(
    tmp_path: Path, before: str, attributes: str
) -> None:
    one = read(tmp_path, census(child(episode()), before=before, attributes=attributes))
    assert one.findings == ()
    assert len(rows(one, "cin_episodes")) == 1


def test_a_baby_who_is_not_born_has_a_day_to_come(tmp_path: Path) -> None:
    who = (
        "<ChildIdentifiers><LAchildID>B</LAchildID><ExpectedPersonBirthDate>2025-05-01"
        "</ExpectedPersonBirthDate><Sex>U</Sex></ChildIdentifiers>" + CHARACTERISTICS
    )
    one = read(tmp_path, census(child(episode(), who=who)))
    [person] = rows(one, "person")
    assert (person["date_of_birth"], person["sex"]) == (None, "U")
    assert person["expected_date_of_birth"] == date(2025, 5, 1)


def test_work_before_proceedings_is_read(tmp_path: Path) -> None:
    inside = (
        "<PreProceedingsandFGDM><PPStartDate>2025-06-01</PPStartDate>"
        "<FGDMMeetingOffer>1</FGDMMeetingOffer><FGDMMeetingFac>0</FGDMMeetingFac>"
        "<ReviewMeetingsCount>2</ReviewMeetingsCount><PPOutcome>A</PPOutcome>"
        "</PreProceedingsandFGDM>"
    )
    one = read(tmp_path, census(child(episode(inside)), closes="2026-03-31"))
    [row] = rows(one, "pre_proceedings")
    assert (row["family_meeting_offered"], row["family_meeting_held"]) == (True, False)
    assert (row["review_meetings"], row["outcome"]) == (2, "A")
    assert one.findings == ()


def test_what_belongs_to_a_later_year_is_read_and_told_once(tmp_path: Path) -> None:
    inside = "<PreProceedingsandFGDM></PreProceedingsandFGDM>"
    one = read(tmp_path, census(child(episode(inside), episode(inside))))
    assert len(rows(one, "pre_proceedings")) == 2
    assert only(one).found == "belongs to a return from 2026"
    assert only(one).fate is Fate.KEPT


def test_gender_of_earlier_years_is_read_as_sex(tmp_path: Path) -> None:
    who = IDENTIFIERS.replace("<Sex>F</Sex>", "<GenderCurrent>2</GenderCurrent>")
    one = read(
        tmp_path,
        census(child(episode(), who=who + CHARACTERISTICS), closes="2023-03-31"),
    )
    assert [row["sex"] for row in rows(one, "person")] == ["F"]
    assert one.findings == ()
    late = read(tmp_path, census(child(episode(), who=who + CHARACTERISTICS)))
    assert only(late).found == "belongs to a return until 2024"


def test_a_missing_block_leaves_the_child_and_is_told(tmp_path: Path) -> None:
    one = read(tmp_path, census(child(episode(), who=IDENTIFIERS)))
    assert len(rows(one, "person")) == len(rows(one, "cin_episodes")) == 1
    assert (only(one).module, only(one).found) == (
        "ChildCharacteristics",
        "it is missing",
    )


def test_a_block_that_stands_twice_counts_once(tmp_path: Path) -> None:
    one = read(tmp_path, census(child(who=IDENTIFIERS * 2 + CHARACTERISTICS)))
    assert len(rows(one, "person")) == 1
    assert only(one).found == "it stands there twice"


def test_a_child_without_an_id_is_left_out_with_all_that_is_theirs(
    tmp_path: Path,
) -> None:
    nobody = "<ChildIdentifiers><Sex>F</Sex></ChildIdentifiers>"
    disabled = (
        "<ChildCharacteristics><Disabilities><Disability>LD</Disability>"
        "<Disability>VIS</Disability></Disabilities></ChildCharacteristics>"
    )
    reviewed = (
        "<ChildProtectionPlans><CPPstartDate>2024-06-01</CPPstartDate><Reviews>"
        "<CPPreviewDate>2024-09-01</CPPreviewDate></Reviews></ChildProtectionPlans>"
    )
    one = read(tmp_path, census(child(episode(reviewed), who=nobody + disabled)))
    assert {name: table.num_rows for name, table in one.tables.items() if table} == {}
    assert one.records == {
        "person": 1,
        "disability": 2,
        "cin_episodes": 1,
        "cp_plans": 1,
        "cp_reviews": 1,
    }
    assert {f.fate for f in one.findings} == {Fate.ROW_LEFT_OUT}


def test_an_episode_without_a_referral_is_left_out_with_what_stands_in_it(
    tmp_path: Path,
) -> None:
    plan = (
        "<CINPlanDates><CINPlanStartDate>2024-06-01</CINPlanStartDate></CINPlanDates>"
    )
    one = read(tmp_path, census(child(episode(plan, referred=""), episode(plan))))
    assert len(rows(one, "cin_episodes")) == len(rows(one, "cin_plans")) == 1
    first, second = one.findings
    assert first.expected.startswith("CINreferralDate, without which")
    assert second.found == "what it stands in was left out"
    assert {first.child_id, second.child_id} == {"A1"}


def test_a_value_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    one = read(
        tmp_path,
        census(child("\n\n", episode("\n<CINclosureDate>soon</CINclosureDate>"))),
    )
    assert [row["closure_date"] for row in rows(one, "cin_episodes")] == [None]
    finding = only(one)
    assert (finding.line, finding.field, finding.found) == (4, "CINclosureDate", "soon")
    assert finding.fate is Fate.VALUE_LEFT_OUT


def test_a_wrong_value_is_told_each_time_it_stands_there(tmp_path: Path) -> None:
    wrong = episode("<PrimaryNeedCode>N77</PrimaryNeedCode>")
    assert len(read(tmp_path, census(child(wrong, wrong))).findings) == 2


def test_an_unknown_factor_is_a_record_left_out_and_an_empty_one_too(
    tmp_path: Path,
) -> None:
    inside = (
        "<Assessments><AssessmentActualStartDate>2024-06-01</AssessmentActualStartDate>"
        "<FactorsIdentifiedAtAssessment><AssessmentFactors>99Z</AssessmentFactors>"
        "<AssessmentFactors/>and<AssessmentFactors>3A</AssessmentFactors><Guess/>"
        "</FactorsIdentifiedAtAssessment></Assessments>"
    )
    one = read(tmp_path, census(child(episode(inside))))
    assert [row["factor"] for row in rows(one, "assessment_factors")] == ["3A"]
    assert [f.fate for f in one.findings] == [
        Fate.ROW_LEFT_OUT,
        Fate.VALUE_LEFT_OUT,
        Fate.ROW_LEFT_OUT,
        Fate.VALUE_LEFT_OUT,
    ]


def test_elements_nobody_knows_and_words_between_are_told(tmp_path: Path) -> None:
    one = read(
        tmp_path,
        census(
            child("<Shoes/>", "and words", episode("<Shoes/>", "<!-- fine -->", "more"))
        ),
    )
    assert sorted((f.module, f.field, f.found) for f in one.findings) == [
        ("CINdetails", "", "the words “more”"),
        ("CINdetails", "Shoes", "an element that nothing is known of"),
        ("Child", "", "the words “and words”"),
        ("Child", "Shoes", "an element that nothing is known of"),
    ]
    assert len(rows(one, "cin_episodes")) == 1


def test_words_before_the_first_element_are_told(tmp_path: Path) -> None:
    """In a record, and in a list of values."""
    one = read(
        tmp_path,
        census(
            child(
                "<CINdetails>first<CINreferralDate>2024-05-06</CINreferralDate>"
                "</CINdetails>",
                who=IDENTIFIERS
                + "<ChildCharacteristics><Disabilities>many<Disability>LD</Disability>"
                "</Disabilities></ChildCharacteristics>",
            )
        ),
    )
    assert sorted((f.module, f.found) for f in one.findings) == [
        ("CINdetails", "the words “first”"),
        ("Disabilities", "the words “many”"),
    ]
    assert len(rows(one, "cin_episodes")) == 1


def test_a_second_value_of_one_field_is_told(tmp_path: Path) -> None:
    twice = "<ReferralSource>6</ReferralSource><ReferralSource>7</ReferralSource>"
    one = read(tmp_path, census(child(episode(twice))))
    assert [row["referral_source"] for row in rows(one, "cin_episodes")] == ["6"]
    assert only(one).found == "a second one"


def test_rows_are_handed_on_in_batches() -> None:
    columns = Columns()
    for number in range(BATCH + 1):
        columns.add("disability", {"child_id": str(number)})
    made = columns.tables()["disability"]
    assert made.num_rows == BATCH + 1
    assert made["child_id"][BATCH].as_py() == str(BATCH)


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
)
HEADER = "<Header/><Children>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "an empty file"),
        ("plain words", "breaks off here"),
        (census(child(episode()))[:-30], "breaks off here"),
        ("<Message><Children><Child/></Children></Message>", "no Header before"),
        ("<Message/>", "no Header before"),
        (census(child()).replace("<Children>", HEADER), "a second Header"),
        (census(child(), before=BOMB), "a document type"),
        (census(child(), before=OUTSIDE), "a document type"),
        (census(closes="soon"), "“soon” as the day it closes"),
        (census(closes="1999-03-31"), "a return of 1999"),
        (census(closes="2027-03-31"), "a return of 2027"),
        (census(authority="Kent"), "“Kent” as the authority"),
        (census().replace(">CIN<", ">SSDA903<"), "collection SSDA903"),
    ],
)
def test_a_file_that_is_no_census_is_refused_with_a_sentence(
    tmp_path: Path, text: str, said: str
) -> None:
    one = read(tmp_path, text)
    assert one.is_refused
    assert one.header is None
    assert said in only(one).found
    assert only(one).mend
    assert all(table.num_rows == 0 for table in one.tables.values())


def test_another_authoritys_file_is_refused(tmp_path: Path) -> None:
    text = census(child(episode()))
    assert not read(tmp_path, text, authority="925").is_refused
    assert only(read(tmp_path, text, authority="926")).found == (
        "the file of authority 925"
    )


def test_a_file_in_the_wrong_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "census.xml"
    path.write_bytes(census(child("caf\xe9")).encode("latin-1"))
    assert read_census(path).is_refused


def test_a_file_that_is_far_too_large_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusal, "MOST_BYTES", 100)
    assert "bytes" in only(read(tmp_path, census(child(episode())))).found
