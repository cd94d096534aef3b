"""Which rows of 11.3 each page of a family shows, and the door that asks them.

Information governance owns this file, as it does `kinfold_core.access.matrix`. An app
says its rows once, a page of it that shows others says its own. The viewer of a page
carries its rows, and whatever is asked about a record there is asked of each of them
(`Viewer.may`): no view has to remember it, and none asks the database once more. A page
is open to whoever may read all that it shows. One that is not listed shows everything.
`tests/platform/test_matrix_doors.py` empties each row and knocks at all its pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from kinfold.platform.http import ViewerRequest, viewer_of
from kinfold_core.access import Artefact

Rows = frozenset[Artefact]

NO_ROW: Final[Rows] = frozenset()
EVERYTHING: Final[Rows] = frozenset(Artefact)
_MAP: Final[Rows] = frozenset({Artefact.MAP})
_NUMBERS: Final[Rows] = frozenset({Artefact.MAP, Artefact.SCALES})
_NETWORK: Final[Rows] = frozenset({Artefact.NETWORK})
_PICTURE: Final[Rows] = frozenset({Artefact.FAMILY_PICTURE})
_LINES: Final[Rows] = frozenset({Artefact.BOTTOM_LINES})
_TODAY: Final[Rows] = frozenset({Artefact.TODAYS_SAFETY})
_ROAD: Final[Rows] = frozenset({Artefact.ROAD})
_PLAN: Final[Rows] = frozenset({Artefact.SAFETY_PLAN})
_PROMISES: Final[Rows] = _NETWORK | _PLAN
_FOUND: Final[Rows] = frozenset({Artefact.FOUND_PEOPLE})
_CHILD: Final[Rows] = frozenset({Artefact.CHILD_TOOLS})
_WHERE: Final[Rows] = frozenset({Artefact.WHERE_WE_ARE})
_COPY: Final[Rows] = (
    _NUMBERS | _NETWORK | _LINES | _TODAY | _ROAD | _PLAN | {Artefact.STORY}
)

OF_APP: Final[Mapping[str, Rows]] = {
    # who may open the record and who works with it: the policy table's alone
    "records": NO_ROW,
    "people": _PICTURE,
    "finding": _PICTURE,
    "questions": _MAP,
    "practice": _MAP,
    "lab": _NUMBERS | _NETWORK | _PLAN,  # the parts a case may take
    "scaling": _NUMBERS,
    "versions": _MAP,
    "networks": _NETWORK,
    "sides": _NETWORK,
    "child_no": _NETWORK,
    "ledger": _NETWORK,
    "circles": _NETWORK,
    "family_picture": _PICTURE,
    "trajectory": _ROAD,
    "family_time": _ROAD,
    "planning": _PLAN,
    "monitoring": frozenset({Artefact.JOURNAL}),
    "commitments": _PROMISES,
    "kinship": _NETWORK,
    "voice": frozenset({Artefact.STORY}),
    "child_tools": _CHILD,
    "child_words": _CHILD,
    "supervision": frozenset({Artefact.SUPERVISION}),
    "family_finding": _FOUND,
    "lifetime": _FOUND,
    "belonging": _FOUND,
    "offline": _CHILD,
    "stages": _WHERE,
    "long_haul": _NETWORK,
    "copies": _COPY,
    "own_copies": _COPY | _CHILD,
    "meetings": _NUMBERS,
    "network_meetings": _NETWORK,
}
"""What every page of an app shows, unless the page says otherwise below."""


def _pages(app: str, rows: Rows, names: str) -> dict[str, Rows]:
    return {f"{app}:{name}": rows for name in names.split()}


OF_PAGE: Final[Mapping[str, Rows]] = {
    **_pages("records", _PICTURE, "rename leave-family"),
    **_pages("practice", _NUMBERS, "map"),
    **_pages("versions", _NUMBERS, "versions make-current as-it-was compare"),
    **_pages("family_picture", _PICTURE | _NETWORK, "around line"),
    **_pages(
        "trajectory",
        _LINES,
        "bottom-lines add-bottom-line check-new-bottom-line change-bottom-line "
        "check-bottom-line explain-bottom-line seen-bottom-line lift-bottom-line "
        "ask-bottom-line",
    ),
    **_pages(
        "trajectory",
        _TODAY,
        "immediate make-immediate review-immediate end-immediate read-immediate "
        "answer-immediate",
    ),
    # what a family asked of its bottom lines, or of its road
    **_pages("trajectory", _LINES | _ROAD, "answer"),
    **_pages("planning", _PLAN | _TODAY, "plans"),
    **_pages(
        "monitoring",
        _PLAN | {Artefact.JOURNAL},
        "checks add-check demonstrate reviews add-review",
    ),
    **_pages("stages", _WHERE | _NETWORK, "closing long-haul exit-meeting close"),
    # cut down to what came of it, for those who may not read what was thought
    **_pages("supervision", NO_ROW, "family"),
    **_pages("network_meetings", _NETWORK | _FOUND, "perspectives"),
    **_pages("network_meetings", _PROMISES, "decision-rule decision-promise"),
}
"""Pages that show more than the rest of their app, or something else."""


def rows_of(view_name: str) -> Rows:
    """The rows that a page of a family shows; all of them when nobody said which."""
    app = view_name.partition(":")[0]
    return OF_PAGE.get(view_name, OF_APP.get(app, EVERYTHING))


class MatrixRowsMiddleware:
    """Lets the viewer carry the rows of the family's page they are on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: ViewerRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        parts: dict[str, Any],
    ) -> None:
        viewer, match = viewer_of(request), request.resolver_match
        if viewer is None or match is None or "family_id" not in parts:
            return
        request.viewer = replace(viewer, shown=rows_of(match.view_name))
