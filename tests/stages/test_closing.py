"""The work ends as agreed when the list is clear, and another way only with why."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.monitoring.actions import demonstrate
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import SafetyGoal, SafetyScale
from kinfold.records.actions.families import reopen_family
from kinfold.records.errors import CannotDo, RecordRefused
from kinfold.records.models import Family
from kinfold.stages.actions import ending
from kinfold.stages.models import Ending, ExitMeeting, LongHaul
from kinfold.stages.selectors import evidence_of
from kinfold.stages.selectors.closing import ClosingState, closing_of
from kinfold.voice.models import Story
from kinfold_core.practice.ending import ExitMeetingDetails, LongHaulDetails
from kinfold_core.practice.stages import standing_on
from kinfold_core.practice.written import Named
from tests.drafts.conftest import type_into
from tests.factories.monitoring import make_check
from tests.factories.planning import make_live, standing
from tests.factories.practice import make_rating, make_set, me, named
from tests.factories.trajectory import day_post, days_ago
from tests.factories.voice import make_story

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
HAUL = LongHaulDetails(
    who_stays=("Nan Jo", "Raj"),
    coordinator="Nan Jo",
    rhythm="Sunday dinner at Nan's",
    triggers="Dean drinks on a Friday",
    who_to_ring="Raj, then the duty worker",
    turning_points="Amira starts her new school",
    agreed_on=days_ago(1),
)
MEETING = ExitMeetingDetails(
    held_on=days_ago(1),
    people=("Leanne", "Nan Jo", "Sam"),
    said="Five quiet months.",
    copies_given_to="Leanne and Nan Jo",
    feedback_offered="The questions on paper, and Dana to ask them",
)


def url(name: str, family: Family) -> str:
    return reverse(f"stages:{name}", args=[family.pk])


def state(by: Viewer, family: Family) -> ClosingState:
    with as_viewer(by):
        return closing_of(by, family, today=timezone.localdate())


def write_end(by: Viewer, family: Family) -> ExitMeeting:
    with as_viewer(by):
        ending.agree_long_haul(family_id=family.pk, details=HAUL, was=None, by=by)
        return ending.hold_exit_meeting(
            family_id=family.pk, details=MEETING, was=None, by=by
        )


def end(by: Viewer, family: Family, how: str = "as_agreed") -> Ending:
    with as_viewer(by):
        return ending.end_work(
            family_id=family.pk, ended_on=timezone.localdate(), how=how,
            reason="Nan and Raj run the plan.", by=by,
        )  # fmt: skip


def stage(by: Viewer, family: Family) -> str:
    today = timezone.localdate()
    with as_viewer(by):
        found = evidence_of(by, [family.pk], today=today)[family.pk]
    return standing_on(found, today).now.code


@pytest.fixture
def ready(practitioner: Viewer, chair: Viewer, family: Family) -> Family:
    """Everything is there but who stays and the meeting to end with."""
    planned = make_live(practitioner, chair, family)
    hard = [r for r in standing(practitioner, family.pk).rules
            if r.kind == "trigger_response"]  # fmt: skip
    make_check(practitioner, planned, hard[0].id)
    with as_viewer(chair):
        demonstrate(family_id=family.pk, words="Five quiet months", by=chair)
    make_story(practitioner, family, purpose="safety_plan")
    with as_viewer(practitioner):
        amira = named(practitioner, family, "Amira")
        kai = named(practitioner, family, "Kai")
        leanne = named(practitioner, family, "Leanne")
        Story.objects.update(
            state="in_use", agreed_at=timezone.now(), agreed_by=practitioner.worker_id
        )
        SafetyScale.objects.update(reached_when="Everybody at 7 or more")
        SafetyGoal.objects.update(
            state="in_demonstration", demonstrated_from=days_ago(200)
        )
    for who, capacity in (
        (me(practitioner), "professional"), (amira, "child"), (kai, "child"),
        (leanne, "family"),
    ):  # fmt: skip
        make_rating(practitioner, family, planned.danger.pk, who, "8",
                    capacity=capacity, rated_on=timezone.localdate())  # fmt: skip
    make_rating(
        practitioner, family, planned.danger.pk, Named(name="Nan Jo"), "9",
        capacity="network", rated_on=timezone.localdate(),
    )  # fmt: skip
    return family


def test_a_new_family_has_nearly_everything_open(
    practitioner: Viewer, family: Family
) -> None:
    assert state(practitioner, family).open == (
        "R-CL1", "R-CL3", "R-CL4", "R-CL5", "R-CL6", "R-CL8",
    )  # fmt: skip


def test_only_who_stays_and_the_last_meeting_are_open_when_all_else_is_there(
    practitioner: Viewer, ready: Family
) -> None:
    assert state(practitioner, ready).open == ("R-CL5", "R-CL8")
    meeting = write_end(practitioner, ready)
    assert meeting.still_open == []
    assert stage(practitioner, ready) == "S8"


def test_the_work_ends_as_agreed_and_comes_back_where_it_was(
    practitioner: Viewer, manager: Viewer, ready: Family
) -> None:
    write_end(practitioner, ready)
    done = end(manager, ready)
    assert done.still_open == []
    assert stage(manager, ready) == "S9"
    with as_viewer(manager):
        reopen_family(family_id=ready.pk, reason="Dean drinks again", by=manager)
        plan = standing(manager, ready.pk)
        assert LongHaul.objects.get().coordinator == "Nan Jo"
    assert (plan.status, len(plan.rules)) == ("demonstrated", 2)


def test_with_something_open_it_does_not_end_as_agreed(
    manager: Viewer, family: Family
) -> None:
    with pytest.raises(CannotDo) as refused:
        end(manager, family)
    assert refused.value.field == "how"
    with as_viewer(manager):
        family.refresh_from_db()
    assert not family.is_closed


def test_it_ends_another_way_with_what_was_open_kept(
    manager: Viewer, family: Family
) -> None:
    done = end(manager, family, "moved")
    assert "R-CL5" in done.still_open
    with as_viewer(manager):
        family.refresh_from_db()
    assert family.is_closed


def test_the_database_itself_refuses_an_agreed_end_with_something_open(
    manager: Viewer, family: Family
) -> None:
    with as_viewer(manager), pytest.raises(IntegrityError), transaction.atomic():
        Ending.objects.create(
            authority_id=family.authority_id, family=family, how="as_agreed",
            ended_on=timezone.localdate(), reason="x", still_open=["R-CL1"],
            recorded_by_id=manager.worker_id,
        )  # fmt: skip


def test_a_practitioner_does_not_close_and_elsewhere_finds_nothing(
    practitioner: Viewer, elsewhere: Viewer, family: Family
) -> None:
    with pytest.raises(RecordRefused):
        end(practitioner, family, "moved")
    with pytest.raises(NotFound):
        end(elsewhere, family, "moved")


def test_the_list_says_what_is_missing_and_where_it_is_done(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    page = sign_in(practitioner).get(url("closing", family)).content.decode()
    assert "6 things have to be there" in page
    assert "It is not agreed yet who stays." in page
    assert url("long-haul", family) in page
    assert "A team manager closes the record" in page


def test_whom_to_ring_is_asked_with_who_stays_and_the_plan_at_the_meeting(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    stays, meeting = url("long-haul", family), url("exit-meeting", family)

    def links() -> list[str]:
        items = client.get(url("closing", family)).context["page"].items
        [one] = [one for one in items if "knows whom to ring" in one.asks]
        return [link.url for link in one.links]

    assert links() == [meeting, stays]
    post = MEETING_POST | {"copies_given_to": "Leanne"}
    assert client.post(meeting, post).status_code == 302
    assert links() == [stays]
    assert client.post(stays, haul_post()).status_code == 302
    assert links() == [meeting]


def haul_post(**changes: str) -> dict[str, str]:
    return {
        "others": "Nan Jo\nRaj, Nan Jo",
        "coordinator": "Nan Jo",
        "rhythm": "Sunday dinner",
        "triggers": "Dean drinks",
        "who_to_ring": "Raj",
        "turning_points": "",
        **day_post("agreed_on"),
    } | changes


def test_who_stays_is_written_read_and_written_anew(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    assert client.post(url("long-haul", family), haul_post()).status_code == 302
    with as_viewer(practitioner):
        assert LongHaul.objects.get().who_stays == ["Nan Jo", "Raj"]
    assert "Nan Jo, Raj" in client.get(url("closing", family)).content.decode()
    page = client.get(url("long-haul", family))
    assert "Sunday dinner" in page.content.decode()
    seen = str(page.context["form"]["version"].value())
    again = haul_post(rhythm="🧡 كل أحد", version=seen)
    assert client.post(url("long-haul", family), again).status_code == 302
    assert "كل أحد" in client.get(url("closing", family)).content.decode()


MEETING_POST = {"people": "Leanne", "said": "Quiet.", **day_post("held_on")}


@pytest.mark.parametrize(
    ("name", "post", "box", "mine"),
    [
        ("long-haul", haul_post(), "rhythm", "Every Monday"),
        ("exit-meeting", MEETING_POST, "said", "Dean was angry."),
    ],
)
def test_two_who_write_the_end_at_once_see_each_others_words(
    practitioner: Viewer, family: Family, sign_in: SignIn,
    name: str, post: dict[str, str], box: str, mine: str,
) -> None:  # fmt: skip
    client, address = sign_in(practitioner), url(name, family)
    seen = client.get(address).context["form"]["version"].value() or ""
    for _twice in range(2):
        sent = post | {"version": seen}
        assert client.post(address, sent).status_code == 302
    answer = client.post(address, post | {"version": seen, box: mine})
    assert answer.status_code == 409
    assert [row[1:] for row in answer.context["conflict"]] == [(post[box], mine)]
    assert mine in answer.content.decode()
    with as_viewer(practitioner):
        assert LongHaul.objects.count() + ExitMeeting.objects.count() == 1
    stamp = answer.context["form"]["version"].value()
    assert client.post(address, post | {"version": stamp, box: mine}).status_code == 302


@pytest.mark.parametrize(
    ("name", "box"),
    [("long-haul", "triggers"), ("exit-meeting", "said"), ("close", "reason")],
)
def test_what_is_typed_of_the_end_is_kept_and_given_back(
    manager: Viewer, family: Family, sign_in: SignIn, name: str, box: str
) -> None:
    client, address = sign_in(manager), url(name, family)
    type_into(client, address, **{box: ["Half a sentence"]})
    assert "Half a sentence" in client.get(address).content.decode()
    sent = {"draft_title": "The end", "keep": "1", box: "Half a sentence more"}
    assert client.post(address, sent).status_code == 302
    assert "Half a sentence more" in client.get(address).content.decode()
    with as_viewer(manager):
        family.refresh_from_db()
        assert not family.is_closed
        assert not LongHaul.objects.exists()


def test_a_draft_of_who_stays_knows_what_it_began_from(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    """Kept on Monday, written by somebody else on Tuesday, saved on Wednesday."""
    client, address = sign_in(practitioner), url("long-haul", family)
    type_into(client, address, rhythm=["Every Monday"], version=[""])
    with as_viewer(practitioner):
        ending.agree_long_haul(
            family_id=family.pk, details=HAUL, was=None, by=practitioner
        )
    form = client.get(address).context["form"]
    sent = haul_post(rhythm="Every Monday", version=str(form["version"].value()))
    assert client.post(address, sent).status_code == 409


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("others", ""), ("others", " , ,\n"), ("others", "x" * 300),
        ("who_stays", "Nobody we know"),
        ("others", "\n".join(f"n{n}" for n in range(60))), ("coordinator", ""),
        ("rhythm", "x" * 100_000), ("triggers", ""), ("triggers", "a\x00b"),
        ("triggers", "x" * 100_000), ("agreed_on_year", "2999"),
    ],
)  # fmt: skip
def test_who_stays_asks_again_and_loses_nothing(
    practitioner: Viewer, family: Family, sign_in: SignIn, name: str, value: str
) -> None:
    post = haul_post(turning_points="Kai is 5")
    page = sign_in(practitioner).post(url("long-haul", family), post | {name: value})
    assert page.status_code == 422
    assert "Kai is 5" in page.content.decode()
    with as_viewer(practitioner):
        assert not LongHaul.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"people": ""}, {"said": ""}, {"said": "\x00"}, {"held_on_day": "40"}]
)
def test_the_last_meeting_is_of_somebody_and_in_words(
    practitioner: Viewer, family: Family, sign_in: SignIn, changes: dict[str, str]
) -> None:
    post = {"people": "Leanne", "said": "Quiet.", **day_post("held_on")}
    client = sign_in(practitioner)
    address = url("exit-meeting", family)
    assert client.post(address, post | changes).status_code == 422
    assert client.post(address, post).status_code == 302
    with as_viewer(practitioner):
        assert "R-CL8" in ExitMeeting.objects.get().still_open


def test_a_manager_ends_it_on_the_page(
    manager: Viewer, practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    address = url("close", family)
    assert sign_in(practitioner).get(address).status_code == 403
    client = sign_in(manager)
    page = client.get(address).content.decode()
    assert "It is not agreed yet who stays." in page
    assert 'value="as_agreed"' not in page
    post = {"how": "moved", "reason": "They live in Leeds now", **day_post("ended_on")}
    assert client.post(address, post | {"how": "as_agreed"}).status_code == 422
    assert client.post(address, post | {"reason": " "}).status_code == 422
    assert client.post(address, post).status_code == 302
    ended = client.get(url("closing", family)).content.decode()
    assert "They live in Leeds now" in ended
    assert "The work has ended" in ended
    assert client.post(address, post).status_code == 422


def test_the_list_costs_the_same_for_one_worry_and_for_four(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    counted = []
    for more in (1, 3):
        for _ in range(more):
            danger = make_set(practitioner, family)
            make_rating(practitioner, family, danger.pk, me(practitioner),
                        capacity="professional")  # fmt: skip
        client = sign_in(practitioner)
        client.get(url("closing", family))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url("closing", family)).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]
