"""Every kind of page of what a programme learns from people's words."""

from __future__ import annotations

FRANCES = "frances@programme.example"
CARYS = "carys@lincolnshire.example"

ANSWERS = "/open-answers/{collection_id}"
STORIES = "/change-stories"
JOURNEYS = "/programme/journeys/{programme_id}/{journey_of}"
COHORT = "/programme/cohort/{programme_id}"
COHORT_PLACE = f"{COHORT}/{{journey_of}}"
MADE = "/programme/journeys/{programme_id}/deliverables"
HELENA = "helena@lincolnshire.example"
AMINA, HELENA = "amina@lincolnshire.example", "helena@lincolnshire.example"
CASE = "/families/{planning}/learning-case"
LAB = "/programme/lab"

PAGES_OF_COHORT: list[tuple[str, str, str]] = [
    (FRANCES, "/programme/cohort/", ""),
    (FRANCES, "/programme/cohort/make/", "Make it"),
    (FRANCES, f"{COHORT}/name/", ""),
    (FRANCES, f"{COHORT}/invite/", "Ask it"),
    (FRANCES, f"{COHORT_PLACE}/leave/", "Save the day"),
    (HELENA, f"{COHORT}/earlier/", "Show it"),
    (FRANCES, f"{COHORT_PLACE}/wave/", ""),
    (FRANCES, f"{COHORT_PLACE}/people/name/", "Name them"),
    (FRANCES, f"{COHORT}/people/add/", "Give the role"),
    (FRANCES, f"{COHORT}/waves/add/", "Add it"),
    (FRANCES, f"{COHORT}/waves/1/", ""),
    (FRANCES, "/programme/cohort/people/{held_role_id}/end/", "Save the day"),
    (FRANCES, "/programme/cohort/invitations/{cohort_invitation_id}/", ""),
]

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
    (FRANCES, "/programme/journeys/", ""),
    *PAGES_OF_COHORT,
    (FRANCES, f"{JOURNEYS}/", ""),
    (FRANCES, f"{JOURNEYS}/begin/", "Save the phase"),
    (FRANCES, f"{JOURNEYS}/entries/1/correct/", ""),
    (FRANCES, f"{JOURNEYS}/events/add/", "Put it on the road"),
    (FRANCES, f"{JOURNEYS}/events/{{road_event_id}}/take-back/", "Take it back"),
    (FRANCES, f"{MADE}/add/", "Save the deliverable"),
    (FRANCES, f"{MADE}/{{deliverable_id}}/", ""),
    (FRANCES, f"{MADE}/{{deliverable_id}}/change/", ""),
    (FRANCES, f"{MADE}/{{deliverable_id}}/evidence/", "Add what was seen"),
]

WORKSHOP = "/programme/workshops/{workshop_id}"
PAGES_OF_WORKSHOPS: list[tuple[str, str, str]] = [
    (FRANCES, "/programme/workshops/", ""),
    (FRANCES, "/programme/workshops/plan/{programme_id}/", "Plan it"),
    (FRANCES, f"{WORKSHOP}/", ""),
    (FRANCES, f"{WORKSHOP}/screen/", ""),
    (FRANCES, f"{WORKSHOP}/change/", ""),
    (FRANCES, f"{WORKSHOP}/items/add/", "Add it"),
    (FRANCES, f"{WORKSHOP}/items/{{workshop_item_id}}/", ""),
    (FRANCES, f"{WORKSHOP}/wall/{{workshop_note_id}}/take-down/", "Take them down"),
    (CARYS, f"{WORKSHOP}/ours/", "Save them"),
    (FRANCES, f"{WORKSHOP}/actions/add/", "Save the action"),
    (FRANCES, f"{WORKSHOP}/journal/", ""),
    (FRANCES, f"{WORKSHOP}/journal/make/", ""),
    ("", "/w/", "Join"),
    ("", "/w/NOCODE/", ""),
    (FRANCES, f"{LAB}/", ""),
    (FRANCES, f"{LAB}/set/{{programme_id}}/", "Set the day"),
    (FRANCES, f"{LAB}/sessions/{{lab_session_id}}/", ""),
    (HELENA, f"{LAB}/sessions/{{lab_session_id}}/book/", "Book"),
    (FRANCES, f"{LAB}/sessions/{{lab_session_id}}/learned/", ""),
    (FRANCES, f"{LAB}/packs/{{lab_pack_id}}/", ""),
    (FRANCES, f"{LAB}/packs/{{lab_pack_id}}/note/", ""),
    (HELENA, f"{LAB}/follow-ups/{{lab_follow_up_id}}/", ""),
    (AMINA, f"{CASE}/", ""),
    (AMINA, f"{CASE}/begin/", "Put the words together"),
    (AMINA, f"{CASE}/words/", ""),
    (AMINA, f"{CASE}/decide/", ""),
    (AMINA, f"{CASE}/consent/", "Save what they said"),
    (AMINA, f"{CASE}/send/", ""),
]
