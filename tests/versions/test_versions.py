"""Versions: given, answered, current, replaced; side by side, and as they were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions as practice
from kinfold.practice.errors import CannotDo, CannotShare
from kinfold.practice.models import (
    MapEntry,
    Mapping,
    VersionStep,
)
from kinfold.practice.row_making import entry_details, entry_rows
from kinfold.records.models import Family
from kinfold.versions import actions
from kinfold.versions.models import Contributor, FamilyAnswer
from kinfold.versions.selectors import map_past
from kinfold_core.practice.written import (
    AnswerDetails,
    ContributorDetails,
    Named,
    SharingDetails,
)
from tests.factories.practice import (
    good_set,
    make_entry,
    make_family,
    make_set,
    named,
)

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def give(by: Viewer, family: Family) -> Mapping:
    details = SharingDetails(
        format="printed", with_whom="Leanne", shared_on=timezone.localdate()
    )
    with as_viewer(by):
        return actions.fix_version(family_id=family.pk, details=details, by=by)


def answer(by: Viewer, family: Family, **changes: object) -> FamilyAnswer:
    given: dict[str, object] = {
        "version": 1,
        "who": Named(name="Nan Jo"),
        "capacity": "family",
        "agreement": "agree",
        "said_on": timezone.localdate(),
    }
    with as_viewer(by):
        return actions.record_answer(
            family_id=family.pk,
            details=AnswerDetails(**given | changes),  # type: ignore[arg-type]
            by=by,
        )


def current(by: Viewer, family: Family, version: int = 1) -> Mapping:
    with as_viewer(by):
        return actions.make_current(family_id=family.pk, version=version, by=by)


def change_text(by: Viewer, family: Family, entry: MapEntry, text: str) -> MapEntry:
    with as_viewer(by):
        row = entry_rows(by.in_authority(), entry.mapping_id).get(pk=entry.pk)
        return practice.change_entry(
            family_id=family.pk,
            entry_id=entry.pk,
            details=replace(entry_details(row), text=text),
            version=row.version,
            by=by,
        )


def states(by: Viewer, family: Family) -> dict[int, str]:
    with as_viewer(by):
        past = map_past(by, family.pk)
    return {one.number: one.state.value for one in past.versions}


def test_a_map_goes_from_draft_to_current_and_is_replaced(
    practitioner: Viewer, family: Family
) -> None:
    make_set(practitioner, family)
    entry = make_entry(practitioner, family)
    assert states(practitioner, family) == {1: "draft"}
    give(practitioner, family)
    assert states(practitioner, family) == {1: "shared"}
    answer(practitioner, family)
    assert states(practitioner, family) == {1: "family_responded"}
    assert current(practitioner, family).current_version == 1
    change_text(practitioner, family, entry, "Leanne sings to Kai.")
    assert states(practitioner, family) == {2: "draft", 1: "current"}
    give(practitioner, family)
    current(practitioner, family, 2)
    assert states(practitioner, family) == {2: "current", 1: "superseded"}
    with as_viewer(practitioner):
        assert AuditEvent.objects.filter(action="map.made_current").count() == 2


def test_only_what_is_missing_stops_a_map_from_being_current(
    practitioner: Viewer, family: Family
) -> None:
    """I1: also a danger that the family is not shown has its goal and its scale."""
    make_set(practitioner, family)
    with pytest.raises(CannotDo, match="Give this version"):
        current(practitioner, family)
    with as_viewer(practitioner):
        bare = replace(
            good_set(practitioner, family), agency_goal="", family_goal="",
        )  # fmt: skip
        hidden = replace(
            bare.showing, is_visible=False, reason="Not safe yet",
            review_on=timezone.localdate() + timedelta(days=9),
        )  # fmt: skip
        practice.add_danger_set(
            family_id=family.pk, details=replace(bare, showing=hidden), by=practitioner
        )
    give(practitioner, family)
    with pytest.raises(CannotShare) as blocked:
        current(practitioner, family)
    assert "R-DS4" in {finding.rule for finding in blocked.value.findings}


def test_warnings_and_a_family_that_sees_it_differently_stop_nothing(
    practitioner: Viewer, family: Family
) -> None:
    with as_viewer(practitioner):
        details = replace(
            good_set(practitioner, family),
            worried_people=(Named(name="the department"),),
            observable_signs=(),
        )
        practice.add_danger_set(family_id=family.pk, details=details, by=practitioner)
    give(practitioner, family)
    answer(practitioner, family, agreement="disagree", words="I only shout.")
    assert current(practitioner, family).status == "current"


def test_a_map_that_changed_meanwhile_is_not_made_current_unread(
    practitioner: Viewer, family: Family
) -> None:
    make_set(practitioner, family)
    give(practitioner, family)
    make_entry(practitioner, family)
    with pytest.raises(CannotDo, match="changed meanwhile"):
        current(practitioner, family, 1)


def test_giving_the_current_map_again_leaves_it_current(
    practitioner: Viewer, family: Family
) -> None:
    make_set(practitioner, family)
    give(practitioner, family)
    current(practitioner, family)
    current(practitioner, family)
    assert give(practitioner, family).status == "current"
    with as_viewer(practitioner):
        assert VersionStep.objects.filter(kind="current").count() == 1


def test_not_asked_and_not_safe_to_ask_are_no_answer(
    practitioner: Viewer, family: Family
) -> None:
    make_set(practitioner, family)
    give(practitioner, family)
    answer(practitioner, family, agreement="not_safe_to_ask")
    answer(practitioner, family, who=Named(name="Dean"), agreement="not_asked")
    assert states(practitioner, family) == {1: "shared"}


def test_a_later_word_of_the_same_person_counts_and_the_earlier_stays(
    practitioner: Viewer, family: Family
) -> None:
    make_set(practitioner, family)
    give(practitioner, family)
    answer(practitioner, family, agreement="partly", words="Not the plate.")
    answer(practitioner, family, agreement="partly", words="Not the plate.")
    answer(practitioner, family)
    with as_viewer(practitioner):
        assert FamilyAnswer.objects.count() == 2
        shown = map_past(practitioner, family.pk).answers
    assert [one.agreement for one in shown] == ["agree"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"who": Named()}, "who"),
        ({"version": 7}, "version"),
        ({"said_on": date(2020, 1, 1)}, "said_on"),
        ({"said_on": date(2990, 1, 1)}, "said_on"),
        ({"agreement": "disagree"}, "words"),
        ({"agreement": "partly", "words": " "}, "words"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    practitioner: Viewer, family: Family, changes: dict[str, object], field: str
) -> None:
    make_set(practitioner, family)
    give(practitioner, family)
    with pytest.raises(CannotDo) as refused:
        answer(practitioner, family, **changes)
    assert refused.value.field == field


def test_nobody_of_another_family_answers_or_writes_with_us(
    practitioner: Viewer, family: Family
) -> None:
    make_set(practitioner, family)
    give(practitioner, family)
    other = make_family(practitioner)
    with as_viewer(practitioner):
        stranger = named(practitioner, other, "Leanne")
    with pytest.raises(NotFound):
        answer(practitioner, family, who=stranger)
    with pytest.raises(NotFound):
        contribute(practitioner, family, who=stranger)


def contribute(by: Viewer, family: Family, **changes: object) -> Contributor:
    given: dict[str, object] = {
        "who": Named(name="Nan Jo"),
        "capacity": "family",
        "mode": "phone",
        "part": "present",
        "happened_on": timezone.localdate(),
    }
    with as_viewer(by):
        return actions.note_contributor(
            family_id=family.pk,
            details=ContributorDetails(**given | changes),  # type: ignore[arg-type]
            by=by,
        )


def test_who_wrote_with_us_and_who_was_asked_and_not_there(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    make_entry(practitioner, family)
    contribute(practitioner, family)
    contribute(practitioner, family)
    contribute(practitioner, family, who=Named(name="Dean"), part="absent")
    contribute(practitioner, family, who=Named(name="Ms Bell"))
    contribute(practitioner, family, who=Named(name="Ms Bell"), part="mistake")
    with as_viewer(practitioner):
        assert Contributor.objects.count() == 4
    page = sign_in(practitioner).get(url("versions", family)).content.decode()
    assert "Written with Nan Jo (by phone or video)" in page
    assert "Dean was asked and not there" in page
    assert "Ms Bell" not in page


def url(name: str, family: Family) -> str:
    return reverse(f"versions:{name}", args=[family.pk])


def today() -> dict[str, str]:
    day = timezone.localdate()
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}
