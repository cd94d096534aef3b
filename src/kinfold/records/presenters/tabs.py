"""The pages of one family, in order, and the pages under a tab.

Names of other domains' pages are text, because this one stands below them; a page that
this Kinfold does not have is left out.
"""

from __future__ import annotations

from typing import Final

Page = tuple[str, str, str]
"""What it is called, the name of its address, its icon."""

LOOKS_TAB: Final = "records:who-looked"
NETWORK_TAB: Final = "networks:network"
PLAN_TAB: Final = "planning:plans"
VOICE_TAB: Final = "voice:story"

FAMILY_TABS: Final[tuple[Page, ...]] = (
    ("Family", "people:family", "users"),
    ("Where we are", "stages:stages", "milestone"),
    ("Map", "practice:map", "layout-grid"),
    ("Network", NETWORK_TAB, "users-round"),
    ("Plan", PLAN_TAB, "shield-check"),
    ("Child's voice", VOICE_TAB, "palette"),
    ("Meetings", "meetings:meetings", "presentation"),
    ("Supervision", "supervision:family", "messages-square"),
    ("Family's copy", "copies:family-copy", "file-text"),
    ("Who looked", LOOKS_TAB, "eye"),
)
_NETWORK: Final[tuple[Page, ...]] = (
    ("Who stands by the child", NETWORK_TAB, "users-round"),
    ("Family picture", "family_picture:picture", "network"),
    ("Circles", "circles:circles", "circle-dot"),
    ("Who does what", "commitments:commitments", "hand-helping"),
    ("Nine on Saturday night", "commitments:cover", "moon"),
    ("Family Finding", "family_finding:finding", "search"),
    ("Kinship", "kinship:kinship", "home"),
    ("Long haul", "long_haul:long-haul", "leaf"),
)
# three different documents, and how they are lived
_PLAN: Final[tuple[Page, ...]] = (
    ("All plans", PLAN_TAB, "layout-grid"),
    ("Today's safety", "trajectory:immediate", "clock-alert"),
    ("Bottom lines", "trajectory:bottom-lines", "anchor"),
    ("Road to closing", "trajectory:road", "route"),
    ("Safety plan", "planning:safety-plan", "shield-check"),
    ("Journal", "monitoring:journal", "book-open"),
    ("Checks", "monitoring:checks", "list-checks"),
    ("Reviews", "monitoring:reviews", "calendar-clock"),
    ("Family time", "family_time:family-time", "heart-handshake"),
)
_VOICE: Final[tuple[Page, ...]] = (
    ("Words and pictures", VOICE_TAB, "palette"),
    ("What the child says", "child_tools:tools", "message-circle"),
    ("Visits without a network", "offline:visits", "smartphone"),
)
SECTIONS: Final[dict[str, tuple[str, tuple[Page, ...]]]] = {
    NETWORK_TAB: ("The people around the children", _NETWORK),
    PLAN_TAB: ("Plans of this family", _PLAN),
    VOICE_TAB: ("With and for the children", _VOICE),
}
"""What is under a tab: how it is called when it is read out, and its pages."""
