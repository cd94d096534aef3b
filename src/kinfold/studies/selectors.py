"""Reads for the registry of studies: those that come with Kinfold, and our own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from kinfold.platform.errors import NotFound
from kinfold.platform.models import Programme, ProgrammeEvent
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer
from kinfold.studies import policy
from kinfold.studies.models import StudyLine, StudyPanel, StudyResult, StudyRun
from kinfold.studies.shelf import (
    BOOK,
    FURTHER,
    PROTOCOL,
    shipped_folders,
    shipped_study,
)
from kinfold.studies.study import Study
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.registry.book import insist_on_links
from kinfold_evaluation.registry.protocol import digest_of, read_protocol
from kinfold_evaluation.registry.standing import hashes_of, otherwise
from kinfold_evaluation.report.parts import Report
from kinfold_evaluation.ten.further import further_of
from kinfold_evaluation.ten.report import report

OUR_BOOK: Final = "this programme's book"
CUT: Final = (
    "A line that was written into this programme's book is in it no longer. The "
    "registry proves nothing until it is there again."
)
AnyPanel = StudyPanel
"""What a view may call a panel."""


def studies(viewer: Viewer) -> tuple[Study, ...]:
    """Every study the viewer may read: those that come with Kinfold, then their
    programmes' own, the latest first. Two queries.

    Raises:
        PermissionDenied: the policy refuses; the message is safe to show.
    """
    _insist_on_seeing(viewer)
    shipped = (shipped_study(*one) for one in shipped_folders(_shelf()).items())
    written = _links_written_down(viewer)
    rows = list(
        StudyLine.objects.filter(programme__in=programmes_open_to(viewer)).order_by(
            "programme_id", "number"
        )
    )
    own = [
        _own(
            row,
            [one for one in rows if one.programme_id == row.programme_id],
            written,
        )
        for row in reversed(rows)
        if row.what == "registered"
    ]
    return (*shipped, *own)


def study_called(viewer: Viewer, key: str) -> Study:
    """One study with its data and its last results. Five queries for one of ours.

    Raises:
        NotFound: there is none of that name, or it is another programme's.
        PermissionDenied: the policy refuses; the message is safe to show.
    """
    _insist_on_seeing(viewer)
    shipped = shipped_folders(_shelf())
    if key in shipped:
        return shipped_study(key, shipped[key])
    try:
        line_id = UUID(key)
    except ValueError as error:
        raise NotFound("study") from error
    mine = programmes_open_to(viewer)
    row = StudyLine.objects.filter(
        pk=line_id, what="registered", programme__in=mine
    ).first()
    if row is None:
        raise NotFound("study")
    written = _links_written_down(viewer)
    kept = book_of(viewer, row.programme_id)
    panel = StudyPanel.objects.filter(
        programme_id=row.programme_id, sha256=row.more["said"]["data"]["sha256"]
    ).first()
    result = (
        StudyResult.objects.filter(
            programme_id=row.programme_id, line__protocol=row.protocol
        )
        .order_by("-line__number")
        .first()
    )
    return _own(row, kept, written, panel, result)


def last_run_of(viewer: Viewer, study: Study) -> StudyRun | None:
    """The run that was asked for last; none of a study that comes with Kinfold."""
    _insist_on_seeing(viewer)
    if study.programme_id is None:
        return None
    return (
        StudyRun.objects.filter(
            programme_id=study.programme_id,
            programme__in=programmes_open_to(viewer),
            line=UUID(study.key),
        )
        .order_by("-asked_at", "-pk")
        .first()
    )


def report_of(viewer: Viewer, study: Study) -> Report:
    """The report of a study that comes with Kinfold, and of what was asked after it:
    of that only what was run and stands as it was registered.

    Raises:
        NotFound: one that was asked after another, or a programme's own.
    """
    _insist_on_seeing(viewer)
    folder = _shelf() / study.key
    if study.programme_id is not None or not (folder / PROTOCOL).exists():
        raise NotFound("a report")
    after = {
        one: shipped_study(key, one).answers
        for key, one in shipped_folders(_shelf()).items()
        if one.parent == folder / FURTHER
    }
    further = [
        further_of(one.name, read_protocol(one / PROTOCOL), answers, folder / BOOK)
        for one, answers in after.items()
        if answers
    ]
    deviations = [{"at": one.at, **one.more} for one in study.of_kind("deviation")]
    return report(read_protocol(folder / PROTOCOL), study.answers, deviations, further)


def book_of(viewer: Viewer, programme_id: UUID) -> list[StudyLine]:
    """The book of one of the viewer's programmes, in order."""
    mine = programmes_open_to(viewer)
    return list(
        StudyLine.objects.filter(
            programme_id=programme_id, programme__in=mine
        ).order_by("number")
    )


