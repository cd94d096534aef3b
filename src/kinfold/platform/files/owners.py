"""Who may open which file. The ground knows no families: each app says it for its own.

A kind that nobody registered opens for nobody.
"""

from __future__ import annotations

from collections.abc import Callable

from kinfold.platform.models import StoredFile
from kinfold.platform.viewer import Viewer
from kinfold_core.decision import Decision, allow, refuse

MayOpen = Callable[[Viewer, StoredFile], Decision]
OWN = "own"


def _uploader_only(viewer: Viewer, stored: StoredFile) -> Decision:
    if viewer.worker_id is not None and stored.uploaded_by_id == viewer.worker_id:
        return allow("You sent this file")
    return refuse("Only the person who sent this file can open it")


_owners: dict[str, MayOpen] = {OWN: _uploader_only}


def register_owner(kind: str, may_open: MayOpen) -> None:
    """Say who may open the files of one kind. Called in `AppConfig.ready()`."""
    _owners[kind] = may_open


def may_open(viewer: Viewer, stored: StoredFile) -> Decision:
    rule = _owners.get(stored.owner_kind)
    if rule is None:
        return refuse("Nobody may open this kind of file")
    return rule(viewer, stored)
