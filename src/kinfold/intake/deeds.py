"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "import.handed_in": "Handed in an extract",
    "import.took": "Written by an import",
    "import.read": "Read people from an extract",
}
