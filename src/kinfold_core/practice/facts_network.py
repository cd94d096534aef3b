"""What the rules look at in what somebody of the network is asked to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CommitmentFacts:
    """One person's part, and what is known of them.

    Attributes:
        is_accepted: they said yes to these words themselves.
        unheard: how many of the dangers it is about they have not heard.
        is_source: one of those dangers is about what they do.
        is_kept_from_safety: they do not keep the children safe for now (R-NW6).
    """

    who: str
    text: str = ""
    is_accepted: bool = False
    unheard: int = 0
    is_source: bool = False
    is_kept_from_safety: bool = False


@dataclass(frozen=True, slots=True)
class DisclosureFacts:
    """Somebody was told or given something: by whom, and on what ground."""

    what: str = ""
    told_by: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ClosedRoleFacts:
    """One role that is to be closed to one person for now.

    `has_other_role`: there is something that they could be instead.
    """

    role: str = ""
    reason: str = ""
    decided_by: str = ""
    has_review: bool = False
    has_other_role: bool = False


@dataclass(frozen=True, slots=True)
class DespiteFacts:
    """Somebody is to be there although a child said no.

    `is_by_themselves`: whoever decides is the one the child said no to.
    `is_by_child`: a child's other word is a new word, and no decision.
    `may_decide`: they hold a role that has this decision; `is_too_long`: until the day
    it is looked at again.
    """

    reason: str = ""
    decided_by: str = ""
    is_by_themselves: bool = False
    is_by_child: bool = False
    may_decide: bool = False
    has_review: bool = False
    is_too_long: bool = False
