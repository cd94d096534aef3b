"""Words, links and pictures of visits, for their pages."""

from kinfold.offline.presenters.held import HeldPage, held_lines, held_page
from kinfold.offline.presenters.visits import (
    conflict_lines,
    device_lines,
    label_of,
    lead_of,
    sound_links,
    visit_lines,
    whom_lead,
    whom_lines,
    wording,
)

__all__ = [
    "HeldPage",
    "conflict_lines",
    "device_lines",
    "held_lines",
    "held_page",
    "label_of",
    "lead_of",
    "sound_links",
    "visit_lines",
    "whom_lead",
    "whom_lines",
    "wording",
]
