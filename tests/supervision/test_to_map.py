"""What a group joined goes on the map when the worker confirms it, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, MapEntry, ScaleRating
from kinfold.practice.selectors import living_map
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold.supervision.actions import drafts, to_map
from kinfold.supervision.models import (
    GroupSupervision,
    PutOnMap,
    SessionDraft,
)
from kinfold.supervision.selectors.sessions import room_of
from kinfold.versions.selectors.where_it_stands import standing_steps
from kinfold_core.practice.written import DangerSetDetails
from tests.factories.practice import good_set
from tests.factories.supervision import (
    make_draft,
    make_number,
    make_session,
)
from tests.supervision.test_sessions import _key

pytestmark = pytest.mark.django_db


def test_a_joined_statement_is_on_the_map_tested_and_says_where_from(
    practitioner: Viewer, leader: Viewer, family: Family, session: GroupSupervision
) -> None:
    one = make_draft(leader, session)
    two = make_draft(practitioner, session, text="A plate cut Amira's foot.")
    with as_viewer(practitioner):
        details = good_set(practitioner, family)
        put = to_map.choose_danger(
            **_key(session, practitioner),  # type: ignore[arg-type]
            draft_ids=[one.pk, two.pk],
            details=details,
        )
        danger = DangerStatement.objects.get()
        assert (danger.state, danger.worried_about) == ("tested", details.worried_about)
        (tested,) = standing_steps(practitioner, danger.pk)
        assert (tested.state, tested.happened_on) == ("tested", session.planned_on)
        assert put.danger_id == danger.pk
        assert put.session_id == session.pk
        assert SessionDraft.objects.filter(became=put).count() == 2
        with pytest.raises(CannotDo, match="on the map"):
            drafts.take_back(**_key(session, practitioner), draft_id=two.pk)  # type: ignore[arg-type]


def test_what_is_chosen_before_the_group_has_met_is_a_draft(
    practitioner: Viewer, leader: Viewer, family: Family
) -> None:
    session = make_session(
        practitioner,
        family,
        leader,
        planned_on=timezone.localdate() + timedelta(days=3),
    )
    draft = make_draft(practitioner, session)
    with as_viewer(practitioner):
        to_map.choose_danger(
            **_key(session, practitioner),  # type: ignore[arg-type]
            draft_ids=[draft.pk],
            details=good_set(practitioner, family),
        )
        danger = DangerStatement.objects.get()
        assert danger.state == "draft"
        assert standing_steps(practitioner, danger.pk) == ()


def test_only_the_worker_confirms_what_goes_on_the_map(
    practitioner: Viewer, leader: Viewer, family: Family, session: GroupSupervision
) -> None:
    """I11: nothing drafted by others stands on a map by itself."""
    draft = make_draft(leader, session)
    step = make_draft(leader, session, "next_step")
    with as_viewer(leader):
        for call in (
            lambda: to_map.choose_danger(
                **_key(session, leader),  # type: ignore[arg-type]
                draft_ids=[draft.pk],
                details=DangerSetDetails(worried_about="x"),
            ),
            lambda: to_map.confirm_step(**_key(session, leader), draft_id=step.pk),  # type: ignore[arg-type]
        ):
            with pytest.raises(CannotDo, match=practitioner.name), transaction.atomic():
                call()
        assert not PutOnMap.objects.exists()
        assert living_map(leader, family.pk).is_empty


def test_a_goal_joins_its_danger(
    practitioner: Viewer,
    leader: Viewer,
    danger: DangerStatement,
    session: GroupSupervision,
) -> None:
    draft = make_draft(leader, session, "goal", anchor_0="They cannot sleep there.")
    with as_viewer(practitioner):
        row = living_map(practitioner, session.family_id).dangers[0]

        to_map.choose_goal(
            **_key(session, practitioner),  # type: ignore[arg-type]
            danger_id=danger.pk,
            draft_ids=[draft.pk],
            details=replace(row.details, agency_goal=draft.text),
            version=row.version,
        )
        row = living_map(practitioner, session.family_id).dangers[0]
    assert row.agency_goal == draft.text
    assert row.worried_about == danger.worried_about


def test_a_next_step_is_on_the_map_once(
    practitioner: Viewer, session: GroupSupervision
) -> None:
    soon = timezone.localdate() + timedelta(days=4)
    step = make_draft(practitioner, session, "next_step", due_on=soon)
    with as_viewer(practitioner):
        for _ in range(2):
            to_map.confirm_step(**_key(session, practitioner), draft_id=step.pk)  # type: ignore[arg-type]
        entry = MapEntry.objects.get()
    assert (entry.category, entry.text, entry.due_on) == ("next_step", step.text, soon)
    assert entry.who_name == practitioner.name


def test_a_number_stays_in_the_session_until_its_rater_confirms(
    practitioner: Viewer,
    leader: Viewer,
    danger: DangerStatement,
    session: GroupSupervision,
) -> None:
    with as_viewer(leader):
        before = ScaleRating.objects.count()
    given = make_number(leader, session, "6.5", danger_id=danger.pk)
    with as_viewer(practitioner), pytest.raises(NotFound):
        to_map.confirm_number(**_key(session, practitioner), rating_id=given.pk)  # type: ignore[arg-type]
    with as_viewer(leader):
        assert ScaleRating.objects.count() == before
        for _ in range(2):
            to_map.confirm_number(**_key(session, leader), rating_id=given.pk)  # type: ignore[arg-type]
        rating = ScaleRating.objects.get(rater_worker_id=leader.worker_id)
    assert rating.value == Decimal("6.5")
    assert (rating.occasion, rating.is_confirmed_by_rater) == ("supervision", True)


def test_a_number_about_no_danger_is_on_no_scale(
    leader: Viewer, session: GroupSupervision
) -> None:
    given = make_number(leader, session)
    with as_viewer(leader), pytest.raises(CannotDo, match="which danger"):
        to_map.confirm_number(**_key(session, leader), rating_id=given.pk)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["-1", "10.5", "3.2"])
def test_a_number_stands_on_the_scale_by_halves(
    leader: Viewer, session: GroupSupervision, value: str
) -> None:
    with pytest.raises(CannotDo, match="0 to 10"):
        make_number(leader, session, value)


def test_the_newest_number_of_each_person_is_shown(
    practitioner: Viewer, leader: Viewer, session: GroupSupervision
) -> None:
    make_number(leader, session, "3")
    make_number(leader, session, "5")
    make_number(practitioner, session, "4")
    with as_viewer(leader):
        room = room_of(leader, session.family_id, session.pk)
    assert [str(one.value) for one in room.ratings] == ["4.0", "5.0"]


def test_a_draft_that_is_on_the_map_is_not_put_there_again(
    practitioner: Viewer, family: Family, session: GroupSupervision
) -> None:
    draft = make_draft(practitioner, session)
    put = _key(session, practitioner) | {
        "draft_ids": [draft.pk],
        "details": DangerSetDetails(worried_about="A plate cut Amira's foot."),
    }
    with as_viewer(practitioner):
        to_map.choose_danger(**put)  # type: ignore[arg-type]
        with pytest.raises(CannotDo, match="on the map already"):
            to_map.choose_danger(**put)  # type: ignore[arg-type]
        assert DangerStatement.objects.count() == 1
