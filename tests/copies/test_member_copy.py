"""What one person of the network carries, on a paper of their own."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kinfold.copies.presenters.member_copy import MemberCopy, member_copy
from kinfold.copies.presenters.told import as_text
from kinfold.copies.selectors import Standing, between_people
from kinfold.people.actions.separating import keep_apart
from kinfold.people.models import ContactDetail
from kinfold.planning import actions as plan_actions
from kinfold.platform.models import AuditEvent
from kinfold.platform.our_words import our_words
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors import ground_of
from kinfold.records.models import Family, FamilyMember, Person
from kinfold.trajectory.models import CaseBottomLine
from kinfold_core.practice.family_plan import PlanInForce
from kinfold_core.practice.immediate import ControlDetails, ImmediatePlanRow
from kinfold_core.practice.network import (
    HeardDanger,
    Level,
    Network,
    NetworkPerson,
    TellingRow,
)
from kinfold_core.practice.plan_written import PlanRuleDetails, Who
from kinfold_core.practice.trajectory import Road
from kinfold_core.practice.written import Named
from tests.copies.test_readers import live_together
from tests.factories.commitments import SLEEP, make_answer, make_commitment
from tests.factories.networks import make_member, make_told
from tests.factories.planning import FRIDAYS, Planned, make_line_kept, make_live
from tests.factories.practice import make_family, make_set, named
from tests.factories.trajectory import make_immediate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
WORRY = "he shouts and breaks"


@pytest.fixture
def lived(practitioner: Viewer, chair: Viewer) -> Planned:
    return make_live(practitioner, chair, make_family(practitioner))


def url(family: Family, member_id: UUID, name: str = "member-copy") -> str:
    return reverse(f"copies:{name}", args=[family.pk, member_id])


def page_of(client: Client, planned: Planned, member_id: UUID, query: str = "") -> str:
    answer = client.get(url(planned.family, member_id) + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def paper_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_their_own_rules_when_and_with_whom(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    client = sign_in(practitioner)
    page = page_of(client, lived, lived.jo.pk, "?chosen=1&phone=01522+555+0143")
    for words in (
        "What you do",
        FRIDAYS,
        "Every Friday",
        "Together with",
        "Raj",
        "Ring Raj, then the duty worker",
        "01522 555 0143",
        "999",
    ):
        assert words in page, words
    paper = paper_of(
        client, url(lived.family, lived.jo.pk, "member-copy-pdf") + "?print=large"
    )
    assert "What you do so that the children are safe" in paper
    assert "Every Friday" in paper
    with as_viewer(practitioner):
        for page_name in ("copies.member_copy", "copies.member_copy_pdf_large"):
            assert AuditEvent.objects.filter(action=page_name).exists()


def test_the_paper_is_called_what_it_is(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    """Not the family's map: that is what a reader says first of a paper."""
    address = url(lived.family, lived.jo.pk, "member-copy-pdf")
    paper = PdfReader(io.BytesIO(sign_in(practitioner).get(address).content))
    assert paper.metadata
    assert paper.metadata.title == "My part: Nan Jo"


