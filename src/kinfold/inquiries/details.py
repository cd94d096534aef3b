"""What the form of an inquiry learns and its actions write: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryDetails:
    """What a worker is proud of, and what it changed."""

    proud_of: str
    family_id: UUID | None = None
    details: str = ""
    difference: str = ""
    learned: str = ""
    value: Decimal | None = None
