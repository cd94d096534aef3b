"""Who may see it: the child chooses, the newest counts, and an override is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.child_tools import actions
from kinfold.child_tools.holding import hold_item
from kinfold.child_tools.models import ChildItem, ChildToolSession, SharingChoice
from kinfold.child_tools.selectors import item_for, session_for, sessions_of
from kinfold.child_tools.selectors.texts import texts_of_child_tools
from kinfold.child_words import actions as becoming
from kinfold.platform.errors import NotFound
from kinfold.platform.files.owners import may_open
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.actions.access import use_emergency_access
from kinfold.records.errors import CannotDo, RecordRefused
from kinfold.records.models import Family
from kinfold_core.access import Role
from kinfold_core.practice.child_sharing import in_words
from kinfold_core.practice.child_tools import DisclosureDetails
from tests.conftest import signed_in
from tests.factories.child_tools import (
    GOOD,
    SECRET,
    child_of,
    make_choice,
    make_finished,
    make_item,
    make_override,
    make_paper,
    make_response,
)
from tests.factories.networks import make_member
from tests.factories.platform import make_team, make_worker_viewer
from tests.factories.practice import make_family
from tests.factories.trajectory import days_ago

pytestmark = pytest.mark.django_db


def words_for(viewer: Viewer, session: ChildToolSession) -> list[str]:
    with as_viewer(viewer):
        (row,) = sessions_of(viewer, session.family_id)
        one = session_for(viewer, session.family_id, session.pk)
        assert [item.words for item in row.items] == [item.words for item in one.items]
        return [item.words for item in one.items]


def test_nobody_but_the_worker_and_who_answers_for_it_reads_what_is_not_shared(
    practitioner: Viewer, colleague: Viewer, boss: Viewer, chair: Viewer,
    authority: Authority, session: ChildToolSession, item: ChildItem,
) -> None:  # fmt: skip
    paper = make_paper(practitioner, item)
    make_finished(practitioner, session)
    make_response(practitioner, session, item_id=item.pk)
    answers_for_it = (practitioner, boss, chair)
    for viewer in answers_for_it:
        assert words_for(viewer, session) == [SECRET]
        with as_viewer(viewer):
            assert may_open(viewer, paper.file)
    others = [
        colleague,
        *(
            make_worker_viewer(authority, role)
            for role in (Role.SENIOR_LEADER, Role.INFORMATION_GOVERNANCE)
        ),
    ]
    for viewer in others:
        assert words_for(viewer, session) == []
        with as_viewer(viewer):
            assert not may_open(viewer, paper.file)
            with pytest.raises(NotFound):
                item_for(viewer, session.family_id, item.pk)
            assert not session_for(viewer, session.family_id, session.pk).responses
            texts = " ".join(texts_of_child_tools(viewer, session.family_id))
        assert "cupboard" not in texts
        assert "Nan Jo's" not in texts
    with as_viewer(practitioner):
        texts = " ".join(texts_of_child_tools(practitioner, session.family_id))
    assert SECRET in texts


def test_in_an_emergency_a_manager_of_another_team_reads_as_a_colleague(
    practitioner: Viewer, authority: Authority, session: ChildToolSession,
    item: ChildItem,
) -> None:  # fmt: skip
    pie = make_item(practitioner, session, GOOD, part="good")
    make_choice(practitioner, pie, "workers")
    other = make_worker_viewer(
        authority, Role.TEAM_MANAGER, team=make_team(authority, "Duty")
    )
    with as_viewer(other):
        use_emergency_access(
            family_id=session.family_id,
            reason_kind="child_at_risk",
            reason="Amira rang the duty desk and then hung up at once",
            by=other,
        )
    assert words_for(other, session) == [GOOD]
    with as_viewer(other), pytest.raises((PermissionDenied, RecordRefused)):
        hold_item(other, session.family_id, item.pk)
    make_override(practitioner, item, "workers")
    assert words_for(other, session) == ["", GOOD]


def test_what_a_child_disclosed_is_read_by_who_acts_and_who_answers_for_it(
    practitioner: Viewer, colleague: Viewer, boss: Viewer, session: ChildToolSession,
) -> None:  # fmt: skip
    key = {"family_id": session.family_id, "session_id": session.pk}
    with as_viewer(practitioner):
        actions.disclose(
            **key,
            by=practitioner,
            details=DisclosureDetails(
                said="He locks me in", action="Strategy meeting",
                told_whom="Jude Price", told_on=days_ago(1), strategy="Today",
            ),
        )  # fmt: skip
    for viewer, said in ((practitioner, 1), (boss, 1), (colleague, 0)):
        with as_viewer(viewer):
            (told,) = session_for(viewer, **key).disclosures
        assert told.told_on == days_ago(1)
        words = {told.said, told.action, told.told_whom, told.strategy}
        assert words == (
            {"He locks me in", "Strategy meeting", "Jude Price", "Today"}
            if said
            else {""}
        )


def test_each_item_is_chosen_of_by_itself(
    practitioner: Viewer, colleague: Viewer, session: ChildToolSession, item: ChildItem
) -> None:
    pie = make_item(practitioner, session, GOOD, part="good")
    make_choice(practitioner, pie, "workers")
    assert words_for(colleague, session) == [GOOD]
    make_choice(practitioner, pie, "nobody", "no")
    assert words_for(colleague, session) == []


def test_what_must_be_told_is_read_by_whom_it_was_decided_for_alone(
    sign_in: Any,
    practitioner: Viewer,
    colleague: Viewer,
    session: ChildToolSession,
    item: ChildItem,
) -> None:
    make_choice(practitioner, item, "nobody", "no")
    make_override(practitioner, item, "person", name="Dr Sen")
    paper = make_paper(practitioner, item)
    make_finished(practitioner, session)
    make_response(practitioner, session, item_id=item.pk)
    assert words_for(colleague, session) == []
    make_override(practitioner, item, "workers")
    # that which was decided, and nothing else of it
    assert words_for(colleague, session) == [""]
    page = sign_in(colleague).get(
        reverse("child_tools:session", args=[session.family_id, session.pk])
    )
    said = page.content.decode()
    assert "That Amira hides on Fridays." in said
    for kept in ("cupboard", str(paper.pk), "Dr Sen", "Nan Jo&#x27;s now"):
        assert kept not in said, kept
    with as_viewer(colleague):
        assert not may_open(colleague, paper.file)
        with pytest.raises(NotFound):
            item_for(colleague, session.family_id, item.pk)
        told = " ".join(texts_of_child_tools(colleague, session.family_id))
    assert "cupboard" not in told


def test_a_choice_is_never_changed_and_the_newest_counts(
    practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> None:
    make_choice(practitioner, item, "parents", "yes")
    make_choice(practitioner, item, "parents", "yes")
    make_choice(practitioner, item, "parents", "if_there")
    with as_viewer(practitioner):
        assert SharingChoice.objects.count() == 2
        _, row = item_for(practitioner, session.family_id, item.pk)
    assert in_words(row.choices) == ("My parents: Only if I am there",)


def test_somebody_by_name_is_of_this_family_or_its_network(
    practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> None:
    other = make_family(practitioner)
    member = make_member(practitioner, session.family, "Raj")
    stranger = make_member(practitioner, other, "Bo")
    with as_viewer(practitioner):
        leanne = child_of(session.family, "Leanne").pk
        theirs = child_of(other, "Leanne").pk
    make_choice(practitioner, item, "person", name="Mum", person_id=leanne)
    make_choice(practitioner, item, "person", name="Raj", member_id=member.pk)
    for key in ({"person_id": theirs}, {"member_id": stranger.pk}):
        with pytest.raises(NotFound):
            make_choice(practitioner, item, "person", name="Somebody", **key)
        with pytest.raises(NotFound):
            make_override(practitioner, item, "person", name="Somebody", **key)


@pytest.mark.parametrize(
    ("audience", "answer", "more"),
    [
        ("everybody", "yes", {}),
        ("parents", "perhaps", {}),
        ("person", "yes", {"name": " "}),
        ("parents", "yes", {"chosen_on": days_ago(-2)}),
        ("parents", "yes", {"chosen_on": days_ago(30)}),
    ],
)
def test_what_is_no_choice_is_not_kept(
    practitioner: Viewer, item: ChildItem, audience: str, answer: str, more: Any
) -> None:
    with pytest.raises(CannotDo):
        make_choice(practitioner, item, audience, answer, **more)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"audience": "nobody"}, "audience"),
        ({"audience": "person"}, "audience"),
        ({"what": " "}, "what"),
        ({"reason": ""}, "reason"),
        ({"decided_by": ""}, "decided_by"),
        ({"decided_on": days_ago(-2)}, "decided_on"),
        ({"told_child_on": None}, "why_not_told"),
        ({"told_child_on": days_ago(-2)}, "told_child_on"),
    ],
)
def test_an_override_says_what_why_who_and_when_the_child_was_told(
    practitioner: Viewer, item: ChildItem, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_override(practitioner, item, **changes)
    assert refused.value.field == field


def test_the_child_is_told_later_of_what_could_not_wait(
    practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> None:
    made = make_override(
        practitioner, item, told_child_on=None, why_not_told="She is asleep."
    )
    key = {"family_id": session.family_id, "override_id": made.pk}
    with as_viewer(practitioner):
        _, row = item_for(practitioner, session.family_id, item.pk)
        assert not row.override_rows[0].is_child_told
        for day in (days_ago(-1), days_ago(9)):
            with pytest.raises(CannotDo):
                becoming.tell_of_override(
                    **key, told_on=day, child_words="", by=practitioner
                )
        becoming.tell_of_override(
            **key, told_on=days_ago(0), child_words="I knew.", by=practitioner
        )
        _, row = item_for(practitioner, session.family_id, item.pk)
    assert row.override_rows[0].is_child_told
    assert row.overrides[0].child_words == "I knew."


def test_a_child_says_no_to_somebody_also_when_the_record_is_closed(
    practitioner: Viewer, family: Family, item: ChildItem, client: Client
) -> None:
    make_choice(practitioner, item, "parents", "yes")
    with as_viewer(practitioner):
        Family.objects.filter(pk=family.pk).update(closed_on=timezone.localdate())
    signed_in(client, practitioner)
    session = client.get(
        reverse("child_tools:session", args=[family.pk, item.session_id])
    )
    url = reverse("child_words:share", args=[family.pk, item.pk])
    assert f'href="{url}"' in session.content.decode()
    assert "Change the words" not in session.content.decode()
    assert client.get(url).status_code == 200
    with pytest.raises(CannotDo, match="Open the record again before more people"):
        make_choice(practitioner, item, "school", "yes")
    make_choice(practitioner, item, "parents", "no")
    with as_viewer(practitioner):
        _, row = item_for(practitioner, family.pk, item.pk)
    assert in_words(row.choices) == ("My parents: No",)
    with as_viewer(practitioner), pytest.raises(RecordRefused):
        actions.change_item(
            family_id=family.pk, item_id=item.pk, changes={"words": "Other"}, seen=1,
            by=practitioner,
        )  # fmt: skip
