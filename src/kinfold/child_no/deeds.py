"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "child_no.despite": "Wrote down who answers for somebody a child said no to",
    "child_no.everybody": "Opened whom the children do not want there",
    "child_no.form": "Opened the form for who answers for somebody",
    "child_no.heeded": "Wrote down that somebody a child said no to is not asked",
}
