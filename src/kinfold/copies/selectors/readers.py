"""Whom a family's copy is for, and what stands beside the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from kinfold.copies.policy import Between, ForWhom, audience_of
from kinfold.networks.selectors import network_of
from kinfold.people.models import ContactDetail, Relationship, Residence
from kinfold.people.selectors.contact import not_safe
from kinfold.people.selectors.private_words import marks_kept_from
from kinfold.people.selectors.separations import apart_among
from kinfold.planning.selectors import plan_in_force
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors.members import Ground
from kinfold.records.models import FamilyMember
from kinfold.trajectory.selectors import (
    bottom_lines_of,
    immediate_plans_of,
    road_of,
)
from kinfold.voice.selectors import stories_in, story_for
from kinfold.voice.selectors.rows import StoryRow
from kinfold_core import phrases
from kinfold_core.access import Apart, Audience
from kinfold_core.people.relationships import is_parent
from kinfold_core.practice.family_plan import PlanInForce
from kinfold_core.practice.immediate import ImmediatePlanRow
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.network import Network
from kinfold_core.practice.plan_written import PlanRuleDetails, Who
from kinfold_core.practice.road import BottomLineRow
from kinfold_core.practice.story import State
from kinfold_core.practice.trajectory import Road

_NOBODY: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of the family. `is_offered`: ticked when nobody chose otherwise.

    `caution` says why they are not ticked, when it is more than living elsewhere.
    `from_record` and `between`: why something is kept from them (`ForWhom`);
    `away_from`: those whose homes and numbers are not for them.
    """

    person_id: UUID
    name: str
    is_child: bool
    is_offered: bool
    caution: str = ""
    is_not_safe: bool = False
    is_unborn: bool = False
    from_record: frozenset[Apart] = frozenset()
    between: Mapping[UUID, Between] = field(default_factory=dict)
    away_from: frozenset[UUID] = frozenset()
    is_at_home: bool = False
    audience: Audience = Audience.PARENT

    @property
    def key(self) -> str:
        return str(self.person_id)

    @property
    def whom(self) -> ForWhom:
        """As the matrix knows them."""
        return ForWhom(
            self.name,
            self.audience,
            self.person_id,
            between=self.between,
            from_record=self.from_record,
            is_at_home=self.is_at_home,
        )

    @property
    def is_of_network(self) -> bool:
        """Whether the family's copy is not for them: they have one of their own."""
        return self.audience is Audience.NETWORK

    @property
    def in_the_room(self) -> ForWhom:
        """As the matrix knows them where all see one wall: it is a grown-up's.

        11.3 gives somebody of the network the core of the map, once they were told of
        it, to hold by themselves. A meeting is how they are told: the family asked them
        in, and the map is read with its parents beside them. A wall that showed less
        would show it to the parents too, whose map it is. Who may not be in one room
        is asked before (`kept_from`), and what is shut between two is on no wall.
        """
        return replace(self.whom, audience=Audience.PARENT)

    @property
    def who(self) -> Who:
        """As the network knows them."""
        return Who(name=self.name, person_id=self.person_id)

    @property
    def is_kept_apart(self) -> bool:
        """Whether what the family does from day to day is not for them."""
        return self.whom.is_kept_apart


@dataclass(frozen=True, slots=True)
class _Homes:
    """Where everybody lives now, as keys of households and addresses."""

    all: dict[UUID, set[UUID]]
    hidden: dict[UUID, set[UUID]]


def readers_of(viewer: Viewer, ground: Ground) -> tuple[Reader, ...]:
    """Everybody who is in the family now, and who the copy is for. Four queries.

    Offered are the children and the adults at home with a child, but never somebody
    who is marked not safe to contact, or whose hidden address is not everybody's.
    """
    return readers_among(viewer, ground.facts.members, ground.people)


