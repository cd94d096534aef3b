"""The demo's evaluator has asked for two extracts, and was given one."""

from __future__ import annotations

import pytest

from kinfold.extracts.models import ExtractDecision, ExtractRequest
from kinfold.platform.models import JobRun
from kinfold.platform.tenancy import as_viewer
from kinfold.world.extracts import ask_and_give, demo_evaluator
from tests.world.test_loading import load

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_one_is_asked_and_one_given_and_the_same_again_changes_nothing():
    load(0)
    assert ask_and_give()
    assert not ask_and_give()
    with as_viewer(demo_evaluator()):
        assert ExtractRequest.objects.count() == 2
        given = ExtractDecision.objects.get()
    assert given.is_given
    assert given.by_name == "Owen Tully"
    assert not JobRun.objects.exists()  # of the authority alone
