"""What can stop a plan from being called shown to work, in words for the reader."""

from __future__ import annotations

from kinfold.records.errors import CannotDo
from kinfold_core.findings import Finding


class NotShownYet(CannotDo):
    """Somebody has yet to see a rule for a hard moment work."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("Some hard moments have not been tried yet.")
        self.findings = findings