def readers_among(
    viewer: Viewer, members: Iterable[FamilyMember], named: Iterable[Member]
) -> tuple[Reader, ...]:
    """The readers among these members, as they are called. Four queries."""
    living = [member for member in members if not member.person.is_dead]
    ids = {member.person_id for member in living}
    people = [m for m in named if m.person_id in ids]
    named_as = {m.person_id: m.name for m in people if m.person_id}
    homes = _homes(viewer, ids)
    unsafe = not_safe(viewer, ids)
    children = {m.person_id for m in people if m.person_id and m.is_child}
    unborn = {m.person_id for m in living if m.part == FamilyMember.Part.UNBORN}
    audiences = _audiences(viewer, living, children, homes)
    places = _places_of(homes, children)
    near = {
        key
        for key in ids - unsafe
        if key in children or homes.all.get(key, set()) & places
    }
    between = between_people(viewer, named_as)
    apart = {
        key
        for key in near
        if _is_apart(key, near, homes) or not near.isdisjoint(between.get(key, {}))
    }
    return tuple(
        Reader(
            member.person_id,
            member.name,
            member.is_child,
            is_offered=member.person_id in near - apart,
            caution=_caution(member.person_id, unsafe, homes, between),
            is_not_safe=member.person_id in unsafe,
            is_unborn=member.person_id in unborn,
            from_record=_from_record(member.person_id, unsafe, homes),
            between=between.get(member.person_id, {}),
            is_at_home=_is_with_them(member.person_id, children, homes),
            audience=audiences[member.person_id],
            away_from=_hidden_from(member.person_id, homes).union(
                # a child's paper lies in the home of one or the other
                *(between.values() if member.is_child else ()),
                between.get(member.person_id, {}),
                ids if member.person_id in unsafe else (),
            ),
        )
        for member in people
        if member.person_id
    )


def _homes(viewer: Viewer, ids: Iterable[UUID]) -> _Homes:
    today = timezone.localdate()
    rows = (
        Residence.objects.filter(
            Q(ended_on=None) | Q(ended_on__gt=today),
            authority_id=viewer.in_authority(),
            person_id__in=ids,
        )
        .exclude(kind=Residence.Kind.CORRESPONDENCE)
        .values_list("person_id", "address_id", "household_id", "address__is_hidden")
    )
    homes = _Homes(defaultdict(set), defaultdict(set))
    for person_id, address_id, household_id, is_hidden in rows:
        here = {address_id, household_id} - {None}
        homes.all[person_id] |= here
        if is_hidden:
            homes.hidden[person_id] |= here
    return homes


def _audiences(
    viewer: Viewer,
    living: Iterable[FamilyMember],
    children: set[UUID],
    homes: _Homes,
) -> dict[UUID, Audience]:
    """Which column of the matrix each of these reads by. One query."""
    part = {member.person_id: member.part for member in living}
    network = {key for key in part if part[key] == FamilyMember.Part.NETWORK}
    parents = _parents_among(viewer, network, children)
    return {
        key: audience_of(
            is_child=key in children,
            is_of_network=key in network,
            is_parent=key in parents,
            is_at_home=_is_with_them(key, children, homes),
        )
        for key in part
    }


def _parents_among(
    viewer: Viewer, people: Iterable[UUID], children: Iterable[UUID]
) -> set[UUID]:
    """Who of these is a parent of these children, or answers for one. One query."""
    ties = Relationship.objects.filter(
        authority_id=viewer.in_authority(),
        person_id__in=people,
        other_id__in=children,
        ended_on=None,
    )
    return {
        tie.person_id
        for tie in ties
        if tie.has_parental_responsibility or is_parent(tie.code)
    }


def safe_only_as(viewer: Viewer, person_id: UUID) -> tuple[str, ...]:
    """How this person can be contacted, where it is safe only so. One query."""
    today = timezone.localdate()
    described = ContactDetail.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=today),
        authority_id=viewer.in_authority(),
        person_id=person_id,
        safety=ContactDetail.Safety.WITH_CARE,
    ).values_list("how_safe", flat=True)
    return tuple(dict.fromkeys(described.order_by("pk")))


def may_not_know(viewer: Viewer, ground: Ground, person_id: UUID | None) -> bool:
    """Whether somebody of the family lives at a hidden address, and it is not known
    that this person does too. One query."""
    living = {m.person_id for m in ground.facts.members if not m.person.is_dead}
    me = person_id or _NOBODY
    return _is_elsewhere(me, _homes(viewer, living | {me}))


def _is_with_them(key: UUID, children: set[UUID], homes: _Homes) -> bool:
    """Whether they live with another of these children."""
    there = _places_of(homes, children - {key})
    return not homes.all.get(key, set()).isdisjoint(there)


