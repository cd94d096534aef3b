"""The child steers, and safety comes first: what is refused, and what holds."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError

from kinfold.family_finding import actions
from kinfold.family_finding.holding import At
from kinfold.family_finding.models import (
    ChildWish,
    ContactAttempt,
    ContactReply,
    FindingEpisode,
    FindingPlan,
    FindingSearch,
    FoundPerson,
    LifetimeAnswer,
    OfferCheck,
    SafetyCheck,
)
from kinfold.family_finding.selectors import episode_of
from kinfold.lifetime.actions import write_answer
from kinfold.networks.models import NetworkMember
from kinfold.people.actions.separating import keep_apart
from kinfold.people.models import ContactDetail
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold.records.selectors.lists import Scope
from kinfold.records.selectors.waiting import waiting_for
from kinfold_core.practice.family_finding.details import AnswerDetails
from kinfold_core.practice.family_finding.measures import count
from kinfold_core.practice.written import Named
from tests.factories import family_finding as make
from tests.factories.networks import make_child_says, make_member
from tests.factories.trajectory import days_ago

pytestmark = pytest.mark.django_db


def join(by: Viewer, found: FoundPerson) -> FoundPerson:
    with as_viewer(by):
        return actions.join_network(
            at=At(found.episode.family_id, found.episode_id, found.pk), by=by
        )


def attempts(by: Viewer) -> int:
    with as_viewer(by):
        return ContactAttempt.objects.count()


def test_nobody_is_reached_for_before_the_safety_screen(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    (raj,) = make.make_found(practitioner, episode)
    with pytest.raises(CannotDo, match="safety screen is not complete"):
        make.make_attempt(practitioner, raj)
    make.make_stage(practitioner, episode)
    make.make_attempt(practitioner, raj)
    assert attempts(practitioner) == 1


def test_after_a_no_nobody_goes_round_the_child(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    make.make_stage(practitioner, episode)
    (raj,) = make.make_found(practitioner, episode)
    make.make_wish(practitioner, raj)
    for try_it in (make.make_attempt, join, make.make_stay):
        with pytest.raises(CannotDo, match="Kai said no to Raj: “He shouts"):
            try_it(practitioner, raj)
    with as_viewer(practitioner):
        assert not NetworkMember.objects.exists()
        assert ChildWish.objects.get().age == 4
    make.make_wish(practitioner, raj, "yes", said_on=days_ago(2))
    make.make_attempt(practitioner, raj)
    assert join(practitioner, raj).member_id


def test_a_no_said_here_counts_in_the_network_and_the_other_way_round(
    practitioner: Viewer, family: Family, episode: FindingEpisode
) -> None:
    make.make_stage(practitioner, episode)
    raj, bo = make.make_found(practitioner, episode, "Raj", "Bo")
    member = make_member(practitioner, family, who=Named(name="Raj"), side="paternal")
    assert join(practitioner, raj).member_id == member.pk
    make.make_attempt(practitioner, raj)
    make_child_says(practitioner, member)
    for try_it in (make.make_attempt, make.make_stay):
        with pytest.raises(CannotDo, match="Kai said no to Raj. Only Kai"):
            try_it(practitioner, raj)
    make.make_wish(practitioner, raj, "yes", said_on=days_ago(0))  # said since
    make.make_stay(practitioner, raj)
    make.make_wish(practitioner, bo, words="He shouts")
    with pytest.raises(CannotDo, match="Kai does not want Bo there") as refused:
        make_member(practitioner, family, who=Named(name="bo"))
    assert "He shouts" not in refused.value.message
    make.make_wish(practitioner, bo, "yes", seen_by="workers", said_on=days_ago(1))
    with pytest.raises(CannotDo, match="only the workers to know of Bo"):
        make_member(practitioner, family, who=Named(name="Bo"))
    make.make_wish(practitioner, bo, "yes", said_on=days_ago(0))
    make_member(practitioner, family, who=Named(name="Bo"))


def test_who_stays_for_life_is_asked_again_after_the_looking_ended(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    make.make_stage(practitioner, episode)
    raj, bo = make.make_found(practitioner, episode, "Raj", "Bo")
    stay = make.make_stay(practitioner, raj, agreed_on=days_ago(50))
    at = At(episode.family_id, episode.pk)
    make.make_finding_end(practitioner, episode)
    later = days_ago(-60)

    def waits() -> list[str]:
        with as_viewer(practitioner):
            rows = waiting_for(practitioner, Scope.MINE, today=later)
            return [row.kind.key for row in rows if row.kind.key == "finding_stay"]

    def asked() -> tuple[int, int]:
        with as_viewer(practitioner):
            counts = count(episode_of(practitioner, at.family_id, episode.pk), later)
        assert counts.days == 55  # the looking itself ended
        return counts.asked[0].due, counts.asked[0].asked

    assert waits() == ["finding_stay"]
    assert asked() == (1, 0)
    said = AnswerDetails(
        month=3, is_active=True, words="Of course", asked_on=days_ago(1)
    )
    with as_viewer(practitioner):
        write_answer(at=at, stay_id=stay.pk, details=said, by=practitioner)
    assert waits() == []
    assert asked() == (1, 1)
    with pytest.raises(CannotDo, match="has ended"):  # nobody new, though
        make.make_stay(practitioner, bo)


def test_whom_only_the_workers_may_know_does_not_join(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    make.make_stage(practitioner, episode)
    (raj,) = make.make_found(practitioner, episode)
    make.make_wish(practitioner, raj, "yes", seen_by="workers")
    make.make_attempt(practitioner, raj)
    with pytest.raises(CannotDo, match="only the workers"):
        join(practitioner, raj)


def test_a_source_of_danger_is_left_alone_by_check_or_by_the_stage(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    make.make_stage(practitioner, episode, not_to_contact="Mick, an order of 2024")
    raj, mick = make.make_found(practitioner, episode, "Raj", "Mick")
    make.make_check(practitioner, mick, "clear")
    with pytest.raises(CannotDo, match="No contact with Mick"):
        make.make_attempt(practitioner, mick)
    make.make_check(practitioner, raj)
    with pytest.raises(CannotDo, match="An order of 2024"):
        make.make_attempt(practitioner, raj)
    assert attempts(practitioner) == 0


def test_where_an_adoption_is_private_somebody_allows_each_contact(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    make.make_stage(practitioner, episode, is_adoption_private=True)
    (raj,) = make.make_found(practitioner, episode)
    with pytest.raises(CannotDo) as refused:
        make.make_attempt(practitioner, raj)
    assert refused.value.field == "allowed_by"
    make.make_attempt(practitioner, raj, allowed_by="The agency, on 3 May")


def test_who_is_in_the_network_already_is_joined_to_and_never_twice(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    member = make_member(practitioner, episode.family, "Raj", side="paternal")
    (raj,) = make.make_found(practitioner, episode)
    assert join(practitioner, raj).member_id == member.pk
    with as_viewer(practitioner):
        assert NetworkMember.objects.count() == 1


def test_a_list_with_one_bad_person_is_not_kept_in_part(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    make.make_found(practitioner, episode, "Bo")
    for names, more in (
        (("Ann", "bo"), {}),
        (("Ann",), {"person_id": uuid4()}),
        (("Ann",), {"found_on": days_ago(-2)}),
        (("Ann",), {"found_on": days_ago(9_000)}),
    ):
        with pytest.raises((CannotDo, NotFound)):
            make.make_found(practitioner, episode, *names, **more)
    with as_viewer(practitioner):
        assert FoundPerson.objects.get().name == "Bo"


def test_the_database_keeps_the_law(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    (raj,) = make.make_found(practitioner, episode)
    make.make_wish(practitioner, raj)
    for change in (
        lambda: FindingEpisode.objects.update(ended_on=days_ago(0)),
        lambda: FindingEpisode.objects.update(target_people=0),
        lambda: FoundPerson.objects.update(name=""),
    ):
        with (
            as_viewer(practitioner),
            pytest.raises(IntegrityError),
            transaction.atomic(),
        ):
            change()
    with (
        as_viewer(practitioner),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        ChildWish.objects.update(wish="yes")


def test_a_part_of_a_name_is_asked_about_and_a_check_answers(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    words = "Gary, dad's brother, and Uncle G. Bird"
    make.make_stage(practitioner, episode, not_to_contact=words)
    (gary,) = make.make_found(practitioner, episode, "Gary Bird")
    for try_it in (make.make_attempt, join):
        with pytest.raises(CannotDo, match="Is Gary Bird meant"):
            try_it(practitioner, gary)
    make.make_check(practitioner, gary, "clear")
    make.make_attempt(practitioner, gary)
    assert attempts(practitioner) == 1


def change(by: Viewer, found: FoundPerson, **changes: object) -> None:
    with as_viewer(by):
        now = FoundPerson.objects.get(pk=found.pk)
        actions.change_person(
            **make.keys(by, found.episode, found),  # type: ignore[arg-type]
            details=make.found_details(**({"name": now.name} | changes)),  # type: ignore[arg-type]
            version=now.version,
        )


@pytest.mark.parametrize("name", ["Mick", "Mick Hale"])
def test_who_is_left_alone_still_is_under_another_name(
    practitioner: Viewer, episode: FindingEpisode, name: str
) -> None:
    make.make_stage(practitioner, episode, not_to_contact="Mick, an order of 2024")
    (mick,) = make.make_found(practitioner, episode, name)
    change(practitioner, mick, name="A friend")
    with pytest.raises(CannotDo, match=f"Written down before as {name}"):
        make.make_attempt(practitioner, mick)


def test_who_is_kept_apart_from_the_child_or_not_safe_is_left_alone(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    make.make_stage(practitioner, episode)
    with as_viewer(practitioner):
        dean, leanne = (
            episode.family.members.get(person__given_names=one).person
            for one in ("Dean", "Leanne")
        )
        keep_apart(
            person_id=episode.child_id, about_ids=[dean.pk], kind="no_contact",
            reason="An order", by=practitioner,
        )  # fmt: skip
        ContactDetail.objects.create(
            authority_id=episode.authority_id, person=leanne, value="07700 900123",
            kind="phone", safety="not_safe", started_on=days_ago(1),
        )  # fmt: skip
    for one, says in ((dean, "are apart"), (leanne, "not safe to contact")):
        (found,) = make.make_found(
            practitioner, episode, f"X {one.pk}", person_id=one.pk
        )
        with pytest.raises(CannotDo, match=says):
            make.make_attempt(practitioner, found)
        change(practitioner, found, person_id=None)
        with pytest.raises(CannotDo, match=says):
            make.make_attempt(practitioner, found)


def test_what_is_posted_twice_is_kept_once(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    make.make_stage(practitioner, episode)
    (raj,) = make.make_found(practitioner, episode)
    stay = make.make_stay(practitioner, raj)
    answer = AnswerDetails(
        month=3, is_active=True, words="Of course", asked_on=days_ago(1)
    )
    for _ in range(2):
        make.make_search(practitioner, episode)
        make.make_attempt(practitioner, raj)
        make.make_reply(practitioner, raj)
        make.make_wish(practitioner, raj, "yes")
        make.make_check(practitioner, raj, "clear")
        make.make_offer_check(practitioner, raj)
        make.make_plan(practitioner, episode)
        with as_viewer(practitioner):
            write_answer(
                **make.keys(practitioner, episode),  # type: ignore[arg-type]
                stay_id=stay.pk, details=answer,
            )  # fmt: skip
    with as_viewer(practitioner):
        models = (FindingSearch, ContactAttempt, ContactReply, ChildWish, SafetyCheck,
                  OfferCheck, FindingPlan, LifetimeAnswer)  # fmt: skip
        assert [one._default_manager.count() for one in models] == [1] * len(models)
    make.make_wish(practitioner, raj)
    make.make_wish(practitioner, raj, "yes")
    with as_viewer(practitioner):
        assert ChildWish.objects.count() == 3


def test_a_name_of_the_network_on_another_side_is_asked_about(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    member = make_member(practitioner, episode.family, "Raj")
    (raj,) = make.make_found(practitioner, episode, side="chosen")
    with pytest.raises(CannotDo, match="choose “Change” and give Raj the same side"):
        join(practitioner, raj)
    change(practitioner, raj, side=member.side)
    assert join(practitioner, raj).member_id == member.pk
