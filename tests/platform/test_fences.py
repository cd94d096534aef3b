"""Another authority's rows do not exist, for any statement of the application's."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, connections, transaction

from kinfold.platform.fences import missing_fences, unexplained_tables
from kinfold.platform.models import AuditEvent, AuditLink, Authority, Team, User, Worker
from kinfold.platform.tenancy import as_authority, as_viewer, set_viewer
from kinfold_core.access import Role
from tests.factories.platform import make_team, make_worker_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_teams(authority, elsewhere_authority):
    return make_team(authority, "Here"), make_team(elsewhere_authority, "There")


def test_the_suite_runs_in_the_role_of_the_application():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls OR rolcreatedb "
            "FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("kinfold_app", False)


def test_every_table_is_fenced_or_exempted_with_a_reason():
    with connection.cursor() as cursor:
        assert unexplained_tables(cursor) == []
        assert missing_fences(cursor) == []


def test_the_application_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relowner = 'kinfold_app'::regrole"
        )
        assert cursor.fetchall() == []


def test_without_a_viewer_there_is_nothing(two_teams):
    assert Team.objects.count() == 0


def test_a_forgotten_filter_shows_ones_own_rows_only(two_teams, elsewhere_authority):
    with as_authority(elsewhere_authority.pk):
        assert [team.name for team in Team.objects.all()] == ["There"]


def test_a_row_cannot_be_written_into_another_authority(authority, elsewhere_authority):
    with pytest.raises(DatabaseError), as_authority(authority.pk):
        Team.objects.create(authority=elsewhere_authority, name="Planted")


def test_a_row_cannot_be_moved_to_another_authority(two_teams, elsewhere_authority):
    here, _ = two_teams
    with pytest.raises(DatabaseError), as_authority(here.authority_id):
        Team.objects.filter(pk=here.pk).update(authority=elsewhere_authority)


def test_another_authoritys_row_cannot_be_changed_or_deleted(two_teams, authority):
    _, there = two_teams
    with as_authority(authority.pk):
        assert Team.objects.filter(pk=there.pk).update(name="Taken") == 0
        assert Team.objects.filter(pk=there.pk).delete()[0] == 0


def test_a_key_cannot_point_into_another_authority(two_teams, authority):
    _, there = two_teams
    viewer = make_worker_viewer(authority, Role.PRACTITIONER)
    with pytest.raises(DatabaseError), as_authority(authority.pk):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO platform_teammembership"
                "(id, authority_id, team_id, worker_id, is_manager, started_on)"
                " VALUES (gen_random_uuid(), %s, %s, %s, false, '2026-01-05')",
                [authority.pk, there.pk, viewer.worker_id],
            )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_viewer_ends_with_the_transaction_and_nests(two_teams):
    here, there = two_teams
    with as_authority(here.authority_id):
        with as_authority(there.authority_id):
            assert Team.objects.get().name == "There"
        assert Team.objects.get().name == "Here"
    assert Team.objects.count() == 0


def test_an_error_inside_restores_the_viewer(two_teams):
    here, there = two_teams
    with as_authority(here.authority_id):
        with pytest.raises(ValueError, match="oops"), as_authority(there.authority_id):
            raise ValueError("oops")
        assert Team.objects.get().name == "Here"


def test_setting_a_viewer_outside_a_transaction_is_refused(monkeypatch):
    monkeypatch.setattr(connections["default"], "in_atomic_block", False)
    with pytest.raises(RuntimeError, match="per transaction"):
        set_viewer(None, 1)


def test_the_application_cannot_alter_or_remove_an_audit_event(practitioner):
    for statement in (
        "UPDATE platform_auditevent SET why = 'x'",
        "DELETE FROM platform_auditevent",
        "TRUNCATE platform_auditevent",
        "INSERT INTO platform_auditlink SELECT * FROM platform_auditlink",
        "ALTER TABLE platform_team NO FORCE ROW LEVEL SECURITY",
        "DROP TABLE platform_team",
    ):
        with (
            pytest.raises(DatabaseError),
            as_viewer(practitioner),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_once_signed_in_only_ones_own_account_is_visible(practitioner, elsewhere):
    assert User.objects.count() == 2
    with as_viewer(practitioner):
        assert [user.pk for user in User.objects.all()] == [practitioner.user_id]


def test_somebody_sees_their_own_places_before_choosing_one(practitioner, elsewhere):
    with as_authority(None, user_id=practitioner.user_id):
        assert [w.pk for w in Worker.objects.all()] == [practitioner.worker_id]


def test_authorities_can_be_read_and_not_written(authority):
    assert Authority.objects.count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        Authority.objects.update(name="Taken")


def test_models_of_the_audit_are_empty_elsewhere(practitioner, elsewhere):
    with as_viewer(elsewhere):
        assert AuditEvent.objects.count() == AuditLink.objects.count() == 0
