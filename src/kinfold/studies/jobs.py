"""A study's run in the background: asked for, done by a worker, ended, told.

The worker reckons outside of any transaction, for minutes; before and after it, and
every second between, it looks in short ones whether the run still is wanted. A run is
never done twice: a worker that finds it running says that the one before it died.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.jobs import in_programme, put_in_programme
from kinfold.platform.places import Place, viewer_in
from kinfold.platform.references import new_reference
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.studies import selectors
from kinfold.studies.actions import insist_on_ours, keep_results
from kinfold.studies.models import StudyRun
from kinfold.studies.presenters.running import LOST
from kinfold.studies.reckoning import lock_book, reckon
from kinfold.studies.study import Study
from kinfold_evaluation.registry.progress import Step

log = logging.getLogger("kinfold.jobs")

WORK: Final = "studies.run"
WENT_WRONG: Final = (
    "Something went wrong, and nothing was kept. Run it again; if it is so again, tell"
    " whoever keeps Kinfold the reference {}."
)
State = StudyRun.State


class NotWanted(Exception):
    """It was cancelled, or the worker is being stopped."""


@transaction.atomic
def begin_run(*, study: Study, by: Viewer) -> StudyRun:
    """Put a run into the queue, or find the one that is under way.

    Raises:
        NotFound: a study that comes with Kinfold, which is run by its command.
        CannotDo: it no longer stands as it was registered.
    """
    programme_id = insist_on_ours(study=study, by=by)
    lock_book(programme_id)
    last = selectors.last_run_of(by, study)
    if last and last.is_under_way:
        return last
    if last and last.is_lost:
        _end(last, State.STOPPED, LOST)
    run = StudyRun.objects.create(
        programme_id=programme_id, line_id=UUID(study.key), by_name=by.name
    )
    put_in_programme(WORK, programme_id=programme_id, user_id=by.user_id, run_id=run.pk)
    return run


@transaction.atomic
def cancel_run(*, study: Study, by: Viewer) -> None:
    """End the run that is under way. The worker sees it within a second or two.

    Raises:
        NotFound: a study that comes with Kinfold.
        CannotDo: none is under way.
    """
    lock_book(insist_on_ours(study=study, by=by))
    run = selectors.last_run_of(by, study)
    if run is None or not run.is_under_way:
        raise CannotDo("It had ended already, so there was nothing to cancel.")
    _end(run, State.CANCELLED, f"{by.name} cancelled it. Nothing was kept.")
    audit.record_in_programme(
        by=by, action="study.run_cancelled", target=run, changes={}
    )


@in_programme(WORK)
def do_run(
    *,
    programme_id: UUID,
    user_id: int,
    run_id: UUID,
    is_stopping: Callable[[], bool],
) -> None:
    """The worker's part: every way of leaving it is told on the study's page."""
    work = _Work(programme_id, user_id, run_id, is_stopping)
    try:
        work.do()
    except NotWanted:
        work.tell(LOST)
    except CannotDo as error:
        work.tell(error.message)
    except (NotFound, PermissionDenied):
        work.tell("Whoever asked for it may no longer run it, so it was not done.")
    except Exception:
        reference = new_reference()
        told = {"run": str(run_id), "reference": reference}
        log.exception("run of a study failed", extra={"kinfold": told})
        work.tell(WENT_WRONG.format(reference))
        raise


@dataclass(frozen=True, slots=True)
class _Work:
    """One run in a worker's hands, done as whoever asked for it: of somebody who left
    the programme the database shows no run, and so nothing is done."""

    programme_id: UUID
    user_id: int
    run_id: UUID
    is_stopping: Callable[[], bool]

    def do(self) -> None:
        with self._as_whoever_asked() as by:
            study = self._take_up(by)
            if study is None:
                return
            kept = [row.as_line() for row in selectors.book_of(by, self.programme_id)]
        reckoned = reckon(study=study, kept=kept, watch=self._watch)
        with self._as_whoever_asked() as by:
            lock_book(self.programme_id)
            if run := self._running().first():
                otherwise = keep_results(study=study, reckoned=reckoned, by=by)
                _end(run, State.DONE, _what_came_out(otherwise))

    def tell(self, words: str) -> None:
        """Why it stopped. One that was cancelled meanwhile keeps its own words."""
        with self._as_whoever_asked():
            StudyRun.objects.filter(
                pk=self.run_id, state__in=StudyRun.UNDER_WAY
            ).update(state=State.STOPPED, message=words)

    def _take_up(self, by: Viewer) -> Study | None:
        """Say that it runs. None where it is not wanted, or one who died had begun."""
        runs = StudyRun.objects.select_for_update()
        run = runs.filter(pk=self.run_id, state__in=StudyRun.UNDER_WAY).first()
        if run is None:
            return None
        if run.state == State.RUNNING:
            _end(run, State.STOPPED, LOST)
            return None
        study = selectors.study_called(by, str(run.line_id))
        insist_on_ours(study=study, by=by)
        run.state, run.began_at = State.RUNNING, timezone.now()
        run.save(update_fields=["state", "began_at"])
        return study

    def _watch(self, step: Step | None) -> None:
        with self._as_whoever_asked():
            if self.is_stopping() or not self._running().exists():
                raise NotWanted
            if step:
                self._running().update(
                    done=step.done,
                    of=step.of,
                    outcome=step.outcome,
                    analysis=step.analysis,
                )

    def _running(self) -> QuerySet[StudyRun]:
        return StudyRun.objects.filter(pk=self.run_id, state=State.RUNNING)

    @contextmanager
    def _as_whoever_asked(self) -> Iterator[Viewer]:
        with as_authority(None, user_id=self.user_id):
            place = Place(programme_id=self.programme_id)
            yield viewer_in(place, user_id=self.user_id)


def _end(run: StudyRun, state: str, words: str) -> None:
    run.state, run.message = state, words
    run.save(update_fields=["state", "message"])


def _what_came_out(otherwise: tuple[str, ...]) -> str:
    if otherwise:
        return f"{len(otherwise)} answers came out otherwise than before."
    return "Every analysis was run as promised."
