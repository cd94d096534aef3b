"""A safety object, seen from the side of the one it is kept from."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.circles.actions import write_try
from kinfold.circles.models import SafetyObject, SafetyObjectTry
from kinfold.circles.selectors import objects_of, texts_of_circles
from kinfold.people.actions.separating import keep_apart
from kinfold.people.models import ContactDetail
from kinfold.planning.actions import name_sources
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors import ground_of
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family, FamilyMember
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.written import Named
from tests.factories.circles import SHELL, SILL, make_object, make_place
from tests.factories.meetings import end, make_meeting
from tests.factories.networks import make_child_says, make_member, make_told
from tests.factories.planning import make_planned, make_rule
from tests.factories.practice import make_family, named
from tests.factories.trajectory import day_post, days_ago

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
SECRETS = (SHELL, SILL, "help in the kitchen")


def url(name: str, family: Family, *rest: object) -> str:
    return reverse(f"circles:{name}", args=[family.pk, *rest])


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_it_is_on_no_page_and_no_paper_that_he_may_get(
    sign_in: SignIn, practitioner: Viewer
) -> None:
    """Every page, every copy, every note: from Dean's side of the table."""
    family = make_family(practitioner)
    planned = make_planned(practitioner, family)
    make_rule(practitioner, planned)
    dean = make_member(practitioner, family, "Dean's mum")
    make_told(practitioner, dean, planned.danger.pk)
    make_place(practitioner, family)
    meeting = make_meeting(practitioner, family)
    end(practitioner, meeting)
    make_object(practitioner, family, planned.jo.pk)
    client = sign_in(practitioner)
    of = [family.pk]
    pages = [
        reverse("copies:family-copy", args=of),
        reverse("copies:family-copy-text", args=of),
        reverse("copies:read-aloud", args=of),
        reverse("copies:pictures", args=of),
        *(reverse("own_copies:member-copy", args=[*of, one.pk])
          for one in (planned.jo, planned.raj, dean)),
        reverse("circles:circles", args=of),
        reverse("networks:network", args=of),
        reverse("planning:safety-plan", args=of),
        reverse("practice:map", args=of),
        reverse("people:family", args=of),
        reverse("records:who-looked", args=of),
        reverse("long_haul:paper", args=of),
        reverse("meetings:wall", args=[*of, meeting.pk]),
        *(reverse("network_meetings:notes-for", args=[*of, meeting.pk, one.pk])
          for one in (planned.jo, dean)),
    ]  # fmt: skip
    for address in pages:
        page = read(client, address)
        assert not any(secret in page for secret in SECRETS), address
    assert "afety object" not in read(client, reverse("records:who-looked", args=of))
    with as_viewer(practitioner):
        told = AuditEvent.objects.filter(action="circles.kept").get()
        assert told.changes == {}
        texts = set(texts_of_circles(practitioner, family.pk))
        assert not texts & set(SECRETS)


