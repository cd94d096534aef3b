"""Files people give us: what is taken, how it is kept, who may open it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings

from kinfold.platform.errors import NotFound
from kinfold.platform.files import (
    FileRefused,
    delete_file,
    file_to_open,
    register_owner,
    store_file,
)
from kinfold.platform.files import owners as file_owners
from kinfold.platform.files.keeping import place_of
from kinfold.platform.files.names import LONGEST_NAME, clean_name
from kinfold.platform.jobs import queue, registry
from kinfold.platform.models import AuditEvent, StoredFile
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.decision import Decision, allow, refuse

pytestmark = pytest.mark.usefixtures("files_root")

PDF = b"%PDF-1.7\n" + b"x" * 500 + b"\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 50 + b"\x00\x00\x00\x00IEND\xaeB`\x82"
EXE = b"MZ\x90\x00" + b"\x00" * 60 + b"This program cannot be run in DOS mode."
OWN_SIGNATURE = b"KINFOLD-SCANNER-TEST-SIGNATURE"


def office(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name in names:
            parts.writestr(name, "x" * 400)
    return made.getvalue()


def store(by: Viewer, name: str = "plan.pdf", content: bytes = PDF) -> StoredFile:
    with as_viewer(by):
        return store_file(upload=SimpleUploadedFile(name, content), by=by)


def kept_files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("Plan for Ana.pdf", "Plan for Ana.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\notes.TXT", "notes.txt"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("<script>alert(1)</script>.png", "script-.png"),
        ("дом 🏠.pdf", "дом 🏠.pdf"),
        ('a"b;c.csv', "a-b;c.csv"),
        ("", "file"),
        ("...", "file"),
        (".pdf", "file.pdf"),
        ("cafe\u0301.txt", "café.txt"),
    ],
)
def test_names_keep_their_letters_and_lose_what_deceives(
    given: str, clean: str
) -> None:
    assert clean_name(given) == clean


def test_a_long_name_keeps_its_ending() -> None:
    name = clean_name("x" * 500 + ".docx")
    assert len(name) == LONGEST_NAME
    assert name.endswith("x.docx")


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.PNG", PNG, "image/png"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"x" * 90 + b"\xff\xd9", "image/jpeg"),
        ("a.webp", b"RIFF\x0c\x00\x00\x00WEBPxxxxxxxx", "image/webp"),
        ("a.wav", b"RIFF\x0c\x00\x00\x00WAVExxxxxxxx", "audio/wav"),
        ("a.mp3", b"ID3\x04" + b"x" * 40, "audio/mpeg"),
        ("a.m4a", b"\x00\x00\x00\x20ftypM4A " + b"x" * 40, "audio/mp4"),
        ("a.docx", office("word/document.xml"), "wordprocessingml.document"),
        ("a.xlsx", office("xl/workbook.xml"), "spreadsheetml.sheet"),
        ("a.odt", office("content.xml"), "opendocument.text"),
        ("a.csv", "name\nZoë\n".encode(), "text/csv"),
        ("a.txt", "caf\u00e9 \u2013".encode("cp1252"), "text/plain"),
    ],
)
def test_every_kind_that_is_taken(
    practitioner: Viewer, name: str, content: bytes, media_type: str
) -> None:
    assert store(practitioner, name, content).media_type.endswith(media_type)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("setup.exe", EXE, "This kind of file cannot be kept here"),
        ("noending", PDF, "This kind of file cannot be kept here"),
        ("renamed.pdf", EXE, "Its name says a PDF, but what is in it looks like"),
        ("renamed.txt", EXE, "Its name says plain text, but what is in it looks like"),
        ("page.pdf", b"<html><script>alert(1)</script>", "Its name says a PDF"),
        ("cut.pdf", PDF[:200], "It seems to be cut off"),
        ("cut.png", PNG[:30], "It seems to be cut off"),
        ("cut.docx", office("word/document.xml")[:200], "It seems to be cut off"),
        ("cut.wav", b"RIFF\xff\x00\x00\x00WAVExx", "It seems to be cut off"),
        ("other.docx", office("xl/workbook.xml"), "something else"),
        ("macro.docx", office("word/document.xml", "word/vbaProject.bin"), "macros"),
        ("null.csv", b"a,b\x00c", "not text"),
        ("empty.pdf", b"", "This file is empty"),
    ],
)
def test_what_is_refused_and_nothing_is_left(
    practitioner: Viewer, files_root: Path, name: str, content: bytes, says: str
) -> None:
    with pytest.raises(FileRefused, match=says):
        store(practitioner, name, content)
    assert kept_files(files_root) == []
    with as_viewer(practitioner):
        assert not StoredFile.objects.exists()


def test_too_large_is_refused_while_it_is_read(
    practitioner: Viewer, files_root: Path, settings: Settings
) -> None:
    settings.KINFOLD_FILE_LIMIT_BYTES = 1 << 20
    with pytest.raises(FileRefused, match="the most that can be kept is 1 MB"):
        store(practitioner, content=PDF + b"x" * (1 << 20))
    assert kept_files(files_root) == []


def test_bytes_are_kept_for_nobody_else(practitioner: Viewer, files_root: Path) -> None:
    stored = store(practitioner)
    place = place_of(stored.authority_id, stored.pk)
    assert place.read_bytes() == PDF
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o077 == 0
    assert stored.byte_count == len(PDF)


def test_a_failed_save_leaves_no_bytes(
    practitioner: Viewer, files_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: StoredFile, **kwargs: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(StoredFile, "save", fail)
    with pytest.raises(OSError, match="full"):
        store(practitioner)
    assert kept_files(files_root) == []


class TestOpening:
    def test_the_uploader_gets_it_with_safe_headers(
        self, practitioner: Viewer, sign_in: Callable[[Viewer], Client]
    ) -> None:
        stored = store(practitioner, 'día \u202e<b>🏠";x=.pdf')
        response = sign_in(practitioner).get(f"/files/{stored.pk}/")
        assert response.status_code == 200
        assert b"".join(response.streaming_content) == PDF
        assert response["Content-Type"] == "application/pdf"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"].startswith("sandbox;")
        assert response["Cache-Control"] == "no-store, private"
        disposition = response["Content-Disposition"]
        assert disposition.startswith("attachment; filename*=utf-8''d%C3%ADa")
        assert "\u202e" not in disposition
        assert "<" not in disposition

    def test_every_download_is_written_down(
        self, practitioner: Viewer, sign_in: Callable[[Viewer], Client]
    ) -> None:
        stored = store(practitioner)
        answer = sign_in(practitioner).get(f"/files/{stored.pk}/")
        assert b"".join(answer.streaming_content)
        with as_viewer(practitioner):
            event = AuditEvent.objects.get(action="file.downloaded")
        assert event.target_id == str(stored.pk)
        assert event.kind == "read"

    def test_elsewhere_it_does_not_exist(
        self,
        practitioner: Viewer,
        elsewhere: Viewer,
        sign_in: Callable[[Viewer], Client],
    ) -> None:
        stored = store(practitioner)
        client = sign_in(elsewhere)
        for path in ("", "delete/"):
            assert client.get(f"/files/{stored.pk}/{path}").status_code == 404
        assert client.post(f"/files/{stored.pk}/delete/").status_code == 404

    def test_a_colleague_is_refused_with_a_reason(
        self,
        practitioner: Viewer,
        manager: Viewer,
        sign_in: Callable[[Viewer], Client],
    ) -> None:
        stored = store(practitioner)
        assert sign_in(manager).get(f"/files/{stored.pk}/").status_code == 403

    def test_a_stranger_is_asked_to_sign_in(
        self, practitioner: Viewer, client: Client
    ) -> None:
        stored = store(practitioner)
        assert client.get(f"/files/{stored.pk}/").status_code == 302

    def test_a_kind_nobody_registered_opens_for_nobody(
        self, practitioner: Viewer
    ) -> None:
        with as_viewer(practitioner):
            stored = store_file(
                upload=SimpleUploadedFile("a.pdf", PDF),
                by=practitioner,
                owner_kind="unheard of",
            )
            with pytest.raises(PermissionDenied):
                file_to_open(practitioner, stored.pk)

    def test_a_registered_rule_decides_for_its_kind(
        self, practitioner: Viewer, manager: Viewer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(file_owners, "_owners", dict(file_owners._owners))

        def rule(viewer: Viewer, stored: StoredFile) -> Decision:
            is_manager = viewer.worker_id == manager.worker_id
            return allow("yes") if is_manager else refuse("not your family")

        register_owner("family", rule)
        with as_viewer(practitioner):
            stored = store_file(
                upload=SimpleUploadedFile("a.pdf", PDF),
                by=practitioner,
                family_id=uuid4(),
            )
            with pytest.raises(PermissionDenied, match="not your family"):
                file_to_open(practitioner, stored.pk)
            assert file_to_open(manager, stored.pk) == stored

    def test_bytes_that_are_gone_are_a_404(
        self, practitioner: Viewer, sign_in: Callable[[Viewer], Client]
    ) -> None:
        stored = store(practitioner)
        place_of(stored.authority_id, stored.pk).unlink()
        assert sign_in(practitioner).get(f"/files/{stored.pk}/").status_code == 404


class TestDeleting:
    def test_takes_the_bytes_and_leaves_the_reason(
        self,
        practitioner: Viewer,
        sign_in: Callable[[Viewer], Client],
        django_capture_on_commit_callbacks: Callable[..., object],
        files_root: Path,
    ) -> None:
        stored = store(practitioner)
        client = sign_in(practitioner)
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
            answer = client.post(f"/files/{stored.pk}/delete/", {"why": "Wrong family"})
        assert answer.status_code == 302
        assert kept_files(files_root) == []
        with as_viewer(practitioner):
            gone = StoredFile.objects.get(pk=stored.pk)
        assert gone.deleted_why == "Wrong family"
        assert gone.name == "plan.pdf"
        assert client.get(f"/files/{stored.pk}/").status_code == 404

    @pytest.mark.parametrize("why", ["", "  ", "x" * 501])
    def test_needs_a_reason_of_some_length(
        self, practitioner: Viewer, sign_in: Callable[[Viewer], Client], why: str
    ) -> None:
        stored = store(practitioner)
        answer = sign_in(practitioner).post(f"/files/{stored.pk}/delete/", {"why": why})
        assert answer.status_code == 422

    def test_a_rollback_keeps_the_bytes(
        self, practitioner: Viewer, files_root: Path
    ) -> None:
        stored = store(practitioner)
        with as_viewer(practitioner):
            with transaction.atomic():
                delete_file(file_id=stored.pk, why="A mistake", by=practitioner)
                transaction.set_rollback(True)
            assert not StoredFile.objects.get(pk=stored.pk).is_deleted
        assert len(kept_files(files_root)) == 1

    def test_a_file_that_is_not_there(self, practitioner: Viewer) -> None:
        with as_viewer(practitioner), pytest.raises(NotFound):
            delete_file(file_id=UUID(int=1), why="x", by=practitioner)


def test_every_night_one_failure_keeps_nothing_else_from_being_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []

    def broken() -> None:
        done.append("broken")
        raise OSError("disk")

    work = {"a": broken, "b": lambda: done.append("b")}
    assert "files.sweep" in dict(registry.nightly_work())
    monkeypatch.setattr(registry, "_nightly", work)
    queue.nightly(timestamp=0)
    assert done == ["broken", "b"]
