"""What a child said where there was no network comes home once, and nothing is lost."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from kinfold.child_tools import actions as tools
from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.child_words.actions import choose_sharing
from kinfold.offline import actions, standing
from kinfold.offline.holding import conflict_to_settle
from kinfold.offline.models import TakenAlong, VisitConflict, VisitDevice, VisitSent
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.practice.child_sharing import Choice, MayShow
from kinfold_core.practice.offline_bundle import UnreadableBundleError
from tests.factories.offline import (
    DREAM,
    WORRY,
    again,
    days_ago,
    field,
    item,
    make_conflict,
    send,
    visit,
)

pytestmark = pytest.mark.django_db
LINE = '{"ground":"paper","items":[{"colour":"ink","pen":"thin","points":[1,2,30,40]}]}'


def words_of(by: Viewer, sent: dict[str, Any], at: int = 0) -> str:
    with as_viewer(by):
        return ChildItem.objects.get(pk=sent["items"][at]["id"]).words


def answers_of(by: Viewer, sent: dict[str, Any]) -> dict[str, MayShow]:
    with as_viewer(by):
        return standing.answers(ChildItem.objects.get(pk=sent["items"][0]["id"]))


def test_a_visit_is_the_childs_own_session_with_all_that_was_said_and_drawn(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    drawn = item(part="dreams", fields={"words": field(DREAM), "picture": field(LINE)})
    sent = visit(taken, item(answers={"parents": "no", "workers": "yes"}), drawn)
    kept = send(practitioner, device, sent)
    assert kept.answer["message"] == "2 things of Kai came home."
    assert set(kept.answer["items"].values()) == {"saved"}
    with as_viewer(practitioner):
        session = ChildToolSession.objects.get(pk=sent["session"])
        assert session.child_id == taken.child_id
        assert session.place == "At the kitchen table"
        dream = ChildItem.objects.get(pk=drawn["id"])
        assert (dream.words, standing.item_texts(dream)["picture"]) == (DREAM, LINE)
    assert words_of(practitioner, sent) == WORRY
    assert answers_of(practitioner, sent) == {
        "parents": MayShow.NO,
        "workers": MayShow.YES,
    }


def test_the_same_bundle_twice_changes_nothing_and_is_answered_alike(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    sent = visit(taken)
    first, second = (send(practitioner, device, sent) for _ in range(2))
    assert first.pk == second.pk
    assert first.answer == second.answer
    with as_viewer(practitioner):
        assert VisitSent.objects.count() == 1
        assert ChildItem.objects.count() == 1
        assert ChildItem.objects.get().version == 1


def test_a_bundle_with_the_id_of_another_one_is_refused(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    sent = visit(taken)
    send(practitioner, device, sent)
    with pytest.raises(UnreadableBundleError):
        send(practitioner, device, {**sent, "items": [item("Other words")]})
    assert words_of(practitioner, sent) == WORRY


def test_fields_that_only_one_side_changed_go_together(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    sent = visit(taken)
    send(practitioner, device, sent)
    with as_viewer(practitioner):
        tools.change_session(
            family_id=taken.family_id,
            session_id=UUID(sent["session"]),
            changes={"place": "At Nan's"},
            seen=1,
            by=practitioner,
        )
    later = dict(sent["items"][0], fields={"words": field("Dad sang", WORRY)})
    fields = {"place": field("At the kitchen table", "At the kitchen table")}
    kept = send(practitioner, device, again(sent, fields=fields, items=[later]))
    assert kept.answer["needs_you"] == 0
    assert words_of(practitioner, sent) == "Dad sang"
    with as_viewer(practitioner):
        assert ChildToolSession.objects.get(pk=sent["session"]).place == "At Nan's"


@pytest.mark.parametrize(
    ("choice", "after"),
    [("mine", "He hits"), ("theirs", "Dad shouts"), ("together", "Dad shouts, hits")],
)
def test_two_wordings_are_both_kept_until_somebody_has_chosen(
    practitioner: Viewer, family: Family, taken: TakenAlong, choice: str, after: str
) -> None:
    conflict = make_conflict(practitioner, family)
    assert (conflict.mine, conflict.theirs) == ("He hits", "Dad shouts")
    with as_viewer(practitioner):
        assert ChildItem.objects.get(pk=conflict.item_id).words == "Dad shouts"
        chosen = actions.choose(
            family_id=taken.family_id,
            conflict_id=conflict.pk,
            choice=choice,
            together="Dad shouts, hits",
            seen="Dad shouts",
            by=practitioner,
        )
        assert ChildItem.objects.get(pk=conflict.item_id).words == after
    assert (chosen.mine, chosen.theirs, chosen.chosen) == (
        "He hits",
        "Dad shouts",
        after,
    )


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"choice": "nonsense"}, "Choose one"),
        ({"choice": "together", "together": " "}, "Write them together"),
        ({"choice": "mine", "seen": "Something older"}, "once more"),
    ],
)
def test_a_choice_that_makes_no_sense_changes_nothing(
    practitioner: Viewer,
    family: Family,
    taken: TakenAlong,
    changes: dict[str, str],
    why: str,
) -> None:
    conflict = make_conflict(practitioner, family)
    asked = {"choice": "mine", "together": "", "seen": "Dad shouts"} | changes
    with as_viewer(practitioner), pytest.raises(CannotDo, match=why):
        actions.choose(
            family_id=taken.family_id,
            conflict_id=conflict.pk,
            by=practitioner,
            **asked,
        )
    with as_viewer(practitioner):
        assert VisitConflict.objects.get(pk=conflict.pk).choice == ""


def test_only_whoever_was_at_the_visit_is_asked_to_choose(
    practitioner: Viewer, chair: Viewer, family: Family, taken: TakenAlong
) -> None:
    conflict = make_conflict(practitioner, family)
    with as_viewer(chair), pytest.raises(NotFound):
        conflict_to_settle(chair, taken.family_id, conflict.pk)


def test_what_the_office_took_out_does_not_come_back_by_itself(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    sent = visit(taken)
    send(practitioner, device, sent)
    item_id = UUID(sent["items"][0]["id"])
    with as_viewer(practitioner):
        tools.change_item(
            family_id=taken.family_id,
            item_id=item_id,
            changes={"is_taken_out": True},
            seen=1,
            by=practitioner,
        )
    later = dict(sent["items"][0], fields={"words": field("Dad sang", WORRY)})
    kept = send(practitioner, device, again(sent, items=[later]))
    assert kept.answer["findings"][0]["rule"] == "R-OF4"
    with as_viewer(practitioner):
        assert ChildItem.objects.get(pk=item_id).is_taken_out
        conflict = VisitConflict.objects.get()
        actions.choose(
            family_id=taken.family_id, conflict_id=conflict.pk, choice="mine",
            together="", seen="", by=practitioner,
        )  # fmt: skip
        back = ChildItem.objects.get(pk=item_id)
    assert (back.words, back.is_taken_out) == ("Dad sang", False)


def test_nothing_is_written_by_itself_into_what_was_read_back_and_finished(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    sent = visit(taken)
    send(practitioner, device, sent)
    with as_viewer(practitioner):
        ChildToolSession.objects.filter(pk=sent["session"]).update(
            finished_at=timezone.now(),
            finished_by=practitioner.worker_id,
            response_due_on=timezone.localdate(),
            disclosure="no",
        )
    changed = dict(sent["items"][0], fields={"words": field("Dad sang", WORRY)})
    kept = send(practitioner, device, again(sent, items=[changed, item("A new one")]))
    assert kept.answer["needs_you"] == 2
    assert words_of(practitioner, sent) == WORRY
    with as_viewer(practitioner):
        waiting = {one.mine: one for one in VisitConflict.objects.all()}
        assert set(waiting) == {"Dad sang", "A new one"}
        with pytest.raises(CannotDo, match="Begin another time"):
            actions.choose(
                family_id=taken.family_id, conflict_id=waiting["A new one"].pk,
                choice="mine", together="", seen="", by=practitioner,
            )  # fmt: skip


@pytest.mark.parametrize(
    ("seen", "mine", "office", "after"),
    [
        ({}, {"parents": "yes"}, None, "yes"),
        ({"parents": "yes"}, {"parents": "yes"}, "no", "no"),  # a stale device
        ({}, {"parents": "no"}, "yes", "no"),
        ({}, {"parents": "yes"}, "if_there", "if_there"),
    ],
)
def test_who_may_see_it_is_never_wider_than_the_child_said(
    practitioner: Viewer,
    taken: TakenAlong,
    device: VisitDevice,
    seen: dict[str, str],
    mine: dict[str, str],
    office: str | None,
    after: str,
) -> None:
    sent = visit(taken, item(answers=seen))
    send(practitioner, device, sent)
    if office:
        with as_viewer(practitioner):
            choose_sharing(
                family_id=taken.family_id,
                item_id=UUID(sent["items"][0]["id"]),
                choice=Choice(audience="parents", answer=office),
                by=practitioner,
            )
    later = dict(sent["items"][0], answers=mine, answers_seen=seen)
    # a device that saw nothing must not widen what was said at the office since
    if office == "yes":
        later["answers_seen"] = {"parents": "if_there"}
    send(practitioner, device, again(sent, items=[later]))
    assert answers_of(practitioner, sent)["parents"] == MayShow(after)


def test_a_second_sending_gets_no_wider_past_a_nobody_at_the_office(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    sent = visit(taken, item(answers={"parents": "yes"}))
    send(practitioner, device, sent)
    with as_viewer(practitioner):
        choose_sharing(
            family_id=taken.family_id,
            item_id=UUID(sent["items"][0]["id"]),
            choice=Choice(audience="nobody", answer="no"),
            by=practitioner,
        )
    later = dict(
        sent["items"][0],
        answers={"parents": "yes", "school": "yes"},
        answers_seen={"parents": "yes"},
    )
    send(practitioner, device, again(sent, items=[later]))
    assert answers_of(practitioner, sent) == {"nobody": MayShow.NO}


def test_the_same_no_said_again_at_the_office_counts_against_a_later_yes(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    sent = visit(taken, item(answers={"parents": "no", "school": "yes"}))
    send(practitioner, device, sent)
    with as_viewer(practitioner):
        for audience in ("school", "parents"):
            choose_sharing(
                family_id=taken.family_id,
                item_id=UUID(sent["items"][0]["id"]),
                choice=Choice(
                    audience=audience, answer="yes" if audience == "school" else "no"
                ),
                by=practitioner,
            )
    seen = {"parents": "no", "school": "yes"}
    later = dict(
        sent["items"][0], answers={**seen, "parents": "yes"}, answers_seen=seen
    )
    send(practitioner, device, again(sent, items=[later]))
    assert answers_of(practitioner, sent)["parents"] is MayShow.NO


def test_a_device_a_month_stale_is_taken_and_the_child_is_to_be_asked_again(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    sent = visit(taken, began_at=days_ago(31).isoformat())
    kept = send(practitioner, device, sent)
    assert [one["rule"] for one in kept.answer["findings"]] == ["R-OF2"]
    with as_viewer(practitioner):
        session = ChildToolSession.objects.get(pk=sent["session"])
    assert session.happened_on == timezone.localdate() - timedelta(days=31)


def test_a_clock_that_is_a_day_ahead_makes_no_day_that_has_not_come(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    ahead = timezone.now() + timedelta(days=1)
    sent = visit(taken, began_at=ahead.isoformat(), sent_at=ahead.isoformat())
    kept = send(practitioner, device, sent)
    assert [one["rule"] for one in kept.answer["findings"]] == ["R-OF1"]
    with as_viewer(practitioner):
        session = ChildToolSession.objects.get(pk=sent["session"])
    assert session.happened_on == timezone.localdate()


def test_read_back_counts_when_nothing_is_left_to_choose(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    sent = visit(taken)
    sent["fields"]["read_back"] = field("yes")
    send(practitioner, device, sent)
    with as_viewer(practitioner):
        assert ChildItem.objects.get().read_back_version == 1


def test_the_audit_says_that_it_came_home_and_no_word_of_the_child(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice
) -> None:
    send(practitioner, device, visit(taken))
    with as_viewer(practitioner):
        events = list(AuditEvent.objects.filter(family_id=taken.family_id))
        kept = VisitSent.objects.get()
    assert {"offline.taken_along", "offline.put_on_device", "offline.came_home"} <= {
        one.action for one in events
    }
    assert WORRY not in json.dumps([one.changes for one in events])
    assert WORRY not in json.dumps(kept.answer)
