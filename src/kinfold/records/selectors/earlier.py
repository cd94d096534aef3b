"""What stood in a family's record before it was written otherwise."""

from __future__ import annotations

from django.core.paginator import Page, Paginator

from kinfold.platform.viewer import Viewer
from kinfold.records.earlier import KINDS, EarlierKind
from kinfold.records.models import EarlierWords, Family
from kinfold.records.selectors.looking import EVENTS_ON_A_PAGE
from kinfold.records.selectors.records import may_with
from kinfold_core.access.staff import read_with


def earlier_words(viewer: Viewer, family: Family, page: int) -> Page[EarlierWords]:
    """Words that were written otherwise, newest first. Two queries.

    Of an authorised family; only of what the viewer may read of it.
    """
    rows = EarlierWords.objects.filter(
        authority_id=viewer.in_authority(),
        family_id=family.pk,
        of_what__in=[key for key, one in KINDS.items() if _may(viewer, family, one)],
    ).select_related("kept_by")
    return Paginator(rows.order_by("-kept_at", "-pk"), EVENTS_ON_A_PAGE).get_page(page)


def _may(viewer: Viewer, family: Family, kind: EarlierKind) -> bool:
    artefact = kind.artefact
    return artefact is None or bool(
        may_with(viewer, read_with(artefact), family, artefact)
    )
