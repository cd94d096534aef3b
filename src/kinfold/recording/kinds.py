"""What a page writes: the document it belongs to and the kind of thing it is.

Both come from the page's own name, so that a new form is measured without anybody
remembering to say so: `practice:edit-entry` is an entry in the map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import ResolverMatch

from kinfold.platform.viewer import Viewer

SHORTEST_RETYPED = 12
_VERBS = ("add-", "edit-", "new-", "change-", "write-", "begin-", "withdraw-")
DOCUMENTS = {
    "practice": "The map",
    "scaling": "The map",
    "versions": "The map",
    "networks": "The network",
    "sides": "The network",
    "family_picture": "The family picture",
    "child_no": "Network",
    "ledger": "Network",
    "circles": "Circles",
    "commitments": "Who does what",
    "kinship": "Kinship",
    "child_tools": "What the child says",
    "child_words": "What the child says",
    "family_finding": "Family Finding",
    "lifetime": "Family Finding",
    "belonging": "Family Finding",
    "long_haul": "The long haul",
    "trajectory": "The trajectory",
    "family_time": "Family time",
    "planning": "The safety plan",
    "monitoring": "The journal",
    "voice": "Words and pictures",
    "supervision": "Supervision",
    "meetings": "Meetings",
    "network_meetings": "Meetings",
    "people": "The family's details",
    "records": "The family's details",
}
_KINDS = {
    "entry": "Something on the map",
    "danger": "A danger statement with its goal and scale",
    "rate": "A number on a scale",
    "disagree-entry": "How somebody sees it differently",
    "disagree-danger": "How somebody sees it differently",
}

# given the viewer and a family: every text that stands in its record
Texts = Callable[[Viewer, UUID], Iterable[str]]
_texts: list[Texts] = []


def register_texts(texts: Texts) -> None:
    """Let what is typed be compared with an app's words. In `AppConfig.ready()`."""
    _texts.append(texts)


def in_one_query(*columns: tuple[QuerySet[Any], tuple[str, ...]]) -> Iterator[str]:
    """The texts in columns of several tables: rows, and the names of their columns."""
    first, *rest = (
        rows.order_by().values_list(name, flat=True)
        for rows, names in columns
        for name in names
    )
    yield from first.union(*rest, all=True)


def texts_of(viewer: Viewer, family_id: UUID) -> frozenset[str]:
    """Every text of a family's record that is long enough, as it is compared."""
    found = (text for texts in _texts for text in texts(viewer, family_id))
    return frozenset(one for one in map(normalised, found) if is_long_enough(one))


def normalised(text: str) -> str:
    """As it is compared: without regard to case, spaces and what ends a sentence."""
    return " ".join(text.casefold().split()).strip(" .,;:!?")


def is_long_enough(text: str) -> bool:
    return len(text) >= SHORTEST_RETYPED


def kind_of(match: ResolverMatch) -> tuple[str, str]:
    """The document and the kind of thing that a page writes."""
    name = match.url_name or ""
    verb = next((verb for verb in _VERBS if name.startswith(verb)), "")
    return match.namespace[:40], name.removeprefix(verb)[:60]


def document_in_words(document: str) -> str:
    return DOCUMENTS.get(document, document.capitalize())


def kind_in_words(kind: str) -> str:
    return _KINDS.get(kind, kind.replace("-", " ").capitalize())
