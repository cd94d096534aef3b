"""What somebody is proud of. Fixed words."""

from __future__ import annotations

from decimal import Decimal

from kinfold.inquiries import actions as inquiries
from kinfold.inquiries.details import InquiryDetails
from kinfold.inquiries.models import AppreciativeInquiry
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family


def make_inquiry(
    by: Viewer, family: Family | None = None, **changes: object
) -> AppreciativeInquiry:
    given: dict[str, object] = {
        "proud_of": "I asked before I told.",
        "difference": "Mum says she was listened to for the first time.",
        "family_id": family.pk if family else None,
        "value": Decimal("8"),
    }
    with as_viewer(by):
        return inquiries.write_inquiry(
            details=InquiryDetails(**(given | changes)),  # type: ignore[arg-type]
            by=by,
        )
