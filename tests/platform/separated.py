"""Leanne and Dean, kept apart: where each lives stands in rows, and in many words."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.utils import timezone

from kinfold.finding.actions.adding import add_member
from kinfold.finding.details import NewMember
from kinfold.meetings.models import Meeting
from kinfold.monitoring.actions import write
from kinfold.networks.models import NetworkMember
from kinfold.people.actions.contacts import add_contact
from kinfold.people.actions.homes import move
from kinfold.people.actions.separating import keep_apart
from kinfold.people.details import AddressDetails, ContactDetails
from kinfold.platform.limits import Allowance
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, FamilyMember
from kinfold.voice.actions import change_frame
from kinfold.voice.models import Frame, Story
from kinfold_core.practice.lived_plan import JournalDetails
from kinfold_core.practice.network import Level
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.story import FrameDetails
from kinfold_core.practice.written import Named
from tests.factories.circles import make_object
from tests.factories.commitments import (
    make_answer,
    make_commitment,
)
from tests.factories.family_picture import make_line
from tests.factories.long_haul import make_haul
from tests.factories.network_meetings import (
    make_account,
    make_decided,
    make_planned_meeting,
)
from tests.factories.networks import make_member, make_told
from tests.factories.people import OPENED_ON, new_person
from tests.factories.practice import make_entry
from tests.factories.trajectory import make_bottom_line, make_immediate, make_milestone
from tests.platform.papers import (
    Parent,
)
from tests.platform.test_elsewhere import (
    ids,  # noqa: F401  a fixture, asked for by name
    insider,  # noqa: F401  a fixture, asked for by name
)

HERS = ("9 Secret Street", "LN9 9ZZ", "07700 900999", "leanne.new@post.example",
        "St Hilda's School")  # fmt: skip
HIS = ("31 Copper Wynd", "LN3 3QQ", "07700 900311", "dean.h@post.example")
SHE_SAID = "Leanne is at 9 Secret Street, LN9 9ZZ, ring 07700 900999."
HE_SAID = "Dean is at 31 Copper Wynd, LN3 3QQ, ring 07700 900311."
SHE_WROTE = "Write to Leanne.New@post.example and nobody else."
HE_WROTE = "Write to dean.h@post.example."
SAID = (SHE_SAID, HE_SAID, SHE_WROTE, HE_WROTE)


@dataclass(frozen=True)
class Apart:
    family: Family
    leanne: Parent
    dean: Parent
    amira: UUID

    @property
    def parents(self) -> tuple[Parent, Parent]:
        return self.leanne, self.dean


@pytest.fixture
def separated(ids: dict[str, object], insider: Viewer) -> Apart:  # noqa: F811
    """The Okafors of every address, with Dean: where each lives is in rows alone."""
    with as_viewer(insider):
        family = Family.objects.get(pk=ids["family_id"])
        dean = add_member(
            family_id=family.pk,
            member=NewMember(part="adult", details=new_person("Dean", "Hale")),
            by=insider,
        ).person
        move(
            family_id=family.pk, person_ids=[dean.pk], kind="home",
            address=AddressDetails(lines="31 Copper Wynd\nLincoln", postcode="LN3 3QQ"),
            started_on=OPENED_ON, by=insider,
        )  # fmt: skip
        people = {
            one.person.given_names: one.person_id
            for one in FamilyMember.objects.filter(family=family)
        }
        leanne = people["Leanne"]
        for person_id, kind, value, is_protected in (
            (dean.pk, "mobile", HIS[2], False),
            (dean.pk, "email", HIS[3], False),
            (leanne, "email", HERS[3], True),
        ):
            details = ContactDetails(
                kind=kind, value=value, safety="safe", is_protected=is_protected
            )
            add_contact(person_id=person_id, by=insider, details=details)
        keep_apart(
            person_id=dean.pk, about_ids=[leanne], kind="no_contact",
            reason="Order of 3 May", is_both_ways=True, by=insider,
        )  # fmt: skip
    hers, his = (
        make_member(
            insider, family, name, who=Named(name=name, person_id=pk), relationship=part
        ).pk
        for name, pk, part in (("Leanne", leanne, "Mum"), ("Dean", dean.pk, "Dad"))
    )
    return Apart(
        family,
        leanne=Parent(leanne, hers, theirs=HERS, kept=HIS),
        dean=Parent(dean.pk, his, theirs=HIS, kept=HERS),
        amira=people["Amira Grace"],
    )


@pytest.fixture
def apart(
    separated: Apart,
    ids: dict[str, object],  # noqa: F811
    insider: Viewer,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> Apart:
    """And both addresses stand in the words that people wrote, in every room."""
    write_it_everywhere(insider, separated.family)
    write_it_on_papers(insider, separated, ids)
    # every paper is asked for many times here; how often a person may is not asked
    monkeypatch.setattr(Allowance, "take", lambda *asked, **now: 0)
    return separated


def write_it_everywhere(by: Viewer, family: Family) -> None:
    """What people say in their own words, in each room that a paper is made of."""
    for words in SAID:
        make_entry(by, family, text=words)
        make_entry(by, family, "next_step", text=words)
        make_bottom_line(by, family, text=words)
        make_milestone(by, family, what=words)
        with as_viewer(by):
            details = JournalDetails(
                author=Who(name="Nan Jo"), capacity="network", went_well=words,
                happened_on=timezone.localdate(),
            )  # fmt: skip
            write(family_id=family.pk, details=details, corrects_id=None, by=by)
    make_immediate(by, family, occasion=SHE_SAID)
    raj = make_member(by, family, "Raj", relationship=HE_SAID[:100])
    make_told(by, raj, level=Level.SERVICES)


def write_it_on_papers(
    by: Viewer,
    apart: Apart,
    ids: dict[str, object],  # noqa: F811
) -> None:
    """Where one paper alone is made of it: of a meeting, of a looker, of the week."""
    family = apart.family
    make_haul(by, family, emergency=SHE_SAID, who_to_ring=HE_SAID)
    # where a child can be met every day is as good as an address
    make_line(by, family, service=HERS[4], said_by="Amira")
    for words in SAID:
        write_in_a_story(by, family, words)
    with as_viewer(by):
        both = [NetworkMember.objects.get(pk=one.member_id) for one in apart.parents]
        meeting = Meeting.objects.get(pk=ids["meeting_id"])
        nan = NetworkMember.objects.get(pk=ids["member_id"])
    danger = UUID(str(ids["danger_id"]))
    make_told(by, nan, danger)
    make_account(by, meeting, questions=SHE_SAID, child_wanted=HE_SAID)
    for called in both:
        make_told(by, called, danger)
        for words in SAID:
            make_commitment(by, called, danger, does=words)
    for words in SAID:
        make_decided(by, meeting, words)
        make_commitment(by, nan, does=words)
        called = make_member(by, family, words[:40])
        make_told(by, called, danger)
        make_answer(by, called, make_commitment(by, called, danger))
    planned = make_planned_meeting(by, family, place=SHE_SAID, bring=HE_SAID)
    looked_at = make_object(by, family, nan.pk, place=SHE_SAID, what_they_do=HE_SAID)
    ids |= {"planned_id": planned.pk, "object_id": looked_at.pk}


def write_in_a_story(by: Viewer, family: Family, words: str) -> None:
    with as_viewer(by):
        story = Story.objects.filter(family=family).latest("pk")
        frame = Frame.objects.filter(story=story).order_by("position")[1]
        change_frame(
            family_id=family.pk, story_id=story.pk, frame_id=frame.pk,
            details=FrameDetails(
                section=frame.section, words=f"{frame.words} {words}".strip(),
                alt_text="A house.",
            ),
            version=frame.version, by=by,
        )  # fmt: skip
