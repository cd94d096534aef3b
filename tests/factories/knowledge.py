"""An item of a knowledge bank."""

from __future__ import annotations

from uuid import UUID

from kinfold.knowledge import actions
from kinfold.knowledge.models import Item
from kinfold.platform.likely_identifiers import Kept
from kinfold.platform.models import Programme
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.people.likely_identifiers import likely_in


def make_item(
    by: Viewer, programme: Programme, *, alone: bool = False, **changes: object
) -> Item:
    usual: dict[str, object] = {
        "kind": "method",
        "title": "Who are your people?",
        "summary": "Ask for the network at the first meeting.",
        "rights": "own",
        "body": "A name is only a beginning.",
    }
    words = actions.Words(**{**usual, **changes})  # type: ignore[arg-type]
    with as_viewer(by):
        return actions.add(
            programme_id=programme.pk,
            words=words,
            kept=[Kept(one, "Made up") for one in likely_in(words.texts())],
            is_for_us_alone=alone,
            by=by,
        )


def make_knowledge_rows(by: Viewer, programme: Programme) -> dict[str, UUID]:
    row = make_item(by, programme)
    with as_viewer(by):
        actions.collect(item_id=row.pk, collection="Beginning", by=by)
    return {"knowledge_item_id": row.pk}
