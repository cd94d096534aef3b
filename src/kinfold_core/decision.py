"""A yes or a no that carries its reason, in words that may be shown to the asker."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of a policy. Truthy when allowed; `reason` is safe to show."""

    is_allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.is_allowed


def allow(reason: str) -> Decision:
    return Decision(is_allowed=True, reason=reason)


def refuse(reason: str) -> Decision:
    return Decision(is_allowed=False, reason=reason)
