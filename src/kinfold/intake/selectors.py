"""Imports and what could not be taken."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from kinfold.intake.models import ImportFinding, PeopleImport
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action

ON_A_PAGE = 50


def _check(viewer: Viewer) -> None:
    viewer.in_authority()
    decision = viewer.may(Action.IMPORT_PEOPLE)
    if not decision:
        raise PermissionDenied(decision.reason)


def imports_of(viewer: Viewer, page: int) -> Page[PeopleImport]:
    """Imports of the authority, newest first.

    Raises:
        PermissionDenied: the role does not include it.
    """
    _check(viewer)
    found = PeopleImport.objects.filter(authority_id=viewer.in_authority())
    ordered = found.select_related("started_by").order_by("-created_at", "-pk")
    return Paginator(ordered, ON_A_PAGE).get_page(page)


def import_for(viewer: Viewer, import_id: UUID) -> PeopleImport:
    """One import.

    Raises:
        NotFound: no such import in the authority.
        PermissionDenied: the role does not include it.
    """
    found = PeopleImport.objects.filter(
        authority_id=viewer.in_authority(), pk=import_id
    ).first()
    if found is None:
        raise NotFound("import")
    _check(viewer)
    return found


def findings_of(
    viewer: Viewer, people_import: PeopleImport, page: int
) -> Page[ImportFinding]:
    """What could not be taken, in the order of the files."""
    return Paginator(all_findings(viewer, people_import), ON_A_PAGE).get_page(page)


def all_findings(
    viewer: Viewer, people_import: PeopleImport
) -> QuerySet[ImportFinding]:
    """Every finding of an import that was authorised already."""
    return ImportFinding.objects.filter(
        authority_id=viewer.in_authority(), people_import=people_import
    ).order_by("weight", "file", "line", "pk")
