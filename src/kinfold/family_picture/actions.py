"""Drawing a line of the ecomap: a new row each time, the old ones stay."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.family_picture.models import SupportLine
from kinfold.networks.holding import hold
from kinfold.networks.models import NetworkMember
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action
from kinfold_core.genogram.ecomap import LineDetails, Tie


@transaction.atomic
def draw_line(*, family_id: UUID, details: LineDetails, by: Viewer) -> SupportLine:
    """Write down how strong a tie of the household is, and which way help goes.

    Raises:
        NotFound: no such family, or somebody of another network.
        CannotDo: nobody named, both named, nobody who said it, or a day to come.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    name = details.service.strip()
    if (details.member_id is None) == (not name):
        raise CannotDo("Choose somebody, or write the name of a service", "member")
    if details.tie is Tie.UNKNOWN:
        raise CannotDo("Choose how strong it is", "tie")
    if not details.said_by.strip():
        raise CannotDo("Write who said so", "said_by")
    if details.said_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "said_on")
    here = {"authority_id": family.authority_id}
    if details.member_id is not None:
        known = NetworkMember.objects.filter(
            **here, family=family, pk=details.member_id, ended_on=None
        )
        if not known.exists():
            raise NotFound("member of the network")
    line = SupportLine.objects.create(
        **here,
        family=family,
        member_id=details.member_id,
        name=name,
        tie=details.tie,
        help_way=details.help,
        said_by=details.said_by.strip(),
        said_on=details.said_on,
        recorded_by_id=worker_id,
    )
    audit.record(
        by=by,
        action="family_picture.line_drawn",
        target=line,
        changes={"tie": line.tie, "help": line.help_way},
        family_id=family.pk,
    )
    return line
