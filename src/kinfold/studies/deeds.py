"""The changes of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "study.panel_kept": "Kept a panel for a study",
    "study.registered": "Registered a protocol",
    "study.opened": "Opened the outcomes of a study",
    "study.run_cancelled": "Cancelled a run of a study",
    "study.ran": "Ran a study",
    "study.deviation": "Wrote down what a study did otherwise than promised",
}
