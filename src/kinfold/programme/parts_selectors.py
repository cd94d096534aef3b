"""Reads of waves and roles in a programme. Those of an authority that left are shown
to nobody; if it joins again they are given anew. Viewer first; raises as
`cohort_selectors`."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.models import ProgrammeMember
from kinfold.platform.programme_places import is_of_a_stay_to_come, is_of_this_stay
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer
from kinfold.programme import cohort_selectors as cohort
from kinfold.programme import policy
from kinfold.programme.models import HeldRole, RoleEnded, Wave, WavePlace


@dataclass(frozen=True, slots=True)
class PartsShown:
    """The waves of the viewer's programmes, who is in which, and who holds a role."""

    waves: tuple[Wave, ...]
    places: tuple[WavePlace, ...]
    roles: tuple[HeldRole, ...]
    unnamed: dict[UUID, int]
    """By programme: roles given on the server, of people whose names are not here."""

    def wave_of(self, programme_id: UUID, authority_id: UUID) -> Wave | None:
        key = (programme_id, authority_id)
        for place in self.places:
            if (place.programme_id, place.authority_id) == key:
                return self.wave(programme_id, place.wave)
        return None

    def wave(self, programme_id: UUID, number: int | None) -> Wave | None:
        key = (programme_id, number)
        return next(
            (one for one in self.waves if (one.programme_id, one.number) == key), None
        )


def parts(viewer: Viewer) -> PartsShown:
    """Seven queries."""
    insist(policy.may_see_programme(viewer))
    mine = programmes_open_to(viewer).order_by().values("pk")
    # who leads a programme prepares for an authority before its first day
    is_to_join = is_of_a_stay_to_come() & Q(programme__in=cohort.led_by(viewer))
    is_shown = is_of_this_stay() | is_to_join
    places = WavePlace.objects.filter(is_shown, programme__in=mine)
    places = places.order_by("programme", "authority", "-version")
    roles = HeldRole.objects.filter(is_shown, programme__in=mine)
    roles = roles.select_related("authority").prefetch_related("endings")
    held = tuple(roles.order_by("since", "name", "pk"))
    known = {(one.programme_id, one.user_id) for one in held}
    unnamed: dict[UUID, int] = {}
    for row in ProgrammeMember.objects.filter(programme__in=mine):
        if (row.programme_id, row.user_id) not in known:
            unnamed[row.programme_id] = unnamed.get(row.programme_id, 0) + 1
    return PartsShown(
        tuple(_newest_waves().filter(programme__in=mine)),
        tuple(places.distinct("programme", "authority")),
        held,
        unnamed,
    )


def waves(viewer: Viewer, programme_id: UUID) -> list[Wave]:
    """As they stand, by number."""
    return list(_waves_of(viewer, programme_id))


def wave(viewer: Viewer, programme_id: UUID, number: int) -> Wave:
    found = _waves_of(viewer, programme_id).filter(number=number).first()
    if found is None:
        raise NotFound(f"No wave {number} in {programme_id}")
    return found


def wave_place(
    viewer: Viewer, programme_id: UUID, authority_id: UUID
) -> WavePlace | None:
    """The newest of an authority, that it is in none also: as after a stay before."""
    rows = WavePlace.objects.filter(programme__in=programmes_open_to(viewer))
    theirs = rows.filter(programme=programme_id, authority=authority_id)
    found = theirs.order_by("-version").first()
    if found and not theirs.filter(is_of_a_stay_to_come(), pk=found.pk).exists():
        found.wave = None
    return found


def next_number(viewer: Viewer, programme_id: UUID) -> int:
    rows = Wave.objects.filter(programme__in=programmes_open_to(viewer))
    newest = rows.filter(programme=programme_id).aggregate(top=Max("number"))
    return (newest["top"] or 0) + 1


def role_to_end(viewer: Viewer, held_role_id: UUID) -> HeldRole:
    """A role that somebody holds or held, for who may say that they do no more."""
    found = [one for one in parts(viewer).roles if one.pk == held_role_id]
    if not found:
        raise NotFound(f"Nobody held the role {held_role_id}")
    [role] = found
    if role.authority_id:
        cohort.place(viewer, role.programme_id, role.authority_id)
        cohort.insist_speaks(viewer, role.programme_id)
    else:
        cohort.insist_leads(viewer, role.programme_id)
    return role


def ending_of(viewer: Viewer, role: HeldRole) -> RoleEnded | None:
    rows = RoleEnded.objects.filter(programme__in=programmes_open_to(viewer))
    return rows.filter(role=role).first()


def _waves_of(viewer: Viewer, programme_id: UUID) -> QuerySet[Wave]:
    return _newest_waves().filter(
        programme__in=programmes_open_to(viewer), programme=programme_id
    )


def _newest_waves() -> QuerySet[Wave]:
    rows = Wave.objects.order_by("programme", "number", "-version")
    return rows.distinct("programme", "number")
