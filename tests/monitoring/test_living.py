"""The plan as it is lived: tried, written down, reviewed, shown to work."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from kinfold.monitoring import actions
from kinfold.monitoring.errors import NotShownYet
from kinfold.monitoring.models import JournalEntry, PlanCheck
from kinfold.monitoring.selectors import (
    journal_of,
    lived_plan,
    reviews_of,
)
from kinfold.planning import actions as planning
from kinfold.planning.models import PlanRule, SafetyPlan
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.lived_plan import LivedPlan
from kinfold_core.practice.plan_written import Who
from tests.factories.monitoring import make_check, make_entry, make_review
from tests.factories.planning import Planned, make_rule
from tests.factories.practice import make_family
from tests.factories.trajectory import days_ago

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def lived(by: Viewer, planned: Planned) -> LivedPlan:
    with as_viewer(by):
        return lived_plan(by, planned.family.pk)


def rule_of(by: Viewer, planned: Planned, kind: str) -> PlanRule:
    with as_viewer(by):
        return PlanRule.objects.get(plan__family=planned.family, kind=kind)


def shown(
    by: Viewer, planned: Planned, words: str = "Five quiet Fridays"
) -> SafetyPlan:
    with as_viewer(by):
        return actions.demonstrate(family_id=planned.family.pk, words=words, by=by)


def test_each_check_says_who_saw_it_and_adds_to_the_strength_of_its_rule(
    practitioner: Viewer, planned: Planned
) -> None:
    rule = rule_of(practitioner, planned, "trigger_response")
    make_check(practitioner, planned, rule.pk)
    make_check(practitioner, planned, rule.pk)
    make_check(
        practitioner, planned, rule.pk, worked="no", checked_on=days_ago(9),
        what_happened="Raj's phone was off.", change_made="Bea has the key now.",
    )  # fmt: skip
    found = lived(practitioner, planned)
    strength = found.strength(rule.pk)
    assert (strength.times, strength.worked, strength.last_by) == (2, 1, "Nan Jo")
    assert strength.last_on == days_ago(2)
    assert [check.worked for check in found.checks] == ["yes", "no"]
    assert found.last_network_on == days_ago(2)
    today = timezone.localdate()
    assert [one.id for one in found.tried_lately(today)] == [rule.pk]
    assert found.tried_lately(today + timedelta(days=40)) == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"seen_by": Who()}, "seen_by"),
        ({"what_happened": " "}, "what_happened"),
        ({"checked_on": timezone.localdate() + timedelta(days=2)}, "checked_on"),
    ],
)
def test_a_check_by_nobody_of_nothing_or_of_tomorrow_is_refused(
    practitioner: Viewer, planned: Planned, changes: dict[str, object], field: str
) -> None:
    rule = rule_of(practitioner, planned, "trigger_response")
    with pytest.raises(CannotDo) as refused:
        make_check(practitioner, planned, rule.pk, **changes)
    assert refused.value.field == field
    with as_viewer(practitioner):
        assert not PlanCheck.objects.exists()


def test_a_check_is_of_this_familys_rule(
    practitioner: Viewer, planned: Planned
) -> None:
    with pytest.raises(NotFound):
        make_check(practitioner, planned, uuid4())


def test_a_plan_is_shown_to_work_only_when_each_hard_moment_was_tried(
    practitioner: Viewer, chair: Viewer, planned: Planned
) -> None:
    rule = rule_of(practitioner, planned, "trigger_response")
    with pytest.raises(PermissionDenied):
        shown(practitioner, planned)
    with pytest.raises(NotShownYet) as refused:
        shown(chair, planned)
    assert [one.rule for one in refused.value.findings] == ["R-MO1"]
    make_check(practitioner, planned, rule.pk, kind="visit", what_happened="Saw it.")
    make_check(practitioner, planned, rule.pk, worked="no", what_happened="No signal.")
    with pytest.raises(NotShownYet):
        shown(chair, planned)
    make_check(practitioner, planned, rule.pk, kind="rehearsal")
    with pytest.raises(CannotDo, match="Say what you saw"):
        shown(chair, planned, words=" ")
    assert shown(chair, planned).status == "demonstrated"
    with as_viewer(chair):
        kept = planning.hold_for_long(
            family_id=planned.family.pk, words="Nan keeps it going", by=chair
        )
    assert kept.status == "long_haul"


def test_a_changed_plan_is_not_shown_to_work_until_it_is_live_again(
    practitioner: Viewer, chair: Viewer, planned: Planned
) -> None:
    rule = rule_of(practitioner, planned, "trigger_response")
    make_check(practitioner, planned, rule.pk)
    make_rule(practitioner, planned, text="Bea knocks on Tuesdays.")
    with pytest.raises(CannotDo, match="not live"):
        shown(chair, planned)


def test_the_journal_is_added_to_and_corrected_never_changed(
    practitioner: Viewer, planned: Planned
) -> None:
    rule = rule_of(practitioner, planned, "everyday_arrangement")
    first = make_entry(practitioner, planned, rule_ids=(rule.pk,))
    assert make_entry(practitioner, planned, rule_ids=(rule.pk,)) == first
    newer = make_entry(
        practitioner, planned, corrects_id=first.pk, hard="It was Amira who asked."
    )
    with as_viewer(practitioner):
        rows = journal_of(practitioner, planned.family.pk)
    assert [row.id for row in rows] == [newer.pk, first.pk]
    assert (rows[1].corrected_by, rows[1].rule_ids) == (newer.pk, (rule.pk,))
    assert rows[1].hard == "Kai asked for his mum at bedtime."
    with as_viewer(practitioner):
        for write in (
            lambda: JournalEntry.objects.update(hard=""),
            lambda: JournalEntry.objects.filter(pk=newer.pk).delete(),
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                write()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"author": Who()}, "author"),
        ({"went_well": " ", "hard": "", "what_we_did": ""}, "went_well"),
        ({"happened_on": timezone.localdate() + timedelta(days=2)}, "happened_on"),
        ({"feeling": 11}, "feeling"),
        ({"is_agency_only": True}, "hidden_reason"),
        (
            {"is_agency_only": True, "hidden_reason": "Dean reads it"},
            "hidden_review_on",
        ),
    ],
)
def test_the_journal_takes_no_empty_page(
    practitioner: Viewer, planned: Planned, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_entry(practitioner, planned, **changes)
    assert refused.value.field == field


def test_the_database_keeps_a_hidden_entry_to_its_reason(
    practitioner: Viewer, planned: Planned
) -> None:
    with as_viewer(practitioner), pytest.raises(IntegrityError), transaction.atomic():
        JournalEntry.objects.create(
            authority_id=planned.family.authority_id, family=planned.family,
            name="Nan Jo", capacity="network", happened_on=days_ago(1), hard="It",
            is_agency_only=True, recorded_by_id=practitioner.worker_id,
        )  # fmt: skip


def test_nothing_of_another_family_is_named_in_the_journal(
    practitioner: Viewer, planned: Planned
) -> None:
    other = make_family(practitioner)
    entry = make_entry(practitioner, planned)
    for changes in (
        {"rule_ids": (uuid4(),)},
        {"author": Who(name="X", member_id=uuid4())},
        {"corrects_id": uuid4()},
    ):
        with pytest.raises(NotFound):
            make_entry(practitioner, planned, **changes)
    with as_viewer(practitioner), pytest.raises(NotFound):
        from tests.factories.monitoring import journal_details

        actions.write(
            family_id=other.pk,
            details=journal_details(planned, author=Who(name="Nan Jo")),
            corrects_id=entry.pk,
            by=practitioner,
        )


def test_who_has_read_the_journal_is_seen(
    practitioner: Viewer, chair: Viewer, planned: Planned
) -> None:
    make_entry(practitioner, planned)
    make_entry(practitioner, planned, hard="Other")
    with as_viewer(chair):
        assert actions.mark_read(family_id=planned.family.pk, by=chair) == 2
        assert actions.mark_read(family_id=planned.family.pk, by=chair) == 0
        rows = journal_of(chair, planned.family.pk)
    assert all(row.is_read_by_viewer for row in rows)
    assert rows[0].read_by == (chair.name,)


def test_a_review_keeps_what_was_seen_and_when_the_next_is(
    practitioner: Viewer, planned: Planned
) -> None:
    rule = rule_of(practitioner, planned, "trigger_response")
    make_entry(practitioner, planned, is_red_flag=True)
    make_check(practitioner, planned, rule.pk)
    kept = make_review(practitioner, planned, rule_ids=(rule.pk,))
    assert make_review(practitioner, planned, rule_ids=(rule.pk,)) == kept
    with as_viewer(practitioner):
        (row,) = reviews_of(practitioner, planned.family.pk)
        plan = SafetyPlan.objects.get()
    assert row.seen["entries"] == 1
    assert (row.seen["red_flags"], row.seen["tried"]) == (1, 1)
    assert plan.review_on == row.next_review_on
    assert (plan.status, plan.version) == ("live", 1)


def test_a_review_written_down_late_does_not_move_the_next_one_back(
    practitioner: Viewer, planned: Planned
) -> None:
    make_review(practitioner, planned)
    make_entry(practitioner, planned, happened_on=days_ago(40))
    late = make_review(
        practitioner, planned, held_on=days_ago(30), decided="We wait and see.",
        next_review_on=days_ago(2),
    )  # fmt: skip
    with as_viewer(practitioner):
        plan = SafetyPlan.objects.get()
    assert plan.review_on == timezone.localdate() + timedelta(days=28)
    assert late.seen["entries"] == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"people": (" ",)}, "people"),
        ({"decided": " "}, "decided"),
        ({"next_review_on": None}, "next_review_on"),
        ({"next_review_on": days_ago(1)}, "next_review_on"),
        ({"held_on": timezone.localdate() + timedelta(days=2)}, "held_on"),
    ],
)
def test_a_review_is_by_somebody_decides_something_and_has_a_next(
    practitioner: Viewer, planned: Planned, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_review(practitioner, planned, **changes)
    assert refused.value.field == field


def test_nobody_from_elsewhere_reads_a_journal(
    practitioner: Viewer, planned: Planned, elsewhere: Viewer
) -> None:
    make_entry(practitioner, planned)
    with as_viewer(elsewhere):
        assert journal_of(elsewhere, planned.family.pk) == ()
        with pytest.raises(NotFound):
            actions.mark_read(family_id=planned.family.pk, by=elsewhere)
