"""What can stop a change to a map, in words for the writer."""

from __future__ import annotations

from kinfold.drafts.errors import StaleWords, Standing
from kinfold_core.findings import Finding

__all__ = ["CannotDo", "CannotShare", "StaleWords", "Standing"]


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
