"""One box finds people however they are asked for, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils.html import escape

from kinfold.finding.reading import understand
from kinfold.finding.selectors.duplicates import likely_duplicates
from kinfold.finding.selectors.search import Found, search_people
from kinfold.people.actions.people import add_reference
from kinfold.people.details import PersonDetails
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent, Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.actions.access import restrict_family
from kinfold.records.models import Family
from kinfold_core.access import Role
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.likeness import Band
from tests.factories.people import Okafors, make_person
from tests.factories.platform import make_worker_viewer

TODAY = date(2026, 11, 23)


def names(found: Found) -> list[str]:
    return [hit.person.full_name for hit in found.hits]


@pytest.fixture
def crowd(worker: Viewer, okafors: Okafors) -> Okafors:
    """Others with names near enough to be in the way."""
    make_person(worker, "Muhammad", "Iqbal", born=FuzzyDate.on(date(2015, 2, 11)))
    make_person(worker, "Siobhán", "O'Brien", born=FuzzyDate.on(date(2014, 7, 1)))
    make_person(worker, "Elizabeth", "van der Berg")
    make_person(worker, "Zofia", "Kowalska", born=FuzzyDate.in_year(2016))
    make_person(worker, "Petra", "Balog")
    make_person(worker, "Amir", "Hussain", born=FuzzyDate.on(date(2017, 5, 3)))
    return okafors


MEANT = {
    "Amira Okafor": "Amira Grace Okafor",
    "okafor amira": "Amira Grace Okafor",
    "ami oka": "Amira Grace Okafor",
    "Ameera Okafor": "Amira Grace Okafor",
    "Amira Okaffor": "Amira Grace Okafor",
    "amira 3/5/2017": "Amira Grace Okafor",
    "Amira Okafor 3/5/2016": "Amira Grace Okafor",
    "LC-10442": "Amira Grace Okafor",
    "lc 10442": "Amira Grace Okafor",
    "Mohammed Iqbal": "Muhammad Iqbal",
    "obrien": "Siobhán O'Brien",
    "O’Brien Siobhan": "Siobhán O'Brien",
    "Liz Vanderberg": "Elizabeth van der Berg",
    "beth van der berg": "Elizabeth van der Berg",
    "Kowalska 2016": "Zofia Kowalska",
    "11 February 2015": "Muhammad Iqbal",
    "Leanne Reed": "Leanne Okafor",
    "nan jo": "Nan Jo Reed",
    "balogh": "Petra Balog",
    "petra ballog": "Petra Balog",
    "amira okafer": "Amira Grace Okafor",
    "amira okafr": "Amira Grace Okafor",
    "kowalksa": "Zofia Kowalska",
}
NOBODY = ("Xylophone", "Qwertyuiop Zxcvb", "1 January 1931")


@pytest.mark.slow
def test_the_one_who_is_meant_comes_first(crowd: Okafors, worker: Viewer) -> None:
    with as_viewer(worker):
        found = {
            asked: names(search_people(worker, asked, today=TODAY))[:1]
            for asked in (*MEANT, *NOBODY)
        }
    assert found == {
        **{asked: [first] for asked, first in MEANT.items()},
        **{asked: [] for asked in NOBODY},
    }


@pytest.mark.parametrize("asked", ["okafer", "okafr", "Okafur"])
def test_a_name_need_not_be_spelled_right(
    okafors: Okafors, worker: Viewer, asked: str
) -> None:
    with as_viewer(worker):
        found = search_people(worker, asked, today=TODAY)
    assert {hit.person.family_name for hit in found.hits} >= {"Okafor"}


def test_what_was_asked_is_said_back_as_it_was_typed(
    okafors: Okafors, worker: Viewer, sign_in: Callable[[Viewer], Client]
) -> None:
    for asked in ("LN1 1AA", "Amira O'Kafor"):
        page = sign_in(worker).get("/people/search/", {"q": asked})
        assert f"found for “{escape(asked)}”" in page.content.decode()


@pytest.mark.slow
def test_a_postcode_finds_who_lives_there(crowd: Okafors, worker: Viewer) -> None:
    with as_viewer(worker):
        found = names(search_people(worker, "ln1 1AA", today=TODAY))
    assert set(found) == {"Amira Grace Okafor", "Kai Okafor", "Leanne Okafor"}


def test_a_family_is_found_by_its_own_reference(crowd: Okafors, worker: Viewer) -> None:
    reference = crowd.family.reference
    with as_viewer(worker):
        for asked in (reference, reference.replace("-", " ").lower()):
            found = search_people(worker, asked, today=TODAY)
            assert [family.pk for family in found.families] == [crowd.family.pk]


def test_a_made_up_family_is_found_as_the_start_names_it(
    crowd: Okafors, worker: Viewer
) -> None:
    with as_viewer(worker):
        Family.objects.filter(pk=crowd.family.pk).update(reference="MADE-UP-1-00000")
        found = search_people(worker, "made-up-1-00000", today=TODAY)
    assert [family.pk for family in found.families] == [crowd.family.pk]


def test_another_authority_finds_nothing(crowd: Okafors, elsewhere: Viewer) -> None:
    with as_viewer(elsewhere):
        found = search_people(elsewhere, "Amira Okafor", today=TODAY)
    assert found.hits == ()
    assert not found.has_restricted


def test_who_may_not_search_is_refused(analyst: Viewer, programme_lead: Viewer) -> None:
    with as_viewer(analyst), pytest.raises(PermissionDenied):
        search_people(analyst, "Amira", today=TODAY)
    with as_viewer(programme_lead), pytest.raises((PermissionDenied, NotFound)):
        search_people(programme_lead, "Amira", today=TODAY)


def test_a_restricted_record_is_told_of_without_a_name(
    crowd: Okafors, worker: Viewer, senior_leader: Viewer, manager: Viewer
) -> None:
    assert worker.worker_id is not None
    with as_viewer(senior_leader):
        restrict_family(
            family_id=crowd.family.pk,
            worker_ids=[worker.worker_id],
            reason="Risk from somebody who works here",
            by=senior_leader,
        )
    for asked in ("Amira Okafor", "LC-10442", crowd.family.reference):
        with as_viewer(manager):
            found = search_people(manager, asked, today=TODAY)
        assert found.has_restricted
        assert "Amira Grace Okafor" not in names(found)
        assert found.families == ()
    with as_viewer(worker):
        found = search_people(worker, "Amira Okafor", today=TODAY)
    assert names(found)[0] == "Amira Grace Okafor"


def test_a_search_is_written_down(
    crowd: Okafors, worker: Viewer, sign_in: Callable[[Viewer], object]
) -> None:
    sign_in(worker).get("/people/search/?q=amira")  # type: ignore[attr-defined]
    with as_viewer(worker):
        event = AuditEvent.objects.get(kind="search")
    assert event.changes["words"] == "amira"


@pytest.mark.parametrize(
    ("typed", "words", "born", "keys"),
    [
        ("", (), None, ()),
        ("   \x00 ", (), None, ()),
        ("Amira", ("amira",), None, ("AMIRA",)),
        (
            "amira 2016",
            ("amira",),
            FuzzyDate.in_year(2016),
            ("2016", "AMIRA", "AMIRA2016"),
        ),
        ("💔", (), None, ()),
        ("<b>Ann</b>", ("b", "ann"), None, ("BANNB",)),
    ],
)
def test_what_was_typed_is_understood(
    typed: str, words: tuple[str, ...], born: FuzzyDate | None, keys: tuple[str, ...]
) -> None:
    question = understand(typed, today=TODAY)
    assert (question.words, question.born, question.reference_keys) == (
        words,
        born,
        keys,
    )


def exact(year: int, month: int, day: int) -> FuzzyDate:
    return FuzzyDate.on(date(year, month, day))


@pytest.mark.parametrize(
    ("given", "family", "born", "band"),
    [
        ("Amira", "Okafor", exact(2017, 5, 3), Band.LIKELY),
        ("Amira", "Okafor", exact(2017, 3, 5), Band.LIKELY),
        ("Ameera", "Okafor", exact(2017, 3, 5), Band.POSSIBLE),
        ("Amira", "Okafor", None, Band.UNLIKELY),
        ("Amira", "Smith", exact(2017, 5, 3), Band.POSSIBLE),
        ("Kai", "Okafor", exact(2001, 1, 9), None),
        ("Peter", "Lamb", exact(2017, 5, 3), None),
    ],
)
def test_a_likely_double_is_shown_before_a_second_record(
    okafors: Okafors,
    worker: Viewer,
    given: str,
    family: str,
    born: FuzzyDate | None,
    band: Band | None,
) -> None:
    details = PersonDetails(given_names=given, family_name=family, born=born)
    with as_viewer(worker):
        matches = likely_duplicates(worker, details).matches
    assert (matches[0].likeness.band if matches else None) is band


def test_a_double_on_a_restricted_record_warns_without_a_name(
    okafors: Okafors, worker: Viewer, senior_leader: Viewer, manager: Viewer
) -> None:
    assert worker.worker_id is not None
    with as_viewer(senior_leader):
        restrict_family(
            family_id=okafors.family.pk,
            worker_ids=[worker.worker_id],
            reason="A relative works here",
            by=senior_leader,
        )
    details = PersonDetails(
        given_names="Amira",
        family_name="Okafor",
        born=FuzzyDate.on(date(2017, 5, 3)),
    )
    with as_viewer(manager):
        found = likely_duplicates(manager, details)
    assert found.matches == ()
    assert found.has_restricted


def test_two_authorities_may_hold_the_same_number(
    okafors: Okafors, elsewhere_authority: Authority
) -> None:
    other = make_worker_viewer(elsewhere_authority, Role.PRACTITIONER)
    child = make_person(other, "Ana", "Silva")
    with as_viewer(other):
        reference = add_reference(
            person_id=child.pk,
            system="case_system",
            kind="la_child_id",
            value="LC-10442",
            by=other,
        )
    assert reference.value_key == "LC10442"
