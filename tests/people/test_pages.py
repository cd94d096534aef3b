"""Every page for those who may see it; nothing for those from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse

from kinfold.family_finding.models import FindingEpisode
from kinfold.finding import urls as finding_urls
from kinfold.finding.actions.adding import add_member
from kinfold.finding.actions.merging import merge_people
from kinfold.finding.details import NewMember
from kinfold.intake import urls as intake_urls
from kinfold.intake.models import PeopleImport
from kinfold.people import urls as people_urls
from kinfold.people.actions.homes import move
from kinfold.people.actions.relationships import TieDetails, relate
from kinfold.people.details import AddressDetails
from kinfold.people.models import ContactDetail, Relationship, Residence
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records import urls as records_urls
from kinfold.records.actions.access import use_emergency_access
from kinfold.records.models import EmergencyAccess
from tests.factories.child_tools import make_item, make_session
from tests.factories.family_finding import make_episode, make_found
from tests.factories.networks import make_member, make_told
from tests.factories.people import (
    OPENED_ON,
    Okafors,
    hide_home,
    keep_okafors_apart,
    make_family,
    make_person,
    new_person,
)

SignIn = Callable[[Viewer], Client]


@pytest.fixture
def ids(okafors: Okafors, worker: Viewer, manager: Viewer) -> dict[str, object]:
    """A real id of this authority for every part of every address."""
    residence, contact = hide_home(worker, okafors)
    double = make_person(worker, "Amira", "Okafor")
    with as_viewer(manager):
        access = use_emergency_access(
            family_id=okafors.family.pk,
            reason_kind="duty",
            reason="Covering for Sam who is away today",
            by=manager,
        )
        merge = merge_people(
            kept_id=okafors.amira.pk,
            merged_id=double.pk,
            reason="Same child, seen at school",
            by=manager,
        )
        made = PeopleImport.objects.create(
            authority_id=manager.in_authority(), file_name="ssd.zip"
        )
        tie = Relationship.objects.filter(person=okafors.leanne.pk).first()
    assert tie is not None
    return {
        "family_id": okafors.family.pk,
        "person_id": okafors.leanne.pk,
        "residence_id": residence.pk,
        "contact_id": contact.pk,
        "tie_id": tie.pk,
        "apart_id": keep_okafors_apart(worker, okafors).pk,
        "merge_id": merge.pk,
        "access_id": access.pk,
        "import_id": made.pk,
    }


ROOMS = (records_urls, people_urls, finding_urls, intake_urls)


def patterns() -> list[tuple[str, URLPattern]]:
    """Every address of records, people, finding and intake, with the room it is in."""
    return [(room.app_name, one) for room in ROOMS for one in room.urlpatterns]


def address(room: str, pattern: URLPattern, ids: dict[str, object]) -> str:
    wanted = {name: ids[name] for name in pattern.pattern.converters}
    return reverse(f"{room}:{pattern.name}", kwargs=wanted)


@pytest.mark.slow
def test_nothing_of_ours_is_there_for_anybody_elsewhere(
    ids: dict[str, object], elsewhere: Viewer, sign_in: SignIn
) -> None:
    client = sign_in(elsewhere)
    for room, pattern in patterns():
        if not pattern.pattern.converters:
            continue
        url = address(room, pattern, ids)
        assert client.get(url).status_code in {404, 405}, url
        assert client.post(url, {"x": "1"}).status_code in {404, 405}, url


@pytest.mark.slow
def test_a_programme_lead_finds_no_page_of_people(
    ids: dict[str, object], programme_lead: Viewer, sign_in: SignIn
) -> None:
    client = sign_in(programme_lead)
    for room, pattern in patterns():
        assert client.get(address(room, pattern, ids)).status_code in {404, 405}, (
            pattern
        )


@pytest.mark.slow
def test_an_id_that_never_was_is_not_found(worker: Viewer, sign_in: SignIn) -> None:
    client = sign_in(worker)
    for room, pattern in patterns():
        names = pattern.pattern.converters
        if names:
            url = address(room, pattern, dict.fromkeys(names, uuid4()))
            assert client.get(url).status_code in {403, 404, 405}, url


OPEN_TO_WORKER = {
    "families", "create-family-search", "create-family", "family", "who-looked",
    "rename", "add-member", "leave-family", "move", "search", "person", "edit-person",
    "add-name", "add-reference", "add-contact", "change-contact", "show-contact",
    "end-home", "show-address", "hide-home", "relate", "end-tie", "keep-apart",
    "end-apart", "earlier-words",
}  # fmt: skip


@pytest.mark.slow
def test_the_worker_opens_every_page_of_their_work_and_no_other(
    ids: dict[str, object], worker: Viewer, sign_in: SignIn
) -> None:
    client = sign_in(worker)
    for room, pattern in patterns():
        answer = client.get(address(room, pattern, ids))
        wanted = {200} if pattern.name in OPEN_TO_WORKER else {403, 405}
        if pattern.name == "emergency":
            wanted = {200}
        assert answer.status_code in wanted, (pattern.name, answer.status_code)


@pytest.mark.parametrize(
    ("who", "names"),
    [
        (
            "lead",
            {
                "allocate",
                "close",
                "change-status",
                "merge",
                "undo-merge",
                "unhide-home",
            },
        ),
        ("senior_leader", {"restrict", "emergency-reviews", "emergency-review"}),
        ("information_governance", {"who-looked", "restrict", "merge"}),
        ("analyst", {"imports", "import", "import-findings"}),
    ],
)
def test_each_role_opens_its_pages(
    ids: dict[str, object],
    who: str,
    names: set[str],
    sign_in: SignIn,
    request: pytest.FixtureRequest,
) -> None:
    client = sign_in(request.getfixturevalue(who))
    for room, pattern in patterns():
        if pattern.name in names:
            answer = client.get(address(room, pattern, ids))
            assert answer.status_code == 200, pattern.name


def test_a_refused_record_offers_emergency_access_and_says_no_name(
    okafors: Okafors, manager: Viewer, sign_in: SignIn
) -> None:
    answer = sign_in(manager).get(reverse("people:family", args=[okafors.family.pk]))
    assert answer.status_code == 403
    text = answer.content.decode()
    assert "not allocated to you or your team" in text
    assert reverse("records:emergency", args=[okafors.family.pk]) in text
    assert "Okafor" not in text
    with as_viewer(manager):
        assert AuditEvent.objects.filter(action="family.refused").count() == 1


def test_a_refused_address_that_holds_a_nul_is_refused_in_words(
    okafors: Okafors, manager: Viewer, sign_in: SignIn
) -> None:
    feed = reverse("child_words:feed", args=[okafors.family.pk, uuid4(), "ha\x00rm"])
    answer = sign_in(manager).get(feed)
    assert answer.status_code == 403
    assert "not allocated to you or your team" in answer.content.decode()


def test_an_emergency_opens_the_record_with_a_banner_and_waits_for_review(
    okafors: Okafors, manager: Viewer, sign_in: SignIn
) -> None:
    client = sign_in(manager)
    url = reverse("records:emergency", args=[okafors.family.pk])
    thin = client.post(url, {"reason_kind": "duty", "reason": "duty"})
    assert thin.status_code == 422
    assert "at least 4 words" in thin.content.decode()
    done = client.post(
        url, {"reason_kind": "duty", "reason": "Covering for Sam who is ill"}
    )
    assert done.status_code == 302
    page = client.get(reverse("people:family", args=[okafors.family.pk]))
    assert page.status_code == 200
    assert "Emergency access until" in page.content.decode()
    with as_viewer(manager):
        assert EmergencyAccess.objects.get().reviewed_at is None
    client.post(reverse("records:end-emergency", args=[okafors.family.pk]))
    assert (
        client.get(reverse("people:family", args=[okafors.family.pk])).status_code
        == 403
    )


def test_who_looked_says_who_and_on_which_page(
    okafors: Okafors, worker: Viewer, sign_in: SignIn
) -> None:
    client = sign_in(worker)
    client.get(reverse("people:person", args=[okafors.kai.pk]))
    text = client.get(
        reverse("records:who-looked", args=[okafors.family.pk])
    ).content.decode()
    assert "Sam Reed" in text
    assert "Opened a person&#x27;s page" in text


@pytest.mark.parametrize(
    "page", ["people:family", "practice:map", "supervision:family"]
)
def test_who_looked_is_a_tab_only_for_those_who_may_open_it(
    okafors: Okafors, worker: Viewer, chair: Viewer, sign_in: SignIn, page: str
) -> None:
    """A conference chair opens the record; who looked at it is not theirs to see."""
    tab = reverse("records:who-looked", args=[okafors.family.pk])
    for viewer, status in (worker, 200), (chair, 403):
        client = sign_in(viewer)
        assert client.get(tab).status_code == status
        address = reverse(page, args=[okafors.family.pk])
        is_there = f'href="{tab}"' in client.get(address).content.decode()
        assert is_there is (status == 200)


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    # in a real request the transaction's own words are not savepoints
    return sum("SAVEPOINT" not in q["sql"] for q in caught.captured_queries)


@pytest.mark.slow
def test_pages_cost_the_same_however_many_there_are(
    okafors: Okafors, worker: Viewer, sign_in: SignIn
) -> None:
    client = sign_in(worker)
    family = reverse("people:family", args=[okafors.family.pk])
    families = reverse("records:families")
    client.get(families)
    few = _queries(client, family), _queries(client, families)
    for number in range(6):
        make_family(worker, f"Family {number}", "Ann", "Ben", "Cat")
    assert (_queries(client, family), _queries(client, families)) == few
    assert few[0] <= 15
    assert few[1] <= 11


@pytest.mark.slow
def test_a_familys_page_costs_the_same_for_ten_times_the_people(
    okafors: Okafors, worker: Viewer, sign_in: SignIn
) -> None:
    """Its people, ties and homes, its network, Family Finding, the children's tools."""
    client = sign_in(worker)
    page = reverse("people:family", args=[okafors.family.pk])
    episode = make_episode(worker, okafors.family)
    _grow(worker, okafors, episode, 1)
    few = _queries(client, page)
    _grow(worker, okafors, episode, 9)
    assert _queries(client, page) == few <= 15
    assert "Cousin 9.8" in client.get(page).content.decode()


