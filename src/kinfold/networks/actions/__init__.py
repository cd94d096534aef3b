"""Changes to a family's network. Keyword-only, `by=`, one transaction with audit."""

from kinfold.networks.actions.asking import write_ask
from kinfold.networks.actions.members import (
    add_member,
    change_member,
    come_back,
    step_back,
)
from kinfold.networks.actions.telling import tell

__all__ = [
    "add_member",
    "change_member",
    "come_back",
    "step_back",
    "tell",
    "write_ask",
]