def _places_of(homes: _Homes, people: Iterable[UUID]) -> set[UUID]:
    return {place for key in people for place in homes.all.get(key, set())}


def _is_apart(key: UUID, others: Iterable[UUID], homes: _Homes) -> bool:
    """Whether they live at a hidden address that somebody of the others does not."""
    hidden = homes.hidden.get(key, set())
    return bool(hidden) and any(
        not homes.all.get(other, set()) & hidden for other in others if other != key
    )


def _is_elsewhere(key: UUID, homes: _Homes) -> bool:
    """Whether somebody lives at a hidden address, and they do not."""
    return bool(_hidden_from(key, homes))


def _hidden_from(key: UUID, homes: _Homes) -> frozenset[UUID]:
    """Who lives at a hidden address, where they do not."""
    mine = homes.all.get(key, set())
    return frozenset(
        other
        for other, hidden in homes.hidden.items()
        if other != key and hidden and not hidden & mine
    )


def marks_kept_from_readers(
    viewer: Viewer, ground: Ground, readers: Iterable[Reader]
) -> frozenset[str]:
    """Where people live and how they are reached, as far as a copy for these readers
    must not say it. Two queries."""
    people = {member.person_id for member in ground.facts.members}
    return marks_kept_from(
        viewer, people, {one.person_id: one.away_from for one in readers}
    )


def _from_record(key: UUID, unsafe: set[UUID], homes: _Homes) -> frozenset[Apart]:
    found = {Apart.NOT_SAFE} if key in unsafe else set()
    if _is_elsewhere(key, homes):
        found.add(Apart.HIDDEN_HOME)
    return frozenset(found)


def _caution(
    key: UUID,
    unsafe: set[UUID],
    homes: _Homes,
    between: Mapping[UUID, Mapping[UUID, Between]],
) -> str:
    if key in unsafe:
        return "marked not safe to contact"
    if homes.hidden.get(key):
        return "at a hidden address"
    others = [one.name for one in between.get(key, {}).values()]
    return f"kept apart from {phrases.listed(others)}" if others else ""


def between_people(
    viewer: Viewer, names: Mapping[UUID, str]
) -> dict[UUID, dict[UUID, Between]]:
    """By reader and other person: what was decided between these people. One query."""
    found: dict[UUID, dict[UUID, Between]] = defaultdict(dict)
    for row in apart_among(viewer, names.keys()):
        before = found[row.person_id].get(row.about_id)
        found[row.person_id][row.about_id] = Between(
            names[row.about_id],
            (before.kinds if before else frozenset()) | {row.kind},
            max(row.recorded_at, before.since) if before else row.recorded_at,
        )
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands beside the map today, each as its own room reads it."""

    plan: PlanInForce | None
    immediate: ImmediatePlanRow | None
    bottom_lines: tuple[BottomLineRow, ...]
    road: Road
    network: Network
    story: StoryRow | None

    def worries_of(self, rule: PlanRuleDetails) -> frozenset[UUID]:
        """The dangers a rule answers, also by way of a bottom line."""
        lines = [row for row in self.bottom_lines if row.id in rule.bottom_line_ids]
        through = {row.danger_id for row in lines if row.danger_id}
        return frozenset(through.union(rule.danger_ids))


def standing_beside(viewer: Viewer, family_id: UUID) -> Standing:
    """What holds today for an authorised family. At most thirty queries."""
    plans = immediate_plans_of(viewer, family_id)
    return Standing(
        plan=plan_in_force(viewer, family_id),
        immediate=next((one for one in plans if one.is_in_force), None),
        bottom_lines=bottom_lines_of(viewer, family_id),
        road=road_of(viewer, family_id),
        network=network_of(viewer, family_id),
        story=_story_they_live_with(viewer, family_id),
    )


def _story_they_live_with(viewer: Viewer, family_id: UUID) -> StoryRow | None:
    """The newest story that was read to a child."""
    heard = (State.READ, State.IN_USE)
    stories = stories_in(viewer, family_id)
    newest = next((one for one in stories if one.state in heard), None)
    return story_for(viewer, family_id, newest.pk) if newest else None
