"""Taking a file while it is taken back, from two connections, in real commits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from kinfold.extracts import keeping
from kinfold.extracts.actions.ending import end_extract
from kinfold.extracts.actions.taking import Gone, take_extract
from kinfold.extracts.models import MadeExtract
from kinfold.platform.fences import owned_models, programme_models
from kinfold.platform.models import (
    Authority,
    Programme,
    ProgrammeAuthority,
    ProgrammeMember,
    User,
)
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from tests.factories.extracts import give, make_request
from tests.factories.platform import (
    as_owner,
    make_authority,
    make_programme_viewer,
    make_worker_viewer,
)

pytestmark = pytest.mark.slow
BYTES = b"what was made"


@dataclass(frozen=True)
class Committed:
    """A made extract that every connection sees, and the two who may have it."""

    extract_id: UUID
    evaluator: Viewer
    lead: Viewer

    def take(self) -> str:
        """What the evaluator got, or why not."""
        try:
            with as_viewer(self.evaluator):
                taken = take_extract(request_id=self.extract_id, by=self.evaluator)
        except Gone as gone:
            return str(gone)
        with taken.file as file:
            return file.read().decode()

    def end(self) -> str:
        with as_viewer(self.lead):
            end_extract(request_id=self.extract_id, why="Taken back", by=self.lead)
        return "ended"


@pytest.fixture
def committed(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, files_root: Path
) -> Iterator[Committed]:
    """What stands here is committed, and taken away again afterwards."""
    with django_db_blocker.unblock():
        lead = make_worker_viewer(
            make_authority(f"Kept {uuid4().hex[:8]}"), Role.INFORMATION_GOVERNANCE
        )
        evaluator = make_programme_viewer(Role.EVALUATOR)
        asked = make_request(evaluator, lead)
        give(asked, lead)
        keeping.keep(asked.authority_id, asked.pk, BYTES)
        with as_viewer(lead):
            MadeExtract.objects.create(
                programme_id=asked.programme_id,
                authority_id=asked.authority_id,
                request=asked,
                sha256=sha256(BYTES).hexdigest(),
            )
        yield Committed(asked.pk, evaluator, lead)
        as_owner(lambda: _forget(asked.programme_id, evaluator, lead))
        connection.close()


@transaction.atomic
def _forget(programme_id: UUID, *viewers: Viewer) -> None:
    """Every row of theirs, in any order: keys are looked at in the end."""
    places = [one.authority_id for one in viewers if one.authority_id]
    users = [one.user_id for one in viewers]
    gone = [(model, "programme_id", [programme_id]) for model in programme_models()]
    gone += [(model, "authority_id", places) for model in owned_models()]
    gone += [
        (ProgrammeMember, "programme_id", [programme_id]),
        (ProgrammeAuthority, "programme_id", [programme_id]),
    ]
    with connection.cursor() as cursor:
        for model, column, ids in gone:
            table = model._meta.db_table
            cursor.execute(f'DELETE FROM "{table}" WHERE {column} = ANY(%s)', [ids])
        cursor.execute("DELETE FROM procrastinate_events")
        cursor.execute("DELETE FROM procrastinate_jobs")
    Programme.objects.filter(pk=programme_id).delete()
    User.objects.filter(pk__in=users).delete()
    Authority.objects.filter(pk__in=places).delete()


def meanwhile(do: Callable[[], str], came_of_it: list[str]) -> Thread:
    """`do` from a connection of its own, which is given a second to come to an end."""

    def run() -> None:
        try:
            came_of_it.append(do())
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join(timeout=1)
    return thread


def test_what_was_taken_first_is_whole_and_the_withdrawal_waits_for_it(
    committed: Committed,
) -> None:
    ended: list[str] = []
    with transaction.atomic():
        with as_viewer(committed.evaluator):
            taken = take_extract(
                request_id=committed.extract_id, by=committed.evaluator
            )
        other = meanwhile(committed.end, ended)
        assert ended == []
    other.join(timeout=60)
    assert ended == ["ended"]
    with taken.file as file:
        assert file.read() == BYTES
    assert committed.take() == "ended"


def test_what_was_taken_back_first_is_not_to_be_had(committed: Committed) -> None:
    got: list[str] = []
    with transaction.atomic():
        committed.end()
        other = meanwhile(committed.take, got)
        assert got == []
    other.join(timeout=60)
    assert got == ["ended"]
