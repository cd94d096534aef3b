"""One entry or one set, with all it has been."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.presenters import words
from kinfold.practice.presenters.danger_card import danger_card
from kinfold.practice.presenters.entry_card import entry_card
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.views.frame import context_of, danger_on, entry_on, note_page
from kinfold.versions.presenters.history import history_lines, lineage_lines
from kinfold.versions.presenters.matrix import matrix
from kinfold.versions.presenters.put_back import stays_hidden
from kinfold.versions.presenters.standing import standing_of
from kinfold.versions.selectors.history import (
    danger_history,
    entry_history,
    lines_of,
)
from kinfold.versions.selectors.where_it_stands import said_back, standing_steps
from kinfold_core import phrases
from kinfold_core.practice.vocabulary import Concept, label
from kinfold_core.practice.written import MOMENTS


@require_safe
def entry(request: ViewerRequest, family_id: UUID, entry_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    standing = living_map(request.viewer, family_id)
    row = entry_on(standing, entry_id)
    note_page(request, ground, "versions.entry")
    lines = lines_of(request.viewer, entry_id=entry_id)
    context = context_of(
        ground,
        crumb=phrases.capital(label(standing.vocabulary, row.category).one),
        row=row,
        stays_hidden=stays_hidden(row),
        card=entry_card(row, standing, today=timezone.localdate()),
        column=words.COLUMN_OF[row.category],
        moments=MOMENTS.values(),
        matrix=matrix(row),
        source=phrases.capital(words.SOURCES[row.source_type]),
        lineage=lineage_lines(lines, family_id, now=timezone.now()),
        history=history_lines(
            entry_history(request.viewer, entry_id), now=timezone.now()
        ),
    )
    return render_page(request, "versions/entry.html", context)


@require_safe
def danger(request: ViewerRequest, family_id: UUID, danger_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    standing = living_map(request.viewer, family_id)
    row = danger_on(standing, danger_id)
    note_page(request, ground, "versions.danger")
    lines = lines_of(request.viewer, danger_id=danger_id)
    steps = standing_steps(request.viewer, danger_id)
    said = said_back(request.viewer, danger_id)
    name = label(standing.vocabulary, Concept.DANGER).one
    title = f"{phrases.capital(name)} {row.number}"
    context = context_of(
        ground,
        crumb=title,
        row=row,
        stays_hidden=stays_hidden(row),
        card=danger_card(row, standing, now=timezone.now()),
        title=title,
        standing=standing_of(row, steps, said),
        lineage=lineage_lines(lines, family_id, now=timezone.now()),
        history=history_lines(
            danger_history(request.viewer, danger_id), now=timezone.now()
        ),
    )
    return render_page(request, "versions/danger.html", context)
