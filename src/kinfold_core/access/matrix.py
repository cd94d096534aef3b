"""Who sees and owns what of a family's work: practice.md 11.3 as a table.

Information governance owns this file (CODEOWNERS), as it does `table.py`. A blank is a
refusal. `Sight` is how much of it there is for somebody, `needs` what must be so for
one piece of it (all of them), `ways` what they may do with it. The last three rows are
ours: papers that a family gets hold them, and practice.md has no row for them.

What a login may do is in `table.py`; `staff.py` says how the two tables meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final


class Artefact(StrEnum):
    """Something that is made in the work, and that people may hold or read."""

    MAP = "map"
    SCALES = "scales"
    STORY = "story"
    SAFETY_PLAN = "safety_plan"
    BOTTOM_LINES = "bottom_lines"
    ROAD = "road"
    JOURNAL = "journal"
    CHILD_TOOLS = "child_tools"
    FOUND_PEOPLE = "found_people"
    SUPERVISION = "supervision"
    AUDIT = "audit"
    WHERE_WE_ARE = "where_we_are"
    TODAYS_SAFETY = "todays_safety"
    NETWORK = "network"
    FAMILY_PICTURE = "family_picture"


class Audience(StrEnum):
    """A column: as whom somebody reads."""

    CHILD = "child"
    PARENT = "parent"
    NETWORK = "network"
    PRACTITIONER = "practitioner"
    MANAGER = "manager"
    PARTNER = "partner"
    AUDITOR = "auditor"


FAMILY_SIDE: Final = frozenset({Audience.CHILD, Audience.PARENT, Audience.NETWORK})


class Sight(IntEnum):
    """How much of it there is for somebody. `PART`: what its `needs` name."""

    NOTHING = 0
    PART = 1
    SEE = 2
    OWN = 3


class Need(StrEnum):
    """What must be so before one piece is shown."""

    TOLD = "told"
    SEEN_PLAN = "seen_plan"
    CORE = "core"
    THEIRS = "theirs"
    FOR_CHILD = "for_child"
    OUTCOME = "outcome"
    RELEVANT = "relevant"
    SAMPLED = "sampled"
    INVITED = "invited"
    CHILD_AGREED = "child_agreed"
    SAFE = "safe"


class Way(StrEnum):
    """What somebody may do with it."""

    WRITE = "write"
    CHANGE_OWN = "change_own"
    ADD = "add"
    DISAGREE = "disagree"
    SUGGEST = "suggest"
    ACCEPT = "accept"
    APPROVE = "approve"
    AGREE = "agree"
    QUESTION = "question"
    COMMENT = "comment"
    CHOOSE = "choose"
    GIVE_VIEW = "give_view"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one audience has of one artefact."""

    sight: Sight = Sight.NOTHING
    needs: frozenset[Need] = frozenset()
    ways: frozenset[Way] = frozenset()


_OWNS: Final = (Way.WRITE, Way.CHANGE_OWN)


def _part(*needs: Need, ways: tuple[Way, ...] = ()) -> Cell:
    return Cell(Sight.PART, frozenset(needs), frozenset(ways))


def _see(*ways: Way, needs: tuple[Need, ...] = ()) -> Cell:
    return Cell(Sight.SEE, frozenset(needs), frozenset(ways))


def _own(*ways: Way, needs: tuple[Need, ...] = ()) -> Cell:
    return Cell(Sight.OWN, frozenset(needs), frozenset((*_OWNS, *ways)))


def _row(**cells: Cell) -> Mapping[Audience, Cell]:
    blank = dict.fromkeys(Audience, Cell())
    return MappingProxyType(blank | {Audience(k): cell for k, cell in cells.items()})


