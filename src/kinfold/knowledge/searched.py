"""The words of an item as a search finds them. No query."""

from __future__ import annotations

import unicodedata
from typing import Final

from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from django.db.models.expressions import CombinedExpression

from kinfold.knowledge.models import Item

CONFIGS: Final = {
    "en": "english",
    "fr": "french",
    "nl": "dutch",
    "sv": "swedish",
}
"""How PostgreSQL takes the words of a language apart; of every other: as they are."""


def folded(words: str) -> str:
    """Without accents: who types "cafe" finds "café"."""
    apart = unicodedata.normalize("NFKD", words)
    return "".join(one for one in apart if not unicodedata.combining(one))


def vector_of(row: Item) -> CombinedExpression:
    """Title above summary above text, in the language of the item. A text that was
    taken out is not found by its words either."""
    config = CONFIGS.get(row.language, "simple")
    topics = " ".join(row.topics).replace("_", " ")
    summary = f"{row.summary} {topics} {row.attribution}"
    body = "" if row.is_taken_out else row.body
    return (
        SearchVector(Value(folded(row.title)), weight="A", config=config)
        + SearchVector(Value(folded(summary)), weight="B", config=config)
        + SearchVector(Value(folded(body)), weight="D", config=config)
    )
