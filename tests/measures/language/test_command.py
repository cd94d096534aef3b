"""`./kinfold measures list, explain, run`: from imported returns to figures."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from kinfold_measures.command import main
from kinfold_measures.disclosure.figures import Release
from kinfold_measures.language.definition import definitions
from kinfold_measures.language.folder import is_told
from kinfold_measures.language.periods import financial_years
from kinfold_measures.made_census import write_census
from tests.measures.returns.written import IDENTIFIERS, census, child, episode


def said(*words: str) -> tuple[int, str, str]:
    out, complaint = StringIO(), StringIO()
    return (
        main(words, out=out, complain=complaint),
        out.getvalue(),
        complaint.getvalue(),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("returns")
    write_census(place / "made.xml", 400)
    out = place / "tables"
    said("import", str(place / "made.xml"), "--out", str(out))
    return out


def test_the_measures_are_listed() -> None:
    code, out, _ = said("list")
    assert code == 0
    assert "referral.rereferral_12_months " in out
    assert "Repeat child protection plans\n" in out


def test_a_measure_is_explained_by_its_page() -> None:
    _, out, _ = said("explain", "plan.repeat")
    assert out.startswith("# Repeat child protection plans")
    assert "```sql" in out


def test_figures_of_the_year_that_was_imported(folder: Path) -> None:
    code, out, _ = said("run", str(folder))
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == (
        "code,version,authority,period,breakdown,group,numerator,denominator,value"
    )
    assert all(",925,2025," in line for line in lines[1:])
    [rate] = [line for line in lines if line.startswith("referral.rate,")]
    assert float(rate.split(",")[7]) > 100_000  # the children of Lincolnshire


def test_what_stands_in_two_returns_is_counted_once_as_the_newer_has_it(
    tmp_path: Path,
) -> None:
    plan = (
        "<ChildProtectionPlans><CPPstartDate>2024-03-01</CPPstartDate>{}"
        "<NumberOfPreviousCPP>{}</NumberOfPreviousCPP></ChildProtectionPlans>"
    )
    paths = []
    for closes, inside in (
        ("2024-03-31", plan.format("", 1)),
        ("2025-03-31", plan.format("<CPPendDate>2024-09-01</CPPendDate>", 0)),
    ):
        path = tmp_path / f"{closes}.xml"
        path.write_text(
            census(child(episode(inside, referred="2024-02-02")), closes=closes)
        )
        paths.append(str(path))
    out = str(tmp_path / "out")
    said("import", *paths, "--out", out)
    _, figures, _ = said(
        "run", out, "plan.repeat", "referral.no_further_action", "--exact"
    )
    assert figures.splitlines()[1:] == [
        "plan.repeat,1,925,2024,,,0,1,0",
        "plan.repeat,1,925,2025,,,0,0,:",
        "referral.no_further_action,1,925,2024,,,0,1,0",
        "referral.no_further_action,1,925,2025,,,0,0,:",
    ]


def test_small_numbers_are_withheld_unless_asked(tmp_path: Path) -> None:
    once = "<CPPstartDate>2024-06-01</CPPstartDate><NumberOfPreviousCPP>0"
    again = once.replace("CPP>0", "CPP>1")
    plans = [once] * 8 + [again] * 2
    inside = [
        f"<ChildProtectionPlans>{one}</NumberOfPreviousCPP></ChildProtectionPlans>"
        for one in plans
    ]
    (tmp_path / "one.xml").write_text(census(child(episode(*inside))))
    out = str(tmp_path / "out")
    said("import", str(tmp_path / "one.xml"), "--out", out)
    _, shown, _ = said("run", out, "plan.repeat")
    _, exact, _ = said("run", out, "plan.repeat", "--exact")
    # ten plans, all of one child
    assert shown.splitlines()[1] == "plan.repeat,1,925,2025,,,c,c,c"
    assert exact.splitlines()[1] == "plan.repeat,1,925,2025,,,2,10,20"


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan each for two girls and twenty boys."""
    place = tmp_path_factory.mktemp("plans")
    plan = episode(
        "<ChildProtectionPlans><CPPstartDate>2024-06-01</CPPstartDate>"
        "</ChildProtectionPlans>"
    )
    children = [
        child(
            plan,
            who=IDENTIFIERS.replace("A1", f"A{number}").replace(
                "<Sex>F", "<Sex>F" if number < 2 else "<Sex>M"
            ),
        )
        for number in range(22)
    ]
    (place / "one.xml").write_text(census(*children))
    said("import", str(place / "one.xml"), "--out", str(place / "out"))
    return place / "out"


PLANS = ("plan.started_rate", "--by", "sex")


def numerators(out: str) -> list[str]:
    return [line.split(",")[6] for line in out.splitlines()[1:]]


def test_a_total_does_not_give_a_small_group_away(plans: Path) -> None:
    _, shown, complaint = said("run", str(plans), *PLANS)
    assert numerators(shown) == ["22", "c", "c"]
    assert complaint == ""
    _, rounded, _ = said("run", str(plans), *PLANS, "--policy", "england")
    assert numerators(rounded) == ["20", "c", "20"]


