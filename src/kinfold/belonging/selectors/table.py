"""What lies on the table: the list a worker has not saved yet."""

from __future__ import annotations

from kinfold.drafts.selectors import draft_at
from kinfold.platform.viewer import Viewer


def on_the_table(viewer: Viewer, path: str) -> dict[str, str]:
    """Each box of the form at `path` as it was left; {} when nothing was. One query.

    The caller has authorised the viewer for the family, as for the form itself.
    """
    kept = draft_at(viewer, path)
    return (
        {name: "\n".join(values) for name, values in kept.boxes.items()}
        if (kept)
        else {}
    )
