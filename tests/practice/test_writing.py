"""Writing on the map: nothing is lost or overwritten, all is audited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions
from kinfold.practice.errors import CannotDo, StaleWords
from kinfold.practice.models import (
    DangerSetRevision,
    MapEntry,
    MapEntryRevision,
    ScaleRating,
)
from kinfold.practice.row_making import entry_details
from kinfold.practice.selectors import living_map
from kinfold.records.models import Family
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.practice.facts import Answer
from kinfold_core.practice.written import (
    DangerSetDetails,
    EntryDetails,
    Named,
    Showing,
)
from tests.factories.practice import (
    good_set,
    make_entry,
    make_family,
    make_rating,
    make_set,
    me,
    named,
)

pytestmark = pytest.mark.django_db


def change(by: Viewer, family: Family, entry: MapEntry, version: int, **to: object):  # type: ignore[no-untyped-def]
    with as_viewer(by):
        return actions.change_entry(
            family_id=family.pk,
            entry_id=entry.pk,
            details=replace(entry_details(entry), **to),  # type: ignore[arg-type]
            version=version,
            by=by,
        )


def test_a_change_keeps_the_old_words_and_who_changed_them(
    practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family)
    change(practitioner, family, entry, 1, text="Leanne sings to Kai.")
    with as_viewer(practitioner):
        kept = MapEntryRevision.objects.filter(entry=entry).order_by("version")
        assert [r.words["text"] for r in kept] == [
            "Leanne reads to Kai every night.",
            "Leanne sings to Kai.",
        ]
        event = AuditEvent.objects.get(action="map_entry.changed")
        assert event.changes == {"fields": ["text"]}
        assert event.family_id == family.pk


def test_the_audit_quotes_nobody_of_a_danger_set_or_a_reason(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    entry = make_entry(practitioner, family, text="Another word of his.")
    with as_viewer(practitioner):
        key = {"family_id": family.pk, "reason": "He said a word.", "by": practitioner}
        actions.withdraw_entry(**key, entry_id=entry.pk, version=1)
        actions.withdraw_danger_set(**key, danger_id=danger.pk, version=1)
        events = AuditEvent.objects.filter(family_id=family.pk)
        said = {event.action: event.changes for event in events}
    assert "worried_about" in said["danger_statement.written"]["fields"]
    assert said["map_entry.withdrawn"] == said["danger_statement.withdrawn"] == {}
    assert not [one for one in ("word of his", "He said", "Dean") if one in str(said)]


def test_an_older_version_is_shown_the_newer_words_and_changes_nothing(
    practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family)
    change(practitioner, family, entry, 1, text="Leanne sings to Kai.")
    with pytest.raises(StaleWords) as stale:
        change(practitioner, family, entry, 1, text="Leanne bakes.")
    assert stale.value.standing.details.text == "Leanne sings to Kai."
    with as_viewer(practitioner):
        assert MapEntry.objects.get(pk=entry.pk).text == "Leanne sings to Kai."


def test_saving_the_same_words_again_is_no_change_at_all(
    practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family)
    change(practitioner, family, entry, 1, text="Leanne sings to Kai.")
    again = change(practitioner, family, entry, 1, text="Leanne sings to Kai.")
    assert again.version == 2
    with as_viewer(practitioner):
        assert MapEntryRevision.objects.filter(entry=entry).count() == 2


def test_safety_without_who_when_and_danger_is_kept_as_a_strength(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    entry = make_entry(practitioner, family, "existing_safety", text="Nan helps.")
    assert (entry.category, entry.offered_as) == ("strength", "existing_safety")
    became = change(
        practitioner, family, entry, 1, who=Named(name="Nan Jo"),
        happened=FuzzyDate.on(date(2026, 5, 17)), danger_id=danger.pk,
    )  # fmt: skip
    assert (became.category, became.offered_as) == ("existing_safety", "")


SAFE = {
    "how_often": "Three Fridays since March",
    "seen_by": "Bea next door",
    "outcome": "Both children slept.",
}


def test_safety_keeps_how_often_who_noticed_and_how_it_ended_as_a_strength_too(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    entry = make_entry(practitioner, family, "existing_safety", text="Nan helps.")
    half = change(practitioner, family, entry, 1, **SAFE)
    assert half.category == "strength"
    whole = change(
        practitioner, family, half, 2, who=Named(name="Nan Jo"),
        happened=FuzzyDate.on(date(2026, 5, 17)), danger_id=danger.pk,
    )  # fmt: skip
    assert whole.category == "existing_safety"
    for kept in (half, whole):
        assert {name: getattr(kept, name) for name in SAFE} == SAFE


@pytest.mark.parametrize(
    ("category", "keeps"),
    [
        ("harm", {"seen_by"}),
        ("complicating_factor", {"about"}),
        ("strength", set()),
        ("next_step", {"outcome"}),
    ],
)
def test_a_category_keeps_only_what_is_asked_of_it(
    practitioner: Viewer, family: Family, category: str, keeps: set[str]
) -> None:
    told = SAFE | {"about": "service"}
    entry = make_entry(practitioner, family, category, text="Leanne was late.", **told)
    assert {name for name in told if getattr(entry, name)} == keeps


def test_what_comes_off_the_map_stays_readable_and_can_go_back(
    practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family)
    key = {"family_id": family.pk, "entry_id": entry.pk, "by": practitioner}
    with as_viewer(practitioner):
        with pytest.raises(CannotDo):
            actions.withdraw_entry(**key, reason=" ", version=1)
        actions.withdraw_entry(**key, reason="Said twice", version=1)
        standing = living_map(practitioner, family.pk)
        assert standing.entries == ()
        assert standing.withdrawn_entries[0].withdrawn_reason == "Said twice"
        actions.put_back_entry(**key)
        assert len(living_map(practitioner, family.pk).entries) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": "  "}, "text"),
        ({"is_own_words": True}, "said_by"),
        ({"happened": FuzzyDate.on(date(2990, 1, 1))}, "happened"),
        ({"showing": Showing(is_visible=False)}, "hidden_reason"),
        (
            {"showing": Showing(is_visible=False, reason="Danger", review_on=None)},
            "hidden_review_on",
        ),
        (
            {
                "showing": Showing(
                    is_visible=False, reason="Danger", review_on=date(2020, 1, 1)
                )
            },
            "hidden_review_on",
        ),
    ],
)
def test_a_senseless_entry_is_refused_where_it_can_be_mended(
    practitioner: Viewer, family: Family, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_entry(practitioner, family, "harm", **changes)
    assert refused.value.field == field


def test_people_and_dangers_of_another_family_cannot_be_named(
    practitioner: Viewer, family: Family
) -> None:
    other = make_family(practitioner)
    danger = make_set(practitioner, other)
    with as_viewer(practitioner):
        stranger = named(practitioner, other, "Amira")
    with pytest.raises(NotFound):
        make_entry(practitioner, family, said_by=stranger)
    with pytest.raises(NotFound):
        make_entry(practitioner, family, danger_id=danger.pk)
    with pytest.raises(NotFound):
        make_rating(practitioner, family, danger.pk, Named(name="Nan"))


def test_a_set_is_written_changed_and_kept_as_one(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    with as_viewer(practitioner):
        details = replace(
            good_set(practitioner, family),
            family_goal="Quiet.",
            worried_people=(Named(name="Nan Jo"),),
        )
        for _ in range(2):
            actions.change_danger_set(
                family_id=family.pk, danger_id=danger.pk, details=details,
                version=1, by=practitioner,
            )  # fmt: skip
        row = living_map(practitioner, family.pk).dangers[0]
        assert (row.family_goal, row.version) == ("Quiet.", 2)
        assert [one.name for one in row.worried_people] == ["Nan Jo"]
        assert DangerSetRevision.objects.filter(danger=danger).count() == 2
        with pytest.raises(StaleWords):
            actions.change_danger_set(
                family_id=family.pk, danger_id=danger.pk,
                details=replace(details, family_goal="Other"), version=1,
                by=practitioner,
            )  # fmt: skip


def test_an_empty_set_is_refused(practitioner: Viewer, family: Family) -> None:
    with as_viewer(practitioner), pytest.raises(CannotDo):
        actions.add_danger_set(
            family_id=family.pk, details=DangerSetDetails(), by=practitioner
        )


def test_a_newer_number_stands_beside_the_old_one(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    today = timezone.localdate()
    rater = Named(name="Nan Jo")
    make_rating(practitioner, family, danger.pk, rater, "4")
    make_rating(practitioner, family, danger.pk, rater, "6.5", rated_on=today)
    make_rating(practitioner, family, danger.pk, rater, "6.5", rated_on=today)
    make_rating(
        practitioner, family, danger.pk, rater, "2",
        rated_on=today - timedelta(days=90),
    )  # fmt: skip
    with as_viewer(practitioner):
        assert ScaleRating.objects.count() == 3
        row = living_map(practitioner, family.pk).dangers[0]
    assert [str(r.value) for r in row.ratings] == ["2.0", "4.0", "6.5"]
    assert [str(r.value) for r in row.now] == ["6.5"]


def test_a_rating_by_nobody_or_in_the_future_is_refused(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    tomorrow = timezone.localdate() + timedelta(days=1)
    rater = me(practitioner)
    with pytest.raises(CannotDo, match="whose"):
        make_rating(practitioner, family, danger.pk, Named())
    with pytest.raises(CannotDo, match="not come"):
        make_rating(practitioner, family, danger.pk, rater, rated_on=tomorrow)
    with pytest.raises(CannotDo, match="number"):
        make_rating(practitioner, family, danger.pk, rater, None, answer=Answer.NUMBER)


def test_somebody_without_a_place_here_cannot_write(
    programme_lead: Viewer, practitioner: Viewer, family: Family
) -> None:
    with pytest.raises((PermissionDenied, NotFound)):
        make_entry(programme_lead, family)


def test_another_authority_finds_no_such_map(
    elsewhere: Viewer, practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family)
    with as_viewer(elsewhere), pytest.raises(NotFound):
        actions.add_entry(
            family_id=family.pk,
            details=EntryDetails(category="strength", text="x"),
            by=elsewhere,
        )
    with as_viewer(elsewhere), pytest.raises(NotFound):
        actions.withdraw_entry(
            family_id=family.pk, entry_id=entry.pk, reason="x", version=1, by=elsewhere
        )
