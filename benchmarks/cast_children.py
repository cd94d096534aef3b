"""What a large family has of a child's own: people found for them, and their words.

Written through the rooms' own actions, beside what the family by hand has already.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from kinfold.child_tools import actions as child_tools
from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.child_words import actions as child_words
from kinfold.family_finding import actions as finding
from kinfold.family_finding.holding import At
from kinfold.family_finding.models import FindingEpisode, FoundPerson
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, FamilyMember, Person
from kinfold_core.practice.child_sharing import Choice
from kinfold_core.practice.child_tools import SessionDetails
from kinfold_core.practice.family_finding.details import (
    AttemptDetails,
    EpisodeDetails,
    ReplyDetails,
)
from kinfold_core.practice.family_finding.rows import FoundDetails

FOUND, REACHED, SESSIONS, ITEMS = 60, 20, 12, 6
SIDES: Final = ("maternal", "paternal", "chosen")
PARTS: Final = ("good", "worries", "dreams")


def grow_finding(by: Viewer, family: Family) -> UUID:
    """The episode of a child, with sixty people found and a third of them reached."""
    episode = FindingEpisode.objects.filter(
        authority_id=family.authority_id, family=family, ended_on=None
    ).first() or _begin(by, family)
    today = timezone.localdate()
    standing = FoundPerson.objects.filter(
        authority_id=family.authority_id, episode=episode
    ).count()
    added = finding.add_people(
        at=At(family.pk, episode.pk), by=by,
        people=[
            FoundDetails(
                name=f"Found {number}", relationship="cousin", side=SIDES[number % 3],
                generation=str(number % 3), source="parent", found_on=today,
            )
            for number in range(standing, FOUND)
        ],
    ) if standing < FOUND else []  # fmt: skip
    for found in added[:REACHED]:
        at = At(family.pk, episode.pk, found.pk)
        finding.reach(
            at=at, by=by,
            details=AttemptDetails(
                method="letter", message="Would you like to know them?",
                attempted_on=today,
            ),
        )  # fmt: skip
        finding.write_reply(
            at=at, by=by,
            details=ReplyDetails(
                willing="yes", words="I held them when they were born.",
                offers="A call every Sunday", replied_on=today,
            ),
        )  # fmt: skip
    return episode.pk


def grow_tools(by: Viewer, family: Family) -> int:
    """Times with a child, each with words and a choice of who may see them."""
    here = {"authority_id": family.authority_id, "session__family": family}
    child = _child_of(family)
    standing = ChildToolSession.objects.filter(
        authority_id=family.authority_id, family=family
    ).count()
    for number in range(standing, SESSIONS):
        session = child_tools.start_session(
            family_id=family.pk, by=by,
            details=SessionDetails(
                child_id=child.pk, child_name=child.short_name, tool="three_houses",
                happened_on=timezone.localdate() - timedelta(days=number),
                place="At school", people_there="The child and their worker",
                has_assent=True, limits_explained=True,
            ),
        )  # fmt: skip
        for thing in range(ITEMS):
            item = child_tools.add_item(
                family_id=family.pk, session_id=session.pk, by=by,
                part=PARTS[thing % 3], words=f"What I say, {number}.{thing}",
            )  # fmt: skip
            child_words.choose_sharing(
                family_id=family.pk, item_id=item.pk, by=by,
                choice=Choice(audience="network", answer="yes"),
            )  # fmt: skip
    return ChildItem.objects.filter(**here).count()


def _begin(by: Viewer, family: Family) -> FindingEpisode:
    child = _child_of(family)
    return finding.begin_episode(
        family_id=family.pk, by=by,
        details=EpisodeDetails(
            child_id=child.pk, child_name=child.short_name, trigger="in_care",
            coordinator=by.name, started_on=timezone.localdate(),
        ),
    )  # fmt: skip


def _child_of(family: Family) -> Person:
    child = (
        FamilyMember.objects.filter(
            authority_id=family.authority_id, family=family, part="child"
        )
        .select_related("person")
        .first()
    )
    assert child is not None, "the family by hand has children"
    person: Person = child.person
    return person
