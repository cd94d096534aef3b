"""Options and arrangements: what is kept, what is refused, and how it is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError

from kinfold.kinship import actions
from kinfold.kinship.models import (
    ArrangementHappening,
    ArrangementWording,
    KinshipOption,
    OptionStep,
)
from kinfold.kinship.selectors import counts_of_families, kinship_of
from kinfold.kinship.selectors.kinship import Kinship
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family, FamilyMember
from kinfold_core.practice.kinship import (
    SideCount,
    Step,
)
from kinfold_core.practice.kinship_written import LookDetails, RightsDetails
from kinfold_core.practice.written import Named
from tests.factories.kinship import (
    care_details,
    make_care,
    make_happening,
    make_option,
    make_step,
    make_support,
)
from tests.factories.networks import make_ask
from tests.factories.planning import make_planned, make_rule
from tests.factories.practice import make_family, make_person, me, named
from tests.factories.trajectory import days_ago

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NO = {
    "declined_by": "service",
    "not_for": ("live",),
    "still_for": "She rings on Sundays",
    "look_again_on": days_ago(-90),
}


def seen(by: Viewer, family: Family) -> Kinship:
    with as_viewer(by):
        return kinship_of(by, family.pk)


def test_every_decision_about_an_option_stays_and_it_can_be_opened_again(
    practitioner: Viewer, family: Family
) -> None:
    nan = make_option(practitioner, family)
    first = make_step(practitioner, nan, "offered")
    no = make_step(practitioner, nan, "declined", was=first.pk, **NO)
    with pytest.raises(CannotDo, match="Open it again"):
        make_step(practitioner, nan, "agreed", was=no.pk)
    again = make_step(practitioner, nan, "reopened", was=no.pk, why="She moved nearer.")
    make_step(practitioner, nan, "agreed", was=again.pk)
    (option,) = seen(practitioner, family).options
    assert [step.kind for step in option.steps] == [
        Step.OFFERED, Step.DECLINED, Step.REOPENED, Step.AGREED
    ]  # fmt: skip
    assert option.steps[1].still_for == "She rings on Sundays"
    assert option.steps[3].not_for == ()


def test_two_who_decide_at_once_are_both_told(
    practitioner: Viewer, family: Family
) -> None:
    nan = make_option(practitioner, family)
    first = make_step(practitioner, nan, "offered")
    assert make_step(practitioner, nan, "offered").pk == first.pk  # sent twice
    with pytest.raises(StaleVersion) as stale:
        make_step(practitioner, nan, "agreed")
    assert stale.value.current == first


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decided_by": Named()}, "decided_by"),
        ({"why": " "}, "why"),
        ({"decided_on": days_ago(-1)}, "decided_on"),
        ({"step": "declined"}, "declined_by"),
        ({"step": "declined", "declined_by": "service"}, "not_for"),
        ({"step": "reopened"}, "step"),
    ],
)
def test_a_decision_says_who_and_why_and_rules_nobody_out(
    practitioner: Viewer, family: Family, changes: dict[str, object], field: str
) -> None:
    nan = make_option(practitioner, family)
    with pytest.raises(CannotDo) as refused:
        make_step(practitioner, nan, **{"step": "weighed", **changes})  # type: ignore[arg-type]
    assert refused.value.field == field
    assert not OptionStep.objects.exists()


def test_a_decision_is_not_before_the_last_one(
    practitioner: Viewer, family: Family
) -> None:
    nan = make_option(practitioner, family)
    first = make_step(practitioner, nan, "offered")
    with pytest.raises(CannotDo, match="before what was decided last"):
        make_step(practitioner, nan, was=first.pk, decided_on=days_ago(30))


def test_the_database_rules_nobody_out_for_everything_either(
    practitioner: Viewer, family: Family
) -> None:
    nan = make_option(practitioner, family)
    row = {
        "authority_id": nan.authority_id, "option": nan, "step": "declined",
        "decided_on": days_ago(1), "decided_name": "Amina", "why": "No.",
        "recorded_by_id": practitioner.worker_id,
    }  # fmt: skip
    with as_viewer(practitioner):
        with pytest.raises(IntegrityError), transaction.atomic():
            OptionStep.objects.create(**row, declined_by="service")
        with pytest.raises(IntegrityError), transaction.atomic():
            OptionStep.objects.create(**row)


def test_what_was_decided_or_happened_is_never_changed(
    practitioner: Viewer, family: Family
) -> None:
    make_step(practitioner, make_option(practitioner, family))
    make_happening(practitioner, make_care(practitioner, family), "child_said")
    with as_viewer(practitioner):
        for model in (OptionStep, ArrangementHappening, ArrangementWording):
            with pytest.raises(ProgrammingError), transaction.atomic():
                model.objects.all().delete()


def test_somebody_is_thought_of_once_for_each_child(
    practitioner: Viewer, family: Family
) -> None:
    with as_viewer(practitioner):
        kai, dean = (named(practitioner, family, name) for name in ("Kai", "Dean"))
    make_option(practitioner, family)
    make_option(practitioner, family, child_id=kai.person_id, child_name="Kai")
    make_option(practitioner, family, who=dean)
    for again in ({"name": "nan jo"}, {"who": dean}):
        with pytest.raises(CannotDo, match="written down already"):
            make_option(practitioner, family, **again)  # type: ignore[arg-type]
    with pytest.raises(CannotDo, match="than the child"):
        make_option(
            practitioner, family, who=kai, child_id=kai.person_id, child_name="Kai"
        )
    with pytest.raises(CannotDo, match="who it is"):
        make_option(practitioner, family, who=Named())


def test_an_arrangement_sent_twice_is_kept_once_and_its_wordings_all(
    practitioner: Viewer, family: Family
) -> None:
    care = make_care(practitioner, family)
    assert make_care(practitioner, family).pk == care.pk
    with as_viewer(practitioner):
        for _ in range(2):  # the second changes nothing
            actions.change_care(
                family_id=family.pk, arrangement_id=care.pk, version=1, by=practitioner,
                details=care_details(practitioner, family, permanence="Home by May"),
            )  # fmt: skip
        with pytest.raises(StaleVersion) as stale:
            actions.change_care(
                family_id=family.pk, arrangement_id=care.pk, version=1, by=practitioner,
                details=care_details(practitioner, family, permanence="For good"),
            )  # fmt: skip
        words = ArrangementWording.objects.order_by("version").values_list(
            "words__permanence", flat=True
        )
        assert list(words) == ["", "Home by May"]
        changed = AuditEvent.objects.get(action="kinship.care_changed")
    assert stale.value.current.permanence == "Home by May"
    assert changed.changes == {"permanence": ["", "Home by May"]}


def test_ages_the_law_does_not_allow_are_refused_in_words(
    practitioner: Viewer, family: Family
) -> None:
    with as_viewer(practitioner):
        amira = named(practitioner, family, "Amira")
        grown = make_person(
            practitioner, "Zed",
            born_earliest_on=date(2000, 1, 1), born_latest_on=date(2000, 1, 1),
        )  # fmt: skip
        FamilyMember.objects.create(
            authority_id=family.authority_id, family=family, person=grown,
            part="child", joined_on=family.opened_on,
        )  # fmt: skip
    with pytest.raises(CannotDo, match="Amira is 9") as refused:
        make_care(
            practitioner, family, carer=amira, relation="sibling",
            kind="special_guardianship",
        )  # fmt: skip
    assert refused.value.field == "carer"
    with pytest.raises(CannotDo, match="Amira is 9, and a child") as refused:
        make_care(practitioner, family, second_carer=amira)
    assert refused.value.field == "second"
    with as_viewer(practitioner):
        young = make_person(
            practitioner, "Bo",
            born_earliest_on=days_ago(365 * 20), born_latest_on=days_ago(365 * 20),
        )  # fmt: skip
        FamilyMember.objects.create(
            authority_id=family.authority_id, family=family, person=young,
            part="adult", joined_on=family.opened_on,
        )  # fmt: skip
    with pytest.raises(CannotDo, match="asks for 21 or older") as refused:
        make_care(
            practitioner, family, kind="adoption",
            second_carer=Named(name="Bo", person_id=young.pk),
        )  # fmt: skip
    assert refused.value.field == "second"
    with pytest.raises(CannotDo, match="grown-up in law"):
        make_care(practitioner, family, child_id=grown.pk, child_name="Zed")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"carer": Named()}, "carer"),
        ({"started_on": days_ago(-1)}, "started_on"),
        ({"second_carer": Named(name="Nan Jo")}, "second"),
    ],
)
def test_an_arrangement_that_cannot_be_is_not_half_saved(
    practitioner: Viewer, family: Family, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_care(practitioner, family, **changes)
    assert refused.value.field == field
    assert seen(practitioner, family).cares == ()


@pytest.mark.parametrize("field", ["carer", "second_carer"])
def test_a_baby_who_is_not_born_yet_cares_for_nobody(
    practitioner: Viewer, family: Family, field: str
) -> None:
    with as_viewer(practitioner):
        baby = make_person(practitioner, "Bean", is_unborn=True)
        FamilyMember.objects.create(
            authority_id=family.authority_id, family=family, person=baby,
            part="unborn", joined_on=family.opened_on,
        )  # fmt: skip
    with pytest.raises(CannotDo, match="Bean is not born yet"):
        make_care(
            practitioner, family, **{field: Named(name="Bean", person_id=baby.pk)}
        )
    assert seen(practitioner, family).cares == ()


def test_a_baby_who_is_not_born_yet_lives_nowhere_else(
    practitioner: Viewer, family: Family
) -> None:
    with as_viewer(practitioner):
        baby = make_person(practitioner, "", is_unborn=True)
        FamilyMember.objects.create(
            authority_id=family.authority_id, family=family, person=baby,
            part="unborn", joined_on=family.opened_on,
        )  # fmt: skip
    with pytest.raises(CannotDo, match="not born yet") as refused:
        make_care(practitioner, family, child_id=baby.pk, child_name="Baby")
    assert refused.value.field == "child"
    make_option(practitioner, family, child_id=baby.pk, child_name="Baby")


def test_nothing_of_another_family_hangs_on_an_arrangement(
    practitioner: Viewer, family: Family
) -> None:
    other = make_family(practitioner)
    theirs = make_option(practitioner, other)
    with as_viewer(practitioner):
        leanne = named(practitioner, family, "Leanne")
        stranger = named(practitioner, other, "Dean")
    for changes in (
        {"option_id": theirs.pk},
        {"rule_ids": (theirs.pk,)},
        {"family_time_id": theirs.pk},
        {"carer": stranger},
        {"child_id": leanne.person_id, "child_name": "Leanne"},
    ):
        with pytest.raises(NotFound):
            make_care(practitioner, family, **changes)
    for missing in (
        lambda: make_step(practitioner, KinshipOption(pk=theirs.pk, family=family)),
        lambda: make_happening(
            practitioner, replace_family(practitioner, other, family), "child_said"
        ),
    ):
        with pytest.raises(NotFound):
            missing()


def replace_family(by: Viewer, of: Family, pretend: Family):
    care = make_care(by, of)
    care.family = pretend
    return care


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


def test_counts_are_by_side_and_by_kind_and_name_nobody(
    practitioner: Viewer, family: Family
) -> None:
    nan = make_option(practitioner, family)
    make_step(practitioner, nan, "agreed")
    make_option(practitioner, family, "Manny", side="paternal")
    make_care(practitioner, family)
    make_care(practitioner, make_family(practitioner))
    with as_viewer(practitioner):
        counts = counts_of_families(practitioner, [family.pk], on=days_ago(0))
        before = counts_of_families(practitioner, [family.pk], on=days_ago(50))
    assert counts.by_side["maternal"] == SideCount(1, 0, 1, 1, 0)
    assert counts.by_side["paternal"] == SideCount(thought_of=1)
    assert counts.children_by_kind == {"close_family": 1}
    assert before.children_by_kind == {}


def test_asking_about_everybody_asks_about_both_sides(
    practitioner: Viewer, family: Family
) -> None:
    assert seen(practitioner, family).sides_asked == frozenset()
    make_ask(practitioner, family, side="both")
    assert {"maternal", "paternal"} <= seen(practitioner, family).sides_asked


def test_from_elsewhere_nothing_can_be_written(
    elsewhere: Viewer, practitioner: Viewer, family: Family
) -> None:
    care = make_care(practitioner, family)
    with as_viewer(elsewhere), pytest.raises(NotFound):
        actions.end_care(
            family_id=family.pk, arrangement_id=care.pk, ended_on=days_ago(1),
            reason="x", by=elsewhere,
        )  # fmt: skip
    assert replace(seen(practitioner, family).cares[0]).is_running
