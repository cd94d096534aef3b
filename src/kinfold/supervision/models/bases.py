"""What rows of supervision have in common."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact

from kinfold_core.practice import scales

STEP = Decimal(str(scales.STEP))


def by_halves(field: str) -> Q:
    """Nothing, or a number from 0 to 10 on a half point."""
    return Q(**{field: None}) | Q(
        Exact(F(field) % models.Value(STEP), models.Value(Decimal(0))),
        **{f"{field}__gte": 0, f"{field}__lte": 10},
    )


def number_field() -> models.DecimalField[Decimal | None, Decimal | None]:
    return models.DecimalField(max_digits=3, decimal_places=1, null=True)
