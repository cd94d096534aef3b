"""Where the two tables meet: which column a role reads in, and which action that is.

`table.py` says what a login may do with one record, `matrix.py` what a column has of an
artefact. Here stand the actions that the artefacts' pages ask for, and every place
where a role has more or less than its column, with the reason. `decide` asks both, so
a login reads and writes what both let it. `kinfold.config.matrix_rows` says which pages
show which rows; `tests/platform/test_matrix_doors.py` shuts each row and knocks at them
all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kinfold_core.access.actions import Action
from kinfold_core.access.matrix import MATRIX, Artefact, Audience, Sight, Way
from kinfold_core.access.roles import Role
from kinfold_core.access.sharing import may_write

COLUMN: Final[Mapping[Role, Audience]] = MappingProxyType(
    {
        Role.PRACTITIONER: Audience.PRACTITIONER,
        Role.TEAM_MANAGER: Audience.MANAGER,
        Role.CONFERENCE_CHAIR: Audience.MANAGER,
        Role.PRACTICE_LEADER: Audience.AUDITOR,
        Role.SENIOR_LEADER: Audience.AUDITOR,
        Role.QUALITY_LEAD: Audience.AUDITOR,
        Role.INFORMATION_GOVERNANCE: Audience.AUDITOR,
    }
)
"""The roles that open a family's record. All others have none of it."""

SUPERVISED: Final = frozenset({Artefact.SUPERVISION})
NOT_BUILT: Final = frozenset({Artefact.AUDIT})
"""No page holds them yet; a test fails as soon as an action is named after one."""

WRITTEN_WITH: Final[Mapping[tuple[Artefact, Way], Action]] = MappingProxyType(
    {
        (Artefact.MAP, Way.WRITE): Action.WRITE_MAP,
        (Artefact.SCALES, Way.WRITE): Action.RATE_SCALE,
        (Artefact.STORY, Way.WRITE): Action.WRITE_EXPLANATION,
        (Artefact.STORY, Way.APPROVE): Action.APPROVE_EXPLANATION,
        (Artefact.SAFETY_PLAN, Way.SUGGEST): Action.WRITE_PLAN,
        (Artefact.SAFETY_PLAN, Way.ACCEPT): Action.ACCEPT_PLAN,
        (Artefact.BOTTOM_LINES, Way.WRITE): Action.WRITE_PLAN,
        (Artefact.ROAD, Way.WRITE): Action.WRITE_PLAN,
        (Artefact.TODAYS_SAFETY, Way.WRITE): Action.WRITE_PLAN,
        (Artefact.JOURNAL, Way.WRITE): Action.WRITE_JOURNAL,
        (Artefact.NETWORK, Way.WRITE): Action.WRITE_NETWORK,
        (Artefact.CHILD_TOOLS, Way.WRITE): Action.WRITE_NETWORK,
        (Artefact.FOUND_PEOPLE, Way.WRITE): Action.WRITE_NETWORK,
        (Artefact.FAMILY_PICTURE, Way.WRITE): Action.EDIT_FAMILY,
        (Artefact.SUPERVISION, Way.WRITE): Action.HOLD_SUPERVISION,
    }
)
"""What a login needs for each way of writing that there is a page for.

Several artefacts are written with one action: the first of them is meant by whoever
asks for the action and names none.
"""


@dataclass(frozen=True, slots=True)
class Differs:
    """A role has more (`is_more`) or less than its column of 11.3, and why.

    `way` is None for reading.
    """

    role: Role
    artefact: Artefact
    way: Way | None
    is_more: bool
    why: str


