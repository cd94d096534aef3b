"""The family picture: drawn from the record, with nothing that may not be told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.family_picture.selectors import around_family
from kinfold.finding.actions.adding import add_member
from kinfold.finding.details import NewMember
from kinfold.people.actions.people import change_person
from kinfold.people.actions.relationships import TieDetails, relate
from kinfold.people.details import PersonDetails
from kinfold.people.models import Relationship, Separation
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, Person
from kinfold.records.selectors.members import members_of
from kinfold.sides.actions import write_ask
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.practice.sides import AskDetails
from kinfold_core.practice.written import Named
from tests.factories.networks import make_member
from tests.factories.people import (
    Okafors,
    hide_home,
    make_person,
    new_person,
)

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def url(okafors: Okafors, asked: str = "") -> str:
    address = reverse("family_picture:picture", args=[okafors.family.pk])
    return f"{address}?{asked}" if asked else address


def page(client: Client, okafors: Okafors, asked: str = "") -> str:
    answer = client.get(url(okafors, asked))
    assert answer.status_code == 200
    return answer.content.decode()


def tie(by: Viewer, one: Person, code: str, other: Person, **more: object) -> None:
    with as_viewer(by):
        relate(
            person_id=one.pk,
            other_ids=[other.pk],
            details=TieDetails(code=code, **more),  # type: ignore[arg-type]
            by=by,
            is_confirmed=True,
        )


def add(by: Viewer, okafors: Okafors, details: PersonDetails, part: str) -> Person:
    with as_viewer(by):
        return add_member(
            family_id=okafors.family.pk,
            member=NewMember(part=part, details=details),
            by=by,
        ).person


def test_the_picture_and_its_words_say_who_is_who(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    shown = page(sign_in(practitioner), okafors)
    assert "<svg" in shown
    assert "mother of Amira Grace Okafor and Kai Okafor" in shown
    assert ": mother of Leanne Okafor" in shown  # Nan Jo, by her side of the family
    assert "4 people in this family picture." in shown
    assert AuditEvent.objects.filter(
        action="family_picture.page", family_id=okafors.family.pk
    ).exists()


def test_a_father_nobody_wrote_down_is_asked_for_and_never_left_out(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    client = sign_in(practitioner)
    shown = page(client, okafors)
    assert "Not known yet: father of Amira Grace Okafor and Kai Okafor" in shown
    assert "Nobody has been asked about the father&#x27;s side yet." in shown
    ask = reverse("sides:ask", args=[okafors.family.pk])
    assert f"{ask}?side=paternal" in shown
    with as_viewer(practitioner):
        write_ask(
            family_id=okafors.family.pk,
            details=AskDetails(
                side="paternal",
                asked_on=date(2026, 4, 1),
                whom=Named(name="Leanne", person_id=okafors.leanne.pk),
                answer="He is called Dan",
                children=(okafors.amira.pk,),
            ),
            by=practitioner,
        )
    shown = page(client, okafors)
    assert "He is called Dan" in shown
    # what was said of Amira's father leaves Kai's open
    assert "been asked about the father&#x27;s side of Kai yet" in shown


@pytest.mark.parametrize("zoom", ["", "fit", "50", "200", "9999", "x"])
def test_it_can_be_looked_at_nearer_without_script(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors, zoom: str
) -> None:
    shown = page(sign_in(practitioner), okafors, f"zoom={zoom}")
    assert shown.count('aria-current="true"') == 1
    assert ('width="100%"' in shown) is (zoom == "fit")


def test_somebody_chosen_can_be_added_to_and_the_way_leads_back(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    client = sign_in(practitioner)
    shown = page(client, okafors, f"who={okafors.leanne.pk}")
    add_url = (
        reverse("finding:add-member", args=[okafors.family.pk])
        + f"?as=parent&with={okafors.leanne.pk}&picture={okafors.family.pk}"
    )
    assert add_url.replace("&", "&amp;") in shown
    added = client.post(
        add_url,
        {"part": "network", "given_names": "Ray", "family_name": "Reed", "sex": "male",
         "match": "new"},
    )  # fmt: skip
    ray = Person.objects.get(given_names="Ray")
    assert added.status_code == 302
    assert added["Location"] == (
        reverse("people:relate", args=[ray.pk])
        + f"?as=parent&with={okafors.leanne.pk}&picture={okafors.family.pk}"
    )
    asked = client.get(added["Location"]).content.decode()
    assert '<option value="parent" selected' in asked
    saved = client.post(
        added["Location"],
        {"code": "parent", "others": [str(okafors.leanne.pk)], "certainty": "known"},
    )
    assert saved["Location"] == url(okafors)
    assert ": father of Leanne Okafor" in page(client, okafors)


def test_whoever_may_only_look_is_offered_nothing_to_change(
    chair: Viewer, practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    answer = sign_in(chair).get(url(okafors, f"who={okafors.leanne.pk}"))
    shown = answer.content.decode()
    assert "Add a parent" not in shown
    assert "finding:add-member" not in shown


@pytest.mark.parametrize("who", ["nobody", "missing:male:x", ""])
def test_a_name_that_is_not_there_is_no_error(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors, who: str
) -> None:
    assert 'id="chosen"' not in page(sign_in(practitioner), okafors, f"who={who}")


def test_the_family_gets_no_home_that_is_hidden(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    client = sign_in(practitioner)
    told = page(client, okafors, f"for=family&who={okafors.leanne.pk}")
    assert "lives with" in told
    assert 'class="gp-link"' not in told
    assert "Add a parent" not in told
    with as_viewer(practitioner):
        hide_home(practitioner, okafors)
    for asked in ("", "for=family"):
        shown = page(client, okafors, asked)
        assert "Mill Lane" not in shown
        assert "Secret" not in shown
    # the children are still at Mum's and Leanne is not said to be anywhere
    told = page(client, okafors, "for=family")
    assert "Leanne" in told
    assert "lives with Leanne" not in told


def test_the_family_gets_nothing_unsure_nobody_else_and_no_lost_pregnancy(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    client = sign_in(practitioner)
    dan = add(practitioner, okafors, new_person("Dan", "Hale", sex="male"), "adult")
    tie(practitioner, dan, "parent", okafors.kai, certainty="unsure")
    stranger = make_person(practitioner, "Petra", "Vale")
    tie(practitioner, okafors.leanne, "parent", stranger)
    lost = add(practitioner, okafors, new_person("", "", is_unborn=True), "unborn")
    tie(practitioner, okafors.leanne, "parent", lost)
    with as_viewer(practitioner):
        change_person(
            person_id=lost.pk,
            details=PersonDetails(is_unborn=True, is_lost=True),
            version=lost.version,
            by=practitioner,
        )
    whole = page(client, okafors)
    assert "Petra Vale" in whole
    assert "(not sure)" in whole
    assert "a pregnancy that ended before birth" in whole
    told = page(client, okafors, "for=family")
    assert "Petra" not in told
    assert "Baby, not born alive" not in told
    assert "Dan Hale: no tie to anybody here is recorded yet" in told
    assert "Write down who was asked" not in told


@pytest.mark.parametrize(
    ("kind", "is_there"), [("no_contact", True), ("adoption", False)]
)
def test_the_family_gets_nobody_whom_one_of_them_must_not_learn_of(
    practitioner: Viewer,
    sign_in: SignIn,
    okafors: Okafors,
    kind: str,
    is_there: bool,
) -> None:
    with as_viewer(practitioner):
        Separation.objects.create(
            authority_id=okafors.family.authority_id,
            person=okafors.leanne,
            about=okafors.jo,
            kind=kind,
            reason="Said in court",
            started_on=date(2026, 1, 5),
            recorded_by_id=practitioner.worker_id,
        )
    client = sign_in(practitioner)
    assert "lives with" in page(client, okafors)
    told = page(client, okafors, "for=family")
    assert "lives with" not in told
    assert ("Nan Jo" in told) is is_there  # the whole page: it is printed


def test_somebody_on_a_restricted_record_is_not_drawn_and_nobody_beyond_them(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    hidden = make_person(practitioner, "Zelda", "Grey")
    beyond = make_person(practitioner, "Yan", "Grey")
    tie(practitioner, okafors.leanne, "parent", hidden)
    tie(practitioner, hidden, "parent", beyond)
    client = sign_in(practitioner)
    assert "Yan Grey" in page(client, okafors)
    with as_viewer(practitioner):
        Family.objects.filter(pk=hidden.memberships.get().family_id).update(
            is_restricted=True
        )
    shown = page(client, okafors)
    assert "Zelda" not in shown
    assert "Yan" not in shown


@pytest.mark.parametrize("picture", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_way_back_that_is_not_theirs_is_not_taken(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors, picture: str
) -> None:
    form = reverse("people:edit-person", args=[okafors.leanne.pk])
    answer = sign_in(practitioner).get(f"{form}?picture={picture}")
    assert answer.status_code == (404 if picture == "x" else 200)
    assert url(okafors) not in answer.content.decode()


def test_a_loop_that_is_on_record_is_drawn_and_said(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    with as_viewer(practitioner):
        for one, other in ((okafors.kai, okafors.jo), (okafors.jo, okafors.leanne)):
            Relationship.objects.create(
                authority_id=okafors.family.authority_id,
                person=one,
                code="parent",
                other=other,
            )
    shown = page(sign_in(practitioner), okafors)
    assert "One line is left out" in shown
    assert "One of the links is the wrong way round." in shown


def test_it_costs_the_same_at_any_size(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    client = sign_in(practitioner)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(client, okafors)
        return len(asked)

    before = count()
    for place in range(12):
        one = add(practitioner, okafors, new_person(f"Kin{place}", "Reed"), "network")
        tie(practitioner, one, "cousin", okafors.kai)
        two = make_person(practitioner, f"Far{place}", "Reed")
        tie(practitioner, two, "parent", one)
    # people outside the record are read in two more steps
    assert count() <= before + 2
    assert before <= 15
    with as_viewer(practitioner), CaptureQueriesContext(connection) as asked:
        around_family(
            practitioner,
            okafors.family.pk,
            members_of(practitioner, okafors.family),
        )
    assert len(asked) <= 8


def test_ages_claim_no_more_than_is_known(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    for details in (
        new_person("Al", "Reed", born=FuzzyDate.in_year(1980, is_about=True)),
        new_person(
            "Bo", "Reed", born=FuzzyDate.in_year(1950), died_on=date(2001, 1, 1)
        ),
        new_person("Cy", "Reed", born=FuzzyDate.in_year(1950), has_died=True),
        new_person("Di", "Reed", is_unborn=True, due_on=date(2027, 5, 3)),
    ):
        one = add(practitioner, okafors, details, "network")
        tie(practitioner, one, "cousin", okafors.kai)
    shown = page(sign_in(practitioner), okafors)
    assert "Al Reed, ~" in shown
    assert "Bo Reed, 50–51" in shown
    assert "died (1950–2001)" in shown
    assert "Cy Reed</a>: died" in shown
    assert "; due May 2027" in shown


def test_a_baby_with_a_last_name_is_said_to_be_unborn_and_when_it_is_due(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    for last_name in ("Hale", ""):
        baby = new_person("", last_name, is_unborn=True, due_on=date(2027, 5, 3))
        tie(practitioner, okafors.leanne, "parent",
            add(practitioner, okafors, baby, "unborn"))  # fmt: skip
    client = sign_in(practitioner)
    said = "one of the children; not born yet; "
    whole = page(client, okafors)
    assert f"Baby Hale</a>: {said}due May 2027" in whole
    assert f"Baby due May 2027</a>: {said}child of" in whole, "its name says when"
    assert f"Baby Hale: {said}due May 2027" in page(client, okafors, "for=family")


def test_both_pictures_have_a_button_that_prints_them_and_say_whom_that_is_for(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    make_member(practitioner, okafors.family)
    client = sign_in(practitioner)
    around = reverse("family_picture:around", args=[okafors.family.pk])
    for address in (url(okafors), around):
        for asked, is_for_the_file in (("", True), ("?for=family", False)):
            shown = client.get(f"{address}{asked}").content
            assert b"data-print" in shown
            assert (b"Printed, this is for the file" in shown) is is_for_the_file
