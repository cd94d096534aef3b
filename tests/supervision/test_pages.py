"""The pages of supervision as people meet them, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, MapEntry
from kinfold.records.models import Family
from kinfold.supervision.actions import sessions
from kinfold.supervision.models import (
    CaseSupervision,
    GroupSupervision,
    SessionDraft,
    StepRun,
)
from tests.factories.supervision import (
    hold,
    make_decision,
    make_draft,
    make_number,
)
from tests.factories.trajectory import days_ago, make_milestone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


def at(name: str, session: GroupSupervision, *rest: object) -> str:
    return reverse(f"supervision:{name}", args=[session.family_id, session.pk, *rest])


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def typed_day(name: str, days: int = 0) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=days)
    return {
        f"{name}_day": str(day.day),
        f"{name}_month": str(day.month),
        f"{name}_year": str(day.year),
    }


def plan_post(by: Viewer, leader: Viewer, **changes: object) -> dict[str, object]:
    return {
        **typed_day("planned_on"),
        "presenter": str(by.worker_id),
        "facilitator": str(leader.worker_id),
        "version": "1",
    } | changes


def test_an_empty_tab_teaches_and_offers_the_first_step(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    page = read(client, reverse("supervision:family", args=[family.pk]))
    assert "Nobody has thought about this together yet" in page
    assert reverse("supervision:plan-group", args=[family.pk]) in page
    assert "No group supervision is planned" in read(
        client, reverse("supervision:home")
    )


def test_a_session_is_planned_held_and_learned_with_buttons_alone(
    sign_in: SignIn, practitioner: Viewer, leader: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    plan = reverse("supervision:plan-group", args=[family.pk])
    assert client.post(plan, plan_post(practitioner, leader)).status_code == 302
    with as_viewer(practitioner):
        session = GroupSupervision.objects.get()
    page = read(client, at("group", session))
    assert "Not begun yet" in page
    assert ">Begin<" in page
    client.post(at("move", session), {"step": "1"})
    page = read(client, at("group", session))
    assert "Step 1: What the worker wants from today" in page
    assert "3 minutes, until" in page
    assert "Go on to step 2" in page
    client.post(at("end", session))
    client.post(
        at("learn", session),
        {"learned": "We had not asked about Raj.", "version": "2"},
    )
    assert "We had not asked about Raj." in read(client, at("group", session))
    tab = read(client, reverse("supervision:family", args=[family.pk]))
    assert "We had not asked about Raj." in tab


@pytest.mark.parametrize("step", ["", "ten", "-1", "99999", "\x00", "١"])
def test_an_odd_step_is_refused_with_a_sentence(
    sign_in: SignIn, practitioner: Viewer, session: GroupSupervision, step: str
) -> None:
    answer = sign_in(practitioner).post(
        at("move", session), {"step": step}, follow=True
    )
    assert "There are steps 1 to 9" in answer.content.decode()
    with as_viewer(practitioner):
        assert not StepRun.objects.exists()


def test_a_second_screen_is_told_that_the_group_has_moved_on(
    sign_in: SignIn, practitioner: Viewer, leader: Viewer, session: GroupSupervision
) -> None:
    with as_viewer(leader):
        sessions.move_to(
            family_id=session.family_id, session_id=session.pk, step=4, by=leader
        )
    client = sign_in(practitioner)
    with as_viewer(practitioner):
        before = AuditEvent.objects.count()
    page = read(client, at("clock", session) + "?seen=3")
    assert "The group has moved on" in page
    assert "Okafor" not in page  # it names nobody, so it is no look at the record
    assert "moved on" not in read(client, at("clock", session) + "?seen=4")
    with as_viewer(practitioner):
        assert AuditEvent.objects.count() == before


def test_authors_are_hidden_from_readers_unless_they_say(
    sign_in: SignIn, practitioner: Viewer, leader: Viewer, session: GroupSupervision
) -> None:
    draft = make_draft(leader, session, text="Kai might be cut.")
    client = sign_in(practitioner)
    page = read(client, at("group", session))
    assert "Kai might be cut." not in page
    assert "1 colleague&#x27;s draft waits to be read out" in page
    client.post(at("read-dangers", session))
    page = read(client, at("group", session))
    shown = page[page.index("Kai might be cut.") :]
    shown = shown[: shown.index("</li>")]
    assert leader.name not in shown
    sign_in(leader).post(at("show-author", session, draft.pk))
    page = read(sign_in(practitioner), at("group", session))
    shown = page[page.index("Kai might be cut.") :]
    assert leader.name in shown[: shown.index("</li>")]


def test_a_screen_for_the_whole_room_tells_nobodys_secret(
    sign_in: SignIn, practitioner: Viewer, session: GroupSupervision
) -> None:
    """Neither what was not read out yet, nor whose what is."""
    make_draft(practitioner, session, text="Not read out yet.")
    client = sign_in(practitioner)
    url = at("group", session)
    assert "Not read out yet." in read(client, url)
    assert "Not read out yet." not in read(client, url + "?screen=large")
    client.post(at("read-dangers", session))
    page = read(client, url + "?screen=large")
    assert "Not read out yet." in page
    assert "knows it is yours" not in page
    assert at("draft-danger", session) not in page


def test_what_came_of_it_may_be_confirmed_after_the_session(
    sign_in: SignIn, practitioner: Viewer, leader: Viewer, session: GroupSupervision
) -> None:
    step = make_draft(practitioner, session, "next_step")
    hold(practitioner, session, learned="Ask Raj.")
    url = at("confirm-step", session, step.pk)
    assert url in read(sign_in(practitioner), at("group", session))
    assert url not in read(sign_in(leader), at("group", session))
    sign_in(practitioner).post(url)
    with as_viewer(practitioner):
        assert MapEntry.objects.get().text == step.text


def test_only_who_leads_types_in_for_others(
    sign_in: SignIn, practitioner: Viewer, leader: Viewer, session: GroupSupervision
) -> None:
    sent = {"text": "Raj's words.", "whose": "other", "author_name": "Raj Bell"}
    sign_in(practitioner).post(at("draft-goal", session), sent)
    sign_in(leader).post(at("draft-goal", session), sent)
    with as_viewer(practitioner):
        kept = {(one.author_id, one.author_name) for one in SessionDraft.objects.all()}
    assert kept == {(practitioner.worker_id, ""), (None, "Raj Bell")}


def test_ticked_drafts_are_joined_and_the_worker_puts_them_on_the_map(
    sign_in: SignIn, practitioner: Viewer, leader: Viewer, session: GroupSupervision
) -> None:
    one = make_draft(practitioner, session, text="A plate cut Amira's foot.")
    two = make_draft(leader, session, text="Dean throws things.")
    client = sign_in(practitioner)
    client.post(at("read-dangers", session))
    url = f"{at('choose-danger', session)}?draft={one.pk}&draft={two.pk}"
    page = read(client, url)
    assert "A plate cut Amira&#x27;s foot." in page
    assert "Dean throws things." in page
    words = {"worried_about": "Dean throws things. A plate cut Amira's foot."}
    answer = client.post(url, words, follow=True)
    assert "The family has not seen it yet" in answer.content.decode()
    tab = read(client, reverse("supervision:family", args=[session.family_id]))
    assert f"confirmed by {practitioner.name}" in tab
    again = client.post(url, {"worried_about": "Other words."})
    assert again.status_code == 422
    assert "Other words." in again.content.decode()
    with as_viewer(practitioner):
        assert DangerStatement.objects.count() == 1


def test_somebody_elses_choosing_is_refused_and_keeps_the_words(
    sign_in: SignIn, practitioner: Viewer, chair: Viewer, session: GroupSupervision
) -> None:
    """A chair writes on maps, and did not bring this family."""
    draft = make_draft(practitioner, session)
    url = f"{at('choose-danger', session)}?draft={draft.pk}"
    answer = sign_in(chair).post(url, {"worried_about": "My own words."})
    assert answer.status_code in {403, 422}
    with as_viewer(practitioner):
        assert not DangerStatement.objects.exists()


@pytest.mark.parametrize("kind", ["danger", "goal"])
def test_whoever_writes_on_maps_alone_reads_no_draft_of_the_group(
    sign_in: SignIn,
    practitioner: Viewer,
    chair: Viewer,
    danger: DangerStatement,
    session: GroupSupervision,
    kind: str,
) -> None:
    draft = make_draft(practitioner, session, kind=kind, text="Said in the group.")
    client = sign_in(practitioner)
    client.post(at(f"read-{kind}s", session))
    url = f"{at(f'choose-{kind}', session)}?draft={draft.pk}&danger={danger.pk}"
    assert "Said in the group." in read(client, url)
    answer = sign_in(chair).get(url)
    assert answer.status_code == 403
    assert "Said in the group." not in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?draft=x", "?draft=" + "0" * 32])
def test_nothing_ticked_goes_back_with_a_sentence(
    sign_in: SignIn, practitioner: Viewer, session: GroupSupervision, query: str
) -> None:
    answer = sign_in(practitioner).get(
        at("choose-danger", session) + query, follow=True
    )
    page = answer.content.decode()
    assert "Tick at least one draft first" in page or "Tick again" in page


def test_a_goal_is_joined_and_a_stale_set_shows_both_wordings(
    sign_in: SignIn,
    practitioner: Viewer,
    danger: DangerStatement,
    session: GroupSupervision,
) -> None:
    draft = make_draft(practitioner, session, "goal", anchor_10="Calm pay days.")
    client = sign_in(practitioner)
    url = f"{at('choose-goal', session)}?draft={draft.pk}&danger={danger.pk}"
    page = read(client, url)
    assert draft.text in page
    assert "Calm pay days." in page
    posted = {"worried_about": "x", "agency_goal": "Typed by me.", "version": "99"}
    answer = client.post(url, posted)
    assert answer.status_code == 409
    assert "Typed by me." in answer.content.decode()
    assert "somewhere calm" in answer.content.decode()


def test_next_steps_and_numbers_go_on_the_map_by_a_button(
    sign_in: SignIn,
    practitioner: Viewer,
    danger: DangerStatement,
    session: GroupSupervision,
) -> None:
    step = make_draft(practitioner, session, "next_step")
    number = make_number(practitioner, session, "5.5", danger_id=danger.pk)
    client = sign_in(practitioner)
    for url in (
        at("confirm-step", session, step.pk),
        at("confirm-number", session, number.pk),
    ):
        assert url in read(client, at("group", session))
        assert client.post(url).status_code == 302
    page = read(client, at("group", session))
    assert page.count("On the map") == 2


def test_questions_to_take_along_are_on_a_page_to_print(
    sign_in: SignIn, practitioner: Viewer, session: GroupSupervision
) -> None:
    taken = make_draft(practitioner, session, "question", text="Who else knows?")
    make_draft(practitioner, session, "question", text="What helped on Friday?")
    client = sign_in(practitioner)
    page = read(client, at("questions", session))
    assert "Who else knows?" in page
    assert "What helped on Friday?" in page
    client.post(at("take-along", session, taken.pk))
    page = read(client, at("questions", session))
    assert "Who else knows?" in page
    assert "What helped on Friday?" not in page


def test_what_was_said_is_hidden_from_those_who_may_not_see_it(
    sign_in: SignIn, practitioner: Viewer, chair: Viewer, session: GroupSupervision
) -> None:
    """A conference chair opens the family, reads what came of it, and no more."""
    make_draft(practitioner, session, text="What I would not say aloud.")
    hold(practitioner, session, learned="I was afraid of Dean.")
    client = sign_in(chair)
    tab = read(client, reverse("supervision:family", args=[session.family_id]))
    assert "We will ask Nan Jo and Raj" in tab
    assert "would not say aloud" not in tab
    assert "afraid of Dean" not in tab
    assert "still to be written" not in tab
    assert at("group", session) not in tab
    for name in ("group", "questions", "clock"):
        assert client.get(at(name, session)).status_code == 403, name


def test_one_to_one_from_the_agenda_to_the_map(
    sign_in: SignIn,
    practitioner: Viewer,
    leader: Viewer,
    family: Family,
    danger: DangerStatement,
) -> None:
    make_milestone(
        practitioner, family, what="Raj has heard it.", target_on=days_ago(4)
    )
    client = sign_in(practitioner)
    add = reverse("supervision:add-case", args=[family.pk])
    asked = read(client, add)
    assert "Leanne 4" in asked
    assert "Raj has heard it." in asked
    sent = {
        **typed_day("held_on"),
        "worker": str(practitioner.worker_id),
        "supervisor": str(leader.worker_id),
        "working": "Nan Jo has had them twice.",
    }
    assert client.post(add, sent).status_code == 302
    with as_viewer(practitioner):
        case = CaseSupervision.objects.get()
    show = reverse("supervision:case", args=[family.pk, case.pk])
    decision = make_decision(practitioner, case)
    assert "Ring Raj this week." in read(client, show)
    client.post(
        reverse("supervision:confirm-decision", args=[family.pk, case.pk, decision.pk])
    )
    assert "See it there" in read(client, show)
    with as_viewer(practitioner):
        assert MapEntry.objects.filter(text="Ring Raj this week.").count() == 1
    edit = reverse("supervision:edit-case", args=[family.pk, case.pk])
    client.post(edit, sent | {"worried": "Raj.", "version": "1"})
    stale = client.post(edit, sent | {"worried": "Nothing.", "version": "1"})
    assert stale.status_code == 409
    assert "Raj." in stale.content.decode()
