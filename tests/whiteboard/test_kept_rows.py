"""Rows of the board are kept, and no change of a record leaves an old one standing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.finding.actions.merging import merge_people
from kinfold.monitoring.actions.journal import write
from kinfold.planning.actions.living import suspend
from kinfold.platform import audit
from kinfold.platform.models import Authority, Team
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.actions import withdraw_entry
from kinfold.practice.models import MapEntry
from kinfold.records.actions.status import change_status
from kinfold.records.models import Family
from kinfold.stages.actions.ending import hold_exit_meeting
from kinfold.versions.actions.standing import note_said_back
from kinfold.whiteboard import night, ready
from kinfold.whiteboard.models import KeptRow
from kinfold.whiteboard.presenters.row_cells import edition, made_rows
from kinfold.whiteboard.rows import Row
from kinfold.whiteboard.selectors import Asked, families, worked_out
from kinfold_core.access import Role
from kinfold_core.practice.ending import ExitMeetingDetails
from kinfold_core.practice.expectations import Expectations
from kinfold_core.practice.lived_plan import JournalDetails
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.written import SaidBackDetails
from tests.factories import monitoring
from tests.factories.networks import make_ask, make_member, make_told
from tests.factories.planning import Planned, make_live, make_rule, standing
from tests.factories.platform import chain_now, make_worker_viewer
from tests.factories.practice import (
    make_entry,
    make_family,
    make_map,
    make_person,
    make_rating,
    named,
)
from tests.factories.supervision import colleague, hold, make_case, make_session
from tests.factories.trajectory import make_bottom_line, make_immediate, make_milestone
from tests.factories.voice import make_story, read_to

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
URL = reverse("whiteboard:board")
TODAY = timezone.localdate
MARK = "<!-- kept -->"


def shown(by: Viewer, today: date | None = None) -> dict[object, Row]:
    """The rows that the viewer's board shows, as the page asks for them."""
    chain_now(by)
    with as_viewer(by):
        newest = ready.newest_of(families(by, Asked()))
        return dict(ready.rows_of(by, newest, today=today or TODAY()))


def fresh(by: Viewer, family: Family, today: date | None = None) -> Row:
    """The row as the record says it now, whatever is kept."""
    day = today or TODAY()
    with as_viewer(by):
        found = worked_out(by, [family.pk], today=day, hoped=Expectations())
        [row] = made_rows(found, today=day)
    return row


def mark_kept(by: Viewer) -> None:
    """Put a mark that no record says into what is kept: seen again, it was kept."""
    with as_viewer(by):
        for row in KeptRow.objects.all():
            row.cells += MARK
            row.save(update_fields=["cells"])


def kept_of(by: Viewer, family: Family) -> KeptRow:
    with as_viewer(by):
        return KeptRow.objects.get(family_id=family.pk)


def _status(by: Viewer, p: Planned) -> None:
    with as_viewer(by):
        team = Team.objects.get(pk__in=by.team_ids)
    manager = make_worker_viewer(team.authority, Role.TEAM_MANAGER, team=team)
    with as_viewer(manager):
        change_status(
            family_id=p.family.pk,
            child_ids=[named(by, p.family, "Amira").person_id],  # type: ignore[list-item]
            status="child_protection",
            started_on=TODAY(),
            by=manager,
        )


def _said_back(by: Viewer, p: Planned) -> None:
    with as_viewer(by):
        who = named(by, p.family, "Leanne")
        details = SaidBackDetails(who=who, how_well="yes", said_on=TODAY())
        note_said_back(
            family_id=p.family.pk, danger_id=p.danger.pk, details=details, by=by
        )


def _withdrawn(by: Viewer, p: Planned) -> None:
    with as_viewer(by):
        harm = MapEntry.objects.get(mapping__family=p.family, category="harm")
        withdraw_entry(
            family_id=p.family.pk, entry_id=harm.pk, version=harm.version,
            reason="Written twice.", by=by,
        )  # fmt: skip


def _suspended(by: Viewer, p: Planned) -> None:
    with as_viewer(by):
        suspend(
            family_id=p.family.pk,
            reason="Raj is away until Monday.",
            replaced_today_by="Nan Jo has both children tonight.",
            by=by,
        )


