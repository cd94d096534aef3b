"""The network as people meet it: forms, words, and what happens with bad input."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.networks.models import NetworkMember
from kinfold.networks.selectors import network_of
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from kinfold_core.practice.network import Level
from tests.factories.networks import make_ask, make_member, make_told
from tests.factories.practice import make_family

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


def url(name: str, family: Family, *rest: object) -> str:
    app = "sides" if name == "ask" else "networks"
    return reverse(f"{app}:{name}", args=[family.pk, *rest])


def day(name: str, days: int = 0) -> dict[str, str]:
    when = timezone.localdate() + timedelta(days=days)
    return {
        f"{name}_day": str(when.day),
        f"{name}_month": str(when.month),
        f"{name}_year": str(when.year),
    }


def member_post(**changes: object) -> dict[str, object]:
    return {
        "who": "other",
        "who_other": "Uncle Raj",
        "relationship": "Dean's brother",
        "side": "paternal",
        "roles": ["safety", "cultural"],
        "version": "1",
    } | changes


def tell_post(by: Viewer, danger: DangerStatement, **changes: object) -> dict:
    return {
        "level": "3",
        "dangers": [str(danger.pk)],
        "told_by": f"worker:{by.worker_id}",
        "how": "together",
        "permission": "Leanne, on Tuesday",
        **day("told_on"),
    } | changes


def test_an_empty_network_asks_for_both_sides(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    page = sign_in(practitioner).get(url("network", family)).content.decode()
    assert "Who are the children" in page
    assert page.count("nobody has been asked. Who might know the ") == 2
    assert f"{url('ask', family)}?side=paternal" in page


def test_the_fathers_side_says_how_we_tried(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    make_ask(practitioner, family, answer="Dean says his mum moved. We wrote to her.")
    page = sign_in(practitioner).get(url("network", family)).content.decode()
    assert "We wrote to her." in page
    assert page.count("nobody has been asked. Who might know the ") == 1
    assert "First asked on" in page


def test_people_stand_by_how_much_they_know(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    make_told(practitioner, make_member(practitioner, family), danger.pk)
    make_told(
        practitioner,
        make_member(practitioner, family, "Raj", side="paternal"),
        level=Level.SERVICES,
    )
    make_member(practitioner, family, "Bea", side="chosen")
    page = sign_in(practitioner).get(url("network", family)).content.decode()
    places = [page.index(f'<h2 id="group-{n}">') for n in (1, 2, 3)]
    assert places == sorted(places)
    assert "Nan Jo has heard the worry" in page
    assert "changed since they heard" not in page
    with as_viewer(practitioner):
        DangerStatement.objects.filter(pk=danger.pk).update(version=5)
    page = sign_in(practitioner).get(url("network", family)).content.decode()
    assert "Danger statement 1 has changed since they heard it." in page


def test_adding_somebody_and_telling_them(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    assert client.get(url("add-member", family)).status_code == 200
    assert client.post(url("add-member", family), member_post()).status_code == 302
    with as_viewer(practitioner):
        raj = NetworkMember.objects.get()
    assert (raj.name, raj.roles) == ("Uncle Raj", ["safety", "cultural"])
    told = url("tell", family, raj.pk)
    form = client.get(told).content.decode()
    assert danger.worried_about in unescape(form)
    assert client.post(told, tell_post(practitioner, danger)).status_code == 302
    with as_viewer(practitioner):
        (person,) = network_of(practitioner, family.pk).counted
    assert set(person.heard) == {danger.pk}
    form = client.get(told).content.decode()
    assert 'value="2"' not in form  # less than they know is not offered


def test_the_familys_own_people_can_be_chosen_and_the_worker_cannot(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    form = sign_in(practitioner).get(url("add-member", family)).content.decode()
    assert "Dean" in form
    assert f"worker:{practitioner.worker_id}" not in form


def test_stepping_back_and_coming_back(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    nan = make_member(practitioner, family)
    client = sign_in(practitioner)
    back = url("step-back", family, nan.pk)
    assert client.post(back, {"reason": "", **day("ended_on")}).status_code == 422
    answer = client.post(back, {"reason": "Her knee is bad", **day("ended_on")})
    assert answer.status_code == 302
    page = client.get(url("network", family)).content.decode()
    assert "Her knee is bad." in page
    assert client.post(url("come-back", family, nan.pk)).status_code == 302
    assert "Her knee" not in client.get(url("network", family)).content.decode()


def test_what_is_missing_is_said_beside_it(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    nan = make_member(practitioner, family)
    client = sign_in(practitioner)
    for name, rest, words in (
        ("add-member", (), "Say who it is"),
        ("ask", (), "Say who was asked"),
        ("tell", (nan.pk,), "Choose what they know now"),
    ):
        answer = client.post(url(name, family, *rest), {})
        assert answer.status_code == 422, name
        assert words in answer.content.decode(), name
    nothing_heard = tell_post(practitioner, danger, dangers=[])
    answer = client.post(url("tell", family, nan.pk), nothing_heard)
    assert answer.status_code == 422
    assert "Tick what they have heard" in answer.content.decode()


NASTY = {
    "too long": "x" * 100_000,
    "a null": "Nan\x00Jo",
    "not a list's": "🦊",
}


@pytest.mark.parametrize("words", NASTY.values(), ids=NASTY.keys())
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("add-member", "who_other"),
        ("add-member", "relationship"),
        ("add-member", "side"),
        ("add-member", "roles"),
        ("ask", "answer"),
        ("ask", "asked_on_day"),
        ("tell", "permission"),
        ("tell", "dangers"),
        ("tell", "level"),
        ("step-back", "reason"),
    ],
)
def test_bad_input_gets_a_sentence_and_never_an_error(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    name: str,
    field: str,
    words: str,
) -> None:
    nan = make_member(practitioner, family)
    posts = {
        "add-member": member_post(),
        "ask": {
            "whom": "other", "whom_other": "Dean", "side": "paternal",
            "children": ["all"], "answer": "His brother Raj", **day("asked_on"),
        },
        "tell": tell_post(practitioner, danger),
        "step-back": {"reason": "Her knee", **day("ended_on")},
    }  # fmt: skip
    rest = (nan.pk,) if name in {"tell", "step-back"} else ()
    answer = sign_in(practitioner).post(
        url(name, family, *rest), posts[name] | {field: words}
    )
    is_fine = words == "🦊" and field in {
        "who_other", "relationship", "answer", "permission", "reason",
    }  # fmt: skip
    assert answer.status_code == (302 if is_fine else 422)


def test_right_to_left_words_come_back_as_they_were(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    client.post(url("add-member", family), member_post(who_other="جدة أميرة"))
    assert "جدة أميرة" in client.get(url("network", family)).content.decode()


def test_two_writers_see_both_wordings(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    nan = make_member(practitioner, family)
    client = sign_in(practitioner)
    edit = url("edit-member", family, nan.pk)
    theirs = member_post(who_other="Nan Jo", relationship="Their words")
    mine = member_post(who_other="Nan Jo", relationship="My words")
    assert client.post(edit, theirs).status_code == 302
    answer = client.post(edit, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Their words" in page
    assert "My words" in page
    assert client.post(edit, mine | {"version": "2"}).status_code == 302


def test_another_familys_member_is_not_at_this_familys_address(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    theirs = make_member(practitioner, make_family(practitioner))
    client = sign_in(practitioner)
    for name in ("edit-member", "tell", "step-back"):
        address = url(name, family, theirs.pk)
        assert client.get(address).status_code == 404
        assert client.post(address, {"reason": "x"}).status_code == 404
    assert client.post(url("come-back", family, theirs.pk)).status_code == 404


def test_who_may_only_read_is_offered_no_pen(
    sign_in: SignIn, quality_lead: Viewer, practitioner: Viewer, family: Family
) -> None:
    nan = make_member(practitioner, family)
    client = sign_in(quality_lead)
    page = client.get(url("network", family)).content.decode()
    assert "Nan Jo" in page
    assert "They were told" not in page
    assert "/add/" not in page
    assert client.get(url("tell", family, nan.pk)).status_code == 403


def test_the_page_is_written_down_and_costs_the_same_for_many(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    make_told(practitioner, make_member(practitioner, family), danger.pk)
    counts = []
    for more in (0, 9):
        for number in range(more):
            member = make_member(practitioner, family, f"Aunt {number}")
            make_told(practitioner, member, danger.pk)
        client = sign_in(practitioner)
        client.get(url("network", family))
        with CaptureQueriesContext(connection) as asked:
            client.get(url("network", family))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25
    with as_viewer(practitioner):
        assert AuditEvent.objects.filter(action="networks.network").exists()
