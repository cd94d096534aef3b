"""Keeping the line from what stood to what stands, and what people said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.practice.holding import writer_of
from kinfold.practice.models import DangerStatement, Disagreement, MapEntry, Mapping
from kinfold.versions.models import Lineage

Placed = MapEntry | DangerStatement


def keep_lines(
    kind: Lineage.Kind,
    old: Sequence[Placed],
    new: Sequence[Placed],
    mapping: Mapping,
    by: Viewer,
) -> None:
    """A line from each of `old` to each of `new`; a different view goes along.

    Nobody's "I see it differently" is left behind with the old words.
    """
    mapping.refresh_from_db(fields=["version"])
    for before in old:
        for after in new:
            line = Lineage.objects.create(
                authority_id=mapping.authority_id,
                kind=kind,
                recorded_by_id=writer_of(by),
                **_end("from", before),
                **_end("to", after),
            )
            _carry(before, after, mapping)
            audit.record(
                by=by,
                action=f"map.{kind}",
                target=line,
                changes={"from": str(before.pk), "to": str(after.pk)},
                family_id=mapping.family_id,
            )


def _end(which: str, row: Placed) -> dict[str, Placed]:
    what = "entry" if isinstance(row, MapEntry) else "danger"
    return {f"{which}_{what}": row}


def _carry(before: Placed, after: Placed, mapping: Mapping) -> None:
    here: dict[str, Any] = {"authority_id": mapping.authority_id}
    target = _of(after)
    Disagreement.objects.bulk_create(
        Disagreement(
            **here,
            **target,
            person_id=said.person_id,
            worker_id=said.worker_id,
            name=said.name,
            words=said.words,
            said_on=said.said_on,
            map_version=mapping.version,
            recorded_by_id=said.recorded_by_id,
        )
        for said in Disagreement.objects.filter(**here, **_of(before)).order_by(
            "recorded_at"
        )
    )


def _of(row: Placed) -> dict[str, Placed]:
    return {"entry" if isinstance(row, MapEntry) else "danger": row}
