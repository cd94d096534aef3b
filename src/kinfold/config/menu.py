"""The doors each role sees, made from the policy table."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from django.urls import get_script_prefix, reverse

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action


@dataclass(frozen=True, slots=True)
class Door:
    """A place in the navigation, and the permission that opens it.

    One `under` others is shown only to those who can open none of them: whoever can
    finds it on the page of the first that they can open.
    """

    label: str
    url_name: str
    icon: str
    action: Action
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MenuItem:
    label: str
    url: str
    icon: str
    is_current: bool


DOORS = (
    Door("Families", "records:families", "users", Action.SEARCH_PEOPLE),
    Door("Whiteboard", "whiteboard:board", "table", Action.SEE_WHITEBOARD),
    Door("Find", "finding:search", "search", Action.SEARCH_PEOPLE),
    Door("Supervision", "supervision:home", "messages-square", Action.SHARE_INQUIRY),
    Door(
        "What writing costs",
        "recording:totals",
        "clock",
        Action.SEE_RECORDING_TOTALS,
    ),
    # the first page of those who work with figures alone
    Door("Our measures", "insight:goals", "target", Action.SET_GOALS),
    Door("Programme", "programme:home", "compass", Action.SEE_PROGRAMME),
    Door(
        "Learning",
        "development:home",
        "graduation-cap",
        Action.WALK_A_WAY,
        ("Programme",),
    ),
    Door(
        "Framework reviews",
        "framework:home",
        "list-checks",
        Action.RATE_FRAMEWORK,
        ("Programme", "Learning"),
    ),
    Door(
        "Knowledge bank",
        "knowledge:home",
        "book-open",
        Action.SEE_KNOWLEDGE,
        ("Programme", "Learning"),
    ),
    Door("Evaluation", "claims:home", "scale", Action.SEE_PROGRAMME),
    Door("Studies", "studies:home", "book-open", Action.SEE_STUDIES, ("Evaluation",)),
    Door(
        "Open answers",
        "themes:collections",
        "messages-square",
        Action.SEE_PROGRAMME,
        ("Evaluation",),
    ),
    Door(
        "Stories of change",
        "change_stories:stories",
        "book-open",
        Action.SEE_PROGRAMME,
        ("Evaluation",),
    ),
    Door("Authorities", "insight:authorities", "map", Action.SEE_AUTHORITY_MEASURES),
    Door("Fidelity", "fidelity:home", "list-checks", Action.SEE_TEAM_FIDELITY),
    Door("Compare", "insight:compare", "chart-line", Action.COMPARE_AUTHORITIES),
    Door("Returns", "returns:returns", "file-text", Action.SEE_RETURNS),
    Door(
        "Extracts",
        "extracts:extracts",
        "archive",
        Action.SEE_EXTRACTS,
        ("Evaluation",),
    ),
    Door("Import", "intake:imports", "upload", Action.IMPORT_PEOPLE),
    Door(
        "Emergency access",
        "records:emergency-reviews",
        "shield-alert",
        Action.REVIEW_EMERGENCY_ACCESS,
    ),
    Door("Who looked", "platform:audit", "eye", Action.SEE_AUDIT),
    Door("Words", "vocabulary:packs", "type", Action.EDIT_VOCABULARY),
    Door("By when", "expectations:expectations", "hourglass", Action.EDIT_EXPECTATIONS),
    Door("Workers", "platform:workers", "id-card", Action.MANAGE_WORKERS),
)


def menu_for(viewer: Viewer, path: str) -> tuple[MenuItem, ...]:
    """The doors this viewer may open; the one that holds `path` is current."""
    opened = [door for door in DOORS if viewer.may(door.action)]
    labels = {door.label for door in opened}
    urls = [(door, _url(door.url_name, get_script_prefix())) for door in opened]
    holding = [(len(url), door) for door, url in urls if path.startswith(url)]
    here = max(holding, key=itemgetter(0))[1] if holding else None
    current = here and next(_over(here, labels), here.label)
    return tuple(
        MenuItem(door.label, url, door.icon, is_current=door.label == current)
        for door, url in urls
        if not any(_over(door, labels))
    )


@cache
def _url(name: str, under: str) -> str:
    """Where a door leads. Every page asks for all of them, and none of them moves.

    `under`: the path that Kinfold is served under, which each address begins with.
    """
    return reverse(name)


def _over(door: Door, labels: Collection[str]) -> Iterator[str]:
    """The doors of these that this one stands under."""
    return (label for label in door.under if label in labels)
