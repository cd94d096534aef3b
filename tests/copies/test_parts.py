"""What goes with the map: today's safety, the plan, bottom lines, the road."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from kinfold.copies.models import MapSharing
from kinfold.people.models import Address, ContactDetail, Residence
from kinfold.planning import actions as plan_actions
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family, FamilyMember, Person
from kinfold.trajectory import actions
from kinfold.trajectory.models import ImmediatePlan
from kinfold_core.practice.written import Named
from tests.copies.test_sharing import read_by, share_post
from tests.factories.planning import (
    FRIDAYS,
    MILK,
    Planned,
    make_line_kept,
    make_live,
    make_planned,
    make_rule,
)
from tests.factories.practice import make_family, named
from tests.factories.trajectory import (
    SOBER,
    days_ago,
    make_bottom_line,
    make_immediate,
    make_milestone,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
OCCASION = "Friday is pay day"
NAN_TAKES = "Takes Amira and Kai to hers."
PROMISE = "Nan and Raj have heard the whole worry."


@pytest.fixture
def whole(practitioner: Viewer, chair: Viewer) -> Planned:
    """A family with a plan it lives by, a plan for today, a bottom line and a road."""
    planned = make_live(practitioner, chair, make_family(practitioner))
    family = planned.family
    explain(practitioner, planned)
    make_immediate(practitioner, family, planned.danger.pk)
    make_milestone(
        practitioner, family, what="Dean has rung the clinic.", owner_kind="family",
        owner=Named(name="Dean"), target_on=days_ago(9),
    )  # fmt: skip
    make_milestone(practitioner, family, target_on=days_ago(2))
    return planned


def explain(by: Viewer, planned: Planned) -> None:
    with as_viewer(by):
        actions.explain_bottom_line(
            family_id=planned.family.pk,
            line_id=planned.line.pk,
            explained_on=days_ago(1),
            to="Leanne",
            version=1,
            by=by,
        )


def page_of(client: Client, family: Family, query: str = "") -> str:
    page = client.get(reverse("copies:family-copy", args=[family.pk]) + query)
    assert page.status_code == 200
    return page.content.decode()


def article(page: str) -> str:
    """The copy itself, without what only the worker sees around it."""
    return unescape(page[page.index("<article") : page.index("</article>")])


def paper_of(client: Client, family: Family, query: str = "") -> str:
    address = reverse("copies:family-copy-pdf", args=[family.pk]) + query
    pages = PdfReader(io.BytesIO(client.get(address).content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def both(client: Client, family: Family, query: str = "") -> tuple[str, str]:
    return article(page_of(client, family, query)), paper_of(client, family, query)


def test_page_and_paper_hold_what_stands_beside_the_map(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    for words in both(sign_in(practitioner), whole.family):
        for said in (
            "What keeps everybody safe right now", NAN_TAKES, OCCASION,
            "Our safety plan", FRIDAYS, MILK, "Amira packs the red bag.",
            "What happens if", "What must be in place", SOBER,
            "When will this finish?", PROMISE, "This day has passed. Ask us why.",
            "Dean has rung the clinic.",
        ):  # fmt: skip
            assert said in words, said
        assert words.index("What we promise you") < words.index(PROMISE)
        assert words.index(PROMISE) < words.index("Dean has rung the clinic.")
        # whether somebody can be relied on is not for the fridge
        assert "She did on 3 and 17 May." not in words


def test_only_what_is_chosen_goes_with_the_map(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    chosen = "?chosen=1&part=lines"
    for words in both(sign_in(practitioner), whole.family, chosen):
        assert SOBER in words
        for said in (FRIDAYS, NAN_TAKES, PROMISE):
            assert said not in words


def test_what_answers_a_hidden_worry_stays_out_and_the_worker_is_told(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    with as_viewer(practitioner):
        DangerStatement.objects.filter(pk=whole.danger.pk).update(
            is_visible_to_family=False, hidden_reason="Danger",
            hidden_review_on=date(2990, 1, 4), hidden_by_id=practitioner.worker_id,
        )  # fmt: skip
    client = sign_in(practitioner)
    for words in both(client, whole.family):
        for said in (FRIDAYS, MILK, SOBER, NAN_TAKES, OCCASION):
            assert said not in words
    page = page_of(client, whole.family)
    assert "2 that answer a worry which is not on this copy" in page
    assert "which is not on this copy" not in article(page)


def test_words_still_being_written_are_not_what_they_live_by(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    make_rule(practitioner, whole, text="Perhaps Raj sleeps on the sofa.")
    for words in both(sign_in(practitioner), whole.family):
        assert FRIDAYS in words
        assert "Perhaps Raj" not in words


def test_a_plan_that_was_never_lived_by_is_not_handed_out(
    sign_in: SignIn, practitioner: Viewer
) -> None:
    planned = make_planned(practitioner, make_family(practitioner))
    make_rule(practitioner, planned)
    for words in both(sign_in(practitioner), planned.family):
        assert FRIDAYS not in words


def test_while_the_plan_is_suspended_the_copy_says_what_holds_instead(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    with as_viewer(practitioner):
        plan_actions.suspend(
            family_id=whole.family.pk, reason="Dean found the code word.",
            replaced_today_by="Amira and Kai stay at Nan's.", by=practitioner,
        )  # fmt: skip
    for words in both(sign_in(practitioner), whole.family):
        assert "This plan does not hold now." in words
        assert "Amira and Kai stay at Nan's." in words
        assert FRIDAYS not in words
        assert "code word" not in words


def test_a_bottom_line_is_not_first_heard_of_on_paper(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    make_bottom_line(practitioner, whole.family, text="Nobody smokes indoors.")
    client = sign_in(practitioner)
    for words in both(client, whole.family):
        assert SOBER in words
        assert "Nobody smokes indoors." not in words
    assert "1 that nobody has explained" in page_of(client, whole.family)


@pytest.mark.parametrize("answer", ["not_safe", "not_asked"])
def test_a_plan_is_not_for_somebody_it_was_not_safe_to_ask(
    sign_in: SignIn, practitioner: Viewer, whole: Planned, answer: str
) -> None:
    with as_viewer(practitioner):
        plan = ImmediatePlan.objects.get(family=whole.family)
        dean = named(practitioner, whole.family, "Dean")
        actions.answer_plan(
            family_id=whole.family.pk, plan_id=plan.pk, who=dean, answer=answer,
            words="He has threatened her.", said_on=days_ago(0), by=practitioner,
        )  # fmt: skip
    client = sign_in(practitioner)
    query = f"?chosen=1&part=now&part=plan&reader={dean.person_id}"
    for words in both(client, whole.family, query):
        assert NAN_TAKES not in words
        assert "threatened" not in words
    assert "not for Dean. They were not asked about it" in page_of(
        client, whole.family, query
    )
    with as_viewer(practitioner):
        leanne = named(practitioner, whole.family, "Leanne").person_id
    hers = f"?chosen=1&part=now&reader={leanne}"
    assert NAN_TAKES in page_of(client, whole.family, hers)
    # one that names nobody may come into anybody's hands
    nobodys = "?chosen=1&part=now"
    assert NAN_TAKES not in article(page_of(client, whole.family, nobodys))


def test_not_safe_to_ask_holds_when_two_records_are_joined(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    """A word that was said can only be added to: it stays with the joined record."""
    here = {"authority_id": whole.family.authority_id}
    with as_viewer(practitioner):
        dean = named(practitioner, whole.family, "Dean")
        double = Person.objects.create(**here, given_names="Dean Double")
        FamilyMember.objects.create(
            **here, family=whole.family, person=double, part="adult"
        )
        who = Named(name="D. Hale", person_id=double.pk)
        for plan in ImmediatePlan.objects.filter(family=whole.family):
            actions.answer_plan(
                family_id=whole.family.pk, plan_id=plan.pk, who=who,
                answer="not_safe", words="No.", said_on=days_ago(0), by=practitioner,
            )  # fmt: skip
        Person.objects.filter(pk=double.pk).update(merged_into_id=dean.person_id)
    query = f"?chosen=1&part=now&reader={dean.person_id}"
    client = sign_in(practitioner)
    page = page_of(client, whole.family, query)
    assert NAN_TAKES not in article(page)
    assert "not for Dean. They were not asked about it" in page


def test_a_rule_of_a_bottom_line_of_a_hidden_worry_stays_out(
    sign_in: SignIn, practitioner: Viewer, chair: Viewer
) -> None:
    """It names no danger itself, and says what the hidden one is about."""
    planned = make_line_kept(practitioner, chair)
    client = sign_in(practitioner)
    assert FRIDAYS in article(page_of(client, planned.family))
    with as_viewer(practitioner):
        DangerStatement.objects.filter(pk=planned.danger.pk).update(
            is_visible_to_family=False, hidden_reason="Danger",
            hidden_review_on=date(2990, 1, 4), hidden_by_id=practitioner.worker_id,
        )  # fmt: skip
    for words in both(client, planned.family):
        assert FRIDAYS not in words


@pytest.mark.parametrize("why", ["unsafe", "hidden"])
def test_daily_life_is_not_for_somebody_who_is_kept_apart(
    sign_in: SignIn, practitioner: Viewer, whole: Planned, why: str
) -> None:
    here = {"authority_id": whole.family.authority_id}
    with as_viewer(practitioner):
        dean = Person.objects.get(given_names="Dean")
        if why == "unsafe":
            ContactDetail.objects.create(
                **here, person=dean, kind="mobile", value="07700900123",
                safety="not_safe",
            )  # fmt: skip
        else:
            Residence.objects.create(
                **here,
                person=Person.objects.get(given_names="Leanne"),
                address=Address.objects.create(**here, sealed=b"x", is_hidden=True),
            )
    query = f"?chosen=1&part=now&part=plan&part=lines&reader={dean.pk}"
    client = sign_in(practitioner)
    for words in both(client, whole.family, query):
        assert SOBER in words
        for said in (FRIDAYS, MILK, NAN_TAKES, OCCASION):
            assert said not in words
    assert "not for Dean" in page_of(client, whole.family, query)


def test_what_was_given_is_kept_word_for_word_and_a_new_rule_is_noticed(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    client = sign_in(practitioner)
    address = reverse("copies:share", args=[whole.family.pk])
    read = share_post(read_by(client, whole.family))
    make_milestone(practitioner, whole.family, what="Priya writes to the school.")
    answer = client.post(address, read)
    assert answer.status_code == 409
    assert "When will this finish?: " in answer.content.decode()
    assert "Priya writes to the school." in answer.content.decode()
    read = share_post(read_by(client, whole.family))
    assert client.post(address, read).status_code == 302
    with as_viewer(practitioner):
        kept = MapSharing.objects.get().copy
    assert [part["key"] for part in kept["parts"]] == ["now", "plan", "lines", "road"]
    assert FRIDAYS in str(kept["parts"])


def test_the_page_asks_as_much_of_the_database_for_many_rules_as_for_one(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    client = sign_in(practitioner)
    page_of(client, whole.family)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page_of(client, whole.family)
    for number in range(6):
        make_milestone(practitioner, whole.family, what=f"Step {number}.")
        make_bottom_line(practitioner, whole.family, text=f"Line {number}.")
    with CaptureQueriesContext(connection) as many:
        page_of(client, whole.family)
    assert len(many) == len(few)
    assert len(few) <= 60


def test_odd_words_in_a_rule_are_printed_as_words(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    odd = "<b>#read(1)</b> أمي 🙂"
    make_milestone(practitioner, whole.family, what=odd, evidence=odd)
    client = sign_in(practitioner)
    assert "&lt;b&gt;#read(1)&lt;/b&gt; أمي 🙂" in page_of(client, whole.family)
    assert "#read(1)" in paper_of(client, whole.family)
