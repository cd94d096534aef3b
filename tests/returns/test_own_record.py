"""Kinfold's own record goes out without names, comes in as a return, and is counted."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone

from kinfold.networks.models import InformedStep
from kinfold.platform.jobs.progress import Cancelled, Progress
from kinfold.platform.jobs.registry import JobRefused
from kinfold.platform.models import AuditEvent, Authority, JobRun, User
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import Mapping
from kinfold.records.models import Family, FamilyMember, Person, ServiceStatus
from kinfold.returns import jobs
from kinfold.returns.actions.own_record import export_own_record
from kinfold.returns.jobs import hand_in_our_own
from kinfold.returns.models import HandedReturn
from kinfold.returns.selectors.figures import figures_of
from kinfold.returns.selectors.own_record import OWN_TABLES
from kinfold.returns.stretches import Stretch, stretches
from kinfold_measures.language.folder import tables_in
from kinfold_measures.practice_tables import PRACTICE
from kinfold_measures.returns.importing import import_returns
from kinfold_measures.returns.kinds import Kind, bundles_of
from kinfold_measures.returns.own_record import read_own_record
from tests.factories.child_tools import make_tool_rows
from tests.factories.family_finding import make_finding_rows
from tests.factories.kinship import make_option, make_step
from tests.factories.long_haul import make_check_in, make_consent, make_haul
from tests.factories.meetings import make_meeting
from tests.factories.network_meetings import make_account
from tests.factories.networks import make_member, make_told
from tests.factories.planning import make_live
from tests.factories.platform import as_owner
from tests.factories.practice import make_family, make_map
from tests.returns.conftest import Worked

pytestmark = pytest.mark.django_db
TODAY = date(2027, 4, 1)
"""The day after the first year that is whole: the families came in January 2026."""
THREE = "network.three_people"


def export(by: Viewer, into: Path) -> dict[str, list[dict[str, str]]]:
    """The lines of every file, by table."""
    into.mkdir()
    with as_viewer(by):
        paths = export_own_record(into=into, today=TODAY, progress=Progress(), by=by)
    return {
        path.stem.removeprefix("kinfold_2027_"): list(
            csv.DictReader(path.read_text().splitlines())
        )
        for path in paths
    }


def worked_with(by: Viewer, second: Viewer) -> Family:
    """A family with something in every room that is exported."""
    planned = make_live(by, second, make_family(by))
    family = planned.family
    make_tool_rows(by, family, has_file=False)
    make_finding_rows(by, family)
    option = make_option(by, family)
    make_step(by, option)
    meeting = make_meeting(by, family)
    make_account(by, meeting)
    make_haul(by, family)
    make_consent(by, family)
    make_check_in(by, family)
    with as_viewer(by):
        child = family.members.filter(part="child").first()
        assert child is not None
        ServiceStatus.objects.create(
            authority_id=family.authority_id,
            family=family,
            child_id=child.person_id,
            status="looked_after",
            started_on=family.opened_on,
        )
    return family


def test_every_table_has_rows_and_is_read_back_with_nothing_to_mend(
    practitioner, chair, analyst, tmp_path: Path
):
    worked_with(practitioner, chair)
    told = export(analyst, tmp_path / "out")
    assert told.keys() == OWN_TABLES.keys() == {"person", *(t.name for t in PRACTICE)}
    assert all(told.values()), [name for name, rows in told.items() if not rows]
    paths = sorted((tmp_path / "out").iterdir())
    one = read_own_record(paths, authority="925", year=2027)
    assert one.findings == ()
    assert one.header is not None
    assert one.header.years == (2027,)
    assert {name: table.num_rows for name, table in one.tables.items() if name in told}
    for name, rows in told.items():
        assert one.tables[name].num_rows == len(rows)
    with as_viewer(analyst):
        event = AuditEvent.objects.get(action="return.own_record")
    assert event.changes["rows"] == sum(len(rows) for rows in told.values())


def test_there_is_no_name_no_word_and_no_key_in_it(
    practitioner, chair, analyst, tmp_path: Path
):
    family = worked_with(practitioner, chair)
    export(analyst, tmp_path / "out")
    text = "\n".join(path.read_text() for path in (tmp_path / "out").iterdir())
    # whatever is no number, day or pseudonym is a word that the schema itself has
    plain = r"[0-9a-f]{20}|\d{4}-\d{2}-\d{2}|\d+|true|false|"
    cells = {
        cell
        for line in text.splitlines()
        if not line.startswith("kinfold_export")
        for cell in line.split(",")
        if not re.fullmatch(plain, cell)
    }
    coded = {"maternal", "paternal", "both", "chosen", "looked_after", "network"}
    assert cells <= coded | {"F", "M", "U"}
    with as_viewer(analyst):
        keys = Person.objects.values_list("pk", flat=True)
        for key in [family.pk, *keys]:
            assert str(key) not in text
            assert key.hex[:20] not in text
    # a birth is a month
    assert "2017-05-01" in text
    assert "2017-05-04" not in text


def test_what_a_hand_would_write_down_stands_in_the_rows(
    practitioner, chair, analyst, tmp_path: Path
):
    worked_with(practitioner, chair)
    told = export(analyst, tmp_path / "out")
    today = timezone.localdate()
    [meeting] = told["family_meetings"]
    assert (meeting["kind"], meeting["private_minutes"]) == ("network", "40")
    assert (meeting["family_people"], meeting["professionals"]) == ("3", "1")
    [plan] = told["live_plans"]
    assert (plan["start_date"], plan["end_date"]) == (today.isoformat(), "")
    assert plan["rules"] == plan["family_rules"] == "2"
    danger = told["danger_statements"][0]
    assert danger["goal_date"] == danger["scale_date"] == today.isoformat()
    answers = sorted(row["answered_date"] for row in told["child_voice"])
    assert answers == ["", (today - timedelta(days=1)).isoformat()]
    assert len(told["found_people"]) == 2
    assert told["finding_episodes"][0]["aims_for"] == "40"


def test_a_month_that_nobody_knows_and_a_code_that_is_none_are_gaps(
    practitioner, analyst, tmp_path: Path
):
    family = make_family(practitioner)
    with as_viewer(practitioner):
        first, second = Person.objects.filter(memberships__part="child")
        Person.objects.filter(pk=first.pk).update(
            born_earliest_on=date(2015, 1, 1), born_latest_on=date(2015, 12, 31),
            sex="female", ethnicity_code="Amira's",
        )  # fmt: skip
        Person.objects.filter(pk=second.pk).update(
            born_earliest_on=None, born_latest_on=None, is_unborn=True,
            due_on=date(2027, 6, 9), ethnicity_code="MWBA",
        )  # fmt: skip
        FamilyMember.objects.filter(person=first).update(left_on=family.opened_on)
    told = export(analyst, tmp_path / "out")
    rows = {row["sex"]: row for row in told["person"]}
    assert (rows["F"]["date_of_birth"], rows["F"]["ethnicity"]) == ("", "")
    assert rows["U"]["expected_date_of_birth"] == "2027-06-01"
    assert rows["U"]["ethnicity"] == "MWBA"
    assert {row["end_date"] for row in told["family_children"]} == {"", "2026-01-05"}


def fifteen_families(by: Viewer) -> int:
    """In the first nine three people know the worry, in one more two do. Nine."""
    nine = 9
    for number in range(15):
        family = make_family(by)
        danger = make_map(by, family)
        for name in ("Nan Jo", "Raj", "Bea")[: 3 if number < nine else 2]:
            if number <= nine:
                make_told(by, make_member(by, family, name), danger.pk)
    return nine


@pytest.fixture
def first_of_april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "timezone", SimpleNamespace(localdate=lambda: TODAY))


def test_the_figure_on_the_screen_is_what_a_hand_counts(
    practitioner, analyst, worked: Worked, sign_in, first_of_april, every_measure
):
    nine = fifteen_families(practitioner)
    with as_viewer(analyst):
        done = hand_in_our_own(analyst, Progress())
        children = FamilyMember.objects.filter(part="child")
        told = InformedStep.objects.filter(level__gte=3)
        who = [
            told.filter(member__family=child.family_id).values("member").distinct()
            for child in children
        ]
        know = sum(members.count() >= 3 for members in who)
        everybody = children.count()
    assert (know, everybody) == (2 * nine, 30)
    [handed] = worked()
    assert str(handed.pk) in done.path
    assert (handed.kind, handed.state, handed.years) == ("kinfold", "read", [2027])
    assert (handed.child_count, handed.left_out_count) == (30, 0)
    with as_viewer(analyst):
        whole, *parts = figures_of(analyst, THREE)
    assert (whole.numerator, whole.denominator, whole.value) == (18, 30, 60.0)
    # sex was written down of nobody here, so that nothing is parted by it
    assert {one.breakdown for one in parts} >= {"age", "stage", "network_size"}
    client = sign_in(analyst)
    assert THREE in client.get("/measures/returns/").content.decode()
    page = client.get(f"/measures/returns/{THREE}/").content.decode()
    assert "60.0%" in page
    assert "By size of the network" in page
    listed = client.get("/returns/").content.decode()
    assert "own record of 2027" in listed.replace("&#x27;", "'")


def test_the_same_record_again_changes_nothing_and_a_changed_one_replaces_it(
    practitioner, analyst, worked: Worked, first_of_april
):
    family = make_family(practitioner)
    with as_viewer(analyst):
        hand_in_our_own(analyst, Progress())
        again = hand_in_our_own(analyst, Progress())
        assert "Nothing has changed" in again.message
        assert HandedReturn.objects.count() == 1
    danger = make_map(practitioner, family)
    make_told(practitioner, make_member(practitioner, family), danger.pk)
    with as_viewer(analyst):
        hand_in_our_own(analyst, Progress())
    worked()
    with as_viewer(analyst):
        periods = {f.period for f in figures_of(analyst, THREE) if not f.breakdown}
        assert periods == {"2027", *(f"2027-Q{number}" for number in range(1, 5))}
        assert HandedReturn.objects.count() == 2


def test_cancelled_halfway_nothing_is_handed_in(
    practitioner, analyst, first_of_april, files_root: Path, monkeypatch
):
    monkeypatch.setattr("kinfold.platform.jobs.progress.WRITE_EVERY_SECONDS", -1)
    make_family(practitioner)

    def stop(progress: Progress) -> None:
        if progress.done_count:
            raise Cancelled

    with pytest.raises(Cancelled), as_viewer(analyst):
        hand_in_our_own(analyst, Progress(stop))
    with as_viewer(analyst):
        assert not HandedReturn.objects.exists()
    assert not list(files_root.rglob("*.*"))


def test_who_may_count_on_it(analyst, practitioner, manager, sign_in, tmp_path: Path):
    client = sign_in(analyst)
    assert "Count on our own record" in client.get("/returns/").content.decode()
    assert client.get("/returns/own-record/").status_code == 405
    answer = client.post("/returns/own-record/")
    with as_viewer(analyst):
        run = JobRun.objects.get(job="returns.own_record")
    assert answer["Location"].endswith(f"{run.pk}/")
    for other in (practitioner, manager):
        assert sign_in(other).post("/returns/own-record/").status_code == 403
        with as_viewer(other), pytest.raises(PermissionDenied):
            export_own_record(into=tmp_path, today=TODAY, progress=Progress(), by=other)


def test_elsewhere_exports_its_own_record_only(practitioner, elsewhere, tmp_path: Path):
    make_family(practitioner)
    with as_viewer(elsewhere):
        place = Authority.objects.get(pk=elsewhere.authority_id)
    place.ons_code = "E10000020"
    as_owner(place.save)
    told = export(elsewhere, tmp_path / "out")
    assert not any(told.values())


def test_without_a_code_the_job_says_what_to_do(analyst, authority):
    authority.ons_code = ""
    as_owner(authority.save)
    with as_viewer(analyst), pytest.raises(JobRefused, match="code"):
        hand_in_our_own(analyst, Progress())


@pytest.mark.parametrize(
    ("steps", "until", "found"),
    [
        ([], None, []),
        ([(1, "a")], None, [("a", 1, None)]),
        ([(1, "a"), (3, "b")], None, [("a", 1, 3), ("b", 3, None)]),
        ([(1, "a"), (1, "b")], None, [("b", 1, None)]),
        ([(1, "a"), (3, None), (5, "a")], None, [("a", 1, 3), ("a", 5, None)]),
        ([(3, "a"), (1, "b")], None, [("b", 3, None)]),
        ([(1, "a"), (3, "b")], 2, [("a", 1, 2)]),
        ([(1, "a")], 1, []),
    ],
)
def test_from_when_to_when(steps, until, found):
    def on(day: int | None) -> date | None:
        return day and date(2026, 1, day)

    got = stretches([(date(2026, 1, d), what) for d, what in steps], until=on(until))
    assert list(got) == [Stretch(what, on(s), on(e)) for what, s, e in found]


def test_a_map_says_when_it_was_begun_and_first_given(
    practitioner, analyst, tmp_path: Path
):
    family = make_family(practitioner)
    make_map(practitioner, family)
    [row] = export(analyst, tmp_path / "out")["family_maps"]
    with as_viewer(practitioner):
        begun = timezone.localdate(Mapping.objects.get(family=family).started_at)
    assert (row["start_date"], row["shared_date"]) == (begun.isoformat(), "")


def test_the_command_writes_what_the_reader_reads(
    practitioner, analyst, tmp_path: Path
):
    make_family(practitioner)
    out = tmp_path / "out"
    with as_authority(None, user_id=analyst.user_id):
        email = User.objects.get(pk=analyst.user_id).email
    with as_authority(None, user_id=practitioner.user_id):
        refused = User.objects.get(pk=practitioner.user_id).email
    with pytest.raises(CommandError, match="Nothing was exported"):
        call_command("export_practice", out, "--as", refused)
    assert not out.exists()
    with pytest.raises(CommandError, match="There is no account"):
        call_command("export_practice", out, "--as", "nobody@example.org")
    call_command("export_practice", out, "--as", email)
    with pytest.raises(CommandError, match="cannot be made"):
        call_command("export_practice", out, "--as", email)
    [bundle] = bundles_of(out.iterdir())
    assert bundle.kind is Kind.KINFOLD
    list(import_returns(bundle.files, into=tmp_path / "read", authority="925"))
    assert {"person", "family_children"} <= tables_in(tmp_path / "read").keys()
