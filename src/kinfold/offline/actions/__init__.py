"""What people do with visits, and what their devices do for them."""

from kinfold.offline.actions.choosing import choose, hand_over
from kinfold.offline.actions.coming_home import bring_home
from kinfold.offline.actions.devices import (
    add_device,
    ask_wipe,
    close_here,
    open_with_key,
    say_wiped,
)
from kinfold.offline.actions.held import let_stay, pass_on, take_in
from kinfold.offline.actions.sounds import add_sound
from kinfold.offline.actions.taking_along import put_on_device, take_along
from kinfold.offline.actions.whom import say_whom

__all__ = [
    "add_device",
    "add_sound",
    "ask_wipe",
    "bring_home",
    "choose",
    "close_here",
    "hand_over",
    "let_stay",
    "open_with_key",
    "pass_on",
    "put_on_device",
    "say_whom",
    "say_wiped",
    "take_along",
    "take_in",
]
