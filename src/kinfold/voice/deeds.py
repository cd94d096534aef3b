"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "story.agreed": "Noted that a story in words and pictures is agreed",
    "story.begun": "Began a story in words and pictures",
    "story.changed": "Changed what a story is called or for whom it is",
    "story.copy_given": "Noted the copy of a story that a child keeps",
    "story.decided": "Decided about a story in words and pictures",
    "story.next_begun": "Began the next version of a story",
    "story.read_to_child": "Noted that a story was read to a child",
    "story.said": "Wrote down what somebody says of a story",
    "story_frame.added": "Added a frame to a story",
    "story_frame.changed": "Changed the words of a frame",
    "story_frame.drawn": "Drew in a frame",
    "story_frame.moved": "Moved a frame of a story",
    "story_frame.put_back": "Put a frame back into a story",
    "story_frame.taken_out": "Took a frame out of a story",
    "voice.compare": "Compared two drafts of a frame",
    "voice.draw": "Opened the picture of a frame",
    "voice.form": "Opened a story to write on it",
    "voice.frame": "Opened a frame of a story",
    "voice.pdf": "Printed a story in words and pictures",
    "voice.reading": "Opened a story to read it together",
    "voice.story": "Read a story in words and pictures",
}
