"""Every kind of page of what a programme learns, for its lead."""

from __future__ import annotations

FRANCES = "frances@programme.example"
_OF = "/evaluation/of/england-innovation-2017-19"

# who, address, and the button to press on it with nothing filled in
PAGES_OF_LEARNING: list[tuple[str, str, str]] = [
    (FRANCES, "/evaluation/", ""),
    (FRANCES, f"{_OF}/", ""),
    (FRANCES, f"{_OF}/picture/20/", ""),
    (FRANCES, f"{_OF}/picture/add/", "Put it in"),
    (FRANCES, f"{_OF}/picture/3/change/", ""),
    (FRANCES, f"{_OF}/claims/20/", ""),
    (FRANCES, f"{_OF}/claims/add/", "Claim it"),
    (FRANCES, f"{_OF}/claims/20/change/", ""),
    (FRANCES, f"{_OF}/claims/20/story/", ""),
    (FRANCES, f"{_OF}/claims/20/story/write/", ""),
    (FRANCES, f"{_OF}/claims/20/evidence/add/", "Add it"),
    (FRANCES, f"{_OF}/claims/20/else/add/", ""),
    (FRANCES, f"{_OF}/evidence/1/take-back/", "Take it back"),
    (FRANCES, f"{_OF}/else/1/", "Save this answer"),
    (FRANCES, f"{_OF}/questions/", ""),
    (FRANCES, f"{_OF}/questions/ask/", "Ask it"),
    (FRANCES, f"{_OF}/questions/1/", ""),
    (FRANCES, f"{_OF}/questions/1/stands/", ""),
    (FRANCES, f"{_OF}/cycles/begin/", "Begin it"),
    (FRANCES, f"{_OF}/cycles/1/", ""),
    (FRANCES, f"{_OF}/cycles/1/start/", ""),
    (FRANCES, f"{_OF}/cycles/1/write/done/", ""),
]
