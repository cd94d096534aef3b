"""Words on their way into a draft and out of it: plain values, no queries.

A draft holds the boxes that somebody touched, by the name they are sent under, each
with its values; a box that was emptied is there with none. What was not touched is not
there, so that putting a draft back never hides what others saved meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kinfold.platform.signin.secrets import Unreadable, seal, unseal

PURPOSE = "draft"
LARGEST_BYTES = 400_000
LONGEST_TITLE = 200
LONGEST_NAME = 200
MOST_BOXES = 500
TITLE = "draft_title"
VERSION = "version"
KEEP, START_AGAIN = "keep", "start_again"
_NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "kept_post", TITLE, KEEP, START_AGAIN})
# which of two wordings somebody chose is an answer to one page, not words
CHOICE = "whose"

Boxes = Mapping[str, tuple[str, ...]]


class CannotKeep(Exception):
    """What was sent is no draft. The message says why, for the writer."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into a form, and what the form is called."""

    title: str = ""
    boxes: Boxes = field(default_factory=dict)

    def over(self, before: Typed) -> Typed:
        """This, laid over what was kept before.

        The version that the writer began from stays, so that a save much later still
        knows what others changed since.
        """
        began = {
            name: before.boxes[name] for name in (VERSION,) if name in before.boxes
        }
        boxes = {**before.boxes, **self.boxes, **began}
        return Typed(self.title or before.title, boxes)


def read(title: str, boxes: Iterable[tuple[str, Iterable[str]]]) -> Typed:
    """What was sent as a draft, without what is never kept."""
    return Typed(
        title=_plain(title)[:LONGEST_TITLE],
        boxes={
            _plain(name): tuple(_plain(value) for value in values)
            for name, values in boxes
            if name not in _NEVER_KEPT
            and "password" not in name
            and not name.startswith(CHOICE)
            and len(name) <= LONGEST_NAME
        },
    )


def _plain(text: str) -> str:
    """Half a character cannot be written to a page; it becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def close(typed: Typed, *, owner: str, path: str) -> bytes:
    """Seal what was typed for this owner and this form.

    Raises:
        CannotKeep: it is more than a draft may hold.
    """
    plain = json.dumps({"title": typed.title, "boxes": typed.boxes}).encode()
    if len(plain) > LARGEST_BYTES or len(typed.boxes) > MOST_BOXES:
        raise CannotKeep(
            "This is too long to be kept while you type. "
            "Save it in two parts, or make it shorter"
        )
    return seal(plain, purpose=PURPOSE, bound_to=_bound_to(owner, path))


def open_up(sealed: bytes, *, owner: str, path: str) -> Typed:
    """What was typed; nothing when the key it was sealed with is gone."""
    try:
        plain = unseal(sealed, purpose=PURPOSE, bound_to=_bound_to(owner, path))
    except Unreadable:
        return Typed()
    content = json.loads(plain)
    return Typed(
        title=content["title"],
        boxes={name: tuple(values) for name, values in content["boxes"].items()},
    )


def _bound_to(owner: str, path: str) -> str:
    return f"{owner} {path}"
