"""Beginning a time with a child, and what is written of it as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.child_tools import holding
from kinfold.child_tools.models import ChildToolSession
from kinfold.networks.holding import hold
from kinfold.platform.errors import NotFound
from kinfold.platform.models.bases import time_ordered_uuid
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family, FamilyMember, Person
from kinfold_core.access import Action, Artefact
from kinfold_core.practice.child_tools import (
    SCALE_MOST,
    Consent,
    Disclosed,
    SessionDetails,
    clean_order,
    why_not_session,
)

FIELDS: Final = frozenset(
    {
        "place", "people_there", "aids", "consent", "consent_why", "part_order",
        "prompts", "scale", "scale_0", "scale_10", "child_question", "disclosure",
    }
)  # fmt: skip
"""What may be changed of a session until it is finished."""


@transaction.atomic
def start_session(
    *,
    family_id: UUID,
    details: SessionDetails,
    by: Viewer,
    id: UUID | None = None,
    heard_by: UUID | None = None,
) -> ChildToolSession:
    """Begin a time with a child and one tool. The same id begins it once.

    `heard_by`: the worker whom the child talked with, when another one writes it down.

    Raises:
        CannotDo: no yes of the child, limits not explained, no reason why the parents
            did not say yes, a day before the child was born or that has not come.
        NotFound: no such family, somebody who is no child of it, or an id that is
            somebody else's.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK, Artefact.CHILD_TOOLS)
    here = {"authority_id": family.authority_id}
    if id is not None:
        begun = ChildToolSession.objects.filter(**here, pk=id).first()
        if begun is not None:
            if begun.family_id != family.pk or begun.started_by_id != worker_id:
                raise NotFound("time with a child")
            return begun
    child = _child(family, details.child_id)
    say, field = why_not_session(
        details, born=child.born_earliest_on, today=timezone.localdate()
    )
    if say:
        raise CannotDo(say, field)
    session = _new(child, details, id=id, worker_id=worker_id)
    session.authority_id, session.family = family.authority_id, family
    session.started_by_id = heard_by or worker_id
    holding.add_once(session, "time with a child")
    holding.note(by, "child_tool.started", session, session, tool=session.tool)
    return session


@transaction.atomic
def change_session(
    *,
    family_id: UUID,
    session_id: UUID,
    changes: Mapping[str, Any],
    seen: int,
    by: Viewer,
) -> ChildToolSession:
    """Write fields of a session (`FIELDS`) over the version that was seen.

    Two people who write different fields are not in each other's way. Writing what
    stands changes nothing.

    Raises:
        StaleWords: somebody changed one of these fields since; holds what stands.
        CannotDo: it is finished, or a field cannot be so.
        NotFound: no such session of this family.
    """
    session, worker_id = holding.hold_session(by, family_id, session_id)
    changes = _checked(session, changes)
    new = holding.changed_fields(session, changes, seen)
    if not new:
        return session
    holding.check_open(session)
    holding.write_fields(session, new, worker_id)
    holding.note(by, "child_tool.changed", session, session, *new)
    return session


def _new(
    child: Person, details: SessionDetails, *, id: UUID | None, worker_id: UUID
) -> ChildToolSession:
    """As it was told, not saved yet."""
    return ChildToolSession(
        id=id or time_ordered_uuid(),
        child=child,
        child_name=child.short_name,
        tool=details.tool,
        happened_on=details.happened_on,
        place=details.place,
        people_there=details.people_there,
        aids=details.aids,
        consent=Consent(details.consent),
        consent_why=details.consent_why,
        has_assent=details.has_assent,
        limits_explained=details.limits_explained,
        part_order=list(clean_order(details.tool, details.order)),
        prompts=details.prompts,
        changed_by_id=worker_id,
        changed_at=timezone.now(),
    )


def _child(family: Family, child_id: UUID) -> Person:
    member = (
        FamilyMember.objects.select_related("person")
        .filter(
            authority_id=family.authority_id,
            family=family,
            person_id=child_id,
            part=FamilyMember.Part.CHILD,
        )
        .first()
    )
    if member is None:
        raise NotFound("child")
    person: Person = member.person
    return person


def _checked(session: ChildToolSession, changes: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := set(changes) - FIELDS:
        raise ValueError(f"No field of a session: {sorted(unknown)}")
    checked = dict(changes)
    if "part_order" in checked:
        order = tuple(str(key) for key in checked["part_order"])
        checked["part_order"] = list(clean_order(session.tool, order))
    scale = checked.get("scale")
    if scale is not None and not 0 <= scale <= SCALE_MOST:
        raise CannotDo(f"Choose a number from 0 to {SCALE_MOST}", "scale")
    if checked.get("disclosure", "") not in {"", *Disclosed}:
        raise CannotDo("Choose yes or no", "disclosure")
    consent = checked.get("consent", session.consent)
    if consent not in set(Consent):
        raise CannotDo("Choose what the parents said", "consent")
    why = str(checked.get("consent_why", session.consent_why))
    if consent != Consent.GIVEN and not why.strip():
        raise CannotDo("Say why, in words the parents could read", "consent_why")
    return checked
