"""Bringing stories, what their tellers agree to, and choosing among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinfold.change_stories import policy, selectors
from kinfold.change_stories.models import (
    ChangeStory,
    RoundChoice,
    RoundStory,
    SelectionRound,
    StoryConsent,
    StoryIdentifier,
    StoryWithdrawal,
)
from kinfold.platform import audit
from kinfold.platform.likely_identifiers import Kept, StillTelling, insist_decided
from kinfold.platform.models import Programme, said_by
from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.selectors.naming import people_called
from kinfold_core.decision import Decision
from kinfold_core.practice.story_consent import is_to_be_deleted, what_is_missing


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it was told."""

    question: str
    teller: str
    teller_name: str
    told_on: date
    domain: str
    title: str
    story: str
    why: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """What whoever told it agreed to."""

    purpose: str
    given_on: date
    until: date
    may_be_quoted: bool
    explained_by: str
    days_kept: int


@transaction.atomic
def bring_story(
    *,
    programme_id: UUID,
    place: UUID,
    told: Story,
    agreed: Agreed,
    kept: Sequence[Kept],
    by: Viewer,
) -> ChangeStory:
    """Keep a story together with what its teller agreed to; neither without the other.

    Raises:
        PermissionDenied: it is of another authority, or not theirs to bring.
        NotFound: there is no such programme for them.
        CannotDo: a day is to come, consent is not whole, or a likely identifier was
            not decided on.
    """
    found = selectors.programme(by, programme_id)
    _insist(policy.may_bring(by, place))
    if place not in {one.pk for one in selectors.places_of(by, found.pk)}:
        raise CannotDo("This authority is not in the programme. Choose again", "place")
    if told.told_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "told_on")
    _check(told.teller, agreed)
    texts = (told.question, told.title, told.story, told.why)
    try:
        insist_decided(texts, kept, people_called(by, texts))
    except StillTelling as error:
        raise CannotDo(str(error), "story") from error
    row = _keep_words(found, place, told, kept, by)
    _agree(row, agreed, version=1, by=by)
    changes = {"teller": [None, told.teller], "domain": [None, told.domain]}
    audit.record_in_programme(
        by=by, action="story.brought", target=row, changes=changes
    )
    return row


@transaction.atomic
def give_consent(
    *, story_id: UUID, agreed: Agreed, seen_version: int, by: Viewer
) -> StoryConsent:
    """Keep what the teller agrees to from now on. Before it stays to be read.

    Raises:
        PermissionDenied: it is another authority's story, or not theirs to bring.
        NotFound: there is no such story for them.
        CannotDo: consent is not whole, or the story was withdrawn or deleted.
        StaleVersion: somebody else wrote it down first.
    """
    shown = selectors.story(by, story_id, is_locked=True)
    _insist(policy.may_bring(by, shown.row.authority_id))
    if shown.withdrawn_on or shown.row.deleted_at:
        raise CannotDo(
            "They withdrew this story, or its words are deleted. If they want it told, "
            "it is told anew"
        )
    if shown.consent.version != seen_version:
        raise StaleVersion(shown.consent)
    _check(shown.row.teller, agreed)
    consent = _agree(shown.row, agreed, version=seen_version + 1, by=by)
    audit.record_in_programme(
        by=by,
        action="story.consent_given",
        target=consent,
        changes={"purpose": [shown.consent.purpose, agreed.purpose]},
    )
    return consent


@transaction.atomic
def withdraw(*, story_id: UUID, by: Viewer) -> None:
    """Show the story to nobody from this moment. Again changes nothing.

    Raises:
        PermissionDenied: it is another authority's story, or not theirs to bring.
        NotFound: there is no such story for them.
    """
    shown = selectors.story(by, story_id, is_locked=True)
    _insist(policy.may_bring(by, shown.row.authority_id))
    if shown.withdrawn_on:
        return
    row = StoryWithdrawal(
        programme_id=shown.row.programme_id,
        story=shown.row,
        withdrawn_on=timezone.localdate(),
        **said_by(by),
    )
    row.save(force_insert=True)
    audit.record_in_programme(by=by, action="story.withdrawn", target=row, changes={})


@transaction.atomic
def delete_outlived(*, by: Viewer) -> int:
    """Delete the words of every story whose consent has been over as long as was said.

    What stays: that there was a story, whose role told it, and what was agreed when.
    Returns how many were deleted.
    """
    today, deleted = timezone.localdate(), 0
    for shown in selectors.stories(by):
        if not is_to_be_deleted(shown.agreed, today):
            continue
        row = selectors.story(by, shown.row.pk, is_locked=True).row
        if row.deleted_at is None:
            _delete(row, by)
            deleted += 1
    return deleted


