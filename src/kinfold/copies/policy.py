"""What a paper may hold for those it is for: every piece of it is asked of the matrix.

One paper, one place: the family's copy, a link's and one person's own are made of what
`refusals` lets through. A paper for several holds what all of them may see. Read by one
child or more alone it is a child's; a grown-up beside them holds it as a parent does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

from kinfold_core.access import Apart, Artefact, Audience, Facts, may_see
from kinfold_core.access.sharing import NOT_ASKED, SHUTS_ALL, SHUTS_DAYS
from kinfold_core.practice.child_no import is_named_in
from kinfold_core.practice.facts_planning import RuleKind
from kinfold_core.practice.living_map import DangerRow, EntryRow, LivingMap, RatingRow
from kinfold_core.practice.plan_written import PlanRuleDetails
from kinfold_core.practice.written import Named

ARTEFACTS: Final[Mapping[str, Artefact]] = {
    "now": Artefact.TODAYS_SAFETY,
    "plan": Artefact.SAFETY_PLAN,
    "lines": Artefact.BOTTOM_LINES,
    "road": Artefact.ROAD,
    "story": Artefact.STORY,
    "told": Artefact.NETWORK,
}
"""What each part of a copy is."""

NONE: Final[Mapping[str, str]] = {}


class Somebody(Protocol):
    """Named on a piece: by what they are called, and by key when that is known."""

    @property
    def name(self) -> str: ...
    @property
    def person_id(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Between:
    """What was decided between a reader and one other person."""

    name: str
    kinds: frozenset[Apart]
    since: datetime


@dataclass(frozen=True, slots=True)
class ForWhom:
    """A reader as the matrix knows them.

    `between`: what was decided, by the other's key. `from_record`: what follows from
    where people live and from who is safe to contact. `apart_here` is both, as far as
    it holds for all of the family. `is_beside_grown_ups`: a child, and nobody meant
    the paper for children alone. `is_at_home`: they live with a child of the family,
    so that how days go there is their own; only the other's part in it is not.
    """

    name: str
    audience: Audience = Audience.PARENT
    person_id: UUID | None = None
    level: int = 0
    between: Mapping[UUID, Between] = field(default_factory=dict)
    from_record: frozenset[Apart] = frozenset()
    is_beside_grown_ups: bool = False
    is_at_home: bool = False

    @property
    def named(self) -> Named:
        return Named(name=self.name, person_id=self.person_id)

    @property
    def apart_here(self) -> frozenset[Apart]:
        if self.is_at_home:
            return self.from_record
        decided = (kind for one in self.between.values() for kind in one.kinds)
        return self.from_record.union(decided)

    @property
    def is_kept_apart(self) -> bool:
        """Whether how days go in the family is not for them."""
        return not SHUTS_DAYS.isdisjoint(self.apart_here)

    def was_shut_since(self, made_at: datetime) -> bool:
        """Whether it was decided after `made_at` that all of somebody is kept from
        them: a copy made before holds it still."""
        return any(
            one.since > made_at and not SHUTS_ALL.isdisjoint(one.kinds)
            for one in self.between.values()
        )

    def apart_from(self, people: Iterable[Somebody]) -> frozenset[Apart]:
        """What stands between them and any of these. A name counts where a key lacks:
        what was typed may be about them, and less is shown rather than more."""
        found: set[Apart] = set()
        for one in people:
            if one.person_id is not None:
                if one.person_id in self.between:
                    found |= self.between[one.person_id].kinds
            else:
                found |= self._by_name(one.name)
        return frozenset(found)

    def _by_name(self, name: str) -> set[Apart]:
        called = name.casefold()
        return {
            kind
            for one in self.between.values()
            if one.name.casefold() == called
            for kind in one.kinds
        }


ANYBODY: Final = (ForWhom("whoever holds it"),)
"""For a map that is shown to a room, or a copy of a family with nobody in it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Who may not see a piece, and why, for the worker alone."""

    name: str
    reason: str


def audience_of(
    *, is_child: bool, is_of_network: bool, is_parent: bool, is_at_home: bool
) -> Audience:
    """Which column of the matrix (11.3) somebody of the family reads by.

    `is_of_network`: they are on the record as somebody else who matters. Whoever
    of them is a parent, holds parental responsibility or lives with the children
    reads as a parent does.
    """
    if is_child:
        return Audience.CHILD
    if is_of_network and not (is_parent or is_at_home):
        return Audience.NETWORK
    return Audience.PARENT


def not_for(names: str) -> str:
    """Why the family's copy is not for these of the network, and what is.

    It is one for all who hold it, and says more than each of them was told.
    """
    return (
        f"The family's copy is not for {names}: it is for the children, their parents "
        "and those who live with them. On Network each of them can have Their own copy"
    )


def is_childs(readers: Sequence[ForWhom]) -> bool:
    """Whether nobody but children reads it."""
    return bool(readers) and all(
        one.audience is Audience.CHILD and not one.is_beside_grown_ups
        for one in readers
    )


def refusals(
    readers: Sequence[ForWhom],
    artefact: Artefact,
    *,
    people: Iterable[Somebody] = (),
    unasked: Mapping[str, str] = NONE,
    **facts: Any,
) -> tuple[Refusal, ...]:
    """Who of these readers may not see this piece; nobody, when it goes on the paper.

    `people` are named on it; `unasked`: who of the readers was not asked about it, and
    why, "" for the reason that the matrix has; `facts` are `Facts` of the piece.
    """
    alone, about = is_childs(readers), tuple(people)
    found = []
    for one in readers or ANYBODY:
        audience = one.audience
        if audience is Audience.CHILD and not alone:
            audience = Audience.PARENT
        known = {"level": one.level} | facts
        said = may_see(
            artefact,
            audience,
            Facts(
                apart=one.apart_from(about),
                apart_here=one.apart_here,
                was_asked=one.name not in unasked,
                **known,
            ),
        )
        if not said:
            is_just_unasked = one.name in unasked and said.reason == NOT_ASKED
            why = unasked[one.name] if is_just_unasked else ""
            found.append(Refusal(one.name, why or said.reason))
    return tuple(found)


def may_all(readers: Sequence[ForWhom], artefact: Artefact, **facts: Any) -> bool:
    """Whether a piece is for all of these readers."""
    return not refusals(readers, artefact, **facts)


def map_for(living: LivingMap, readers: Sequence[ForWhom]) -> LivingMap:
    """The map as all of these readers may see it."""
    return replace(
        living,
        entries=tuple(one for one in living.entries if _has_entry(readers, one)),
        dangers=tuple(
            replace(
                one,
                ratings=_ratings(readers, one),
                who_confirms=_who_confirms(readers, one),
            )
            for one in living.dangers
            if _has_danger(readers, one)
        ),
        withdrawn_dangers=tuple(
            one for one in living.withdrawn_dangers if _has_danger(readers, one)
        ),
    )


def _has_entry(readers: Sequence[ForWhom], entry: EntryRow) -> bool:
    people = (
        *(entry.said_by, entry.who, *entry.children, *_disputing(entry)),
        *_named_in(readers, entry.seen_by),
    )
    return may_all(
        readers,
        Artefact.MAP,
        people=people,
        is_hidden=not entry.showing.is_visible,
        is_for_child=True,
    )


def _has_danger(readers: Sequence[ForWhom], danger: DangerRow) -> bool:
    children = (
        Named(name=one.child_name, person_id=one.child_id) for one in danger.impacts
    )
    return may_all(
        readers,
        Artefact.MAP,
        people=(*danger.worried_people, *children, *_disputing(danger)),
        is_hidden=not danger.showing.is_visible,
        is_core=True,
        is_for_child=True,
    )


def _disputing(row: EntryRow | DangerRow) -> tuple[Named, ...]:
    return tuple(Named(name=one.name) for one in row.disputes)


def _named_in(readers: Sequence[ForWhom], words: str) -> tuple[Named, ...]:
    """Whoever the answer to "who?" names, of those that a reader is kept from."""
    return tuple(
        Named(name=other.name)
        for reader in readers
        for other in reader.between.values()
        if is_named_in(words, other.name)
    )


def _who_confirms(readers: Sequence[ForWhom], danger: DangerRow) -> str:
    """A worry is for them also when a name beside its goal is not."""
    named = _named_in(readers, danger.who_confirms)
    is_theirs = may_all(
        readers, Artefact.MAP, people=named, is_core=True, is_for_child=True
    )
    return danger.who_confirms if is_theirs else ""


def _ratings(readers: Sequence[ForWhom], danger: DangerRow) -> tuple[RatingRow, ...]:
    """The numbers that are for them. Children who read together see each one's own."""
    return tuple(
        one
        for one in danger.ratings
        if may_all(
            readers,
            Artefact.SCALES,
            people=(one.rater,),
            is_hidden=not one.is_visible,
            is_theirs=any(one.rater.is_same_as(reader.named) for reader in readers),
        )
    )


