"""The road to closing: promises with an owner and a day, and slips in plain sight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family
from kinfold.trajectory import actions
from kinfold.trajectory.models import Milestone, MilestoneSlip
from kinfold.trajectory.presenters.days import day_said
from kinfold.trajectory.presenters.picture import draw_road
from kinfold.trajectory.selectors import road_of
from kinfold_core.practice.trajectory import Road
from kinfold_core.practice.written import Named
from tests.factories.practice import make_family
from tests.factories.trajectory import (
    day_post,
    days_ago,
    make_milestone,
    milestone_details,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
CLOSURE = "Fridays are quiet, and Nan and Raj run the plan without us for six months."


def url(name: str, family: Family, *rest: object) -> str:
    return reverse(f"trajectory:{name}", args=[family.pk, *rest])


def road(by: Viewer, family: Family) -> Road:
    with as_viewer(by):
        return road_of(by, family.pk)


def step_post(**changes: str) -> dict[str, str]:
    return {
        "kind": "step",
        "what": "Nan and Raj have heard the whole worry.",
        "owner_kind": "network",
        "owner": "other",
        "owner_other": "Nan Jo",
        "for_whom": "Leanne",
        "evidence": "",
        "version": "1",
        **day_post("target_on", 9),
    } | changes


def test_the_agencys_overdue_promises_come_first(
    practitioner: Viewer, family: Family
) -> None:
    make_milestone(practitioner, family, owner_kind="family", what="Dean rings Raj.",
                   target_on=days_ago(20))  # fmt: skip
    make_milestone(practitioner, family, what="We write to school.",
                   target_on=days_ago(2))  # fmt: skip
    make_milestone(practitioner, family, what="Later.")
    late = road(practitioner, family).overdue(timezone.localdate())
    assert [one.what for one in late] == ["We write to school.", "Dean rings Raj."]


def test_a_day_moves_only_with_a_reason_and_the_move_is_kept(
    practitioner: Viewer, family: Family
) -> None:
    step = make_milestone(practitioner, family, target_on=days_ago(1))
    key = {"family_id": family.pk, "milestone_id": step.pk, "version": 1,
           "by": practitioner}  # fmt: skip
    with as_viewer(practitioner):
        with pytest.raises(CannotDo) as refused:
            actions.move_milestone(**key, to_on=days_ago(-7), reason=" ")
        assert refused.value.field == "reason"
        for _ in range(2):
            actions.move_milestone(
                **key, to_on=days_ago(-7), reason="Our worker was ill."
            )
        slipped = AuditEvent.objects.filter(action="milestone.slipped_agency")
        assert slipped.count() == 1
    (row,) = road(practitioner, family).milestones
    assert row.target_on == days_ago(-7)
    assert [(one.from_on, one.reason) for one in row.slips] == [
        (days_ago(1), "Our worker was ill.")
    ]
    with (
        as_viewer(practitioner),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        MilestoneSlip.objects.update(reason="Never happened")


def test_a_step_that_somebody_moved_is_read_again_first(
    practitioner: Viewer, family: Family
) -> None:
    step = make_milestone(practitioner, family, target_on=days_ago(1))
    key = {"family_id": family.pk, "milestone_id": step.pk, "version": 1,
           "by": practitioner}  # fmt: skip
    with as_viewer(practitioner):
        actions.move_milestone(**key, to_on=days_ago(-7), reason="Our worker was ill.")
        for act, said in (
            (
                actions.move_milestone,
                {"to_on": days_ago(-3), "reason": "Dean is away."},
            ),
            (actions.achieve_milestone, {"achieved_on": days_ago(0), "comment": "Yes"}),
            (actions.take_off_milestone, {"reason": "Raj moved away"}),
        ):
            with pytest.raises(StaleVersion):
                act(**key, **said)
    (row,) = road(practitioner, family).milestones
    assert (row.target_on, row.is_open) == (days_ago(-7), True)


def test_what_is_done_stays_on_its_day(practitioner: Viewer, family: Family) -> None:
    step = make_milestone(practitioner, family)
    key = {"family_id": family.pk, "milestone_id": step.pk, "version": 1,
           "by": practitioner}  # fmt: skip
    with as_viewer(practitioner):
        with pytest.raises(CannotDo):
            actions.achieve_milestone(**key, achieved_on=days_ago(-1), comment="")
        actions.achieve_milestone(**key, achieved_on=days_ago(0), comment="Both came.")
        with pytest.raises(CannotDo, match="done already"):
            actions.move_milestone(**key, to_on=days_ago(-30), reason="x")
    (row,) = road(practitioner, family).milestones
    assert not row.is_open


def test_what_is_taken_off_stays_readable(practitioner: Viewer, family: Family) -> None:
    step = make_milestone(practitioner, family)
    key = {"family_id": family.pk, "milestone_id": step.pk, "version": 1,
           "by": practitioner}  # fmt: skip
    with as_viewer(practitioner):
        with pytest.raises(CannotDo):
            actions.take_off_milestone(**key, reason="")
        actions.take_off_milestone(**key, reason="Raj moved away")
        with pytest.raises(CannotDo, match="taken off"):
            actions.achieve_milestone(**key, achieved_on=days_ago(0), comment="")
    standing = road(practitioner, family)
    assert standing.standing == ()
    assert standing.milestones[0].taken_off_reason == "Raj moved away"


def test_the_second_writer_is_told(practitioner: Viewer, family: Family) -> None:
    step = make_milestone(practitioner, family)
    key = {"family_id": family.pk, "milestone_id": step.pk, "by": practitioner}
    theirs, mine = milestone_details(what="Theirs."), milestone_details(what="Mine.")
    with as_viewer(practitioner):
        actions.change_milestone(**key, details=theirs, version=1)
        actions.change_milestone(**key, details=theirs, version=1)
        with pytest.raises(StaleVersion):
            actions.change_milestone(**key, details=mine, version=1)
        writes = {"family_id": family.pk, "by": practitioner}
        actions.write_closure(**writes, words=CLOSURE, version=1)
        with pytest.raises(StaleVersion):
            actions.write_closure(**writes, words="Mine.", version=1)
    assert road(practitioner, family).closure == CLOSURE


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"what": " "}, "what"),
        ({"owner": Named()}, "owner"),
        ({"kind": "court", "owner_kind": "family"}, "owner_kind"),
    ],
)
def test_what_is_missing_is_said(
    practitioner: Viewer, family: Family, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_milestone(practitioner, family, **changes)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "changes",
    [
        {"what": ""},
        {"owner_name": ""},
        {"taken_off_on": date(2026, 5, 1)},
        {"kind": "court", "owner_kind": "family"},
    ],
)
def test_the_database_keeps_the_law(
    practitioner: Viewer, family: Family, changes: dict[str, object]
) -> None:
    step = make_milestone(practitioner, family)
    with (
        as_viewer(practitioner),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        Milestone.objects.filter(pk=step.pk).update(**changes)


def test_elsewhere_there_is_no_such_road(
    practitioner: Viewer, elsewhere: Viewer, family: Family
) -> None:
    step = make_milestone(practitioner, family)
    with as_viewer(elsewhere):
        assert road_of(elsewhere, family.pk) == Road()
        with pytest.raises(NotFound):
            actions.take_off_milestone(
                family_id=family.pk, milestone_id=step.pk, reason="x", version=1,
                by=elsewhere,
            )  # fmt: skip


def test_the_picture_shows_every_step_apart(
    practitioner: Viewer, family: Family
) -> None:
    for number in range(4):
        make_milestone(practitioner, family, what=f"Step {number}")
    make_milestone(practitioner, family, target_on=date(2031, 1, 1), what="Far away")
    steps = road(practitioner, family).standing
    labels = {"agency": "Services", "family": "Family", "network": "Friends"}
    picture = draw_road(steps, labels, today=timezone.localdate())
    assert picture is not None
    places = {(mark.x, mark.y) for mark in picture.marks[:3]}
    assert len(places) == 3
    assert all(0 < mark.x < picture.width for mark in picture.marks)
    assert len(picture.ticks) <= 13
    assert draw_road((), labels, today=timezone.localdate()) is None


def test_days_are_said_as_people_say_them() -> None:
    today = date(2026, 5, 4)
    assert day_said(date(2026, 5, 7), today=today) == "Thursday 7 May 2026, in 3 days"
    assert day_said(date(2026, 5, 3), today=today).endswith("yesterday")
    assert day_said(date(2026, 8, 4), today=today) == "Tuesday 4 August 2026"


def test_a_road_is_walked_without_javascript(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    page = client.get(url("road", family)).content.decode()
    assert "No step has a day yet" in page
    assert client.get(url("answer-road", family)).status_code == 404
    post = {"words": CLOSURE, "version": "0"}
    assert client.post(url("closure", family), post).status_code == 302
    assert client.post(url("add-milestone", family), step_post()).status_code == 302
    page = client.get(url("road", family)).content.decode()
    assert "R-TR3" in page  # we have promised nothing yet
    theirs = step_post(**day_post("target_on", -5))
    assert client.post(url("add-milestone", family), theirs).status_code == 302
    page = client.get(url("road", family)).content.decode()
    assert "Its day has passed, and nobody has said that it is done" in page
    ours = step_post(
        owner_kind="agency", owner_other="Priya", **day_post("target_on", -3)
    )
    assert client.post(url("add-milestone", family), ours).status_code == 302
    page = client.get(url("road", family)).content.decode()
    assert page.index("What we promised, and have not done") < page.index(CLOSURE)
    assert "Its day has passed for somebody else too" in page
    assert "R-TR3" not in page
    assert "road-picture__mark--late" in page
    first = road(practitioner, family).standing[0]
    moved = {"reason": "Our worker was ill.", **day_post("to_on", 4)}
    done = {"comment": "Both came.", **day_post("achieved_on")}
    said = {"who": "other", "who_other": "Dean", "answer": "agree",
            **day_post("said_on")}  # fmt: skip
    asked = {"who": "other", "who_other": "Dean", "words": "And if I slip?",
             **day_post("asked_on")}  # fmt: skip
    for name, rest, fields in (
        ("move-milestone", (first.id,), moved),
        ("achieve-milestone", (first.id,), done),
        ("answer-road", (), said),
        ("ask-road", (), asked),
    ):
        address = url(name, family, *rest)
        form = client.get(address).context["form"]
        if "version" in form.fields:
            fields |= {"version": str(form["version"].value())}
        assert client.post(address, {}).status_code == 422, name
        assert client.post(address, fields).status_code == 302, name
    page = client.get(url("road", family)).content.decode()
    for words in ("Our worker was ill.", "Both came.", "And if I slip?", "Agrees"):
        assert words in page, words


def test_a_step_is_taken_off_as_it_was_read(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    first, client = make_milestone(practitioner, family), sign_in(practitioner)
    with as_viewer(practitioner):
        actions.move_milestone(
            family_id=family.pk, milestone_id=first.pk, to_on=days_ago(-30),
            reason="Our worker was ill.", version=1, by=practitioner,
        )  # fmt: skip
    off = url("off-milestone", family, first.pk)
    stale = client.post(off, {"reason": "Not needed", "version": "1"})
    assert stale.status_code == 409
    assert (
        "What will have happened?", first.what, ""
    ) in stale.context["conflict"]  # fmt: skip
    now = stale.context["form"]["version"].value()
    again = {"reason": "Not needed", "version": now}
    assert client.post(off, again).status_code == 302
    assert "Taken off the road (1)" in client.get(url("road", family)).content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"what": ""},
        {"what": "x" * 100_000},
        {"what": "a\x00b"},
        {"kind": "party"},
        {"owner_kind": ""},
        {"owner": "", "owner_other": ""},
        {"owner": "person:00000000-0000-0000-0000-000000000000"},
        {"target_on_month": "13"},
        {"kind": "court"},
        {"version": "x"},
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(
    sign_in: SignIn, practitioner: Viewer, family: Family, changes: dict[str, str]
) -> None:
    post = step_post(evidence="Both can say it back. 🦊 جدة") | changes
    answer = sign_in(practitioner).post(url("add-milestone", family), post)
    assert answer.status_code == 422
    assert "Both can say it back. 🦊 جدة" in answer.content.decode()


def test_two_writers_see_both_wordings(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    step = make_milestone(practitioner, family)
    client = sign_in(practitioner)
    change = url("change-milestone", family, step.pk)
    client.post(change, step_post(what="Theirs."))
    answer = client.post(change, step_post(what="Mine."))
    assert answer.status_code == 409
    assert "Theirs." in answer.content.decode()
    assert "Mine." in answer.content.decode()
    client.post(url("closure", family), {"words": "Theirs.", "version": "1"})
    answer = client.post(url("closure", family), {"words": "Mine.", "version": "1"})
    assert answer.status_code == 409
    again = {"words": "Mine.", "version": "2"}
    assert client.post(url("closure", family), again).status_code == 302


def test_another_familys_step_is_not_at_this_familys_address(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    theirs = make_milestone(practitioner, make_family(practitioner))
    client = sign_in(practitioner)
    for name in ("change", "move", "achieve", "off"):
        address = url(f"{name}-milestone", family, theirs.pk)
        assert client.get(address).status_code == 404
        assert client.post(address, {}).status_code == 404


def test_the_page_costs_the_same_for_many(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    counts = []
    for more in (1, 8):
        for number in range(more):
            make_milestone(practitioner, family, what=f"Step {more} {number}")
        client = sign_in(practitioner)
        client.get(url("road", family))
        with CaptureQueriesContext(connection) as asked:
            client.get(url("road", family))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20
