"""Reads of who takes part in a programme. Viewer first.

Raises, everywhere:
    PermissionDenied: the policy refuses; the message is safe to show.
    NotFound: there is no such thing for the viewer.
"""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.models import (
    Authority,
    Programme,
    ProgrammeAuthority,
    ProgrammeMember,
)
from kinfold.platform.programme_places import in_it_today
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer
from kinfold.programme import policy
from kinfold.programme.models import CohortInvitation, ProgrammeEntry
from kinfold_core.access import Role


def led_by(viewer: Viewer) -> set[UUID]:
    """The programmes they lead. A lead of one may be an evaluator of another."""
    if not policy.may_keep_cohort(viewer):
        return set()
    rows = ProgrammeMember.objects.filter(
        user=viewer.user_id, roles__contains=[Role.PROGRAMME_LEAD.value]
    )
    return set(rows.values_list("programme", flat=True))


def insist_leads(viewer: Viewer, programme_id: UUID) -> None:
    insist(policy.may_keep_cohort(viewer))
    if programme_id not in led_by(viewer):
        raise PermissionDenied("Only whoever leads this programme can do this")


def insist_speaks(viewer: Viewer, programme_id: UUID) -> None:
    """For their own authority as its director, or for the programme as its lead."""
    if viewer.authority_id:
        insist(policy.may_answer(viewer))
    else:
        insist_leads(viewer, programme_id)


def open_programmes(viewer: Viewer) -> list[Programme]:
    insist(policy.may_see_programme(viewer))
    return list(programmes_open_to(viewer))


def programme(viewer: Viewer, programme_id: UUID) -> Programme:
    insist(policy.may_see_programme(viewer))
    found = programmes_open_to(viewer).filter(pk=programme_id).first()
    if found is None:
        raise NotFound(f"No programme {programme_id}")
    return found


def version(programme_id: UUID) -> int:
    """The number of the newest entry of what it is called; 0 before the first."""
    rows = ProgrammeEntry.objects.filter(programme=programme_id)
    return rows.aggregate(newest=Max("number"))["newest"] or 0


def places(viewer: Viewer) -> list[ProgrammeAuthority]:
    """Every stay in the viewer's programmes, by authority. Those that left too: that
    they were in it is no secret, what they brought is shown to nobody."""
    found = ProgrammeAuthority.objects.filter(programme__in=programmes_open_to(viewer))
    return list(found.select_related("authority").order_by("authority__name"))


def place(viewer: Viewer, programme_id: UUID, authority_id: UUID) -> ProgrammeAuthority:
    """An authority that is in the programme today; an authority asks for its own."""
    programme(viewer, programme_id)
    if viewer.authority_id and viewer.authority_id != authority_id:
        raise NotFound("Another authority's place")
    found = ProgrammeAuthority.objects.filter(
        in_it_today(), programme=programme_id, authority=authority_id
    )
    row = found.select_related("authority", "programme").first()
    if row is None:
        raise NotFound(f"{authority_id} is not in {programme_id}")
    return row


def invitations(viewer: Viewer) -> list[CohortInvitation]:
    """Those that wait for an answer: of the programme they lead, or to their own
    authority, which needs to be in no programme yet. The fences hold who sees them."""
    insist(policy.may_see_programme(viewer))
    found = CohortInvitation.objects.filter(answers=None)
    if viewer.authority_id:
        found = found.filter(authority=viewer.authority_id)
    else:
        found = found.filter(programme__in=viewer.programme_ids)
    return list(found.select_related("programme", "authority").order_by("answer_by"))


def invitation(viewer: Viewer, cohort_invitation_id: UUID) -> CohortInvitation:
    for one in invitations(viewer):
        if one.pk == cohort_invitation_id:
            return one
    raise NotFound(f"No open invitation {cohort_invitation_id}")


def authorities_to_ask(programme_id: UUID) -> list[Authority]:
    """Those that are in the programme neither today nor from a later day."""
    standing = ProgrammeAuthority.objects.filter(
        programme=programme_id, left_on=None
    ).values("authority")
    return list(Authority.objects.exclude(pk__in=standing).order_by("name"))
