"""Bad files by the web's door: a clear finding or sentence, and nothing half kept."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from kinfold.platform.tenancy import as_viewer
from kinfold.returns.actions import reading
from kinfold.returns.models import HandedReturn, ReturnFinding
from tests.measures.returns.written import census, child, episode
from tests.returns.conftest import Give, Worked
from tests.returns.test_returns import born, many

pytestmark = pytest.mark.django_db

ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE x [" + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10)
) + "]>"  # fmt: skip
WHOLE = many(8).decode()


def swollen() -> bytes:
    """A workbook that unpacks to 300 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", b" " * 300_000_000)
    return packed.getvalue()


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "truncated": ("CIN.xml", WHOLE[:900].encode(), "breaks off here"),
    "wrong letters": (
        "CIN.xml",
        b'<?xml version="1.0" encoding="utf-8"?>' + WHOLE.encode("utf-16"),
        "is no XML",
    ),
    "an external entity": (
        "CIN.xml",
        census(child(episode(), who="&e;"), before=ENTITY).encode(),
        "a document type",
    ),
    "a billion laughs": (
        "CIN.xml",
        census(child(episode(), who="&l9;"), before=LAUGHS).encode(),
        "a document type",
    ),
    "a zip bomb": ("Annex A 2025.xlsx", swollen(), "swell"),
    "no workbook": ("Annex A 2025.xlsx", b"PK\x03\x04 no", "workbook"),
    "another authority": (
        "CIN.xml",
        many(8, authority="304"),
        "the file of authority 304",
    ),
    "two authorities mixed": (
        "CIN.xml",
        WHOLE.replace(
            "<Children>",
            "<Children><Header><Source><LEA>304</LEA></Source></Header>",
        ).encode(),
        "a second Header",
    ),
    "a year nobody knows": ("CIN.xml", many(8, closes="1999-03-31"), "1999"),
    "no return at all": ("notes 2025.csv", b"Dear all,\n", "headings"),
    "no parquet": ("ssd 2025.parquet", b"PAR1 no", "Parquet"),
    "noise": ("CIN.xml", bytes(range(256)) * 40, "XML"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_of_it_is_kept(
    give: Give,
    worked: Worked,
    analyst,
    sign_in,
    files_root: Path,
    django_capture_on_commit_callbacks,
    name: str,
):
    called, raw, says = REFUSED[name]
    assert give({called: raw}).status_code == 302
    tracemalloc.start()
    with django_capture_on_commit_callbacks(execute=True):
        [handed] = worked(is_counted=False)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 40_000_000
    assert handed.state == "refused"
    assert (handed.record_count, handed.tables, handed.years) == (0, {}, [])
    assert says in handed.message
    assert not [path for path in files_root.rglob("*") if path.is_file()]
    page = sign_in(analyst).get(f"/returns/{handed.pk}/").content.decode()
    assert "could not be read, and nothing of it was kept" in page
    with as_viewer(analyst):
        [found] = ReturnFinding.objects.all()
    assert (found.fate, bool(found.mend)) == ("file_refused", True)
    # and it may be handed in again, once the reason is gone
    assert give({called: raw}).status_code == 302


DAY = "2099-01-02"
MENDABLE: dict[str, tuple[str, str]] = {
    "a day in 1875": (census(child(episode(referred="1875-05-06"))), "1875"),
    "a day in 2099": (census(child(episode(referred=DAY))), DAY),
    "a code of another year": (
        census(
            child(
                episode(
                    "<ReferralSource>1D</ReferralSource>"
                    "<PrimaryNeedCode>N77</PrimaryNeedCode>"
                )
            )
        ),
        "N77",
    ),
    "the same child twice": (census(child(episode()), child(episode())), ""),
    "a formula in a code": (
        census(child(episode(), who=born(1).replace("WBRI", "=1+1"))),
        "=1+1",
    ),
}


@pytest.mark.parametrize("name", MENDABLE)
def test_what_can_be_read_is_kept_and_the_rest_is_told(
    give: Give, worked: Worked, analyst, name: str
):
    text, says = MENDABLE[name]
    give({"CIN.xml": text.encode()})
    [handed] = worked(is_counted=False)
    assert handed.state == "read"
    with as_viewer(analyst):
        found = list(ReturnFinding.objects.filter(found__contains=says))
    assert found
    assert all(one.mend and one.expected for one in found)
    if name == "the same child twice":
        assert "8510" in {one.rule for one in found}


def test_nothing_that_a_spreadsheet_would_run_is_in_the_findings_file(
    give: Give, worked: Worked, analyst, sign_in
):
    care = 'CHILD,SEX,DOB,ETHNIC,UPN\n"=HYPERLINK(1)",F,@2,=1+1,UN1\n'
    give({"=children 2025.csv": care.encode()})
    [handed] = worked(is_counted=False)
    listed = sign_in(analyst).get(f"/returns/{handed.pk}/findings.csv")
    lines = listed.content.decode().splitlines()[1:]
    assert any("'=1+1" in line for line in lines)
    assert any("'@2" in line for line in lines)
    assert not [line for line in lines if ",=" in line or line.startswith("=")]


@pytest.mark.parametrize(
    ("files", "year", "says"),
    [
        ({}, "", "Choose the files of a return"),
        ({"CIN.xml": b""}, "", "is empty"),
        ({"CIN.exe": b"x"}, "", "CIN.exe is no return"),
        ({"CIN.xml": b"x" * 3_000}, "", "too large"),
        ({"a.csv": b"CHILD,SEX\n1,F\n"}, "", "does not say of which year it is"),
        ({"a.csv": b"CHILD,SEX\n1,F\n"}, "25", "for example 2025"),
        ({"a.csv": b"CHILD,SEX\n1,F\n"}, "next", "in four figures"),
        ({f"{n}.xml": b"x" for n in range(61)}, "", "at most 60"),
    ],
)
def test_what_is_wrong_at_the_door_is_said_and_nothing_is_kept(
    give: Give, analyst, settings, files_root: Path, files, year: str, says: str
):
    settings.KINFOLD_RETURN_LIMIT_BYTES = 2_000
    answer = give(files, year)
    assert answer.status_code == 422
    assert says in answer.content.decode().replace("&#x27;", "'")
    with as_viewer(analyst):
        assert not HandedReturn.objects.exists()
    assert not [path for path in files_root.rglob("*") if path.is_file()]


def test_two_files_of_one_name_are_told_apart_before_they_are_read(analyst, sign_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    given = [SimpleUploadedFile("episodes 2024.csv", b"CHILD\n1\n") for _ in "12"]
    answer = sign_in(analyst).post("/returns/", {"given": given})
    assert answer.status_code == 422
    assert "2 of the files are called episodes 2024.csv" in answer.content.decode()


def test_with_more_findings_than_anybody_could_mend_it_is_refused(
    give: Give, worked: Worked, monkeypatch
):
    monkeypatch.setattr(reading, "MOST_FINDINGS", 3)
    give({"CIN.xml": census(*[child(episode(referred="1875-01-01"))] * 9).encode()})
    [handed] = worked(is_counted=False)
    assert handed.state == "refused"
    assert "at most 3" in handed.message


def test_an_authority_without_a_code_is_told_to_ask_for_it(elsewhere, sign_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    given = [SimpleUploadedFile("CIN.xml", many(8))]
    answer = sign_in(elsewhere).post("/returns/", {"given": given})
    assert answer.status_code == 422
    assert "does not know your authority" in answer.content.decode()


def test_a_file_whose_bytes_are_gone_is_refused(
    give: Give, worked: Worked, files_root: Path
):
    give({"CIN.xml": many(8)})
    for path in files_root.rglob("*"):
        if path.is_file():
            path.unlink()
    [handed] = worked(is_counted=False)
    assert handed.state == "refused"
    assert "Hand the return in again" in handed.message
