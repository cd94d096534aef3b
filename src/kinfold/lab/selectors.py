"""Reads of the lab. What may be shown to nobody any more is never given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Unpack
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from kinfold.lab import policy
from kinfold.lab.models import (
    CaseConsent,
    CaseKept,
    CaseText,
    LabBooking,
    LabFollowUp,
    LabLearning,
    LabNote,
    LabPack,
    LabPackWithdrawal,
    LabSession,
    LearningCase,
)
from kinfold.lab.record import known_of
from kinfold.platform.errors import NotFound
from kinfold.platform.kept_queries import kept
from kinfold.platform.models import Authority, Programme, ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today, place_is_in_it
from kinfold.platform.programmes import (
    There,
    open_at,
    programmes_open_to,
    there,
)
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.records.selectors import family_for
from kinfold_core.access import Action
from kinfold_core.people.residuals import Residue, residues


@dataclass(frozen=True, slots=True)
class SessionShown:
    row: LabSession
    bookings: tuple[LabBooking, ...]
    packs: tuple[LabPack, ...]
    """Those this viewer may read."""
    learned: tuple[LabLearning, ...]

    @property
    def seats_left(self) -> int:
        return self.row.seats - sum(one.seats for one in self.bookings)


@dataclass(frozen=True, slots=True)
class PackShown:
    row: LabPack
    standing: policy.Standing
    notes: tuple[LabNote, ...]
    follow_ups: tuple[LabFollowUp, ...]


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case with its newest words, what was found in these or in what it is called,
    and what was decided."""

    row: LearningCase
    family: Family
    text: CaseText
    found: tuple[Residue, ...]
    kept: dict[str, CaseKept]
    consents: tuple[CaseConsent, ...]
    authors: frozenset[int]
    """The accounts that wrote any of its words, not the newest alone."""
    is_taken_back: bool
    """It was in the lab, and a no took it back for good, whatever was said since."""

    @property
    def undecided(self) -> tuple[Residue, ...]:
        return tuple(
            one for one in self.found if one.must_go or one.words not in self.kept
        )

    @property
    def is_agreed(self) -> bool:
        return bool(self.consents) and self.consents[0].is_yes

    @property
    def decided_by(self) -> frozenset[int]:
        kept = {one.by_user_id for one in self.kept.values()}
        return self.authors | kept


@dataclass(frozen=True, slots=True)
class LabGlance:
    """Of one authority: the next day it booked, and follow-ups whose day has come."""

    next_booked_on: date | None
    follow_ups_due: int


def programmes(viewer: Viewer) -> list[Programme]:
    _insist_sees(viewer)
    return list(programmes_open_to(viewer))


def programme(viewer: Viewer, programme_id: UUID) -> Programme:
    """Raises NotFound: there is none for this viewer."""
    _insist_sees(viewer)
    found = programmes_open_to(viewer).filter(pk=programme_id).first()
    if found is None:
        raise NotFound(f"No programme {programme_id}")
    return found


def places_of(viewer: Viewer, programme_id: UUID) -> list[Authority]:
    """The authorities that are in the programme today. One query."""
    _insist_sees(viewer)
    places = ProgrammeAuthority.objects.filter(in_it_today(), programme=programme_id)
    return list(Authority.objects.filter(pk__in=places.values("authority")))


def sessions(viewer: Viewer) -> list[LabSession]:
    """Days of the viewer's programmes, the latest first. One query."""
    _insist_sees(viewer)
    rows = LabSession.objects.filter(programme__in=programmes_open_to(viewer))
    return list(rows.select_related("host").order_by("-held_on", "title"))


def session(
    viewer: Viewer, session_id: UUID, *, is_locked: bool = False
) -> SessionShown:
    """One day with who comes and what was brought. Six queries.

    Raises:
        NotFound: there is none for this viewer.
    """
    _insist_sees(viewer)
    rows = LabSession.objects.filter(
        pk=session_id, programme__in=programmes_open_to(viewer)
    ).select_related("host")
    row = (rows.select_for_update(of=("self",)) if is_locked else rows).first()
    if row is None:
        raise NotFound(f"No lab session {session_id}")
    bookings = tuple(_bookings(row))
    packs = _packs().filter(session=row).order_by("at")
    today = timezone.localdate()
    return SessionShown(
        row,
        bookings,
        tuple(
            one
            for one in packs
            if policy.may_read_pack(viewer, _standing(one, row, bookings), today)
        ),
        tuple(_learned(viewer).filter(session=row)),
    )


def _bookings(row: LabSession) -> QuerySet[LabBooking]:
    rows = LabBooking.objects.filter(place_is_in_it(), session=row).exclude(seats=0)
    return rows.select_related("authority").order_by("authority__name")


def _packs() -> QuerySet[LabPack]:
    gone = LabPackWithdrawal.objects.filter(pack=OuterRef("pk"))
    rows = LabPack.objects.filter(place_is_in_it()).annotate(is_gone=Exists(gone))
    return rows.select_related("authority")


def _standing(
    pack: LabPack, row: LabSession, bookings: Iterable[LabBooking]
) -> policy.Standing:
    return policy.Standing(
        owner=pack.authority_id,
        booked=frozenset(one.authority_id for one in bookings),
        held_on=row.held_on,
        days_open=row.days_open,
        is_withdrawn=pack.is_gone,  # type: ignore[attr-defined]
    )


