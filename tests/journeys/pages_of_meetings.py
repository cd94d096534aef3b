"""Every kind of page of a meeting, for whoever works with the family."""

from __future__ import annotations

AMINA = "amina@lincolnshire.example"

MEETING = "/families/{planning}/meetings/{meeting}"
NETWORK_MEETING_PAGES = (
    "", "how-it-was/", "decided/", "decided/{decided}/rule/",
    "decided/{decided}/promise/", "decided/{decided}/step/", "notes/",
    "notes/{member}/", "perspectives/",
)  # fmt: skip

# who, address, and the button to press on it with nothing filled in
PAGES_OF_MEETINGS: list[tuple[str, str, str]] = [
    (AMINA, "/families/{planning}/meetings/", ""),
    (AMINA, "/families/{family}/meetings/start/", ""),
    (AMINA, "/families/{family}/meetings/start/", "Start the meeting"),
    (AMINA, f"{MEETING}/", ""),
    (AMINA, f"{MEETING}/wall/", ""),
    (AMINA, f"{MEETING}/people/add/", "Add them"),
    (AMINA, f"{MEETING}/write/harm/", "Put it on the map"),
    (AMINA, f"{MEETING}/write/step/", "Put it on the map"),
    (AMINA, f"{MEETING}/scales/{{plan_danger}}/", ""),
    (AMINA, f"{MEETING}/scales/{{plan_danger}}/{{attendance}}/", ""),
    (AMINA, f"{MEETING}/scales/{{plan_danger}}/{{attendance}}/", "Keep it covered"),
    (AMINA, f"{MEETING}/end/", ""),
    (AMINA, "/families/{planning}/meetings/ask/", ""),
    (AMINA, "/families/{planning}/meetings/ask/", "Write it down"),
    (AMINA, "/families/{planning}/meetings/planned/{planned_meeting}/", ""),
    (AMINA, "/families/{planning}/meetings/planned/{planned_meeting}/start/", ""),
    *((AMINA, f"{MEETING}/network/{page}", "") for page in NETWORK_MEETING_PAGES),
    (AMINA, f"{MEETING}/network/decided/", "Write it down"),
    (AMINA, f"{MEETING}/network/perspectives/", "Save"),
    (AMINA, "/families/{living}/meetings/{met_living}/network/perspectives/", ""),
]
