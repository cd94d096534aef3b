"""Kinship as people meet it: the page, its forms, the carer's paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.kinship.models import KinshipArrangement, KinshipOption, OptionStep
from kinfold.planning.models import PlanSource
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.kinship_law import Kind
from kinfold_core.practice.written import Named
from tests.factories.commitments import make_commitment
from tests.factories.family_time import make_ladder
from tests.factories.kinship import (
    make_care,
    make_happening,
    make_option,
    make_step,
    make_support,
)
from tests.factories.planning import make_planned, make_rule
from tests.factories.practice import named
from tests.factories.trajectory import day_post, days_ago

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


def url(name: str, family: Family, *rest: object) -> str:
    return reverse(f"kinship:{name}", args=[family.pk, *rest])


def page(client: Client, family: Family) -> str:
    return client.get(url("kinship", family)).content.decode()


def option_post(**changes: object) -> dict[str, object]:
    return {
        "who": "other",
        "who_other": "Auntie Ngozi",
        "relationship": "Dean's sister, in Lagos",
        "side": "paternal",
        "child": "all",
    } | changes


def step_post(by: Viewer, **changes: object) -> dict[str, object]:
    return {
        "step": "declined",
        "why": "She starts a new job in May, and said so herself.",
        "declined_by": "carer",
        "decided_by": f"worker:{by.worker_id}",
        "carer_words": "“Not this year. Ask me again.”",
        **day_post("decided_on"),
    } | changes


def care_post(by: Viewer, family: Family, **changes: object) -> dict[str, object]:
    with as_viewer(by):
        kai = named(by, family, "Kai")
    return {
        "child": str(kai.person_id),
        "carer": "other",
        "carer_other": "Bea",
        "relation": "friend",
        "kind": "short_stay",
        "how": "emergency",
        "arranged": "family",
        "legal_status": "none",
        "child_view": "“Bea has fish.”",
        "version": "1",
        **day_post("started_on", -40),
    } | changes


def test_the_page_counts_both_sides_and_asks_about_the_empty_one(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    assert "Nobody has been written down yet." in page(client, family)
    make_step(practitioner, make_option(practitioner, family), "agreed")
    shown = page(client, family)
    assert "One person was thought of" in shown
    assert "nobody has been asked. Who might know the father" in shown
    assert "Nobody on the father" in shown


def test_somebody_is_thought_of_and_declined_with_a_reason(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    add = url("add-option", family)
    assert client.get(f"{add}?side=paternal").status_code == 200
    assert client.post(add, option_post(side="")).status_code == 422
    assert client.post(add, option_post()).status_code == 302
    option = KinshipOption.objects.get()
    decide = url("decide-option", family, option.pk)
    refused = client.post(decide, step_post(practitioner, declined_by="service"))
    assert refused.status_code == 422
    assert "The rest stays open" in refused.content.decode()
    assert client.post(decide, step_post(practitioner)).status_code == 302
    shown = page(client, family)
    assert "Declined for now" in shown
    assert "Ask me again" in shown
    opened = client.get(decide).content.decode()
    assert "If it was declined" not in opened  # it can only be opened again


def test_a_decision_made_meanwhile_is_shown_beside_what_was_typed(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    option = make_option(practitioner, family)
    client = sign_in(practitioner)
    make_step(practitioner, option, "weighed")
    decide = url("decide-option", family, option.pk)
    answer = client.post(decide, step_post(practitioner, version=""))
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Kai knows her house" in shown
    assert "She starts a new job in May" in shown
    newest = OptionStep.objects.get().pk
    assert f'value="{newest}"' in shown
    again = client.post(decide, step_post(practitioner, version=str(newest)))
    assert again.status_code == 302


def test_a_friend_with_whom_a_child_stays_on_is_private_fostering(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    typed = client.post(url("check-care", family), care_post(practitioner, family))
    assert "In law this is private fostering" in typed.content.decode()
    empty = client.post(url("check-care", family), {"carer": ""})
    assert "private fostering" not in empty.content.decode()
    begin = url("begin-care", family)
    assert client.post(begin, care_post(practitioner, family)).status_code == 302
    shown = page(client, family)
    assert "In law this is private fostering" in shown
    assert "This ran out on" in shown
    assert "Nobody has explained to Bea what this care means" in shown


def test_an_arrangement_changed_meanwhile_shows_both_wordings(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    client.post(url("begin-care", family), care_post(practitioner, family))
    care = KinshipArrangement.objects.get()
    change = url("change-care", family, care.pk)
    assert "“Bea has fish.”" in client.get(change).content.decode()
    ours = care_post(practitioner, family, kind="private_fostering")
    assert client.post(change, ours).status_code == 302
    theirs = care_post(practitioner, family, kind="close_family")
    answer = client.post(change, theirs)
    assert answer.status_code == 409
    assert "Private fostering" in answer.content.decode()
    history = client.get(url("history", family, care.pk)).content.decode()
    assert "Version 2" in history
    assert "A short stay, under 28 days" in history
    assert f'<td dir="auto">{day_in_words(care.started_on)}</td>' in history
    first = history.split("Version 1")[1]
    assert "Before" in history.split("Version 1")[0]
    assert "Before" not in first
    assert "–" not in first


def test_what_cannot_be_is_said_beside_its_question(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    with as_viewer(practitioner):
        amira = named(practitioner, family, "Amira")
    begin = url("begin-care", family)
    answer = client.post(
        begin,
        care_post(
            practitioner, family, carer=f"person:{amira.person_id}", carer_other="",
            relation="sibling", kind="special_guardianship",
        ),
    )  # fmt: skip
    assert answer.status_code == 422
    form = client.get(begin).context["form"]
    for field in ("carer", "second"):
        offered = [label for _, label in form.fields[field].choices]
        assert not [one for one in offered if one.startswith(("Amira", "Kai"))]
        assert [one for one in offered if one.startswith("Leanne")]
    assert len(form.fields["child"].choices) == 2
    for changes in (
        {"started_on_day": "31", "started_on_month": "2"},
        {"kind": "castle"},
        {"child": "nobody"},
        {"child_view": "\x00"},
        day_post("started_on", 4),
    ):
        assert (
            client.post(begin, care_post(practitioner, family, **changes)).status_code
            == 422
        )
    assert not KinshipArrangement.objects.exists()


def test_a_regulation_24_clock_is_a_bar_and_a_sentence(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    started = days_ago(70)
    make_care(
        practitioner, family, kind="temporary_foster", started_on=started,
        arranged="authority", legal_status="interim_care",
    )  # fmt: skip
    shown = page(sign_in(practitioner), family)
    last = started + timedelta(days=111)
    assert f"5 weeks and 6 days are left, until {last.day} {last:%B %Y}." in shown
    assert '<svg class="clock__bar"' in shown
    assert "reg. 24" in shown
    assert "Regulation 24 asks for that first" in shown


def test_a_source_of_danger_in_whose_care_the_child_is_is_said(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    planned = make_planned(practitioner, family)
    rule = make_rule(practitioner, planned, text="On Fridays they sleep at Nan Jo's.")
    with as_viewer(practitioner):
        PlanSource.objects.create(
            authority_id=family.authority_id, plan=rule.plan, danger=planned.danger,
            name="Nan Jo",
        )  # fmt: skip
    shown = page(sign_in(practitioner), family)
    assert "nobody has said what care it is" in shown
    make_care(practitioner, family, rule_ids=(rule.pk,))
    shown = page(sign_in(practitioner), family)
    assert "nobody has said what care it is" not in shown
    assert "The worry is about what Nan Jo does" in shown


def test_a_night_somebody_promised_is_asked_about_until_they_are_the_carer(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    planned = make_planned(practitioner, family)
    make_commitment(practitioner, planned.jo, planned.danger.pk)
    make_commitment(
        practitioner, planned.raj, planned.danger.pk, does="I ring.", parts=("nine",)
    )
    client = sign_in(practitioner)
    shown = page(client, family)
    assert "Nan Jo: They sleep at mine." in shown
    assert "Raj: I ring." not in shown
    make_care(practitioner, family)
    assert "Nan Jo: They sleep at mine." not in page(client, family)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_paper_of_each_kind_names_the_law_and_nobody_else(
    practitioner: Viewer, family: Family, sign_in: SignIn, kind: Kind
) -> None:
    care = make_care(practitioner, family, kind=kind, relation="aunt_or_uncle")
    paper = sign_in(practitioner).get(url("rights", family, care.pk)).content.decode()
    assert "What this means for you" in paper
    assert all(source.url in paper for source in kind.law.sources)
    body = paper.partition('class="measure paper"')[2]
    assert "Leanne" not in body
    assert "Amira" not in body
    make_support(practitioner, care)
    make_happening(practitioner, care, "child_said", words="“I like it.”")
    assert "“I like it.”" in page(sign_in(practitioner), family)


def test_everything_that_is_asked_of_an_arrangement_is_kept(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    care = make_care(practitioner, family, kind="temporary_foster")
    item = make_support(practitioner, care)
    client = sign_in(practitioner)
    me = f"worker:{practitioner.worker_id}"
    for name, key, post, said in (
        ("happened", care.pk, {"what": "child_said", "by_whom": me, "words": "“Fine.”",
         **day_post("happened_on")}, "“Fine.”"),
        ("explained", care.pk, {"by_whom": me, "language": "Urdu", "words": "Thanks",
         **day_post("happened_on")}, "in Urdu"),
        ("support", care.pk, {"what": "A night off", "given_by": "Raj",
         **day_post("started_on")}, "A night off"),
        ("look-at-support", item.pk, {"outcome": "ended", "words": "He has it",
         **day_post("looked_on")}, "It ended. He has it"),
        ("end-care", care.pk, {"reason": "Home with Leanne",
         **day_post("ended_on")}, "Home with Leanne"),
    ):  # fmt: skip
        address = url(name, family, key)
        assert client.get(address).status_code == 200
        assert client.post(address, {}).status_code == 422
        assert client.post(address, post).status_code == 302, name
        assert said in page(client, family)


def test_the_family_time_that_goes_with_it_is_one_step_away(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    ladder = make_ladder(practitioner, family)
    make_care(practitioner, family, family_time_id=ladder.pk)
    client = sign_in(practitioner)
    assert f"family-time/#ladder-{ladder.pk}" in page(client, family)
    care = KinshipArrangement.objects.get()
    form = client.get(url("change-care", family, care.pk)).content.decode()
    assert f'value="{ladder.pk}" selected' in form


def test_an_option_that_was_agreed_leads_to_an_arrangement(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    option = make_option(practitioner, family)
    make_step(practitioner, option, "agreed")
    client = sign_in(practitioner)
    begin = f"{url('begin-care', family)}?option={option.pk}"
    assert begin.replace("&", "&amp;") in page(client, family)
    assert 'value="Nan Jo"' in client.get(begin).content.decode()
    lost = client.get(f"{url('begin-care', family)}?option=nonsense")
    assert lost.status_code == 200


def test_the_page_asks_as_often_for_one_as_for_many(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    client, counts = sign_in(practitioner), []
    for number in (1, 12):
        for _ in range(number):
            name = f"Cousin {KinshipOption.objects.count()}"
            option = make_option(practitioner, family, name)
            make_step(practitioner, option, "agreed")
            care = make_care(practitioner, family, carer=Named(name=name))
            make_support(practitioner, care)
            make_happening(practitioner, care, "child_said")
        client.get(url("kinship", family))
        with CaptureQueriesContext(connection) as asked:
            client.get(url("kinship", family))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 27, counts
