"""The copy that an address asks for: for whom, in which language, with what beside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils import timezone

from kinfold.copies.forms import ReadersForm
from kinfold.copies.policy import ANYBODY, ForWhom, not_for, together
from kinfold.copies.presenters.family_copy import (
    FamilyCopy,
    family_copy,
    kept_copy,
    offered,
    on_copy,
    spoken_by,
)
from kinfold.copies.presenters.parts import NAMES, parts_of, say_private
from kinfold.copies.presenters.shapes import Parts
from kinfold.copies.selectors import (
    Reader,
    marks_kept_from_readers,
    readers_of,
    standing_beside,
)
from kinfold.platform.http import ViewerRequest
from kinfold.platform.our_words import OurWords, our_words
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold_core import phrases
from kinfold_core.access import Action
from kinfold_core.people.private_words import leave_out
from kinfold_core.practice.living_map import LivingMap

COPY_TAB = "copies:family-copy"


@dataclass(frozen=True, slots=True)
class Made:
    """A copy, what was asked for, and what stays out of it, for the worker alone.

    `people` are all of the family, `chosen` those whom it is for, `not_theirs` says
    for whom it cannot be.
    """

    copy: FamilyCopy
    asked: ReadersForm
    left_out: tuple[str, ...]
    people: tuple[Reader, ...]
    chosen: tuple[Reader, ...]

    @property
    def may_have_it(self) -> tuple[tuple[str, str], ...]:
        """A key and a name of those whom it is made for; of one that names nobody,
        everybody it can be for."""
        readers = self.chosen or [one for one in self.people if not one.is_of_network]
        return tuple((one.key, one.name) for one in readers if not one.is_unborn)

    @property
    def not_theirs(self) -> str:
        network = [one.name for one in self.people if one.is_of_network]
        return not_for(phrases.listed(network)) if network else ""


def made_of(
    request: ViewerRequest,
    ground: Ground,
    living: LivingMap,
    *,
    also: UUID | None = None,
    is_in_pictures: bool = False,
) -> Made:
    """The copy that the address asks for: for whom, and what goes with the map.

    `also` is somebody it is for whoever else was chosen: whose link it is.
    """
    people = readers_of(request.viewer, ground)
    readers = tuple(one for one in people if not one.is_of_network)
    beside = standing_beside(request.viewer, ground.family.pk)
    today = timezone.localdate()

    def parts(
        whom: Iterable[ForWhom], our: OurWords, meant: Collection[str] = NAMES
    ) -> Parts:
        chosen = tuple(whom)
        return parts_of(
            beside,
            our,
            on_copy=on_copy(living, chosen),
            readers=chosen,
            today=today,
            meant=meant,
            is_in_pictures=is_in_pictures,
        )

    asked = _asked_of(request, ground, readers, parts((), our_words()))
    chosen, own = _on_one_copy(readers, {*asked.chosen, str(also)}, also)
    whom = _whom(chosen or readers, is_familys=not asked.is_chosen and also is None)
    found = parts(whom, asked.chosen_language, asked.chosen_parts)
    copy = family_copy(
        ground,
        living,
        readers=chosen,
        now=timezone.now(),
        our=asked.chosen_language,
        parts=[part for part in found.shown if part.key in asked.chosen_parts],
        phone=asked.phone_to_print,
        whom=whom,
    )
    marks = marks_kept_from_readers(request.viewer, ground, chosen)
    copy, private = leave_out(copy, marks)
    left_out = (*own, *found.left_out, *say_private(private))
    return Made(copy, asked, left_out, people, chosen)


def _asked_of(
    request: ViewerRequest, ground: Ground, readers: Sequence[Reader], every: Parts
) -> ReadersForm:
    """What the address asks for, of all those readers and parts that there are."""
    return ReadersForm(
        request.GET,
        offered=offered(readers),
        parts=[(part.key, NAMES[part.key]) for part in every.shown],
        language=spoken_by(ground, [r for r in readers if r.is_offered]),
    )


def _whom(readers: Iterable[Reader], *, is_familys: bool) -> tuple[ForWhom, ...]:
    """Those who may hold it: of a copy that names nobody, everybody.

    `is_familys`: nobody meant it for the children alone.
    """
    whom = tuple(replace(one.whom, is_beside_grown_ups=is_familys) for one in readers)
    return whom or ANYBODY


def _on_one_copy(
    readers: Sequence[Reader], keys: Collection[str], also: UUID | None
) -> tuple[tuple[Reader, ...], tuple[str, ...]]:
    """Who of those chosen may be on one copy, and what is said of the others."""
    wanted = [reader for reader in readers if reader.key in keys]
    # whose link it is comes first: others are left off for them, not they for others
    wanted.sort(key=lambda reader: reader.person_id != also)
    on_it, own = together([reader.whom for reader in wanted])
    chosen = tuple(one for one in readers if one in wanted and one.person_id in on_it)
    return chosen, tuple(
        f"{one.name} is not on this copy. {one.reason}. Make them a copy of their own."
        for one in own
    )


def kept_now(
    request: ViewerRequest, family_id: UUID, *, also: UUID | None = None
) -> dict[str, Any]:
    """The copy as the map and the family are at this moment."""
    ground = ground_of(request.viewer, family_id, Action.SHARE_FAMILY_COPY)
    living = living_map(request.viewer, family_id)
    return kept_copy(made_of(request, ground, living, also=also).copy)
