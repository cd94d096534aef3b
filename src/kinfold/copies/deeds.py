"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "copies.family_copy": "Opened the family's copy",
    "copies.family_copy_pdf": "Opened the family's copy to print",
    "copies.family_copy_pdf_large": "Opened the family's copy to print large",
    "copies.family_copy_read": "Opened the family's copy to read it aloud",
    "copies.family_copy_text": "Opened the family's copy as plain text",
    "map.shared": "Gave the family their copy",
}
