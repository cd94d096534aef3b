"""Whom a child names in a visit: known at once, or asked, and never a guess."""

from __future__ import annotations

import json
import re
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from kinfold.child_tools.models import ChildItem, SharingChoice
from kinfold.child_words.actions import choose_sharing
from kinfold.offline import actions, standing
from kinfold.offline.models import TakenAlong, VisitDevice, WhomAsked
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family, Person
from kinfold.records.selectors.lists import Scope
from kinfold.records.selectors.waiting import waiting_for
from kinfold_core.practice.child_sharing import Choice, MayShow
from tests.factories.networks import make_member
from tests.factories.offline import (
    again,
    item,
    make_asked,
    make_held,
    make_taken,
    send,
    visit,
)
from tests.factories.people import make_person
from tests.offline.test_devices import SignIn, person_of

pytestmark = pytest.mark.django_db
YES, NO = MayShow.YES, MayShow.NO


def stands(by: Viewer, item_id: object) -> dict[str, MayShow]:
    with as_viewer(by):
        return standing.answers(ChildItem.objects.get(pk=item_id))


def say(by: Viewer, asked: WhomAsked, key: str) -> None:
    with as_viewer(by):
        actions.say_whom(
            family_id=asked.sent.taken.family_id,
            asked_id=asked.pk,
            meant={"named-Nan": key},
            seen=asked.stamp,
            by=by,
        )


def form_of(page: str, *chosen: str) -> dict[str, str]:
    """What the form of the page sends when these are chosen, one for each name."""
    (version,) = re.findall(r'name="version" value="(\w+)"', page)
    questions = dict.fromkeys(re.findall(r'name="(name-\w+)"', page))
    return {"version": version} | dict(zip(questions, chosen, strict=True))


def test_somebody_chosen_from_the_list_is_the_childs_choice_at_once(
    practitioner: Viewer, family: Family, taken: TakenAlong, device: VisitDevice
) -> None:
    leanne = person_of(practitioner, family, "Leanne")
    said = item(answers={"network": "yes", f"person-{leanne}": "no"})
    sent = visit(taken, said, people={f"person-{leanne}": "Mum"})
    kept = send(practitioner, device, sent)
    assert kept.answer["needs_you"] == 0
    with as_viewer(practitioner):
        row = SharingChoice.objects.get(item_id=said["id"], audience="person")
    # under the name that she has here, and not the one that the device has
    assert (row.person_id, row.answer, row.name) == (leanne, "no", "Leanne")
    assert stands(practitioner, said["id"])["network"] is YES


def test_a_name_that_is_exactly_one_persons_is_theirs(
    practitioner: Viewer, family: Family, taken: TakenAlong, device: VisitDevice
) -> None:
    member = make_member(practitioner, family, "Bea Lark")
    said = item(answers={"named-bea lark": "yes"})
    assert send(practitioner, device, visit(taken, said)).answer["needs_you"] == 0
    assert stands(practitioner, said["id"]) == {f"member-{member.pk}": YES}


@pytest.mark.parametrize("name", ["Nan", "Leanne"])
def test_a_name_that_is_nobodys_or_twos_is_asked_and_nobody_more_sees_it(
    practitioner: Viewer,
    family: Family,
    taken: TakenAlong,
    device: VisitDevice,
    name: str,
) -> None:
    make_member(practitioner, family, "Nan Jo")
    make_member(practitioner, family, "Leanne")  # as the children's mother is
    answers = {"network": "yes", "school": "no", f"named-{name}": "no"}
    said = item(answers=answers)
    sent = visit(taken, said)
    kept = send(practitioner, device, sent)
    assert kept.answer["needs_you"] == 1
    assert [one["rule"] for one in kept.answer["findings"]] == ["R-OF6"]
    assert name not in json.dumps(kept.answer)
    assert stands(practitioner, said["id"]) == {"school": NO}
    # nor does the same time with the child open it, sent with another yes in it
    wider = dict(said, answers=answers | {"parents": "yes"}, answers_seen=answers)
    send(practitioner, device, again(sent, items=[wider]))
    assert stands(practitioner, said["id"]) == {"school": NO}
    with as_viewer(practitioner):
        asked = WhomAsked.objects.get()
    assert asked.waits == {"network": "yes", "parents": "yes"}
    assert [one["name"] for one in asked.names] == [name]


