"""Making the tables draws each model alone, and the tables are what the models say."""

from __future__ import annotations

from functools import partial

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from kinfold.platform.migrating import QuickExecutor, changes_alone

NUMBERED = ("id", models.BigAutoField(primary_key=True))


def _house() -> Operation:
    fields = [NUMBERED, ("number", models.IntegerField(unique=True))]
    return operations.CreateModel("House", [*fields, ("colour", models.TextField())])


def _door() -> Operation:
    house = models.ForeignKey("walk.House", models.CASCADE)
    return operations.CreateModel("Door", [NUMBERED, ("house", house)])


def _alter(name: str, field: models.Field) -> Operation:
    return operations.AlterField("House", name, field)


def _in_state_only(step: Operation) -> Operation:
    return operations.SeparateDatabaseAndState(state_operations=[step])


@pytest.mark.parametrize(
    ("step", "is_alone"),
    [
        (_door(), True),
        (operations.AddField("House", "floor", models.TextField()), True),
        (operations.RunSQL("SELECT 1"), True),
        (_in_state_only(_door()), True),
        (_alter("colour", models.CharField(max_length=9)), True),
        (_alter("colour", models.TextField(unique=True)), False),
        (_alter("number", models.BigIntegerField(unique=True)), False),
        (_alter("unknown", models.TextField()), False),
        (operations.RenameModel("House", "Home"), False),
        (operations.RunPython(operations.RunPython.noop), False),
        (_in_state_only(operations.DeleteModel("House")), False),
    ],
)
def test_what_others_could_point_at_is_left_to_django(step, is_alone):
    state = ProjectState()
    _house().state_forwards("walk", state)
    assert changes_alone([step], "walk", state) is is_alone


def _walk(executor: MigrationExecutor) -> list[str]:
    """Made-up steps, some alone and some not. What hangs on a home in the last."""
    hang_on_it: list[str] = []

    def look(known: object, editor: object) -> None:
        found = known.get_model("walk", "Home")._meta.related_objects
        hang_on_it.extend(each.related_model.__name__ for each in found)

    tie = models.ForeignKey("walk.Door", models.CASCADE, null=True)
    window = models.ForeignKey("walk.House", models.CASCADE)
    several = [
        [_house(), _door()],
        [operations.CreateModel("Window", [NUMBERED, ("house", window)])],
        [operations.AddField("House", "front", tie)],
        [_alter("colour", models.CharField(max_length=9))],
        [_alter("id", models.UUIDField(primary_key=True))],
        [operations.RenameModel("House", "Home")],
        [operations.RenameField("Door", "house", "home")],
        [operations.RunPython(look)],
    ]
    state = ProjectState()
    for number, steps in enumerate(several):
        migration = Migration(f"{number:04}_made_up", "walk")
        migration.operations = steps
        state.apps  # noqa: B018  as Django does before each
        state = executor.apply_migration(state, migration)
    return sorted(hang_on_it)


@pytest.mark.django_db
def test_the_statements_are_those_that_django_gives(monkeypatch):
    editors = []
    collecting = partial(connection.schema_editor, collect_sql=True)

    def collected(atomic=True):
        editors.append(collecting(atomic=atomic))
        return editors[-1]

    monkeypatch.setattr(connection, "schema_editor", collected)
    monkeypatch.setattr(MigrationExecutor, "record_migration", lambda *args: None)
    walked = []
    for kind in (MigrationExecutor, QuickExecutor):
        editors.clear()
        hang_on_it = _walk(kind(connection))
        said = [sql for editor in editors for sql in editor.collected_sql]
        walked.append((said, hang_on_it))
    assert walked[0] == walked[1]
    assert len(walked[0][0]) > 10
    assert walked[0][1] == ["Door", "Window"]


@pytest.mark.django_db
def test_the_tables_are_what_the_models_say():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, a.attname, NOT a.attnotnull"
            " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'"
            " AND a.attnum > 0 AND NOT a.attisdropped"
        )
        stand = {(table, column): may_be_null for table, column, may_be_null in cursor}
        cursor.execute(
            "SELECT conname FROM pg_constraint"
            " UNION SELECT indexname FROM pg_indexes WHERE schemaname = 'public'"
        )
        named = {name for (name,) in cursor}
    ours = [m for m in apps.get_models() if m.__module__.startswith("kinfold.")]
    wanted = {
        (model._meta.db_table, field.column): field.null
        for model in ours
        for field in model._meta.local_concrete_fields
    }
    tables = {table for table, _ in wanted}
    assert {key: null for key, null in stand.items() if key[0] in tables} == wanted
    for model in ours:
        for each in (*model._meta.constraints, *model._meta.indexes):
            assert each.name in named
