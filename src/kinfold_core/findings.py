"""What a rule says when it has something to say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How firmly a finding speaks.

    Only BLOCK stops a change of state; WARN and HINT stand beside the words as help.
    """

    BLOCK = "block"
    WARN = "warn"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule noticed, in words a tired person can act on.

    `where` names the field or part it is about (empty: the whole object);
    `suggestion` is a question or an example that helps to mend it.
    """

    rule: str
    level: Level
    message: str
    where: str = ""
    suggestion: str = ""

    @property
    def is_blocking(self) -> bool:
        return self.level is Level.BLOCK


def has_block(findings: tuple[Finding, ...]) -> bool:
    """Whether any of the findings stops a change of state."""
    return any(finding.is_blocking for finding in findings)
