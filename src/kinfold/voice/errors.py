"""What can stop a change to a story, in words for the writer."""

from __future__ import annotations

from kinfold.records.errors import CannotDo
from kinfold_core.findings import Finding


class CannotAgree(CannotDo):
    """Rules of level "block" stand between the story and the child."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("Something is still needed before this story can be read.")
        self.findings = findings