def test_the_worry_itself_and_others_rules_are_not_on_it(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    neighbour = make_member(practitioner, lived.family, "Mrs Bell")
    make_told(practitioner, neighbour, lived.danger.pk)
    client = sign_in(practitioner)
    page = page_of(client, lived, neighbour.pk)
    assert "Nothing for them to hold yet" in page
    assert FRIDAYS not in page
    assert WORRY not in page_of(client, lived, lived.jo.pk)
    # no paper is made of nothing
    answer = client.get(url(lived.family, neighbour.pk, "member-copy-pdf"))
    assert answer["Content-Type"].startswith("text/html")


def test_somebody_who_was_not_told_holds_nothing(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    """Named for today, and has heard no worry (I3)."""
    ida = make_member(practitioner, lived.family, "Ida", who=Named(name="Ida"))
    make_told(practitioner, ida, level=Level.SOME)
    make_immediate(practitioner, lived.family, lived.danger.pk)
    page = page_of(sign_in(practitioner), lived, ida.pk)
    assert "Ida has not heard the worry. Tell them first" in page
    assert "Nothing for them to hold yet" in page


HEARD, UNHEARD = uuid4(), uuid4()
JO = NetworkPerson(
    who=Named(name="Nan Jo"), id=uuid4(), version=1, started_on=date(2026, 1, 5),
    ended_on=None, ended_reason="",
    tellings=(
        TellingRow(
            Level.HEARD, date(2026, 3, 2), "together", "Sam", "Leanne agreed",
            (HeardDanger(HEARD, 1),),
        ),
    ),
)  # fmt: skip


def rule(text: str, *danger_ids: UUID, **changes: object) -> PlanRuleDetails:
    said = {"carriers": (Who(name="Nan Jo", member_id=JO.id),)} | changes
    return PlanRuleDetails(
        kind="everyday_arrangement", text=text, danger_ids=danger_ids,
        **said,  # type: ignore[arg-type]
    )  # fmt: skip


def standing(
    *rules: PlanRuleDetails, controls: tuple[ControlDetails, ...] = ()
) -> Standing:
    plan = PlanInForce(
        title="Our plan", effective_from=date(2026, 5, 1), review_on=None,
        replaced_today_by="", rules=rules,
    )  # fmt: skip
    today = ImmediatePlanRow(
        occasion="Pay day", made_on=date(2026, 5, 1), expires_on=date(2026, 5, 8),
        controls=controls, id=uuid4(), written_by="Sam", read_on=None, read_how="",
        ended_on=None, ended_as="", ended_reason="", reviews=(), agreements=(),
    )  # fmt: skip
    return Standing(plan, today, (), Road(), Network(), None)


def made_for(by: Viewer, family: Family, beside: Standing) -> MemberCopy:
    with as_viewer(by):
        ground = ground_of(by, family.pk)
    return member_copy(ground, JO, beside, our_words(), today=date(2026, 5, 4))


def test_only_what_answers_a_worry_they_have_heard(
    practitioner: Viewer, family: Family
) -> None:
    """Also where they stand in, and what holds today (I3)."""
    nan = Named(name="Nan Jo")
    made = made_for(
        practitioner,
        family,
        standing(
            rule("Fetches them on Fridays.", HEARD),
            rule("Keeps the other key.", HEARD, UNHEARD),
            rule("Sleeps there.", UNHEARD),
            rule("Rings at six.", HEARD, carriers=(Who(name="Raj"),),
                 backups=(Who(name="nan jo"), Who(name="Ida"))),
            rule("Somebody else's.", HEARD, carriers=(Who(name="Raj"),)),
            controls=(
                ControlDetails(who=nan, carrier="family", does="Has them tonight.",
                               danger_id=HEARD, when="At 5"),
                ControlDetails(who=nan, carrier="family", does="Locks the shed.",
                               danger_id=UNHEARD),
                ControlDetails(who=Named(name="Raj"), carrier="family", does="Drives."),
            ),
        ),
    )  # fmt: skip
    said = as_text(made.copy)
    for words in (
        "Fetches them on Fridays.",
        "Rings at six.",
        "Has them tonight.",
        "Where you stand in",
        "Ida",
    ):
        assert words in said, words
    for words in ("other key", "Sleeps there", "Somebody else's", "shed", "Drives"):
        assert words not in said, words
    assert made.left_out == (
        "1 that answers a worry which Nan Jo has not heard.",
        "2 that answer a worry which Nan Jo has not heard.",
    )


def test_a_rule_of_a_bottom_line_waits_until_its_worry_is_heard(
    sign_in: SignIn, practitioner: Viewer, chair: Viewer
) -> None:
    planned = make_line_kept(practitioner, chair)
    client = sign_in(practitioner)
    assert FRIDAYS in page_of(client, planned, planned.jo.pk)
    unheard = make_set(practitioner, planned.family)
    with as_viewer(practitioner):
        CaseBottomLine.objects.filter(pk=planned.line.pk).update(danger_id=unheard.pk)
    page = page_of(client, planned, planned.jo.pk)
    assert FRIDAYS not in page
    assert "1 that answers a worry which Nan Jo has not heard." in page


def test_what_ran_out_says_so_and_nothing_makes_no_part(
    practitioner: Viewer, family: Family
) -> None:
    nan = ControlDetails(who=Named(name="Nan Jo"), carrier="family", does="Has them.")
    beside = standing(controls=(nan,))
    with as_viewer(practitioner):
        ground = ground_of(practitioner, family.pk)
    later = member_copy(ground, JO, beside, our_words(), today=date(2026, 5, 20))
    assert "This held until Friday 8 May 2026." in as_text(later.copy)
    nothing = Standing(None, None, (), Road(), Network(), None)
    assert (
        member_copy(ground, JO, nothing, our_words(), today=date(2026, 5, 4)).copy.parts
        == ()
    )


def test_a_plan_that_does_not_hold_says_no_rule(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    with as_viewer(practitioner):
        plan_actions.suspend(
            family_id=lived.family.pk, reason="Dean is back in the house",
            replaced_today_by="Everybody is at Nan's", by=practitioner,
        )  # fmt: skip
    page = page_of(sign_in(practitioner), lived, lived.jo.pk)
    assert "This plan does not hold now. Ask us what does." in page
    assert FRIDAYS not in page
    assert "Everybody is at Nan's" not in page


def test_somebody_who_is_not_safe_to_contact_is_said_before_it_is_printed(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    with as_viewer(practitioner):
        jo = Person.objects.create(
            authority_id=lived.family.authority_id, given_names="Jo", family_name="Hale"
        )
        type(lived.jo)._default_manager.filter(pk=lived.jo.pk).update(person_id=jo.pk)
        ContactDetail.objects.create(
            authority_id=lived.family.authority_id, person=jo, kind="mobile",
            value="07700900123", safety="not_safe",
        )  # fmt: skip
    page = page_of(sign_in(practitioner), lived, lived.jo.pk)
    assert "Nan Jo is marked not safe to contact." in page


def test_somebody_who_may_not_know_an_address_is_said_before_it_is_printed(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    client, said = sign_in(practitioner), "nothing here says that Nan Jo knows it"
    assert said not in page_of(client, lived, lived.jo.pk)
    with as_viewer(practitioner):
        live_together(lived.family, "Leanne", "Kai", is_hidden=True)
    assert said in page_of(client, lived, lived.jo.pk)
    with as_viewer(practitioner):
        kai = Person.objects.get(given_names="Kai")
        type(lived.jo)._default_manager.filter(pk=lived.jo.pk).update(person_id=kai.pk)
    assert said not in page_of(client, lived, lived.jo.pk)


def test_two_clicks_from_the_network_and_from_the_plan(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    client = sign_in(practitioner)
    address = url(lived.family, lived.jo.pk)
    for name in ("networks:network", "planning:safety-plan"):
        page = client.get(reverse(name, args=[lived.family.pk])).content.decode()
        assert f'href="{address}"' in page, name


def test_nobody_of_another_network_or_who_stepped_back(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    other = make_family(practitioner)
    client = sign_in(practitioner)
    for name in ("member-copy", "member-copy-pdf"):
        assert client.get(url(other, lived.jo.pk, name)).status_code == 404


@pytest.mark.parametrize("name", ["member-copy", "member-copy-pdf"])
def test_a_number_that_is_none_is_asked_again(
    sign_in: SignIn, practitioner: Viewer, lived: Planned, name: str
) -> None:
    answer = sign_in(practitioner).get(
        url(lived.family, lived.jo.pk, name), {"chosen": "1", "phone": "ring me"}
    )
    assert answer.status_code == 422
    assert "Enter a telephone number" in answer.content.decode()


def test_what_they_said_yes_to_stands_on_it_and_nothing_else_they_were_asked(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    nights = make_commitment(
        practitioner, lived.jo, lived.danger.pk, backup_id=lived.raj.pk
    )
    make_commitment(practitioner, lived.jo, does="I ring on Sundays.")
    client = sign_in(practitioner)
    assert "What you said you will do" not in page_of(client, lived, lived.jo.pk)
    make_answer(practitioner, lived.jo, nights)
    hers = page_of(client, lived, lived.jo.pk)
    assert "What you said you will do" in hers
    assert SLEEP in hers
    assert "Saturday, at nine at night and through the night" in hers
    assert "I ring on Sundays." not in hers
    assert SLEEP not in page_of(client, lived, lived.raj.pk)
    make_answer(practitioner, lived.raj, nights)
    his = page_of(client, lived, lived.raj.pk)
    assert SLEEP in his
    assert f"{our_words()['member_for']}:" in his
    paper = client.get(url(lived.family, lived.jo.pk, "member-copy-pdf"))
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages
    )
    assert "drive round" in text


def test_a_plan_that_does_not_hold_is_told_only_to_whoever_carries_some_of_it(
    practitioner: Viewer, family: Family
) -> None:
    held = standing(rule("Rings.", HEARD, carriers=(Who(name="Raj"),)))
    assert held.plan
    paused = replace(
        held, plan=replace(held.plan, replaced_today_by="At Nan's"), immediate=None
    )
    assert made_for(practitioner, family, paused).copy.parts == ()
    mine = replace(paused, plan=replace(held.plan, rules=(rule("Rings.", HEARD),),
                                        replaced_today_by="At Nan's"))  # fmt: skip
    said = as_text(made_for(practitioner, family, mine).copy)
    assert "This plan does not hold now." in said


def test_a_rule_with_somebody_who_is_kept_from_them_is_not_on_it(
    practitioner: Viewer,
) -> None:
    """Nan must not learn of Dean, and one of her rules is with him."""
    family = make_family(practitioner)
    with as_viewer(practitioner):
        here = {"authority_id": family.authority_id}
        nan = Person.objects.create(**here, given_names="Jo", family_name="Reed")
        FamilyMember.objects.create(
            **here, family=family, person=nan, part="network",
            joined_on=family.opened_on,
        )  # fmt: skip
        dean = named(practitioner, family, "Dean").person_id
        assert dean
        ground = ground_of(practitioner, family.pk)
        keep_apart(
            person_id=nan.pk, about_ids=[dean], kind="court", reason="Order",
            by=practitioner,
        )  # fmt: skip
        between = between_people(practitioner, {nan.pk: "Nan Jo", dean: "Dean"})[nan.pk]
    him = Who(name="Dean", person_id=dean)
    jo = replace(JO, who=Named(name="Nan Jo", person_id=nan.pk))
    me = Who(name="Nan Jo", member_id=JO.id)
    beside = standing(
        rule("With him.", HEARD, carriers=(me, him)), rule("Alone.", HEARD)
    )
    made = member_copy(
        ground, jo, beside, our_words(), today=date(2026, 5, 4), between=between
    )
    said = as_text(made.copy)
    assert "Alone." in said
    assert "With him." not in said
    assert "Dean" not in said
    assert made.left_out[-1] == "1 with somebody who is kept apart from Nan Jo."