def test_what_went_out_before_is_reckoned_with(plans: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.csv"
    _, exact, _ = said("run", str(plans), *PLANS, "--exact")
    head, whole, _, boys = exact.splitlines()
    before.write_text("\n".join([head, boys]))
    again = ("run", str(plans), *PLANS, "--published", str(before))
    _, shown, complaint = said(*again)
    assert (numerators(shown), complaint) == (["c", "c", "20"], "")
    before.write_text("\n".join([head, whole, boys]))
    _, shown, complaint = said(*again)
    assert numerators(shown) == ["22", "c", "20"]
    assert complaint == (
        "Given away by noughts or by what was published before, "
        "and nothing can hide it: "
        "plan.started_rate 925 2025 sex Female numerator\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        (b"shoe,size\n1,2\n", "holds no figures as `measures run` writes them"),
        (b"numerator,denominator\n1\n", "holds no figures as `measures run`"),
    ],
)
def test_figures_from_before_that_are_none_are_refused(
    plans: Path, tmp_path: Path, text: bytes | None, expected: str
) -> None:
    before = tmp_path / "before.csv"
    if text is not None:
        before.write_bytes(text)
    code, out, complaint = said("run", str(plans), "--published", str(before))
    assert (code, out) == (2, "")
    assert expected in complaint


def test_what_no_return_tells_of_is_not_counted_as_nought(folder: Path) -> None:
    _, out, complaint = said("run", str(folder))
    assert "care." not in out
    assert "proceedings." not in out  # asked from 2026 on, and this is 2025's
    assert "Not counted, because no return here tells of it: care.at_end_rate, " in (
        complaint
    )
    code, out, complaint = said("run", str(folder), "care.with_kin")
    assert (code, len(out.splitlines())) == (0, 1)
    assert complaint.endswith("tells of it: care.with_kin\n")


@pytest.mark.parametrize(
    ("code", "year", "held", "told"),
    [
        ("plan.repeat", 2025, {"person", "cin_episodes"}, True),
        ("plan.repeat", 2025, {"person", "cla_episodes"}, False),
        ("plan.repeat", 2025, {"person"}, False),
        ("care.with_kin", 2025, {"cla_episodes"}, True),
        ("proceedings.stepped_down", 2025, {"cin_episodes", "pre_proceedings"}, False),
        ("proceedings.stepped_down", 2026, {"cin_episodes"}, True),
        ("contact.rate", 2025, {"cin_episodes"}, False),
        ("contact.rate", 2025, {"contacts"}, True),
    ],
)
def test_a_measure_is_told_by_the_returns_that_ask_for_it(
    code: str, year: int, held: set[str], told: bool
) -> None:
    [period] = financial_years(year, year)
    assert is_told(definitions()[code], period, held) is told


def test_figures_by_age_stand_below_all_of_them(folder: Path) -> None:
    _, out, complaint = said(
        "run", str(folder), "referral.no_further_action", "--by", "age",
        "--by", "placement", "--exact",
    )  # fmt: skip
    head, whole, *parts = (line.split(",") for line in out.splitlines())
    assert head[4:6] == ["breakdown", "group"]
    assert whole[4:6] == ["", ""]
    assert {part[4] for part in parts} == {"age"}
    assert sum(int(part[7]) for part in parts) == int(whole[7])
    assert complaint == (
        "Not parted by placement, which their cases do not tell: "
        "referral.no_further_action\n"
    )


def test_a_year_without_the_thing_has_no_share(tmp_path: Path) -> None:
    (tmp_path / "one.xml").write_text(census(child(episode())))
    out = str(tmp_path / "out")
    said("import", str(tmp_path / "one.xml"), "--out", out)
    for more in ((), ("--exact",)):
        _, figures, _ = said("run", out, "plan.repeat_24_months", *more)
        assert figures.splitlines()[1].endswith(",0,0,:")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("explain", "shoe.size"), "There is no measure shoe.size. There are: "),
        (("run", "nowhere"), "holds no tables: make them with ./kinfold measures"),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], expected: str) -> None:
    code, out, complaint = said(*words)
    assert (code, out) == (2, "")
    assert expected in complaint


def test_without_the_list_of_returns_no_year_is_guessed(
    folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "person.parquet").write_bytes((folder / "person.parquet").read_bytes())
    code, _, complaint = said("run", str(copy))
    assert code == 2
    assert "returns.csv is missing" in complaint


def test_a_sample_is_written_that_can_be_read_and_nothing_is_written_over(
    tmp_path: Path,
) -> None:
    path = str(tmp_path / "CIN_2025.xml")
    made = said("sample", path, "--children", "30", "--authority", "304")
    assert made[0] == 0
    assert made[1].startswith("30 made-up children, ")
    out = str(tmp_path / "tables")
    _, told, _ = said("import", path, "--out", out, "--authority", "304")
    assert "30 children" in told
    code, _, complaint = said("sample", path)
    assert code == 2
    assert "cannot be written" in complaint
    elsewhere = str(tmp_path / "other.xml")
    assert "three figures" in said("sample", elsewhere, "--authority", "Brent")[2]
    assert not (tmp_path / "other.xml").exists()


def test_it_is_said_when_more_is_withheld_than_need_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "kinfold_measures.run_command.release", lambda *_, **__: Release((), (), True)
    )
    _, _, complaint = said("run", str(folder), "referral.rate")
    assert "more is withheld than need be: ask for fewer" in complaint
