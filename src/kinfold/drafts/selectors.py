"""Reading one's own drafts. Nobody reads another's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kinfold.drafts.models import AnyDraft, Draft, MemberDraft
from kinfold.drafts.typed import Boxes, open_up
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.selectors import families_of, may_with
from kinfold_core.access import Action

DAYS_KEPT = 30


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft of the viewer's own, opened."""

    id: UUID
    family_id: UUID | None
    family_name: str
    path: str
    title: str
    boxes: Boxes
    kept_at: datetime

    @property
    def goes_at(self) -> datetime:
        return self.kept_at + timedelta(days=DAYS_KEPT)


def may_keep(viewer: Viewer) -> bool:
    """Whether there is a place where this viewer's drafts are kept."""
    return viewer.worker_id is not None or bool(viewer.programme_ids)


def programme_of(viewer: Viewer) -> UUID:
    """The one programme that somebody who works in no authority is here for.

    Raises:
        NotFound: none.
    """
    if not viewer.programme_ids:
        raise NotFound("programme")
    return min(viewer.programme_ids)


def drafts_of(viewer: Viewer) -> Any:
    """The viewer's own drafts in this authority or this programme, newest first.

    Raises:
        NotFound: they are in neither.
    """
    if viewer.worker_id is not None:
        here = {"authority_id": viewer.in_authority(), "worker_id": viewer.worker_id}
        return Draft.objects.filter(**here).order_by("-kept_at", "pk")
    mine = {"programme_id": programme_of(viewer), "user_id": viewer.user_id}
    return MemberDraft.objects.filter(**mine).order_by("-kept_at", "pk")


def draft_at(viewer: Viewer, path: str) -> Kept | None:
    """What the viewer left in the form at `path`. One query.

    The caller has authorised the viewer for the family, as for the form itself.
    """
    if not may_keep(viewer):
        return None
    draft = drafts_of(viewer).filter(path=path).first()
    return _opened(draft, "") if draft else None


def unfinished(viewer: Viewer) -> tuple[Kept, ...]:
    """What the viewer began, of families open to them or of none. Two queries."""
    drafts: list[AnyDraft] = list(drafts_of(viewer))
    names: dict[UUID | None, str] = {None: ""}
    if viewer.worker_id is None:
        return tuple(_opened(d, "") for d in drafts)
    families = families_of(viewer).filter(pk__in={d.family_id for d in drafts})
    names |= {f.pk: f.name for f in families if may_with(viewer, Action.OPEN_FAMILY, f)}
    return tuple(_opened(d, names[d.family_id]) for d in drafts if d.family_id in names)


def _opened(draft: AnyDraft, family_name: str) -> Kept:
    typed = open_up(bytes(draft.sealed), owner=draft.owner, path=draft.path)
    return Kept(
        id=draft.pk,
        family_id=draft.family_id,
        family_name=family_name,
        path=draft.path,
        title=typed.title,
        boxes=typed.boxes,
        kept_at=draft.kept_at,
    )
