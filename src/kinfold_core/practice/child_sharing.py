"""Who may see what a child said: the child's own choices, the newest counting.

Nothing is shared until the child says so. A choice is about an audience: a group, or
somebody by name. Choices are never changed; a new one is made (ADR 30).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from kinfold_core.access.actions import Action
from kinfold_core.access.matrix import Artefact
from kinfold_core.access.matrix import Audience as Column
from kinfold_core.access.roles import Role
from kinfold_core.access.sharing import Apart, Facts, may_see
from kinfold_core.access.staff import COLUMN
from kinfold_core.access.state import Reach, RecordState
from kinfold_core.access.table import GRANTS
from kinfold_core.practice.child_tools import Said


class Audience(Said):
    """To whom something may be shown. A group, or one person by name."""

    PARENTS = "parents", "My parents"
    PERSON = "person", "One person"
    NETWORK = "network", "The people who stand by me"
    SCHOOL = "school", "My school"
    WORKERS = "workers", "The other people who work with us"
    NOBODY = "nobody", "Nobody but my worker"


class MayShow(Said):
    """What the child answers for an audience."""

    NO = "no", "No"
    IF_THERE = "if_there", "Only if I am there"
    YES = "yes", "Yes"


GROUPS: Final = (
    Audience.PARENTS,
    Audience.NETWORK,
    Audience.SCHOOL,
    Audience.WORKERS,
)
_READ_THERE: Final = {Audience.NETWORK, Audience.SCHOOL}
"""Who stands with the family where it reads, beside the family itself."""
_WIDTH: Final = {MayShow.NO: 0, MayShow.IF_THERE: 1, MayShow.YES: 2}

READS_ALL: Final = frozenset(
    role
    for role, column in COLUMN.items()
    if column is not Column.PRACTITIONER and may_see(Artefact.CHILD_TOOLS, column)
)
"""Who of the service reads every item of a family that is open to them (11.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer of the child for one audience. Of somebody by name a key is kept."""

    audience: str
    answer: str
    name: str = ""
    person_id: UUID | None = None
    member_id: UUID | None = None
    chosen_on: date | None = None

    @property
    def about(self) -> tuple[str, str]:
        """What makes two choices answers to one question."""
        key = self.person_id or self.member_id
        return self.audience, str(key or self.name.casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """An adult showed it in spite of the child's choice, to keep them safe."""

    audience: str
    what: str
    reason: str
    decided_by: str
    decided_on: date
    name: str = ""
    person_id: UUID | None = None
    member_id: UUID | None = None
    told_child_on: date | None = None
    why_not_told: str = ""
    child_words: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who would see it: the groups they are of, and who they are."""

    groups: frozenset[str] = frozenset()
    person_id: UUID | None = None
    member_id: UUID | None = None
    name: str = ""

    def is_named_in(self, row: Choice | Override) -> bool:
        if row.audience != Audience.PERSON:
            return False
        if row.person_id or row.member_id:
            return (row.person_id is not None and row.person_id == self.person_id) or (
                row.member_id is not None and row.member_id == self.member_id
            )
        return bool(self.name) and row.name.casefold() == self.name.casefold()


COLLEAGUE: Final = Reader(frozenset({Audience.WORKERS}))


def why_not_choice(choice: Choice) -> str:
    """Why this is no choice that a child can make, or ""."""
    if choice.audience not in set(Audience):
        return "Choose who it is about"
    if choice.answer not in set(MayShow):
        return "Choose yes, no, or only if the child is there"
    if choice.audience == Audience.PERSON and not choice.name.strip():
        return "Say who it is about"
    return ""


def why_not_override(override: Override, *, today: date) -> tuple[str, str]:
    """Why this is no decision to tell, and of which field; "" twice when it is one."""
    is_to_nobody = override.audience == Audience.NOBODY
    is_to_person = override.audience == Audience.PERSON
    told_on = override.told_child_on
    not_yet = "This day has not come yet"
    checks = (
        (is_to_nobody or override.audience not in set(Audience),
         "Choose who is told", "audience"),
        (is_to_person and not override.name.strip(), "Say who is told", "audience"),
        (not override.what.strip(),
         "Write exactly what is told, and nothing more", "what"),
        (not override.reason.strip(),
         "Say why it must be told. The child reads your reason", "reason"),
        (not override.decided_by.strip(), "Say who decided", "decided_by"),
        (override.decided_on > today, not_yet, "decided_on"),
        (told_on is None and not override.why_not_told.strip(),
         "Say when the child was told, or why not yet", "why_not_told"),
        (told_on is not None and told_on > today, not_yet, "told_child_on"),
    )  # fmt: skip
    return next(((say, field) for is_so, say, field in checks if is_so), ("", ""))


def standing(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """What counts now of all choices, the oldest first: the newest of each question.

    "Nobody but my worker" takes back everything that was said before it.
    """
    newest: dict[tuple[str, str], Choice] = {}
    for choice in choices:
        if choice.audience == Audience.NOBODY:
            newest.clear()
        newest.pop(choice.about, None)
        newest[choice.about] = choice
    return tuple(newest.values())


def narrows(choices: Sequence[Choice], new: Choice) -> bool:
    """Whether a new choice opens nothing to anybody that was not open before it."""
    if new.audience == Audience.NOBODY or new.answer == MayShow.NO:
        return True
    now = next((one for one in standing(choices) if one.about == new.about), None)
    answer = MayShow(now.answer) if now else MayShow.NO
    return _WIDTH[MayShow(new.answer)] <= _WIDTH[answer]


def answer_for(choices: Sequence[Choice], reader: Reader) -> MayShow:
    """What the child says of this reader. Nothing said is no.

    A word about somebody by name counts before one about their group, unless the one
    about the group is newer: then the narrower of the two counts.
    """
    counted = standing(choices)
    groups = [at for at, one in enumerate(counted) if one.audience in reader.groups]
    named = [at for at, one in enumerate(counted) if reader.is_named_in(one)]
    if not named:
        return _narrowest(counted[at] for at in groups)
    later = [at for at in groups if at > named[-1]]
    return _narrowest(counted[at] for at in (*named[-1:], *later))


def _narrowest(choices: Iterable[Choice]) -> MayShow:
    answers = [MayShow(one.answer) for one in choices]
    return min(answers, key=_WIDTH.__getitem__, default=MayShow.NO)


def may_show(
    choices: Sequence[Choice],
    reader: Reader,
    column: Column,
    *,
    apart: Collection[Apart] = (),
    is_child_there: bool = False,
) -> bool:
    """Whether this reader may be shown the whole item. A paper has no child beside it.

    `column` is as whom they read (11.3); `apart`: what was decided between them and
    the child, which goes before the child's yes.
    """
    answer = answer_for(choices, reader)
    is_yes = answer == MayShow.YES or (answer == MayShow.IF_THERE and is_child_there)
    facts = Facts(has_child_agreed=is_yes, apart=apart)
    return is_yes and bool(may_see(Artefact.CHILD_TOOLS, column, facts))


def told_to(
    overrides: Iterable[Override],
    reader: Reader,
    column: Column,
    *,
    apart: Collection[Apart] = (),
) -> tuple[Override, ...]:
    """What adults decided to tell this reader in spite of a no: that, and no more.

    The item itself stays as closed as the child left it.
    """
    return tuple(
        one
        for one in overrides
        if (one.audience in reader.groups or reader.is_named_in(one))
        and may_see(
            Artefact.CHILD_TOOLS, column, Facts(override=one.reason, apart=apart)
        )
    )


def answers_for_it(roles: frozenset[Role], state: RecordState) -> bool:
    """Whether somebody answers for the work with this family, and so reads all of it.

    By their role and how near the family is to them. An emergency, or a name on a
    restricted record, opens the record, and makes nobody the family's manager.
    """
    reaches = GRANTS[Action.OPEN_FAMILY]
    return any(
        state.nearness <= reaches.get(role, Reach.NOTHING) for role in roles & READS_ALL
    )


def may_read_at_work(
    choices: Sequence[Choice],
    *,
    is_recorder: bool,
    is_answering: bool,
    roles: frozenset[Role],
) -> bool:
    """Whether somebody of the service, to whom the family is open, may read it all.

    The worker the child talked with; who answers for the work (`answers_for_it`);
    else whom the child chose.
    """
    return (
        is_recorder
        or is_answering
        or any(may_show(choices, COLLEAGUE, column) for column in _columns(roles))
    )


def told_at_work(
    overrides: Sequence[Override], *, roles: frozenset[Role]
) -> tuple[Override, ...]:
    """What was decided to be told to those who may not read the item itself."""
    found = (
        one
        for column in _columns(roles)
        for one in told_to(overrides, COLLEAGUE, column)
    )
    return tuple(dict.fromkeys(found))


def _columns(roles: frozenset[Role]) -> list[Column]:
    return sorted({COLUMN[role] for role in roles if role in COLUMN})


def is_for_family(choices: Sequence[Choice]) -> bool:
    """Whether it may stand where the whole family reads it.

    Parents were chosen, and nobody was left out: no person by name, and neither the
    network nor the school, who read there too. What adults told in spite of a no, they
    told to whom they named; it opens nothing here.
    """
    counted = standing(choices)
    if any(
        one.audience in _READ_THERE | {Audience.PERSON} and one.answer != MayShow.YES
        for one in counted
    ):
        return False
    answer = answer_for(counted, Reader(frozenset({Audience.PARENTS})))
    return answer == MayShow.YES


def why_not_on_the_map(choices: Sequence[Choice], *, is_read_by_family: bool) -> str:
    """Why a child's words may not be put where others read them, or "".

    Other workers read the map; `is_read_by_family`: no line there can be kept from the
    family, as with a goal or a suggested rule.
    """
    if answer_for(choices, COLLEAGUE) != MayShow.YES:
        return (
            "The child has not said that other workers may read this. Ask the child. "
            "What was decided must be told, you write on the map in your own words"
        )
    if is_read_by_family and not is_for_family(choices):
        return (
            "The family reads this part, and the child has not said that they may. "
            "Ask the child first"
        )
    return ""


def in_words(choices: Sequence[Choice]) -> tuple[str, ...]:
    """The child's choices as they count now, a line each; empty: nothing said yet."""
    said = []
    for one in standing(choices):
        audience = Audience(one.audience)
        if audience == Audience.NOBODY:
            said.append("Nobody but my worker, and who answers for their work")
        else:
            said.append(f"{one.name or audience.label}: {MayShow(one.answer).label}")
    return tuple(said)
