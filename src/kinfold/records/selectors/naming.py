"""The names by which a family would be recognised, so that words can leave them out."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.records.known_names import names_offered
from kinfold.records.models import Family, FamilyMember
from kinfold_core.people.names import KIN, name_parts


def names_on(viewer: Viewer, family_ids: Iterable[UUID]) -> set[str]:
    """The families' names and every part of their people's names. Two queries, and one
    for each room that knows people around them.

    What many are called, as a nan is, is no name by itself. Never shown: they are
    looked for in words that others will read.
    """
    about = list(family_ids)
    here = {"authority_id": viewer.in_authority()}
    families = Family.objects.filter(**here, pk__in=about)
    members = FamilyMember.objects.filter(**here, family_id__in=about).values_list(
        "person__given_names", "person__family_name", "person__known_as"
    )
    parts = {name for row in members for name in row if name}
    around = names_offered(viewer, about)
    named = {
        name
        for name in around | name_parts(around)
        if name.casefold().strip(".,()") not in KIN
    }
    whole = set(families.values_list("name", flat=True))
    return whole | name_parts(parts) | named
