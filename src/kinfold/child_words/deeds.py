"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

_NOW: Final = {
    "child_item.chosen": "Wrote down who may see something, as the child chose",
    "child_item.fed": "Put a child's own words on the map, or beside the plan",
    "child_item.override_told": "Told a child what was told on for their safety",
    "child_item.overridden": "Decided to tell something in spite of a child's choice",
    "child_item.shown": "Showed somebody what a child lets them see",
    "child_tool.answered": "Answered a child",
    "child_tool.copy_given": "Gave a child their own copy",
    "child_tool.number_taken_back": "Took a child's number off the scale again",
    "child_tool.shown_back": "Showed a child what the adults answered",
    "child_words.own_page": "Opened a child's own page",
    "child_words.own_words": "Opened what could be taken from a child's own words",
    "child_words.paper": "Opened a paper of what a child lets somebody see",
    "child_words.papers": "Opened who may see what a child said",
}
_ONCE: Final = {
    "child_tools.own_page": _NOW["child_words.own_page"],
    "child_tools.own_words": _NOW["child_words.own_words"],
}
"""What older rows are called, from when these pages were another app's."""
DEEDS: Final = _NOW | _ONCE
