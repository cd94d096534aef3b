"""Files in any shape: taken, or refused with a sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from kinfold.intake.actions import hand_in, import_folder, read_import
from kinfold.intake.jobs import import_people
from kinfold.intake.models import ImportFinding, PeopleImport
from kinfold.intake.ssd.cells import read_day
from kinfold.intake.ssd.extract import Line, decoded, table_name
from kinfold.platform.jobs import Progress
from kinfold.platform.models import User
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from tests.intake.test_importing import SAMPLE, called

pytestmark = pytest.mark.slow


def _zip(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(f"{name}.csv", raw)
    return held.getvalue()


PERSON = (SAMPLE / "ssd_person.csv").read_bytes()


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("a.zip", b"not a zip at all", "not a zip"),
        ("a.zip", _zip(ssd_person=PERSON)[:200], "damaged"),
        ("a.zip", _zip(), "no CSV file"),
        ("a.csv", b"", ""),
    ],
)
def test_a_file_that_cannot_be_read_says_so(
    analyst: Viewer, name: str, raw: bytes, says: str, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path
    if not raw:
        from kinfold.records.errors import CannotDo

        with as_viewer(analyst), pytest.raises(CannotDo, match="empty"):
            hand_in(file_name=name, chunks=[raw], by=analyst)
        return
    with as_viewer(analyst):
        made = hand_in(file_name=name, chunks=[raw], by=analyst)
        ended = import_people(analyst, Progress(), import_id=made.pk)
        done = PeopleImport.objects.get()
    assert done.state == "failed"
    assert ended is not None
    assert ended.message == done.message
    assert says in done.message
    assert done.row_count == 0


@pytest.mark.parametrize(
    "raw",
    [
        PERSON.decode().encode("utf-16"),
        PERSON.decode().encode("cp1252"),
        b"\xef\xbb\xbf" + PERSON,
        PERSON.replace(b"\n", b"\r\n"),
    ],
)
def test_any_encoding_gives_the_same_people(
    analyst: Viewer, raw: bytes, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path
    with as_viewer(analyst):
        made = hand_in(file_name="SSD_Person.csv", chunks=[raw], by=analyst)
        (tmp_path / "imports" / str(analyst.authority_id)).mkdir(exist_ok=True)
        done = read_import(import_id=made.pk, by=analyst, steps=Progress())
        assert called("Séan").family_name == "Ó Riain"
    assert (done.row_count, done.taken_count, done.left_out_count) == (10, 9, 1)


@pytest.mark.parametrize(
    "text",
    [
        'pers_person_id,pers_forename\nP1,"never closed\nP2,Ann\n',
        "pers_person_id,pers_forename\nP1,Ann,Extra\n",
        "pers_person_id,pers_forename\nP1,A\x00nn\n",
        "pers_person_id,pers_forename\nP1," + "x" * 200_000 + "\n",
        "wrong,columns\n1,2\n",
        "\n\n\n",
        "pers_person_id,pers_forename\nP1,<script>alert(1)</script>\n",
    ],
)
def test_a_strange_table_never_stops_the_import(
    analyst: Viewer, text: str, tmp_path: Path
) -> None:
    (tmp_path / "ssd_person.csv").write_text(text, encoding="utf-8")
    with as_viewer(analyst):
        done = import_folder(path=tmp_path, by=analyst, steps=Progress())
        found = ImportFinding.objects.filter(people_import=done).count()
    assert done.state == "done"
    assert done.row_count == done.taken_count + done.left_out_count
    assert done.taken_count + found > 0


def test_the_page_takes_an_upload_and_shows_what_to_mend(
    analyst: Viewer,
    sign_in: Callable[[Viewer], Client],
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.FILES_ROOT = tmp_path
    client = sign_in(analyst)
    upload = SimpleUploadedFile("extract.zip", _zip(ssd_person=PERSON))
    answer = client.post("/imports/", {"extract": upload})
    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200  # type: ignore[attr-defined]
    with as_viewer(analyst):
        waiting = PeopleImport.objects.get()
        ended = import_people(analyst, Progress(), import_id=waiting.pk)
    assert ended is not None
    assert ended.message == "9 rows taken, 0 known already, 1 left out"
    page = client.get(f"/imports/{waiting.pk}/").content.decode()
    assert "10 rows: 9 taken, 0 known already, 1 left out" in page
    listed = client.get(f"/imports/{waiting.pk}/findings.csv").content.decode()
    assert "'=HYPERLINK" in listed


@pytest.mark.parametrize("name", ["people.exe", "people.xlsx"])
def test_a_file_of_another_kind_is_refused(
    analyst: Viewer, sign_in: Callable[[Viewer], Client], name: str
) -> None:
    answer = sign_in(analyst).post(
        "/imports/", {"extract": SimpleUploadedFile(name, b"MZ...")}
    )
    assert answer.status_code == 422
    assert "ends in .zip or .csv" in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017-05-03", "2017-05-03"),
        ("2017-05-03T00:00:00", "2017-05-03"),
        ("03/05/2017 00:00", "2017-05-03"),
        ("3 May 2017", "2017-05-03"),
        ("2017-02-30", "None"),
        ("42000", "None"),
        ("", "None"),
    ],
)
def test_days_are_read_as_databases_write_them(text: str, day: str) -> None:
    assert str(read_day(text)) == day


def test_a_table_is_known_by_its_file_name() -> None:
    for name in ("ssd_person.csv", "SSD_PERSON.CSV", "export/person.csv"):
        assert table_name(name) == "ssd_person"
    lines = list(decoded("person.csv", b"a,b\n1,2\n\n3,4\n").lines())
    assert [line.number for line in lines if isinstance(line, Line)] == [2, 4]


def test_the_command_reads_a_folder_as_somebody_who_may(
    analyst: Viewer, worker: Viewer, capsys: pytest.CaptureFixture[str]
) -> None:
    def email(viewer: Viewer) -> str:
        return User.objects.get(pk=viewer.user_id).email

    call_command("import_ssd", str(SAMPLE), email=email(analyst))
    assert "left out" in capsys.readouterr().out
    with pytest.raises(CommandError, match="may not import"):
        call_command("import_ssd", str(SAMPLE), email=email(worker))
    with pytest.raises(CommandError, match="no file or folder"):
        call_command("import_ssd", "/nowhere", email=email(analyst))
