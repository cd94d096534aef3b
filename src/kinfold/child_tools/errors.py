"""What can stop a change to what a child said, in words for the worker."""

from __future__ import annotations

from kinfold.records.errors import CannotDo
from kinfold_core.findings import Finding


class CannotFinish(CannotDo):
    """Rules of level "block" stand between the session and its end."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        needed = " ".join(one.message for one in findings if one.is_blocking)
        super().__init__(needed.rstrip("."))
        self.findings = findings
