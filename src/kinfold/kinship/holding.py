"""What every change to an arrangement begins with."""

from __future__ import annotations

from uuid import UUID

from kinfold.kinship.models import KinshipArrangement
from kinfold.networks.holding import hold
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action


def hold_care(
    by: Viewer, family_id: UUID, arrangement_id: UUID, *, is_ended_welcome: bool = False
) -> tuple[KinshipArrangement, UUID]:
    """The arrangement, with its family held, and the worker who writes.

    Raises:
        NotFound: no such arrangement of this family.
        CannotDo: it has ended.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    care = (
        KinshipArrangement.objects.filter(
            authority_id=family.authority_id, family=family, pk=arrangement_id
        )
        .select_related("family")
        .first()
    )
    if care is None:
        raise NotFound("kinship arrangement")
    if care.ended_on is not None and not is_ended_welcome:
        raise CannotDo("This has ended. Write down a new arrangement if there is one")
    return care, worker_id
