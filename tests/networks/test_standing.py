"""Where somebody of the network stands, and that nobody is ruled out as a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.test import Client

from kinfold.networks import actions
from kinfold.networks.beyond import plan_known
from kinfold.networks.counted import network_facts
from kinfold.networks.models import (
    MemberAbout,
    MemberStep,
    MemberView,
    NetworkMember,
    OtherDisclosure,
    RoleClosed,
    RoleLookedAt,
)
from kinfold.networks.selectors import (
    Known,
    known_of,
    network_of,
)
from kinfold.planning import actions as planning
from kinfold.planning.selectors import standing_plan
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo, RecordRefused, StaleVersion
from kinfold.records.models import Family
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.rulebook import check_network
from kinfold_core.practice.standing_by import AboutDetails, Stand, ViewDetails
from kinfold_core.practice.written import Named
from tests.factories.commitments import make_answer, make_commitment
from tests.factories.networks import make_closed, make_told
from tests.factories.planning import make_live
from tests.factories.practice import make_family, me, named
from tests.factories.trajectory import days_ago

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def known(by: Viewer, member: NetworkMember) -> Known:
    with as_viewer(by):
        network = network_of(by, member.family_id)
        return known_of(by, member.family_id, network)[member.pk]


def step(by: Viewer, member: NetworkMember, stand: str, **changes: Any) -> MemberStep:
    details = {"stand": stand, "happened_on": days_ago(3), "said_by": me(by),
               "basis": "Leanne said: ask him"} | changes  # fmt: skip
    with as_viewer(by):
        return actions.write_step(
            family_id=member.family_id, member_id=member.pk, by=by, **details
        )


def look(by: Viewer, closed: RoleClosed, **changes: Any) -> RoleLookedAt:
    with as_viewer(by):
        family_id = NetworkMember.objects.get(pk=closed.member_id).family_id
        details = {"is_open": True, "reason": "He has not drunk since June",
                   "decided_by": me(by), "looked_on": days_ago(0),
                   "review_on": None} | changes  # fmt: skip
        return actions.look_again(
            family_id=family_id, closing_id=closed.pk, by=by, **details
        )


def test_where_somebody_stands_is_read_and_never_typed_twice(
    practitioner: Viewer, family: Family, danger: DangerStatement, raj: NetworkMember
) -> None:
    def now() -> Stand:
        return known(practitioner, raj).standing.now

    assert now() is Stand.NAMED
    step(practitioner, raj, "may_be_asked")
    step(practitioner, raj, "may_be_asked")
    assert now() is Stand.MAY_BE_ASKED
    make_told(practitioner, raj, danger.pk)
    assert now() is Stand.INFORMED
    row = make_commitment(practitioner, raj, danger.pk)
    assert now() is Stand.INFORMED
    make_answer(practitioner, raj, row)
    assert now() is Stand.COMMITTED
    from kinfold.commitments.actions import end, write_time

    with as_viewer(practitioner):
        write_time(
            family_id=family.pk, commitment_id=row.id, is_kept=True, what="",
            happened_on=days_ago(0), told_by=Named(name="Leanne"), by=practitioner,
        )  # fmt: skip
    assert now() is Stand.ACTIVE
    make_answer(practitioner, raj, row, "no")
    assert now() is Stand.INFORMED, "a yes that was taken back counts no more"
    with as_viewer(practitioner):
        end(family_id=family.pk, commitment_id=row.id, reason="He moved away",
            ended_on=days_ago(0), by=practitioner)  # fmt: skip
    step(practitioner, raj, "ended")
    assert now() is Stand.ENDED
    with as_viewer(practitioner):
        assert MemberStep.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"stand": "informed"}, "stand"),
        ({"basis": " "}, "basis"),
        ({"said_by": Named()}, "said_by"),
        ({"happened_on": days_ago(-2)}, "happened_on"),
    ],
)
def test_a_step_says_what_who_and_when(
    practitioner: Viewer, raj: NetworkMember, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        step(practitioner, raj, **({"stand": "contacted"} | changes))
    assert refused.value.field == field


def test_one_role_is_closed_and_never_the_person(
    practitioner: Viewer, danger: DangerStatement, raj: NetworkMember
) -> None:
    make_told(practitioner, raj, danger.pk)
    make_closed(practitioner, raj)
    (closed,) = known(practitioner, raj).closed
    assert (closed.role, closed.instead) == ("safety", "support")
    with as_viewer(practitioner):
        assert network_of(practitioner, raj.family_id).counted, "they stay in it"
    with pytest.raises(CannotDo, match="closed to them already"):
        make_closed(practitioner, raj)
    make_closed(practitioner, raj, role="lifetime")
    assert len(known(practitioner, raj).closed) == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": ""}, "role"),
        ({"role": "everything"}, "role"),
        ({"reason": " "}, "reason"),
        ({"decided_by": Named()}, "decided_by"),
        ({"review_on": None}, "review_on"),
        ({"review_on": days_ago(10)}, "review_on"),
        ({"decided_on": days_ago(-2)}, "decided_on"),
        ({"instead": "safety"}, "instead"),
    ],
)
def test_closing_a_role_needs_all_of_it(
    practitioner: Viewer, raj: NetworkMember, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_closed(practitioner, raj, **changes)
    assert refused.value.field == field
    assert known(practitioner, raj).closed == ()


def test_a_closed_role_is_looked_at_again_and_opened_or_kept(
    practitioner: Viewer, raj: NetworkMember
) -> None:
    closed = make_closed(practitioner, raj)
    with pytest.raises(CannotDo) as refused:
        look(practitioner, closed, is_open=False)
    assert refused.value.field == "review_on"
    look(practitioner, closed, is_open=False, review_on=days_ago(-60))
    (kept,) = known(practitioner, raj).closed
    assert (kept.id != closed.pk, kept.reason) == (True, "He has not drunk since June")
    with pytest.raises(CannotDo, match="looked at this already"):
        look(practitioner, closed)
    with as_viewer(practitioner):
        newest = RoleClosed.objects.get(pk=kept.id)
    wrongs: tuple[tuple[dict[str, Any], str], ...] = (
        ({"reason": ""}, "reason"),
        ({"decided_by": Named()}, "decided_by"),
        ({"looked_on": days_ago(-1)}, "looked_on"),
    )
    for wrong, field in wrongs:
        with pytest.raises(CannotDo) as refused:
            look(practitioner, newest, **wrong)
        assert refused.value.field == field
    look(practitioner, newest)
    found = known(practitioner, raj)
    assert found.closed == ()
    assert [one.role for one, _ in found.opened] == ["safety"]
    with as_viewer(practitioner), pytest.raises(NotFound):
        actions.look_again(
            family_id=raj.family_id, closing_id=uuid4(), is_open=True, reason="x",
            decided_by=me(practitioner), looked_on=days_ago(0), review_on=None,
            by=practitioner,
        )  # fmt: skip


def test_whoever_the_worry_is_about_or_is_closed_out_does_not_count_for_r_nw2(
    practitioner: Viewer, chair: Viewer
) -> None:
    family = make_family(practitioner)
    planned = make_live(practitioner, chair, family)

    def facts() -> Any:
        with as_viewer(practitioner):
            network = network_of(practitioner, family.pk)
            return network_facts(
                network,
                known_of(practitioner, family.pk, network),
                plan_known(practitioner, family.pk),
            )

    assert [one.rule for one in check_network(facts())] == ["R-NW2"]
    for member in (planned.jo, planned.raj):
        row = make_commitment(practitioner, member, planned.danger.pk)
        make_answer(practitioner, member, row)
    assert facts().committed_count == 2
    assert check_network(facts()) == ()
    make_closed(practitioner, planned.raj)
    assert facts().committed_count == 1
    with as_viewer(practitioner):
        planning.name_sources(
            family_id=family.pk,
            sources={planned.danger.pk: [Who(name="Nan Jo", member_id=planned.jo.pk)]},
            was=standing_plan(practitioner, family.pk).sources_stamp,
            by=practitioner,
        )
    assert (facts().committed_count, facts().sources) == (0, ("Nan Jo",))
    assert [one.rule for one in check_network(facts())] == ["R-NW2", "R-NW9"]


def test_what_a_child_wishes_stays_and_a_new_wish_is_a_new_row(
    practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    def says(view: str, **changes: Any) -> MemberView:
        with as_viewer(practitioner):
            details = {"said_by": named(practitioner, family, "Kai"), "is_child": True,
                       "view": view, "words": "He is loud", "said_on": days_ago(2),
                       } | changes  # fmt: skip
            return actions.write_view(
                family_id=family.pk, member_id=raj.pk, by=practitioner,
                details=ViewDetails(**details),
            )  # fmt: skip

    says("unsure")
    says("unsure")
    says("wants", said_on=days_ago(0), words="He makes me laugh")
    views = known(practitioner, raj).views
    assert [(one.who, one.view, one.is_child) for one in views] == [
        ("Kai", "wants", True), ("Kai", "unsure", True),
    ]  # fmt: skip
    for wrong, field in (({"said_by": Named()}, "said_by"),
                         ({"said_on": days_ago(-1)}, "said_on")):  # fmt: skip
        with pytest.raises(CannotDo) as refused:
            says("no", **wrong)
        assert refused.value.field == field
    with pytest.raises(CannotDo, match="what they said"):
        says("perhaps")


def test_what_is_known_keeps_its_past_and_the_first_to_save_wins(
    practitioner: Viewer, raj: NetworkMember
) -> None:
    def writes(was: Any, **words: str) -> MemberAbout | None:
        with as_viewer(practitioner):
            return actions.write_about(
                family_id=raj.family_id, member_id=raj.pk, was=was,
                details=AboutDetails(**words), by=practitioner,
            )  # fmt: skip

    assert writes(None) is None
    first = writes(None, languages="Punjabi")
    assert first is not None
    assert writes(None, languages="Punjabi") == first
    second = writes(first.pk, languages="Punjabi", not_with="Dean")
    with pytest.raises(StaleVersion) as refused:
        writes(first.pk, languages="Urdu")
    assert refused.value.current == second
    with as_viewer(practitioner):
        assert MemberAbout.objects.count() == 2
    assert known(practitioner, raj).about.not_with == "Dean"


def test_none_of_it_is_ever_changed_or_taken_away(
    practitioner: Viewer, raj: NetworkMember
) -> None:
    step(practitioner, raj, "contacted")
    make_closed(practitioner, raj)
    for model in (MemberStep, RoleClosed, RoleLookedAt, OtherDisclosure, MemberView,
                  MemberAbout):  # fmt: skip
        rows = model._default_manager.all()
        for change in (
            lambda rows=rows: rows._raw_delete(rows.db),
            lambda rows=rows: rows.update(authority=None),
        ):
            with (
                as_viewer(practitioner),
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
            ):
                change()


def test_the_database_closes_no_role_without_a_day_to_look_again(
    practitioner: Viewer, raj: NetworkMember
) -> None:
    with (
        as_viewer(practitioner),
        pytest.raises(IntegrityError, match="looked_at_again"),
        transaction.atomic(),
    ):
        RoleClosed.objects.create(
            authority_id=practitioner.in_authority(), member=raj, role="safety",
            reason="x", decided_by_name="Jude", decided_on=days_ago(0),
            review_on=days_ago(0), recorded_by_id=practitioner.worker_id,
        )  # fmt: skip


def test_only_those_who_work_with_the_family_write_it(
    practitioner: Viewer, analyst: Viewer, elsewhere: Viewer, raj: NetworkMember
) -> None:
    with pytest.raises(RecordRefused):
        step(analyst, raj, "contacted", said_by=me(practitioner))
    with pytest.raises(NotFound):
        make_closed(elsewhere, raj)


def test_the_newest_word_counts_also_when_it_was_said_before(
    practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    """Wants, no, wants on one day; and a step back and forth."""
    with as_viewer(practitioner):
        amira = named(practitioner, family, "Amira")
        for view in ("wants", "no", "no", "wants"):
            details = ViewDetails(
                said_by=amira, is_child=True, view=view, said_on=days_ago(0)
            )
            actions.write_view(
                family_id=family.pk, member_id=raj.pk, details=details, by=practitioner
            )
        said = MemberView.objects.order_by("recorded_at").values_list("view", flat=True)
        assert list(said) == ["wants", "no", "wants"]
    for stand in ("may_be_asked", "ended", "ended", "may_be_asked"):
        step(practitioner, raj, stand)
    with as_viewer(practitioner):
        steps = MemberStep.objects.order_by("recorded_at")
        assert list(steps.values_list("stand", flat=True)) == [
            "may_be_asked", "ended", "may_be_asked",
        ]  # fmt: skip
