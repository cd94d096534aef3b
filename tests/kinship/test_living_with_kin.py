"""What is written down of an arrangement while a child lives with kin."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kinfold.kinship import actions
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.practice.kinship_written import LookDetails, RightsDetails
from kinfold_core.practice.written import Named
from tests.factories.kinship import (
    care_details,
    make_care,
    make_happening,
    make_support,
)
from tests.factories.planning import make_planned, make_rule
from tests.factories.practice import me
from tests.factories.trajectory import days_ago
from tests.kinship.test_actions import seen

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_night_in_the_plan_is_asked_about_until_an_arrangement_covers_it(
    practitioner: Viewer, family: Family
) -> None:
    planned = make_planned(practitioner, family)
    rule = make_rule(
        practitioner, planned, text="On Fridays the children sleep at Nan Jo's."
    )
    make_rule(practitioner, planned, text="Raj rings at nine.", when="Every day")
    kinship = seen(practitioner, family)
    assert [one.id for one in kinship.nights] == [rule.pk]
    care = make_care(practitioner, family, rule_ids=(rule.pk,))
    (row,) = seen(practitioner, family).cares
    assert row.rule_ids == (rule.pk,)
    with as_viewer(practitioner):
        actions.change_care(
            family_id=family.pk, arrangement_id=care.pk, version=1, by=practitioner,
            details=care_details(practitioner, family),
        )  # fmt: skip
    (row,) = seen(practitioner, family).cares
    assert (row.rule_ids, row.version) == ((), 2)


def test_a_longer_approval_says_why_and_is_never_longer_than_the_law_allows(
    practitioner: Viewer, family: Family
) -> None:
    care = make_care(
        practitioner, family, kind="temporary_foster", started_on=days_ago(100),
        arranged="authority",
    )  # fmt: skip
    start = care.started_on
    for changes, field in (
        ({"until": start + timedelta(days=150)}, "words"),
        ({"words": "The panel is late"}, "until"),
        ({"words": "Late", "until": start}, "until"),
        ({"words": "Late", "until": start + timedelta(days=168)}, "until"),
    ):
        with pytest.raises(CannotDo) as refused:
            make_happening(practitioner, care, "extended", **changes)  # type: ignore[arg-type]
        assert refused.value.field == field
    last = start + timedelta(days=167)
    make_happening(practitioner, care, "extended", words="Late", until=last)
    (row,) = seen(practitioner, family).cares
    (clock,) = row.clocks(days_ago(0))
    assert clock.last_on == last
    make_happening(practitioner, care, "temporary_approval", days=90)
    make_happening(
        practitioner, care, "extended", days=4, words="Late",
        until=days_ago(90) + timedelta(days=167),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("what", "days", "field"),
    [
        ("visited", 5, "what"),
        ("approved", -1, "happened_on"),
        ("approved", 20, "happened_on"),
    ],
)
def test_what_happened_is_of_this_care_and_on_a_day_that_can_be(
    practitioner: Viewer, family: Family, what: str, days: int, field: str
) -> None:
    care = make_care(practitioner, family, kind="temporary_foster")
    with pytest.raises(CannotDo) as refused:
        make_happening(practitioner, care, what, days)
    assert refused.value.field == field
    with pytest.raises(CannotDo, match="who did it"):
        make_happening(practitioner, care, "approved", by_whom=Named())
    make_happening(practitioner, care, "viability", 20)  # before the child came


def explain(by: Viewer, care_id: object, family: Family, **changes: object):
    details: dict[str, object] = {
        "happened_on": days_ago(1), "by_whom": me(by), "language": "Polish",
    }  # fmt: skip
    with as_viewer(by):
        return actions.explain_rights(
            family_id=family.pk, arrangement_id=care_id,  # type: ignore[arg-type]
            details=RightsDetails(**(details | changes)), by=by,  # type: ignore[arg-type]
        )  # fmt: skip


def test_rights_are_explained_anew_when_it_becomes_another_kind_of_care(
    practitioner: Viewer, family: Family
) -> None:
    care = make_care(practitioner, family)
    with pytest.raises(CannotDo, match="language"):
        explain(practitioner, care.pk, family, language=" ")
    first = explain(practitioner, care.pk, family)
    assert explain(practitioner, care.pk, family).pk == first.pk
    (row,) = seen(practitioner, family).cares
    assert row.rights is not None
    assert row.rights.language == "Polish"
    with as_viewer(practitioner):
        actions.change_care(
            family_id=family.pk, arrangement_id=care.pk, version=1, by=practitioner,
            details=care_details(practitioner, family, kind="special_guardianship"),
        )  # fmt: skip
    (row,) = seen(practitioner, family).cares
    assert row.rights is None


def look(by: Viewer, family: Family, item_id: object, **changes: object):
    details: dict[str, object] = {
        "looked_on": days_ago(1), "outcome": "goes_on", "words": "Still needed",
        "next_review_on": days_ago(-30),
    }  # fmt: skip
    with as_viewer(by):
        return actions.look_at_support(
            family_id=family.pk, support_id=item_id,  # type: ignore[arg-type]
            details=LookDetails(**(details | changes)), by=by,  # type: ignore[arg-type]
        )  # fmt: skip


def test_help_is_looked_at_and_ends_with_a_reason(
    practitioner: Viewer, family: Family
) -> None:
    care = make_care(practitioner, family)
    bed = make_support(practitioner, care)
    assert make_support(practitioner, care).pk == bed.pk
    for changes, field in (
        ({"what": " "}, "what"),
        ({"given_by": ""}, "given_by"),
        ({"review_on": days_ago(9)}, "review_on"),
    ):
        with pytest.raises(CannotDo) as refused:
            make_support(practitioner, care, **changes)
        assert refused.value.field == field
    for changes, field in (
        ({"words": ""}, "words"),
        ({"looked_on": days_ago(-1)}, "looked_on"),
        ({"looked_on": days_ago(30)}, "looked_on"),
        ({"next_review_on": days_ago(2)}, "next_review_on"),
    ):
        with pytest.raises(CannotDo) as refused:
            look(practitioner, family, bed.pk, **changes)
        assert refused.value.field == field
    first = look(practitioner, family, bed.pk)
    assert look(practitioner, family, bed.pk).pk == first.pk
    look(practitioner, family, bed.pk, outcome="ended", words="Kai is home")
    with as_viewer(practitioner):
        looked = AuditEvent.objects.filter(action="kinship.support_looked_at")
        assert [dict(one.changes) for one in looked.order_by("pk")] == [
            {"outcome": "goes_on"},
            {"outcome": "ended"},  # none of the words
        ]
    with pytest.raises(CannotDo, match="has ended"):
        look(practitioner, family, bed.pk)
    (row,) = seen(practitioner, family).cares
    assert row.support[0].is_ended
    with pytest.raises(NotFound):
        look(practitioner, family, care.pk)


def test_an_arrangement_ends_with_a_reason_and_stays_readable(
    practitioner: Viewer, family: Family
) -> None:
    care = make_care(practitioner, family)

    def end(on: date, reason: str = "Home with Leanne") -> object:
        with as_viewer(practitioner):
            return actions.end_care(
                family_id=family.pk, arrangement_id=care.pk, ended_on=on,
                reason=reason, by=practitioner,
            )  # fmt: skip

    for on, reason, field in (
        (days_ago(1), " ", "reason"),
        (days_ago(-1), "Home", "ended_on"),
        (days_ago(11), "Home", "ended_on"),
    ):
        with pytest.raises(CannotDo) as refused:
            end(on, reason)
        assert refused.value.field == field
    for _ in range(2):  # sent twice
        end(days_ago(1))
    (row,) = seen(practitioner, family).cares
    assert (row.is_running, row.ended_reason) == (False, "Home with Leanne")
    with pytest.raises(CannotDo, match="has ended"):
        make_happening(practitioner, care, "child_said")


def test_no_child_lives_with_kin_before_it_is_born(
    practitioner: Viewer, family: Family
) -> None:
    with pytest.raises(CannotDo, match="Kai was not born yet on 1 January 1990") as no:
        make_care(practitioner, family, started_on=date(1990, 1, 1))
    assert no.value.field == "started_on"
    assert seen(practitioner, family).cares == ()
