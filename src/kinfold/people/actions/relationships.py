"""Saying who people are to each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kinfold.people.making.ties import stored_way
from kinfold.people.models import Relationship
from kinfold.people.models.relationship import PARTNER_CODES
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Person
from kinfold.records.selectors.records import people_by_id, person_for
from kinfold_core.access import Action
from kinfold_core.findings import Finding
from kinfold_core.people.dates import why_not_before_birth
from kinfold_core.people.family_tree import findings
from kinfold_core.people.likeness import Sex
from kinfold_core.people.relationships import KINDS, Tie, inverse, is_parent

OF_A_PARENT = [code for code in KINDS if is_parent(code) or is_parent(inverse(code))]


@dataclass(frozen=True, slots=True, kw_only=True)
class TieDetails:
    """The tie's own facts. `code` is said of the person whose page it is."""

    code: str
    side: str = ""
    certainty: str = Relationship.Certainty.KNOWN.value
    has_parental_responsibility: bool = False
    started_on: date | None = None


class ConfirmFirst(CannotDo):
    """Unlikely, though it can be true: whoever writes it says that it is."""

    def __init__(self, warnings: Sequence[Finding]) -> None:
        super().__init__(
            " ".join(f"{one.message} {one.suggestion}".strip() for one in warnings)
        )
        self.warnings = tuple(warnings)


@transaction.atomic
def relate(
    *,
    person_id: UUID,
    other_ids: Sequence[UUID],
    details: TieDetails,
    by: Viewer,
    is_confirmed: bool = False,
) -> list[Relationship]:
    """Say that a person is the `details.code` of each of the others.

    Several others are brothers and sisters given the same relationship at once. A tie
    that stands already is left as it is.

    Raises:
        NotFound, RecordRefused: see `person_for`; or another authority's id.
        CannotDo: impossible (their own mother, a loop, before one of them was born),
            or no such relationship.
        ConfirmFirst: unlikely, and `is_confirmed` was not given.
    """
    person_for(by, person_id, Action.EDIT_FAMILY)
    people = people_by_id(by, {person_id, *other_ids})
    wanted = [stored_way(person_id, details.code, other) for other in other_ids]
    if not wanted:
        raise CannotDo("Choose at least one person", "other")
    for one in people.values():
        why_not = why_not_before_birth(one.full_name, one.born, details.started_on)
        if why_not:
            raise CannotDo(why_not, "started_on")
    _check_tree(wanted, people, is_confirmed=is_confirmed)
    return [
        tie
        for way in wanted
        if (tie := _make(way, details, by=by, people=people)) is not None
    ]


def _make(
    way: tuple[UUID, str, UUID],
    details: TieDetails,
    *,
    by: Viewer,
    people: dict[UUID, Person],
) -> Relationship | None:
    first, code, other = way
    tie, is_new = Relationship.objects.get_or_create(
        authority_id=by.in_authority(),
        person=people[first],
        other=people[other],
        code=code,
        ended_on=None,
        defaults={
            "side": details.side,
            "certainty": details.certainty,
            "has_parental_responsibility": details.has_parental_responsibility,
            "started_on": details.started_on,
            "recorded_by_id": by.worker_id,
        },
    )
    if not is_new:
        return None
    for person_id in (first, other):
        audit.record(
            by=by,
            action="relationship.added",
            target=tie,
            changes={"code": code, "person": str(first), "other": str(other)},
            person_id=person_id,
        )
    return tie


def _check_tree(
    wanted: Iterable[tuple[UUID, str, UUID]],
    people: dict[UUID, Person],
    *,
    is_confirmed: bool,
) -> None:
    new = [Tie(str(p), code, str(o)) for p, code, o in wanted]
    around, known = _tree_around(people)
    every = {**known, **people}
    names = {str(pk): p.full_name for pk, p in every.items()}
    sexes = {str(pk): Sex(p.sex) for pk, p in every.items()}
    found = findings(
        [*around, *new],
        born={str(pk): p.born for pk, p in every.items() if p.born},
        names=names,
        sexes=sexes,
    )
    before = set(findings(around, born={}, names=names, sexes=sexes))
    fresh = [finding for finding in found if finding not in before]
    blocks = [finding for finding in fresh if finding.is_blocking]
    if blocks:
        raise CannotDo(f"{blocks[0].message} {blocks[0].suggestion}", "code")
    if fresh and not is_confirmed:
        raise ConfirmFirst(fresh)


def _tree_around(
    people: dict[UUID, Person],
) -> tuple[list[Tie], dict[UUID, Person]]:
    """Standing ties of these people and of those tied to them.

    From there on only the ties of parent and child are followed, to their end: a loop
    of ancestors can be as long as there are generations. One query for each step.
    """
    ties: dict[UUID, Relationship] = {}
    reached, looked_at = set(people), set[UUID]()
    authority_id = next(iter(people.values())).authority_id
    for step in count():
        found = Relationship.objects.filter(
            Q(person__in=reached - looked_at) | Q(other__in=reached - looked_at),
            authority_id=authority_id,
            ended_on=None,
        ).select_related("person", "other")
        if step > 1:
            found = found.filter(code__in=OF_A_PARENT)
        looked_at |= reached
        ties.update({tie.pk: tie for tie in found})
        reached |= {t.person_id for t in found} | {t.other_id for t in found}
        if step > 0 and reached == looked_at:
            break
    known = {t.person_id: t.person for t in ties.values()}
    known |= {t.other_id: t.other for t in ties.values()}
    return (
        [Tie(str(t.person_id), t.code, str(t.other_id)) for t in ties.values()],
        known,
    )


@transaction.atomic
def end_relationship(
    *,
    relationship_id: UUID,
    person_id: UUID,
    ended_on: date,
    by: Viewer,
    ended_how: str = "",
) -> Relationship:
    """A tie no longer stands. The row stays, with its end; of a couple, how it ended.

    Raises:
        NotFound: no such tie of this person.
        CannotDo: in the future, or before it began.
    """
    person_for(by, person_id, Action.EDIT_FAMILY)
    held = Relationship.objects.select_for_update()
    tie = held.filter(
        Q(person=person_id) | Q(other=person_id),
        authority_id=by.in_authority(),
        pk=relationship_id,
        ended_on=None,
    ).first()
    if tie is None:
        raise NotFound("relationship")
    if ended_on > timezone.localdate():
        raise CannotDo("Enter today or an earlier day", "ended_on")
    if tie.started_on and ended_on < tie.started_on:
        raise CannotDo("It began after that day", "ended_on")
    if ended_how and tie.code not in PARTNER_CODES:
        raise CannotDo("Only a couple can part in this way", "ended_how")
    tie.ended_on = ended_on
    tie.ended_how = Relationship.Ended(ended_how) if ended_how else ""
    tie.save(update_fields=["ended_on", "ended_how"])
    for one in (tie.person_id, tie.other_id):
        audit.record(
            by=by,
            action="relationship.ended",
            target=tie,
            changes={"ended_on": ended_on.isoformat(), "ended_how": tie.ended_how},
            person_id=one,
        )
    return tie
