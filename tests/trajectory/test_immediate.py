"""What holds the danger today: it runs out, is looked at together, is replaced."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family
from kinfold.trajectory import actions
from kinfold.trajectory.models import Agreement, ImmediateControl, ImmediatePlan
from kinfold.trajectory.selectors import immediate_plans_of
from kinfold_core.practice.immediate import ControlDetails, usual_end, why_not_until
from kinfold_core.practice.written import Named
from tests.factories.practice import make_family, make_set
from tests.factories.trajectory import (
    days_ago,
    immediate_details,
    make_immediate,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 4)


def test_a_plan_holds_a_week_and_never_for_months() -> None:
    assert usual_end(TODAY) == date(2026, 5, 11)
    assert why_not_until(date(2026, 5, 4), start=TODAY) == ""
    assert why_not_until(date(2026, 5, 3), start=TODAY)
    assert why_not_until(date(2026, 6, 1), start=TODAY) == ""
    assert "days, not months" in why_not_until(date(2026, 6, 2), start=TODAY)


def test_family_and_network_come_before_services(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    make_immediate(practitioner, family, danger.pk)
    with as_viewer(practitioner):
        (plan,) = immediate_plans_of(practitioner, family.pk)
    assert [one.carrier for one in plan.controls] == ["family", "services"]
    assert plan.is_in_force
    assert not plan.only_services


def test_a_new_plan_replaces_the_one_before_and_the_same_twice_is_one(
    practitioner: Viewer, family: Family
) -> None:
    first = make_immediate(practitioner, family)
    assert make_immediate(practitioner, family) == first
    make_immediate(practitioner, family, occasion="Nan is ill.", made_on=days_ago(0))
    with as_viewer(practitioner):
        now, before = immediate_plans_of(practitioner, family.pk)
    assert now.is_in_force
    assert (before.ended_as, before.ended_reason) == ("replaced", "Nan is ill.")


def test_it_runs_out_on_its_day_and_is_still_the_one_in_force(
    practitioner: Viewer, family: Family
) -> None:
    make_immediate(practitioner, family, made_on=days_ago(9), expires_on=days_ago(2))
    with as_viewer(practitioner):
        (plan,) = immediate_plans_of(practitioner, family.pk)
    assert plan.has_run_out(timezone.localdate())
    assert not plan.has_run_out(days_ago(2))


def test_looking_at_it_together_lets_it_go_on(
    practitioner: Viewer, family: Family
) -> None:
    plan = make_immediate(practitioner, family)
    key = {"family_id": family.pk, "plan_id": plan.pk, "by": practitioner}
    seen = {
        "reviewed_on": days_ago(0), "with_whom": "Leanne and Nan Jo",
        "seen": "Nan had them on Friday.", "expires_on": days_ago(-7), "was": None,
    }  # fmt: skip
    with as_viewer(practitioner):
        actions.review_immediate_plan(**key, **seen)
        actions.review_immediate_plan(**key, **seen)
        for wrong in (
            {"expires_on": days_ago(1)},
            {"expires_on": days_ago(-60)},
            {"reviewed_on": days_ago(30)},
            {"with_whom": ""},
            {"seen": " "},
        ):
            with pytest.raises(CannotDo):
                actions.review_immediate_plan(**key, **(seen | wrong))
        (row,) = immediate_plans_of(practitioner, family.pk)
    assert len(row.reviews) == 1
    assert row.expires_on == days_ago(-7)


def test_saying_the_first_thing_again_is_a_third_word_and_not_the_first(
    practitioner: Viewer, family: Family
) -> None:
    """Until Friday, until Sunday, and until Friday after all."""
    plan = make_immediate(practitioner, family)
    key = {"family_id": family.pk, "plan_id": plan.pk, "by": practitioner}
    friday = {
        "reviewed_on": days_ago(0), "with_whom": "Leanne", "seen": "It held.",
        "expires_on": days_ago(-3),
    }  # fmt: skip
    with as_viewer(practitioner):
        first = actions.review_immediate_plan(**key, **friday, was=None)
        sunday = friday | {"expires_on": days_ago(-5)}
        second = actions.review_immediate_plan(**key, **sunday, was=first.pk)
        for _twice in range(2):
            actions.review_immediate_plan(**key, **friday, was=second.pk)
        (row,) = immediate_plans_of(practitioner, family.pk)
    assert row.expires_on == days_ago(-3)
    assert len(row.reviews) == 3


def test_a_review_a_reading_and_a_new_plan_pass_over_nobody(
    practitioner: Viewer, family: Family
) -> None:
    plan = make_immediate(practitioner, family)
    key = {"family_id": family.pk, "plan_id": plan.pk, "by": practitioner}
    seen = {"reviewed_on": days_ago(0), "with_whom": "Leanne", "was": None,
            "expires_on": days_ago(-3)}  # fmt: skip
    with as_viewer(practitioner):
        actions.review_immediate_plan(**key, **seen, seen="It held.")
        with pytest.raises(StaleVersion):
            actions.review_immediate_plan(**key, **seen, seen="It did not hold.")
        read = {"read_on": days_ago(0), "was": ""}
        actions.read_immediate_plan(**key, **read, how="Leanne did.")
        actions.read_immediate_plan(**key, **read, how="Leanne did.")
        with pytest.raises(StaleVersion):
            actions.read_immediate_plan(**key, **read, how="Dean did.")
        with pytest.raises(StaleVersion) as stale:
            actions.make_immediate_plan(
                family_id=family.pk, was=None, by=practitioner,
                details=immediate_details(occasion="Nan is ill."),
            )  # fmt: skip
        assert stale.value.current == plan
        (row,) = immediate_plans_of(practitioner, family.pk)
    assert (row.read_how, row.newest_review.seen) == ("Leanne did.", "It held.")


def test_what_each_person_says_stands_beside_the_others(
    practitioner: Viewer, family: Family
) -> None:
    plan = make_immediate(practitioner, family)
    key = {"family_id": family.pk, "plan_id": plan.pk, "by": practitioner,
           "said_on": days_ago(0)}  # fmt: skip
    dean, leanne = Named(name="Dean"), Named(name="Leanne")
    with as_viewer(practitioner):
        with pytest.raises(CannotDo) as refused:
            actions.answer_plan(**key, who=dean, answer="disagree", words="")
        assert refused.value.field == "words"
        actions.answer_plan(**key, who=dean, answer="disagree", words="Too much.")
        actions.answer_plan(**key, who=leanne, answer="agree", words="")
        actions.answer_plan(**key, who=dean, answer="agree", words="")
        (row,) = immediate_plans_of(practitioner, family.pk)
        assert {(one.name, one.answer) for one in row.agreements} == {
            ("Dean", "agree"),
            ("Leanne", "agree"),
        }
        # no, yes, and the same no again: his last word counts, pressed twice or not
        for _twice in range(2):
            actions.answer_plan(**key, who=dean, answer="disagree", words="Too much.")
        (row,) = immediate_plans_of(practitioner, family.pk)
        assert {one.name: one.answer for one in row.agreements}["Dean"] == "disagree"
        assert Agreement.objects.filter(name="Dean").count() == 3


def test_an_ended_plan_takes_no_more_words(
    practitioner: Viewer, family: Family
) -> None:
    plan = make_immediate(practitioner, family)
    key = {"family_id": family.pk, "plan_id": plan.pk, "by": practitioner}
    with as_viewer(practitioner):
        end = {"ended_on": days_ago(0), "reason": "The safety plan is live."}
        actions.end_immediate_plan(**key, **end)
        actions.end_immediate_plan(**key, **end)
        with pytest.raises(CannotDo, match="not in force"):
            actions.read_immediate_plan(
                **key, read_on=days_ago(0), how="Leanne did.", was=""
            )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"occasion": " "}, "occasion"),
        ({"made_on": date(2100, 1, 1)}, "made_on"),
        ({"expires_on": days_ago(9)}, "expires_on"),
        ({"controls": ()}, ""),
        ({"controls": (ControlDetails(who=Named(), carrier="family", does="x",
                                      danger_words="y"),)}, ""),
        ({"controls": (ControlDetails(who=Named(name="Nan"), carrier="family",
                                      does="x"),)}, ""),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(
    practitioner: Viewer, family: Family, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_immediate(practitioner, family, **changes)  # type: ignore[arg-type]
    assert refused.value.field == field
    with as_viewer(practitioner):
        assert not ImmediatePlan.objects.exists()


def test_a_danger_of_another_family_cannot_be_held(
    practitioner: Viewer, family: Family
) -> None:
    theirs = make_set(practitioner, make_family(practitioner))
    with pytest.raises(NotFound):
        make_immediate(practitioner, family, theirs.pk)


@pytest.mark.parametrize(
    "changes",
    [
        {"expires_on": date(2020, 1, 1)},
        {"occasion": ""},
        {"read_on": date(2026, 5, 1)},
        {"ended_on": date(2100, 5, 1)},
    ],
)
def test_the_database_keeps_the_law(
    practitioner: Viewer, family: Family, changes: dict[str, object]
) -> None:
    plan = make_immediate(practitioner, family)
    with (
        as_viewer(practitioner),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        ImmediatePlan.objects.filter(pk=plan.pk).update(**changes)


def test_the_database_holds_one_plan_in_force_and_its_words(
    practitioner: Viewer, family: Family
) -> None:
    make_immediate(practitioner, family)
    details = immediate_details()
    with (
        as_viewer(practitioner),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        ImmediatePlan.objects.create(
            authority_id=family.authority_id, family=family, occasion="Another",
            made_on=details.made_on, expires_on=details.expires_on,
            written_by_id=practitioner.worker_id,
        )  # fmt: skip
    with (
        as_viewer(practitioner),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        ImmediateControl.objects.update(does="Something else")
