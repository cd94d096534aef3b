"""What would move if two records were joined into one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model

from kinfold.finding.making.moving import person_keys
from kinfold.people.models import PersonMerge, Relationship
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuthorityOwned, FencedKey
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Person
from kinfold.records.selectors.records import people_known_to, restricted_memberships
from kinfold_core.access import Action


@dataclass(frozen=True, slots=True)
class Moving:
    """How many rows of one kind would move."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class MergePreview:
    kept: Person
    merged: Person
    moving: tuple[Moving, ...]
    differences: tuple[tuple[str, str, str], ...]


def two_people(viewer: Viewer, kept_id: UUID, merged_id: UUID) -> tuple[Person, Person]:
    """Two records that a viewer who may merge knows of.

    Raises:
        PermissionDenied: the role does not include it.
        NotFound: one of them is not there, is restricted, or was merged already.
    """
    decision = viewer.may(Action.MERGE_PEOPLE)
    if not decision:
        raise PermissionDenied(decision.reason)
    found = {
        p.pk: p for p in people_known_to(viewer).filter(pk__in=[kept_id, merged_id])
    }
    if len(found) != 2:
        raise NotFound("two people")
    return found[kept_id], found[merged_id]


def merge_preview(viewer: Viewer, kept_id: UUID, merged_id: UUID) -> MergePreview:
    """What would move and what differs. One query for each kind of row.

    Raises:
        PermissionDenied, NotFound: see `two_people`.
    """
    kept, merged = two_people(viewer, kept_id, merged_id)
    counts: dict[str, int] = {}
    for model, key in person_keys():
        label = _label(model)
        counts[label] = counts.get(label, 0) + _rows(model, key, merged)
    ties = Relationship.objects.filter(authority_id=merged.authority_id)
    counts["Relationships"] = (
        ties.filter(person=merged).count() + ties.filter(other=merged).count()
    )
    return MergePreview(
        kept,
        merged,
        moving=tuple(Moving(label, n) for label, n in sorted(counts.items()) if n),
        differences=tuple(_differences(kept, merged)),
    )


def _rows(model: type[AuthorityOwned], key: FencedKey, person: Person) -> int:
    return model._default_manager.filter(
        authority_id=person.authority_id, **{key.attname: person.pk}
    ).count()


def _label(model: type[Model]) -> str:
    return str(model._meta.verbose_name_plural).capitalize()


def _differences(kept: Person, merged: Person) -> Iterator[tuple[str, str, str]]:
    pairs = (
        ("Name", kept.full_name, merged.full_name),
        ("Legal first names", kept.given_names, merged.given_names),
        ("Born", str(kept.born or ""), str(merged.born or "")),
        ("Sex", kept.get_sex_display(), merged.get_sex_display()),
        ("Died", str(kept.died_on or ""), str(merged.died_on or "")),
        ("Ethnicity", kept.ethnicity_code, merged.ethnicity_code),
        ("Languages", ", ".join(kept.languages), ", ".join(merged.languages)),
        ("Communication", kept.communication_needs, merged.communication_needs),
    )
    for label, one, other in pairs:
        if one != other:
            yield label, one, other


def person_to_merge(viewer: Viewer, person_id: UUID) -> Person:
    """A person for somebody who may join records.

    Raises:
        PermissionDenied: the role does not include it.
        NotFound: not there, restricted, or joined with another already.
    """
    viewer.in_authority()
    person = people_known_to(viewer).filter(pk=person_id).first()
    if person is None:
        raise NotFound("person")
    decision = viewer.may(Action.MERGE_PEOPLE)
    if not decision:
        raise PermissionDenied(decision.reason)
    return person


def merge_for(viewer: Viewer, merge_id: UUID) -> PersonMerge:
    """A standing merge, for somebody who may take it apart.

    Raises:
        PermissionDenied: the role does not include it.
        NotFound: no such standing merge, or of somebody on a restricted record.
    """
    merge = (
        PersonMerge.objects.filter(
            ~Exists(restricted_memberships(viewer, "kept_id")),
            ~Exists(restricted_memberships(viewer, "merged_id")),
            authority_id=viewer.in_authority(),
            pk=merge_id,
            undone_at=None,
        )
        .select_related("kept", "merged")
        .first()
    )
    if merge is None:
        raise NotFound("merge")
    decision = viewer.may(Action.MERGE_PEOPLE)
    if not decision:
        raise PermissionDenied(decision.reason)
    return merge
