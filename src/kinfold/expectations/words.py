"""How each expectation is said, on its form and in its history."""

from __future__ import annotations

from typing import Final

# what is hoped for, and what the number counts; in the order a family meets them
SAID: Final = {
    "written_day": ("Worries, goal and scale are written", "working day"),
    "shared_day": ("They are shared with the parents", "working day"),
    "network_day": ("The network has met", "working day"),
    "road_weeks": ("The road to closing is agreed", "week"),
    "story_weeks": ("Words and pictures are agreed", "week"),
    "plan_weeks": ("The family lives by its plan", "week"),
    "scale_every": ("Everybody says a number again", "every"),
    "child_every": ("Each child is listened to again", "every"),
    "supervision_every": ("Colleagues think about it together again", "every"),
    "tried_within": ("Each rule of a plan is used or practised again", "within"),
    "safety_people_least": ("People have said yes before a plan is lived by", "least"),
}
COUNTS: Final = {
    "working day": "by working day, counted from the first",
    "week": "by week, counted from the first day",
    "every": "every so many weeks",
    "within": "within so many days",
    "least": "at least so many who have heard the worry and said yes to their part",
}


def said(name: str, number: int) -> str:
    """ "by working day 10", "every 6 weeks", "within 30 days", "at least 2"."""
    counts = SAID[name][1]
    if counts == "least":
        return f"at least {number}"
    if counts == "within":
        return "within a day" if number == 1 else f"within {number} days"
    if counts == "every":
        return "every week" if number == 1 else f"every {number} weeks"
    return f"by {counts} {number}"
