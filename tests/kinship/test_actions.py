"""Options and arrangements: what is kept, what is refused, and how it is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

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
from kinfold_core.practice.written import Named
from tests.factories.kinship import (
    care_details,
    make_care,
    make_happening,
    make_option,
    make_step,
)
from tests.factories.practice import make_family, make_person, named
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
        ({"decided_on": days_ago(-2)}, "decided_on"),
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
    assert changed.changes == {"fields": ["permanence"]}  # none of its words


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
        ({"started_on": days_ago(-2)}, "started_on"),
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


def test_what_somebody_typed_is_never_dropped_for_what_stands(
    practitioner: Viewer, family: Family
) -> None:
    """Two at once: whoever is second is told what stands, and keeps their words."""
    care = make_care(practitioner, family)
    assert make_care(practitioner, family).pk == care.pk, "posted again"
    with pytest.raises(CannotDo, match="with other words") as told:
        make_care(practitioner, family, child_view="“I want to stay.”")
    assert told.value.field == "carer"
    nan = make_option(practitioner, family)
    first = make_step(practitioner, nan)
    assert make_step(practitioner, nan).pk == first.pk, "posted again"
    says = make_step(practitioner, nan, was=first.pk, child_words="“Yes!”")
    assert (says.pk != first.pk, says.child_words) == (True, "“Yes!”")
    ends = {"family_id": family.pk, "arrangement_id": care.pk, "by": practitioner}
    with as_viewer(practitioner):
        for _ in range(2):
            actions.end_care(**ends, ended_on=days_ago(0), reason="Home to Leanne.")
        with pytest.raises(CannotDo, match="it says: Home to Leanne") as ended:
            actions.end_care(**ends, ended_on=days_ago(0), reason="To her aunt.")
    assert ended.value.field == "reason"
