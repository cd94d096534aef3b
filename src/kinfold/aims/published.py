"""England's published figures of a goal's measure: for everybody, so nobody is asked
for. No query."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from kinfold.aims.models import AuthorityGoalVersion
from kinfold.platform.models import Authority
from kinfold_measures.catalogue import BY_CODE, COLUMNS
from kinfold_measures.england import Panel, kept_panel
from kinfold_measures.named_goals import Moving, moving
from kinfold_measures.picture import Picture, picture_of
from kinfold_measures.process import Process, process_of_picture


def panel() -> Panel:
    return kept_panel(settings.PROJECT / "data" / "england", COLUMNS)


def picture(authority: Authority, code: str) -> Picture | None:
    """The published figures; None where nothing is published. No query."""
    return _picture(panel(), authority.slug, code)


@lru_cache(maxsize=2048)
def _picture(held: Panel, slug: str, code: str) -> Picture | None:
    area = held.by_slug(slug)
    return picture_of(held, BY_CODE[code], area) if area and code in BY_CODE else None


@lru_cache(maxsize=2048)
def _process(held: Panel, slug: str, code: str) -> Process | None:
    found = _picture(held, slug, code)
    return process_of_picture(found) if found else None


def process(authority: Authority, code: str) -> Process | None:
    """The chart that is right for the published figures. No query."""
    return _process(panel(), authority.slug, code)


def moved(said: AuthorityGoalVersion) -> Moving | None:
    """How the published figures move; None for a scale, or where none are. No query."""
    found = process(said.authority, said.goal.code)
    return moving(found, is_lower_hoped=said.wants == "lower") if found else None
