"""Every wording is kept in the history of what it is; the audit names what changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import (
    DangerSetRevision,
    DangerStatement,
    MapEntry,
    MapEntryRevision,
    Mapping,
)

_encode = DjangoJSONEncoder().default


def as_json(details: Any) -> dict[str, Any]:
    """Details as plain values that a JSON column holds: dates and ids as text."""
    return {key: _plain(value) for key, value in asdict(details).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return _encode(value)


def keep_wording(
    row: MapEntry | DangerStatement,
    mapping: Mapping,
    change: MapEntryRevision.Change,
    by: Viewer,
    *,
    words: dict[str, Any],
    fields: list[str],
) -> None:
    """Add the words as they now stand to the history, and the change to the audit.

    The audit says which fields, and none of their words: it is read by people who may
    not read what a child kept to themselves, and a child's words are in any field.
    """
    kept = {
        "authority_id": row.authority_id,
        "version": row.version,
        "change": change,
        "map_version": mapping.version,
        "words": words,
        "changed_by_id": row.changed_by_id,
    }
    if isinstance(row, MapEntry):
        name = "map_entry"
        MapEntryRevision.objects.create(**kept, entry=row)
    else:
        name = "danger_statement"
        DangerSetRevision.objects.create(**kept, danger=row)
    audit.record(
        by=by,
        action=f"{name}.{change}",
        target=row,
        changes={"fields": fields} if fields else {},
        family_id=mapping.family_id,
    )


def changed(before: Any, words: dict[str, Any]) -> list[str]:
    """The name of each word that is not as it was."""
    was = as_json(before)
    return sorted(key for key in was if was[key] != words[key])
