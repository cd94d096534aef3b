from kinfold.workshops.views.closing import (
    add_action,
    done,
    journal,
    make_journal,
    ours,
    paper,
    take_down,
)
from kinfold.workshops.views.phone import enter, now, phone
from kinfold.workshops.views.planning import add_item, change, change_item, plan
from kinfold.workshops.views.room import home, live, screen, turn, workshop

__all__ = [
    "add_action",
    "add_item",
    "change",
    "change_item",
    "done",
    "enter",
    "home",
    "journal",
    "live",
    "make_journal",
    "now",
    "ours",
    "paper",
    "phone",
    "plan",
    "screen",
    "take_down",
    "turn",
    "workshop",
]
