"""The child's choices at a page: made line by line, kept from others, overridden."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.child_tools.selectors import item_for
from kinfold.family_finding.models import FoundPerson
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.access import Role
from kinfold_core.practice.child_sharing import in_words
from tests.child_tools.test_pages import SignIn, told, url
from tests.factories.child_tools import (
    GOOD,
    child_of,
    make_choice,
    make_finished,
    make_item,
    make_paper,
    make_response,
)
from tests.factories.family_finding import make_episode, make_found, make_wish
from tests.factories.networks import make_member
from tests.factories.platform import make_worker_viewer
from tests.factories.trajectory import day_post

pytestmark = pytest.mark.django_db


def test_the_child_chooses_line_by_line(
    sign_in: SignIn, practitioner: Viewer, family: Family, item: ChildItem
) -> None:
    make_member(practitioner, family, "Raj")
    client = sign_in(practitioner)
    address = url("share", family, item.pk)
    page = told(client, address)
    for whom in ("My parents", "My school", "Leanne", "Dean", "Kai", "Raj"):
        assert whom in page
    with as_viewer(practitioner):
        dean = child_of(family, "Dean").pk
    sent = {"parents": "yes", f"person-{dean}": "no", **day_post("chosen_on")}
    assert client.post(address, sent).status_code == 302
    # the same again says nothing new
    assert client.post(address, sent).status_code == 422
    with as_viewer(practitioner):
        _, row = item_for(practitioner, family.pk, item.pk)
    assert in_words(row.choices) == ("My parents: Yes", "Dean: No")
    both = sent | {"nobody": "on"}
    assert client.post(address, both).status_code == 422
    nobody = {"version": "2", "nobody": "on", **day_post("chosen_on")}
    assert client.post(address, nobody).status_code == 302
    assert "Nobody but my worker" in told(
        client, url("session", family, item.session_id)
    )


def test_a_name_that_a_child_keeps_to_the_workers_is_not_before_the_others(
    sign_in: SignIn, practitioner: Viewer, family: Family, item: ChildItem
) -> None:
    raj = make_member(practitioner, family, "Raj")
    (found,) = make_found(practitioner, make_episode(practitioner, family), "Raj")
    with as_viewer(practitioner):
        FoundPerson.objects.filter(pk=found.pk).update(member=raj)
    make_wish(practitioner, found, "later", seen_by="workers")
    client = sign_in(practitioner)
    address = url("share", family, item.pk)
    assert "Raj" not in told(client, address)
    # who was told of him before can still take their yes back
    make_choice(practitioner, item, "person", name="Raj", member_id=raj.pk)
    assert "Raj" in told(client, address)


def test_an_old_yes_in_an_open_form_is_not_written_over_a_newer_no(
    sign_in: SignIn, practitioner: Viewer, family: Family, item: ChildItem
) -> None:
    make_choice(practitioner, item, "parents", "yes")
    client = sign_in(practitioner)
    address = url("share", family, item.pk)
    assert 'name="version" value="1"' in told(client, address)
    make_choice(practitioner, item, "parents", "no")
    old = {"version": "1", "parents": "yes", "school": "yes", **day_post("chosen_on")}
    client = sign_in(practitioner)
    answer = client.post(address, old)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "My parents: now “No”, you sent “Yes”" in page
    assert 'name="version" value="2"' in page
    with as_viewer(practitioner):
        _, row = item_for(practitioner, family.pk, item.pk)
    assert in_words(row.choices) == ("My parents: No",)


@pytest.mark.slow
def test_what_the_child_keeps_from_others_is_on_no_page_of_theirs(
    sign_in: SignIn, practitioner: Viewer, colleague: Viewer, boss: Viewer,
    authority: Authority, family: Family, session: ChildToolSession, item: ChildItem,
) -> None:  # fmt: skip
    paper = make_paper(practitioner, item)
    pie = make_item(practitioner, session, GOOD, part="good")
    make_choice(practitioner, item, "nobody", "no")
    make_choice(practitioner, pie, "workers")
    make_finished(practitioner, session)
    answer = make_response(
        practitioner, session, item_id=item.pk, what_changed="The cupboard has a lamp"
    )
    pages = [url("tools", family), url("session", family, session.pk)]
    governance = make_worker_viewer(authority, Role.INFORMATION_GOVERNANCE)
    for viewer in (colleague, governance):
        client = sign_in(viewer)
        for address in (*pages, reverse("practice:map", args=[family.pk])):
            text = told(client, address)
            assert "cupboard" not in text
        assert GOOD in told(client, pages[1])
        for address in (
            url("item", family, item.pk), url("share", family, item.pk),
            url("must-tell", family, item.pk), url("draw", family, item.pk),
            url("file", family, paper.pk), url("show-back", family, answer.pk),
            url("own-page", family, session.child_id),
            url("feed", family, item.pk, "harm"),
        ):  # fmt: skip
            assert client.get(address).status_code in {403, 404}, address
        assert client.get(f"/files/{paper.file_id}/").status_code == 403
    client = sign_in(colleague)
    assert "cupboard" not in told(client, url("own-words", family))
    client = sign_in(boss)
    assert "cupboard" in told(client, pages[1])


def test_an_override_is_read_by_the_child_in_their_copy(
    sign_in: SignIn, practitioner: Viewer, family: Family, session: ChildToolSession,
    item: ChildItem,
) -> None:  # fmt: skip
    make_choice(practitioner, item, "nobody", "no")
    client = sign_in(practitioner)
    address = url("must-tell", family, item.pk)
    assert client.get(address).status_code == 200
    sent = {
        "what": "That she hides", "to_whom": "other", "other": "", "reason": "Fridays",
        "decided_by": "Jude", **day_post("decided_on"),
    }  # fmt: skip
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "Write their name" in refused.content.decode()
    sent |= {"other": "Dr Sen"}
    assert client.post(address, sent).status_code == 422  # is the child told?
    sent |= {"why_not_told": "She is asleep"}
    assert client.post(address, sent).status_code == 302
    page = told(client, url("session", family, session.pk))
    assert "Told: Dr Sen. Decided by Jude" in page
    with as_viewer(practitioner):
        _, row = item_for(practitioner, family.pk, item.pk)
    address = url("override-told", family, row.override_rows[0].id)
    assert client.get(address).status_code == 200
    told_now = {"child_words": "I guessed", **day_post("on")}
    assert client.post(address, told_now).status_code == 302
    make_finished(practitioner, session)
    client = sign_in(practitioner)
    mine = told(client, url("own-page", family, session.child_id))
    assert "Told: Dr Sen" in mine
    assert "Because: Fridays" in mine
