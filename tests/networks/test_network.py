"""Who stands around a child, and what they were told: written once, never unsaid."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.networks import actions
from kinfold.networks.models import HeardStatement, InformedStep, NetworkMember
from kinfold.networks.selectors import informed_of, known_of, network_of
from kinfold.networks.selectors.texts import texts_of_network
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family
from kinfold_core.practice.network import Level, MemberDetails
from kinfold_core.practice.written import Named
from tests.factories.networks import make_member, make_told
from tests.factories.practice import make_family, make_set, named

pytestmark = pytest.mark.django_db


def test_only_those_who_heard_the_worry_count(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    nan = make_member(practitioner, family)
    raj = make_member(practitioner, family, "Raj", side="paternal")
    make_told(practitioner, nan, danger.pk)
    make_told(practitioner, raj, level=Level.SOME)
    with as_viewer(practitioner):
        network = network_of(practitioner, family.pk)
        assert informed_of(practitioner, family.pk) == {danger.pk: {nan.pk}}
    assert [one.name for one in network.counted] == ["Nan Jo"]
    assert [one.level for one in network.people] == [Level.HEARD, Level.SOME]


def test_whoever_stepped_back_counts_no_more_and_is_not_forgotten(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    nan = make_member(practitioner, family)
    make_told(practitioner, nan, danger.pk)
    today = timezone.localdate()
    with as_viewer(practitioner):
        key = {"family_id": family.pk, "member_id": nan.pk, "by": practitioner}
        actions.step_back(**key, reason="She is in hospital", ended_on=today)
        assert informed_of(practitioner, family.pk) == {}
        network = network_of(practitioner, family.pk)
        assert network.counted == ()
        assert network.people[0].level == Level.HEARD
        actions.come_back(**key)
        assert informed_of(practitioner, family.pk) == {danger.pk: {nan.pk}}


def test_why_somebody_had_stepped_back_is_kept_as_a_row_and_not_in_the_audit(
    practitioner: Viewer, family: Family
) -> None:
    nan = make_member(practitioner, family)
    key = {"family_id": family.pk, "member_id": nan.pk, "by": practitioner}
    today = timezone.localdate()
    with as_viewer(practitioner):
        for reason in ("She is in hospital", "Her sister is ill"):
            actions.step_back(**key, reason=reason, ended_on=today)
            actions.come_back(**key)
        actions.step_back(**key, reason="She is moving", ended_on=today)
        texts = set(texts_of_network(practitioner, family.pk))
        known = known_of(practitioner, family.pk, network_of(practitioner, family.pk))
        audit = AuditEvent.objects.filter(action__startswith="network.member")
        told = " ".join(f"{one.changes} {one.why}" for one in audit)
    was = ["She is in hospital", "Her sister is ill"]
    assert [why for _, why in known[nan.pk].away] == was
    assert texts >= {*was, "She is moving"}
    assert not [why for why in (*was, "She is moving") if why in told]


def test_nobody_is_told_less(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    nan = make_member(practitioner, family)
    make_told(practitioner, nan, danger.pk)
    with pytest.raises(CannotDo, match="already know more"):
        make_told(practitioner, nan, level=Level.SOME)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"level": 0}, "level"),
        ({"level": 6}, "level"),
        ({"told_by": Named()}, "told_by"),
        ({"permission": " "}, "permission"),
        ({"told_on": timezone.localdate() + timedelta(days=2)}, "told_on"),
    ],
)
def test_what_is_missing_from_a_telling_is_said(
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    changes: dict[str, object],
    field: str,
) -> None:
    nan = make_member(practitioner, family)
    with pytest.raises(CannotDo) as refused:
        make_told(practitioner, nan, danger.pk, **changes)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_who_has_heard_has_heard_something(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    nan = make_member(practitioner, family)
    with pytest.raises(CannotDo) as refused:
        make_told(practitioner, nan)
    assert refused.value.field == "dangers"
    with pytest.raises(CannotDo) as refused:
        make_told(practitioner, nan, danger.pk, level=Level.SOME)
    assert refused.value.field == "dangers"


def test_the_same_told_twice_is_kept_once_and_a_changed_danger_is_told_again(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    nan = make_member(practitioner, family)
    make_told(practitioner, nan, danger.pk)
    assert make_told(practitioner, nan, danger.pk) is None
    with as_viewer(practitioner):
        DangerStatement.objects.filter(pk=danger.pk).update(version=2)
    assert make_told(practitioner, nan, danger.pk) is not None
    with as_viewer(practitioner):
        assert network_of(practitioner, family.pk).people[0].heard == {danger.pk: 2}


def test_a_danger_of_another_family_cannot_be_heard(
    practitioner: Viewer, family: Family
) -> None:
    theirs = make_set(practitioner, make_family(practitioner))
    nan = make_member(practitioner, family)
    with pytest.raises(NotFound):
        make_told(practitioner, nan, theirs.pk)


def test_a_person_of_another_family_cannot_be_named(
    practitioner: Viewer, family: Family
) -> None:
    other = make_family(practitioner)
    with as_viewer(practitioner):
        stranger = named(practitioner, other, "Leanne")
    with pytest.raises(NotFound):
        make_member(practitioner, family, who=stranger)


@pytest.mark.parametrize("kind", [InformedStep, HeardStatement])
def test_the_database_lets_nobody_change_what_was_told(
    practitioner: Viewer, family: Family, danger: DangerStatement, kind: type
) -> None:
    make_told(practitioner, make_member(practitioner, family), danger.pk)
    field = "level" if kind is InformedStep else "danger_version"
    for change in (
        lambda: kind.objects.update(**{field: 4}),  # type: ignore[attr-defined]
        lambda: kind.objects.all()._raw_delete("default"),  # type: ignore[attr-defined]
    ):
        with (
            as_viewer(practitioner),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            change()


def test_the_database_keeps_a_reason_for_stepping_back(
    practitioner: Viewer, family: Family
) -> None:
    nan = make_member(practitioner, family)
    with (
        as_viewer(practitioner),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        NetworkMember.objects.filter(pk=nan.pk).update(ended_on=timezone.localdate())


def test_nobody_is_in_the_network_twice(practitioner: Viewer, family: Family) -> None:
    make_member(practitioner, family)
    with pytest.raises(CannotDo, match="in the network already"):
        make_member(practitioner, family, "nan jo")
    with as_viewer(practitioner):
        dean = named(practitioner, family, "Dean")
    make_member(practitioner, family, who=dean)
    with pytest.raises(CannotDo, match="in the network already"):
        make_member(practitioner, family, who=dean)


def test_two_writers_of_one_member(practitioner: Viewer, family: Family) -> None:
    nan = make_member(practitioner, family)
    key = {"family_id": family.pk, "member_id": nan.pk, "by": practitioner}
    mine = MemberDetails(who=Named(name="Nan Jo"), relationship="Kai's nan")
    theirs = MemberDetails(who=Named(name="Nan Jo"), relationship="Amira's nan")
    with as_viewer(practitioner):
        actions.change_member(**key, details=theirs, version=1)
        actions.change_member(**key, details=theirs, version=1)  # says the same
        with pytest.raises(StaleVersion) as stale:
            actions.change_member(**key, details=mine, version=1)
        assert stale.value.current.relationship == "Amira's nan"
        changed = AuditEvent.objects.filter(action="network.member_changed")
        assert changed.count() == 1


def test_a_network_is_two_queries_however_large(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    make_told(practitioner, make_member(practitioner, family), danger.pk)
    counts = []
    for more in range(2):
        for number in range(more * 6):
            member = make_member(practitioner, family, f"Aunt {number}")
            make_told(practitioner, member, danger.pk)
        with as_viewer(practitioner), CaptureQueriesContext(connection) as asked:
            network_of(practitioner, family.pk)
        counts.append(len(asked))
    assert counts == [2, 2]


def test_elsewhere_there_is_no_such_network(
    practitioner: Viewer, elsewhere: Viewer, family: Family
) -> None:
    nan = make_member(practitioner, family)
    with as_viewer(elsewhere):
        assert network_of(elsewhere, family.pk).people == ()
        with pytest.raises(NotFound):
            actions.come_back(family_id=family.pk, member_id=nan.pk, by=elsewhere)
    with as_viewer(practitioner), pytest.raises(NotFound):
        actions.come_back(family_id=family.pk, member_id=uuid4(), by=practitioner)


def test_which_children_somebody_is_there_for(
    practitioner: Viewer, elsewhere: Viewer, family: Family
) -> None:
    with as_viewer(practitioner):
        kai, amira, dean = (
            named(practitioner, family, name).person_id
            for name in ("Kai", "Amira", "Dean")
        )
    nan = make_member(practitioner, family, children=(kai,))

    def connected() -> tuple[object, ...]:
        with as_viewer(practitioner):
            person = network_of(practitioner, family.pk).person(nan.pk)
        return person.children

    def change(*children: object, version: int = 1) -> None:
        details = MemberDetails(
            who=Named(name="Nan Jo"), relationship="Leanne's mum", side="maternal",
            roles=("safety",), children=children,
        )  # fmt: skip
        with as_viewer(practitioner):
            actions.change_member(
                family_id=family.pk, member_id=nan.pk, details=details,
                version=version, by=practitioner,
            )  # fmt: skip

    assert connected() == (kai,)
    change(amira, kai)
    assert set(connected()) == {amira, kai}
    with as_viewer(practitioner):
        written = AuditEvent.objects.get(action="network.member_changed")
    assert written.changes["children"] == [[str(kai)], sorted([str(amira), str(kai)])]
    with pytest.raises(StaleVersion):
        change(amira)  # somebody saved meanwhile
    for wrong in (dean, uuid4()):  # a grown-up, or a child of nowhere
        with pytest.raises(NotFound):
            change(wrong, version=2)
    change(version=2)
    assert connected() == ()
