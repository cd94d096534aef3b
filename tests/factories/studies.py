"""Panels and protocols of a programme, as an evaluator makes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from kinfold.platform.models import (
    Authority,
    Programme,
    ProgrammeAuthority,
    ProgrammeMember,
)
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.studies import selectors
from kinfold.studies.actions import keep_panel, register_protocol
from kinfold.studies.jobs import do_run
from kinfold.studies.models import StudyPanel, StudyRun
from kinfold.studies.offers import analyses, protocol_said
from kinfold.studies.panels import panel_of_file
from kinfold_core.access import Role
from tests.factories.platform import as_owner, make_programme_viewer

WORDS = {
    "title": "Plans that begin again",
    "question": "Did fewer plans begin again?",
    "claim": "A network that stays makes a second plan rarer.",
    "population": "Two of twelve; none is left out.",
    "windows": "2014 to 2017 before, 2018 and 2019 since.",
    "led_by": "One primary outcome.",
    "stopping": "Once.",
    "written_by": "The evaluators",
}
UNITS = [f"Place {letter}" for letter in "ABCDEFGHIJKL"]
TREATED = UNITS[:2]


def panel_csv(
    treated: list[str] = TREATED, first_year: int = 2014, since: int = 2018
) -> str:
    """Units that swing, those treated a little lower since; one outcome is flat."""
    rows = ["unit,time,treated,again,flat,children"]
    for at, unit in enumerate(UNITS):
        for year in range(first_year, 2020):
            is_on = unit in treated and year >= since
            value = 20 + (at * 7 + year * 5) % 11 / 3 - 2 * is_on
            rows.append(f"{unit},{year},{int(is_on)},{value:.3f},5,120")
    return "\n".join(rows) + "\n"


def evaluator() -> Viewer:
    return make_programme_viewer(Role.EVALUATOR)


def programme_of(viewer: Viewer) -> UUID:
    return next(iter(viewer.programme_ids))


def let_in(authority: Authority, programme_id: UUID) -> None:
    as_owner(
        lambda: ProgrammeAuthority.objects.create(
            programme_id=programme_id, authority=authority, joined_on=date(2017, 9, 29)
        )
    )


def make_panel(by: Viewer, csv: str) -> StudyPanel:
    with as_viewer(by):
        return keep_panel(
            programme_id=programme_of(by), name="Twelve places", csv=csv, by=by
        )


def said_of(panel: StudyPanel, **words: str) -> dict[str, Any]:
    return protocol_said(
        {**WORDS, **words},
        panel.sha256,
        {"again": "primary-lower"},
        analyses("difference", ["path", "each by its mix", "each, pooled"], []),
    )


def make_study(by: Viewer, panel: StudyPanel, **words: str) -> str:
    """The key of a registered protocol."""
    with as_viewer(by):
        said = said_of(panel, **words)
        return str(register_protocol(panel_id=panel.pk, said=said, by=by))


def run_of(by: Viewer, key: str) -> StudyRun:
    """The run of a study that was asked for last."""
    with as_viewer(by):
        run = selectors.last_run_of(by, selectors.study_called(by, key))
    assert run is not None
    return run


def worked(by: Viewer, key: str, *, is_stopping: bool = False) -> StudyRun:
    """The run that was asked for last, after a worker had it."""
    do_run(
        programme_id=programme_of(by),
        user_id=by.user_id,
        run_id=run_of(by, key).pk,
        is_stopping=lambda: is_stopping,
    )
    return run_of(by, key)


def make_study_rows(authority: Authority) -> dict[str, object]:
    """A row of each kind in a programme that the authority is in, and nobody else."""
    by = _evaluator_of_another_programme()
    let_in(authority, programme_of(by))
    panel = make_panel(by, panel_of_file(panel_csv()))
    return {"panel_id": panel.pk}


def _evaluator_of_another_programme() -> Viewer:
    by = make_programme_viewer(Role.EVALUATOR)
    made: list[Programme] = []

    def write() -> None:
        made.append(
            Programme.objects.create(
                name="A later programme",
                slug="later-programme",
                starts_on=date(2024, 1, 8),
            )
        )
        ProgrammeMember.objects.filter(user_id=by.user_id).update(programme=made[0])

    as_owner(write)
    return replace(by, programme_ids=frozenset({made[0].pk}))


def make_demo_study() -> dict[str, object]:
    """A panel and a registered protocol of the demo programme's evaluator."""
    seat = ProgrammeMember.objects.get(user__email="daniel@programme.example")
    daniel = Viewer(
        user_id=seat.user_id,
        name="Daniel Roth",
        roles=frozenset({Role.EVALUATOR}),
        programme_ids=frozenset({seat.programme_id}),
    )
    panel = make_panel(daniel, panel_of_file(panel_csv()))
    # rows are made for each journey anew, and a protocol is registered only once
    study = make_study(daniel, panel, title=f"Rows for a journey {uuid4()}")
    return {"study_panel": panel.pk, "study": study}
