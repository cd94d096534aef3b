"""The copy that an address asks for: for whom, in which language, with what beside."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from kinfold.copies.forms import ReadersForm
from kinfold.copies.presenters.family_copy import (
    FamilyCopy,
    family_copy,
    kept_copy,
    offered,
    on_copy,
    spoken_by,
)
from kinfold.copies.presenters.parts import NAMES, parts_of
from kinfold.copies.presenters.shapes import Parts
from kinfold.copies.selectors import Reader, readers_of, standing_beside
from kinfold.platform.http import ViewerRequest
from kinfold.platform.our_words import OurWords, our_words
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold_core.access import Action
from kinfold_core.practice.living_map import LivingMap

COPY_TAB = "copies:family-copy"


@dataclass(frozen=True, slots=True)
class Made:
    """A copy, what was asked for, and what stays out of it, for the worker alone.

    `people` are all it could be for, `chosen` those whom it is for.
    """

    copy: FamilyCopy
    asked: ReadersForm
    left_out: tuple[str, ...]
    people: tuple[Reader, ...]
    chosen: tuple[Reader, ...]


def made_of(
    request: ViewerRequest,
    ground: Ground,
    living: LivingMap,
    *,
    also: UUID | None = None,
) -> Made:
    """The copy that the address asks for: for whom, and what goes with the map.

    `also` is somebody it is for whoever else was chosen: whose link it is.
    """
    readers = readers_of(request.viewer, ground)
    beside = standing_beside(request.viewer, ground.family.pk)
    today = timezone.localdate()

    def parts(
        chosen: Iterable[Reader], our: OurWords, meant: Collection[str] = NAMES
    ) -> Parts:
        on_it = on_copy(living)
        return parts_of(
            beside, our, on_copy=on_it, readers=chosen, today=today, meant=meant
        )

    asked = ReadersForm(
        request.GET,
        offered=offered(readers),
        parts=[(part.key, NAMES[part.key]) for part in parts((), our_words()).shown],
        language=spoken_by(ground, [r for r in readers if r.is_offered]),
    )
    keys = {*asked.chosen, str(also)}
    chosen = tuple(reader for reader in readers if reader.key in keys)
    # a copy that names nobody may come into anybody's hands
    found = parts(chosen or readers, asked.chosen_language, asked.chosen_parts)
    copy = family_copy(
        ground,
        living,
        readers=chosen,
        today=today,
        now=timezone.now(),
        our=asked.chosen_language,
        parts=[part for part in found.shown if part.key in asked.chosen_parts],
        phone=asked.phone_to_print,
    )
    return Made(copy, asked, tuple(found.left_out), readers, chosen)


def kept_now(
    request: ViewerRequest, family_id: UUID, *, also: UUID | None = None
) -> dict[str, Any]:
    """The copy as the map and the family are at this moment."""
    ground = ground_of(request.viewer, family_id, Action.SHARE_FAMILY_COPY)
    living = living_map(request.viewer, family_id)
    return kept_copy(made_of(request, ground, living, also=also).copy)
