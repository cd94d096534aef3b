from kinfold.workshops.actions.closing import (
    add_action,
    make_journal,
    mark_done,
    tell_highlight,
)
from kinfold.workshops.actions.planning import (
    ItemDetails,
    add_item,
    change_item,
    change_workshop,
    plan_workshop,
)
from kinfold.workshops.actions.running import (
    close_item,
    close_workshop,
    open_item,
    open_workshop,
    take_down,
)
from kinfold.workshops.actions.voting import say_who, vote, write_note

__all__ = [
    "ItemDetails",
    "add_action",
    "add_item",
    "change_item",
    "change_workshop",
    "close_item",
    "close_workshop",
    "make_journal",
    "mark_done",
    "open_item",
    "open_workshop",
    "plan_workshop",
    "say_who",
    "take_down",
    "tell_highlight",
    "vote",
    "write_note",
]
