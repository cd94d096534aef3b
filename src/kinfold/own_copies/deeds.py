"""The audit events of this app, in words. Their names are older than the app."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "copies.member_copy": "Opened what somebody of the network carries",
    "copies.member_copy_pdf": "Opened what somebody of the network carries to print",
    "copies.member_copy_pdf_large": (
        "Opened what somebody of the network carries to print large"
    ),
}
