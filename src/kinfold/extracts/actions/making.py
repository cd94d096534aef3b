"""Making the file, in the authority's rooms, from the returns that count there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from kinfold.extracts import keeping
from kinfold.extracts.declaration import declaration_of
from kinfold.extracts.models import (
    ExtractDecision,
    HeldExtract,
    MadeExtract,
)
from kinfold.extracts.policy import MOST_ALIKE, Standing
from kinfold.extracts.rooms import in_turn
from kinfold.extracts.selectors import Extract, extract_for
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.returns.models import HandedReturn
from kinfold.returns.selectors.rows import returns_counted_on, rows_of
from kinfold_measures.extracts.making import Asked, Made, make
from kinfold_measures.extracts.packing import manifest_of, packed
from kinfold_measures.extracts.rare import Grain

LONG: Final = 20


class StillReading(Exception):
    """A return waits to be read; the extract is made after it."""


@transaction.atomic
def make_extract(*, request_id: UUID, by: Viewer) -> MadeExtract | None:
    """Make the file that was decided, once. None when it can not be had any more.

    Raises:
        NotFound: no such extract in the authority.
        StillReading: no return is read yet, and one waits.
    """
    in_turn(request_id)
    extract = extract_for(by, request_id)
    if extract.made is not None:
        return extract.made
    if extract.standing is not Standing.BEING_MADE or extract.decision is None:
        return None
    held = HeldExtract.objects.select_for_update().get(
        authority_id=by.in_authority(), request_id=request_id, forgotten_at=None
    )
    returns = _returns(by)
    tables = rows_of(by, returns)[0]
    if not tables:
        return _not_made(extract, "Your authority has no return to make it from", by)
    made = make(tables, _asked(extract.decision), bytes(held.key or b""))
    roll = sorted(_names(made.children, by))
    if too_near := _differs_by_too_few(held, roll, made.asked.alike, by):
        return _not_made(extract, too_near, by)
    held.made_from = [str(one.pk) for one in returns]
    return _kept(extract, made, held, roll, by)


def _returns(by: Viewer) -> list[HandedReturn]:
    """The returns that count, in which each child has one id.

    Kinfold's own record calls a child otherwise than the returns do: with both in, one
    child would be taken for two who are alike.
    """
    returns = [
        one for one in returns_counted_on(by) if one.kind != HandedReturn.Kind.KINFOLD
    ]
    waiting = HandedReturn.objects.filter(
        authority_id=by.in_authority(), state=HandedReturn.State.WAITING
    )
    if not returns and waiting.exists():
        raise StillReading
    return returns


def _asked(decision: ExtractDecision) -> Asked:
    if not (decision.first_day and decision.last_day and decision.alike):
        raise NotFound("limits")
    return Asked(
        columns={name: tuple(some) for name, some in decision.columns.items()},
        first=decision.first_day,
        last=decision.last_day,
        grain=Grain(decision.grain),
        alike=decision.alike,
    )


def _names(children: Iterable[str], by: Viewer) -> list[str]:
    """Names for the roll: the same in every extract here, and known nowhere else."""
    salt = f"kinfold.extracts.roll {by.in_authority()}"
    return [
        salted_hmac(salt, one, algorithm="sha256").hexdigest()[:LONG]
        for one in children
    ]


def _differs_by_too_few(
    held: HeldExtract, roll: list[str], alike: int, by: Viewer
) -> str:
    """Why it cannot be made beside an earlier one; "" when it can.

    Whoever holds two that differ by one child has that child's rows.
    """
    ours = set(roll)
    earlier = HeldExtract.objects.filter(authority_id=by.in_authority())
    promised = _alike_of_earlier(by)
    for one in earlier.exclude(pk=held.pk).exclude(roll=[]).iterator():
        theirs = set(one.roll)
        fewest = max(alike, promised.get(one.request_id, MOST_ALIKE))
        for more in (len(ours - theirs), len(theirs - ours)):
            if 0 < more < fewest and ours & theirs:
                return (
                    f"Beside an earlier extract it would point at fewer than {fewest} "
                    "children: the two tell of the same children but for them. Ask for "
                    "the same period as then, or for one that differs by more"
                )
    return ""


def _alike_of_earlier(by: Viewer) -> dict[UUID, int]:
    """How many had to be alike in each extract: what one promised its children, a later
    one with a smaller number may not undo. Of a programme that was left nothing is
    seen any more."""
    given = ExtractDecision.objects.filter(
        authority_id=by.in_authority(), is_given=True, alike__isnull=False
    )
    return {one.request_id: one.alike or MOST_ALIKE for one in given}


def _kept(
    extract: Extract, made: Made, held: HeldExtract, roll: list[str], by: Viewer
) -> MadeExtract:
    request, decision = extract.request, extract.decision
    about: dict[str, Any] = {
        "extract": str(request.pk),
        "study": request.study,
        "purpose": request.purpose,
        "authority": request.authority.name,
        "programme": request.programme.name,
        "may_be_held_until": str(decision and decision.expires_on),
    }
    raw = packed(made, about, declaration_of(extract))
    keeping.keep(request.authority_id, request.pk, raw)
    held.roll = roll
    held.save(update_fields=["roll", "made_from"])
    kept = MadeExtract.objects.create(
        programme_id=request.programme_id,
        authority_id=request.authority_id,
        request=request,
        manifest=manifest_of(made, about),
        sha256=hashlib.sha256(raw).hexdigest(),
        byte_count=len(raw),
    )
    _note(kept, "extract.made", {"children": len(roll), "sha256": kept.sha256}, by)
    return kept


def _not_made(extract: Extract, why: str, by: Viewer) -> MadeExtract:
    kept = MadeExtract.objects.create(
        programme_id=extract.request.programme_id,
        authority_id=extract.request.authority_id,
        request=extract.request,
        why_not=why,
    )
    _note(kept, "extract.not_made", {}, by)
    return kept


def _note(kept: MadeExtract, action: str, more: dict[str, Any], by: Viewer) -> None:
    changes = {"request": str(kept.request_id), **more}
    audit.record(by=by, action=action, target=kept, changes=changes)
    audit.record_in_programme(by=by, action=action, target=kept, changes=changes)