def _delete(row: ChangeStory, by: Viewer) -> None:
    row.title = row.story = row.why = row.teller_name = ""
    row.deleted_at = timezone.now()
    row.save(update_fields=["title", "story", "why", "teller_name", "deleted_at"])
    StoryIdentifier.objects.filter(programme=row.programme_id, story=row).delete()
    # a panel's reason tells of the story it chose
    RoundChoice.objects.filter(programme=row.programme_id, story=row).update(why="")
    audit.record_in_programme(by=by, action="story.deleted", target=row, changes={})


@transaction.atomic
def begin_round(
    *,
    programme_id: UUID,
    title: str,
    panel: str,
    held_on: date,
    story_ids: Sequence[UUID],
    by: Viewer,
) -> SelectionRound:
    """Put stories before a panel.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such programme for them.
        CannotDo: fewer than two stories, or one that may not be shown any more.
    """
    found = selectors.programme(by, programme_id)
    _insist(policy.may_run(by))
    shown = {
        one.row.pk
        for one in selectors.stories(by)
        if one.told and one.row.programme_id == found.pk
    }
    if len(set(story_ids)) < 2:
        raise CannotDo("Choose at least two stories to choose between", "stories")
    if not set(story_ids) <= shown:
        raise CannotDo("One of these stories may not be shown any more", "stories")
    row = SelectionRound(
        programme=found, title=title, panel=panel, held_on=held_on, **said_by(by)
    )
    row.save(force_insert=True)
    RoundStory.objects.bulk_create(
        RoundStory(programme=found, round=row, story_id=one)
        for one in dict.fromkeys(story_ids)
    )
    audit.record_in_programme(
        by=by, action="round.begun", target=row, changes={"stories": len(story_ids)}
    )
    return row


@transaction.atomic
def choose_story(
    *, round_id: UUID, story_id: UUID, why: str, by: Viewer
) -> RoundChoice:
    """Keep which story the panel chose and why; once.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such round for them.
        CannotDo: it has chosen, did not read the story, or gives no reason.
    """
    _insist(policy.may_run(by))
    # a round is a row that is never changed, so it is not one that can be locked
    one_at_a_time(f"choice of round {round_id}")
    shown = selectors.selection_round(by, round_id)
    if shown.choice is not None:
        raise CannotDo("This panel has chosen already. Another round can choose anew")
    if story_id not in {one.row.pk for one in shown.stories if one.told}:
        raise CannotDo("Choose one of the stories that the panel read", "story")
    if not why.strip():
        raise CannotDo("Write why the panel chose it", "why")
    choice = RoundChoice(
        programme_id=shown.row.programme_id,
        round=shown.row,
        story_id=story_id,
        why=why,
        **said_by(by),
    )
    choice.save(force_insert=True)
    audit.record_in_programme(
        by=by, action="round.chosen", target=choice, changes={"story": str(story_id)}
    )
    return choice


def _keep_words(
    programme: Programme, place: UUID, told: Story, kept: Sequence[Kept], by: Viewer
) -> ChangeStory:
    row = ChangeStory(
        programme=programme,
        authority_id=place,
        **asdict(told),
        **said_by(by),
    )
    row.save(force_insert=True)
    StoryIdentifier.objects.bulk_create(
        StoryIdentifier(
            programme=programme,
            story=row,
            kind=one.likely.kind,
            words=one.likely.words,
            why=one.why,
        )
        for one in kept
    )
    return row


def _agree(
    row: ChangeStory, agreed: Agreed, *, version: int, by: Viewer
) -> StoryConsent:
    consent = StoryConsent(
        programme_id=row.programme_id,
        story=row,
        version=version,
        **asdict(agreed),
        **said_by(by),
    )
    consent.save(force_insert=True)
    return consent


def _check(teller: str, agreed: Agreed) -> None:
    if agreed.given_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "given_on")
    missing = what_is_missing(
        teller, agreed.explained_by, agreed.given_on, agreed.until, agreed.days_kept
    )
    for field, sentence in missing.items():
        raise CannotDo(sentence, field)


def _insist(decision: Decision) -> None:
    if not decision:
        raise PermissionDenied(decision.reason)
