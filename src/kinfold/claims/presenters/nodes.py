"""One thing in the theory: its figures everywhere, and what its forms begin with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kinfold.claims.models import ClaimVersion, NodeVersion, TheoryNode
from kinfold.claims.selectors.nodes import NodeFigures
from kinfold.insight.presenters.published import Card, card
from kinfold.platform.components import Link
from kinfold.platform.viewer import Viewer
from kinfold_core.phrases import listed
from kinfold_measures.picture import Picture

KINDS = list(TheoryNode.Kind.choices)


def figures_context(
    shown: NodeFigures, page_url: str, viewer: Viewer
) -> dict[str, Any]:
    own = ""
    if shown.shown and viewer.authority_id:
        own = reverse("insight:own-measure", args=[shown.shown.code])
    return {
        "measure": shown.shown,
        "cards": tuple(_card(picture) for picture in shown.pictures),
        "without": listed(shown.without) if shown.without else "",
        "measures": [
            Link(
                one.title,
                f"{page_url}?{urlencode({'measure': one.code})}#figures",
                is_current=one == shown.shown,
            )
            for one in shown.measures
        ],
        "own_url": own,
        "version": shown.version,
    }


def _card(picture: Picture) -> Card:
    """As on an authority's page, with the authority's name: here are many of them."""
    drawn, name = card(picture), picture.area.name
    figure = replace(drawn.figure, title=f"{name}. {drawn.figure.title}")
    return Card(figure, drawn.source, name, drawn.url)


def node_typed(now: NodeVersion) -> dict[str, Any]:
    return {
        "version": now.version,
        "words": now.words,
        "indicators": now.indicators,
        "is_kept": "yes" if now.is_kept else "no",
    }


def claim_typed(now: ClaimVersion) -> dict[str, Any]:
    return {
        "version": now.version,
        "because": now.because,
        "holds_where": now.holds_where,
        "is_kept": "yes" if now.is_kept else "no",
    }
