"""Who looked and who changed: written with the deed, chained at commit."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.db import connection, transaction

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent, AuditLink
from kinfold.platform.tenancy import as_viewer
from tests.factories.platform import make_team

pytestmark = pytest.mark.django_db


def commit() -> None:
    """What a commit would do: run the deferred trigger."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def team(authority):
    return make_team(authority)


def test_a_look_says_who_what_and_why(practitioner, team):
    with as_viewer(practitioner):
        audit.note_read(practitioner, target=team, page="team", why="duty call")
        event = AuditEvent.objects.get()
    assert (event.kind, event.action, event.why) == ("read", "team", "duty call")
    assert event.by_name == practitioner.name
    assert (event.target, event.target_id) == ("platform.team", str(team.pk))
    assert event.at is not None


def test_a_change_outside_a_transaction_is_refused(practitioner, team, monkeypatch):
    connection_now = transaction.get_connection()
    monkeypatch.setattr(connection_now, "in_atomic_block", False)
    with pytest.raises(RuntimeError, match="outside a transaction"):
        audit.record(by=practitioner, action="x", target=team, changes={})


def test_somebody_without_an_authority_has_nothing_to_read(programme_lead, team):
    with pytest.raises(NotFound):
        audit.note_read(programme_lead, target=team, page="team")


def test_a_search_keeps_its_words_and_how_many_were_shown(practitioner):
    with as_viewer(practitioner):
        audit.note_search(practitioner, words="okafor" * 100, result_count=3)
        event = AuditEvent.objects.get()
    assert event.changes["shown"] == 3
    assert len(event.changes["words"]) == 200


def test_each_authority_has_a_chain_of_its_own(practitioner, elsewhere, team):
    for viewer, pages in ((practitioner, "ab"), (elsewhere, "c")):
        with as_viewer(viewer):
            for page in pages:
                audit.note_read(viewer, target=team, page=page)
            commit()
    with as_viewer(practitioner):
        first, second = AuditLink.objects.order_by("position")
        assert (first.position, second.position) == (1, 2)
        assert first.previous_hash == ""
        assert second.previous_hash == first.hash
    with as_viewer(elsewhere):
        assert AuditLink.objects.get().previous_hash == ""


def test_a_link_is_the_digest_of_its_event_and_the_link_before(practitioner, team):
    with as_viewer(practitioner):
        audit.record(
            by=practitioner, action="team.renamed", target=team, changes={"é": ["a"]}
        )
        commit()
        event, link = AuditEvent.objects.get(), AuditLink.objects.get()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT changes::text, (extract(epoch FROM at) * 1000000)::bigint "
                "FROM platform_auditevent"
            )
            changes, microseconds = cursor.fetchone()
    fields = [
        "", event.id, event.authority_id, microseconds, event.kind, event.action,
        event.by_user_id, event.by_worker_id, event.by_name, event.target,
        event.target_id, "", "", event.why, changes,
    ]  # fmt: skip
    text = json.dumps([str(field) for field in fields], ensure_ascii=False)
    assert link.hash == hashlib.sha256(text.encode()).hexdigest()


def test_looks_of_a_failed_request_are_written_again(practitioner, team):
    audit.begin_request()
    with pytest.raises(ValueError, match="broken"), as_viewer(practitioner):
        audit.note_read(practitioner, target=team, page="team")
        raise ValueError("broken")
    with as_viewer(practitioner):
        assert AuditEvent.objects.count() == 0
        audit.rewrite_after_rollback()
        assert AuditEvent.objects.get().action == "team"
