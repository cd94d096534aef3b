"""What a child withheld in a visit is nowhere, for whoever the child did not choose.

Every address there is is asked, so that a page made later is asked without anybody
remembering to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from kinfold.platform.models import AuditEvent, Authority, Team
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.access import Role
from tests.factories.offline import item, make_device, make_taken, send, visit
from tests.factories.platform import make_worker_viewer
from tests.offline.test_devices import SignIn
from tests.platform.addresses import addresses
from tests.platform.conftest import no_counters  # noqa: F401  a fixture
from tests.platform.test_elsewhere import (
    ids,  # noqa: F401  a fixture, asked for by name
    insider,  # noqa: F401  a fixture, asked for by name
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("no_counters"),
]
WITHHELD = "I hide behind the boiler"
SHARED = "Nan Jo makes pancakes on Sundays"
LINE = {"colour": "purple", "pen": "thick", "points": [111, 113, 444, 447]}
DRAWN = json.dumps({"ground": "paper", "items": [LINE]}, separators=(",", ":"))


@pytest.fixture
def said(insider: Viewer, ids: dict[str, object]) -> Family:  # noqa: F811
    """Kai said two things in a visit of Sam's; other workers may see one of them."""
    with as_viewer(insider):
        family = Family.objects.get(pk=ids["family_id"])
    device = make_device(insider, "Green tablet")
    taken = make_taken(insider, family, device)
    at = {"base": "", "at": "2026-11-26T10:00:00+00:00"}
    withheld = item(WITHHELD)
    withheld["fields"]["picture"] = {"value": DRAWN, **at}
    everybody = dict.fromkeys(("parents", "network", "school", "workers"), "yes")
    shared = item(SHARED, part="good", answers=everybody)
    sent = send(insider, device, visit(taken, withheld, shared))
    assert sent.answer["needs_you"] == 0
    return family


def _words(response: HttpResponse) -> str:
    """What it says, also where the words are packed: a paper, a workbook."""
    said = b"".join(response) if response.streaming else response.content
    if said.startswith(b"%PDF") and b"startxref" in said:
        pages = PdfReader(BytesIO(said)).pages
        return " ".join(" ".join(one.extract_text() for one in pages).split())
    if said.startswith(b"PK"):
        with ZipFile(BytesIO(said)) as packed:
            said = b" ".join(packed.read(name) for name in packed.namelist())
    return said.decode(errors="replace")


def told_at(client: Client, rows: dict[str, object], *words: str) -> Iterator[str]:
    """The addresses whose answer has one of the words in it."""
    for one in addresses():
        text = _words(client.get(one.filled(rows)))
        if any(word in text for word in words):
            yield one.route


def test_a_colleague_of_the_same_team_finds_it_at_no_address(
    said: Family,
    authority: Authority,
    insider: Viewer,  # noqa: F811
    ids: dict[str, object],  # noqa: F811
    sign_in: SignIn,
) -> None:
    with as_viewer(insider):
        team = Team.objects.get(pk=min(insider.team_ids))
    colleague = make_worker_viewer(
        authority, Role.PRACTITIONER, name="Bea Lark", team=team
    )
    client = sign_in(colleague)
    opened = client.get(f"/families/{said.pk}/visits/")
    assert opened.status_code == 200, "or the refusals below would be worth nothing"
    drawn = ("M111 113", "111,113,444,447")
    assert list(told_at(client, ids, WITHHELD, *drawn)) == []
    assert any(told_at(sign_in(insider), ids, WITHHELD)), "Sam was there and finds it"


def test_who_answers_for_the_work_finds_it_with_the_childs_tools_alone(
    said: Family,
    authority: Authority,
    insider: Viewer,  # noqa: F811
    ids: dict[str, object],  # noqa: F811
    sign_in: SignIn,
) -> None:
    chair = make_worker_viewer(authority, Role.CONFERENCE_CHAIR, name="Ros Whitby")
    client = sign_in(chair)
    assert client.get(f"/families/{said.pk}/visits/").status_code == 200
    found = told_at(client, ids, WITHHELD)
    assert not [route for route in found if "/child" not in route]


def test_no_line_of_the_audit_holds_it(
    said: Family,
    insider: Viewer,  # noqa: F811
) -> None:
    with as_viewer(insider):
        lines = AuditEvent.objects.values_list("changes", "why")
        assert WITHHELD not in json.dumps(list(lines))
