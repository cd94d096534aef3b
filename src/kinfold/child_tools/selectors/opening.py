"""Who may open a photograph or a recording: whoever may read the item it is of."""

from __future__ import annotations

from uuid import UUID

from kinfold.child_tools.models import ChildItemFile
from kinfold.child_tools.selectors.sessions import item_for
from kinfold.platform.errors import NotFound
from kinfold.platform.models import StoredFile
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import RecordRefused
from kinfold.records.selectors import family_for
from kinfold_core.access import Action
from kinfold_core.decision import Decision, allow, refuse


def may_open_file(viewer: Viewer, stored: StoredFile) -> Decision:
    """The rule of these files, for `platform.files`."""
    try:
        found = _item_of(viewer, stored.pk)
        if found is not None:
            family_id, item_id = found
            family_for(viewer, family_id, Action.OPEN_FAMILY)
            item_for(viewer, family_id, item_id)
            return allow("What the child said is open to you")
    except (NotFound, RecordRefused):
        pass
    return refuse("The child has not shared this")


def _item_of(viewer: Viewer, file_id: UUID) -> tuple[UUID, UUID] | None:
    return (
        ChildItemFile.objects.filter(
            authority_id=viewer.in_authority(), file_id=file_id
        )
        .values_list("item__session__family_id", "item_id")
        .first()
    )


def family_file(viewer: Viewer, family_id: UUID, tool_file_id: UUID) -> UUID:
    """The stored file of a child's file of this family, if it may be read.

    Raises:
        NotFound: no such file of this family, or the child did not share it.
    """
    found = (
        ChildItemFile.objects.filter(
            authority_id=viewer.in_authority(),
            item__session__family_id=family_id,
            pk=tool_file_id,
        )
        .values_list("item_id", "file_id")
        .first()
    )
    if found is None:
        raise NotFound("a child's file")
    item_for(viewer, family_id, found[0])
    return found[1]
