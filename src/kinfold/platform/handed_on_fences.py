"""Who reads what one authority handed to named others of its programme (ADR 40).

The giver writes and reads; whoever it was handed to reads while it stands and the stay
lasts in which it was handed on. Two policies, because one for everything would let a
recipient delete the row.
"""

from __future__ import annotations

from kinfold.platform.fence_rules import (
    AUTHORITY,
    IN_PROGRAMME,
    MEMBER,
    OURS,
    TODAY,
    of_this_stay,
)
from kinfold.platform.models.bases import FencedKey, HandedOn
from kinfold.platform.models.said_by import SaidBy

_STANDS = f"withdrawn_on IS NULL AND (until IS NULL OR until >= {TODAY})"
_TO_ME = (
    f"({AUTHORITY} = ANY (recipients) AND {IN_PROGRAMME}) "
    f"OR (to_programme AND {MEMBER})"
)
_IDS = "SELECT t.id FROM"


def handed_on_rules(model: type[HandedOn]) -> tuple[tuple[str, str], ...]:
    """The kind and the rule of each policy of its table."""
    mine = f"USING ({OURS}) WITH CHECK ({OURS} AND {IN_PROGRAMME})"
    seen = f"{_STANDS} AND {_lasts(model)} AND ({_TO_ME})"
    return ("giver", mine), ("recipient", f"FOR SELECT USING ({seen})")


def _lasts(model: type[HandedOn]) -> str:
    """By when it was said; one that says no time goes by the row that it hangs on,
    whose own policies hold within this question."""
    if issubclass(model, SaidBy):
        return of_this_stay(model._meta.db_table)
    [key] = [one for one in model._meta.local_fields if isinstance(one, FencedKey)]
    hangs_on = key.related_model._meta.db_table
    return f"{key.column} IN ({_IDS} {hangs_on} t)"
