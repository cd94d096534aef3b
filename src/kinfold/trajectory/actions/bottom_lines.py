"""Setting a bottom line, changing it with a reason, explaining it, lifting it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kinfold.networks.holding import check_named, hold
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family
from kinfold.trajectory.models import BottomLineChange, CaseBottomLine
from kinfold_core.access import Action, Artefact
from kinfold_core.practice.road import BottomLineDetails

Change = BottomLineChange.Change
State = CaseBottomLine.State
NOT_YET = "This day has not come yet"


@transaction.atomic
def add_bottom_line(
    *, family_id: UUID, details: BottomLineDetails, by: Viewer
) -> CaseBottomLine:
    """Say what must be in place before services can leave.

    Raises:
        CannotDo: no words, no reason why, or a court order that no court set.
        NotFound: no such family, a danger of another map, somebody of another family.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_PLAN, Artefact.BOTTOM_LINES)
    _check(family, details)
    standing = CaseBottomLine.objects.filter(
        authority_id=family.authority_id, family=family
    )
    last = standing.aggregate(Max("position"))["position__max"]
    line = CaseBottomLine(
        authority_id=family.authority_id,
        family=family,
        position=(last or 0) + 1,
        state_on=timezone.localdate(),
        changed_by_id=worker_id,
        changed_at=timezone.now(),
    )
    _write(line, details)
    line.save(force_insert=True)
    _keep(line, Change.WRITTEN, by)
    return line


@transaction.atomic
def change_bottom_line(
    *,
    family_id: UUID,
    line_id: UUID,
    details: BottomLineDetails,
    reason: str,
    version: int,
    by: Viewer,
) -> CaseBottomLine:
    """Change its words, with a reason. It must then be explained again (R-BL4).

    Saving what stands changes nothing.

    Raises:
        StaleVersion: somebody saved other words meanwhile; holds the bottom line.
        CannotDo: as for `add_bottom_line`; no reason; or it was lifted.
        NotFound: no such bottom line of this family.
    """
    line, family, worker_id = _hold(by, family_id, line_id)
    before = _words(line)
    stood = line.version
    _check(family, details)
    _write(line, details)
    if before == _words(line):
        return line
    if stood != version:
        line.refresh_from_db()
        raise StaleVersion(line)
    _check_standing(line)
    if not reason.strip():
        raise CannotDo("Say why it changes. The family sees your reason", "reason")
    line.explained_on, line.explained_to, line.shown_by = None, "", ""
    _move(line, State.PROPOSED, timezone.localdate(), worker_id)
    _keep(line, Change.CHANGED, by, reason=reason, before=before)
    return line


@transaction.atomic
def explain_bottom_line(
    *, family_id: UUID, line_id: UUID, explained_on: date, to: str, version: int,
    by: Viewer,
) -> CaseBottomLine:  # fmt: skip
    """It was explained to the family. The same said twice is kept once.

    Raises:
        CannotDo: nobody named, a day that has not come, or it was lifted.
        StaleVersion: it was changed since `version`; holds the line.
        NotFound: no such bottom line of this family.
    """
    line, _, worker_id = _hold(by, family_id, line_id)
    _check_standing(line)
    if not to.strip():
        raise CannotDo("Say who it was explained to", "explained_to")
    if explained_on > timezone.localdate():
        raise CannotDo(NOT_YET, "explained_on")
    if (line.explained_on, line.explained_to) == (explained_on, to):
        return line
    _check_seen(line, version)
    line.explained_on, line.explained_to = explained_on, to
    is_first = line.state == State.PROPOSED
    _move(line, State.EXPLAINED if is_first else line.state, explained_on, worker_id)
    _keep(line, Change.EXPLAINED, by, reason=f"Explained to {to}")
    return line


@transaction.atomic
def show_bottom_line(
    *, family_id: UUID, line_id: UUID, seen_on: date, shown_by: str, version: int,
    by: Viewer,
) -> CaseBottomLine:  # fmt: skip
    """It has been seen to be so, in words of what was seen.

    Raises:
        CannotDo: not explained yet, nothing written of what was seen, or lifted.
        StaleVersion: it was changed since `version`; holds the line.
        NotFound: no such bottom line of this family.
    """
    line, _, worker_id = _hold(by, family_id, line_id)
    _check_standing(line)
    if line.state == State.PROPOSED:
        raise CannotDo("Explain it to the family first, and write down when")
    if not shown_by.strip():
        raise CannotDo("Write what was seen, by whom and when", "shown_by")
    if seen_on > timezone.localdate():
        raise CannotDo(NOT_YET, "seen_on")
    if line.state == State.DEMONSTRATED and line.shown_by == shown_by:
        return line
    _check_seen(line, version)
    line.shown_by = shown_by
    _move(line, State.DEMONSTRATED, seen_on, worker_id)
    _keep(line, Change.DEMONSTRATED, by, reason=shown_by)
    return line


