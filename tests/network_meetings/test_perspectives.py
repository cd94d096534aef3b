"""Family Finding's meeting of many perspectives is a meeting of family and network."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from kinfold.family_finding.models import BlendedMeeting, FindingEpisode
from kinfold.family_finding.selectors import episode_of
from kinfold.meetings.models import Meeting
from kinfold.network_meetings import actions
from kinfold.network_meetings.details import Perspectives
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.practice.family_finding.rows import Deed
from tests.factories.family_finding import make_episode
from tests.factories.meetings import end, make_meeting
from tests.factories.network_meetings import make_account
from tests.factories.practice import make_family, me
from tests.network_meetings.test_network_meetings import SignIn, at, read

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NEEDS = "Somebody of his own at thirty."


@pytest.fixture
def episode(practitioner: Viewer, family: Family) -> FindingEpisode:
    return make_episode(practitioner, family)


@pytest.fixture
def held(practitioner: Viewer, family: Family) -> Meeting:
    """One of many perspectives, which is over."""
    meeting = make_meeting(practitioner, family)
    make_account(practitioner, meeting, counts_as=("network", "blended"))
    return end(practitioner, meeting)


def said(episode: FindingEpisode) -> Perspectives:
    return Perspectives(
        episode_id=episode.pk, needs=NEEDS, voices=(("hope", "Nan Jo", "A dog."),)
    )


def take(by: Viewer, meeting: Meeting, episode: FindingEpisode) -> BlendedMeeting:
    with as_viewer(by):
        return actions.take_perspectives(
            family_id=meeting.family_id, meeting_id=meeting.pk, said=said(episode),
            by=by,
        )  # fmt: skip


def test_its_day_and_who_came_are_the_meetings_own(
    sign_in: SignIn, practitioner: Viewer, held: Meeting, episode: FindingEpisode
) -> None:
    client, url = sign_in(practitioner), at("perspectives", held)
    assert url in read(client, at("network-record", held))
    form = client.get(url).context["form"]
    assert not {"held_on", "family_here", "staff_here"} & set(form.fields)
    post = {
        "episode_id": str(episode.pk), "needs": NEEDS,
        "hopes": "Nan Jo: A dog.", "worries": "", "views": "", "agenda": "",
    }  # fmt: skip
    bare = client.post(url, post | {"needs": ""})
    assert bare.status_code == 422
    assert "Nan Jo: A dog." in bare.content.decode()
    assert client.post(url, post | {"episode_id": "moon"}).status_code == 422
    assert client.post(url, post).status_code == 302
    again = client.post(url, post)
    assert again.status_code == 422
    assert "written down already" in again.content.decode()
    with as_viewer(practitioner):
        row = BlendedMeeting.objects.get()
        voice = row.voices.get()
        found = episode_of(practitioner, held.family_id, episode.pk)
    assert (row.meeting_id, row.held_on) == (held.pk, timezone.localdate())
    assert row.family_here == ["Amira", "Leanne", "Nan Jo"]
    assert row.staff_here == [me(practitioner).name]
    assert (voice.perspective, voice.speaker) == ("hope", "Nan Jo")
    met = found.of(Deed.MEETING)
    assert [one.words for one in met] == ["3"], "the step is reached by it"
    page = read(client, reverse("lifetime:plans", args=[held.family_id, episode.pk]))
    assert reverse("meetings:meeting", args=[held.family_id, held.pk]) in page
    assert NEEDS in page


def test_a_meeting_that_goes_on_does_not_say_yet_who_came(
    practitioner: Viewer, meeting: Meeting, episode: FindingEpisode
) -> None:
    with pytest.raises(CannotDo, match="End the meeting first"):
        take(practitioner, meeting, episode)


def test_it_is_of_this_familys_own_family_finding(
    practitioner: Viewer, held: Meeting
) -> None:
    other = make_episode(practitioner, make_family(practitioner))
    with pytest.raises(NotFound):
        take(practitioner, held, other)


def test_a_family_without_family_finding_is_told_so(
    sign_in: SignIn, practitioner: Viewer, held: Meeting
) -> None:
    page = read(sign_in(practitioner), at("perspectives", held))
    assert "No Family Finding goes on" in page