def panels(viewer: Viewer) -> QuerySet[StudyPanel]:
    """The panels of the viewer's programmes, the latest first, without their cells."""
    _insist_on_seeing(viewer)
    return (
        StudyPanel.objects.filter(programme__in=programmes_open_to(viewer))
        .defer("csv")
        .order_by("-kept_at", "-pk")
    )


def panel_for(viewer: Viewer, panel_id: UUID) -> StudyPanel:
    """
    Raises:
        NotFound: no such panel for this viewer.
    """
    found = panels(viewer).defer(None).filter(pk=panel_id).first()
    if found is None:
        raise NotFound("panel")
    return found


def programmes_to_write_in(viewer: Viewer) -> tuple[Programme, ...]:
    """Those in which the viewer may keep panels and protocols.

    Raises:
        PermissionDenied: the policy refuses; the message is safe to show.
    """
    decision = policy.may_write_studies(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
    return tuple(programmes_open_to(viewer))


def panel_of_england(viewer: Viewer) -> str:
    """England's published figures, 2015 to 2020, as the shipped study holds them.

    Raises:
        PermissionDenied: the policy refuses; the message is safe to show.
    """
    _insist_on_seeing(viewer)
    return (_shelf() / "ten-authorities" / "panel.csv").read_text(encoding="utf-8")


def authorities_of_england(viewer: Viewer) -> frozenset[str]:
    """Those that England's published figures know."""
    rows = csv.DictReader(io.StringIO(panel_of_england(viewer)))
    return frozenset(row["authority"] for row in rows)


def _insist_on_seeing(viewer: Viewer) -> None:
    decision = policy.may_see_studies(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)


def _shelf() -> Path:
    return Path(settings.PROJECT) / "studies"


def _links_written_down(viewer: Viewer) -> Collection[tuple[UUID, str]]:
    """The links of lines that were added, by the audit of each programme. To be read
    before the book: a line that is added between is no line that is lacking."""
    events = ProgrammeEvent.objects.filter(
        programme__in=programmes_open_to(viewer), target=StudyLine._meta.label_lower
    )
    return list(events.values_list("programme_id", "changes__link"))


def _own(
    row: StudyLine,
    book: Sequence[StudyLine],
    written: Collection[tuple[UUID, str]],
    panel: StudyPanel | None = None,
    result: StudyResult | None = None,
) -> Study:
    kept = [one.as_line() for one in book]
    refused = ""
    try:
        insist_on_links(kept, OUR_BOOK)
    except CannotIdentify as error:
        refused = str(error)
    links = {line.link for line in book}
    if any(whose == row.programme_id and link not in links for whose, link in written):
        refused = refused or CUT
    said = row.more["said"]
    if not refused and digest_of(said) != row.protocol:
        refused = f"“{said['title']}” is not what was registered: its hash is another."
    if panel and sha256(panel.csv.encode()).hexdigest() != said["data"]["sha256"]:
        refused = refused or f"The panel “{panel.name}” is not the registered one."
    ran = [line for line in kept if (line.what, line.protocol) == ("ran", row.protocol)]
    if result and otherwise(ran[-1], hashes_of(json.loads(result.results))):
        refused = refused or "The kept results are not what the book says came out."
    return Study(
        key=str(row.pk),
        said=said,
        digest=row.protocol,
        lines=tuple(line for line in kept if line.protocol == row.protocol),
        who=f"{said['written_by']}; registered by {row.by_name}",
        refused=refused,
        panel=panel.csv if panel else "",
        results=result.results if result else "",
        made_with=result.made_with if result else "",
        programme_id=row.programme_id,
    )
