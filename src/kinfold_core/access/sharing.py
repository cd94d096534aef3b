"""Who may see and write what of a family's work: one question, asked of the matrix.

`decide` says what a login may do. This says what a *person* may be shown, the child and
the parents among them: what a paper, a link or a page made for somebody may hold. Facts
go in, never the record itself; the answer says why, in words that may be shown to the
worker (never to whoever it is kept from).

Source: `matrix.py`, which is practice.md 11.3; its overrides are here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kinfold_core.access.matrix import (
    FAMILY_SIDE,
    MATRIX,
    Artefact,
    Audience,
    Need,
    Sight,
    Way,
)
from kinfold_core.decision import Decision, allow, refuse

HEARD: Final = 3
"""The level from which somebody has heard the danger statements and goals."""
SEEN_PLAN: Final = 4
"""The level from which somebody has seen the words and pictures, or the whole plan."""


class Apart(StrEnum):
    """Why something of one person is kept from another. Each has a written reason.

    The first four somebody decided and wrote down; the last two follow from where
    people live and whether they are safe to contact.
    """

    COURT = "court"
    ADOPTION = "adoption"
    THIRD_PARTY = "third_party"
    NO_CONTACT = "no_contact"
    HIDDEN_HOME = "hidden_home"
    NOT_SAFE = "not_safe"


DECIDED: Final = (Apart.COURT, Apart.ADOPTION, Apart.THIRD_PARTY, Apart.NO_CONTACT)
SHUTS_ALL: Final = frozenset({Apart.COURT, Apart.ADOPTION, Apart.THIRD_PARTY})
"""Nothing that somebody said, does or is named in goes to whoever is kept from them."""
SHUTS_DAYS: Final = frozenset(Apart) - {Apart.THIRD_PARTY}
"""Nothing that tells how days go, where, and with whom."""
TELLS_DAYS: Final = frozenset(
    {
        Artefact.TODAYS_SAFETY,
        Artefact.SAFETY_PLAN,
        Artefact.STORY,
        Artefact.NETWORK,
        Artefact.JOURNAL,
        Artefact.FOUND_PEOPLE,
        Artefact.FAMILY_PICTURE,
    }
)
"""From these somebody can find another: who is where, when, and with whom."""
NOT_ASKED: Final = "They were not asked about it, or it was not safe to ask"
WORDS: Final[dict[Apart, str]] = {
    Apart.COURT: "A court keeps this from them",
    Apart.ADOPTION: "The adoption is confidential, and they must not learn of it",
    Apart.THIRD_PARTY: "It came from somebody who did not give it for them",
    Apart.NO_CONTACT: "They must not have contact, and it tells how days go",
    Apart.HIDDEN_HOME: "They must not know where somebody lives, and it tells how "
    "days go",
    Apart.NOT_SAFE: "They are not safe to contact, and it tells how days go",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What decides whether one piece of an artefact is for one reader.

    Attributes:
        level: what a network member has been told, 0 to 5.
        is_theirs: the reader said, does, carries or is it.
        is_core: a danger statement, a goal or a scale.
        is_for_child: told or drawn for a child, or with a grown-up beside it.
        is_outcome, is_relevant, is_sampled, is_invited: a decision of supervision; a
            rule that a partner has a part in; a record in an audit's sample; the
            reader was asked to come, or to give a view.
        has_child_agreed: the child said that this reader may see this item.
        override: why it is shown although the child did not agree (safety); logged.
        is_unsafe: showing it to them could put somebody in danger.
        is_hidden: kept from the family for a written reason (I8).
        was_asked: the reader was asked about it; a paper is not how they first hear.
        is_private_draft: the family's own, not yet shared by them.
        apart: what stands between the reader and whoever the piece is of or about.
        apart_here: what stands between the reader and anybody of the family.
    """

    level: int = 0
    is_theirs: bool = False
    is_core: bool = False
    is_for_child: bool = False
    is_outcome: bool = False
    is_relevant: bool = False
    is_sampled: bool = False
    is_invited: bool = False
    has_child_agreed: bool = False
    override: str = ""
    is_unsafe: bool = False
    is_hidden: bool = False
    was_asked: bool = True
    is_private_draft: bool = False
    apart: Collection[Apart] = ()
    apart_here: Collection[Apart] = ()


