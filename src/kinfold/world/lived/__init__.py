"""The family written by hand, taken through everything: from the first map to the day
services leave in sight.

Written through the rooms' own actions, by Amina and her manager, so that every rule
that holds for a worker held for it too. About nobody.
"""

from kinfold.world.lived.afterwards import may_be_asked
from kinfold.world.lived.kin import show_a_clock
from kinfold.world.lived.packs import show_every_pack
from kinfold.world.lived.whole import live_through

__all__ = ["live_through", "may_be_asked", "show_a_clock", "show_every_pack"]
