"""An extract of the case system comes in whole, twice without change, and says what
could not be taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import F

from kinfold.finding.selectors.search import search_people
from kinfold.intake.actions import import_folder
from kinfold.intake.models import ImportFinding, PeopleImport
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
from kinfold.platform.models import AuditEvent, Authority, Worker
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
