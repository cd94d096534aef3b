"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

_NOW: Final = {
    "own_copies.member_copy": "Opened what somebody of the network carries",
    "own_copies.member_copy_pdf": (
        "Opened what somebody of the network carries to print"
    ),
    "own_copies.member_copy_pdf_large": (
        "Opened what somebody of the network carries to print large"
    ),
}
_ONCE: Final = {
    name.replace("own_copies.", "copies."): words for name, words in _NOW.items()
}
"""What older rows are called, from when these pages were another app's."""
DEEDS: Final = _NOW | _ONCE
