"""The family's header for any page of any domain: read and worded in one call."""

from __future__ import annotations

from django.utils import timezone

from kinfold.platform.components import FamilyHeader
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.records.presenters.header import build_header
from kinfold.records.selectors.members import header_facts


def family_header(
    viewer: Viewer, family: Family, current: str = "people:family"
) -> FamilyHeader:
    """The header above a page, `family` being from `family_for`. Two queries.

    `current` is the url name of the tab that the page belongs to.
    """
    facts = header_facts(viewer, family)
    return build_header(
        family,
        facts.members,
        facts.statuses,
        may_see_looks=facts.may_see_looks,
        today=timezone.localdate(),
        current=current,
    )
