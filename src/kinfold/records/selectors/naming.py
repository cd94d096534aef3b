"""The names by which a family would be recognised, so that words can leave them out."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models.functions import Lower

from kinfold.platform.viewer import Viewer
from kinfold.records.known_names import names_offered
from kinfold.records.models import Family, FamilyMember
from kinfold.records.selectors.records import families_of, may_with
from kinfold_core.access import Action
from kinfold_core.people.names import KIN, name_parts
from kinfold_core.people.written_names import Called, surnames_in

OPEN = Action.OPEN_FAMILY


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


def people_called(viewer: Viewer, texts: Iterable[str]) -> frozenset[Called]:
    """The people whose surname stands in the texts, of records that the viewer may
    open. Two queries at most, however many there are.

    Of no other record: what is found is shown, and would tell who is in one that is
    closed to them. Never shown themselves: see `called_in`.
    """
    if viewer.authority_id is None or not (surnames := surnames_in(texts)):
        return frozenset()
    rows = list(
        FamilyMember.objects.filter(authority_id=viewer.authority_id)
        .alias(surname=Lower("person__family_name"))
        .filter(surname__in=surnames)
        .values_list(
            "family_id",
            "person__given_names",
            "person__family_name",
            "person__known_as",
        )
    )
    families = families_of(viewer).filter(pk__in={one[0] for one in rows})
    may_open = {one.pk for one in families if may_with(viewer, OPEN, one)}
    return frozenset(Called(*one[1:]) for one in rows if one[0] in may_open)