def _exit_meeting(by: Viewer, p: Planned) -> None:
    with as_viewer(by):
        hold_exit_meeting(
            family_id=p.family.pk,
            details=ExitMeetingDetails(
                held_on=TODAY(),
                people=("Leanne", "Nan Jo"),
                said="We went through what has held.",
                copies_given_to="Leanne",
                feedback_offered="A form to send back.",
            ),
            was=None,
            by=by,
        )


def _read_story(by: Viewer, p: Planned) -> None:
    story = make_story(by, p.family)
    with as_viewer(by):
        type(story).objects.filter(pk=story.pk).update(
            state="agreed", agreed_at=timezone.now(), agreed_by_id=by.worker_id
        )
        child = named(by, p.family, "Amira").person_id
    read_to(by, p.family, story, child)


def _told(by: Viewer, p: Planned) -> None:
    aunt = make_member(by, p.family, "Auntie Bea", relationship="Leanne's sister")
    make_told(by, aunt, p.danger.pk)


def _rated(by: Viewer, p: Planned) -> None:
    with as_viewer(by):
        leanne = named(by, p.family, "Leanne")
    make_rating(by, p.family, p.danger.pk, leanne, "9", rated_on=TODAY())


def _checked(by: Viewer, p: Planned) -> None:
    monitoring.make_check(by, p, standing(by, p.family.pk).rules[0].id)


def _held_group(by: Viewer, p: Planned) -> None:
    leader = colleague(by)
    hold(leader, make_session(by, p.family, leader))


DEEDS: dict[str, Callable[[Viewer, Planned], object]] = {
    "a harm": lambda by, p: make_entry(by, p.family, "harm", text="Dad threw a cup."),
    "a harm withdrawn": _withdrawn,
    "a rating": _rated,
    "said back": _said_back,
    "a rule": lambda by, p: make_rule(by, p, text="Nan Jo rings at eight."),
    "a check": _checked,
    "a review": monitoring.make_review,
    "somebody told": _told,
    "a story": lambda by, p: make_story(by, p.family),
    "a story read": _read_story,
    "a bottom line": lambda by, p: make_bottom_line(by, p.family, p.danger.pk),
    "a milestone": lambda by, p: make_milestone(by, p.family),
    "a group": _held_group,
    "a supervision": lambda by, p: make_case(by, p.family, colleague(by)),
    "a status": _status,
    "a plan suspended": _suspended,
    "a meeting to end": _exit_meeting,
}


@pytest.mark.parametrize("deed", DEEDS)
def test_after_a_change_no_old_cell_is_shown(
    practitioner: Viewer, chair: Viewer, family: Family, deed: str
) -> None:
    planned = make_live(practitioner, chair, family)
    before = shown(practitioner)[family.pk]
    DEEDS[deed](practitioner, planned)
    after = shown(practitioner)[family.pk]
    assert after != before
    assert after == fresh(practitioner, family)


def test_a_childs_word_in_the_journal_is_seen_at_once(
    practitioner: Viewer, family: Family
) -> None:
    assert shown(practitioner)[family.pk].marks[5] == "n"
    details = JournalDetails(
        author=Who(name="Amira"), capacity="child", happened_on=TODAY(),
        went_well="We had pizza.",
    )  # fmt: skip
    with as_viewer(practitioner):
        write(family_id=family.pk, details=details, by=practitioner)
    row = shown(practitioner)[family.pk]
    assert row == fresh(practitioner, family)
    assert row.marks[5] == "f"


@pytest.mark.parametrize("ask", [make_ask, make_immediate])
def test_what_no_column_counts_is_worked_out_again_all_the_same(
    practitioner: Viewer, family: Family, ask: Callable[..., object]
) -> None:
    shown(practitioner)
    mark_kept(practitioner)
    ask(practitioner, family)
    assert shown(practitioner)[family.pk] == fresh(practitioner, family)


