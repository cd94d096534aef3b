"""A return that was read, and the figures that a recount leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.returns.models import (
    Figure,
    HandedReturn,
    Recount,
    ReturnFile,
    ReturnFinding,
)

# measure, year, breakdown, group, numerator, denominator, value; None is withheld
Row = tuple[str, int, str, str, float | None, float | None, float | None]
REPEAT: Sequence[Row] = (
    ("plan.repeat", 2024, "", "", 20, 80, 25.0),
    ("plan.repeat", 2025, "", "", 30, 100, 30.0),
    ("plan.repeat", 2025, "age", "Under 1", None, 20, None),
    ("plan.repeat", 2025, "age", "1 to 4", None, 80, None),
)


def make_return(viewer: Viewer) -> HandedReturn:
    """A census that was read, with one finding. Its bytes are nowhere."""
    with as_viewer(viewer):
        made = HandedReturn.objects.create(
            authority_id=viewer.in_authority(),
            kind=HandedReturn.Kind.CENSUS,
            year=2025,
            state=HandedReturn.State.READ,
            # the same return is not taken twice
            sha256=uuid4().hex * 2,
            given_by_id=viewer.worker_id,
            finding_count=1,
        )
        ReturnFile.objects.create(
            authority_id=viewer.in_authority(),
            handed=made,
            name="CIN 2025.xml",
            byte_count=1,
            sha256="0" * 64,
        )
        ReturnFinding.objects.create(
            authority_id=viewer.in_authority(),
            handed=made,
            number=1,
            about="100: ReferenceDate",
            rule="100",
            file="CIN 2025.xml",
            line=3,
            found="nothing",
            expected="ReferenceDate",
            mend="Give it",
            fate=ReturnFinding.Fate.KEPT,
        )
    return made


def make_recount(
    viewer: Viewer, rows: Sequence[Row] = REPEAT, *, on: Sequence[HandedReturn] = ()
) -> Recount:
    """One count of an authority, with the figures of these rows in their order.

    Args:
        on: the returns it was counted on.
    """
    with as_viewer(viewer):
        made = Recount.objects.create(
            authority_id=viewer.in_authority(),
            made_by_id=viewer.worker_id,
            policy="children_in_need",
            counted_from=[str(one.pk) for one in on],
            figure_count=len(rows),
        )
        Figure.objects.bulk_create(
            Figure(
                authority_id=viewer.in_authority(),
                recount=made,
                place=place,
                code=code,
                version=1,
                period=str(year),
                period_kind=Figure.PeriodKind.YEAR,
                starts_on=date(year - 1, 4, 1),
                ends_on=date(year, 3, 31),
                breakdown=breakdown,
                group=group,
                numerator=numerator,
                denominator=denominator,
                value=value,
                is_withheld=value is None,
            )
            for place, (
                code, year, breakdown, group, numerator, denominator, value,
            ) in enumerate(rows)
        )  # fmt: skip
    return made
