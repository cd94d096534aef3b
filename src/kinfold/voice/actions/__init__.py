"""Changes to a story. Keyword-only, `by=`, one transaction with audit."""

from kinfold.voice.actions.frames import (
    add_frame,
    change_frame,
    draw_frame,
    move_frame,
    put_back_frame,
    take_out_frame,
)
from kinfold.voice.actions.says import decide, say
from kinfold.voice.actions.stories import (
    agree_story,
    begin_next_version,
    begin_story,
    change_story,
)
from kinfold.voice.actions.telling import give_copy, record_reading

__all__ = [
    "add_frame",
    "agree_story",
    "begin_next_version",
    "begin_story",
    "change_frame",
    "change_story",
    "decide",
    "draw_frame",
    "give_copy",
    "move_frame",
    "put_back_frame",
    "record_reading",
    "say",
    "take_out_frame",
]
