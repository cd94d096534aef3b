"""Changes to a family's network. Keyword-only, `by=`, one transaction with audit."""

from kinfold.networks.actions.members import (
    add_member,
    change_member,
    come_back,
    step_back,
)
from kinfold.networks.actions.roles import close_role, look_again
from kinfold.networks.actions.standing import (
    write_about,
    write_step,
    write_view,
)
from kinfold.networks.actions.staying import say_who_stays
from kinfold.networks.actions.telling import tell

__all__ = [
    "add_member",
    "change_member",
    "close_role",
    "come_back",
    "look_again",
    "say_who_stays",
    "step_back",
    "tell",
    "write_about",
    "write_step",
    "write_view",
]
