"""What every change to an episode of Family Finding begins and ends with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from kinfold.family_finding.models import FindingEpisode, FoundPerson
from kinfold.family_finding.models.bases import Recorded
from kinfold.networks.holding import hold
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.actions.earlier import keep_changed
from kinfold.records.afterwards import check_may_ask, hears_who_stays
from kinfold.records.errors import CannotDo
from kinfold.records.selectors import family_for
from kinfold_core.access import Action, Artefact

NOT_YET = "This day has not come yet. Enter today or an earlier day"
ENDED = "This Family Finding has ended. Begin it again if it is needed"
Row = TypeVar("Row", bound=Recorded)


@dataclass(frozen=True, slots=True)
class At:
    """Where something is written: in an episode, or of one person found in it."""

    family_id: UUID
    episode_id: UUID
    found_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """An episode, held until the transaction ends, and who writes."""

    by: Viewer
    worker_id: UUID
    episode: FindingEpisode
    found: FoundPerson | None = None

    @property
    def here(self) -> dict[str, Any]:
        """What a row of the person, or of the episode, hangs on."""
        of = {"found": self.found} if self.found else {"episode": self.episode}
        return {"authority_id": self.episode.authority_id, **of}

    @property
    def person(self) -> FoundPerson:
        """Whom it is about.

        Raises:
            NotFound: it is about nobody.
        """
        if self.found is None:
            raise NotFound("person who was found")
        return self.found


def hold_at(by: Viewer, at: At, *, is_ended_welcome: bool = False) -> Held:
    """The episode and the person, when they are this family's and it runs.

    `is_ended_welcome`: for what goes on after the looking, and the work, have ended.

    Raises:
        NotFound: no such episode of this family, or nobody of it.
        CannotDo: it has ended.
    """
    needs = Action.WRITE_NETWORK
    if is_ended_welcome:
        needs = hears_who_stays(family_for(by, at.family_id))
    family, worker_id = hold(by, at.family_id, needs, Artefact.FOUND_PEOPLE)
    check_may_ask(by, family)
    here = {"authority_id": family.authority_id}
    episodes = FindingEpisode.objects.filter(**here, family=family, pk=at.episode_id)
    episode = episodes.select_related("child").first()
    if episode is None:
        raise NotFound("Family Finding")
    if episode.ended_on is not None and not is_ended_welcome:
        raise CannotDo(ENDED)
    if at.found_id is None:
        return Held(by, worker_id, episode)
    found = FoundPerson.objects.filter(**here, episode=episode, pk=at.found_id).first()
    if found is None:
        raise NotFound("person who was found")
    return Held(by, worker_id, episode, found)


def add_row(
    model: type[Row],
    held: Held,
    details: Any,
    *,
    deed: str,
    day: str,
    told: tuple[str, ...] = (),
    words: Mapping[str, str] | None = None,
    **more: Any,
) -> Row:
    """Add what was typed, once its words and its day were looked at.

    The same as the newest, posted again, is kept once.

    `day` names its day; `words` what has to say something, with the sentence for when
    it does not; `told` what of it the audit keeps.

    Raises:
        CannotDo: something is missing, or it cannot have been on that day.
    """
    check_words(details, **(words or {}))
    check_day(held.episode, getattr(details, day), day)
    same = said_last(model._default_manager.filter(**held.here), details)
    if same is not None:
        return same
    row = model._default_manager.create(
        **held.here, recorded_by_id=held.worker_id, **columns(details), **more
    )
    changes = {name: getattr(row, name) for name in told}
    if held.found:
        changes["of"] = held.found.name
    record(held, deed, row, changes)
    return row


def said_last(rows: QuerySet[Row], details: Any) -> Row | None:
    """The newest of these rows when it says the same, to the letter."""
    newest = rows.order_by("-recorded_at", "-pk").first()
    return None if newest is None or changes_to(newest, details) else newest


def check_day(episode: FindingEpisode, day: date, field: str) -> None:
    """A day that has come, and on which the child was there.

    Raises:
        CannotDo: it cannot have been on that day.
    """
    if day > timezone.localdate():
        raise CannotDo(NOT_YET, field)
    born = episode.child.born
    if born is not None and day < born.earliest:
        raise CannotDo(f"This is before {episode.child_name} was born", field)


def check_words(details: Any, **missing: str) -> None:
    """Each named word of `details` says something.

    Raises:
        CannotDo: the sentence of the first that does not.
    """
    for field, sentence in missing.items():
        if not str(getattr(details, field)).strip():
            raise CannotDo(sentence, field)


def changes_to(row: Any, details: Any) -> dict[str, list[str]]:
    """What would change in a row, each as it was and as it was typed."""
    return {
        name: [str(getattr(row, name)), str(value)]
        for name, value in columns(details).items()
        if getattr(row, name) != value
    }


def columns(details: Any) -> dict[str, Any]:
    """The fields of plain details, by name."""
    return {one.name: getattr(details, one.name) for one in fields(details)}


def record_change(
    held: Held, deed: str, row: Any, changes: dict[str, list[str]]
) -> None:
    """Keep the words as they were, and name in the audit what changed."""
    family_id = held.episode.family_id
    told = keep_changed(of=row, family_id=family_id, changes=changes, by=held.by)
    record(held, deed, row, told)


def record(held: Held, deed: str, target: Any, changes: dict[str, Any]) -> None:
    """Write into the audit what was done, and about which child."""
    audit.record(
        by=held.by,
        action=f"family_finding.{deed}",
        target=target,
        changes=changes,
        family_id=held.episode.family_id,
        person_id=held.episode.child_id,
    )
