"""Whether what is written beside a case, or into the register, tells of a family."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from kinfold.lab.models import LearningCase
from kinfold.lab.record import known_of
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, RecordRefused
from kinfold.records.models import Family
from kinfold.records.selectors import family_for
from kinfold_core.access import Action
from kinfold_core.people.known import Known
from kinfold_core.people.residuals import residues


def insist_names_nobody(
    *texts: str, pack_ids: list[UUID], is_sure: bool, by: Viewer
) -> None:
    """Refuse words in which somebody may be named.

    What is written by somebody who may open the family of a case is held against its
    record. What anybody else writes never is, a colleague of the same authority's
    neither: the answer would tell whose name is in a record that is closed to them.
    For all, what looks like a name, a day, a place or a number has to be confirmed.

    Raises:
        CannotDo: a name of the record is there; or something that looks like one, and
            they did not say that it is nobody's.
    """
    known = _known(pack_ids, by)
    for text in texts:
        for one in residues(text, known):
            if one.must_go:
                raise CannotDo(f"“{one.words}” may tell who the family is. Take it out")
            if not is_sure:
                raise CannotDo(
                    f"“{one.words}” may tell who the family is. Take it out, or say "
                    "below that it does not"
                )


def is_held_against_a_record(pack_ids: Iterable[UUID], by: Viewer) -> bool:
    """Whether the viewer may open the family of one of these at least."""
    return bool(_open_families(pack_ids, by))


def _known(pack_ids: Iterable[UUID], by: Viewer) -> tuple[Known, ...]:
    found = [known_of(by, one) for one in _open_families(pack_ids, by)]
    return tuple(dict.fromkeys(one for known in found for one in known))


def _open_families(pack_ids: Iterable[UUID], by: Viewer) -> list[Family]:
    if by.authority_id is None:
        return []
    cases = LearningCase.objects.filter(
        authority_id=by.authority_id, lab_pack_id__in=list(pack_ids)
    )
    found = []
    for family_id in set(cases.values_list("family_id", flat=True)):
        try:
            found.append(family_for(by, family_id, Action.OPEN_FAMILY))
        except (NotFound, RecordRefused):
            continue
    return found
