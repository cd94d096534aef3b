"""Whether what is written beside a case, or into the register, tells of a family."""

from __future__ import annotations

from uuid import UUID

from kinfold.lab.models import LearningCase
from kinfold.lab.record import known_of
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.people.residuals import Known, residues


def insist_names_nobody(
    *texts: str, pack_ids: list[UUID], is_sure: bool, by: Viewer
) -> None:
    """Refuse words in which somebody may be named.

    What people of the giving authority write is held against the record of the case's
    family, inside their own authority. What others write is never held against it: the
    answer would tell a stranger whose name is in it. For both, what looks like a name,
    a day, a place or a number has to be confirmed.

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


def _known(pack_ids: list[UUID], by: Viewer) -> tuple[Known, ...]:
    if by.authority_id is None:
        return ()
    cases = LearningCase.objects.filter(
        authority_id=by.authority_id, lab_pack_id__in=pack_ids
    )
    found = [known_of(by, one.family) for one in cases.select_related("family")]
    return tuple(dict.fromkeys(one for known in found for one in known))
