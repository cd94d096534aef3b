"""Reads of stories. The words of one that is not agreed to any more are never given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Case, QuerySet, Value, When
from django.utils import timezone

from kinfold.change_stories import policy
from kinfold.change_stories.models import (
    ChangeStory,
    RoundChoice,
    RoundStory,
    SelectionRound,
    StoryConsent,
    StoryWithdrawal,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Authority, Programme, ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today, place_is_in_it
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.story_consent import Consent, Standing, standing_of


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a story, while they may be shown."""

    title: str
    story: str
    why: str
    teller_name: str


@dataclass(frozen=True, slots=True)
class StoryShown:
    """A story by what its teller agrees to. `told` is None unless it may be shown, and
    its authority is in the programme today."""

    row: ChangeStory
    consent: StoryConsent
    withdrawn_on: date | None
    standing: Standing
    told: Told | None
    is_place_in: bool

    @property
    def agreed(self) -> Consent:
        return Consent(self.consent.until, self.consent.days_kept, self.withdrawn_on)


@dataclass(frozen=True, slots=True)
class RoundShown:
    """A round, the stories its panel read, and its choice."""

    row: SelectionRound
    stories: tuple[StoryShown, ...]
    choice: RoundChoice | None


def open_programmes(viewer: Viewer) -> Sequence[Programme]:
    _insist_reads(viewer)
    return list(programmes_open_to(viewer))


def programme(viewer: Viewer, programme_id: UUID) -> Programme:
    """One programme of the viewer's.

    Raises:
        PermissionDenied: the viewer's role reads none.
        NotFound: there is none for this viewer.
    """
    _insist_reads(viewer)
    found = programmes_open_to(viewer).filter(pk=programme_id).first()
    if found is None:
        raise NotFound(f"No programme {programme_id}")
    return found


def places_of(viewer: Viewer, programme_id: UUID) -> list[Authority]:
    """The authorities whose stories the viewer may bring. One query."""
    _insist_reads(viewer)
    places = ProgrammeAuthority.objects.filter(in_it_today(), programme=programme_id)
    found = Authority.objects.filter(pk__in=places.values("authority"))
    return [one for one in found.order_by("name") if policy.may_bring(viewer, one.pk)]


def stories(viewer: Viewer) -> list[StoryShown]:
    """Every story of the viewer's programmes that was not deleted, latest first.
    Three queries."""
    rows = _rows(viewer).filter(deleted_at=None)
    return _shown(rows.order_by("-told_on", "-at"))


def story(viewer: Viewer, story_id: UUID, *, is_locked: bool = False) -> StoryShown:
    """One story, locked for a change if asked.

    Raises:
        PermissionDenied: the viewer's role reads none.
        NotFound: there is none for this viewer.
    """
    rows = _rows(viewer).filter(pk=story_id)
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    found = _shown(rows)
    if not found:
        raise NotFound(f"No story {story_id}")
    return found[0]


def consents_of(viewer: Viewer, row: ChangeStory) -> list[StoryConsent]:
    """What was agreed to, the newest first."""
    _insist_reads(viewer)
    rows = StoryConsent.objects.filter(programme=row.programme_id, story=row)
    return list(rows.order_by("-version"))


def rounds(viewer: Viewer) -> list[SelectionRound]:
    _insist_reads(viewer)
    found = SelectionRound.objects.filter(programme__in=programmes_open_to(viewer))
    return list(found.order_by("-held_on", "title"))


def selection_round(viewer: Viewer, round_id: UUID) -> RoundShown:
    """One round with what its panel read. Five queries.

    Raises:
        PermissionDenied: the viewer's role reads none.
        NotFound: there is none for this viewer.
    """
    _insist_reads(viewer)
    row = SelectionRound.objects.filter(
        pk=round_id, programme__in=programmes_open_to(viewer)
    ).first()
    if row is None:
        raise NotFound(f"No round {round_id}")
    read = RoundStory.objects.filter(programme=row.programme_id, round=row)
    rows = _rows(viewer).filter(pk__in=read.values("story"))
    return RoundShown(
        row,
        tuple(_shown(rows.order_by("-told_on", "-at"))),
        RoundChoice.objects.filter(programme=row.programme_id, round=row).first(),
    )


def _rows(viewer: Viewer) -> QuerySet[ChangeStory]:
    """Those of an authority that left are there for whoever runs the programme's
    rounds alone, without their words: a teller can still say no to them."""
    _insist_reads(viewer)
    rows = ChangeStory.objects.filter(programme__in=programmes_open_to(viewer))
    if not policy.may_run(viewer):
        rows = rows.filter(place_is_in_it())
    is_in = Case(When(place_is_in_it(), then=Value(True)), default=Value(False))
    return rows.annotate(is_place_in=is_in).select_related("authority")


def _shown(rows: Iterable[ChangeStory]) -> list[StoryShown]:
    """The rows with their standing; words only where they may be shown."""
    found, today = list(rows), timezone.localdate()
    ids = [one.pk for one in found]
    newest = StoryConsent.objects.filter(story__in=ids)
    consents = {
        one.story_id: one
        for one in newest.order_by("story", "-version").distinct("story")
    }
    gone = StoryWithdrawal.objects.filter(story__in=ids)
    withdrawn = {one.story_id: one.withdrawn_on for one in gone}
    return [_one(one, consents[one.pk], withdrawn.get(one.pk), today) for one in found]


def _one(
    row: ChangeStory, consent: StoryConsent, withdrawn_on: date | None, today: date
) -> StoryShown:
    agreed = Consent(consent.until, consent.days_kept, withdrawn_on)
    standing = standing_of(agreed, today)
    is_in: bool = row.is_place_in  # type: ignore[attr-defined]
    is_shown = standing is Standing.SHOWN and row.deleted_at is None and is_in
    told = Told(row.title, row.story, row.why, row.teller_name) if is_shown else None
    return StoryShown(row, consent, withdrawn_on, standing, told, is_in)


def _insist_reads(viewer: Viewer) -> None:
    decision = policy.may_read(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
