"""What a decision or an answer belongs to."""

from __future__ import annotations

from uuid import UUID

from kinfold.child_tools.models import AdultResponse, SharingOverride
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer


def item_of_override(viewer: Viewer, family_id: UUID, override_id: UUID) -> UUID:
    """The item that a decision is about.

    Raises:
        NotFound: no such decision in this family.
    """
    here = {"authority_id": viewer.in_authority(), "item__session__family": family_id}
    found = SharingOverride.objects.filter(**here, pk=override_id).first()
    if found is None:
        raise NotFound("decision")
    return found.item_id


def session_of_response(viewer: Viewer, family_id: UUID, response_id: UUID) -> UUID:
    """The session that an answer is to.

    Raises:
        NotFound: no such answer in this family.
    """
    here = {"authority_id": viewer.in_authority(), "session__family": family_id}
    found = AdultResponse.objects.filter(**here, pk=response_id).first()
    if found is None:
        raise NotFound("answer")
    return found.session_id
