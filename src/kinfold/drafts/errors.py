"""What stands when somebody saves words over a newer version of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from kinfold.platform.errors import Conflict

DetailsT = TypeVar("DetailsT")


@dataclass(frozen=True, slots=True)
class Standing(Generic[DetailsT]):
    """What is on the record now, by whom and since when."""

    details: DetailsT
    version: int
    changed_by: str
    changed_at: datetime


class StaleWords(Conflict, Generic[DetailsT]):
    """Somebody else saved first. `standing` is what they wrote; nothing was changed."""

    def __init__(self, standing: Standing[DetailsT]) -> None:
        super().__init__(f"{standing.changed_by} changed this while you were writing.")
        self.standing = standing
