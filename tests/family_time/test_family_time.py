"""Family time: help passes, step by step, from services to people who know."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.family_time import actions
from kinfold.family_time.models import (
    FamilyTimeDecision,
    FamilyTimeLadder,
    FamilyTimeStep,
)
from kinfold.family_time.selectors import family_time_of
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family, Person
from kinfold_core.practice.family_time import (
    LadderRow,
    Presence,
    Rung,
    why_not_begin,
    why_not_turn,
)
from kinfold_core.practice.written import Named
from tests.factories.family_time import (
    make_decision,
    make_ladder,
    make_time_step,
)
from tests.factories.networks import make_member, make_told
from tests.factories.practice import make_family
from tests.factories.trajectory import day_post, days_ago

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def url(name: str, family: Family, *rest: object) -> str:
    return reverse(f"family_time:{name}", args=[family.pk, *rest])


def only(by: Viewer, family: Family) -> LadderRow:
    with as_viewer(by):
        (ladder,) = family_time_of(by, family.pk)
    return ladder


def test_nobody_keeps_a_child_safe_from_what_they_have_not_heard(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    nan = make_member(practitioner, family)
    ladder = make_ladder(practitioner, family)
    step = make_time_step(practitioner, ladder, "network", member_ids=(nan.pk,))
    with pytest.raises(CannotDo, match="Nan Jo has not been told"):
        make_decision(practitioner, step)
    make_told(practitioner, nan, danger.pk)
    make_decision(practitioner, step)
    running = only(practitioner, family).running
    assert running is not None
    assert running.presences == (Presence("Nan Jo", nan.pk),)


def test_a_step_of_the_network_has_somebody_of_the_network() -> None:
    assert why_not_begin(Rung.NETWORK, (), frozenset())
    assert why_not_begin(Rung.SERVICES, (), frozenset()) == ""


@pytest.mark.parametrize(
    ("direction", "now", "then", "is_fine"),
    [
        ("up", Rung.SERVICES, Rung.NETWORK, True),
        ("up", Rung.NETWORK, Rung.NETWORK, True),
        ("up", Rung.NETWORK, Rung.SERVICES, False),
        ("down", Rung.NETWORK, Rung.SERVICES, True),
        ("down", Rung.SERVICES, Rung.HOME, False),
        ("up", Rung.SERVICES, None, False),
        ("stay", Rung.SERVICES, None, True),
    ],
)
def test_up_is_less_help_and_down_is_more(
    direction: str, now: Rung, then: Rung | None, is_fine: bool
) -> None:
    assert (why_not_turn(direction, now, then) == "") is is_fine


def test_going_up_ends_one_step_and_begins_the_next(
    practitioner: Viewer, family: Family
) -> None:
    ladder = make_ladder(practitioner, family)
    first = make_time_step(practitioner, ladder)
    second = make_time_step(practitioner, ladder, "alone", arrangement="At the park")
    with pytest.raises(CannotDo, match="runs now"):
        make_decision(practitioner, first, "stay")
    make_decision(practitioner, first)
    with pytest.raises(CannotDo, match="Another step runs now"):
        make_decision(practitioner, second)
    with pytest.raises(CannotDo):
        make_decision(practitioner, first, "up")
    make_decision(practitioner, first, "stay", decided_on=days_ago(2))
    make_decision(
        practitioner, first, "up", next_step_id=second.pk, decided_on=days_ago(1)
    )
    row = only(practitioner, family)
    assert [step.rung for step in row.steps] == [Rung.SERVICES, Rung.ALONE]
    assert row.running is not None
    assert row.running.id == second.pk
    assert [one.direction for one in row.steps[0].decisions] == ["up", "stay", "begin"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decided_by": Named()}, "decided_by"),
        ({"reason": " "}, "reason"),
        ({"child_view": ""}, "child_view"),
        ({"decided_on": days_ago(-2)}, "decided_on"),
        ({"decided_on": days_ago(90)}, "decided_on"),
    ],
)
def test_a_decision_says_who_why_and_what_the_child_says(
    practitioner: Viewer, family: Family, changes: dict[str, object], field: str
) -> None:
    step = make_time_step(practitioner, make_ladder(practitioner, family))
    with pytest.raises(CannotDo) as refused:
        make_decision(practitioner, step, **changes)
    assert refused.value.field == field
    assert only(practitioner, family).running is None


def test_the_same_two_people_have_one_ladder(
    practitioner: Viewer, family: Family
) -> None:
    ladder = make_ladder(practitioner, family)
    assert make_ladder(practitioner, family) == ladder
    with pytest.raises(CannotDo):
        make_ladder(practitioner, family, why=" ")
    with pytest.raises(CannotDo):
        make_ladder(
            practitioner, family,
            with_whom=Named(name="Kai", person_id=ladder.child_id),
        )  # fmt: skip


def test_a_ladder_ends_with_its_running_step(
    practitioner: Viewer, family: Family
) -> None:
    ladder = make_ladder(practitioner, family)
    make_decision(practitioner, make_time_step(practitioner, ladder))
    key = {"family_id": family.pk, "ladder_id": ladder.pk, "by": practitioner}
    with as_viewer(practitioner):
        with pytest.raises(CannotDo, match="before it began"):
            actions.end_ladder(**key, ended_on=days_ago(4), reason="Home")
        actions.end_ladder(**key, ended_on=days_ago(0), reason="Home")
    row = only(practitioner, family)
    assert row.running is None
    assert row.ended_on == days_ago(0)
    with pytest.raises(CannotDo, match="has ended"):
        make_time_step(practitioner, ladder)


def test_nobody_of_another_network_or_family_can_be_there(
    practitioner: Viewer, family: Family
) -> None:
    other = make_family(practitioner)
    stranger = make_member(practitioner, other)
    ladder = make_ladder(practitioner, family)
    with pytest.raises(NotFound):
        make_time_step(practitioner, ladder, member_ids=(stranger.pk,))
    theirs = make_time_step(practitioner, make_ladder(practitioner, other))
    first = make_time_step(practitioner, ladder)
    make_decision(practitioner, first)
    with pytest.raises(NotFound):
        make_decision(practitioner, first, "up", next_step_id=theirs.pk)
    with pytest.raises(NotFound):
        make_ladder(practitioner, family, child_id=theirs.ladder.child_id)


def test_the_database_keeps_the_law(practitioner: Viewer, family: Family) -> None:
    ladder = make_ladder(practitioner, family)
    first = make_time_step(practitioner, ladder)
    second = make_time_step(practitioner, ladder)
    make_decision(practitioner, first)
    here = {"pk": second.pk}
    for change in (
        lambda: FamilyTimeStep.objects.filter(**here).update(started_on=days_ago(0)),
        lambda: FamilyTimeStep.objects.filter(**here).update(arrangement=""),
        lambda: FamilyTimeLadder.objects.update(ended_on=days_ago(0)),
        lambda: FamilyTimeLadder.objects.update(why=""),
    ):
        with (
            as_viewer(practitioner),
            pytest.raises(IntegrityError),
            transaction.atomic(),
        ):
            change()
    with (
        as_viewer(practitioner),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        FamilyTimeDecision.objects.update(child_view="Nothing")


def test_a_ladder_is_climbed_without_javascript(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    nan = make_member(practitioner, family)
    client = sign_in(practitioner)
    page = client.get(url("family-time", family)).content.decode()
    assert "time together is limited" in page
    with as_viewer(practitioner):
        kai = Person.objects.get(given_names="Kai")
    begin = {
        "child": str(kai.pk), "with_whom": "other", "with_whom_other": "Dean",
        "why": "Kai is afraid of loud voices. 🦊", **day_post("started_on", -9),
    }  # fmt: skip
    address = url("begin", family)
    assert client.get(address).status_code == 200
    assert client.post(address, begin | {"child": "x"}).status_code == 422
    assert client.post(address, begin).status_code == 302
    ladder = only(practitioner, family)
    step = {"rung": "network", "arrangement": "At Nan's", "members": [str(nan.pk)]}
    address = url("add-step", family, ladder.id)
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 422
    assert client.post(address, step).status_code == 302
    page = client.get(url("family-time", family)).content.decode()
    assert "Nan Jo has not been told the whole worry yet." in page
    planned = only(practitioner, family).planned[0]
    decision = {
        "direction": "begin", "decided_by": f"worker:{practitioner.worker_id}",
        "reason": "It was calm.", "child_view": "“Can we bring the football?”",
        **day_post("decided_on"),
    }  # fmt: skip
    address = url("decide", family, planned.id)
    refused = client.post(address, decision)
    assert refused.status_code == 422
    assert "Nan Jo has not been told" in refused.content.decode()
    make_told(practitioner, nan, danger.pk)
    client = sign_in(practitioner)
    assert client.post(address, decision).status_code == 302
    page = client.get(url("family-time", family)).content.decode()
    assert "Running now" in page
    assert "Can we bring the football?" in page


def test_ordinary_time_ends_the_ladder(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    ladder = make_ladder(practitioner, family)
    client = sign_in(practitioner)
    end = {"reason": "He lives at home again.", **day_post("ended_on")}
    address = url("end", family, ladder.pk)
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 422
    assert client.post(address, end).status_code == 302
    assert "He lives at home" in client.get(url("family-time", family)).content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"arrangement": "x" * 100_000},
        {"arrangement": "a\x00b"},
        {"rung": "moon"},
        {"members": ["not one"]},
        {"planned_on_day": "40"},
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(
    sign_in: SignIn, practitioner: Viewer, family: Family, changes: dict[str, object]
) -> None:
    make_member(practitioner, family)
    ladder = make_ladder(practitioner, family)
    post = {"rung": "alone", "arrangement": "At Nan's", "purpose": "🦊 جدة"} | changes
    answer = sign_in(practitioner).post(url("add-step", family, ladder.pk), post)
    assert answer.status_code == 422
    assert "🦊 جدة" in answer.content.decode()


def test_another_familys_time_is_not_at_this_familys_address(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    ladder = make_ladder(practitioner, make_family(practitioner))
    step = make_time_step(practitioner, ladder)
    client = sign_in(practitioner)
    for name, pk in (
        ("add-step", ladder.pk),
        ("end", ladder.pk),
        ("decide", step.pk),
    ):
        assert client.get(url(name, family, pk)).status_code == 404
        assert client.post(url(name, family, pk), {}).status_code == 404


def test_the_page_costs_the_same_for_many(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    nan = make_member(practitioner, family)
    counts = []
    for more in (1, 4):
        for number in range(more):
            ladder = make_ladder(
                practitioner, family, with_whom=Named(name=f"Uncle {more}{number}")
            )
            step = make_time_step(practitioner, ladder, member_ids=(nan.pk,))
            make_time_step(practitioner, ladder, "alone")
            assert step.pk
        client = sign_in(practitioner)
        client.get(url("family-time", family))
        with CaptureQueriesContext(connection) as asked:
            client.get(url("family-time", family))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20


def test_what_somebody_typed_is_never_dropped_for_what_stands(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    """Two at once: whoever is second is told what stands, and keeps their words."""
    ladder = make_ladder(practitioner, family)
    assert make_ladder(practitioner, family).pk == ladder.pk, "posted again"
    with pytest.raises(CannotDo, match="Kai with Dean is written down already") as told:
        make_ladder(practitioner, family, why="He shouted at the door.")
    assert told.value.field == "with_whom"
    step = make_time_step(practitioner, ladder)
    make_decision(practitioner, step)
    stays = make_decision(practitioner, step, "stay")
    assert make_decision(practitioner, step, "stay").pk == stays.pk, "posted again"
    other = make_decision(practitioner, step, "stay", child_view="“Longer.”")
    assert other.pk != stays.pk
    with as_viewer(practitioner):
        ends = {"family_id": family.pk, "ladder_id": ladder.pk, "by": practitioner}
        on = timezone.localdate()
        actions.end_ladder(**ends, ended_on=on, reason="Dean moved away.")
        actions.end_ladder(**ends, ended_on=on, reason="Dean moved away.")
    late = sign_in(practitioner).post(
        reverse("family_time:end", args=[family.pk, ladder.pk]),
        {"reason": "They live together now.", **day_post("ended_on")},
    )
    assert late.status_code == 422
    assert "already, and it says: Dean moved away." in late.content.decode()
    assert "They live together now." in late.content.decode()


def test_a_step_that_is_named_while_the_time_stays_as_it_is_does_not_count(
    practitioner: Viewer, family: Family
) -> None:
    ladder = make_ladder(practitioner, family)
    step, planned = (make_time_step(practitioner, ladder) for _ in range(2))
    make_decision(practitioner, step)
    stays = make_decision(practitioner, step, "stay", next_step_id=planned.pk)
    assert stays.next_step_id is None


def test_two_who_decide_at_once_see_each_others_words(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    step = make_time_step(practitioner, make_ladder(practitioner, family))
    make_decision(practitioner, step)
    client, decide = sign_in(practitioner), url("decide", family, step.pk)
    seen = client.get(decide).context["form"]["version"].value()
    first = make_decision(practitioner, step, "stay", reason="It rained twice.")
    sent = {
        "direction": "stay", "reason": "Kai asked for more.", "child_view": "“More.”",
        "decided_by": "other", "decided_by_other": "Jude", "version": seen,
        **day_post("decided_on"),
    }  # fmt: skip
    answer = client.post(decide, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "It rained twice." in page
    assert "Kai asked for more." in page
    with as_viewer(practitioner):
        decided = FamilyTimeDecision.objects.filter(step=step)
        assert decided.latest("recorded_at").pk == first.pk
    sent["version"] = str(answer.context["form"]["version"].value())
    assert client.post(decide, sent).status_code == 302
    with as_viewer(practitioner):
        assert decided.latest("recorded_at").reason == "Kai asked for more."