NOTHING_KNOWN: Final = Facts()

_MISSING: Final[dict[Need, str]] = {
    Need.TOLD: "They have not heard the worry yet",
    Need.SEEN_PLAN: "They have not been shown the whole plan yet",
    Need.CORE: "Of the map only the worries, goals and scales are for them",
    Need.THEIRS: "Only what is their own is for them",
    Need.FOR_CHILD: "A child is told it in pictures, or with somebody beside them",
    Need.OUTCOME: "Only what came of it is for them",
    Need.RELEVANT: "Only the rules that they have a part in are for them",
    Need.SAMPLED: "It is not in the sample that is looked at",
    Need.INVITED: "They were not asked to come",
    Need.CHILD_AGREED: "The child has not agreed that they see it",
    Need.SAFE: "Showing it to them could put somebody in danger",
}


def may_see(
    artefact: Artefact, reader: Audience, facts: Facts = NOTHING_KNOWN
) -> Decision:
    """May this reader be shown this piece of the artefact?"""
    cell = MATRIX[artefact][reader]
    if cell.sight is Sight.NOTHING:
        return refuse("This is not for them")
    if (kept := _kept_from(artefact, reader, facts)) is not None:
        return kept
    if cell.sight is Sight.OWN and facts.is_theirs:
        return allow("Their own")
    for need in Need:
        if need in cell.needs and not _is_met(need, facts):
            return refuse(_MISSING[need])
    if Need.CHILD_AGREED in cell.needs and not facts.has_child_agreed:
        return allow(f"Shown for safety: {facts.override}")
    return allow("Theirs to see")


def may_write(
    artefact: Artefact, reader: Audience, way: Way, facts: Facts = NOTHING_KNOWN
) -> Decision:
    """May this reader do this with the artefact: rate it, add to it, question it?

    What somebody wrote is changed or taken back by nobody but them.
    """
    cell = MATRIX[artefact][reader]
    if way not in cell.ways:
        return refuse("Their part in it is another one")
    if (kept := _kept_from(artefact, reader, facts)) is not None:
        return kept
    # whoever owns it needs nothing else to write; their own is theirs
    if cell.sight is not Sight.OWN:
        for need in (Need.TOLD, Need.INVITED):
            if need in cell.needs and not _is_met(need, facts):
                return refuse(_MISSING[need])
    if way is Way.CHANGE_OWN and not facts.is_theirs:
        return refuse("Whoever wrote it changes it, or takes it back")
    return allow("Theirs to write")


def _kept_from(artefact: Artefact, reader: Audience, facts: Facts) -> Decision | None:
    """What goes before every cell: blocks, what is hidden, what is not shared yet."""
    if reader not in FAMILY_SIDE:
        if facts.is_private_draft:
            return refuse("The family has not shared it yet")
        return None
    shuts = next((one for one in Apart if one in _shut_by(artefact, facts)), None)
    if shuts is not None:
        return refuse(WORDS[shuts])
    if facts.is_hidden:
        return refuse("It is kept from the family, for a reason that is written down")
    if not facts.was_asked:
        return refuse(NOT_ASKED)
    return None


def _shut_by(artefact: Artefact, facts: Facts) -> set[Apart]:
    """What stands between the reader and this piece."""
    shuts = SHUTS_ALL.intersection(facts.apart)
    if artefact in TELLS_DAYS:
        shuts |= SHUTS_DAYS.intersection({*facts.apart, *facts.apart_here})
    return set(shuts)


def _is_met(need: Need, facts: Facts) -> bool:
    return {
        Need.TOLD: facts.level >= HEARD,
        Need.SEEN_PLAN: facts.level >= SEEN_PLAN,
        Need.CORE: facts.is_core,
        Need.THEIRS: facts.is_theirs,
        Need.FOR_CHILD: facts.is_for_child,
        Need.OUTCOME: facts.is_outcome,
        Need.RELEVANT: facts.is_relevant,
        Need.SAMPLED: facts.is_sampled,
        Need.INVITED: facts.is_invited,
        Need.CHILD_AGREED: facts.has_child_agreed or bool(facts.override.strip()),
        Need.SAFE: not facts.is_unsafe,
    }[need]
