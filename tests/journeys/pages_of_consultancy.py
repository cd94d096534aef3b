"""Every kind of page of visits and calls with those who lead an authority."""

from __future__ import annotations

FRANCES = "frances@programme.example"
HELD = "/programme/consultancy/held/{sitting_id}"
PLACE = "/programme/consultancy/{programme_id}/{sits_with}"
PROMISE = "/programme/consultancy/promises/{promise_id}"

# who, address, and the button to press on it with nothing filled in
PAGES_OF_CONSULTANCY: list[tuple[str, str, str]] = [
    (FRANCES, "/programme/consultancy/", ""),
    (FRANCES, f"{PLACE}/", ""),
    (FRANCES, f"{PLACE}/write/", "Save it"),
    (FRANCES, f"{HELD}/", ""),
    (FRANCES, f"{HELD}/change/", ""),
    (FRANCES, f"{HELD}/promise/", "Save this promise"),
    (FRANCES, f"{HELD}/asked/{{promise_id}}/", "Save what came of it"),
    (FRANCES, f"{PROMISE}/", ""),
    (FRANCES, f"{PROMISE}/told/", "Save what came of it"),
]
