"""What a child lets somebody see reaches them on paper, and provably nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.child_words.models import ItemShown
from kinfold.networks.models import NetworkMember
from kinfold.people.actions.homes import move
from kinfold.people.details import AddressDetails
from kinfold.people.models import Separation
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from tests.factories.child_tools import (
    GOOD,
    SECRET,
    child_of,
    make_choice,
    make_finished,
    make_item,
    make_override,
    make_paper,
    make_session,
)
from tests.factories.networks import make_member
from tests.factories.trajectory import days_ago

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


@pytest.fixture
def nan(practitioner: Viewer, family: Family) -> NetworkMember:
    return make_member(practitioner, family, "Nan Jo")


@pytest.fixture
def pie(practitioner: Viewer, session: ChildToolSession, item: ChildItem) -> ChildItem:
    """For Nan Jo alone; the other thing that Amira said is for nobody."""
    pie = make_item(practitioner, session, GOOD, part="good")
    make_choice(practitioner, item, "nobody", "no")
    return pie


def address(name: str, session: ChildToolSession, *key: str) -> str:
    rest = [session.family_id, session.child_id, *key]
    return reverse(f"child_words:{name}", args=rest)


def test_one_thing_for_grandmother_and_nothing_that_tells_of_the_rest(
    sign_in: SignIn, practitioner: Viewer, colleague: Viewer, elsewhere: Viewer,
    session: ChildToolSession, item: ChildItem, pie: ChildItem, nan: NetworkMember,
) -> None:  # fmt: skip
    drawn, secret = make_paper(practitioner, pie), make_paper(practitioner, item)
    make_choice(practitioner, pie, "person", name="Nan Jo", member_id=nan.pk)
    make_finished(practitioner, session)
    client = sign_in(practitioner)
    paper = address("paper", session, f"member-{nan.pk}")
    offered = client.get(address("papers", session)).content.decode()
    assert paper in offered
    doors = re.findall(r"/papers/[^/?\"]+/", offered)
    assert doors == [f"/papers/member-{nan.pk}/"]  # nobody else has one
    said = client.get(paper).content.decode()
    assert GOOD in said
    assert str(drawn.pk) in said
    mine = client.get(address("own-page", session)).content
    assert "data-print" in said
    assert b"data-print" in mine
    whole = client.get(
        reverse("child_tools:session", args=[session.family_id, session.pk])
    ).content.decode()
    for kept in ("cupboard", str(secret.pk), "House of worries"):
        assert kept in whole, kept
        assert kept not in said, kept
    with as_viewer(practitioner):
        leanne = child_of(session.family, "Leanne").pk
    for key in (f"person-{leanne}", "school", "member-x"):
        assert client.get(address("paper", session, key)).status_code == 404
    assert sign_in(colleague).get(paper).status_code == 404
    assert sign_in(elsewhere).get(paper).status_code == 404


def test_their_own_copy_leads_the_worker_to_it_only_when_there_is_one(
    sign_in: SignIn, practitioner: Viewer, colleague: Viewer,
    session: ChildToolSession, pie: ChildItem, nan: NetworkMember,
) -> None:  # fmt: skip
    make_finished(practitioner, session)
    copy = reverse("own_copies:member-copy", args=[session.family_id, nan.pk])
    door = address("paper", session, f"member-{nan.pk}")
    assert door not in sign_in(practitioner).get(copy).content.decode()
    make_choice(practitioner, pie, "network")
    assert door in sign_in(practitioner).get(copy).content.decode()
    # the child did not talk with this worker, who gives no paper of it
    assert door not in sign_in(colleague).get(copy).content.decode()


def test_who_was_shown_it_is_written_down_and_the_child_reads_it(
    sign_in: SignIn, practitioner: Viewer, session: ChildToolSession, item: ChildItem,
    pie: ChildItem, nan: NetworkMember,
) -> None:  # fmt: skip
    make_choice(practitioner, pie, "network")
    make_finished(practitioner, session)
    client = sign_in(practitioner)
    shown = address("paper-shown", session, f"member-{nan.pk}")
    day = days_ago(0)
    sent = {
        "on_day": f"{day:%d}", "on_month": f"{day:%m}", "on_year": f"{day:%Y}",
        "things": str(pie.pk),
    }  # fmt: skip
    assert client.post(shown, sent | {"on_year": "2999"}).status_code == 422
    for wrong in ("", "moon", f"{pie.pk} {item.pk}"):
        refused = client.post(shown, sent | {"things": wrong})
        assert refused.status_code == 422
        assert "changed who may see what" in refused.content.decode()
    with as_viewer(practitioner):
        assert not ItemShown.objects.exists()
    for _ in range(2):
        assert client.post(shown, sent).status_code == 302
    with as_viewer(practitioner):
        row = ItemShown.objects.get()
        assert (row.item_id, row.name, row.was_whole) == (pie.pk, "Nan Jo", True)
        audit = AuditEvent.objects.get(action="child_item.shown")
        assert audit.target_id == str(pie.pk)
    mine = client.get(address("own-page", session)).content.decode()
    assert "Who was shown it" in mine
    assert "Nan Jo, on" in mine
    make_choice(practitioner, pie, "nobody", "no")
    client = sign_in(practitioner)
    assert client.get(shown).status_code == 404
    assert "Nan Jo, on" in client.get(address("own-page", session)).content.decode()


def test_what_must_be_told_is_on_the_paper_and_the_thing_is_not(
    sign_in: SignIn, practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> None:
    make_choice(practitioner, item, "nobody", "no")
    with as_viewer(practitioner):
        leanne = child_of(session.family, "Leanne")
    make_override(practitioner, item, "person", name="Leanne", person_id=leanne.pk)
    make_finished(practitioner, session)
    paper = address("paper", session, f"person-{leanne.pk}")
    said = sign_in(practitioner).get(paper).content.decode()
    assert "That Amira hides on Fridays." in said
    assert "cupboard" not in said
    with as_viewer(practitioner):
        Separation.objects.create(
            authority=session.authority, person=leanne, about_id=session.child_id,
            kind="court", reason="An order of the court", started_on=days_ago(1),
            recorded_by_id=practitioner.as_worker(),
        )  # fmt: skip
    assert sign_in(practitioner).get(paper).status_code == 404


def test_a_thing_that_says_where_somebody_is_hidden_is_on_no_paper(
    sign_in: SignIn, practitioner: Viewer, session: ChildToolSession, pie: ChildItem
) -> None:
    where = "We sleep at 9 Secret Street LN9 9ZZ now"
    told = make_item(practitioner, session, where, part="worries")
    for item in (pie, told):
        make_choice(practitioner, item, "parents")
    make_finished(practitioner, session)
    with as_viewer(practitioner):
        leanne = child_of(session.family, "Leanne")
        move(
            family_id=session.family_id,
            person_ids=[session.child_id],
            address=AddressDetails(
                lines="9 Secret Street", postcode="LN9 9ZZ", is_hidden=True
            ),
            kind="temporary",
            started_on=days_ago(1),
            by=practitioner,
        )
    key = f"person-{leanne.pk}"
    client = sign_in(practitioner)
    said = client.get(address("paper", session, key)).content.decode()
    assert GOOD in said
    assert "Secret" not in said
    assert "Something is kept off this paper" in said
    assert 'class="family' not in said  # nor who is who, and who works with them
    shown = client.get(address("paper-shown", session, key)).content.decode()
    assert str(pie.pk) in shown
    assert str(told.pk) not in shown


def test_a_no_by_name_stays_when_two_records_of_one_person_are_joined(
    sign_in: SignIn, practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> None:
    with as_viewer(practitioner):
        leanne = child_of(session.family, "Leanne")
        double = child_of(session.family, "Kai")
    make_choice(practitioner, item, "parents")
    key = {"name": "Leanne", "person_id": double.pk}
    make_choice(practitioner, item, "person", "no", **key)
    make_finished(practitioner, session)
    client = sign_in(practitioner)
    paper = address("paper", session, f"person-{leanne.pk}")
    assert client.get(paper).status_code == 200
    with as_viewer(practitioner):
        double.merged_into = leanne
        double.save()
    assert client.get(paper).status_code == 404


def test_a_childs_own_page_is_not_how_they_hear_that_it_was_told(
    sign_in: SignIn, practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> None:
    waiting = {"told_child_on": None, "why_not_told": "Police speak with Dean first."}
    make_override(practitioner, item, **waiting)
    make_finished(practitioner, session)
    said = sign_in(practitioner).get(address("own-page", session)).content.decode()
    assert SECRET in said
    assert "That Amira hides on Fridays." not in said


def test_on_a_closed_record_no_page_leads_to_a_paper_that_is_refused(
    sign_in: SignIn, practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> None:
    make_finished(practitioner, session)
    client = sign_in(practitioner)
    mine, door = address("own-page", session), address("papers", session)
    assert door in client.get(mine).content.decode()
    with as_viewer(practitioner):
        Family.objects.filter(pk=session.family_id).update(closed_on=days_ago(0))
    assert client.get(door).status_code == 403
    assert door not in client.get(mine).content.decode()


def test_papers_cost_the_same_for_many(
    sign_in: SignIn, practitioner: Viewer, family: Family, nan: NetworkMember
) -> None:
    counts = []
    for more in (1, 4):
        for at in range(more):
            session = make_session(practitioner, family)
            item = make_item(practitioner, session)
            make_choice(practitioner, item, "network")
            make_paper(practitioner, item)
            make_finished(practitioner, session)
            make_member(practitioner, family, f"Neighbour {more} {at}")
        client = sign_in(practitioner)
        pages = (
            address("papers", session), address("paper", session, f"member-{nan.pk}"),
        )  # fmt: skip
        client.get(pages[0])
        asked = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                said = client.get(page).content.decode()
            asked.append(len(queries))
        assert said.count(SECRET) >= more
        counts.append(asked)
    assert counts[0] == counts[1], counts
    assert max(counts[0]) <= 30, counts
