"""What was said of the plans is kept once, in its own row and nowhere else."""

from __future__ import annotations

import pytest

from kinfold.family_finding.models import (
    BlendedMeeting,
    FindingDecision,
    FindingEpisode,
    FindingVoice,
)
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from tests.factories import family_finding as make

pytestmark = pytest.mark.django_db

VOICES = (("hope", "Raj", "He sails with us."), ("worry", "Nan Jo", "The stairs."))


def test_the_audit_of_a_decision_quotes_no_reason(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    reason = "Raj knows him, and he asked for it."
    make.make_decision(practitioner, make.make_plan(practitioner, episode))
    with as_viewer(practitioner):
        line = AuditEvent.objects.get(action="family_finding.decided")
        assert FindingDecision.objects.get().reason == reason
    assert reason not in f"{line.changes} {line.why}"


def test_a_meeting_of_many_perspectives_posted_twice_is_one(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    for _ in range(2):
        make.make_meeting(practitioner, episode, voices=VOICES)
    with as_viewer(practitioner):
        assert BlendedMeeting.objects.count() == 1
        assert FindingVoice.objects.count() == len(VOICES)
        met = AuditEvent.objects.filter(action="family_finding.met")
        assert met.count() == 1


@pytest.mark.parametrize(
    "other", [{"voices": VOICES[:1]}, {"needs": "A bed."}, {"staff_here": ()}]
)
def test_another_meeting_on_the_same_day_is_another_one(
    practitioner: Viewer, episode: FindingEpisode, other: dict[str, object]
) -> None:
    make.make_meeting(practitioner, episode, voices=VOICES)
    make.make_meeting(practitioner, episode, **({"voices": VOICES} | other))
    with as_viewer(practitioner):
        assert BlendedMeeting.objects.count() == 2
