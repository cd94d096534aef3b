"""Migrations without drawing every model anew for each step.

After each step Django draws all models again that hang together with the changed one.
Here that is all of them, for each hangs on an authority: making the tables took minutes
of processor time, nearly all of it for this. A step that only adds, or changes what no
other table points at, needs the changed model alone; the others stay as they were
drawn. Whatever else a migration does, it is done in Django's own way, with every model
drawn anew first. The tables come out the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_ADDS = (
    operations.CreateModel,
    operations.AddField,
    operations.RemoveField,
    operations.AddConstraint,
    operations.RemoveConstraint,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.AlterModelOptions,
)


class QuickExecutor(MigrationExecutor):
    """Django's own, save for what it draws between the steps of `changes_alone`."""

    def apply_migration(
        self, state: ProjectState, migration: Migration, *args: Any, **kwargs: Any
    ) -> ProjectState:
        if changes_alone(migration.operations, migration.app_label, state):
            with _each_model_alone():
                return super().apply_migration(state, migration, *args, **kwargs)
        if state.is_delayed:
            state.clear_delayed_apps_cache()
            state.is_delayed = False
            state.apps  # noqa: B018  drawn now, once for the state before and after
        return super().apply_migration(state, migration, *args, **kwargs)


def changes_alone(
    steps: Iterable[Operation], app_label: str, state: ProjectState
) -> bool:
    """Whether no step changes what the row of another table could point at."""
    return all(_changes_alone(step, app_label, state) for step in steps)


def _changes_alone(step: Operation, app_label: str, state: ProjectState) -> bool:
    if isinstance(step, operations.SeparateDatabaseAndState):
        both = (*step.database_operations, *step.state_operations)
        return changes_alone(both, app_label, state)
    if isinstance(step, operations.RunSQL):
        return not step.state_operations
    if isinstance(step, operations.AlterField):
        model = state.models.get((app_label, step.model_name.lower()))
        before = model.fields.get(step.name) if model else None
        # a key or a unique column may be pointed at; so may one we do not know
        return before is not None and not (before.unique or step.field.unique)
    return type(step) in _ADDS


@contextmanager
def _each_model_alone() -> Iterator[None]:
    state: Any = ProjectState
    django_s = state._find_reload_model
    state._find_reload_model = _alone
    try:
        yield
    finally:
        state._find_reload_model = django_s


def _alone(
    state: ProjectState, app_label: str, model_name: str, delay: bool = False
) -> set[tuple[str, str]]:
    """Which models to draw anew. Says to Django that the others are behind."""
    state.is_delayed = True
    return {(app_label, model_name)}
