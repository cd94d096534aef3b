"""What the page sends while somebody types."""

from __future__ import annotations

import json
from typing import Any

from kinfold.drafts.typed import CannotKeep, Typed, read

UNREADABLE = "This could not be read, so it is not kept yet. It is still on this device"


def read_keeping(body: bytes) -> tuple[str, Typed]:
    """The address of a form and what was typed into it.

    Raises:
        CannotKeep: it is not what the page sends.
    """
    try:
        sent: Any = json.loads(body)
        path, title, boxes = sent["path"], sent.get("title", ""), sent["boxes"]
        is_right = isinstance(path, str) and isinstance(title, str)
        is_right = is_right and all(_is_values(values) for values in boxes.values())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CannotKeep(UNREADABLE) from error
    if not is_right:
        raise CannotKeep(UNREADABLE)
    return path, read(title, boxes.items())


def _is_values(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(one, str) for one in values)
