"""An extract of the case system comes in whole, twice without change, and says what
could not be taken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import F
from django.test import Client

from kinfold.finding.selectors.search import search_people
from kinfold.intake.actions import hand_in, import_folder, read_import
from kinfold.intake.jobs import import_people
from kinfold.intake.models import ImportFinding, PeopleImport
from kinfold.intake.ssd.cells import read_day
from kinfold.intake.ssd.extract import Line, decoded, table_name
from kinfold.intake.taking.book import Planned
from kinfold.intake.taking.run import ChangedMeanwhile, _write_all
from kinfold.people.actions.people import change_person
from kinfold.people.details import PersonDetails
from kinfold.people.models import (
    Address,
    ExternalReference,
    NameKey,
    Relationship,
    Residence,
)
from kinfold.platform.jobs import Progress
from kinfold.platform.models import AuditEvent, Authority, User, Worker
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import (
    Allocation,
    Family,
    FamilyMember,
    Person,
    ServiceStatus,
)
from kinfold_core.access import Role
from tests.factories.platform import make_worker_viewer
from tests.finding.test_merging import everything

SAMPLE = Path(__file__).parent / "ssd"
pytestmark = pytest.mark.slow


@pytest.fixture
def done(analyst: Viewer) -> PeopleImport:
    with as_viewer(analyst):
        return import_folder(path=SAMPLE, by=analyst, steps=Progress())


def called(name: str) -> Person:
    return Person.objects.get(given_names=name)


def findings(done: PeopleImport) -> set[tuple[str, int, str]]:
    return {
        (finding.file, finding.line, finding.field)
        for finding in ImportFinding.objects.filter(people_import=done)
    }


def test_every_row_is_taken_known_or_left_out(
    done: PeopleImport, analyst: Viewer
) -> None:
    files = sum(len(p.read_text().splitlines()) - 1 for p in SAMPLE.glob("*.csv"))
    assert done.row_count == files
    assert done.row_count == (
        done.taken_count + done.unchanged_count + done.left_out_count
    )
    with as_viewer(analyst):
        left_out = ImportFinding.objects.filter(weight="left_out")
        assert left_out.values("file", "line").distinct().count() >= done.left_out_count


def test_what_could_not_be_taken_is_said_with_file_line_and_field(
    done: PeopleImport, analyst: Viewer
) -> None:
    with as_viewer(analyst):
        found = findings(done)
        mended = ImportFinding.objects.exclude(mend="").count()
    assert {
        ("ssd_professionals.csv", 4, "prof_professional_name"),
        ("ssd_person.csv", 5, "pers_dob"),
        ("ssd_person.csv", 7, "pers_forename"),
        ("ssd_person.csv", 7, "pers_ethnicity"),
        ("ssd_person.csv", 9, "pers_person_id"),
        ("ssd_person.csv", 10, "pers_dob"),
        ("ssd_person.csv", 10, "pers_sex"),
        ("ssd_linked_identifiers.csv", 4, "link_identifier_value"),
        ("ssd_linked_identifiers.csv", 5, "link_person_id"),
        ("ssd_mother.csv", 4, "moth_person_id"),
        ("ssd_mother.csv", 5, "moth_childs_person_id"),
        ("ssd_address.csv", 5, "addr_address_json"),
        ("ssd_address.csv", 6, "addr_address_end_date"),
        ("ssd_cin_episodes.csv", 5, "cine_referral_nfa"),
        ("ssd_cin_episodes.csv", 6, "cine_referral_date"),
        ("ssd_involvements.csv", 5, "invo_professional_id"),
        ("ssd_cla_health.csv", 1, ""),
    } == found
    assert mended == len(found)


def test_people_families_and_their_numbers_are_there(
    done: PeopleImport, analyst: Viewer
) -> None:
    with as_viewer(analyst):
        amira = called("Amira")
        numbers = set(
            ExternalReference.objects.filter(person=amira).values_list("kind", "value")
        )
        family = Family.objects.get(name="Okafor")
        parts = {m.person.given_names: m.part for m in family.members.all()}
        unborn = Person.objects.get(family_name="Marsh")
        formula = Person.objects.get(family_name="Dane")
    assert numbers == {
        ("la_child_id", "P1"),
        ("legacy_id", "L-77"),
        ("unique_pupil_number", "A123456789012"),
        ("nhs_number", "943 476 5919"),
    }
    assert parts == {"Amira": "child", "Kai": "child", "Leanne": "adult"}
    assert (unborn.is_unborn, str(unborn.due_on)) == (True, "2027-01-20")
    assert formula.given_names == ""


def test_services_and_workers_are_there(done: PeopleImport, analyst: Viewer) -> None:
    with as_viewer(analyst):
        of_amira = [
            (s.status, str(s.started_on), str(s.ended_on))
            for s in ServiceStatus.objects.filter(child=called("Amira")).order_by(
                "started_on"
            )
        ]
        of_sean = list(
            ServiceStatus.objects.filter(child=called("Séan")).values_list(
                "status", "started_on", "ended_on"
            )
        )
        of_rhys = set(
            ServiceStatus.objects.filter(child=called("Rhys")).values_list(
                "status", flat=True
            )
        )
        held = Allocation.objects.get(
            family=Family.objects.get(name="Okafor"), ended_on=None
        )
        worker = Worker.objects.get(pk=held.worker_id)
        closed = Family.objects.get(name="Kowalska").closed_on
    assert of_amira == [
        ("child_in_need", "2024-01-10", "None"),
        ("child_protection", "2024-03-01", "2024-11-15"),
        ("child_protection", "2025-06-01", "None"),
    ]
    assert [(s, str(a), b) for s, a, b in of_sean] == [
        ("looked_after", "2018-02-01", None)
    ]
    assert of_rhys == {"looked_after", "care_leaver"}
    assert (worker.name, worker.roles, worker.user_id) == ("Priya Nair", [], None)
    assert str(closed) == "2021-09-30"


def test_a_confidential_address_is_sealed(done: PeopleImport, analyst: Viewer) -> None:
    with as_viewer(analyst):
        residence = Residence.objects.select_related("address").get(
            person=called("Leanne")
        )
        words = [f"{a.lines} {a.postcode}" for a in Address.objects.all()]
    assert residence.address.is_hidden
    assert not any("Quiet" in word or "LN9" in word for word in words)


def test_the_mother_is_related_and_in_the_family(
    done: PeopleImport, analyst: Viewer
) -> None:
    with as_viewer(analyst):
        ties = set(
            Relationship.objects.values_list(
                "person__given_names", "code", "other__given_names"
            )
        )
    assert ties == {("Leanne", "parent", "Amira"), ("Leanne", "parent", "Kai")}


def test_the_same_extract_twice_changes_nothing(
    done: PeopleImport, analyst: Viewer
) -> None:
    with as_viewer(analyst):
        before = _records()
        again = import_folder(path=SAMPLE, by=analyst, steps=Progress())
        assert _records() == before
        assert findings(again) == findings(done)
    assert again.taken_count == 0
    assert again.row_count == again.unchanged_count + again.left_out_count


def _records() -> dict[str, Any]:
    mine = {"intake.peopleimport", "intake.importfinding"}
    return {k: v for k, v in everything().items() if k not in mine}


def _changed(tmp_path: Path, table: str, old: str, new: str) -> Path:
    for file in SAMPLE.glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        if file.stem == table:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    return tmp_path


def test_everybody_an_import_touched_has_an_event_of_their_own(
    done: PeopleImport, analyst: Viewer
) -> None:
    with as_viewer(analyst):
        events = AuditEvent.objects.filter(action="import.took")
        people = set(events.values_list("person_id", flat=True)) - {None}
        families = set(events.values_list("family_id", flat=True)) - {None}
        assert people == set(Person.objects.values_list("pk", flat=True))
        assert families == set(Family.objects.values_list("pk", flat=True))
        assert {event.target_id for event in events} == {str(done.pk)}
        before = events.count()
        import_folder(path=SAMPLE, by=analyst, steps=Progress())
        assert events.count() == before, "nothing changed, so nothing to write down"


def test_what_the_case_system_changed_is_taken(
    done: PeopleImport, analyst: Viewer, tmp_path: Path
) -> None:
    later = _changed(tmp_path, "ssd_person", "P1,Amira,Okafor", "P1,Amira,Reed")
    with as_viewer(analyst):
        again = import_folder(path=later, by=analyst, steps=Progress())
        assert called("Amira").family_name == "Reed"
        assert NameKey.objects.filter(person=called("Amira"), key="reed").exists()
    assert again.taken_count == 1


def test_an_episode_that_ended_since_is_ended(
    done: PeopleImport, analyst: Viewer, tmp_path: Path
) -> None:
    later = _changed(tmp_path, "ssd_cp_plans", "2025-06-01,,", "2025-06-01,2026-05-01,")
    with as_viewer(analyst):
        import_folder(path=later, by=analyst, steps=Progress())
        status = ServiceStatus.objects.get(source="ssd:ssd_cp_plans:C2")
    assert str(status.ended_on) == "2026-05-01"


def test_what_a_worker_changed_by_hand_is_not_written_over(
    done: PeopleImport, analyst: Viewer, authority: Authority
) -> None:
    chair = make_worker_viewer(authority, Role.PRACTITIONER)
    with as_viewer(chair):
        rhys = called("Rhys")
        FamilyMember.objects.filter(person=rhys).delete()
        change_person(
            person_id=rhys.pk,
            details=PersonDetails(
                given_names="Rhys", family_name="Vance-Dole", sex="male"
            ),
            version=1,
            by=chair,
        )
    with as_viewer(analyst):
        again = import_folder(path=SAMPLE, by=analyst, steps=Progress())
        assert called("Rhys").family_name == "Vance-Dole"
        assert ("ssd_person.csv", 11, "pers_surname") in findings(again)


def test_what_a_worker_saves_while_an_import_reads_is_kept(
    done: PeopleImport, analyst: Viewer
) -> None:
    with as_viewer(analyst):
        read_before = called("Amira")
        Person.objects.filter(pk=read_before.pk).update(
            version=F("version") + 1, communication_needs="Large print"
        )
        read_before.sex = "male"
        with pytest.raises(ChangedMeanwhile):
            _write_all([Planned(changes=[(read_before, {"sex": "male"})])])
        kept = Person.objects.get(pk=read_before.pk)
    assert (kept.sex, kept.communication_needs) == ("female", "Large print")


def test_imported_people_are_found(
    done: PeopleImport, authority: Authority, analyst: Viewer
) -> None:
    viewer = make_worker_viewer(authority, Role.PRACTITIONER)
    with as_viewer(viewer):
        found = search_people(viewer, "Sean O'Riain", today=done.created_at.date())
    assert [hit.person.given_names for hit in found.hits][:1] == ["Séan"]


def test_only_those_who_may_import_do(worker: Viewer) -> None:
    with as_viewer(worker), pytest.raises(PermissionDenied):
        import_folder(path=SAMPLE, by=worker, steps=Progress())


def _zip(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(f"{name}.csv", raw)
    return held.getvalue()


PERSON = (SAMPLE / "ssd_person.csv").read_bytes()


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("a.zip", b"not a zip at all", "not a zip"),
        ("a.zip", _zip(ssd_person=PERSON)[:200], "damaged"),
        ("a.zip", _zip(), "no CSV file"),
        ("a.csv", b"", ""),
    ],
)
def test_a_file_that_cannot_be_read_says_so(
    analyst: Viewer, name: str, raw: bytes, says: str, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path
    if not raw:
        from kinfold.records.errors import CannotDo

        with as_viewer(analyst), pytest.raises(CannotDo, match="empty"):
            hand_in(file_name=name, chunks=[raw], by=analyst)
        return
    with as_viewer(analyst):
        made = hand_in(file_name=name, chunks=[raw], by=analyst)
        ended = import_people(analyst, Progress(), import_id=made.pk)
        done = PeopleImport.objects.get()
    assert done.state == "failed"
    assert ended is not None
    assert ended.message == done.message
    assert says in done.message
    assert done.row_count == 0


@pytest.mark.parametrize(
    "raw",
    [
        PERSON.decode().encode("utf-16"),
        PERSON.decode().encode("cp1252"),
        b"\xef\xbb\xbf" + PERSON,
        PERSON.replace(b"\n", b"\r\n"),
    ],
)
def test_any_encoding_gives_the_same_people(
    analyst: Viewer, raw: bytes, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path
    with as_viewer(analyst):
        made = hand_in(file_name="SSD_Person.csv", chunks=[raw], by=analyst)
        (tmp_path / "imports" / str(analyst.authority_id)).mkdir(exist_ok=True)
        done = read_import(import_id=made.pk, by=analyst, steps=Progress())
        assert called("Séan").family_name == "Ó Riain"
    assert (done.row_count, done.taken_count, done.left_out_count) == (10, 9, 1)


@pytest.mark.parametrize(
    "text",
    [
        'pers_person_id,pers_forename\nP1,"never closed\nP2,Ann\n',
        "pers_person_id,pers_forename\nP1,Ann,Extra\n",
        "pers_person_id,pers_forename\nP1,A\x00nn\n",
        "pers_person_id,pers_forename\nP1," + "x" * 200_000 + "\n",
        "wrong,columns\n1,2\n",
        "\n\n\n",
        "pers_person_id,pers_forename\nP1,<script>alert(1)</script>\n",
    ],
)
def test_a_strange_table_never_stops_the_import(
    analyst: Viewer, text: str, tmp_path: Path
) -> None:
    (tmp_path / "ssd_person.csv").write_text(text, encoding="utf-8")
    with as_viewer(analyst):
        done = import_folder(path=tmp_path, by=analyst, steps=Progress())
        found = ImportFinding.objects.filter(people_import=done).count()
    assert done.state == "done"
    assert done.row_count == done.taken_count + done.left_out_count
    assert done.taken_count + found > 0


def test_the_page_takes_an_upload_and_shows_what_to_mend(
    analyst: Viewer,
    sign_in: Callable[[Viewer], Client],
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.FILES_ROOT = tmp_path
    client = sign_in(analyst)
    upload = SimpleUploadedFile("extract.zip", _zip(ssd_person=PERSON))
    answer = client.post("/imports/", {"extract": upload})
    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200  # type: ignore[attr-defined]
    with as_viewer(analyst):
        waiting = PeopleImport.objects.get()
        ended = import_people(analyst, Progress(), import_id=waiting.pk)
    assert ended is not None
    assert ended.message == "9 rows taken, 0 known already, 1 left out"
    page = client.get(f"/imports/{waiting.pk}/").content.decode()
    assert "10 rows: 9 taken, 0 known already, 1 left out" in page
    listed = client.get(f"/imports/{waiting.pk}/findings.csv").content.decode()
    assert "'=HYPERLINK" in listed


@pytest.mark.parametrize("name", ["people.exe", "people.xlsx"])
def test_a_file_of_another_kind_is_refused(
    analyst: Viewer, sign_in: Callable[[Viewer], Client], name: str
) -> None:
    answer = sign_in(analyst).post(
        "/imports/", {"extract": SimpleUploadedFile(name, b"MZ...")}
    )
    assert answer.status_code == 422
    assert "ends in .zip or .csv" in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017-05-03", "2017-05-03"),
        ("2017-05-03T00:00:00", "2017-05-03"),
        ("03/05/2017 00:00", "2017-05-03"),
        ("3 May 2017", "2017-05-03"),
        ("2017-02-30", "None"),
        ("42000", "None"),
        ("", "None"),
    ],
)
def test_days_are_read_as_databases_write_them(text: str, day: str) -> None:
    assert str(read_day(text)) == day


def test_a_table_is_known_by_its_file_name() -> None:
    for name in ("ssd_person.csv", "SSD_PERSON.CSV", "export/person.csv"):
        assert table_name(name) == "ssd_person"
    lines = list(decoded("person.csv", b"a,b\n1,2\n\n3,4\n").lines())
    assert [line.number for line in lines if isinstance(line, Line)] == [2, 4]


def test_the_command_reads_a_folder_as_somebody_who_may(
    analyst: Viewer, worker: Viewer, capsys: pytest.CaptureFixture[str]
) -> None:
    def email(viewer: Viewer) -> str:
        return User.objects.get(pk=viewer.user_id).email

    call_command("import_ssd", str(SAMPLE), email=email(analyst))
    assert "left out" in capsys.readouterr().out
    with pytest.raises(CommandError, match="may not import"):
        call_command("import_ssd", str(SAMPLE), email=email(worker))
    with pytest.raises(CommandError, match="no file or folder"):
        call_command("import_ssd", "/nowhere", email=email(analyst))
