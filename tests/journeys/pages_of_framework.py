"""Every kind of page of reviews against the framework."""

from __future__ import annotations

HELENA = "helena@lincolnshire.example"
BASE = "/programme/framework"
OPEN = f"{BASE}/reviews/{{open_review_id}}"
CLOSED = f"{BASE}/reviews/{{review_id}}"
RATER = f"{BASE}/raters/{{open_rater_id}}"

# who, address, and the button to press on it with nothing filled in
PAGES_OF_FRAMEWORK: list[tuple[str, str, str]] = [
    (HELENA, f"{BASE}/", ""),
    (HELENA, f"{BASE}/parts/", ""),
    (HELENA, f"{BASE}/{{programme_id}}/{{reviews_of}}/", ""),
    (HELENA, f"{BASE}/{{programme_id}}/{{reviews_of}}/begin/", "Begin it"),
    (HELENA, f"{OPEN}/", ""),
    (HELENA, f"{CLOSED}/", ""),
    (HELENA, f"{OPEN}/change/", ""),
    (HELENA, f"{OPEN}/ask/", "Ask them"),
    (HELENA, f"{OPEN}/close/", "Close it"),
    (HELENA, f"{CLOSED}/parts/{{part_key}}/", ""),
    (HELENA, f"{RATER}/", ""),
    (HELENA, f"{RATER}/set-aside/", "Save it"),
    (HELENA, f"{RATER}/parts/{{part_key}}/", "Save and go on"),
]
