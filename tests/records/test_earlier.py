"""What is written otherwise is kept as a row, and no line of the audit quotes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.family_finding import actions as finding
from kinfold.family_finding.models import FindingEpisode
from kinfold.planning.actions import rename
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.actions.families import close_family, reopen_family
from kinfold.records.actions.status import change_status
from kinfold.records.earlier import KINDS
from kinfold.records.models import EarlierWords, Family
from kinfold.supervision.actions import one_to_one, sessions
from kinfold.trajectory import actions as trajectory
from kinfold_core.access import Audience, Role, sharing, staff
from kinfold_core.access.matrix import MATRIX, Cell
from kinfold_core.practice.family_finding.details import EpisodeDetails
from kinfold_core.practice.immediate import read_stamp
from tests.factories.family_finding import found_details, keys, make_episode, make_found
from tests.factories.practice import make_family
from tests.factories.supervision import (
    case_details,
    colleague,
    make_case,
    make_session,
    session_details,
)
from tests.factories.trajectory import make_immediate, make_milestone, milestone_details

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
FIRST, SECOND = "zibbelkwast one", "zibbelkwast two"


@dataclass(frozen=True)
class Desk:
    """Who writes, who supervises, and about which family."""

    by: Viewer
    leader: Viewer
    family: Family


Writing = Callable[[Desk, str, str], None]


@pytest.fixture
def desk(practitioner: Viewer) -> Desk:
    return Desk(practitioner, colleague(practitioner), make_family(practitioner))


def closure(desk: Desk, first: str, second: str) -> None:
    road = trajectory.write_closure(
        family_id=desk.family.pk, words=first, version=1, by=desk.by
    )
    trajectory.write_closure(
        family_id=desk.family.pk, words=second, version=road.version, by=desk.by
    )


def step(desk: Desk, first: str, second: str) -> None:
    row = make_milestone(desk.by, desk.family, what=first)
    trajectory.change_milestone(
        family_id=desk.family.pk, milestone_id=row.pk, version=1,
        details=milestone_details(what=second), by=desk.by,
    )  # fmt: skip


def step_done(desk: Desk, first: str, second: str) -> None:
    row = make_milestone(desk.by, desk.family)
    for version, comment in enumerate((first, second), start=1):
        trajectory.achieve_milestone(
            family_id=desk.family.pk, milestone_id=row.pk, comment=comment,
            achieved_on=timezone.localdate(), version=version, by=desk.by,
        )  # fmt: skip


def read_aloud(desk: Desk, first: str, second: str) -> None:
    plan, today = make_immediate(desk.by, desk.family), timezone.localdate()
    for how, was in ((first, ""), (second, read_stamp(today, first))):
        trajectory.read_immediate_plan(
            family_id=desk.family.pk,
            plan_id=plan.pk,
            read_on=today,
            how=how,
            was=was,
            by=desk.by,
        )


def plan_named(desk: Desk, first: str, second: str) -> None:
    plan = rename(family_id=desk.family.pk, title=first, was="Our plan", by=desk.by)
    rename(family_id=desk.family.pk, title=second, was=plan.title, by=desk.by)


def session(desk: Desk, first: str, second: str) -> None:
    row = make_session(desk.by, desk.family, desk.leader, what_is_hard=first)
    sessions.change_session(
        family_id=desk.family.pk, session_id=row.pk, version=1,
        details=session_details(desk.by, desk.leader, what_is_hard=second), by=desk.by,
    )  # fmt: skip


def case(desk: Desk, first: str, second: str) -> None:
    row = make_case(desk.by, desk.family, desk.leader, worried=first)
    one_to_one.change_case(
        family_id=desk.family.pk, case_id=row.pk, version=1,
        details=case_details(desk.by, desk.leader, worried=second), by=desk.by,
    )  # fmt: skip


def episode(desk: Desk, first: str, second: str) -> None:
    row = make_episode(desk.by, desk.family, coordinator=first)
    details = EpisodeDetails(
        child_id=row.child_id, child_name=row.child_name, trigger=row.trigger,
        coordinator=second, started_on=row.started_on,
    )  # fmt: skip
    finding.change_episode(**keys(desk.by, row), details=details, version=1)  # type: ignore[arg-type]


def found(desk: Desk, first: str, second: str) -> None:
    running = FindingEpisode.objects.filter(family=desk.family).first()
    row = running or make_episode(desk.by, desk.family)
    (somebody,) = make_found(desk.by, row, relationship=first)
    finding.change_person(
        **keys(desk.by, row, somebody),  # type: ignore[arg-type]
        details=found_details(relationship=second),
        version=1,
    )


WRITINGS: Final[dict[str, Writing]] = {
    "trajectory.closure_written": closure,
    "milestone.changed": step,
    "milestone.achieved": step_done,
    "immediate_plan.read": read_aloud,
    "plan.renamed": plan_named,
    "supervision.changed": session,
    "supervision.case_changed": case,
    "family_finding.changed": episode,
    "family_finding.person_changed": found,
}


def earlier_words(desk: Desk, **of: str) -> list[str]:
    with as_viewer(desk.by):
        kept = EarlierWords.objects.filter(family=desk.family, **of)
        return list(kept.order_by("kept_at", "pk").values_list("words", flat=True))


def quoting(by: Viewer) -> list[AuditEvent]:
    with as_viewer(by):
        lines = list(AuditEvent.objects.filter(kind=AuditEvent.Kind.CHANGE))
    return [one for one in lines if "zibbelkwast" in f"{one.changes} {one.why}"]


@pytest.mark.parametrize("deed", WRITINGS)
def test_older_words_are_a_row_and_no_line_of_the_audit_has_them(
    desk: Desk, deed: str
) -> None:
    with as_viewer(desk.by):
        WRITINGS[deed](desk, FIRST, SECOND)
        assert AuditEvent.objects.filter(action=deed).exists()
    assert FIRST in earlier_words(desk)
    assert SECOND not in earlier_words(desk)
    assert quoting(desk.by) == []


def test_why_a_record_closed_and_opened_again_is_kept_each_time(
    desk: Desk, sign_in: SignIn
) -> None:
    by = replace(desk.by, roles=desk.by.roles | {Role.TEAM_MANAGER})
    here, today = {"family_id": desk.family.pk, "by": by}, timezone.localdate()
    with as_viewer(by):
        close_family(**here, closed_on=today, reason=FIRST)  # type: ignore[arg-type]
        reopen_family(**here, reason=SECOND)  # type: ignore[arg-type]
        close_family(**here, closed_on=today, reason=FIRST)  # type: ignore[arg-type]
    assert earlier_words(desk) == [FIRST, SECOND, FIRST]
    assert quoting(desk.by) == []
    page = sign_in(desk.by).get(address_of(desk)).content.decode()
    for words in ("The record: why it opened again", SECOND, desk.by.name):
        assert words in page


def test_why_a_service_changed_is_kept_though_nothing_ended(
    desk: Desk, sign_in: SignIn
) -> None:
    by = replace(desk.by, roles=desk.by.roles | {Role.TEAM_MANAGER})
    with as_viewer(by):
        child_id = desk.family.members.get(person__given_names="Kai").person_id
        for words, status in ((FIRST, "early_help"), (SECOND, "child_in_need")):
            change_status(
                family_id=desk.family.pk, child_ids=[child_id], status=status,
                started_on=timezone.localdate(), reason=words, by=by,
                keeps_others=True,
            )  # fmt: skip
    assert earlier_words(desk, field="service_because") == [FIRST, SECOND]
    assert quoting(desk.by) == []
    page = sign_in(desk.by).get(address_of(desk)).content.decode()
    assert FIRST in page


def test_earlier_words_are_never_changed(desk: Desk) -> None:
    with as_viewer(desk.by):
        closure(desk, FIRST, SECOND)
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            EarlierWords.objects.update(words="Never written")


def address_of(desk: Desk) -> str:
    return reverse("records:earlier-words", args=[desk.family.pk])


def test_a_line_asks_the_row_that_it_is_of(
    desk: Desk, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with as_viewer(desk.by):
        for number, writing in enumerate(WRITINGS.values()):
            writing(desk, f"kept {number}", f"stands {number}")
    client = sign_in(desk.by)
    whole = client.get(address_of(desk)).content.decode()
    everything = set(earlier_words(desk))
    for kind, said in KINDS.items():
        if said.artefact is None:
            continue
        words = set(earlier_words(desk, of_what=kind))
        assert words, kind
        assert not [one for one in words if one not in whole], kind
        with monkeypatch.context() as shut:
            without = {**MATRIX, said.artefact: dict.fromkeys(Audience, Cell())}
            shut.setattr(staff, "MATRIX", without)
            shut.setattr(sharing, "MATRIX", without)
            page = client.get(address_of(desk)).content.decode()
        assert not [one for one in words if one in page], kind
        assert [one for one in everything - words if one in page], kind


def test_elsewhere_sees_nothing_and_a_look_is_written_down(
    desk: Desk, elsewhere: Viewer, sign_in: SignIn,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    here, version = {"family_id": desk.family.pk, "by": desk.by}, 1
    with as_viewer(desk.by):
        for number in range(60):
            road = trajectory.write_closure(
                **here,
                words=f"so {number}",
                version=version,  # type: ignore[arg-type]
            )
            version = road.version
    client = sign_in(desk.by)
    client.get(address_of(desk))
    with django_assert_max_num_queries(12):
        page = client.get(address_of(desk)).content.decode()
    assert "so 58" in page
    assert "so 59" not in page
    assert "page=2" in page
    with as_viewer(desk.by):
        looks = AuditEvent.objects.filter(kind=AuditEvent.Kind.READ)
        assert (
            looks.filter(action="earlier words", family_id=desk.family.pk).count() == 2
        )
    assert sign_in(elsewhere).get(address_of(desk)).status_code == 404
