"""Family Finding's meeting of many perspectives is a meeting of family and network."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
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
from tests.factories.family_finding import make_episode, make_found
from tests.factories.meetings import end, make_meeting
from tests.factories.network_meetings import make_account
from tests.factories.practice import make_family, me, named
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
    plans = reverse("lifetime:plans", args=[held.family_id, episode.pk])
    for page in (read(client, at("network-record", held)), read(client, url)):
        assert plans in page, "where it can be read"
        assert "Write down what each one said" not in page, "once is enough"
        assert "<textarea" not in page
    page = read(client, plans)
    assert reverse("meetings:meeting", args=[held.family_id, held.pk]) in page
    assert NEEDS in page


def test_a_meeting_that_goes_on_does_not_say_yet_who_came(
    practitioner: Viewer, meeting: Meeting, episode: FindingEpisode
) -> None:
    with pytest.raises(CannotDo, match="End the meeting first"):
        take(practitioner, meeting, episode)


def test_while_it_goes_on_the_pages_say_when_it_can_be_written(
    sign_in: SignIn, practitioner: Viewer, family: Family, episode: FindingEpisode
) -> None:
    running = make_meeting(practitioner, family)
    make_account(practitioner, running, counts_as=("network", "blended"))
    client = sign_in(practitioner)
    record = read(client, at("network-record", running))
    assert "can be written down when the meeting has ended" in record
    assert at("perspectives", running) not in record
    page = read(client, at("perspectives", running))
    assert "can be saved when the meeting has ended" in page
    end(practitioner, running)
    page = read(client, at("perspectives", running))
    assert "can be saved when the meeting has ended" not in page


def test_it_is_of_this_familys_own_family_finding(
    practitioner: Viewer, held: Meeting
) -> None:
    other = make_episode(practitioner, make_family(practitioner))
    with pytest.raises(NotFound):
        take(practitioner, held, other)


def test_a_family_without_family_finding_is_told_so_and_asked_nothing(
    sign_in: SignIn, practitioner: Viewer, held: Meeting
) -> None:
    client, url = sign_in(practitioner), at("perspectives", held)
    assert url in read(client, at("network-record", held))
    page = read(client, url)
    assert "No Family Finding goes on" in page
    assert reverse("family_finding:begin", args=[held.family_id]) in page
    assert "<textarea" not in page
    assert "Which child" not in page


def test_what_is_sent_when_it_has_ended_meanwhile_is_not_lost(
    sign_in: SignIn, practitioner: Viewer, held: Meeting
) -> None:
    answer = sign_in(practitioner).post(
        at("perspectives", held), {"needs": NEEDS, "hopes": "Nan Jo: A dog."}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert NEEDS in page
    assert "Nan Jo: A dog." in page
    assert "Begin it first" in page
    assert "Which child" not in page


def test_it_is_asked_for_the_children_that_it_is_not_written_for(
    sign_in: SignIn, practitioner: Viewer, held: Meeting, episode: FindingEpisode
) -> None:
    """One meeting may be about two of them."""
    with as_viewer(practitioner):
        amira = named(practitioner, held.family, "Amira")
    make_episode(
        practitioner, held.family, child_id=amira.person_id, child_name="Amira"
    )
    take(practitioner, held, episode)
    client = sign_in(practitioner)
    assert "Write down what each one said" in read(client, at("network-record", held))
    form = client.get(at("perspectives", held)).context["form"]
    assert [name for _, name in form.fields["episode_id"].choices] == ["Amira"]


def test_from_elsewhere_it_is_not_found(
    sign_in: SignIn, elsewhere: Viewer, practitioner: Viewer, held: Meeting,
    episode: FindingEpisode,
) -> None:  # fmt: skip
    client, url = sign_in(elsewhere), at("perspectives", held)
    sent = {"episode_id": str(episode.pk), "needs": NEEDS}
    assert [client.get(url).status_code, client.post(url, sent).status_code] == [
        404,
        404,
    ]
    with as_viewer(practitioner):
        assert not BlendedMeeting.objects.exists()


def test_more_children_and_more_people_cost_no_more_queries(
    sign_in: SignIn, practitioner: Viewer, held: Meeting, episode: FindingEpisode
) -> None:
    client = sign_in(practitioner)
    urls = at("perspectives", held), at("network-record", held)

    def queries() -> list[int]:
        counts = []
        for url in urls:
            with CaptureQueriesContext(connection) as caught:
                read(client, url)
            counts.append(len(caught))
        return counts

    before = queries()
    with as_viewer(practitioner):
        amira = named(practitioner, held.family, "Amira")
    more = make_episode(
        practitioner, held.family, child_id=amira.person_id, child_name="Amira"
    )
    make_found(practitioner, more, "Auntie Ngozi", "Grandad Pete")
    take(practitioner, held, episode)
    assert queries() == before
