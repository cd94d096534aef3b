"""The page of one person of the network, and the ledger."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.networks.models import (
    NetworkMember,
    RoleClosed,
)
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from kinfold_core.practice.written import Named
from tests.factories.networks import make_closed, make_member, make_told
from tests.factories.trajectory import day_post
from tests.networks.test_standing import SignIn, step

pytestmark = pytest.mark.django_db


def url(name: str, *parts: object) -> str:
    room = "ledger" if name in {"ledger", "disclose"} else "networks"
    return reverse(f"{room}:{name}", args=list(parts))


@pytest.mark.slow
def test_what_was_passed_on_the_way_is_not_still_to_come(
    sign_in: SignIn, practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    client = sign_in(practitioner)
    at = (family.pk, raj.pk)
    typed = {"stand": "interested", "basis": "He rang back", "said_by": "other",
             "said_by_other": "Leanne", **day_post("happened_on")}  # fmt: skip
    client.post(url("step", *at), typed)
    way = client.get(url("person", *at)).content.decode()
    way = way.partition('<ol class="way"')[2].partition("</ol>")[0]
    passed, _, to_come = way.partition("Wants to help")
    assert "no date written" in passed
    assert "not yet" not in passed
    assert "no date written" not in to_come


def test_the_page_tells_why_somebody_had_stepped_back_before(
    sign_in: SignIn, practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    client, at = sign_in(practitioner), (family.pk, raj.pk)
    typed = {"reason": "His boat was laid up", **day_post("ended_on", 0)}
    assert client.post(url("step-back", *at), typed).status_code == 302
    assert client.post(url("come-back", *at)).status_code == 302
    page = client.get(url("person", *at)).content.decode()
    assert "His boat was laid up. They came back later." in page


@pytest.mark.slow
def test_the_page_of_a_person_says_where_they_stand_and_the_next_thing(
    sign_in: SignIn, practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    client = sign_in(practitioner)
    at = (family.pk, raj.pk)
    page = client.get(url("person", *at)).content.decode()
    assert "Ask a parent, or the young person, whether Raj may be asked." in page
    assert "Nobody has asked the children yet" in page
    who = {"said_by": "other", "said_by_other": "Leanne"}
    typed = {"stand": "interested", "basis": "He rang back within the hour",
             **who, **day_post("happened_on")}  # fmt: skip
    assert client.post(url("step", *at), typed | {"basis": ""}).status_code == 422
    assert client.post(url("step", *at), typed)["Location"] == url("person", *at)
    child = client.get(url("view", *at)).context["form"].fields["said_by"].choices
    kai = next(key for key, label in child if label.startswith("Kai"))
    wish = {"said_by": kai, "view": "wants", "words": "He is funny"}
    client.post(url("view", *at), wish | day_post("said_on"))
    client.post(url("about", *at), {"languages": "Punjabi", "found_via": "child"})
    closing = {"role": "safety", "reason": "He drank in May", "decided_by": "other",
               "decided_by_other": "Jude Price", "instead": "support",
               **day_post("decided_on"), **day_post("review_on", 30)}  # fmt: skip
    assert client.post(url("close-role", *at), closing).status_code == 302
    given = {"what": "A leaflet", "permission": "Leanne", "told_by": "other",
             "told_by_other": "Amina", **day_post("told_on")}  # fmt: skip
    assert client.post(url("disclose", *at), given).status_code == 302
    page = client.get(url("person", *at)).content.decode()
    for words in (
        "Wants to help", "Tell Raj the worry, with somebody of the family there.",
        "Kai wants them there", "“He is funny”", "Punjabi", "A child named them",
        "Not for now: keeps the children safe", "Jude Price decided",
        "Offered instead: helps the grown-ups.", "A leaflet",
    ):  # fmt: skip
        assert words in page
    listed = client.get(url("network", family.pk)).content.decode()
    assert "Not for now: keeps the children safe." in listed
    assert "A leaflet" in client.get(url("ledger", family.pk)).content.decode()
    with as_viewer(practitioner):
        closed = RoleClosed.objects.get()
    again = {"outcome": "closed", "reason": "Not yet", "decided_by": "other",
             "decided_by_other": "Jude Price", **day_post("looked_on")}  # fmt: skip
    address = url("look-again", family.pk, closed.pk)
    assert (
        "Say when it is looked at again" in client.post(address, again).content.decode()
    )
    assert client.post(address, again | {"outcome": "open"}).status_code == 302
    page = client.get(url("person", *at)).content.decode()
    assert "was closed and is open again: Not yet." in page
    assert client.get(address).status_code == 404
    with as_viewer(practitioner):
        pages = AuditEvent.objects.values_list("action", flat=True)
        assert {"networks.person", "networks.ledger"} <= set(pages)


@pytest.mark.slow
def test_two_who_write_what_is_known_see_both_wordings(
    sign_in: SignIn, practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    client = sign_in(practitioner)
    address = url("about", family.pk, raj.pk)
    assert client.post(address, {"languages": "Punjabi"}).status_code == 302
    late = client.post(address, {"languages": "Urdu"})
    assert late.status_code == 409
    assert "Punjabi" in late.content.decode()
    assert "Urdu" in late.content.decode()


@pytest.mark.slow
def test_the_person_and_the_ledger_cost_the_same_for_many(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement,
    raj: NetworkMember,
) -> None:  # fmt: skip
    counts: dict[str, list[int]] = {"person": [], "ledger": []}
    for more in (1, 6):
        for number in range(more):
            name = f"Aunt {more} {number}"
            member = make_member(practitioner, family, name, who=Named(name=name))
            make_told(practitioner, member, danger.pk)
            make_closed(practitioner, member)
            step(practitioner, member, "contacted")
        for page, parts in (("person", (family.pk, raj.pk)), ("ledger", (family.pk,))):
            client = sign_in(practitioner)
            client.get(url(page, *parts))
            with CaptureQueriesContext(connection) as asked:
                client.get(url(page, *parts))
            counts[page].append(len(asked))
    assert all(first == second <= 28 for first, second in counts.values())
