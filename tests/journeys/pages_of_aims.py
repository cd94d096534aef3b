"""Every kind of page of goals and measures."""

from __future__ import annotations

HELENA = "helena@lincolnshire.example"
GOALS = "/programme/goals"

# who, address, and the button to press on it with nothing filled in
PAGES_OF_AIMS: list[tuple[str, str, str]] = [
    (HELENA, f"{GOALS}/", ""),
    (HELENA, f"{GOALS}/of/{{programme_id}}/{{goals_of}}/", ""),
    (HELENA, f"{GOALS}/write/{{programme_id}}/", "Save this goal"),
    (HELENA, f"{GOALS}/choose/{{programme_id}}/{{goal_key}}/", "Save this goal"),
    (HELENA, f"{GOALS}/{{goal_id}}/", ""),
    (HELENA, f"{GOALS}/{{goal_id}}/change/", ""),
    (HELENA, f"{GOALS}/{{goal_id}}/drop/", "Drop it"),
    (HELENA, f"{GOALS}/{{goal_id}}/rate/", "Save this place"),
]
