"""The columns of a file of items, and how it says who sees one."""

from __future__ import annotations

from typing import Final

COLUMNS: Final = (
    "id", "version", "kind", "title", "summary", "topics", "rights", "attribution",
    "may_adapt", "rights_until", "link", "body", "language", "written_on",
    "reviewed_on", "seen_by",
)  # fmt: skip
NEEDED: Final = ("kind", "title", "summary", "rights")
SEEN_BY: Final = {"all": "everybody", "us": "our authority alone"}
