"""A rule is the family's: written down, suggested to, answered, never edited (I5)."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinfold.planning import actions
from kinfold.planning.models import PlanRule, PlanRuleRevision, RuleAnswer, SafetyPlan
from kinfold.planning.selectors import rule_history
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.practice.plan_written import SuggestionAnswerDetails, Who
from tests.factories.planning import (
    FRIDAYS,
    Planned,
    make_accepted,
    make_live,
    make_rule,
    make_trigger,
    rule_details,
    standing,
    trigger_details,
)
from tests.factories.practice import make_family, me

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def change(by: Viewer, planned: Planned, rule: PlanRule, **changes: object) -> PlanRule:
    with as_viewer(by):
        return actions.change_rule(
            family_id=planned.family.pk,
            rule_id=rule.pk,
            details=rule_details(planned, **changes),
            version=rule.version,
            by=by,
        )


def test_the_first_rule_begins_the_plan_and_is_read_as_it_was_said(
    practitioner: Viewer, planned: Planned
) -> None:
    assert standing(practitioner, planned.family.pk).is_empty
    rule = make_rule(practitioner, planned)
    plan = standing(practitioner, planned.family.pk)
    assert (plan.title, plan.status, plan.version) == ("Our plan", "draft", 1)
    (row,) = plan.rules
    assert row.details == rule_details(planned)
    assert row.id == rule.pk
    assert row.reading_age is not None
    assert plan.authors == ("Nan Jo",)
    assert [who.name for who in plan.named] == ["Nan Jo", "Raj"]
    with as_viewer(practitioner):
        deeds = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"plan.begun", "plan_rule.written"} <= deeds


def test_a_worker_is_never_the_author_of_a_rule(
    practitioner: Viewer, planned: Planned
) -> None:
    worker = Who(name="Priya", worker_id=me(practitioner).worker_id)
    for author, capacity in ((worker, "family"), (Who(name="Priya"), "professional")):
        with pytest.raises(CannotDo, match="belongs to the family"):
            make_rule(practitioner, planned, author=author, capacity=capacity)
    with pytest.raises(CannotDo, match="Who said it"):
        make_rule(practitioner, planned, author=Who())
    rule = make_rule(practitioner, planned)
    with pytest.raises(CannotDo, match="belongs to the family"):
        change(practitioner, planned, rule, text="Raj drives", author=worker)
    with as_viewer(practitioner), pytest.raises(IntegrityError), transaction.atomic():
        PlanRule.objects.filter(pk=rule.pk).update(author_capacity="agency")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " \n"}, "text"),
        ({"kind": "trigger_response", "when": ""}, "when"),
        ({"danger_ids": (), "bottom_line_ids": ()}, "dangers"),
    ],
)
def test_a_rule_says_what_when_and_why(
    practitioner: Viewer, planned: Planned, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_rule(practitioner, planned, **changes)
    assert refused.value.field == field


def test_nothing_of_another_family_hangs_on_a_rule(
    practitioner: Viewer, planned: Planned
) -> None:
    other = make_family(practitioner)
    for changes in (
        {"danger_ids": (uuid4(),)},
        {"bottom_line_ids": (uuid4(),)},
        {"carriers": (Who(name="X", member_id=uuid4()),)},
        {"carriers": (Who(name="X", person_id=uuid4()),)},
        {"backups": (Who(name="X", worker_id=uuid4()),)},
        {"carriers": (replace(planned.nan, person_id=uuid4()),)},
    ):
        with pytest.raises(NotFound):
            make_rule(practitioner, planned, **changes)
    rule = make_rule(practitioner, planned)
    with as_viewer(practitioner), pytest.raises(NotFound):
        actions.change_rule(
            family_id=other.pk,
            rule_id=rule.pk,
            details=rule_details(planned),
            version=1,
            by=practitioner,
        )


def test_a_changed_rule_keeps_every_wording_and_whose_it_was(
    practitioner: Viewer, planned: Planned
) -> None:
    rule = make_rule(practitioner, planned)
    again = change(practitioner, planned, rule)
    assert again.version == 1
    newer = change(
        practitioner, planned, rule, text="Raj fetches them at 4.",
        author=planned.uncle, carriers=(planned.uncle,), bottom_line_ids=(),
    )  # fmt: skip
    assert newer.version == 2
    with as_viewer(practitioner):
        newest, first = rule_history(practitioner, rule.pk)
        authors = PlanRuleRevision.objects.order_by("version").values_list(
            "author_name", flat=True
        )
        assert list(authors) == ["Nan Jo", "Raj"]
    assert (first.words["text"], newest.words["text"]) == (
        FRIDAYS, "Raj fetches them at 4.",
    )  # fmt: skip
    with pytest.raises(StaleVersion) as stale:
        change(practitioner, planned, rule, text="Bea fetches them.")
    assert stale.value.current.text == "Raj fetches them at 4."


def test_a_rule_comes_out_and_back_only_when_the_family_says_so(
    practitioner: Viewer, planned: Planned
) -> None:
    rule = make_rule(practitioner, planned)
    said = {"family_id": planned.family.pk, "rule_id": rule.pk, "by": practitioner}
    with as_viewer(practitioner):
        with pytest.raises(CannotDo, match="Who said it"):
            actions.withdraw_rule(
                **said, author=Who(), capacity="", reason="Moved", version=1
            )
        with pytest.raises(CannotDo, match="Say why"):
            actions.withdraw_rule(
                **said, author=planned.nan, capacity="network", reason=" ", version=1
            )
        actions.withdraw_rule(
            **said, author=planned.nan, capacity="network", reason="Moved", version=1
        )
    plan = standing(practitioner, planned.family.pk)
    assert plan.rules == ()
    assert plan.withdrawn[0].withdrawn_reason == "Moved"
    with as_viewer(practitioner):
        rule.refresh_from_db()
    with pytest.raises(CannotDo, match="Put it back"):
        change(practitioner, planned, rule, text="Other words")
    with as_viewer(practitioner):
        actions.put_back_rule(**said, author=planned.nan, capacity="network")
    assert len(standing(practitioner, planned.family.pk).rules) == 1


def test_a_suggestion_changes_nothing_until_the_family_says_yes_in_its_words(
    practitioner: Viewer, planned: Planned
) -> None:
    rule = make_rule(practitioner, planned)
    family_id = planned.family.pk
    with as_viewer(practitioner):
        one = actions.suggest(
            family_id=family_id, rule_id=rule.pk, text="Raj fetches them at 3.",
            why="School ends at 3.", by=practitioner,
        )  # fmt: skip
        twice = actions.suggest(
            family_id=family_id, rule_id=rule.pk, text="Raj fetches them at 3.",
            why="School ends at 3.", by=practitioner,
        )  # fmt: skip
    assert one == twice
    plan = standing(practitioner, family_id)
    assert plan.rules[0].text == FRIDAYS
    assert [s.text for s in plan.open_suggestions] == ["Raj fetches them at 3."]

    def answer(**changes: object) -> None:
        details: dict[str, object] = {
            "who": planned.nan, "capacity": "network", "is_yes": True,
            "answered_on": timezone.localdate(), "new_text": "Raj is there at 3.",
        }  # fmt: skip
        with as_viewer(practitioner):
            actions.answer_suggestion(
                family_id=family_id,
                suggestion_id=one.pk,
                details=SuggestionAnswerDetails(**(details | changes)),  # type: ignore[arg-type]
                by=practitioner,
            )

    worker = Who(name="Priya", worker_id=practitioner.worker_id)
    for wrong in (
        {"who": worker}, {"who": Who()}, {"new_text": " "},
        {"is_yes": False, "words": ""},
    ):  # fmt: skip
        with pytest.raises(CannotDo):
            answer(**wrong)
    answer()
    plan = standing(practitioner, family_id)
    assert (plan.rules[0].text, plan.rules[0].author.name) == (
        "Raj is there at 3.", "Nan Jo",
    )  # fmt: skip
    assert plan.suggestions[0].answered_by == "Nan Jo"
    with pytest.raises(CannotDo, match="answered already"):
        answer()


def test_a_declined_suggestion_stays_in_sight_and_the_rule_as_it_was(
    practitioner: Viewer, planned: Planned
) -> None:
    rule = make_rule(practitioner, planned)
    with as_viewer(practitioner):
        one = actions.suggest(
            family_id=planned.family.pk, rule_id=rule.pk, text="Sleep at home.",
            why="Nan is tired.", by=practitioner,
        )  # fmt: skip
        actions.answer_suggestion(
            family_id=planned.family.pk,
            suggestion_id=one.pk,
            details=SuggestionAnswerDetails(
                who=planned.nan, capacity="network", is_yes=False,
                answered_on=timezone.localdate(), words="I like having them.",
            ),
            by=practitioner,
        )  # fmt: skip
    plan = standing(practitioner, planned.family.pk)
    assert plan.rules[0].text == FRIDAYS
    assert plan.suggestions[0].answer_words == "I like having them."


def test_the_service_answers_a_rule_by_a_second_person_and_only_these_words(
    practitioner: Viewer, chair: Viewer, planned: Planned
) -> None:
    rule = make_rule(practitioner, planned)
    said = {"family_id": planned.family.pk, "rule_id": rule.pk, "version": 1}
    with as_viewer(practitioner), pytest.raises(PermissionDenied):
        actions.answer_rule(**said, is_accepted=True, by=practitioner)
    with as_viewer(chair):
        with pytest.raises(CannotDo, match="still missing"):
            actions.answer_rule(**said, is_accepted=False, by=chair)
        actions.answer_rule(**said, is_accepted=False, reason="Who rings?", by=chair)
    (row,) = standing(practitioner, planned.family.pk).rules
    assert row.answer is not None
    assert (row.answer.answer, row.answer.reason) == ("not_yet", "Who rings?")
    assert row.text == FRIDAYS
    with pytest.raises(CannotDo, match="not yet"):
        make_accepted(practitioner, chair, planned)
    change(practitioner, planned, rule, text="Raj fetches them and rings Leanne.")
    (row,) = standing(practitioner, planned.family.pk).rules
    assert row.answer is None
    with as_viewer(chair), pytest.raises(StaleVersion):
        actions.answer_rule(**said, is_accepted=True, by=chair)
    with as_viewer(practitioner), pytest.raises(IntegrityError), transaction.atomic():
        RuleAnswer.objects.create(
            authority_id=rule.authority_id, rule=rule, rule_version=2,
            answer="not_yet", answered_by_id=practitioner.worker_id,
        )  # fmt: skip


def test_the_history_of_a_plan_cannot_be_changed_or_deleted(
    practitioner: Viewer, chair: Viewer, planned: Planned
) -> None:
    from django.db import ProgrammingError

    make_rule(practitioner, planned)
    with as_viewer(practitioner):
        for write in (
            lambda: PlanRuleRevision.objects.update(author_name="Nobody"),
            lambda: PlanRuleRevision.objects.all().delete(),
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                write()


def test_nobody_from_elsewhere_reads_or_writes_a_plan(
    practitioner: Viewer, planned: Planned, elsewhere: Viewer
) -> None:
    make_rule(practitioner, planned)
    with as_viewer(elsewhere):
        assert SafetyPlan.objects.count() == 0
        with pytest.raises(NotFound):
            actions.add_rule(
                family_id=planned.family.pk,
                details=rule_details(planned),
                by=elsewhere,
            )


def test_a_plan_is_the_same_number_of_queries_however_long_it_is(
    practitioner: Viewer, planned: Planned, django_assert_num_queries
) -> None:
    from kinfold.planning.selectors import standing_plan

    make_rule(practitioner, planned)
    with as_viewer(practitioner), django_assert_num_queries(10):
        standing_plan(practitioner, planned.family.pk)
    for number in range(6):
        make_rule(practitioner, planned, text=f"Rule {number}")
        make_trigger(practitioner, planned, text=f"Moment {number}")
    with as_viewer(practitioner), django_assert_num_queries(10):
        assert len(standing_plan(practitioner, planned.family.pk).rules) == 13


def test_who_knows_what_in_the_plan(practitioner: Viewer, planned: Planned) -> None:
    make_trigger(practitioner, planned)
    plan = standing(practitioner, planned.family.pk)
    with as_viewer(practitioner):
        leanne = trigger_details(practitioner, planned).author
    danger = planned.danger.pk
    assert plan.knows(planned.nan, danger)
    assert plan.knows(leanne, danger)
    assert not plan.knows(Who(name="Bea next door"), danger)
    unshared = replace(
        plan, dangers=tuple(replace(d, is_shared=False) for d in plan.dangers)
    )
    assert not unshared.knows(leanne, danger)


def test_a_live_plan_is_what_everybody_was_read(
    practitioner: Viewer, chair: Viewer
) -> None:
    planned = make_live(practitioner, chair, make_family(practitioner))
    plan = standing(practitioner, planned.family.pk)
    assert plan.is_in_force
    assert plan.uncovered_dangers == plan.uncovered_bottom_lines == ()
    assert not plan.is_changed_since_live
    assert all(rule.is_live for rule in plan.rules)
