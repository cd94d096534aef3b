"""How a network's rows are said in forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from kinfold.networks.models import NetworkMember
from kinfold_core import phrases
from kinfold_core.people.relationships import Side
from kinfold_core.practice.living_map import DangerRow
from kinfold_core.practice.network import MemberDetails

ROLES = dict(NetworkMember.Role.choices)


def danger_choices(dangers: Sequence[DangerRow]) -> list[tuple[str, str]]:
    """Danger statements to choose from, whole: "1: On some Friday nights Dean …".

    Nobody can say that somebody heard words which are not there to be read.
    """
    return [
        (
            str(one.id),
            f"{one.number}: "
            f"{one.worried_about or one.what_might_happen or 'not written yet'}",
        )
        for one in dangers
    ]


def member_differences(
    standing: NetworkMember,
    typed: MemberDetails,
    *,
    connected: Sequence[UUID],
    children: Mapping[UUID, str],
) -> list[tuple[str, str, str]]:
    """Each question about a member with what stands and what was typed."""
    return [
        ("Who is it?", standing.name, typed.who.name),
        ("Who are they to the children?", standing.relationship, typed.relationship),
        ("Through whom do they belong?", _side(standing.side), _side(typed.side)),
        ("What could they be?", _roles(standing.roles), _roles(typed.roles)),
        (
            "Which of the children are they there for?",
            there_for(connected, children),
            there_for(typed.children, children),
        ),
    ]


def there_for(connected: Sequence[UUID], children: Mapping[UUID, str]) -> str:
    """ "Kai and Amira"; "" while nobody was asked."""
    names = [name for key, name in children.items() if key in connected]
    return phrases.listed(names) if names else ""


def _side(side: str) -> str:
    return phrases.capital(Side(side).label) if side else ""


def _roles(roles: Sequence[str]) -> str:
    return "; ".join(ROLES[role] for role in sorted(roles))
