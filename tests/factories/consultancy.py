"""A visit to an authority's leaders with a promise of either side."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kinfold.consultancy.models import Promise, Sitting
from kinfold.platform.models import Authority, Programme
from kinfold.platform.models.said_by import said_by
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer

DAY = date(2026, 9, 3)


def make_sitting(
    by: Viewer, programme: Programme, authority: Authority, **changes: object
) -> Sitting:
    usual = {"kind": "visit", "day": DAY, "priorities": "Families own their plans"}
    with as_viewer(by):
        return Sitting.objects.create(
            programme=programme,
            authority=authority,
            **{**usual, **changes},
            **said_by(by),
        )


def make_promise(by: Viewer, sitting: Sitting, **changes: object) -> Promise:
    usual = {
        "side": "programme", "words": "Send a trainer", "who": "Tom", "by_day": DAY,
    }  # fmt: skip
    with as_viewer(by):
        return Promise.objects.create(
            programme_id=sitting.programme_id,
            authority_id=sitting.authority_id,
            sitting=sitting,
            **{**usual, **changes},
            **said_by(by),
        )


def make_consultancy_rows(
    by: Viewer, programme: Programme, authority: Authority
) -> dict[str, UUID]:
    """A row for every part of an address."""
    sitting = make_sitting(by, programme, authority)
    return {
        "sits_with": authority.pk,
        "sitting_id": sitting.pk,
        "promise_id": make_promise(by, sitting).pk,
    }
