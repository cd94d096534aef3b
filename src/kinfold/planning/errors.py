"""What can stop a plan, in words for the reader."""

from __future__ import annotations

from kinfold.records.errors import CannotDo
from kinfold_core.findings import Finding


class CannotGoLive(CannotDo):
    """Rules of level "block" stand between the plan and being lived by."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("The plan cannot be lived by yet. Here is what is missing.")
        self.findings = findings