_AT_THE_CONFERENCE: Final = (
    "A chair and a manager write down what people say in a conference or a review, and "
    "a manager stands in for a worker who is away; each entry says who wrote it"
)
_COVERS: Final = "A manager stands in for a worker who is away; it says who wrote it"
_WRITTEN_IN_MEETINGS: Final = (
    (Artefact.MAP, Way.WRITE),
    (Artefact.SAFETY_PLAN, Way.SUGGEST),
    (Artefact.BOTTOM_LINES, Way.WRITE),
    (Artefact.ROAD, Way.WRITE),
    (Artefact.JOURNAL, Way.WRITE),
    (Artefact.CHILD_TOOLS, Way.WRITE),
    (Artefact.FOUND_PEOPLE, Way.WRITE),
)
DIFFERS: Final = (
    *(
        Differs(role, artefact, way, is_more=True, why=_AT_THE_CONFERENCE)
        for role in (Role.TEAM_MANAGER, Role.CONFERENCE_CHAIR)
        for artefact, way in _WRITTEN_IN_MEETINGS
    ),
    *(
        Differs(Role.TEAM_MANAGER, artefact, Way.WRITE, is_more=True, why=_COVERS)
        for artefact in (Artefact.STORY, Artefact.FAMILY_PICTURE)
    ),
    Differs(
        Role.TEAM_MANAGER,
        Artefact.SUPERVISION,
        Way.WRITE,
        is_more=True,
        why="One-to-one supervision is the manager's own to hold and write",
    ),
    Differs(
        Role.PRACTICE_LEADER,
        Artefact.SUPERVISION,
        Way.WRITE,
        is_more=True,
        why="A practice leader runs group supervision (practice.md 1.2)",
    ),
    Differs(
        Role.PRACTICE_LEADER,
        Artefact.SCALES,
        Way.WRITE,
        is_more=True,
        why="In group supervision everybody there says their own number",
    ),
    Differs(
        Role.PRACTITIONER,
        Artefact.SAFETY_PLAN,
        Way.ACCEPT,
        is_more=False,
        why="The service's answer to a family's rules is a second person's",
    ),
    Differs(
        Role.CONFERENCE_CHAIR,
        Artefact.SUPERVISION,
        None,
        is_more=False,
        why="A chair is independent of the team whose thinking it is",
    ),
    Differs(
        Role.SENIOR_LEADER,
        Artefact.SUPERVISION,
        None,
        is_more=False,
        why="They answer for the service, not for one worker's learning",
    ),
    Differs(
        Role.INFORMATION_GOVERNANCE,
        Artefact.SUPERVISION,
        None,
        is_more=False,
        why="They look into who saw what, not into what was thought",
    ),
)


_DIFFERS: Final = {(one.role, one.artefact, one.way): one.is_more for one in DIFFERS}


def lets(role: Role, action: Action, artefact: Artefact | None = None) -> bool:
    """Whether 11.3 lets this role do that with this artefact. Every decision asks.

    What reads or writes no artefact is the policy table's alone.

    Raises:
        ValueError: that is not what this artefact is written with.
    """
    asked = _asked(action, artefact)
    if asked is None:
        return True
    is_more = _DIFFERS.get((role, *asked))
    return column_gives(role, *asked) if is_more is None else is_more


def _asked(
    action: Action, artefact: Artefact | None
) -> tuple[Artefact, Way | None] | None:
    if action is Action.SEE_SUPERVISION:
        return Artefact.SUPERVISION, None
    if action is Action.OPEN_FAMILY:
        return (artefact, None) if artefact else None
    written = [cell for cell, with_ in WRITTEN_WITH.items() if with_ is action]
    if not written or artefact is None:
        return written[0] if written else None
    for cell in written:
        if cell[0] is artefact:
            return cell
    raise ValueError(f"{artefact} is not written with {action}")


def read_with(artefact: Artefact) -> Action:
    """The action that a login needs to read an artefact's pages."""
    return Action.SEE_SUPERVISION if artefact in SUPERVISED else Action.OPEN_FAMILY


def column_gives(role: Role, artefact: Artefact, way: Way | None) -> bool:
    """Whether 11.3 lets this role read (`way` None) or write the artefact so.

    A column that reads a part (a sample, what the child agreed to) reads the page; what
    of it is on the page is `may_see`'s to say.
    """
    column = COLUMN.get(role)
    if column is None:
        return False
    if way is None:
        return MATRIX[artefact][column].sight > Sight.NOTHING
    return bool(may_write(artefact, column, way))