def pack(viewer: Viewer, pack_id: UUID) -> PackShown:
    """One pack, its notes and its follow-ups, while this viewer may read it.

    Raises:
        NotFound: there is none for this viewer, or not any more. It is not said which.
    """
    _insist_sees(viewer)
    row = (
        _packs()
        .filter(pk=pack_id, programme__in=programmes_open_to(viewer))
        .select_related("session", "authority")
        .first()
    )
    if row is None:
        raise NotFound(f"No pack {pack_id}")
    standing = _standing(row, row.session, _bookings(row.session))
    if not policy.may_read_pack(viewer, standing, timezone.localdate()):
        raise NotFound(f"No pack {pack_id}")
    return PackShown(
        row,
        standing,
        tuple(LabNote.objects.filter(place_is_in_it(), pack=row).order_by("at")),
        tuple(LabFollowUp.objects.filter(pack=row).order_by("months")),
    )


def follow_up(
    viewer: Viewer, follow_up_id: UUID, *, is_locked: bool = False
) -> tuple[LabFollowUp, PackShown]:
    """One, locked for a change if asked, and its pack.

    Raises:
        NotFound: there is none for this viewer.
    """
    _insist_sees(viewer)
    rows = LabFollowUp.objects.filter(
        pk=follow_up_id, programme__in=programmes_open_to(viewer)
    )
    row = (rows.select_for_update() if is_locked else rows).first()
    if row is None:
        raise NotFound(f"No follow-up {follow_up_id}")
    return row, pack(viewer, row.pack_id)


def follow_ups(viewer: Viewer) -> list[LabFollowUp]:
    """Those not done yet of the viewer's authority, or of all for a member of the
    programme; the first due first. One query."""
    _insist_sees(viewer)
    rows = _not_done().filter(programme__in=programmes_open_to(viewer))
    if viewer.authority_id:
        rows = rows.filter(authority=viewer.authority_id)
    rows = rows.select_related("authority")
    return list(rows.order_by("due_on", "pk"))


def _not_done() -> QuerySet[LabFollowUp]:
    gone = LabPackWithdrawal.objects.filter(pack=OuterRef("pack"))
    return LabFollowUp.objects.filter(~Exists(gone), place_is_in_it(), done_on=None)


def register(viewer: Viewer, words: str = "") -> list[LabLearning]:
    """The learning register, the newest first; those with all the words. One query."""
    rows = _learned(viewer)
    for word in words.split()[:10]:
        rows = rows.filter(
            Q(theme__icontains=word)
            | Q(learned__icontains=word)
            | Q(changed__icontains=word)
        )
    return list(rows)


def _learned(viewer: Viewer) -> QuerySet[LabLearning]:
    _insist_sees(viewer)
    rows = LabLearning.objects.filter(
        place_is_in_it(), programme__in=programmes_open_to(viewer)
    )
    return rows.select_related("session").order_by("-at")


def sessions_to_bring_to(viewer: Viewer) -> list[LabSession]:
    """Days to come, or today, that this authority booked to bring a case to.

    Asked by whoever prepares a case, who need not see the programme. One query.
    """
    booked = LabBooking.objects.filter(
        session=OuterRef("pk"),
        authority=viewer.in_authority(),
        brings_case=True,
        seats__gt=0,
    )
    rows = LabSession.objects.filter(
        Exists(booked),
        programme__in=programmes_open_to(viewer),
        held_on__gte=timezone.localdate(),
    )
    return list(rows.order_by("held_on"))


def case(
    viewer: Viewer,
    family_id: UUID,
    action: Action = Action.OPEN_FAMILY,
    *,
    is_locked: bool = False,
) -> CaseShown | None:
    """The newest learning case of a family that is open to the viewer, or None.

    Raises:
        NotFound: no such family in the viewer's authority.
        RecordRefused: it is there and not open to this viewer for this.
    """
    family = family_for(viewer, family_id, action)
    here = {"authority_id": viewer.in_authority()}
    rows = LearningCase.objects.filter(**here, family=family).order_by("-at", "-pk")
    row = (rows.select_for_update() if is_locked else rows).first()
    if row is None:
        return None
    texts = list(CaseText.objects.filter(**here, case=row).order_by("-version"))
    text = texts[0]
    kept = CaseKept.objects.filter(**here, case=row, version=text.version)
    known = known_of(viewer, family)
    return CaseShown(
        row,
        family,
        text,
        residues(row.title, known) + residues(text.text, known),
        {one.words: one for one in kept},
        tuple(CaseConsent.objects.filter(**here, case=row).order_by("-at", "-pk")),
        frozenset(one.by_user_id for one in texts),
        LabPackWithdrawal.objects.filter(
            programme=row.programme_id, pack=row.lab_pack_id
        ).exists(),
    )


def glance(
    viewer: Viewer, programme_id: UUID, place: UUID | None = None
) -> dict[UUID, LabGlance]:
    """By authority: the next day it booked and how many follow-ups are due. One
    query."""
    _insist_sees(viewer)
    days: dict[UUID, date] = {}
    waiting: Counter[UUID] = Counter()
    for where, day, is_due in _ahead(**there(viewer, programme_id, place)):
        if is_due:
            waiting[where] += 1
        else:
            days[where] = min(day, days.get(where, day))
    return {
        where: LabGlance(days.get(where), waiting[where])
        for where in days.keys() | waiting.keys()
    }


@kept
def _ahead(**asked: Unpack[There]) -> QuerySet[Any, tuple[UUID, date, int]]:
    """What is booked, and which follow-up is due: authority, day, 1 if it is due."""
    open_to, today = open_at(**asked), timezone.localdate()
    booked = LabBooking.objects.filter(
        open_to, place_is_in_it(), seats__gt=0, session__held_on__gte=today
    ).values_list("authority_id", "session__held_on", Value(0))
    due = _not_done().filter(open_to, due_on__lte=today)
    return booked.union(
        due.order_by().values_list("authority_id", "due_on", Value(1)), all=True
    )


def _insist_sees(viewer: Viewer) -> None:
    decision = policy.may_see(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
