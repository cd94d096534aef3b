"""The words in force as columns of any query, so that a page need not ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from kinfold.records.models import ServiceStatus
from kinfold.records.models.family import headline
from kinfold.vocabulary.models import PackVersion, StatusPacks
from kinfold_core.practice.vocabulary import Pack, Vocabulary, vocabulary_from


def word_columns(authority_id: UUID) -> dict[str, Any]:
    """The newest version of each pack, and of which service speaks in which."""
    kept = PackVersion.objects.filter(authority_id=authority_id)
    chosen = StatusPacks.objects.filter(authority_id=authority_id)
    as_plain = JSONObject(
        code=F("code"), name=F("name"), version=F("version"), labels=F("labels")
    )
    return {
        "kept_packs": ArraySubquery(
            kept.order_by("code", "-version").distinct("code").values(plain=as_plain)
        ),
        "chosen_packs": Subquery(chosen.order_by("-version").values("packs")[:1]),
    }


def family_word_columns(authority_id: UUID, family: str) -> dict[str, Any]:
    """The same, and the service the family has now; `family` names its key.

    A closed record goes on speaking as it did on its last day: what the family holds
    in its hands does not read otherwise because the work has ended.
    """
    last_day = Q(ended_on=F("family__closed_on"))
    running = ServiceStatus.objects.filter(
        Q(ended_on=None) | last_day, authority_id=authority_id, family=OuterRef(family)
    )
    return {
        "running_statuses": ArraySubquery(running.values("status")),
        **word_columns(authority_id),
    }


def vocabulary_in(row: Mapping[str, Any]) -> Vocabulary:
    """The words from a row that has `word_columns`."""
    return vocabulary_from(row["kept_packs"], row["chosen_packs"] or {})


def pack_in(row: Mapping[str, Any]) -> Pack:
    """The family's words from a row that has `family_word_columns`."""
    statuses = headline(row["running_statuses"])
    return vocabulary_in(row).speaking(statuses[0] if statuses else "")
