"""Changing by when an authority hopes for what. What was hoped for before stays."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kinfold.expectations.errors import ExpectationsChanged
from kinfold.expectations.models import ExpectationVersion
from kinfold.expectations.selectors import standing_expectations
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action
from kinfold_core.practice.expectations import LIMITS, Expectations, values_of


@transaction.atomic
def write_expectations(
    *, hoped: Expectations, seen_version: int, why: str, by: Viewer
) -> None:
    """Keep these as the newest version; the same ones change nothing.

    Nothing of a family's is touched: what is hoped for is read when a page is drawn.

    Raises:
        PermissionDenied: they are not the writer's to change.
        CannotDo: no reason, or a number that is too small or too large.
        ExpectationsChanged: somebody wrote a version after the one the writer saw.
    """
    decision = by.may(Action.EDIT_EXPECTATIONS)
    if not decision:
        raise PermissionDenied(decision.reason)
    standing = standing_expectations(by)
    wanted, before = values_of(hoped), values_of(standing.hoped)
    if wanted == before:
        return
    if standing.version != seen_version:
        raise ExpectationsChanged(standing)
    for name, number in wanted.items():
        least, most = LIMITS[name]
        if not least <= number <= most:
            raise CannotDo(f"Give a number from {least} to {most}", name)
    if not why.strip():
        raise CannotDo("Say why, so that colleagues know", "why")
    row = ExpectationVersion(
        authority_id=by.in_authority(),
        version=standing.version + 1,
        why=why,
        written_by_id=by.as_worker(),
        **wanted,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise ExpectationsChanged(standing_expectations(by)) from None
    audit.record(
        by=by,
        action="expectations.written",
        target=row,
        changes={
            name: [before[name], number]
            for name, number in wanted.items()
            if number != before[name]
        },
        why=why,
    )
