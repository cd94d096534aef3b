"""The words of an authority: kept whole, never altered, and no family's row touched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors import living_map
from kinfold.records.models import Family, FamilyMember, ServiceStatus
from kinfold.vocabulary import actions, selectors
from kinfold.vocabulary.errors import WordsChanged
from kinfold.vocabulary.models import PackVersion, StatusPacks
from kinfold_core.practice.vocabulary import (
    AS_SHIPPED,
    PACKS,
    Concept,
    Label,
    Pack,
    label,
)
from tests.factories.practice import make_family, make_map

pytestmark = pytest.mark.django_db


def reworded(code: str = "safety", **words: str) -> Pack:
    pack = PACKS[code]
    new = {Concept(key): Label(one, f"{one}s", "?", "!") for key, one in words.items()}
    return replace(pack, labels={**pack.labels, **new})


def write(by: Viewer, pack: Pack, seen: int = 0) -> Pack:
    with as_viewer(by):
        return actions.write_pack(pack=pack, seen_version=seen, why="Asked", by=by)


def serve(viewer: Viewer, family: Family, status: str) -> None:
    with as_viewer(viewer):
        child = FamilyMember.objects.filter(family=family, part="child").first()
        assert child is not None
        ServiceStatus.objects.create(
            authority_id=viewer.in_authority(),
            family=family,
            child_id=child.person_id,
            status=status,
            started_on=timezone.localdate(),
        )


def test_an_authority_begins_with_the_words_kinfold_has(
    practice_leader: Viewer,
) -> None:
    with as_viewer(practice_leader):
        assert selectors.words_in_force(practice_leader) == AS_SHIPPED
        assert selectors.pack_versions(practice_leader, "safety") == ()
        assert selectors.pack_at(practice_leader, "safety", 0) == PACKS["safety"]


def test_a_changed_pack_is_in_force_and_the_earlier_ones_stay(
    practice_leader: Viewer, elsewhere: Viewer
) -> None:
    first = write(practice_leader, reworded(danger="main worry"))
    second = write(practice_leader, reworded(danger="big worry"), seen=1)
    assert (first.version, second.version) == (1, 2)
    with as_viewer(practice_leader):
        now = selectors.words_in_force(practice_leader)
        assert label(now.packs["safety"], "danger").one == "big worry"
        assert now.packs["wellbeing"] == PACKS["wellbeing"]
        versions = selectors.pack_versions(practice_leader, "safety")
        assert [(v.number, v.by, v.why) for v in versions] == [
            (2, practice_leader.name, "Asked"),
            (1, practice_leader.name, "Asked"),
        ]
        earlier = selectors.pack_at(practice_leader, "safety", 1)
        assert earlier is not None
        assert label(earlier, "danger").one == "main worry"
        event = AuditEvent.objects.filter(action="vocabulary.pack_written").last()
        assert event is not None
        assert event.changes["concepts"] == ["danger"]
    with as_viewer(elsewhere):
        assert selectors.words_in_force(elsewhere) == AS_SHIPPED


def test_saving_what_stands_writes_nothing(practice_leader: Viewer) -> None:
    write(practice_leader, reworded(danger="main worry"))
    again = write(practice_leader, reworded(danger="main worry"))
    assert again.version == 1
    with as_viewer(practice_leader):
        assert PackVersion.objects.count() == 1


def test_a_version_is_never_altered_or_deleted(practice_leader: Viewer) -> None:
    write(practice_leader, reworded(danger="main worry"))
    for change in (
        lambda: PackVersion.objects.update(name="Other"),
        lambda: PackVersion.objects.all().delete(),
    ):
        with (
            as_viewer(practice_leader),
            pytest.raises(DatabaseError),
            transaction.atomic(),
        ):
            change()


def test_whoever_saw_older_words_is_given_those_that_stand(
    practice_leader: Viewer, quality_lead: Viewer
) -> None:
    write(practice_leader, reworded(danger="main worry"))
    with pytest.raises(WordsChanged) as caught:
        write(quality_lead, reworded(danger="critical worry"))
    assert label(caught.value.standing, "danger").one == "main worry"


def test_two_who_write_at_the_same_moment_do_not_both_keep(
    practice_leader: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(practice_leader, reworded(danger="main worry"))
    read = selectors.words_in_force
    seen = [AS_SHIPPED]  # read before the other one was kept
    monkeypatch.setattr(
        actions, "words_in_force", lambda by: seen.pop() if seen else read(by)
    )
    with pytest.raises(WordsChanged) as caught:
        write(practice_leader, reworded(danger="critical worry"))
    assert label(caught.value.standing, "danger").one == "main worry"


def test_going_back_is_a_version_of_its_own(practice_leader: Viewer) -> None:
    write(practice_leader, reworded(danger="main worry"))
    with as_viewer(practice_leader):
        back = actions.go_back_to(
            code="safety", version=0, why="Nobody liked it", by=practice_leader
        )
        assert (back.version, label(back, "danger")) == (
            2,
            label("safety", "danger"),
        )
        assert PackVersion.objects.count() == 2
        with pytest.raises(NotFound):
            actions.go_back_to(code="safety", version=9, why="?", by=practice_leader)
        with pytest.raises(NotFound):
            actions.go_back_to(code="none", version=0, why="?", by=practice_leader)


def test_the_words_are_not_everybodys_to_change(practitioner: Viewer) -> None:
    with pytest.raises(PermissionDenied):
        write(practitioner, reworded(danger="main worry"))
    with as_viewer(practitioner), pytest.raises(PermissionDenied):
        actions.choose_packs(packs={}, seen_version=0, why="x", by=practitioner)
    with as_viewer(practitioner), pytest.raises(PermissionDenied):
        actions.go_back_to(code="safety", version=0, why="x", by=practitioner)


def test_which_service_speaks_in_which_pack_is_the_authoritys_to_say(
    practice_leader: Viewer,
) -> None:
    with as_viewer(practice_leader):
        actions.choose_packs(
            packs={"child_in_need": "local"},
            seen_version=0,
            why="We call it that",
            by=practice_leader,
        )
        words = selectors.words_in_force(practice_leader)
        assert words.speaking("child_in_need").code == "local"
        assert words.speaking("looked_after").code == "success"
        with pytest.raises(WordsChanged):
            actions.choose_packs(
                packs={"child_in_need": "success"},
                seen_version=0,
                why="x",
                by=practice_leader,
            )
        for wrong in ({"child_in_need": "gone"}, {"gone": "safety"}):
            with pytest.raises(NotFound):
                actions.choose_packs(
                    packs=wrong, seen_version=1, why="x", by=practice_leader
                )
        assert StatusPacks.objects.count() == 1


def test_a_change_of_service_changes_the_words_and_no_row_of_the_family(
    practitioner: Viewer, practice_leader: Viewer
) -> None:
    family = make_family(practitioner)
    make_map(practitioner, family)
    with as_viewer(practitioner):
        before = living_map(practitioner, family.pk)
    serve(practitioner, family, "looked_after")
    write(practice_leader, reworded("success", goal="healing goal"))
    with as_viewer(practitioner):
        after = living_map(practitioner, family.pk)
    assert label(before.vocabulary, "goal").one == "safety goal"
    assert label(after.vocabulary, "goal").one == "healing goal"
    assert replace(after, vocabulary=before.vocabulary) == before


def test_the_most_protective_service_names_the_words(practitioner: Viewer) -> None:
    family = make_family(practitioner)
    for status, pack in (("early_help", "wellbeing"), ("child_protection", "safety")):
        serve(practitioner, family, status)
        with as_viewer(practitioner):
            now = selectors.pack_of_family(practitioner, family.pk)
        assert now.code == pack


def test_the_words_of_a_family_are_one_query_however_many_versions(
    practitioner: Viewer, practice_leader: Viewer
) -> None:
    family = make_family(practitioner)
    counts = []
    for number in range(4):
        with as_viewer(practitioner), CaptureQueriesContext(connection) as asked:
            selectors.pack_of_family(practitioner, family.pk)
        counts.append(len(asked))
        write(practice_leader, reworded(danger=f"worry {number}"), seen=number)
    assert counts == [1, 1, 1, 1]
