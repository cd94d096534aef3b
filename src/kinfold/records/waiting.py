"""What waits for somebody, as each room says it.

The list of families is below every room, and names none of them: a room says when it
starts what can wait in it, as `kinfold.platform.deeds.explain` does for the audit.
Nothing is written and nothing is ticked off: a line goes when what it waits for is so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import CharField, F, QuerySet, Value

from kinfold_core.access import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Of which families, for whom, and on which day it is asked what waits."""

    authority_id: UUID
    family_ids: Sequence[UUID] | QuerySet[Any, UUID]
    worker_id: UUID
    today: date


# rows of (family, what waits, its day), one for a family at most
Rows: TypeAlias = QuerySet[Any, tuple[UUID, str, date]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of thing that waits.

    Attributes:
        order: what asks for attention first has the smallest.
        needs: it waits for those who may do this with the family.
        page: the name of the address where it is done.
        rows: the families in which it waits.
        say: the line, from its day and today.
        is_after_end: it waits in families whose record was closed, not too long ago.
        is_by_name: `rows` are those of this worker alone. It waits for them whosever
            families they look at: who works for the whole authority has none.
    """

    key: str
    order: int
    icon: str
    needs: Action
    page: str
    rows: Callable[[Asked], Rows]
    say: Callable[[date, date], str]
    is_after_end: bool = False
    is_by_name: bool = False


_KINDS: dict[str, Kind] = {}


def offer(kinds: Iterable[Kind]) -> None:
    """Add what can wait in a room."""
    _KINDS.update({kind.key: kind for kind in kinds})


def offered() -> Mapping[str, Kind]:
    return MappingProxyType(_KINDS)


def told(
    rows: QuerySet[Any], asked: Asked, key: str, day: Any, family: str = "family_id"
) -> Rows:
    """The rows of these families, under the name of what waits."""
    narrowed = rows.filter(
        authority_id=asked.authority_id, **{f"{family}__in": asked.family_ids}
    ).order_by()
    named = narrowed.values(of=F(family)).annotate(
        what=Value(key, output_field=CharField()), day=_as_day(day)
    )
    found: Rows = named.values_list("of", "what", "day")
    return found


def _as_day(day: Any) -> Any:
    return F(day) if isinstance(day, str) else day