def test_only_whoever_looks_has_a_card(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    nan, raj = (make_member(practitioner, family, name) for name in ("Nan Jo", "Raj"))
    kept = make_object(practitioner, family, nan.pk)
    client = sign_in(practitioner)
    card = read(client, url("object-card", family, kept.pk, nan.pk))
    assert all(secret in card for secret in SECRETS)
    body = card[card.index("<h1") :]
    assert "Dean" not in body
    assert client.get(url("object-card", family, kept.pk, raj.pk)).status_code == 404
    page = read(client, url("objects", family))
    assert "Dean" in page
    assert url("object-card", family, kept.pk, nan.pk) in page


@pytest.mark.parametrize("called", ["Dean", "dean"])
def test_whoever_it_is_kept_from_cannot_look(
    practitioner: Viewer, family: Family, called: str
) -> None:
    dean = make_member(practitioner, family, called)
    with pytest.raises(CannotDo, match="must not hear of it"):
        make_object(practitioner, family, dean.pk)
    with as_viewer(practitioner):
        assert not SafetyObject.objects.exists()


def test_whoever_it_is_kept_from_cannot_look_under_another_name(
    practitioner: Viewer, family: Family
) -> None:
    with as_viewer(practitioner):
        person = named(practitioner, family, "Dean")
    daddy = make_member(
        practitioner, family,
        who=Named(name="Daddy", person_id=person.person_id),
    )  # fmt: skip
    with pytest.raises(CannotDo, match="must not hear of it"):
        make_object(practitioner, family, daddy.pk, kept_from=(person,))


def test_whoever_stepped_back_looks_no_more(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    from kinfold.networks.actions import step_back

    nan = make_member(practitioner, family)
    kept = make_object(practitioner, family, nan.pk)
    with as_viewer(practitioner):
        step_back(
            family_id=family.pk, member_id=nan.pk, reason="Ill",
            ended_on=days_ago(0), by=practitioner,
        )  # fmt: skip
    client = sign_in(practitioner)
    assert client.get(url("object-card", family, kept.pk, nan.pk)).status_code == 404


def test_it_is_kept_tried_and_replaced_without_javascript(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    nan = make_member(practitioner, family)
    client = sign_in(practitioner)
    assert "No child has one" in read(client, url("objects", family))
    with as_viewer(practitioner):
        amira = named(practitioner, family, "Amira")
        dean = named(practitioner, family, "Dean")
        assert ground_of(practitioner, family.pk)
    post = {
        "child": str(amira.person_id), "thing": SHELL, "place": SILL,
        "lookers": [str(nan.pk)], "how_often": "On Sundays", "what_they_do": "Ask her.",
        "kept_from": f"person:{dean.person_id}", **day_post("agreed_on"),
    }  # fmt: skip
    address = url("keep-object", family)
    assert read(client, address)
    assert client.post(address, post | {"kept_from": ""}).status_code == 422
    assert client.post(address, post | {"lookers": []}).status_code == 422
    assert client.post(address, post).status_code == 302
    with as_viewer(practitioner):
        kept = SafetyObject.objects.get()
    address = url("try-object", family, kept.pk)
    assert read(client, address)
    tried = {
        "worked": "partly", "what_happened": "Nan saw it a day late.",
        **day_post("tried_on"),
    }  # fmt: skip
    assert client.post(address, {}).status_code == 422
    for _ in range(2):
        assert client.post(address, tried).status_code == 302
    assert "Nan saw it a day late." in read(client, url("objects", family))
    another = post | {"thing": "A bus", "version": str(kept.pk)}
    assert client.post(url("keep-object", family), another).status_code == 302
    with as_viewer(practitioner):
        (now,) = objects_of(practitioner, family.pk)
        assert (now.thing, now.tries) == ("A bus", ())
        assert SafetyObject.objects.count() == 2
        assert SafetyObjectTry.objects.count() == 1
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"thing": " "}, "thing"),
        ({"place": ""}, "place"),
        ({"what_they_do": ""}, "what_they_do"),
        ({"kept_from": ()}, "kept_from"),
        ({"agreed_on": days_ago(-2)}, "agreed_on"),
    ],
)
def test_it_is_whole_or_not_kept(
    practitioner: Viewer, family: Family, changes: dict[str, object], field: str
) -> None:
    nan = make_member(practitioner, family)
    with pytest.raises(CannotDo) as refused:
        make_object(practitioner, family, nan.pk, **changes)
    assert refused.value.field == field
    with pytest.raises(CannotDo, match="Choose who looks"):
        make_object(practitioner, family)


def test_nobody_of_another_family_looks_or_tries(
    practitioner: Viewer, family: Family
) -> None:
    other = make_family(practitioner)
    stranger = make_member(practitioner, other)
    with pytest.raises(NotFound):
        make_object(practitioner, family, stranger.pk)
    kept = make_object(practitioner, other, stranger.pk)
    with as_viewer(practitioner), pytest.raises(NotFound):
        write_try(
            family_id=family.pk, object_id=kept.pk, tried_on=days_ago(0),
            worked="yes", what_happened="x", by=practitioner,
        )  # fmt: skip
    for changes in ({"what_happened": " "}, {"tried_on": days_ago(-1)}):
        said = {"tried_on": days_ago(0), "worked": "yes", "what_happened": "x"}
        with as_viewer(practitioner), pytest.raises(CannotDo):
            write_try(
                family_id=other.pk, object_id=kept.pk, by=practitioner,
                **(said | changes),  # type: ignore[arg-type]
            )  # fmt: skip


def test_a_child_of_two_families_has_one_in_each_and_neither_tells_the_other(
    practitioner: Viewer, family: Family
) -> None:
    other = make_family(practitioner)
    with as_viewer(practitioner):
        amira = named(practitioner, family, "Amira")
        FamilyMember.objects.filter(family=other, person__given_names="Amira").update(
            person_id=amira.person_id
        )
    first = make_object(practitioner, family, make_member(practitioner, family).pk)
    second = make_object(
        practitioner, other, make_member(practitioner, other).pk
    )  # fmt: skip
    with as_viewer(practitioner):
        assert [one.id for one in objects_of(practitioner, family.pk)] == [first.pk]
        assert [one.id for one in objects_of(practitioner, other.pk)] == [second.pk]


def under_court(by: Viewer, family: Family, person_id: UUID) -> None:
    with as_viewer(by):
        amira = named(by, family, "Amira").person_id
        assert amira
        keep_apart(
            person_id=person_id, about_ids=[amira], kind="court", reason="Order", by=by
        )


def not_safe(by: Viewer, family: Family, person_id: UUID) -> None:
    with as_viewer(by):
        ContactDetail.objects.create(
            authority_id=family.authority_id, person_id=person_id, kind="mobile",
            value="07700900123", safety=ContactDetail.Safety.NOT_SAFE,
        )  # fmt: skip


