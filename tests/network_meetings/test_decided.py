"""What was decided is one list: written once; each line of it can become something."""

from __future__ import annotations

import pytest

from kinfold.meetings.models import Meeting, MeetingDecision
from kinfold.meetings.selectors import decisions_of
from kinfold.network_meetings import actions
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.practice.written import EntryDetails
from tests.factories.meetings import end, make_meeting
from tests.factories.network_meetings import KEY, make_decided
from tests.network_meetings.test_network_meetings import SignIn, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(practitioner: Viewer, family: Family) -> Meeting:
    return make_meeting(practitioner, family)


def texts(by: Viewer, meeting: Meeting) -> list[str]:
    with as_viewer(by):
        return [one.text for one in decisions_of(by, meeting.pk)]


def test_each_line_at_the_end_is_a_decision(
    practitioner: Viewer, meeting: Meeting, sign_in: SignIn
) -> None:
    make_decided(practitioner, meeting)
    client = sign_in(practitioner)
    form = client.get(at("end-meeting", meeting)).context["form"]
    assert form["decided"].value() == KEY, "what they wrote on the way stands there"
    sent = {
        "decided": f"Nan  rings.\r\n\r\n{KEY}\r\nNan rings.",
        "version": str(form["version"].value()),
    }
    assert client.post(at("end-meeting", meeting), sent).status_code == 302
    assert texts(practitioner, meeting) == ["Nan rings.", KEY]
    page = client.get(at("network-record", meeting)).content.decode()
    assert page.index("Nan rings.") < page.index(KEY)
    with as_viewer(practitioner):
        meeting.refresh_from_db()
        assert meeting.decided == f"Nan rings.\n{KEY}"
        assert MeetingDecision.objects.count() == 2


def test_something_remembered_afterwards_is_on_the_same_list(
    practitioner: Viewer, meeting: Meeting
) -> None:
    end(practitioner, meeting, "Nan rings.")
    make_decided(practitioner, meeting)
    make_decided(practitioner, meeting)
    with as_viewer(practitioner):
        meeting.refresh_from_db()
    assert meeting.decided == f"Nan rings.\n{KEY}"
    end(practitioner, meeting, KEY)
    assert texts(practitioner, meeting) == [KEY]
    make_decided(practitioner, meeting, "Nan rings.")
    assert texts(practitioner, meeting) == [KEY, "Nan rings."], "and back again"


def test_what_became_something_is_not_written_over(
    practitioner: Viewer, meeting: Meeting
) -> None:
    end(practitioner, meeting, f"{KEY}\nNan rings.")
    with as_viewer(practitioner):
        decision = MeetingDecision.objects.get(text=KEY)
        actions.make_step(
            family_id=meeting.family_id, decision_id=decision.pk, by=practitioner,
            details=EntryDetails(category="next_step", text="Cut a key."),
        )  # fmt: skip
    with pytest.raises(CannotDo, match="Leave that line as it is") as refused:
        end(practitioner, meeting, "Nan rings on Sundays.")
    assert refused.value.field == "decided"
    end(practitioner, meeting, f"{KEY}\nNan rings on Sundays.")
    assert texts(practitioner, meeting) == [KEY, "Nan rings on Sundays."]


def test_nobodys_line_is_lost_by_a_page_that_did_not_show_it(
    practitioner: Viewer, meeting: Meeting, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    seen = client.get(at("end-meeting", meeting)).context["form"]["version"].value()
    make_decided(practitioner, meeting)
    sent = {"decided": "Nan rings.", "version": str(seen)}
    answer = client.post(at("end-meeting", meeting), sent)
    assert answer.status_code == 409
    assert [row[1:] for row in answer.context["conflict"]] == [(KEY, "Nan rings.")]
    with as_viewer(practitioner):
        assert Meeting.objects.get().ended_at is None


def test_more_than_one_meeting_can_decide_is_said(
    practitioner: Viewer, meeting: Meeting
) -> None:
    with pytest.raises(CannotDo, match="room for 100"):
        end(practitioner, meeting, "\n".join(f"line {n}" for n in range(101)))
    assert texts(practitioner, meeting) == []
