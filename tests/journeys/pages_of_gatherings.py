"""Every kind of page of when a programme meets, and of its visits."""

from __future__ import annotations

FRANCES = "frances@programme.example"

CALENDAR = "/programme/calendar"

# who, address, and the button to press on it with nothing filled in
PAGES_OF_GATHERINGS: list[tuple[str, str, str]] = [
    (FRANCES, f"{CALENDAR}/", ""),
    (FRANCES, f"{CALENDAR}/plan/{{programme_id}}/", "Put it in"),
    (FRANCES, f"{CALENDAR}/{{gathering_id}}/", ""),
    (FRANCES, f"{CALENDAR}/{{gathering_id}}/change/", ""),
    (FRANCES, f"{CALENDAR}/{{gathering_id}}/cancel/", "Cancel this date"),
    (FRANCES, f"{CALENDAR}/{{gathering_id}}/answer/", "Save my answer"),
    (FRANCES, f"{CALENDAR}/{{gathering_id}}/agree/", "Save what was agreed"),
    (FRANCES, f"{CALENDAR}/agreed/{{agreed_id}}/done/", "It is done"),
    (FRANCES, f"{CALENDAR}/visits/plan/{{programme_id}}/", "Plan it"),
    (FRANCES, f"{CALENDAR}/visits/{{visit_id}}/", ""),
    (FRANCES, f"{CALENDAR}/visits/{{visit_id}}/cancel/", "Cancel this date"),
]