def test_what_waited_is_written_when_somebody_says_whom_the_child_meant(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    member = make_member(practitioner, family, "Nan Jo")
    asked = make_asked(practitioner, family)
    client = sign_in(practitioner)
    url = reverse("offline:whom", args=[family.pk, asked.pk])
    assert url in client.get(reverse("offline:visits", args=[family.pk])).text
    page = client.get(url).text
    assert "Who is “Nan”?" in page
    assert "Nan Jo" in page
    assert client.post(url, {}).status_code == 422
    key = f"member-{member.pk}"
    assert client.post(url, form_of(page, key)).status_code == 302
    assert stands(practitioner, asked.item_id) == {"network": YES, key: NO}
    with as_viewer(practitioner):
        said = AuditEvent.objects.get(action="offline.whom_said")
        assert "Nan" not in json.dumps(said.changes)
        *_, last = SharingChoice.objects.filter(item_id=asked.item_id).order_by(
            "recorded_at"
        )
    # a word about somebody counts before one about their group when it is newer
    assert last.member_id == member.pk
    assert client.get(url).status_code == 302, "it was answered already"


def test_another_sending_while_the_page_is_open_is_shown_and_not_written_over(
    practitioner: Viewer, family: Family, device: VisitDevice, sign_in: SignIn
) -> None:
    """The names come home in another order, and Nan's no is a yes now."""
    bea = f"member-{make_member(practitioner, family, 'Bea Lark').pk}"
    jo = f"member-{make_member(practitioner, family, 'Nan Jo').pk}"
    taken = make_taken(practitioner, family, device)
    seen = {"named-Nan": "no", "named-Auntie": "yes"}
    said = item(answers=seen)
    sent = visit(taken, said)
    send(practitioner, device, sent)
    with as_viewer(practitioner):
        asked = WhomAsked.objects.get()
    url = reverse("offline:whom", args=[family.pk, asked.pk])
    client = sign_in(practitioner)
    filled = form_of(client.get(url).text, jo, bea)
    later = dict(said, answers=seen | {"named-Nan": "yes"}, answers_seen=seen)
    send(practitioner, device, again(sent, items=[later]))
    with as_viewer(practitioner):
        names = [one["name"] for one in WhomAsked.objects.get().names]
    assert names == ["Auntie", "Nan"], "or the order is not what is tested"
    answer = client.post(url, filled)
    assert answer.status_code == 409
    assert "Somebody else saved while you were writing" in answer.text
    assert re.search("Nan”.*The child answered: Yes.*Nan Jo", answer.text)
    assert stands(practitioner, said["id"]) == {}
    # each name keeps whom it was said to be, wherever it stands now
    assert re.search(f'value="{jo}"[^>]*checked', answer.text)
    assert client.post(url, form_of(answer.text, bea, jo)).status_code == 302
    assert stands(practitioner, said["id"]) == {bea: YES, jo: YES}


def test_the_look_at_the_question_is_written_down_as_one_at_the_childs_words(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    asked = make_asked(practitioner, family)
    client = sign_in(practitioner)
    client.get(reverse("offline:whom", args=[family.pk, asked.pk]))
    kai = person_of(practitioner, family, "Kai")
    with as_viewer(practitioner):
        looks = AuditEvent.objects.filter(action="offline.whom", kind="read")
        assert looks.get().person_id == kai


def test_nobody_of_these_keeps_the_no_under_the_childs_own_name(
    practitioner: Viewer, family: Family
) -> None:
    asked = make_asked(practitioner, family)
    say(practitioner, asked, "")
    assert stands(practitioner, asked.item_id) == {"network": YES, "named-Nan": NO}


def test_a_yes_about_nobody_opens_nothing(practitioner: Viewer, family: Family) -> None:
    asked = make_asked(practitioner, family, "yes")
    say(practitioner, asked, "")
    assert stands(practitioner, asked.item_id) == {"network": YES}


def test_what_the_child_said_at_the_office_meanwhile_stays_narrower(
    practitioner: Viewer, family: Family
) -> None:
    asked = make_asked(practitioner, family, "yes")
    with as_viewer(practitioner):
        choose_sharing(
            family_id=family.pk,
            item_id=asked.item_id,
            choice=Choice(audience="network", answer="no"),
            by=practitioner,
        )
    leanne = person_of(practitioner, family, "Leanne")
    say(practitioner, asked, f"person-{leanne}")
    assert stands(practitioner, asked.item_id) == {"network": NO}


def test_a_name_left_out_or_of_another_family_is_refused(
    practitioner: Viewer, family: Family
) -> None:
    asked = make_asked(practitioner, family)
    for meant, error in (
        ({}, CannotDo),
        ({"named-Nan": f"person-{UUID(int=4)}"}, NotFound),
    ):
        with as_viewer(practitioner), pytest.raises(error):
            actions.say_whom(
                family_id=family.pk, asked_id=asked.pk, meant=meant,
                seen=asked.stamp, by=practitioner,
            )  # fmt: skip
    assert stands(practitioner, asked.item_id) == {}


def test_it_waits_for_whoever_was_at_the_visit_and_is_nobody_elses_to_say(
    practitioner: Viewer, chair: Viewer, family: Family, sign_in: SignIn
) -> None:
    asked = make_asked(practitioner, family)
    url = reverse("offline:whom", args=[family.pk, asked.pk])
    assert sign_in(chair).get(url).status_code == 404

    def lines() -> list[str]:
        today = timezone.localdate()
        with as_viewer(practitioner):
            rows = waiting_for(practitioner, Scope.MINE, today=today)
        return [one.kind.key for one in rows if one.kind.key == "visit_whom"]

    assert lines() == ["visit_whom"]
    say(practitioner, asked, "")
    assert lines() == []


def test_a_held_visit_says_the_name_and_asks_about_it_when_it_is_taken_in(
    practitioner: Viewer, chair: Viewer, family: Family, sign_in: SignIn
) -> None:
    said = item(answers={"network": "yes", "named-Nan": "no"})
    held = make_held(practitioner, family, said)
    url = reverse("offline:held", args=[family.pk, held.pk])
    assert "Nan: No" in sign_in(practitioner).get(url).text
    with as_viewer(practitioner):
        assert not WhomAsked.objects.exists()
    with as_viewer(chair):
        assert actions.take_in(family_id=family.pk, held_id=held.pk, by=chair) == 1
        assert WhomAsked.objects.get().waits == {"network": "yes"}
    assert stands(practitioner, said["id"]) == {}


@pytest.mark.parametrize("is_typed", [True, False])
def test_a_no_about_somebody_counts_at_once_when_the_record_is_closed(
    practitioner: Viewer,
    family: Family,
    taken: TakenAlong,
    device: VisitDevice,
    is_typed: bool,
) -> None:
    who = f"person-{person_of(practitioner, family, 'Leanne')}"
    seen = {"network": "yes"}
    said = item(answers=seen)
    sent = visit(taken, said)
    send(practitioner, device, sent)
    with as_viewer(practitioner):
        Family.objects.filter(pk=family.pk).update(closed_on=timezone.localdate())
    no = {"named-Nan" if is_typed else who: "no"}
    later = dict(said, answers=seen | no, answers_seen=seen)
    people = {"named-Nan": "Nan", who: "Leanne"}
    kept = send(practitioner, device, again(sent, items=[later], people=people))
    assert kept.answer["held"] == "closed"
    # of whom it is not known who they are nobody of them sees it meanwhile
    counts = {"network": NO} if is_typed else {"network": YES, who: NO}
    assert stands(practitioner, said["id"]) == counts


@pytest.mark.parametrize("is_joined", [True, False])
@pytest.mark.parametrize("is_closed", [True, False])
def test_a_no_about_somebody_who_is_not_here_any_more_closes_it_or_follows_the_record(
    practitioner: Viewer,
    family: Family,
    taken: TakenAlong,
    device: VisitDevice,
    is_joined: bool,
    is_closed: bool,
) -> None:
    """Of a key that was on the device: gone, or joined with Leanne's record since."""
    leanne = person_of(practitioner, family, "Leanne")
    double = make_person(practitioner, "Lea", "Thorne").pk
    if is_joined:
        with as_viewer(practitioner):
            Person.objects.filter(pk=double).update(merged_into=leanne)
    seen = {"network": "yes"}
    said = item(answers=seen)
    sent = visit(taken, said)
    send(practitioner, device, sent)
    if is_closed:
        with as_viewer(practitioner):
            Family.objects.filter(pk=family.pk).update(closed_on=timezone.localdate())
    who = f"person-{double}"
    later = dict(said, answers=seen | {who: "no"}, answers_seen=seen)
    send(practitioner, device, again(sent, items=[later], people={who: "Lea"}))
    counts = {"network": YES, f"person-{leanne}": NO} if is_joined else {"network": NO}
    assert stands(practitioner, said["id"]) == counts
    with as_viewer(practitioner):
        Family.objects.filter(pk=family.pk).update(closed_on=None)
        is_asked = WhomAsked.objects.exists()
    # of a held visit it is asked when it is taken in
    assert is_asked is not (is_joined or is_closed)


def test_a_no_about_somebody_gone_is_asked_when_the_held_visit_is_taken_in(
    practitioner: Viewer, chair: Viewer, family: Family
) -> None:
    who = f"person-{UUID(int=9)}"
    said = item(answers={"network": "yes", who: "no"})
    held = make_held(practitioner, family, said, people={who: "Lea"})
    with as_viewer(chair):
        actions.take_in(family_id=family.pk, held_id=held.pk, by=chair)
        assert [one["name"] for one in WhomAsked.objects.get().names] == ["Lea"]
