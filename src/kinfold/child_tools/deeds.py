"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "child_item.added": "Wrote down something a child said",
    "child_item.changed": "Changed how something a child said is written",
    "child_item.chosen": "Wrote down who may see something, as the child chose",
    "child_item.fed": "Put a child's own words on the map, or beside the plan",
    "child_item.override_told": "Told a child what was told on for their safety",
    "child_item.overridden": "Decided to tell something in spite of a child's choice",
    "child_item.paper_added": "Added a photograph of a child's drawing",
    "child_item.sound_added": "Added a recording of a child",
    "child_tool.answered": "Answered a child",
    "child_tool.changed": "Changed what is written around a time with a child",
    "child_tool.copy_given": "Gave a child their own copy",
    "child_tool.disclosed": "Wrote down what a child told that must be acted on",
    "child_tool.finished": "Finished a time with a child",
    "child_tool.read_back": "Read a child's words back to them",
    "child_tool.shown_back": "Showed a child what the adults answered",
    "child_tools.form": "Opened what a child says to write on it",
    "child_tools.own_page": "Opened a child's own page",
    "child_tools.own_words": "Opened what could be taken from a child's own words",
    "child_tools.page": "Opened what the children say",
    "child_tools.session": "Opened a time with a child",
    "child_tool.started": "Began a time with a child",
}
