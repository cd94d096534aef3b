"""Writing what the people of a family say after the record is closed (ADR 27).

Whether they may be asked is kept in a room above those that ask it: that room says when
it starts how it is known (as `kinfold.records.known_names` does).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action

if TYPE_CHECKING:  # a room says what it knows before the models are there
    from kinfold.records.models import Family

# who asks, and an authorised family
MayAsk: TypeAlias = Callable[[Viewer, UUID], bool]

NOT_ASKED = (
    "The record is closed, and the family has not said that they may be asked. Ask for "
    "that first, on the page “Long haul”"
)
_MAY_ASK: dict[str, MayAsk] = {}


def offer_may_ask(room: str, may_ask: MayAsk) -> None:
    """Add how it is known whether a family may be asked after the end."""
    _MAY_ASK[room] = may_ask


def hears_who_stays(family: Family) -> Action:
    """What it takes to write down whether somebody stays; another thing after the end
    than before it."""
    return Action.ASK_AFTERWARDS if family.is_closed else Action.WRITE_NETWORK


def check_may_ask(by: Viewer, family: Family) -> None:
    """Once the record is closed only those are asked who said that they may be.

    Raises:
        CannotDo: it is closed, and they did not say so.
    """
    if family.is_closed and not any(
        may_ask(by, family.pk) for may_ask in _MAY_ASK.values()
    ):
        raise CannotDo(NOT_ASKED)
