"""Lines of an ecomap, as somebody said them."""

from __future__ import annotations

from datetime import date

from kinfold.family_picture.actions import draw_line
from kinfold.family_picture.models import SupportLine
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.genogram.ecomap import LineDetails, Tie


def make_line(by: Viewer, family: Family, **changes: object) -> SupportLine:
    """A strong line to the school, unless it is said otherwise."""
    details: dict[str, object] = {
        "service": "St Anne's",
        "tie": Tie.STRONG,
        "said_by": "Amira",
        "said_on": date(2026, 5, 1),
    }
    with as_viewer(by):
        return draw_line(
            family_id=family.pk,
            details=LineDetails(**details | changes),  # type: ignore[arg-type]
            by=by,
        )
