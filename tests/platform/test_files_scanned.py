"""Files are scanned before anybody opens them, and swept when nobody needs them."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings

from kinfold.intake.models import PeopleImport
from kinfold.platform.files import (
    delete_file,
    store_file,
    sweep,
)
from kinfold.platform.files.actions import scan_file
from kinfold.platform.files.keeping import place_of
from kinfold.platform.files.scanner import ScannerFailed
from kinfold.platform.jobs import Progress
from kinfold.platform.models import AuditEvent, JobRun, StoredFile
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from tests.platform.test_files import OWN_SIGNATURE, PDF, kept_files, store

pytestmark = pytest.mark.usefixtures("files_root")


class FakeClamd(threading.Thread):
    """Speaks INSTREAM on a real socket; finds our own signature."""

    def __init__(self, answer: bytes = b"") -> None:
        super().__init__(daemon=True)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.server.getsockname()[1]}"
        self.answer = answer

    def run(self) -> None:
        while True:
            try:
                one, _ = self.server.accept()
            except OSError:
                return
            with one, one.makefile("rb") as stream:
                if stream.read(10) != b"zINSTREAM\0":
                    one.sendall(b"UNKNOWN COMMAND\0")
                    continue
                body = b""
                while size := int.from_bytes(stream.read(4), "big"):
                    body += stream.read(size)
                found = OWN_SIGNATURE in body
                verdict = b"stream: Own.Test FOUND" if found else b"stream: OK"
                one.sendall((self.answer or verdict) + b"\0")


@pytest.fixture
def clamd(settings: Settings) -> Iterator[FakeClamd]:
    fake = FakeClamd()
    fake.start()
    settings.KINFOLD_CLAMD = fake.address
    yield fake
    fake.server.close()


class TestScanning:
    def scan(self, by: Viewer, stored: StoredFile) -> str:
        with as_viewer(by):
            end = scan_file(by, Progress(), file_id=stored.pk)
            stored.refresh_from_db()
        return end.message if end else ""

    def test_nobody_opens_it_before_it_is_scanned(
        self,
        clamd: FakeClamd,
        practitioner: Viewer,
        sign_in: Callable[[Viewer], Client],
    ) -> None:
        stored = store(practitioner)
        client = sign_in(practitioner)
        assert client.get(f"/files/{stored.pk}/").status_code == 403
        with as_viewer(practitioner):
            assert JobRun.objects.get().ids == {"file_id": str(stored.pk)}
        assert "Nothing was found" in self.scan(practitioner, stored)
        answer = client.get(f"/files/{stored.pk}/")
        assert b"".join(answer.streaming_content) == PDF

    def test_a_virus_is_found_and_not_kept(
        self,
        clamd: FakeClamd,
        practitioner: Viewer,
        files_root: Path,
        django_capture_on_commit_callbacks: Callable[..., object],
    ) -> None:
        content = b"x" * 600_000 + OWN_SIGNATURE  # in a later piece of the stream
        stored = store(practitioner, "notes.txt", content)
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
            assert "A virus was found" in self.scan(practitioner, stored)
        assert stored.scan_state == StoredFile.Scan.REFUSED
        assert kept_files(files_root) == []

    @pytest.mark.parametrize("answer", [b"stream: ERROR", b"nonsense"])
    def test_an_unclear_answer_is_never_clean(
        self, clamd: FakeClamd, practitioner: Viewer, answer: bytes
    ) -> None:
        clamd.answer = answer
        stored = store(practitioner)
        with pytest.raises(ScannerFailed, match="no clear answer"):
            self.scan(practitioner, stored)

    def test_no_scanner_there_is_never_clean(
        self, practitioner: Viewer, settings: Settings
    ) -> None:
        settings.KINFOLD_CLAMD = "127.0.0.1:1"
        stored = store(practitioner)
        with pytest.raises(ScannerFailed):
            self.scan(practitioner, stored)
        with as_viewer(practitioner):
            assert StoredFile.objects.get().scan_state == "waiting"


class TestSweep:
    """What no row names goes after a day; everything else stays."""

    def age(self, *paths: Path, hours: float = 25) -> None:
        then = time.time() - hours * 3600
        for path in paths:
            os.utime(path, (then, then))

    def place(self, stored: StoredFile) -> Path:
        return place_of(stored.authority_id, stored.pk)

    def left_behind(self, by: Viewer) -> Path:
        """What an upload leaves whose transaction is rolled back after it."""
        with as_viewer(by), transaction.atomic():
            upload = SimpleUploadedFile("plan.pdf", PDF)
            place = self.place(store_file(upload=upload, by=by))
            transaction.set_rollback(True)
        assert place.exists()
        return place

    def test_what_a_rollback_left_goes_and_is_written_down(
        self,
        practitioner: Viewer,
        elsewhere: Viewer,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        mine, theirs = self.left_behind(practitioner), self.left_behind(elsewhere)
        named = self.place(store(practitioner))
        half = named.with_suffix(".part")
        half.write_bytes(b"half")
        self.age(mine, theirs, named, half)
        with caplog.at_level("INFO", logger="kinfold.files"):
            sweep.sweep()
        assert not mine.exists()
        assert not theirs.exists()
        assert not half.exists()
        assert named.exists()
        with as_viewer(practitioner):
            event = AuditEvent.objects.get(action="files.swept")
        assert event.changes == {"files": 2, "bytes": len(PDF) + 4}
        assert event.by_name == "Kinfold, every night"
        said = [getattr(record, "kinfold", {}) for record in caplog.records]
        here = str(practitioner.authority_id)
        assert {"authority": here, **event.changes} in said

    def test_what_is_younger_than_a_day_stays(self, practitioner: Viewer) -> None:
        left = self.left_behind(practitioner)
        self.age(left, hours=23)
        sweep.sweep()
        assert left.exists()
        with as_viewer(practitioner):
            assert not AuditEvent.objects.filter(action="files.swept").exists()

    @pytest.mark.parametrize("what", ["deleted", "refused"])
    def test_bytes_that_should_be_gone_already_go(
        self, practitioner: Viewer, what: str
    ) -> None:
        """The server stopped between the commit and the unlinking."""
        stored = store(practitioner)
        with as_viewer(practitioner):
            if what == "deleted":
                delete_file(file_id=stored.pk, why="sent by mistake", by=practitioner)
            else:
                StoredFile.objects.update(scan_state=StoredFile.Scan.REFUSED)
        assert self.place(stored).exists()
        self.age(self.place(stored))
        sweep.sweep()
        assert not self.place(stored).exists()

    def test_what_is_not_ours_to_judge_stays(
        self, practitioner: Viewer, files_root: Path
    ) -> None:
        nobodys = place_of(uuid4(), uuid4())
        note = files_root / str(practitioner.authority_id) / "note.txt"
        misplaced = files_root / str(practitioner.authority_id) / str(uuid4())
        for path in (nobodys, note, misplaced):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"x")
        self.age(nobodys, note, misplaced)
        sweep.sweep()
        assert all(path.exists() for path in (nobodys, note, misplaced))

    def test_extracts_that_nobody_will_read_go(
        self, practitioner: Viewer, files_root: Path
    ) -> None:
        folder = files_root / "imports" / str(practitioner.authority_id)
        folder.mkdir(parents=True)
        with as_viewer(practitioner):
            for state in PeopleImport.State.values:
                PeopleImport.objects.create(
                    authority_id=practitioner.authority_id,
                    file_name=state,
                    stored_as=f"{state}.csv",
                    state=state,
                )
        for name in (*PeopleImport.State.values, "nobody's"):
            (folder / f"{name}.csv").write_bytes(b"rows")
        self.age(*folder.iterdir())
        sweep.sweep()
        left = {path.stem for path in folder.iterdir()}
        assert left == {"waiting", "running"}
