"""Which jobs there are: a name that is kept in the queue, and a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from kinfold.platform.jobs.progress import Progress
from kinfold.platform.viewer import Viewer


class JobRefused(Exception):
    """The job cannot be done, and trying again would not help.

    The message is shown to the person who started it.
    """


@dataclass(frozen=True, slots=True)
class Finished:
    """How a job ended: a sentence, and where to look at what it made."""

    message: str = ""
    path: str = ""


Body = Callable[..., Finished | None]


@dataclass(frozen=True, slots=True)
class Job:
    """A function that can be run in the background.

    Attributes:
        name: kept in the queue, so it may not change while jobs wait.
        title: what people read.
        retries: how often it is tried again after an error.
        is_one_at_a_time: an authority's runs of it wait for one another.
    """

    name: str
    title: str
    body: Body
    retries: int
    is_one_at_a_time: bool

    def __call__(self, by: Viewer, progress: Progress, **ids: Any) -> Finished | None:
        return self.body(by, progress, **ids)


_jobs: dict[str, Job] = {}


def job(
    name: str, *, title: str, retries: int = 3, one_at_a_time: bool = False
) -> Callable[[Body], Job]:
    """Make a function a job. See the package's docstring for what it must keep to.

    Raises:
        ValueError: another function already has this name.
    """

    def register(body: Body) -> Job:
        if name in _jobs:
            raise ValueError(f"Two jobs are called {name!r}")
        _jobs[name] = Job(name, title, body, retries, one_at_a_time)
        return _jobs[name]

    return register


_nightly: dict[str, Callable[[], None]] = {}


def nightly(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Have a function called once a night by one of the workers, as nobody's viewer.

    It must do no harm when called again, or when a night is left out.

    Raises:
        ValueError: another function already has this name.
    """

    def register(body: Callable[[], None]) -> Callable[[], None]:
        if name in _nightly:
            raise ValueError(f"Two functions of the night are called {name!r}")
        _nightly[name] = body
        return body

    return register


def nightly_work() -> list[tuple[str, Callable[[], None]]]:
    return sorted(_nightly.items())


class InProgramme(Protocol):
    """Work for a programme, whose members belong to no authority.

    Its app keeps how it stands in a row of its own, and answers for every end: it is
    called once, and called again only when the worker that did it died.
    """

    def __call__(
        self,
        *,
        programme_id: UUID,
        user_id: int,
        run_id: UUID,
        is_stopping: Callable[[], bool],
    ) -> None: ...


_in_programme: dict[str, InProgramme] = {}


def in_programme(name: str) -> Callable[[InProgramme], InProgramme]:
    """Have a function called by a worker whenever `put_in_programme` names it.

    Raises:
        ValueError: another function already has this name.
    """

    def register(body: InProgramme) -> InProgramme:
        if name in _in_programme:
            raise ValueError(f"Two works of a programme are called {name!r}")
        _in_programme[name] = body
        return body

    return register


def work_in_programme(name: str) -> InProgramme:
    return _in_programme[name]


def job_named(name: str) -> Job | None:
    """The job, or None when this version of Kinfold has none of that name."""
    return _jobs.get(name)
