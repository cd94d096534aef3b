"""Who reads what in a session: plain facts in, yes or no out."""

from __future__ import annotations

from uuid import UUID


def may_read_draft(
    *, writers: set[UUID | None], worker_id: UUID | None, is_read_out: bool
) -> bool:
    """One's own always; a colleague's once the drafts were read out."""
    return is_read_out or (worker_id is not None and worker_id in writers)


def is_author_told(
    *, author_id: UUID | None, worker_id: UUID | None, is_shown: bool
) -> bool:
    """Whose a draft is, the author alone says to others."""
    return is_shown or (worker_id is not None and author_id == worker_id)
