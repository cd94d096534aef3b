"""What was said of the plans is kept once, in its own row and nowhere else."""

from __future__ import annotations

import pytest

from kinfold.family_finding.models import FindingDecision, FindingEpisode
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from tests.factories import family_finding as make

pytestmark = pytest.mark.django_db


def test_the_audit_of_a_decision_quotes_no_reason(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    reason = "Raj knows him, and he asked for it."
    make.make_decision(practitioner, make.make_plan(practitioner, episode))
    with as_viewer(practitioner):
        line = AuditEvent.objects.get(action="family_finding.decided")
        assert FindingDecision.objects.get().reason == reason
    assert reason not in f"{line.changes} {line.why}"
