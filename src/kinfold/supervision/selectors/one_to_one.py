"""Reads of supervision one to one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.supervision.models import CaseDecision, CaseSupervision

AnyCase: TypeAlias = CaseSupervision


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A supervision with what was decided, oldest first."""

    case: CaseSupervision
    decisions: tuple[CaseDecision, ...]


def case_of(viewer: Viewer, family_id: UUID, case_id: UUID) -> CaseFile:
    """A supervision of a family the caller was authorised for. Three queries.

    Raises:
        NotFound: no such supervision of this family.
    """
    case = (
        CaseSupervision.objects.filter(
            authority_id=viewer.in_authority(), family_id=family_id, pk=case_id
        )
        .select_related("worker", "supervisor")
        .first()
    )
    if case is None:
        raise NotFound("supervision")
    decisions = case.decisions.select_related("who").prefetch_related("put_on_map")
    return CaseFile(case, tuple(decisions.order_by("pk")))


def last_case_day(viewer: Viewer, family_id: UUID) -> date | None:
    """When the work with an authorised family was last looked at one to one."""
    newest = CaseSupervision.objects.filter(
        authority_id=viewer.in_authority(), family_id=family_id
    ).order_by("-held_on")
    return newest.values_list("held_on", flat=True).first()