def test_what_is_kept_is_shown_until_then(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    assert MARK not in client.get(URL).content.decode()
    mark_kept(practitioner)
    assert MARK in client.get(URL).content.decode()


def test_a_change_of_one_family_leaves_the_others_kept(
    practitioner: Viewer, family: Family
) -> None:
    other = make_family(practitioner)
    shown(practitioner)
    mark_kept(practitioner)
    make_entry(practitioner, other, "harm", text="Dad threw a cup.")
    rows = shown(practitioner)
    assert MARK in rows[family.pk].cells
    assert MARK not in rows[other.pk].cells


def test_a_look_changes_nothing(practitioner: Viewer, family: Family) -> None:
    shown(practitioner)
    mark_kept(practitioner)
    with as_viewer(practitioner):
        audit.note_read(practitioner, target=family, page="map", family_id=family.pk)
    assert MARK in shown(practitioner)[family.pk].cells


def test_the_next_day_is_worked_out_anew(
    practitioner: Viewer, chair: Viewer, family: Family
) -> None:
    make_live(practitioner, chair, family)
    today = shown(practitioner)[family.pk]
    tomorrow = TODAY() + timedelta(days=1)
    row = shown(practitioner, tomorrow)[family.pk]
    assert "yesterday" in today.cells
    assert "2 days ago" in row.cells
    assert row == fresh(practitioner, family, tomorrow)


def test_another_edition_of_the_words_is_not_shown(
    practitioner: Viewer, family: Family
) -> None:
    shown(practitioner)
    mark_kept(practitioner)
    with as_viewer(practitioner):
        KeptRow.objects.update(edition="before")
    assert MARK not in shown(practitioner)[family.pk].cells
    assert kept_of(practitioner, family).edition == edition()


def test_the_code_is_read_when_the_process_starts() -> None:
    """Not at the first look: another release may lie on the disk by then."""
    asked = (
        "import django; django.setup();"
        "from kinfold.whiteboard.presenters.row_cells import code_read;"
        "print(code_read.cache_info().currsize)"
    )
    said = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "1"


def test_a_joined_person_leaves_the_row_as_the_record_says(
    practitioner: Viewer, manager: Viewer, chair: Viewer, family: Family
) -> None:
    make_live(practitioner, chair, family)
    shown(practitioner)
    with as_viewer(practitioner):
        double = make_person(practitioner, "Leanne")
        leanne = named(practitioner, family, "Leanne").person_id
    assert leanne is not None
    with as_viewer(manager):
        merge_people(
            kept_id=double.pk, merged_id=leanne, reason="Same birthday.", by=manager
        )
    assert shown(practitioner)[family.pk] == fresh(practitioner, family)


def test_an_import_that_touched_the_family_is_a_change(
    practitioner: Viewer, authority: Authority, family: Family
) -> None:
    shown(practitioner)
    mark_kept(practitioner)
    with as_viewer(practitioner):
        audit.record_imported(
            by=practitioner,
            source=authority,
            touched={(family.pk, None): {"service status"}},
        )
    assert MARK not in shown(practitioner)[family.pk].cells


def test_markup_in_names_is_text(practitioner: Viewer, sign_in: SignIn) -> None:
    family = make_family(practitioner)
    with as_viewer(practitioner):
        Family.objects.filter(pk=family.pk).update(name='<b>O\'Hale & "Sons"</b>')
    page = sign_in(practitioner).get(URL).content.decode()
    assert "&lt;b&gt;O&#x27;Hale &amp; &quot;Sons&quot;&lt;/b&gt;" in page
    assert "<b>O" not in page


def test_thirty_families_cost_what_two_cost(
    practitioner: Viewer, sign_in: SignIn
) -> None:
    for _ in range(2):
        make_map(practitioner, make_family(practitioner))
    client = sign_in(practitioner)
    first = _queries(client, 2)
    kept = _queries(client, 2)
    for _ in range(28):
        make_map(practitioner, make_family(practitioner))
    client = sign_in(practitioner)
    assert _queries(client, 30) == first == kept + 5
    # with the beginning and the end: twelve, the line in the audit among them
    assert _queries(client, 30) == kept == 10
    # a choice by what is derived reads marks first, and cells of those it shows
    assert _queries(client, 30, sort="scale") == kept + 1


def _queries(client: Client, count: int, **asked: str) -> int:
    client.get(reverse("platform:empty"))  # what a first request makes ready
    with CaptureQueriesContext(connection) as caught:
        page = client.get(URL, asked).content.decode()
    assert page.count('scope="row"') == count
    return len([one for one in caught if "SAVEPOINT" not in one["sql"]])


def test_the_night_makes_every_open_family_ready(
    practitioner: Viewer, elsewhere: Viewer, family: Family
) -> None:
    theirs = make_family(elsewhere)
    chain_now(practitioner)
    night.make_rows()
    for by, own in ((practitioner, family), (elsewhere, theirs)):
        kept = kept_of(by, own)
        assert kept.on_day == TODAY()
        assert kept.cells == fresh(by, own).cells
    mark_kept(practitioner)
    night.make_rows()
    assert MARK in kept_of(practitioner, family).cells
