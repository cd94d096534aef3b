"""Beginning, setting the stage, changing the targets, and ending."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kinfold.family_finding.holding import (
    At,
    Held,
    add_row,
    changes_to,
    check_day,
    check_words,
    columns,
    hold_at,
    record,
    record_change,
)
from kinfold.family_finding.models import FindingEpisode, FindingStage
from kinfold.networks.holding import hold
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import FamilyMember
from kinfold_core.access import Action, Artefact
from kinfold_core.practice.family_finding.details import (
    CloseDetails,
    EpisodeDetails,
    StageDetails,
)

CHILDREN = (FamilyMember.Part.CHILD, FamilyMember.Part.UNBORN)


@transaction.atomic
def begin_episode(
    *, family_id: UUID, details: EpisodeDetails, by: Viewer
) -> FindingEpisode:
    """Begin to look for everybody who belongs to one child.

    Raises:
        CannotDo: it runs already for this child, or a day or number cannot be.
        NotFound: no such child in this family.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK, Artefact.FOUND_PEOPLE)
    here = {"authority_id": family.authority_id, "family": family}
    children = FamilyMember.objects.filter(**here, part__in=CHILDREN)
    if not children.filter(person_id=details.child_id).exists():
        raise NotFound("child")
    running = FindingEpisode.objects.filter(**here, child_id=details.child_id)
    if running.filter(ended_on=None).exists():
        raise CannotDo(
            f"Family Finding for {details.child_name} has begun already", "child_id"
        )
    episode = FindingEpisode(**here, written_by_id=worker_id, **columns(details))
    _check(episode, details)
    episode.save(force_insert=True)
    changes = {"child": episode.child_name, "trigger": episode.trigger}
    record(Held(by, worker_id, episode), "begun", episode, changes)
    return episode


@transaction.atomic
def change_episode(
    *, at: At, details: EpisodeDetails, version: int, by: Viewer
) -> FindingEpisode:
    """Change why, who looks, since when or the targets; never the child.

    Raises:
        StaleVersion: somebody saved other words meanwhile; holds the episode.
        CannotDo: a day or number cannot be, or it has ended.
    """
    held = hold_at(by, at)
    episode = held.episode
    _check(episode, details)
    changes = changes_to(episode, details)
    if not changes:
        return episode
    if episode.version != version:
        raise StaleVersion(episode)
    for name in changes.keys() - {"child_id", "child_name"}:
        setattr(episode, name, getattr(details, name))
    episode.version += 1
    episode.save()
    record_change(held, "changed", episode, changes)
    return episode


@transaction.atomic
def set_stage(
    *, at: At, details: StageDetails, was: UUID | None, by: Viewer
) -> FindingStage:
    """Write down who agreed, what is safe and whom to leave alone. The newest holds.

    `was`: the stage that the writer saw, None when there was none.

    Raises:
        StaleVersion: somebody set it meanwhile; holds theirs.
        CannotDo: nobody agreed, nothing of the child, a screen that says nothing.
    """
    held = hold_at(by, at)
    if details.is_screen_complete:
        check_words(details, safety="Say what you looked at and what is safe")
    stages = FindingStage.objects.filter(**held.here)
    newest = stages.order_by("-recorded_at", "-pk").first()
    if newest is not None and newest.pk != was:
        raise StaleVersion(newest)
    if newest is not None and details.set_on < newest.set_on:
        raise CannotDo("The stage was set after this day already", "set_on")
    return add_row(
        FindingStage, held, details, deed="stage_set", day="set_on",
        told=("is_screen_complete",),
        words={
            "child_words": "Write what the child says, or why nobody asked them",
            "consent": "Say who agreed, or by what right you look without",
        },
    )  # fmt: skip


@transaction.atomic
def close_episode(*, at: At, details: CloseDetails, by: Viewer) -> FindingEpisode:
    """End the looking, with where the child stands. Everything stays readable.

    Raises:
        CannotDo: no reason, a day that cannot be, or it has ended.
    """
    held = hold_at(by, at)
    episode = held.episode
    check_words(details, ended_reason="Say why it ends now")
    check_day(episode, details.ended_on, "ended_on")
    if details.ended_on < episode.started_on:
        raise CannotDo("This is before it began", "ended_on")
    for name, value in columns(details).items():
        setattr(episode, name, value)
    episode.version += 1
    episode.save()
    record(held, "ended", episode, {"outcome": episode.outcome})
    return episode


def _check(episode: FindingEpisode, details: EpisodeDetails) -> None:
    check_words(details, coordinator="Say who leads the looking")
    for field in ("target_people", "target_plans"):
        if getattr(details, field) < 1:
            raise CannotDo("Enter a number from 1", field)
    check_day(episode, details.started_on, "started_on")