@pytest.mark.parametrize("begins", [under_court, not_safe])
@pytest.mark.parametrize("has_key", [True, False])
def test_whoever_is_under_a_block_cannot_look_and_loses_the_card(
    sign_in: SignIn, practitioner: Viewer, family: Family, has_key: bool,
    begins: Callable[[Viewer, Family, UUID], None],
) -> None:  # fmt: skip
    with as_viewer(practitioner):
        leanne = named(practitioner, family, "Leanne")
    assert leanne.person_id
    who = leanne if has_key else Named(name="leanne")
    looker = make_member(practitioner, family, who=who)
    kept = make_object(practitioner, family, looker.pk)
    client = sign_in(practitioner)
    card = url("object-card", family, kept.pk, looker.pk)
    assert client.get(card).status_code == 200
    begins(practitioner, family, leanne.person_id)
    assert client.get(card).status_code == 404
    assert card not in read(client, url("objects", family))
    with pytest.raises(CannotDo, match="cannot look"):
        make_object(practitioner, family, looker.pk)


def test_whom_a_danger_is_about_cannot_look(practitioner: Viewer) -> None:
    planned = make_planned(practitioner, make_family(practitioner))
    dean = make_member(practitioner, planned.family, "Dean")
    with as_viewer(practitioner):
        source = named(practitioner, planned.family, "Dean")
        name_sources(
            family_id=planned.family.pk, was="", by=practitioner,
            sources={
                planned.danger.pk: [Who(name="Dean", person_id=source.person_id)]
            },
        )  # fmt: skip
    with pytest.raises(CannotDo, match="whom a danger is about"):
        make_object(
            practitioner, planned.family, dean.pk, kept_from=(Named(name="Somebody"),)
        )


def test_what_was_tried_is_not_lost_when_the_object_is_posted_again_or_replaced(
    sign_in: SignIn, practitioner: Viewer
) -> None:
    family = make_family(practitioner)
    nan = make_member(practitioner, family)
    first = make_object(practitioner, family, nan.pk)
    assert make_object(practitioner, family, nan.pk).pk == first.pk, "posted again"
    make_object(practitioner, family, nan.pk, place="On the stairs")
    sent = {"worked": "yes", "what_happened": "Nan asked her.", **day_post("tried_on")}
    page = sign_in(practitioner).post(url("try-object", family, first.pk), sent)
    assert page.status_code == 422
    assert "Amira has another safety object by now" in page.content.decode()
    assert "Nan asked her." in page.content.decode()
    with as_viewer(practitioner):
        assert not SafetyObjectTry.objects.exists()


def test_whom_a_child_says_no_to_later_is_not_to_look_and_has_no_card(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    nan, raj = (make_member(practitioner, family, name) for name in ("Nan Jo", "Raj"))
    kept = make_object(practitioner, family, nan.pk, raj.pk)
    make_child_says(practitioner, raj)
    client = sign_in(practitioner)
    page = read(client, url("objects", family))
    assert url("object-card", family, kept.pk, nan.pk) in page
    assert url("object-card", family, kept.pk, raj.pk) not in page
    assert "Raj is not to look. Ask the child who else could" in page
    card = read(client, url("object-card", family, kept.pk, raj.pk))
    assert "Kai does not want Raj there" in card
    assert url("keep-object", family) in card
    assert not any(secret in card for secret in SECRETS)
    assert "is not to look" not in read(
        client, url("object-card", family, kept.pk, nan.pk)
    )


def test_two_who_write_one_down_at_once_see_each_others_words(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    nan = make_member(practitioner, family, "Nan Jo")
    client = sign_in(practitioner)
    form = client.get(url("keep-object", family)).context["form"]
    sent = {
        "child": form.fields["child"].choices[0][0],
        "thing": "A red bus",
        "place": "On the stairs",
        "lookers": [str(nan.pk)],
        "how_often": "On Fridays",
        "what_they_do": "They ask her alone.",
        "kept_from": "other",
        "kept_from_other": "Dean",
        "version": str(form["version"].value() or ""),
        **day_post("agreed_on"),
    }
    bea = make_member(practitioner, family, who=Named(name="Bea"))
    first = make_object(practitioner, family, bea.pk, nan.pk)
    sent["kept_from_other"] = "Uncle Ray"
    answer = client.post(url("keep-object", family), sent)
    page = answer.content.decode()
    looked = ("Who looks?", f"Bea and {nan.name}", nan.name)
    assert looked in answer.context["conflict"]
    kept_from = ("Who must never hear of it?", "Dean", "Uncle Ray")
    assert kept_from in answer.context["conflict"]
    assert answer.status_code == 409
    assert SHELL in page
    assert "A red bus" in page
    with as_viewer(practitioner):
        assert SafetyObject.objects.get(ended_on=None).pk == first.pk
    sent["version"] = str(answer.context["form"]["version"].value())
    assert client.post(url("keep-object", family), sent).status_code == 302
    with as_viewer(practitioner):
        assert SafetyObject.objects.get(ended_on=None).thing == "A red bus"
    broken = sent | {"version": "no key", "thing": "A kite"}
    assert client.post(url("keep-object", family), broken).status_code == 409
