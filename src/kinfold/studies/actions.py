"""Keeping a panel, registering a protocol, deviating from it, running it.

The library's own registry does the work, on paper that lasts as long as the call: the
programme's book is laid out as the file it would be, and what was added is kept. So a
programme's book is a book that `./kinfold evaluate protocol verify` can read.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.studies import policy, selectors
from kinfold.studies.models import (
    StudyLine,
    StudyPanel,
    StudyResult,
)
from kinfold.studies.panels import insist_on_a_comparison, insist_on_enough_children
from kinfold.studies.reckoning import (
    Reckoned,
    lock_book,
    on_paper,
    refusals_told,
    run_apart,
)
from kinfold.studies.study import Study
from kinfold_evaluation.registry.book import Line, lines, now, write
from kinfold_evaluation.registry.study import deviate, register


@transaction.atomic
def keep_panel(*, programme_id: UUID, name: str, csv: str, by: Viewer) -> StudyPanel:
    """Keep a panel, or find it where it is kept already.

    Raises:
        NotFound: another programme's.
        CannotDo: it compares nobody with nobody, or a row tells of too few children;
            says what would help.
    """
    programmes = selectors.programmes_to_write_in(by)
    if programme_id not in {one.pk for one in programmes}:
        raise NotFound("programme")
    with refusals_told():
        insist_on_a_comparison(csv)
        insist_on_enough_children(csv, selectors.authorities_of_england(by))
    digest = sha256(csv.encode()).hexdigest()
    panel, is_new = StudyPanel.objects.get_or_create(
        programme_id=programme_id,
        sha256=digest,
        defaults={"name": name, "csv": csv, "by_name": by.name},
    )
    if is_new:
        changes = {"sha256": digest}
        audit.record_in_programme(
            by=by, action="study.panel_kept", target=panel, changes=changes
        )
    return panel


@transaction.atomic
def register_protocol(*, panel_id: UUID, said: Mapping[str, Any], by: Viewer) -> UUID:
    """Hash a protocol and write it into the programme's book, for good.

    Raises:
        NotFound: another programme's panel.
        CannotDo: it is not whole, or is registered already.
    """
    _insist_on_writing(by)
    panel = selectors.panel_for(by, panel_id)

    def do(path: Path, book: Path) -> None:
        register(path, book)

    written = _in_the_book(panel.programme_id, said, panel.csv, do, by)
    return written[0].pk


@transaction.atomic
def deviate_from(*, study: Study, done: str, why: str, by: Viewer) -> None:
    """Write down what was done otherwise than promised.

    Raises:
        NotFound: a study that comes with Kinfold, whose book is a file.
        CannotDo: it no longer stands as it was registered.
    """

    def do(path: Path, book: Path) -> None:
        deviate(path, book, done, why)

    _in_the_book(insist_on_ours(study=study, by=by), study.said, study.panel, do, by)


@transaction.atomic
def keep_results(*, study: Study, reckoned: Reckoned, by: Viewer) -> tuple[str, ...]:
    """Write a run into the book, keep what came out, and say what is otherwise than
    the run before.

    Raises:
        NotFound: a study that comes with Kinfold, which is run by its command.
        CannotDo: it no longer stands as it was registered.
    """
    programme_id = insist_on_ours(study=study, by=by)

    def do(path: Path, book: Path) -> None:
        for line in reckoned.lines:
            write(book, line.what, line.protocol, line.more, now)

    rows = _in_the_book(programme_id, study.said, study.panel, do, by)
    StudyResult.objects.create(
        programme_id=programme_id,
        line=rows[-1],
        results=json.dumps(reckoned.told["results"], indent=1, ensure_ascii=False),
        made_with=_made_with(),
    )
    return tuple(reckoned.told["otherwise_than_before"])


def why_it_cannot_lead(
    *, csv: str, said: Mapping[str, Any], by: Viewer
) -> dict[str, str]:
    """Outcomes that the leading analysis cannot answer on these data, and why.

    It is tried with as few draws as may be, and what it comes to is shown to nobody:
    whoever writes the protocol learns that there is no answer, and never which.
    """
    _insist_on_writing(by)
    leads = {**said["analyses"][0], "options": ["--draws", "9"]}
    trial = {**said, "analyses": [leads]}
    with refusals_told(), on_paper(trial, csv, []) as (path, book):
        register(path, book)
        results = run_apart(path, book)["results"]
    return {
        outcome: str(answers[leads["name"]]["cannot_be_answered"])
        for outcome, answers in results.items()
        if "cannot_be_answered" in answers[leads["name"]]
    }


def _made_with() -> str:
    """Which library reckoned it, so that whoever runs it again knows."""
    about = (settings.PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    ours = tomllib.loads(about)["project"]["version"]
    return f"Kinfold {ours}, NumPy {version('numpy')}, SciPy {version('scipy')}"


def _insist_on_writing(by: Viewer) -> None:
    decision = policy.may_write_studies(by)
    if not decision:
        raise PermissionDenied(decision.reason)


def insist_on_ours(*, study: Study, by: Viewer) -> UUID:
    """Whose study it is, when they may write in it and it stands as registered."""
    _insist_on_writing(by)
    if study.programme_id is None:
        raise NotFound("a study of a programme")
    if study.refused:
        raise CannotDo(study.refused)
    return study.programme_id


def _in_the_book(
    programme_id: UUID,
    said: Mapping[str, Any],
    panel: str,
    do: Callable[[Path, Path], None],
    by: Viewer,
) -> list[StudyLine]:
    """Do something to the book while nobody else can, and keep the lines it added."""
    lock_book(programme_id)
    kept = [row.as_line() for row in selectors.book_of(by, programme_id)]
    with refusals_told(), on_paper(said, panel, kept) as (path, book):
        do(path, book)
        added = lines(book)[len(kept) :]
    rows = [
        _row(programme_id, number, line, by)
        for number, line in enumerate(added, len(kept) + 1)
    ]
    for row in rows:
        row.save(force_insert=True)
        changes = {"protocol": row.protocol, "link": row.link}
        audit.record_in_programme(
            by=by, action=f"study.{row.what}", target=row, changes=changes
        )
    return rows


def _row(programme_id: UUID, number: int, line: Line, by: Viewer) -> StudyLine:
    return StudyLine(
        programme_id=programme_id,
        number=number,
        what=line.what,
        at=line.at,
        protocol=line.protocol,
        more=line.more,
        link=line.link,
        by_name=by.name,
    )
