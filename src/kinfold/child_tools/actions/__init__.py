"""Changes to what children say. Keyword-only, `by=`, one transaction with audit.

A device may make the ids (`id=`): the same call twice writes once. Fields are written
one by one (`changes`, over the version that was `seen`).
"""

from kinfold.child_tools.actions.files import add_file, adopt_file
from kinfold.child_tools.actions.finishing import disclose, finish, read_back
from kinfold.child_tools.actions.items import add_item, change_item
from kinfold.child_tools.actions.sessions import change_session, start_session

__all__ = [
    "add_file",
    "add_item",
    "adopt_file",
    "change_item",
    "change_session",
    "disclose",
    "finish",
    "read_back",
    "start_session",
]
