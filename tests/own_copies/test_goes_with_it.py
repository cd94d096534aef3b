"""What may go with somebody's own part: what they heard, when the family allows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.networks.models import NetworkMember
from kinfold.own_copies.presenters import ALSO
from kinfold.people.actions.separating import keep_apart
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, SafetyGoal
from kinfold.records.models import FamilyMember, Person
from kinfold.voice.models import Story
from kinfold_core.practice.network import Level
from tests.factories.networks import make_told
from tests.factories.planning import Planned
from tests.factories.practice import make_rating, make_set, me, named
from tests.factories.voice import make_story
from tests.own_copies.test_own_part import page_of, paper_of, url

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
ALLOWED = "?chosen=1&allowed_by=Leanne"
THE_WORRY, THE_STORY = f"{ALLOWED}&also=worry", f"{ALLOWED}&also=story"


def test_nothing_goes_with_it_until_somebody_chooses_it(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    page = page_of(sign_in(practitioner), lived, lived.jo.pk)
    assert ALSO["worry"] in page
    assert lived.danger.worried_about not in page
    assert ALSO["story"] not in page, "Nan Jo has not seen it"


def test_the_worry_goes_with_its_goal_and_scale(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    make_rating(practitioner, lived.family, lived.danger.pk, me(practitioner), "6",
                capacity="professional")  # fmt: skip
    with as_viewer(practitioner):
        goal = SafetyGoal.objects.get(danger=lived.danger)
        goal.child_hope = "A goal in the garden"
        goal.save()
    client = sign_in(practitioner)
    page = page_of(client, lived, lived.jo.pk, THE_WORRY)
    assert goal.child_hope not in page, "the child allows that by their own paper"
    words = (lived.danger.worried_about, goal.agency_goal, goal.family_goal)
    assert all(one in page for one in words)
    assert "What you want" not in page, "that speaks to the family"
    paper = paper_of(
        client, url(lived.family, lived.jo.pk, "member-copy-pdf") + THE_WORRY
    )
    assert " ".join(lived.danger.worried_about.split()) in paper
    assert "Write down that they were given it" in page


def test_what_is_for_the_family_alone_does_not_go_with_it(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    words = {
        name: f"Word of {name}"
        for name in ("why_believed", "family_version_text", "child_version_text")
    }
    with as_viewer(practitioner):
        DangerStatement.objects.filter(pk=lived.danger.pk).update(**words)
        SafetyGoal.objects.filter(danger=lived.danger).update(who_confirms="Mrs Hale")
    client = sign_in(practitioner)
    page = page_of(client, lived, lived.jo.pk, THE_WORRY)
    paper = paper_of(
        client, url(lived.family, lived.jo.pk, "member-copy-pdf") + THE_WORRY
    )
    assert lived.danger.worried_about in page
    alone = (*words.values(), "Mrs Hale", "How you would say it")
    assert [one for one in alone if one in page or one in paper] == []


def test_it_is_said_who_allowed_it_and_kept(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    client = sign_in(practitioner)
    address = url(lived.family, lived.jo.pk)
    refused = client.get(f"{address}?chosen=1&also=worry")
    assert refused.status_code == 422
    assert "Say who of the family allows that" in refused.content.decode()
    assert lived.danger.worried_about not in refused.content.decode()
    assert client.get(address + THE_WORRY).status_code == 200
    with as_viewer(practitioner):
        reads = AuditEvent.objects.filter(action="own_copies.member_copy")
        assert list(reads.order_by("pk").values_list("why", flat=True)) == [
            "", "Allowed by Leanne",
        ]  # fmt: skip


def test_a_worry_in_other_words_than_they_heard_does_not_go_with_it(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    with as_viewer(practitioner):
        DangerStatement.objects.filter(
            pk=make_set(practitioner, lived.family).pk
        ).update(worried_about="THE OTHER WORRY")
    client = sign_in(practitioner)
    page = page_of(client, lived, lived.jo.pk, THE_WORRY)
    assert lived.danger.worried_about in page
    assert "THE OTHER WORRY" not in page
    with as_viewer(practitioner):
        heard = DangerStatement.objects.filter(pk=lived.danger.pk)
        heard.update(version=9, worried_about="OTHER WORDS")
    page = page_of(client, lived, lived.jo.pk, THE_WORRY)
    assert "OTHER WORDS" not in page
    assert ALSO["worry"] not in page


def test_the_story_is_for_whoever_has_seen_it(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    make_story(practitioner, lived.family)
    with as_viewer(practitioner):
        Story.objects.update(
            state="in_use", agreed_at=timezone.now(), agreed_by=practitioner.worker_id
        )
    client = sign_in(practitioner)
    asked = client.get(url(lived.family, lived.jo.pk) + THE_STORY)
    assert asked.status_code == 422, "at level 3 it is no choice"
    make_told(practitioner, lived.jo, lived.danger.pk, level=Level.PLAN)
    page = page_of(client, lived, lived.jo.pk)
    assert ALSO["story"] in page
    before = page.count("copy__part")
    assert page_of(client, lived, lived.jo.pk, THE_STORY).count("copy__part") > before


def test_who_is_kept_from_somebody_named_in_it_is_offered_nothing(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    """The worry says what Dean does, and Nan Jo must not learn of him."""
    family = lived.family
    with as_viewer(practitioner):
        nan = Person.objects.create(
            authority_id=family.authority_id, given_names="Jo", family_name="Reed"
        )
        FamilyMember.objects.create(
            authority_id=family.authority_id, family=family, person=nan,
            part="network", joined_on=family.opened_on,
        )  # fmt: skip
        NetworkMember.objects.filter(pk=lived.jo.pk).update(person=nan)
        dean = named(practitioner, family, "Dean").person_id
        assert dean
        keep_apart(
            person_id=nan.pk, about_ids=[dean], kind="court", reason="Order",
            by=practitioner,
        )  # fmt: skip
    assert ALSO["worry"] not in page_of(sign_in(practitioner), lived, lived.jo.pk)


def test_pages_ask_as_much_with_it_as_without(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    client, counted = sign_in(practitioner), []
    page_of(client, lived, lived.jo.pk)
    for query in ("", THE_WORRY):
        with CaptureQueriesContext(connection) as asked:
            page_of(client, lived, lived.jo.pk, query)
        counted.append(len(asked))
    assert counted[0] == counted[1]
