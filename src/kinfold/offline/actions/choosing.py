"""Choosing between two wordings that a visit and the office left."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.child_tools import actions as tools
from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.offline import standing
from kinfold.offline.holding import conflict_to_settle, standing_text
from kinfold.offline.models import VisitConflict
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo


@transaction.atomic
def choose(
    *,
    family_id: UUID,
    conflict_id: UUID,
    choice: str,
    together: str,
    seen: str,
    by: Viewer,
) -> VisitConflict:
    """Choose between two wordings of a visit. The other one stays in this row.

    Args:
        together: both put together, when that is the choice.
        seen: the text that stood in Kinfold when the page was shown.

    Raises:
        CannotDo: no choice, nothing written, or it changed while it was looked at.
        NotFound: no such choice that is this worker's in this family.
    """
    conflict = conflict_to_settle(by, family_id, conflict_id, is_locked=True)
    if conflict.choice:
        return conflict
    if choice not in VisitConflict.Choice.values:
        raise CannotDo("Choose one of them", "choice")
    if choice == VisitConflict.Choice.TOGETHER and not together.strip():
        raise CannotDo("Write them together", "together")
    stands = standing_text(conflict)
    if stands != seen:
        raise CannotDo(
            "Somebody changed it while you were choosing. Look at it once more"
        )
    chosen = {"mine": conflict.mine, "theirs": stands}.get(choice, together)
    if choice != VisitConflict.Choice.THEIRS:
        _write(conflict, family_id, chosen, by)
    conflict.choice, conflict.chosen = choice, chosen
    conflict.chosen_by_id, conflict.chosen_at = by.as_worker(), timezone.now()
    conflict.save()
    audit.record(
        by=by,
        action="offline.chosen",
        target=conflict,
        changes={"field": conflict.field, "choice": choice},
        family_id=family_id,
        person_id=conflict.sent.taken.child_id,
    )
    return conflict


@transaction.atomic
def hand_over(
    *, family_id: UUID, conflict_id: UUID, why: str, by: Viewer
) -> VisitConflict:
    """Leave a choice to a manager of the family, and say why. Both wordings stay.

    Raises:
        CannotDo: it does not say why, or it was chosen already.
        NotFound: no such choice of this worker in this family.
    """
    conflict = conflict_to_settle(by, family_id, conflict_id, is_locked=True)
    if conflict.choice:
        raise CannotDo("This was chosen already")
    if not why.strip():
        raise CannotDo("Say why you cannot choose", "why")
    conflict.handed_over_why = why
    conflict.handed_over_by_id = by.as_worker()
    conflict.handed_over_at = timezone.now()
    conflict.save()
    audit.record(
        by=by,
        action="offline.handed_over",
        target=conflict,
        changes={"field": conflict.field},
        family_id=family_id,
        person_id=conflict.sent.taken.child_id,
    )
    return conflict


def _write(conflict: VisitConflict, family_id: UUID, chosen: str, by: Viewer) -> None:
    changes = {conflict.field: standing.as_value(conflict.field, chosen)}
    here = {"authority_id": conflict.authority_id}
    if conflict.item_id is None:
        session = ChildToolSession.objects.get(**here, pk=conflict.session_id)
        tools.change_session(
            family_id=family_id, session_id=session.pk, changes=changes,
            seen=session.version, by=by,
        )  # fmt: skip
        return
    item = ChildItem.objects.filter(**here, pk=conflict.item_id).first()
    if item is None:
        raise CannotDo(
            "The office finished this time with the child before the visit came home. "
            "Begin another time with the child to keep this"
        )
    if item.is_taken_out:
        changes["is_taken_out"] = False
    tools.change_item(
        family_id=family_id, item_id=item.pk, changes=changes, seen=item.version, by=by
    )
