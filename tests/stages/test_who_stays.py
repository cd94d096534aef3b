"""Who stays is said once, in the network; every other room reads it and offers it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.family_finding.holding import At
from kinfold.family_finding.models import FoundPerson
from kinfold.lifetime.actions import stay_for_life, write_answer
from kinfold.lifetime.selectors import stays_of
from kinfold.networks.actions import say_who_stays, step_back, write_step
from kinfold.networks.models import MemberStep, NetworkMember
from kinfold.networks.selectors import who_stays
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family
from kinfold.stages.models import LongHaul
from kinfold.stages.selectors.agreed import agreed_of
from kinfold.stages.selectors.closing import closing_of
from kinfold_core.practice.family_finding.details import (
    AnswerDetails,
    LifetimeDetails,
)
from tests.factories import family_finding as finding
from tests.factories.long_haul import make_haul
from tests.factories.networks import make_closed, make_member
from tests.factories.practice import me
from tests.factories.trajectory import day_post, days_ago

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def says(
    by: Viewer, member: NetworkMember, stand: str, words: str = "For good"
) -> None:
    with as_viewer(by):
        write_step(
            family_id=member.family_id, member_id=member.pk, stand=stand,
            happened_on=days_ago(3), basis=words, said_by=me(by), by=by,
        )  # fmt: skip


def names(by: Viewer, family: Family) -> tuple[str, ...]:
    with as_viewer(by):
        return who_stays(by, family.pk).names


def page(client: Client, name: str, family: Family, *more: Any) -> str:
    address = reverse(name, args=[family.pk, *more])
    return client.get(address).content.decode()


def test_said_in_the_network_it_stands_in_every_room(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    raj = make_member(practitioner, family, "Raj")
    says(practitioner, raj, "long_haul")
    client = sign_in(practitioner)
    form = client.get(reverse("stages:long-haul", args=[family.pk])).context["form"]
    assert form["who_stays"].value() == ("Raj",)
    assert "<dd" in page(client, "stages:closing", family)
    assert "Raj" in page(client, "long_haul:long-haul", family)
    with as_viewer(practitioner):
        facts = closing_of(practitioner, family, today=timezone.localdate()).facts
        assert not facts.has_long_haul, "how often and when again is not agreed yet"
    make_haul_over(practitioner, family, "Raj")
    says(practitioner, raj, "not_staying")
    with as_viewer(practitioner):
        facts = closing_of(practitioner, family, today=timezone.localdate()).facts
        agreed = agreed_of(practitioner, family.pk)
        assert LongHaul.objects.get().who_stays == ["Raj"], "as it was agreed that day"
    assert agreed is not None
    assert agreed.who_stays == ()
    assert not facts.has_long_haul


def make_haul_over(by: Viewer, family: Family, *who: str) -> LongHaul:
    """The agreement, written by somebody who saw what stands."""
    from kinfold.stages.actions.ending import agree_long_haul
    from kinfold_core.practice.ending import LongHaulDetails

    with as_viewer(by):
        standing = agreed_of(by, family.pk)
        details = LongHaulDetails(
            who_stays=who, coordinator="Nan Jo", rhythm="Sundays", triggers="Drink",
            who_to_ring="Raj", turning_points="", agreed_on=days_ago(1),
        )  # fmt: skip
        was = standing.pk if standing else None
        return agree_long_haul(family_id=family.pk, details=details, was=was, by=by)


def test_the_agreement_says_it_in_the_network(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    raj, bo = (make_member(practitioner, family, n) for n in ("Raj", "Bo"))
    says(practitioner, bo, "long_haul")
    client, address = (
        sign_in(practitioner),
        reverse("stages:long-haul", args=[family.pk]),
    )
    version = client.get(address).context["form"]["version"].value()
    sent = {
        "who_stays": ["Raj"], "others": "Tilly, raj", "coordinator": "Raj",
        "rhythm": "Sundays", "triggers": "Drink", "version": str(version),
        **day_post("agreed_on"),
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302, "posted twice"
    assert names(practitioner, family) == ("Raj", "Tilly")
    assert "Stays when services have gone" in page(
        client, "networks:person", family, raj.pk
    )
    with as_viewer(practitioner):
        assert MemberStep.objects.filter(member=bo).last().stand == "not_staying"
        assert MemberStep.objects.count() == 4
        assert LongHaul.objects.get().who_stays == ["Raj", "Tilly"]


def test_nobody_is_left_out_by_a_page_that_did_not_show_them(
    practitioner: Viewer, family: Family
) -> None:
    make_haul(practitioner, family)
    with as_viewer(practitioner):
        was = LongHaul.objects.get().pk
    says(practitioner, make_member(practitioner, family, "Bo"), "long_haul")
    from kinfold.stages.actions.ending import agree_long_haul

    with as_viewer(practitioner), pytest.raises(StaleVersion) as stale:
        agree_long_haul(
            family_id=family.pk, was=was, by=practitioner,
            details=_anew(practitioner, family),
        )  # fmt: skip
    assert "Bo" in stale.value.current.who_stays


def _anew(by: Viewer, family: Family) -> Any:
    from dataclasses import replace

    from kinfold_core.practice.ending import LongHaulDetails

    agreed = agreed_of(by, family.pk)
    assert agreed is not None
    words = {one: getattr(agreed, one) for one in LongHaulDetails.__slots__}
    return replace(LongHaulDetails(**words), rhythm="Mondays", who_stays=("Nan Jo",))


def test_whoever_stepped_back_or_is_closed_to_it_does_not_stay(
    practitioner: Viewer, family: Family
) -> None:
    raj, bo = (make_member(practitioner, family, n) for n in ("Raj", "Bo"))
    says(practitioner, bo, "long_haul")
    make_closed(practitioner, raj, role="lifetime")
    with pytest.raises(CannotDo, match="closed to Raj for now"):
        says(practitioner, raj, "long_haul")
    with as_viewer(practitioner):
        step_back(family_id=family.pk, member_id=bo.pk, reason="His mum is ill",
                  ended_on=days_ago(0), by=practitioner)  # fmt: skip
    assert names(practitioner, family) == ()
    with (
        as_viewer(practitioner),
        pytest.raises(CannotDo, match="they are back instead"),
    ):
        say_who_stays(family_id=family.pk, names=("Bo",), agreed_on=days_ago(1),
                      by=practitioner)  # fmt: skip


def test_two_of_one_name_are_told_apart_first(
    practitioner: Viewer, family: Family
) -> None:
    make_member(practitioner, family, "Raj")
    with as_viewer(practitioner):
        twin = make_member(practitioner, family, "Raj Two")
        NetworkMember.objects.filter(pk=twin.pk).update(name="Raj")
        with pytest.raises(CannotDo, match="Two people of the network are called Raj"):
            say_who_stays(family_id=family.pk, names=("Raj",), agreed_on=days_ago(1),
                          by=practitioner)  # fmt: skip


def test_elsewhere_nobody_says_who_stays(elsewhere: Viewer, family: Family) -> None:
    with as_viewer(elsewhere), pytest.raises(NotFound):
        say_who_stays(family_id=family.pk, names=("Raj",), agreed_on=days_ago(1),
                      by=elsewhere)  # fmt: skip


@pytest.fixture
def found(practitioner: Viewer, family: Family) -> FoundPerson:
    episode = finding.make_episode(practitioner, family)
    finding.make_stage(practitioner, episode)
    (raj,) = finding.make_found(practitioner, episode, "Raj")
    return raj


def test_who_stays_for_life_in_family_finding_stays_in_the_network(
    practitioner: Viewer, family: Family, found: FoundPerson
) -> None:
    stay = finding.make_stay(practitioner, found)
    assert names(practitioner, family) == ("Raj",)
    at = At(family.pk, found.episode_id)

    def answers(month: int, *, is_active: bool) -> None:
        said = AnswerDetails(
            month=month, is_active=is_active, words="He moved", asked_on=days_ago(1)
        )
        with as_viewer(practitioner):
            write_answer(at=at, stay_id=stay.pk, details=said, by=practitioner)

    answers(6, is_active=False)
    assert names(practitioner, family) == ()
    answers(3, is_active=True)
    assert names(practitioner, family) == (), "an earlier month is not the newest word"
    with as_viewer(practitioner):
        raj = NetworkMember.objects.get()
    says(practitioner, raj, "long_haul", "I am back")
    with as_viewer(practitioner):
        (row,) = stays_of(practitioner, found.episode_id)
    assert row.is_active, "the network is asked, as everywhere"


def test_family_finding_offers_what_the_network_knows(
    practitioner: Viewer, family: Family, found: FoundPerson, sign_in: SignIn
) -> None:
    from kinfold.family_finding.actions import join_network

    at = At(family.pk, found.episode_id, found.pk)
    with as_viewer(practitioner):
        member = join_network(at=at, by=practitioner).member
    assert member is not None
    says(practitioner, member, "long_haul", "He is ours")
    client = sign_in(practitioner)
    keys = [family.pk, found.episode_id]
    assert "Raj stays for life" in page(client, "lifetime:staying", *[family], keys[1])
    form = client.get(reverse("lifetime:stay", args=[*keys, found.pk]))
    assert form.context["form"]["words"].value() == "He is ours"
    assert "In the network since" in form.content.decode()
    for name in ("add-plan", "decide"):
        asked = client.get(reverse(f"lifetime:{name}", args=keys))
        assert asked.context["form"]["who_stays"].value() == "Raj"


def test_only_the_workers_know_of_them_so_the_network_does_not(
    practitioner: Viewer, family: Family, found: FoundPerson
) -> None:
    finding.make_wish(practitioner, found, "yes", seen_by="workers")
    details = LifetimeDetails(words="Always", rhythm="Sundays", agreed_on=days_ago(2))
    with as_viewer(practitioner):
        stay_for_life(at=At(family.pk, found.episode_id, found.pk), details=details,
                      by=practitioner)  # fmt: skip
        assert not NetworkMember.objects.exists()
        (row,) = stays_of(practitioner, found.episode_id)
    assert row.is_active
