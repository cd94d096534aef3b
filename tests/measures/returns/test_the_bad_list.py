"""Bad input by the door of the command line, one case for each that authorities meet.

Each is refused with a sentence, or read and told; nothing is half imported, nothing
that is read is run, and the memory stays small whatever the file says it is.
"""

from __future__ import annotations

import csv
import os
import tracemalloc
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pyarrow.parquet
import pytest

from kinfold_measures.command import main
from kinfold_measures.language.folder import published_in
from tests.measures.returns.test_looked_after import EPISODES, ONE
from tests.measures.returns.written import census, child, episode

ABOUT = ("--authority", "925", "--year", "2025")
SMALL = 40_000_000
"""Bytes that reading a bad file may take."""
TWO_GB = 2_000_000_001
SOUND = census(child(episode()))
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE x [" + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10)
) + "]>"  # fmt: skip
TWO_OF_THEM = SOUND.replace(
    "<Children>", "<Header><Source><LEA>304</LEA></Source></Header><Children>"
)


def said(*words: str) -> tuple[int, str, str]:
    out, complaint = StringIO(), StringIO()
    code = main(words, out=out, complain=complaint)
    return code, out.getvalue(), complaint.getvalue()


def text(name: str, content: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_text(content)
        return path

    return write


def sparse(name: str, begins: bytes) -> Callable[[Path], Path]:
    """A file that says it is of two gigabytes, and takes no room."""

    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(begins)
        os.truncate(path, TWO_GB)
        return path

    return write


def latin(folder: Path) -> Path:
    """Letters that Windows wrote and no XML says so."""
    path = folder / "c.xml"
    path.write_bytes(SOUND.replace("A1", "caf\xe9").encode("latin-1"))
    return path


def bomb(folder: Path) -> Path:
    """A workbook of 300 kB that unpacks to 300 MB."""
    path = folder / "Annex A.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", b" " * 300_000_000)
    return path


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "truncated XML": (text("c.xml", SOUND[:-60]), "breaks off here"),
    "wrong encoding": (latin, "not in the encoding the file says"),
    "an external entity": (
        text("c.xml", census(child(episode(), who="&e;"), before=OUTSIDE)),
        "a document type",
    ),
    "a billion laughs": (
        text("c.xml", census(child(episode(), who="&l9;"), before=LAUGHS)),
        "a document type",
    ),
    "2 GB of XML": (sparse("c.xml", SOUND.encode()), "2,000,000,001 bytes"),
    "2 GB of CSV": (sparse("c.csv", EPISODES.encode() + b"\n"), "2,000,000,001 bytes"),
    "2 GB of one line": (sparse("c.csv", EPISODES.encode()), "2,000,000,001 bytes"),
    "a line without an end": (text("c.csv", "x" * 50_000_000), "the headings (none)"),
    "2 GB of workbook": (sparse("Annex A.xlsx", b"PK\3\4"), "2,000,000,001 bytes"),
    "2 GB of Parquet": (sparse("ssd.parquet", b"PAR1"), "2,000,000,001 bytes"),
    "a zip bomb": (bomb, "swell"),
    "two authorities in one file": (text("c.xml", TWO_OF_THEM), "a second Header"),
    "another authority's": (
        text("c.xml", census(child(episode()), authority="304")),
        "the file of authority 304",
    ),
    "empty XML": (text("c.xml", ""), "an empty file"),
    "empty CSV": (text("c.csv", ""), "an empty file"),
    "an empty workbook": (text("Annex A.xlsx", ""), "an empty file"),
    "empty Parquet": (text("ssd.parquet", ""), "empty"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    write, says = REFUSED[name]
    path, out = write(tmp_path), tmp_path / "out"
    tracemalloc.start()
    code, _, complaint = said("import", str(path), "--out", str(out), *ABOUT)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code == 2
    assert path.name in complaint
    assert says in complaint
    assert "root:" not in complaint  # of /etc/passwd
    assert most < SMALL
    assert not out.exists()


@pytest.mark.parametrize("name", ["truncated XML", "another authority's"])
def test_what_could_be_read_beside_it_is_not_written_either(
    tmp_path: Path, name: str
) -> None:
    sound, out = tmp_path / "sound.xml", tmp_path / "out"
    sound.write_text(SOUND)
    bad = REFUSED[name][0](tmp_path)
    given = (str(sound), str(bad))
    code, told, _ = said("import", *given, "--out", str(out), *ABOUT)
    assert (code, "1 children" in told, out.exists()) == (2, True, False)


def days(referred: str) -> Callable[[Path], Path]:
    return text("c.xml", census(child(episode(referred=referred)), child(episode())))


CODE = "<ReferralSource>1D</ReferralSource><PrimaryNeedCode>N77</PrimaryNeedCode>"
TOLD: dict[str, tuple[Callable[[Path], Path], str, str]] = {
    "1875": (days("1875-05-06"), "1875-05-06", "a day from 1900"),
    "2099": (days("2099-01-02"), "2099-01-02", "a day until 2045"),
    "a code of another year": (
        text("c.csv", f"{EPISODES}\n{ONE.replace('U3', 'K3')}\n"),
        "K3",
        "one of",
    ),
    "a code that is none": (
        text("c.xml", census(child(episode(CODE)))),
        "N77",
        "one of",
    ),
    "the same child twice": (
        text("c.xml", census(child(episode()), child(episode()))),
        "A1",
        "",
    ),
    "a formula for a code": (
        text("c.csv", f"{EPISODES}\n{ONE.replace('U3', '=1+1')}\n"),
        "'=1+1",
        "one of",
    ),
    "a formula for a text": (
        text("c.csv", f"{EPISODES}\n{ONE.replace('AB1 2CD', '=AB1')}\n"),
        "'=AB1",
        "would run as a formula",
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_it_is_read_and_told_with_how_to_mend_it(tmp_path: Path, name: str) -> None:
    write, found, expected = TOLD[name]
    out = tmp_path / "out"
    code, _, _ = said("import", str(write(tmp_path)), "--out", str(out), *ABOUT)
    assert code == 0
    lines = list(csv.DictReader(StringIO((out / "findings.csv").read_text())))
    told = [one for one in lines if found in (one["found"], one["child_id"])]
    assert told
    assert all(one["mend"] and expected in one["expected"] for one in told)
    if name == "the same child twice":
        assert "8510" in {one["rule"] for one in told}


def test_no_figure_that_is_printed_begins_a_formula(tmp_path: Path) -> None:
    """A team is called what a case system calls it."""
    path = tmp_path / "referrals.csv"
    heads = "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_team"
    rows = [f"R{n},{n},2024-05-06,=HYPERLINK(1)" for n in range(10)]
    path.write_text("\n".join([heads, *rows]))
    out = tmp_path / "out"
    said("import", str(path), "--out", str(out), *ABOUT)
    run = ("run", str(out), "referral.rate", "--by", "team", "--exact")
    code, printed, _ = said(*run)
    assert code == 0
    assert "team,'=HYPERLINK(1)," in printed
    # and it is known again among what went out before
    (tmp_path / "before.csv").write_text(printed)
    before = published_in(tmp_path / "before.csv")
    assert "=HYPERLINK(1)" in {place.group for place in before}
    whole = tmp_path / "figures.parquet"
    said(*run, "--out", str(whole))
    # a program's file holds the name as it is
    groups = pyarrow.parquet.read_table(whole)["group"].to_pylist()
    assert "=HYPERLINK(1)" in groups
