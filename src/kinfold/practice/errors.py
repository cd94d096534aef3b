"""What can stop a change to a map, in words for the writer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from kinfold.platform.errors import Conflict
from kinfold_core.findings import Finding

DetailsT = TypeVar("DetailsT")


class CannotDo(Exception):
    """The change makes no sense. The message says why and how to mend it.

    `field` names the form field it is about; "" is the whole form.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message, self.field = message, field


class CannotShare(CannotDo):
    """Rules of level "block" stand between the map and the family's hands."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("Some words are still missing before this can be shared.")
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Standing(Generic[DetailsT]):
    """What is on the map now, by whom and since when."""

    details: DetailsT
    version: int
    changed_by: str
    changed_at: datetime


class StaleWords(Conflict, Generic[DetailsT]):
    """Somebody else saved first. `standing` is what they wrote; nothing was changed."""

    def __init__(self, standing: Standing[DetailsT]) -> None:
        super().__init__(f"{standing.changed_by} changed this while you were writing.")
        self.standing = standing