def _grow(by: Viewer, here: Okafors, episode: FindingEpisode, more: int) -> None:
    """As much of everything that a family's page could ask for, `more` times."""
    for number in range(more):
        name = f"{more}.{number}"
        for part in ("child", "adult", "adult", "network"):
            with as_viewer(by):
                one = add_member(
                    family_id=here.family.pk,
                    member=NewMember(part=part, details=new_person(f"Cousin {name}")),
                    by=by,
                ).person
                relate(
                    person_id=one.pk,
                    other_ids=[here.amira.pk],
                    details=TieDetails(code="cousin"),
                    by=by,
                )
                move(
                    family_id=here.family.pk,
                    person_ids=[one.pk],
                    address=AddressDetails(lines=f"{number} Mill Lane\nLincoln"),
                    kind="home",
                    started_on=OPENED_ON,
                    by=by,
                )
        make_told(by, make_member(by, here.family, f"Aunt {name}"), level=1)
        make_found(by, episode, f"Uncle {name}")
        make_item(by, make_session(by, here.family))


def test_hidden_address_is_on_no_page_but_its_own(
    okafors: Okafors, worker: Viewer, sign_in: SignIn
) -> None:
    residence, contact = hide_home(worker, okafors)
    client = sign_in(worker)
    for url in (
        reverse("people:family", args=[okafors.family.pk]),
        reverse("people:person", args=[okafors.leanne.pk]),
        reverse("finding:search") + "?q=LN9+9ZZ",
    ):
        text = client.get(url).content.decode()
        assert "Secret" not in text
        assert "900999" not in text
    ids = [okafors.leanne.pk, residence.pk]
    shown = client.get(reverse("people:show-address", args=ids)).content.decode()
    assert "9 Secret Street" in shown
    with as_viewer(worker):
        assert AuditEvent.objects.filter(action="hidden address").count() == 1
        assert b"Secret" not in bytes(
            Residence.objects.get(pk=residence.pk).address.sealed or b""
        )
        assert ContactDetail.objects.get(pk=contact.pk).value == ""
