"""Reads of who takes part in a programme. Viewer first.

Raises, everywhere:
    PermissionDenied: the policy refuses; the message is safe to show.
    NotFound: there is no such thing for the viewer.
"""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Max, Q, QuerySet

from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.models import (
    Authority,
    EarlierShown,
    Programme,
    ProgrammeAuthority,
    ProgrammeMember,
)
from kinfold.platform.programme_places import has_not_left, in_it_today
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer
from kinfold.programme import policy
from kinfold.programme.cohort_words import StayKey, stay_key
from kinfold.programme.models import (
    CohortInvitation,
    InvitationAnswer,
    ProgrammeEntry,
    StayEnded,
)
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


def is_open(viewer: Viewer, programme_id: UUID) -> bool:
    return programmes_open_to(viewer).filter(pk=programme_id).exists()


def version(viewer: Viewer, programme_id: UUID) -> int:
    """The number of the newest entry of what it is called; 0 before the first."""
    rows = ProgrammeEntry.objects.filter(
        programme__in=programmes_open_to(viewer), programme=programme_id
    )
    return rows.aggregate(newest=Max("number"))["newest"] or 0


def places(viewer: Viewer) -> list[ProgrammeAuthority]:
    """Every stay in the viewer's programmes, by authority. Those that left too: that
    they were in it is no secret, what they brought is shown to nobody."""
    found = ProgrammeAuthority.objects.filter(programme__in=programmes_open_to(viewer))
    found = found.select_related("authority")
    return list(found.order_by("authority__name", "joined_on"))


def own_stays(viewer: Viewer) -> list[ProgrammeAuthority]:
    """Their authority's stays in programmes that are not open to it today: it joins
    on a later day, or it left. Its director reads of those it left."""
    if not viewer.authority_id:
        return []
    found = ProgrammeAuthority.objects.filter(authority=viewer.authority_id)
    found = found.exclude(programme__in=programmes_open_to(viewer).values("pk"))
    if not policy.may_answer(viewer):
        found = found.filter(has_not_left())
    return list(found.select_related("programme").order_by("joined_on", "pk"))


def place(viewer: Viewer, programme_id: UUID, authority_id: UUID) -> ProgrammeAuthority:
    """An authority that is in the programme today; an authority asks for its own.

    For whoever leads it also one that agreed and joins on a later day.
    """
    programme(viewer, programme_id)
    standing = has_not_left() if programme_id in led_by(viewer) else in_it_today()
    row = _stays(viewer, programme_id, authority_id).filter(standing).first()
    if row is None:
        raise NotFound(f"{authority_id} is not in {programme_id}")
    return row


def newest_stay(
    viewer: Viewer, programme_id: UUID, authority_id: UUID
) -> ProgrammeAuthority:
    """The one that began last or is to begin, also where it left already."""
    if not viewer.authority_id:
        programme(viewer, programme_id)
    row = _stays(viewer, programme_id, authority_id).first()
    if row is None:
        raise NotFound(f"{authority_id} was never in {programme_id}")
    return row


def _stays(
    viewer: Viewer, programme_id: UUID, authority_id: UUID
) -> QuerySet[ProgrammeAuthority]:
    if viewer.authority_id and viewer.authority_id != authority_id:
        raise NotFound("Another authority's place")
    found = ProgrammeAuthority.objects.filter(
        programme=programme_id, authority=authority_id
    )
    return found.select_related("authority", "programme").order_by("-joined_on")


def invitations(viewer: Viewer) -> list[CohortInvitation]:
    """Those that wait for an answer: of the programme they lead, or to their own
    authority, which needs to be in no programme yet. The fences hold who sees them."""
    insist(policy.may_see_programme(viewer))
    return list(_asked(viewer).filter(answers=None).order_by("answer_by"))


def invitation(viewer: Viewer, cohort_invitation_id: UUID) -> CohortInvitation:
    """One of those, or one that was answered already."""
    found = _asked(viewer).filter(pk=cohort_invitation_id).first()
    if found is None:
        raise NotFound(f"No invitation {cohort_invitation_id}")
    return found


def _asked(viewer: Viewer) -> QuerySet[CohortInvitation]:
    insist(policy.may_see_programme(viewer))
    found = CohortInvitation.objects.select_related("programme", "authority")
    if viewer.authority_id:
        return found.filter(authority=viewer.authority_id)
    return found.filter(programme__in=viewer.programme_ids)


def answers(viewer: Viewer) -> list[InvitationAnswer]:
    """What became of invitations, the newest first: for who leads the programme, and
    for the director of the authority that was asked."""
    found = InvitationAnswer.objects.filter(_between(viewer))
    return list(found.select_related("programme", "authority").order_by("-at", "pk"))


def answer_to(viewer: Viewer, asked: CohortInvitation) -> InvitationAnswer | None:
    rows = InvitationAnswer.objects.filter(invitation__in=_asked(viewer))
    return rows.filter(invitation=asked).first()


def endings(viewer: Viewer) -> dict[StayKey, list[StayEnded]]:
    """From which day an authority leaves and why, for the same people, the newest
    first; by stay."""
    found: dict[StayKey, list[StayEnded]] = {}
    for one in StayEnded.objects.filter(_between(viewer)).order_by("-number"):
        found.setdefault(stay_key(one), []).append(one)
    return found


def endings_of(viewer: Viewer, row: ProgrammeAuthority) -> list[StayEnded]:
    """What was written of the end of one stay, the newest first."""
    found = StayEnded.objects.filter(
        _between(viewer),
        programme=row.programme_id,
        authority=row.authority_id,
        joined_on=row.joined_on,
    )
    return list(found.order_by("-number"))


def earlier_shown(viewer: Viewer) -> set[StayKey]:
    """The stays in which an authority shows what it made in those before."""
    found = EarlierShown.objects.filter(programme__in=programmes_open_to(viewer))
    return {stay_key(one) for one in found}


def _between(viewer: Viewer) -> Q:
    if not viewer.authority_id:
        return Q(programme__in=led_by(viewer))
    own = [viewer.authority_id] if policy.may_answer(viewer) else []
    return Q(authority__in=own)


def authorities_to_ask(viewer: Viewer, programme_id: UUID) -> list[Authority]:
    """Those that are in the programme neither today nor from a later day."""
    insist(policy.may_keep_cohort(viewer))
    standing = ProgrammeAuthority.objects.filter(
        programme=programme_id, left_on=None
    ).values("authority")
    return list(Authority.objects.exclude(pk__in=standing).order_by("name"))
