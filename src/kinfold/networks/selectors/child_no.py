"""Of whom a child says that they do not want them there: what every room asks."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.utils import timezone

from kinfold.networks.beyond import child_words_known, despite_known
from kinfold.networks.models import MemberView
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.child_no import (
    ChildWord,
    Refusals,
    Says,
    counting,
)
from kinfold_core.practice.written import Named


def refusals_of(viewer: Viewer, family_id: UUID) -> Refusals:
    """Every child's no in an authorised family, wherever it was said, and what was
    decided of it. One query, and what other rooms add."""
    words = (*_words_here(viewer, family_id), *child_words_known(viewer, family_id))
    return Refusals(
        counting(words), despite_known(viewer, family_id), timezone.localdate()
    )


def _words_here(viewer: Viewer, family_id: UUID) -> Iterator[ChildWord]:
    rows = MemberView.objects.filter(
        authority_id=viewer.in_authority(), member__family_id=family_id, is_child=True
    ).select_related("member", "said_by_person")
    for row in rows:
        yield ChildWord(
            child=Named(
                name=row.said_by_name,
                person_id=row.said_by_person.standing_id
                if row.said_by_person
                else None,
            ),
            about=row.member.as_who,
            of_whom=row.member_id,
            says=Says.NO if row.view == "no" else Says.NO_OBJECTION,
            said_on=row.said_on,
            written_at=row.recorded_at,
            may_know=row.may_know,
        )
