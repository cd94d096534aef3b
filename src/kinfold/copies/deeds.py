"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "copies.family_copy": "Opened the family's copy",
    "copies.family_copy_pdf": "Opened the family's copy to print",
    "copies.family_copy_pdf_large": "Opened the family's copy to print large",
    "copies.family_copy_pictures": "Opened the family's copy in pictures",
    "copies.family_copy_pictures_pdf": "Opened the family's copy in pictures to print",
    "copies.family_copy_read": "Opened the family's copy to read it aloud",
    "copies.family_copy_text": "Opened the family's copy as plain text",
    "copies.link": "Opened the page that makes a link to the family's copy",
    "copies.link_opened": "Opened the family's copy with a link",
    "copies.link_paper": "Took the family's copy as a paper with a link",
    "copy_link.called_back": "Called back a link to the family's copy",
    "copy_link.locked": "A link closed: its code was wrong too often",
    "copy_link.made": "Made a link to the family's copy",
    "copy_link.wrong_code": "Tried a link with a wrong code",
    "map.shared": "Gave the family their copy",
}
