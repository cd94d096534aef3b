"""The audit events of this app, in words.

A family can be shown who looked at its record, so nothing here names a safety object.
"""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "circles.circles": "Opened the circles around the children",
    "circles.form": "Opened a form beside the circles",
    "circles.kept": "Wrote something down beside the circles",
    "circles.page": "Opened a page beside the circles",
    "circles.placed": "Wrote down in which circle somebody stands",
}
