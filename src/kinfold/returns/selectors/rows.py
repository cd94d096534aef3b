"""The rows of an authority's returns, to count on or make extracts of. Viewer first.

Raises, everywhere:
    PermissionDenied: the policy refuses; the message is safe to show.
    NotFound: the viewer belongs to no authority.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from kinfold.platform.viewer import Viewer
from kinfold.returns import keeping
from kinfold.returns.models import HandedReturn
from kinfold.returns.selectors.returns import returns_that_count

Kind = HandedReturn.Kind


def returns_counted_on(viewer: Viewer) -> list[HandedReturn]:
    """The returns that figures are made of.

    An extract of the Standard Safeguarding Dataset tells again what the statutory
    returns tell, so it is counted only where there is none of these. Kinfold's own
    record tells what neither does.
    """
    whole = [one for one in returns_that_count(viewer) if one.years]
    own = [one for one in whole if one.kind == Kind.KINFOLD]
    extracts = [one for one in whole if one.kind == Kind.STANDARD]
    statutory = [one for one in whole if one not in (*own, *extracts)]
    return [*(statutory or extracts), *own]


def rows_of(
    viewer: Viewer, returns: Iterable[HandedReturn]
) -> tuple[dict[str, pa.Table], dict[int, set[str]]]:
    """The rows of all returns together, and which tables each year's returns hold."""
    parts: dict[str, list[pa.Table]] = {}
    held: dict[int, set[str]] = {}
    for one in returns:
        for name, table in keeping.tables_of(viewer.in_authority(), one.pk).items():
            parts.setdefault(name, []).append(table)
        for year in one.years:
            held.setdefault(year, set()).update(one.tables)
    return {name: pa.concat_tables(some) for name, some in parts.items()}, held
