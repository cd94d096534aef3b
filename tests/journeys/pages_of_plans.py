"""Every kind of page of implementation plans."""

from __future__ import annotations

HELENA, SAMUEL = "helena@lincolnshire.example", "samuel@norfolk.example"
PLANS = "/programme/plans"
PLAN, SHARED = f"{PLANS}/{{plan_id}}", f"{PLANS}/shared/{{plan_share_id}}"

# who, address, and the button to press on it with nothing filled in
PAGES_OF_PLANS: list[tuple[str, str, str]] = [
    (HELENA, f"{PLANS}/", ""),
    ("frances@programme.example", f"{PLANS}/", ""),
    (HELENA, f"{PLANS}/begin/{{programme_id}}/", "Begin it"),
    (HELENA, f"{PLAN}/", ""),
    (HELENA, f"{PLAN}/goals/add/", "Save"),
    (HELENA, f"{PLAN}/lines/{{plan_line_id}}/", ""),
    (HELENA, f"{PLAN}/lines/{{plan_line_id}}/actions/add/", ""),
    (HELENA, f"{PLAN}/lines/{{plan_line_id}}/remove/", ""),
    (HELENA, f"{PLAN}/versions/", ""),
    (HELENA, f"{PLAN}/step/", ""),
    (HELENA, f"{PLAN}/share/", "Share it"),
    (HELENA, f"{PLAN}/carry-forward/", ""),
    (HELENA, f"{PLAN}/ready/", ""),
    (HELENA, f"{PLAN}/road-test/", ""),
    (HELENA, f"{PLAN}/road-test/add/", ""),
    (HELENA, f"{PLANS}/road-test/{{plan_feedback_id}}/", "Save the answer"),
    (SAMUEL, f"{SHARED}/", ""),
    (SAMUEL, f"{SHARED}/lines/{{plan_line_id}}/", ""),
    (HELENA, f"{SHARED}/take-back/", ""),
    (HELENA, f"{PLANS}/comments/{{plan_comment_id}}/", ""),
]
