"""Every kind of page of when a programme meets, and of what it knows."""

from __future__ import annotations

FRANCES = "frances@programme.example"

CALENDAR = "/programme/calendar"
ITEM = "/knowledge/{knowledge_item_id}"

# who, address, and the button to press on it with nothing filled in
PAGES_OF_GATHERINGS: list[tuple[str, str, str]] = [
    (FRANCES, f"{CALENDAR}/", ""),
    (FRANCES, f"{CALENDAR}/plan/{{programme_id}}/", "Put it in"),
    (FRANCES, f"{CALENDAR}/{{gathering_id}}/", ""),
    (FRANCES, f"{CALENDAR}/{{gathering_id}}/change/", ""),
    (FRANCES, f"{CALENDAR}/{{gathering_id}}/cancel/", "Cancel this date"),
    (FRANCES, f"{CALENDAR}/{{gathering_id}}/answer/", "Save my answer"),
    (FRANCES, f"{CALENDAR}/{{gathering_id}}/invite/", "Invite them"),
    (FRANCES, f"{CALENDAR}/address/{{programme_id}}/", ""),
    (FRANCES, f"{CALENDAR}/{{gathering_id}}/agree/", "Save what was agreed"),
    (FRANCES, f"{CALENDAR}/agreed/{{agreed_id}}/done/", "It is done"),
    (FRANCES, f"{CALENDAR}/visits/plan/{{programme_id}}/", "Plan it"),
    (FRANCES, f"{CALENDAR}/visits/{{visit_id}}/", ""),
    (FRANCES, f"{CALENDAR}/visits/{{visit_id}}/move/", "Save the new date"),
    (FRANCES, f"{CALENDAR}/visits/{{visit_id}}/cancel/", "Cancel this date"),
    (FRANCES, "/knowledge/", ""),
    (FRANCES, "/knowledge/add/{programme_id}/", "Put it in"),
    (FRANCES, "/knowledge/take-in/{programme_id}/", "Take them in"),
    (FRANCES, f"{ITEM}/", ""),
    (FRANCES, f"{ITEM}/versions/", ""),
    (FRANCES, f"{ITEM}/change/", ""),
    (FRANCES, f"{ITEM}/withdraw/", "Withdraw it"),
    (FRANCES, f"{ITEM}/rate/", "Save my answer"),
    (FRANCES, f"{ITEM}/use/", "Write it down"),
    (FRANCES, f"{ITEM}/collect/", "Put it there"),
    (FRANCES, f"{ITEM}/take-out/", "Take it out"),
]
