"""The published figures that would show one thing in the theory, in each authority."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kinfold.claims.models import NodeVersion
from kinfold.claims.selectors.theory import authorities_of
from kinfold.insight import selectors as insight
from kinfold.platform.models import Programme
from kinfold.platform.viewer import Viewer
from kinfold_measures.catalogue import BY_CODE
from kinfold_measures.measure import Measure
from kinfold_measures.picture import Picture, picture_of


@dataclass(frozen=True, slots=True)
class NodeFigures:
    """One of its indicators in every authority of the programme that England knows."""

    measures: tuple[Measure, ...]
    shown: Measure | None
    pictures: tuple[Picture, ...]
    without: tuple[str, ...]
    """Names of authorities that the published panel does not know."""
    version: str


def figures_of(
    viewer: Viewer, programme: Programme, node: NodeVersion, asked: Mapping[str, str]
) -> NodeFigures:
    """The indicator that was asked for, or the first. One query.

    Raises:
        PermissionDenied: the policy refuses; the message is safe to show.
    """
    panel = insight.england(viewer)
    measures = tuple(BY_CODE[code] for code in node.indicators if code in BY_CODE)
    wanted = [one for one in measures if one.code == asked.get("measure")]
    shown = next(iter([*wanted, *measures]), None)
    if shown is None:
        return NodeFigures((), None, (), (), panel.version)
    places = authorities_of(viewer, programme)
    areas = [(place.name, panel.by_slug(place.slug)) for place in places]
    return NodeFigures(
        measures,
        shown,
        tuple(picture_of(panel, shown, area) for _, area in areas if area),
        tuple(name for name, area in areas if area is None),
        panel.version,
    )