MATRIX: Final[Mapping[Artefact, Mapping[Audience, Cell]]] = MappingProxyType(
    {
        Artefact.MAP: _row(
            child=_part(Need.FOR_CHILD),
            parent=_see(Way.ADD, Way.DISAGREE),
            network=_part(Need.TOLD, Need.CORE),
            practitioner=_own(),
            manager=_see(Way.SUGGEST),
            partner=_see(needs=(Need.INVITED,)),
            auditor=_see(),
        ),
        # everybody's number stands beside everybody's, once they know of what
        Artefact.SCALES: _row(
            child=_part(Need.THEIRS, ways=_OWNS),
            parent=_own(),
            network=_own(needs=(Need.TOLD,)),
            practitioner=_own(),
            manager=_own(),
            partner=_part(Need.THEIRS, ways=_OWNS),
            auditor=_see(),
        ),
        # a child has its own copy, once it was read to them
        Artefact.STORY: _row(
            child=Cell(Sight.OWN),
            parent=_own(Way.AGREE),
            network=_see(needs=(Need.SEEN_PLAN,)),
            practitioner=_own(),
            manager=_see(Way.APPROVE),
            auditor=_see(),
        ),
        Artefact.SAFETY_PLAN: _row(
            child=_part(Need.THEIRS, Need.FOR_CHILD),
            parent=_own(),
            network=_part(Need.TOLD, Need.THEIRS, ways=_OWNS),
            practitioner=_see(Way.SUGGEST, Way.ACCEPT),
            manager=_see(Way.ACCEPT),
            partner=_part(Need.RELEVANT),
            auditor=_see(),
        ),
        Artefact.BOTTOM_LINES: _row(
            child=_part(Need.FOR_CHILD),
            parent=_see(Way.QUESTION),
            network=_see(needs=(Need.TOLD,)),
            practitioner=_own(),
            manager=_see(Way.APPROVE),
            partner=_see(),
            auditor=_see(),
        ),
        # time together is part of it: what the child is told is "when"
        Artefact.ROAD: _row(
            child=_part(Need.FOR_CHILD),
            parent=_see(Way.COMMENT),
            network=_see(needs=(Need.TOLD,)),
            practitioner=_own(),
            manager=_see(Way.APPROVE),
            partner=_see(),
            auditor=_see(),
        ),
        Artefact.JOURNAL: _row(
            child=_part(Need.THEIRS, ways=_OWNS),
            parent=_own(),
            network=_own(),
            practitioner=_own(),
            manager=_see(),
            auditor=_part(Need.SAMPLED),
        ),
        Artefact.CHILD_TOOLS: _row(
            child=_own(Way.CHOOSE),
            parent=_part(Need.CHILD_AGREED),
            network=_part(Need.CHILD_AGREED),
            practitioner=_see(Way.WRITE),
            manager=_see(),
            partner=_part(Need.CHILD_AGREED),
            auditor=_part(Need.CHILD_AGREED),
        ),
        Artefact.FOUND_PEOPLE: _row(
            child=_part(Need.CHILD_AGREED, Need.SAFE, ways=(Way.CHOOSE,)),
            parent=_see(needs=(Need.SAFE,)),
            network=_part(Need.THEIRS),
            practitioner=_own(),
            manager=_see(),
            auditor=_see(),
        ),
        Artefact.SUPERVISION: _row(
            parent=_part(Need.OUTCOME),
            practitioner=_own(),
            manager=_see(),
            auditor=_see(),
        ),
        Artefact.AUDIT: _row(
            child=_part(Need.INVITED, ways=(Way.GIVE_VIEW,)),
            parent=_part(Need.INVITED, ways=(Way.GIVE_VIEW,)),
            network=_part(Need.INVITED, ways=(Way.GIVE_VIEW,)),
            practitioner=_own(),
            manager=_see(),
            auditor=_own(),
        ),
        Artefact.WHERE_WE_ARE: _row(
            parent=_see(),
            network=_part(Need.TOLD),
            practitioner=_see(),
            manager=_see(),
            auditor=_see(),
        ),
        # ours: what holds tonight, who stands by the child, who is who to whom
        Artefact.TODAYS_SAFETY: _row(
            child=_see(),
            parent=_see(Way.AGREE),
            network=_part(Need.TOLD, Need.THEIRS),
            practitioner=_own(),
            manager=_own(),
            partner=_part(Need.RELEVANT),
            auditor=_see(),
        ),
        Artefact.NETWORK: _row(
            child=_see(),
            parent=_see(Way.ADD),
            network=_part(Need.THEIRS),
            practitioner=_own(),
            manager=_own(),
            auditor=_see(),
        ),
        Artefact.FAMILY_PICTURE: _row(
            child=_see(),
            parent=_see(Way.ADD),
            practitioner=_own(),
            manager=_see(),
            auditor=_see(),
        ),
    }
)
