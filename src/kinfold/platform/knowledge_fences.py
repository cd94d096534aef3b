"""Who may write in the knowledge bank, below its pages (ADR 43).

A programme reads what is on its shelf; each writes in their own name, and for their own
authority alone or for everybody. Only whoever brought a row, or a member of the
programme, changes it or takes it away. What is said of an item hangs on one that the
writer sees, and is on the same shelf. Whose an item is and who sees it never changes:
the columns that say so may not be written again.
"""

from __future__ import annotations

from typing import Final

from kinfold.platform.fence_rules import (
    AUTHORITY,
    IN_PROGRAMME,
    MEMBER,
    OF_PROGRAMME,
    ON_SHELF,
    OURS,
    USER,
)

_MINE = f"({OURS} AND {IN_PROGRAMME})"
_MY_NAME = f"by_user_id = {USER} AND ({_MINE} OR (authority_id IS NULL AND {MEMBER}))"
_MY_SHELF = f"{ON_SHELF} AND (only_for_id IS NULL OR only_for_id = authority_id)"
_WRITERS = f"({_MINE} OR {MEMBER}) AND {_MY_SHELF}"
_SEEN = ("read", f"FOR SELECT USING (({OF_PROGRAMME}) AND {ON_SHELF})")


_ITEM = "EXISTS (SELECT 1 FROM knowledge_item i WHERE i.id ="


def _said_of(table: str, more: str = "") -> str:
    """The policies of the item itself hold within this question too."""
    return (
        f"{_ITEM} {table}.item_id "
        f"AND i.only_for_id IS NOT DISTINCT FROM {table}.only_for_id{more})"
    )


_OF_MINE = f" AND (i.authority_id = {AUTHORITY} OR i.{MEMBER})"
_COLLECTED = "SELECT i.id FROM knowledge_item i WHERE i.only_for_id IS NULL"

KNOWLEDGE: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "knowledge_item": (
        _SEEN,
        ("add", f"FOR INSERT WITH CHECK ({_MY_NAME} AND {_MY_SHELF})"),
        ("change", f"FOR UPDATE USING ({_WRITERS}) WITH CHECK ({_WRITERS})"),
    ),
    "knowledge_itemversion": (
        _SEEN,
        (
            "add",
            f"FOR INSERT WITH CHECK (by_user_id = {USER} AND "
            f"{_said_of('knowledge_itemversion', _OF_MINE)})",
        ),
    ),
    **{
        table: (
            _SEEN,
            (
                "add",
                f"FOR INSERT WITH CHECK ({_MY_NAME} AND {_MY_SHELF} "
                f"AND {_said_of(table)})",
            ),
        )
        for table in ("knowledge_itemrating", "knowledge_itemuse")
    },
    "knowledge_collected": (
        ("read", f"FOR SELECT USING ({OF_PROGRAMME})"),
        ("add", f"FOR INSERT WITH CHECK ({_MY_NAME} AND item_id IN ({_COLLECTED}))"),
        ("take_out", f"FOR DELETE USING ({_MINE} OR {MEMBER})"),
    ),
}
"""By table, in place of the policy of the programme that any other table has."""

_WORDS: Final = (
    "kind", "title", "summary", "body", "link", "language", "written_on",
    "reviewed_on", "rights", "attribution", "may_adapt", "rights_until", "topics",
    "version", "kept", "withdrawn_on", "withdrawn_why", "search",
)  # fmt: skip
KNOWLEDGE_GRANTS: Final = {
    "knowledge_item": ", ".join(
        ("SELECT, INSERT", *(f"UPDATE ({name})" for name in _WORDS))
    ),
    "knowledge_collected": "SELECT, INSERT, DELETE",
}
"""What the application may do, where it may do less than elsewhere."""