@transaction.atomic
def lift_bottom_line(
    *, family_id: UUID, line_id: UUID, reason: str, version: int, by: Viewer
) -> CaseBottomLine:
    """It is no longer needed. It stays readable, with the reason.

    Raises:
        CannotDo: no reason.
        StaleVersion: it was changed since `version`; holds the line.
        NotFound: no such bottom line of this family.
    """
    line, _, worker_id = _hold(by, family_id, line_id)
    if line.state == State.LIFTED:
        return line
    if not reason.strip():
        raise CannotDo("Say why it is no longer needed", "reason")
    _check_seen(line, version)
    _move(line, State.LIFTED, timezone.localdate(), worker_id)
    _keep(line, Change.LIFTED, by, reason=reason)
    return line


def _hold(
    by: Viewer, family_id: UUID, line_id: UUID
) -> tuple[CaseBottomLine, Family, UUID]:
    family, worker_id = hold(by, family_id, Action.WRITE_PLAN, Artefact.BOTTOM_LINES)
    line = CaseBottomLine.objects.filter(
        authority_id=family.authority_id, family=family, pk=line_id
    ).first()
    if line is None:
        raise NotFound("bottom line")
    return line, family, worker_id


def _check(family: Family, details: BottomLineDetails) -> None:
    if not details.text.strip():
        raise CannotDo("Write what must be in place", "text")
    if details.danger_id is None and not details.why.strip():
        raise CannotDo("Choose the danger it is about, or say why it is needed", "why")
    if not details.set_by.name:
        raise CannotDo("Say who set it", "set_by")
    is_order = details.force == CaseBottomLine.Force.COURT_ORDER
    if is_order and details.set_as != CaseBottomLine.SetAs.COURT:
        raise CannotDo(
            "Only a court can order it. Choose that a court set it", "set_as"
        )
    if details.set_on > timezone.localdate():
        raise CannotDo(NOT_YET, "set_on")
    check_named(family, [details.set_by])
    if details.danger_id is not None:
        on_map = DangerStatement.objects.filter(
            authority_id=family.authority_id,
            mapping__family=family,
            pk=details.danger_id,
        )
        if not on_map.exists():
            raise NotFound("danger")


def _check_standing(line: CaseBottomLine) -> None:
    if line.state == State.LIFTED:
        raise CannotDo("This was lifted. Set a new one if it is needed again")


def _check_seen(line: CaseBottomLine, version: int) -> None:
    if line.version != version:
        raise StaleVersion(line)


def _write(line: CaseBottomLine, details: BottomLineDetails) -> None:
    line.text, line.why = details.text, details.why
    line.danger_id = details.danger_id
    line.set_by_name = details.set_by.name
    line.set_by_person_id = details.set_by.person_id
    line.set_by_worker_id = details.set_by.worker_id
    line.set_as, line.force = details.set_as, details.force
    line.set_on = details.set_on


def _move(line: CaseBottomLine, state: str, on: date, worker_id: UUID) -> None:
    if line.state != state:
        line.state, line.state_on = state, on
    line.version += 1
    line.changed_by_id, line.changed_at = worker_id, timezone.now()
    line.save()


def _words(line: CaseBottomLine) -> dict[str, Any]:
    return {
        "text": line.text,
        "why": line.why,
        "danger": str(line.danger_id or ""),
        "set_by": line.set_by_name,
        "set_as": line.set_as,
        "force": line.force,
        "set_on": line.set_on.isoformat(),
    }


def _keep(
    line: CaseBottomLine,
    change: BottomLineChange.Change,
    by: Viewer,
    *,
    reason: str = "",
    before: dict[str, Any] | None = None,
) -> None:
    """Add the change to the history that the family sees, and to the audit."""
    words, was = _words(line), before or {}
    BottomLineChange.objects.create(
        authority_id=line.authority_id,
        bottom_line=line,
        version=line.version,
        change=change,
        reason=reason,
        words=words,
        changed_by_id=line.changed_by_id,
    )
    audit.record(
        by=by,
        action=f"bottom_line.{change}",
        target=line,
        changes={"fields": [key for key, now in words.items() if was.get(key) != now]}
        if change in {Change.WRITTEN, Change.CHANGED}
        else {},
        family_id=line.family_id,
    )
