"""Meeting, making several plans, deciding, and testing what was offered."""

from __future__ import annotations

from string import ascii_uppercase

from django.db import transaction

from kinfold.family_finding.holding import (
    At,
    add_row,
    check_day,
    check_words,
    hold_at,
    record,
)
from kinfold.family_finding.models import (
    BlendedMeeting,
    ContactReply,
    FindingDecision,
    FindingPlan,
    FindingVoice,
    OfferCheck,
)
from kinfold.family_finding.selectors import promises_of
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.family_finding.details import (
    DecisionDetails,
    MeetingDetails,
    OfferCheckDetails,
    PlanDetails,
)


@transaction.atomic
def hold_meeting(*, at: At, details: MeetingDetails, by: Viewer) -> BlendedMeeting:
    """Write down a blended-perspectives meeting: who came, and each one's view.

    The same as the newest, posted again, is kept once.

    Raises:
        CannotDo: nobody of the family came, no need is named, a day cannot be, or
            that meeting of family and network is written down already.
    """
    held = hold_at(by, at)
    if not details.family_here:
        raise CannotDo("Write who of the family and friends came", "family_here")
    check_words(details, needs="Write what the child needs, as they said it together")
    check_day(held.episode, details.held_on, "held_on")
    rows = BlendedMeeting.objects.filter(**held.here)
    if details.meeting_id and rows.filter(meeting_id=details.meeting_id).exists():
        raise CannotDo("What each one said at this meeting is written down already")
    newest = rows.order_by("-recorded_at", "-pk").first()
    if newest is not None and _said_at(newest) == details:
        return newest
    meeting = BlendedMeeting.objects.create(
        **held.here,
        meeting_id=details.meeting_id,
        recorded_by_id=held.worker_id,
        held_on=details.held_on,
        family_here=list(details.family_here),
        staff_here=list(details.staff_here),
        agenda=details.agenda,
        needs=details.needs,
    )
    of = {"authority_id": meeting.authority_id, "meeting": meeting}
    FindingVoice.objects.bulk_create(
        FindingVoice(**of, perspective=kind, speaker=speaker, words=words)
        for kind, speaker, words in details.voices
    )
    changes = {"family": len(details.family_here), "voices": len(details.voices)}
    record(held, "met", meeting, changes)
    return meeting


def _said_at(meeting: BlendedMeeting) -> MeetingDetails:
    """What was typed of a meeting, each one's view with it."""
    voices = FindingVoice.objects.filter(
        authority_id=meeting.authority_id, meeting=meeting
    )
    said = voices.order_by("pk").values_list("perspective", "speaker", "words")
    return MeetingDetails(
        held_on=meeting.held_on,
        family_here=tuple(meeting.family_here),
        staff_here=tuple(meeting.staff_here),
        agenda=meeting.agenda,
        needs=meeting.needs,
        voices=tuple(said),
        meeting_id=meeting.meeting_id,
    )


@transaction.atomic
def add_plan(*, at: At, details: PlanDetails, by: Viewer) -> FindingPlan:
    """Write down the next plan: A, then B, then C. Plans fail; children do not.

    Raises:
        CannotDo: no words, too many plans, or a day that cannot be.
    """
    held = hold_at(by, at)
    number = FindingPlan.objects.filter(**held.here).count()
    if number == len(ascii_uppercase):
        raise CannotDo("There are plans from A to Z. Decide on one of them first")
    return add_row(
        FindingPlan, held, details, deed="plan_made", day="made_on",
        told=("letter",), words={"what": "Write what the plan is"},
        letter=ascii_uppercase[number],
    )  # fmt: skip


@transaction.atomic
def decide(*, at: At, details: DecisionDetails, by: Viewer) -> FindingDecision:
    """Which plan, and which one if it cannot be. The newest decision holds.

    Raises:
        CannotDo: nobody decided, no reason, nothing of the child, a fallback that is
            the plan itself, or a day that cannot be.
        NotFound: a plan of another episode.
    """
    held = hold_at(by, at)
    if details.fallback_id == details.plan_id:
        raise CannotDo("Choose another plan for if it cannot be", "fallback_id")
    asked = {one for one in (details.plan_id, details.fallback_id) if one}
    if FindingPlan.objects.filter(**held.here, pk__in=asked).count() < len(asked):
        raise NotFound("plan")
    return add_row(
        FindingDecision, held, details, deed="decided", day="decided_on",
        words={
            "decided_by": "Say who decided",
            "reason": "Say why",
            "child_view": "Write what the child says, or why nobody asked them",
        },
    )  # fmt: skip


@transaction.atomic
def check_offer(*, at: At, details: OfferCheckDetails, by: Viewer) -> OfferCheck:
    """Look at what somebody offers: is it real, was it tried, who owns what is missing.

    Raises:
        CannotDo: they offered and promised nothing, nothing was seen, it is not
            realistic and nothing is said to be missing, or an owner of no gap.
    """
    held = hold_at(by, at)
    offered = ContactReply.objects.filter(**held.here).exclude(offers="").exists()
    promises = () if offered else promises_of(by, at.episode_id)
    name = held.person.name
    if not offered and not any(
        one.is_theirs for one in promises if one.found_id == held.person.pk
    ):
        raise CannotDo(f"{name} has offered nothing yet. Write that down first")
    if details.realistic == "no" or details.gap_owner.strip():
        check_words(details, gap="Say what is missing")
    return add_row(
        OfferCheck, held, details, deed="offer_checked", day="checked_on",
        told=("realistic",), words={"words": "Say how you know"},
    )  # fmt: skip
