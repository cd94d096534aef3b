"""Circles are said by the family, dated, and set nothing of what anybody knows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.circles.models import CirclePlace
from kinfold.circles.selectors import places_of, texts_of_circles
from kinfold.networks.models import InformedStep, MemberAbout, NetworkMember
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.practice.network import Level
from kinfold_core.practice.written import Named
from tests.factories.circles import make_place
from tests.factories.networks import make_child_says, make_member, make_told
from tests.factories.practice import make_family, make_set, me, named
from tests.factories.trajectory import day_post, days_ago

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def url(name: str, family: Family, *rest: object) -> str:
    return reverse(f"circles:{name}", args=[family.pk, *rest])


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def leanne(by: Viewer, family: Family) -> Named:
    with as_viewer(by):
        return named(by, family, "Leanne")


def test_somebody_is_placed_and_moved_without_javascript(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    assert "Who knows, and who could?" in read(client, url("circles", family))
    parent = leanne(practitioner, family)
    post = {
        "who": "other", "who_other": "Nan Jo", "ring": "3", "child_wants": "on",
        "inward": "If Leanne tells her herself. 🦊", "says_no": "Dean, he is ashamed.",
        "said_by": f"person:{parent.person_id}", **day_post("said_on", -5),
    }  # fmt: skip
    assert read(client, url("place", family))
    assert client.post(url("place", family), post | {"ring": ""}).status_code == 422
    assert client.post(url("place", family), post).status_code == 302
    page = read(client, url("circles", family))
    assert "Knows nothing yet: Nan Jo." in page
    assert "A child would want them closer" in page
    assert "Could move inward: If Leanne tells her herself. 🦊" in page
    with as_viewer(practitioner):
        first = CirclePlace.objects.get()
    moving = read(client, f"{url('place', family)}?of={first.pk}")
    assert "If Leanne tells her herself." in moving
    later = post | {"ring": "1"} | day_post("said_on")
    assert client.post(url("place", family), later).status_code == 302
    then = read(client, f"{url('circles', family)}?then={days_ago(5).isoformat()}")
    assert "Nan Jo: from knows nothing yet to knows everything" in then
    with as_viewer(practitioner):
        assert CirclePlace.objects.count() == 2
        assert "If Leanne tells her herself. 🦊" in set(
            texts_of_circles(practitioner, family.pk)
        )


def test_a_ring_proposes_and_sets_nothing(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    member = make_member(practitioner, family)
    make_place(practitioner, family, "nan jo", 1)
    page = read(sign_in(practitioner), url("circles", family))
    assert "The network says less" in page
    assert reverse("networks:tell", args=[family.pk, member.pk]) in page
    with as_viewer(practitioner):
        assert not InformedStep.objects.exists()


def test_network_and_circles_show_where_they_differ_and_how_to_mend_it(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    member = make_member(practitioner, family)
    row = make_place(practitioner, family, "nan jo", 1)
    client = sign_in(practitioner)
    home = reverse("networks:network", args=[family.pk])
    page = read(client, home)
    assert "“Knows everything” in the circles" in page
    assert "less is written down of what Nan Jo was told" in page
    assert f"{url('place', family)}?of={row.pk}" in page
    make_told(practitioner, member, make_set(practitioner, family).pk)
    assert "in the circles" not in read(client, home)
    make_place(practitioner, family, "nan jo", 3)
    assert "Nan Jo was told more than that" in read(client, home)
    assert "The network says more" in read(client, url("circles", family))


def test_a_childs_no_stands_in_the_circles_only_where_the_family_may_know(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    member = make_member(practitioner, family)
    make_place(practitioner, family, "nan jo", 1)
    make_child_says(practitioner, member, words="She pinches")
    client = sign_in(practitioner)
    assert "Kai does not want" not in read(client, url("circles", family))
    make_child_says(practitioner, member, words="She pinches", may_know=True)
    page = read(client, url("circles", family))
    assert "Kai does not want Nan Jo there" in page
    assert "She pinches" not in page


def test_from_a_circle_into_the_network(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    row = make_place(practitioner, family, "Raj")
    client = sign_in(practitioner)
    address = url("add-member", family, row.pk)
    assert address in read(client, url("circles", family))
    assert 'value="Raj"' in read(client, address)
    post = {"who": "other", "who_other": "Raj", "side": "paternal"}
    assert client.post(address, {"who": "other"}).status_code == 422
    assert client.post(address, post).status_code == 302
    with as_viewer(practitioner):
        assert NetworkMember.objects.get().name == "Raj"
        assert MemberAbout.objects.get().found_via == "circle"
    assert address not in read(client, url("circles", family))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"who": Named()}, "who"),
        ({"ring": 4}, "ring"),
        ({"said_by": Named()}, "said_by"),
        ({"said_on": days_ago(-2)}, "said_on"),
    ],
)
def test_a_place_is_somebodys_and_somebody_of_the_family_says_it(
    practitioner: Viewer, family: Family, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_place(practitioner, family, **changes)  # type: ignore[arg-type]
    assert refused.value.field == field
    with pytest.raises(CannotDo):
        make_place(practitioner, family, said_by=me(practitioner))


def test_nobody_of_another_family_is_placed_or_says_it(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    other = make_family(practitioner)
    for changes in (
        {"said_by": leanne(practitioner, other)}, {"who": leanne(practitioner, other)}
    ):  # fmt: skip
        with pytest.raises(NotFound):
            make_place(practitioner, family, **changes)  # type: ignore[arg-type]
    theirs = make_place(practitioner, other)
    client = sign_in(practitioner)
    assert client.get(url("add-member", family, theirs.pk)).status_code == 404


def test_said_twice_it_is_kept_once_and_never_changed(
    practitioner: Viewer, family: Family
) -> None:
    assert make_place(practitioner, family) == make_place(practitioner, family)
    with as_viewer(practitioner):
        assert len(places_of(practitioner, family.pk)) == 1
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            CirclePlace.objects.update(ring=1)
        with pytest.raises(IntegrityError), transaction.atomic():
            CirclePlace.objects.create(
                authority_id=family.authority_id, family=family, name="Jo", ring=4,
                said_name="Leanne", said_on=days_ago(0),
                recorded_by_id=practitioner.worker_id,
            )  # fmt: skip


@pytest.mark.parametrize("then", ["", "yesterday", "2026-02-30", "2001-01-01"])
def test_a_day_that_is_none_compares_nothing_or_all(
    sign_in: SignIn, practitioner: Viewer, family: Family, then: str
) -> None:
    make_place(practitioner, family)
    assert read(sign_in(practitioner), f"{url('circles', family)}?then={then}")


@pytest.mark.parametrize(
    "changes",
    [
        {"inward": "x" * 100_000}, {"says_no": "a\x00b"}, {"ring": "moon"},
        {"said_on_day": "40"}, {"said_by": ""},
    ],
)  # fmt: skip
def test_bad_input_gets_a_sentence_and_loses_nothing(
    sign_in: SignIn, practitioner: Viewer, family: Family, changes: dict[str, str]
) -> None:
    parent = leanne(practitioner, family)
    post = {
        "who": "other", "who_other": "🦊 جدة", "ring": "2",
        "said_by": f"person:{parent.person_id}", **day_post("said_on"),
    }  # fmt: skip
    answer = sign_in(practitioner).post(url("place", family), post | changes)
    assert answer.status_code == 422
    assert "🦊 جدة" in answer.content.decode()


def test_the_page_costs_the_same_for_many(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client, counts = sign_in(practitioner), []
    for more in (1, 9):
        for number in range(more):
            make_place(practitioner, family, f"{more} {number}")
            member = make_member(practitioner, family, f"{more} {number}")
            make_told(practitioner, member, level=Level.SERVICES)
        with CaptureQueriesContext(connection) as queries:
            read(client, url("circles", family))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 17


def test_the_newest_ring_counts_also_when_it_was_said_before(
    practitioner: Viewer, family: Family
) -> None:
    for ring in (2, 1, 1, 2):
        make_place(practitioner, family, ring=ring)
    with as_viewer(practitioner):
        rows = CirclePlace.objects.order_by("recorded_at")
        assert list(rows.values_list("ring", flat=True)) == [2, 1, 2]
