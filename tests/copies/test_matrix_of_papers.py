"""Each paper and link of a family, row by row, against the matrix (11.3)."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kinfold.networks.models import NetworkMember
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import SafetyGoal
from kinfold.records.models import FamilyMember, Person
from kinfold_core.access import Artefact, Audience, Facts, may_see
from kinfold_core.practice.network import Level
from tests.factories.copies import Telephone, link_for
from tests.factories.networks import make_member, make_told
from tests.factories.planning import FRIDAYS, Planned, make_live
from tests.factories.practice import make_entry, make_family, make_person, named
from tests.platform.conftest import no_counters

__all__ = ["no_counters"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("no_counters"),
]
SignIn = Callable[[Viewer], Client]
FAMILYS = ("family-copy", "family-copy-pdf", "family-copy-text", "read-aloud")
OWN = ("member-copy", "member-copy-pdf")
GOOD = "Leanne hums to Kai every night."
READERS: Mapping[str, tuple[Audience, int]] = {
    "Amira": (Audience.CHILD, 0),
    "Leanne": (Audience.PARENT, 0),
    "Tess": (Audience.NETWORK, Level.NOT_TOLD),
    "Marta": (Audience.NETWORK, Level.HEARD),
    "Una": (Audience.NETWORK, Level.PLAN),
}


@pytest.fixture
def lived(practitioner: Viewer, chair: Viewer) -> Planned:
    """A family that lives by its plan, with three of the network who carry nothing."""
    planned = make_live(practitioner, chair, make_family(practitioner))
    make_entry(practitioner, planned.family, text=GOOD)
    for name, (audience, level) in READERS.items():
        if audience is not Audience.NETWORK:
            continue
        with as_viewer(practitioner):
            FamilyMember.objects.create(
                authority_id=planned.family.authority_id,
                family=planned.family,
                person=make_person(practitioner, name),
                part=FamilyMember.Part.NETWORK,
            )
            who = named(practitioner, planned.family, name)
        member = make_member(practitioner, planned.family, name, who=who)
        if level:
            make_told(practitioner, member, planned.danger.pk, level=level)
    return planned


def rows_for(
    audience: Audience, by: Viewer, lived: Planned
) -> dict[str, tuple[Artefact, dict[str, bool]]]:
    """The words of one row of each kind, and what it is to the matrix."""
    with as_viewer(by):
        goal = SafetyGoal.objects.get(danger=lived.danger).family_goal
    core = {"is_core": True, "is_for_child": True}
    return {
        GOOD: (Artefact.MAP, {"is_for_child": True}),
        lived.danger.worried_about: (Artefact.MAP, core),
        goal: (Artefact.MAP, core),
        # a child has a part in it; nobody of the network who reads here carries it
        FRIDAYS: (
            Artefact.SAFETY_PLAN,
            {"is_for_child": True, "is_theirs": audience is Audience.CHILD},
        ),
    }


def words_of(answer: object) -> str:
    """What stands on a page or a paper, as one line."""
    content = answer.content  # type: ignore[attr-defined]
    if content.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(content)).pages
        text = " ".join(page.extract_text() for page in pages)
    else:
        text = content.decode().replace("&#x27;", "'")
    return " ".join(text.split())


def papers_for(
    client: Client, phone: Telephone, by: Viewer, lived: Planned, name: str
) -> dict[str, str]:
    """All that can be given to this reader, by its way."""
    family = lived.family
    audience, _ = READERS[name]
    with as_viewer(by):
        person = Person.objects.get(given_names=name)
        member = NetworkMember.objects.filter(family=family, person=person).first()
    found = {}
    for way in FAMILYS:
        answer = client.get(
            reverse(f"copies:{way}", args=[family.pk]),
            {"chosen": 1, "reader": person.pk, "part": ["plan"]},
        )
        # what refuses shows the worker a copy that is not for them
        if answer.status_code == 200:
            found[way] = words_of(answer)
    if audience is not Audience.NETWORK:
        status, text = phone.opens(link_for(by, family, name))
        assert status == 200
        found["link"] = " ".join(text.replace("&#x27;", "'").split())
    if member:
        for way in OWN:
            for query in ("", "?chosen=1&allowed_by=Leanne&also=worry"):
                url = reverse(f"own_copies:{way}", args=[family.pk, member.pk])
                answer = client.get(url + query)
                if answer.status_code == 200:
                    found[way + query] = words_of(answer)
    return found


@pytest.mark.parametrize("name", READERS)
def test_no_paper_opens_a_row_that_is_not_theirs(
    sign_in: SignIn, practitioner: Viewer, lived: Planned, phone: Telephone, name: str
) -> None:
    audience, level = READERS[name]
    rows = rows_for(audience, practitioner, lived)
    papers = papers_for(sign_in(practitioner), phone, practitioner, lived, name)
    opened = {
        (way, words)
        for way, paper in papers.items()
        for words in rows
        if " ".join(words.split()) in paper
    }
    wrong = {
        (way, words)
        for way, words in opened
        if not may_see(rows[words][0], audience, Facts(level=level, **rows[words][1]))
    }
    assert wrong == set()
    # and what is theirs does stand on something, so that a blank paper fails
    told = {words for _, words in opened}
    assert (lived.danger.worried_about in told) is (
        audience is not Audience.NETWORK or level >= Level.HEARD
    )
    ways = {way.partition("?")[0] for way in papers}
    if audience is Audience.NETWORK:
        assert ways == set(OWN)
    else:
        assert ways == {*FAMILYS, "link"}
