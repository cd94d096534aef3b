"""The names by which a family would be recognised, so that words can leave them out."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, FamilyMember
from kinfold_core.people.names import name_parts


def names_on(viewer: Viewer, family_ids: Iterable[UUID]) -> set[str]:
    """The families' names and every part of their people's names. Two queries.

    Never shown: they are looked for in words that others will read.
    """
    about = list(family_ids)
    here = {"authority_id": viewer.in_authority()}
    families = Family.objects.filter(**here, pk__in=about)
    members = FamilyMember.objects.filter(**here, family_id__in=about).values_list(
        "person__given_names", "person__family_name", "person__known_as"
    )
    parts = {name for row in members for name in row if name}
    return set(families.values_list("name", flat=True)) | name_parts(parts)
