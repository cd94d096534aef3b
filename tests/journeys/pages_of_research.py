"""Every kind of page of what a programme learns from people's words."""

from __future__ import annotations

FRANCES = "frances@programme.example"

ANSWERS = "/open-answers/{collection_id}"
STORIES = "/change-stories"

# who, address, and the button to press on it with nothing filled in
PAGES_OF_RESEARCH: list[tuple[str, str, str]] = [
    (FRANCES, "/open-answers/", ""),
    (FRANCES, "/open-answers/begin/{programme_id}/", "Begin it"),
    (FRANCES, f"{ANSWERS}/", ""),
    (FRANCES, f"{ANSWERS}/take-in/", "Take them in"),
    (FRANCES, f"{ANSWERS}/mask/", "Mask them for good"),
    (FRANCES, f"{ANSWERS}/code-book/", ""),
    (FRANCES, f"{ANSWERS}/code-book/add/", "Save the code"),
    (FRANCES, f"{ANSWERS}/code-book/{{code_id}}/", ""),
    (FRANCES, f"{ANSWERS}/coding/", ""),
    (FRANCES, f"{ANSWERS}/agreement/", ""),
    (FRANCES, f"{ANSWERS}/answers/{{answer_id}}/settle/", ""),
    (FRANCES, f"{ANSWERS}/themes/", ""),
    (FRANCES, f"{ANSWERS}/themes/add/", "Save the theme"),
    (FRANCES, f"{ANSWERS}/themes/{{theme_id}}/", ""),
    (FRANCES, f"{ANSWERS}/themes/{{theme_id}}/quote/", ""),
    (FRANCES, f"{ANSWERS}/quotations/{{quotation_id}}/take-back/", ""),
    (FRANCES, f"{STORIES}/", ""),
    (FRANCES, f"{STORIES}/bring/{{programme_id}}/", "Keep the story"),
    (FRANCES, f"{STORIES}/{{change_story_id}}/", ""),
    (FRANCES, f"{STORIES}/{{change_story_id}}/consent/", ""),
    (FRANCES, f"{STORIES}/{{change_story_id}}/withdraw/", ""),
    (FRANCES, f"{STORIES}/rounds/begin/{{programme_id}}/", ""),
    (FRANCES, f"{STORIES}/rounds/{{round_id}}/", ""),
    (FRANCES, f"{STORIES}/rounds/{{round_id}}/choose/", ""),
]
