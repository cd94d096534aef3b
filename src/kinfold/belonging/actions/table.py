"""The picture that lies on the table: kept at every tap, nobody else's until saved."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from kinfold.drafts.actions import keep_draft
from kinfold.drafts.typed import CannotKeep, Typed
from kinfold.family_finding.holding import At, hold_at
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo


@transaction.atomic
def lay_on_table(
    *, at: At, path: str, title: str, boxes: Mapping[str, str], by: Viewer
) -> None:
    """Lay a list into the form at `path`, as if its worker had typed it there (ADR 17).

    Raises:
        CannotDo: the episode has ended, or it is more than a form may hold.
    """
    hold_at(by, at)
    typed = Typed(title, {name: (text,) for name, text in boxes.items()})
    try:
        keep_draft(family_id=at.family_id, path=path, typed=typed, by=by)
    except CannotKeep as error:
        raise CannotDo(str(error)) from error
