"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "child_item.added": "Wrote down something a child said",
    "child_item.changed": "Changed how something a child said is written",
    "child_item.paper_added": "Added a photograph of a child's drawing",
    "child_item.sound_added": "Added a recording of a child",
    "child_tool.changed": "Changed what is written around a time with a child",
    "child_tool.disclosed": "Wrote down what a child told that must be acted on",
    "child_tool.finished": "Finished a time with a child",
    "child_tool.read_back": "Read a child's words back to them",
    "child_tools.form": "Opened what a child says to write on it",
    "child_tools.page": "Opened what the children say",
    "child_tools.session": "Opened a time with a child",
    "child_tool.started": "Began a time with a child",
}
