"""Changes to what children say. Keyword-only, `by=`, one transaction with audit.

A device may make the ids (`id=`): the same call twice writes once. Fields are written
one by one (`changes`, over the version that was `seen`).
"""

from kinfold.child_tools.actions.answering import respond, show_back
from kinfold.child_tools.actions.feeding import feed, feed_number
from kinfold.child_tools.actions.files import add_file
from kinfold.child_tools.actions.finishing import disclose, finish, give_copy, read_back
from kinfold.child_tools.actions.items import add_item, change_item
from kinfold.child_tools.actions.sessions import change_session, start_session
from kinfold.child_tools.actions.sharing import (
    choose_sharing,
    override_sharing,
    tell_of_override,
)

__all__ = [
    "add_file",
    "add_item",
    "change_item",
    "change_session",
    "choose_sharing",
    "disclose",
    "feed",
    "feed_number",
    "finish",
    "give_copy",
    "override_sharing",
    "read_back",
    "respond",
    "show_back",
    "start_session",
    "tell_of_override",
]
