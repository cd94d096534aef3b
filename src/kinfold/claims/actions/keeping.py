"""How each row of this app is kept: by whom, under its number, and audited."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max

from kinfold.claims.errors import WrittenMeanwhile
from kinfold.claims.models import Written
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold_core.decision import Decision

W = TypeVar("W", bound=Written)
TRIES = 5


def insist(*, decision: Decision, by: Viewer) -> None:
    """Raises:
    PermissionDenied: the policy refused `by`; the message is safe to show."""
    if not decision:
        raise PermissionDenied(decision.reason)


def keep(
    *, row: W, action: str, by: Viewer, changes: dict[str, Any] | None = None
) -> W:
    """Keep a row that is new, and write down who did it.

    Raises:
        WrittenMeanwhile: somebody else kept this version, or the same, first.
    """
    row.by_user_id, row.by_name, row.by_place = by.user_id, by.name, by.place_name
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise WrittenMeanwhile(None) from None
    audit.record_in_programme(by=by, action=action, target=row, changes=changes or {})
    return row


def keep_numbered(*, row: Any, action: str, by: Viewer) -> Any:
    """Keep a row under the next number of its programme. Two at once get two numbers.

    Raises:
        WrittenMeanwhile: the same stands already, or too many wrote at once.
    """
    rows = type(row).objects.filter(programme_id=row.programme_id)
    last: int | None = None
    for _ in range(TRIES):
        newest = rows.aggregate(last=Max("number"))["last"] or 0
        if newest == last:  # not the number was taken: something else stands already
            break
        row.number, last = newest + 1, newest
        try:
            return keep(row=row, action=action, by=by)
        except WrittenMeanwhile:
            continue
    raise WrittenMeanwhile(None)
