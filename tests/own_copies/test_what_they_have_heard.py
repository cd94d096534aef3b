"""Only what answers a worry that somebody has heard is on their own paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client

from kinfold.copies.presenters.told import as_text
from kinfold.copies.selectors import Standing, between_people
from kinfold.own_copies.presenters import MemberCopy, member_copy
from kinfold.people.actions.separating import keep_apart
from kinfold.planning import actions as plan_actions
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
from tests.factories.planning import FRIDAYS, Planned, make_line_kept
from tests.factories.practice import make_family, make_set, named
from tests.own_copies.test_own_part import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
WORRY = "he shouts and breaks"
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
