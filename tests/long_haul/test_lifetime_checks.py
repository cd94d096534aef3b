"""Who stays for life is asked again after the record is closed, where they may be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.family_finding.models import LifetimeAnswer
from kinfold.networks.actions import write_step
from kinfold.networks.selectors import who_stays
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, RecordRefused
from kinfold.records.models import Family
from kinfold.records.selectors.lists import Scope
from kinfold.records.selectors.waiting import waiting_for
from tests.factories import family_finding as finding
from tests.factories.long_haul import close_on, make_consent
from tests.factories.practice import me
from tests.factories.trajectory import day_post, days_ago

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
SAYS = {"month": "3", "is_active": "no", "words": "I have moved to Cork."}


@pytest.fixture
def asked_at(practitioner: Viewer, family: Family) -> str:
    """Where Raj is asked again, who said that he stays; the record is closed since."""
    episode = finding.make_episode(practitioner, family, started_on=days_ago(200))
    finding.make_stage(practitioner, episode, set_on=days_ago(199))
    (raj,) = finding.make_found(practitioner, episode, "Raj", found_on=days_ago(190))
    stay = finding.make_stay(practitioner, raj, agreed_on=days_ago(120))
    close_on(practitioner, family, days_ago(100))
    return reverse("lifetime:ask-again", args=[family.pk, episode.pk, stay.pk])


def names(by: Viewer, family: Family) -> tuple[str, ...]:
    with as_viewer(by):
        return who_stays(by, family.pk).names


def test_with_their_yes_the_check_at_three_months_is_kept_and_the_network_says_it(
    sign_in: SignIn, practitioner: Viewer, elsewhere: Viewer, family: Family,
    asked_at: str,
) -> None:  # fmt: skip
    make_consent(practitioner, family)
    client, post = sign_in(practitioner), SAYS | day_post("asked_on", -1)
    page = client.get(asked_at.rsplit("/", 2)[0] + "/").content.decode()
    assert f'href="{asked_at}"' in page
    assert client.get(asked_at).status_code == 200
    assert names(practitioner, family) == ("Raj",)
    assert client.post(asked_at, post).status_code == 302
    assert names(practitioner, family) == ()
    with as_viewer(practitioner):
        assert LifetimeAnswer.objects.get().words == SAYS["words"]
    assert sign_in(elsewhere).post(asked_at, post).status_code == 404


def test_without_it_nothing_is_kept_and_it_is_said_in_words(
    sign_in: SignIn, practitioner: Viewer, chair: Viewer, family: Family, asked_at: str
) -> None:
    post = SAYS | day_post("asked_on", -1)
    for answer in ("", "no"):
        if answer:
            make_consent(practitioner, family, answer)
        refused = sign_in(practitioner).post(asked_at, post)
        assert refused.status_code == 422
        assert "has not said that they may be asked" in refused.content.decode()
        assert "I have moved to Cork." in refused.content.decode()
    assert sign_in(chair).post(asked_at, post).status_code == 403
    with as_viewer(practitioner):
        assert not LifetimeAnswer.objects.exists()
    assert names(practitioner, family) == ("Raj",)


def test_a_check_that_is_late_waits_after_the_end_where_they_may_be_asked(
    sign_in: SignIn, practitioner: Viewer, family: Family, asked_at: str
) -> None:
    def waits() -> list[str]:
        with as_viewer(practitioner):
            rows = waiting_for(practitioner, Scope.MINE, today=timezone.localdate())
            return [row.kind.key for row in rows if row.kind.key == "lifetime_check"]

    assert waits() == []
    for answer, waiting in (("yes", ["lifetime_check"]), ("no", [])):
        make_consent(practitioner, family, answer)
        assert waits() == waiting
    make_consent(practitioner, family)
    client = sign_in(practitioner)
    page = client.get(reverse("records:families")).text
    assert "who stays for life since" in page
    assert reverse("family_finding:finding", args=[family.pk]) in page
    client.post(asked_at, SAYS | day_post("asked_on", -1))
    assert waits() == []


def test_a_closed_record_takes_who_stays_and_no_other_step(
    practitioner: Viewer, family: Family, asked_at: str
) -> None:
    with as_viewer(practitioner):
        member_id = who_stays(practitioner, family.pk).people[0].member_id
        step = {
            "family_id": family.pk, "member_id": member_id, "basis": "Raj said so",
            "happened_on": days_ago(1), "said_by": me(practitioner),
            "by": practitioner,
        }  # fmt: skip
        with pytest.raises(CannotDo, match="has not said that they may be asked"):
            write_step(**step, stand="not_staying")
    make_consent(practitioner, family)
    with as_viewer(practitioner):
        write_step(**step, stand="not_staying")
        with pytest.raises(RecordRefused, match="closed"):
            write_step(**step, stand="contacted")
    assert names(practitioner, family) == ()