def has_rule(readers: Sequence[ForWhom], rule: PlanRuleDetails) -> bool:
    """Whether a rule is for all of these readers; a child's own is what it does."""
    people = (*rule.carriers, *rule.backups)
    is_theirs = (
        rule.kind == RuleKind.CHILD_ACTION
        or bool(rule.child_part)
        or any(
            one.person_id is not None and one.person_id == reader.person_id
            for one in people
            for reader in readers
        )
    )
    return may_all(
        readers,
        Artefact.SAFETY_PLAN,
        people=(*people, rule.author),
        is_theirs=is_theirs,
        is_for_child=True,
    )


def together(
    readers: Sequence[ForWhom],
) -> tuple[frozenset[UUID | None], tuple[Refusal, ...]]:
    """Who of these may be on one copy, and who must have one of their own.

    Whoever is kept from somebody that is on it already is not.
    """
    on_it: list[ForWhom] = []
    own: list[Refusal] = []
    for one in readers:
        others = [other for other in on_it if _is_apart(one, other)]
        if others:
            own.append(Refusal(one.name, f"They are kept apart from {others[0].name}"))
        else:
            on_it.append(one)
    return frozenset(one.person_id for one in on_it), tuple(own)


def _is_apart(one: ForWhom, other: ForWhom) -> bool:
    return other.person_id in one.between or one.person_id in other.between
