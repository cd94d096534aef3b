"""Who may do what: one table, from which permissions, menus and tests are made."""

from kinfold_core.access.actions import Action
from kinfold_core.access.decide import decide
from kinfold_core.access.matrix import Artefact, Audience, Way
from kinfold_core.access.roles import PROGRAMME_ROLES, Role
from kinfold_core.access.sharing import Apart, Facts, may_see, may_write
from kinfold_core.access.state import Reach, RecordState
from kinfold_core.access.table import GRANTS

__all__ = [
    "GRANTS",
    "PROGRAMME_ROLES",
    "Action",
    "Apart",
    "Artefact",
    "Audience",
    "Facts",
    "Reach",
    "RecordState",
    "Role",
    "Way",
    "decide",
    "may_see",
    "may_write",
]
