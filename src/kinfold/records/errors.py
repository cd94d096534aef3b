"""What can stop a change to people and families, in words for the reader."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from kinfold.platform.errors import Conflict


class CannotDo(Exception):
    """The change makes no sense. The message says why and how to mend it.

    `field` names the form field it is about; "" is the whole form.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message, self.field = message, field


class StaleVersion(Conflict):
    """Somebody else saved first. `current` is the record as it stands now."""

    def __init__(self, current: Any) -> None:
        super().__init__("Somebody else changed this while you were writing.")
        self.current = current


class RecordRefused(PermissionDenied):
    """A record of one's own authority that is not open to the asker.

    Holds no name: the page that shows it may not say whose record it is.
    """

    def __init__(
        self, reason: str, *, family_id: UUID | None, may_break_glass: bool
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.family_id = family_id
        self.may_break_glass = may_break_glass
