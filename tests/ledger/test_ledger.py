"""Who was told what: the ladder is read, and what else was given is written once."""

from __future__ import annotations

from typing import Any

import pytest

from kinfold.ledger.actions import disclose
from kinfold.ledger.selectors import ledger_of
from kinfold.networks.models import NetworkMember
from kinfold.networks.selectors import network_of
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.practice.network import LEVEL_WORDS
from kinfold_core.practice.written import Named
from tests.factories.networks import make_told
from tests.factories.practice import me
from tests.factories.trajectory import days_ago

pytestmark = pytest.mark.django_db


def test_the_ledger_reads_the_ladder_and_adds_what_else_was_given(
    practitioner: Viewer, family: Family, danger: DangerStatement, raj: NetworkMember
) -> None:
    make_told(practitioner, raj, danger.pk, told_on=days_ago(4))
    given: dict[str, Any] = {
        "family_id": family.pk, "member_id": raj.pk, "what": "His own copy, on paper",
        "told_on": days_ago(1), "told_by": me(practitioner),
        "permission": "Leanne, round the table", "by": practitioner,
    }  # fmt: skip
    with as_viewer(practitioner):
        first = disclose(**given)
        assert disclose(**given).pk == first.pk, "posted again"
        for wrong, field in (({"what": ""}, "what"), ({"told_by": Named()}, "told_by"),
                             ({"permission": " "}, "permission"),
                             ({"told_on": days_ago(-1)}, "told_on")):  # fmt: skip
            with pytest.raises(CannotDo) as refused:
                disclose(**given | wrong)
            assert refused.value.field == field
        network = network_of(practitioner, family.pk)
        words = {int(level): said for level, said in LEVEL_WORDS.items()}
        rows = ledger_of(practitioner, family.pk, network, words)
    assert [(one.to, one.what) for one in rows] == [
        ("Raj", "His own copy, on paper"),
        ("Raj", "has heard the danger statements and goals"),
    ]


def test_another_permission_for_the_same_is_another_row(
    practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    given: dict[str, Any] = {
        "family_id": family.pk, "member_id": raj.pk, "what": "His own copy, on paper",
        "told_on": days_ago(1), "told_by": me(practitioner), "by": practitioner,
    }  # fmt: skip
    with as_viewer(practitioner):
        kept = [
            disclose(**given, permission=said)
            for said in ("Leanne, round the table", "Dean, by phone")
        ]
    assert [one.permission for one in kept] == [
        "Leanne, round the table", "Dean, by phone",
    ]  # fmt: skip
