"""Where the pages of a meeting with the network go back to."""

from __future__ import annotations

from django.urls import reverse

from kinfold.meetings.selectors import MeetingRow


def record_url(meeting: MeetingRow, at: str = "") -> str:
    """How it was; `at` is a place on that page."""
    url = reverse(
        "network_meetings:network-record", args=[meeting.family_id, meeting.id]
    )
    return f"{url}#{at}" if at else url
