"""The copy that is the child's."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from kinfold.child_tools import holding
from kinfold.child_tools.models import ChildToolCopy
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.child_tools import CopyKept


@transaction.atomic
def give_copy(
    *,
    family_id: UUID,
    session_id: UUID,
    form: str,
    given_on: date,
    by: Viewer,
    kept_where: str = "",
    why_not: str = "",
) -> ChildToolCopy:
    """The child has what is theirs; or why not yet.

    Raises:
        CannotDo: none given and no reason, or a day that cannot be.
        NotFound: no such session of this family.
    """
    session, worker_id = holding.hold_session(by, family_id, session_id)
    if form not in set(CopyKept):
        raise CannotDo("Choose what the child has", "form")
    is_none = form == CopyKept.NOT_YET
    if is_none and not why_not.strip():
        raise CannotDo("Say why the child has nothing yet", "why_not")
    holding.check_day(session, given_on, "given_on")
    words = {
        "authority_id": session.authority_id,
        "session": session,
        "form": form,
        "kept_where": "" if is_none else kept_where,
        "why_not": why_not if is_none else "",
        "given_on": given_on,
    }
    same = ChildToolCopy.objects.filter(**words).first()
    if same is not None:
        return same
    row = ChildToolCopy.objects.create(**words, recorded_by_id=worker_id)
    holding.note(by, "child_tool.copy_given", session, row, form=form)
    return row
