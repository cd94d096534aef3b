"""Reads of themes, how many answers carry them, and their quotations."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kinfold.platform.errors import NotFound
from kinfold.platform.programme_places import place_is_in_it
from kinfold.platform.viewer import Viewer
from kinfold.themes.models import (
    AnswerCollection,
    OpenAnswer,
    Theme,
    ThemeQuotation,
    ThemeWording,
)
from kinfold.themes.selectors.coding import seats_of, settled_codes
from kinfold.themes.selectors.collections import answers_of, insist_reads

Wording = ThemeWording


@dataclass(frozen=True, slots=True)
class ThemeShown:
    """A theme with what carries it.

    Attributes:
        carried: how many answers have one of its codes in the end.
        of: how many answers there are.
        open: how many the two coders still differ on.
        places: how many authorities the carrying answers come from, as far as said.
    """

    wording: ThemeWording
    carried: int
    of: int
    open: int
    places: int
    quotations: tuple[ThemeQuotation, ...]


def themes_of(viewer: Viewer, row: AnswerCollection) -> list[ThemeShown]:
    """Every theme in its newest wording, by number. Seven queries."""
    wordings = _newest(viewer, row)
    seats = seats_of(viewer, row)
    codes = settled_codes(viewer, row, seats)
    answers = list(answers_of(viewer, row))
    quoted: dict[UUID, list[ThemeQuotation]] = {}
    for one in _quotations(row):
        quoted.setdefault(one.theme_id, []).append(one)
    shown = []
    for wording in wordings:
        wanted = frozenset(wording.codes)
        carrying = [a for a in answers if codes.get(a.pk, frozenset()) & wanted]
        shown.append(
            ThemeShown(
                wording,
                carried=len(carrying),
                of=len(answers),
                open=len(answers) - len(codes),
                places=len({a.authority_id for a in carrying} - {None}),
                quotations=tuple(quoted.get(wording.theme_id, ())),
            )
        )
    return shown


def theme(viewer: Viewer, row: AnswerCollection, theme_id: UUID) -> list[ThemeWording]:
    """A theme's wordings, the newest first.

    Raises:
        NotFound: the collection has no such theme.
    """
    insist_reads(viewer)
    found = Theme.objects.filter(
        programme=row.programme_id, collection=row, pk=theme_id
    ).first()
    if found is None:
        raise NotFound(f"No theme {theme_id}")
    rows = ThemeWording.objects.filter(programme=row.programme_id, theme=found)
    return list(rows.order_by("-version"))


def quotation(
    viewer: Viewer,
    row: AnswerCollection,
    quotation_id: UUID,
    *,
    is_locked: bool = False,
) -> ThemeQuotation:
    """A quotation that stands or was taken back.

    Raises:
        NotFound: no theme of the collection has it.
    """
    insist_reads(viewer)
    rows = ThemeQuotation.objects.filter(
        place_is_in_it("answer__authority"),
        programme=row.programme_id,
        theme__collection=row,
        pk=quotation_id,
    )
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.first()
    if found is None:
        raise NotFound(f"No quotation {quotation_id}")
    return found


def quotable(
    viewer: Viewer, row: AnswerCollection, wording: ThemeWording
) -> list[OpenAnswer]:
    """The answers that carry a theme: a quotation is of one of them."""
    codes = settled_codes(viewer, row, seats_of(viewer, row))
    wanted = frozenset(wording.codes)
    return [
        one
        for one in answers_of(viewer, row)
        if codes.get(one.pk, frozenset()) & wanted
    ]


def _newest(viewer: Viewer, row: AnswerCollection) -> list[ThemeWording]:
    insist_reads(viewer)
    return list(
        ThemeWording.objects.filter(programme=row.programme_id, theme__collection=row)
        .select_related("theme")
        .order_by("theme__number", "-version")
        .distinct("theme__number")
    )


def _quotations(row: AnswerCollection) -> list[ThemeQuotation]:
    rows = ThemeQuotation.objects.filter(
        place_is_in_it("answer__authority"),
        programme=row.programme_id,
        theme__collection=row,
        taken_back_at=None,
    )
    return list(rows.select_related("answer").order_by("at"))
