"""The pages that tools/screens.py takes. To add one, add a line to `SCREENS`, or to
`OF_A_PROGRAMME` beside it."""

from __future__ import annotations

from typing import Any

from programme_screens import OF_A_PROGRAMME
from screen import (
    ANALYST,
    DIRECTOR,
    LEAD,
    MANAGER,
    NOBODY,
    PRACTICE_LEADER,
    SIGN_IN,
    WORKER,
    Screen,
)

CHANGED = "main a[href^='/change-stories/']:not([href*='/bring/'])"
FAMILY = "main .card:last-child .card__title a[href^='/families/']"
FOUND = "main .person-line a[href^='/families/']"
MEMBER = "main .card a[href^='/people/']"
MAP = "a[href$='/map/']"
SHOWN = "/people/search/?q=MADE-UP-1-00000"
SHOWN_FAMILY = "#found a[href^='/families/']:not([href*='/new/'])"
RULE = "main a[href*='/safety-plan/rules/']:not([href$='/add/'])"
TOGETHER = "main a[href$='/together/']"
CARER_PAPER = "main a[href$='/rights/']"
DRAW = "main a[href$='/draw/']"
HOUSES = ".tool-time__head a"
SAFETY_HOUSE = f"{HOUSES}:text('Safety House')"
BOOK = "main a[href$='book.pdf']"
PERSON = "main a[href$='/person/']"
MEETING = (
    "main a[href*='/meetings/']:not([href$='/start/']):not([href$='/ask/'])"
    ":not([href*='/planned/'])"
)
HELD = f"{MEETING} >> nth=-1"
GROUP = "main a[href*='/supervision/group/']:not([href$='/plan/'])"
BESIDE = "main a[href*='/side-by-side/']"
FOUND_PEOPLE = "main a[href*='/family-finding/'][href$='/people/']"
CHILD_PICTURES = "main a[href*='/family-finding/'][href$='/pictures/']"
FINDING_PLANS = "main a[href*='/family-finding/'][href$='/plans/']"
STAYING = "main a[href*='/family-finding/'][href$='/staying/']"
OWN_COPY = "main a[href$='/copy/']"
DECIDE_NO = "main a[href*='/child-no/']"
MINE = "main a[href*='/mine/']"
PAPERS = "main a[href$='/papers/']"
PAPER = "main a[href*='/papers/']:not([href$='/papers/'])"
PLANNED = "main a[href*='/meetings/planned/']"
WITH_NETWORK = "main a[href$='/network/']"
WALL = "main a[href$='/wall/']"
RETURN = "main a[href^='/returns/']"
MEASURE = "referral.rereferral_12_months"


def of_family(name: str, title: str, tail: str, *then: str, **more: Any) -> Screen:
    """A room of the family that has been through everything, as its worker sees it."""
    return Screen(
        name, title, WORKER, SHOWN, (SHOWN_FAMILY,), tail=tail, then=then, **more
    )


SCREENS = (
    Screen("sign-in", "Sign in", NOBODY, SIGN_IN, in_dark=True),
    Screen("families", "A worker's families", WORKER, "/families/"),
    Screen("search", "Find a person or family", WORKER, "/people/search/?q=hale"),
    Screen("family", "One family", WORKER, "/families/", (FAMILY,), in_dark=True),
    Screen("person", "One person", WORKER, "/families/", (FAMILY, MEMBER)),
    of_family("map", "The map", "map/", on_wall=True, in_dark=True),
    Screen(
        "rating",
        "Where somebody puts it, from 0 to 10",
        WORKER,
        "/families/",
        (FAMILY, MAP, "a[href$='/rate/']"),
    ),
    Screen(
        "family-copy",
        "The family's copy",
        WORKER,
        "/families/",
        (FAMILY, "a[href$='/family-copy/']"),
        pdf="main a[href$='/family-copy.pdf']",
    ),
    Screen(
        "who-looked",
        "Who looked at a record",
        MANAGER,
        "/people/search/?q=hale",
        (FOUND, "a[href$='/who-looked/']"),
    ),
    Screen(
        "emergency-access",
        "Opening another team's record in an emergency",
        WORKER,
        "/people/search/?q=holland",
        (FOUND, "main a[href$='/emergency/']"),
    ),
    Screen(
        "import-findings",
        "What an import found to mend",
        ANALYST,
        "/imports/",
        ("main .table a[href^='/imports/']",),
    ),
    Screen("waiting", "What waits for a worker", WORKER, "/"),
    Screen(
        "whiteboard",
        "A team's whiteboard",
        MANAGER,
        "/whiteboard/",
        on_wall=True,
        in_dark=True,
    ),
    Screen("teams", "Teams side by side", DIRECTOR, "/whiteboard/teams/"),
    of_family("versions", "Versions of the map", "map/versions/"),
    of_family("side-by-side", "Versions side by side", "map/versions/", BESIDE),
    of_family("network", "The network", "network/"),
    of_family("network-person", "Where somebody stands", "network/", PERSON),
    of_family(
        "own-copy",
        "What one person carries",
        "network/",
        OWN_COPY,
        pdf="main a[href$='.pdf']",
    ),
    of_family("child-no", "When a child says no", "network/child-no/"),
    of_family(
        "child-no-all-the-same", "Who answers for it", "network/child-no/", DECIDE_NO
    ),
    of_family("told-what", "Who was told what", "network/told/"),
    of_family("who-does-what", "Who does what", "who-does-what/"),
    of_family("cover", "Nine on a Saturday night", "nine-on-saturday-night/"),
    of_family(
        "fridge", "Who is there, for the fridge", "nine-on-saturday-night/fridge/"
    ),
    of_family("kinship", "Living with family or friends", "kinship/"),
    of_family("carer-paper", "What it means for a carer", "kinship/", CARER_PAPER),
    of_family(
        "picture", "The family picture, drawn by the program", "picture/", in_dark=True
    ),
    of_family("family-finding", "Family Finding", "family-finding/"),
    of_family("found-people", "Who was found", "family-finding/", FOUND_PEOPLE),
    of_family("child-pictures", "Places and people", "family-finding/", CHILD_PICTURES),
    of_family(
        "tapped-places",
        "Where a child lived, tapped together",
        "family-finding/",
        CHILD_PICTURES,
        "main a[href$='/places/table/']",
    ),
    of_family(
        "tapped-people",
        "Who a child's people are, tapped together",
        "family-finding/",
        CHILD_PICTURES,
        "main a[href$='/people/table/']",
    ),
    of_family(
        "tree-of-life",
        "A tree of the child's life",
        "family-finding/",
        CHILD_PICTURES,
        "main a[href$='/tree/']",
    ),
    of_family(
        "finding-plans",
        "Many perspectives, many plans",
        "family-finding/",
        FINDING_PLANS,
    ),
    of_family("stays-for-life", "Who stays for life", "family-finding/", STAYING),
    of_family(
        "ecomap", "Who stands round the household", "picture/around/", in_dark=True
    ),
    of_family("plans", "Three documents, never one form", "plans/"),
    of_family("safety-today", "What holds the children today", "safety-today/"),
    of_family("bottom-lines", "What must be so", "bottom-lines/"),
    of_family("road", "The road to closing", "road/"),
    of_family("safety-plan", "The family's safety plan", "safety-plan/"),
    of_family("suggest", "Suggesting other words for a rule", "safety-plan/", RULE),
    of_family("journal", "The plan's journal", "journal/"),
    of_family("checks", "How the plan was tried", "checks/"),
    of_family("family-time", "Family time, step by step", "family-time/"),
    of_family("stages", "Where the work is", "stages/"),
    of_family("closing", "What must be there to close", "closing/"),
    of_family(
        "circles", "Who knows everything, a bit, nothing yet", "circles/", in_dark=True
    ),
    of_family("safety-object", "A safety object", "circles/safety-object/"),
    of_family("who-stays", "Writing down who stays", "closing/who-stays/"),
    of_family("long-haul", "Who stays when the service has gone", "long-haul/"),
    of_family("story", "Words and pictures", "story/", pdf=BOOK),
    of_family("story-together", "Reading it together", "story/", TOGETHER),
    of_family("child-tools", "What the children say", "child-tools/"),
    of_family("three-houses", "Three Houses", "child-tools/", HOUSES),
    of_family("safety-house", "A Safety House", "child-tools/", SAFETY_HOUSE),
    of_family("own-page", "A child's own page", "child-tools/", MINE),
    of_family("papers", "Who may see what a child said", "child-tools/", MINE, PAPERS),
    of_family(
        "child-paper",
        "What a child says, for one reader",
        "child-tools/",
        MINE,
        PAPERS,
        PAPER,
    ),
    of_family("own-words", "From the child's own words", "child-tools/own-words/"),
    of_family("drawing", "Drawing a frame", "story/", DRAW),
    of_family("visits", "Visits without a network", "visits/"),
    of_family("take-along", "Taking a child along", "visits/take-along/"),
    of_family("meetings", "The family's meetings", "meetings/"),
    of_family("asked-to-come", "You are asked to come", "meetings/", PLANNED),
    of_family("meeting", "A meeting", "meetings/", MEETING),
    of_family(
        "meeting-wall",
        "A meeting on the wall",
        "meetings/",
        MEETING,
        WALL,
        on_wall=True,
    ),
    of_family(
        "network-meeting",
        "Whose meeting it was, and what came of it",
        "meetings/",
        HELD,
        WITH_NETWORK,
    ),
    of_family(
        "meeting-notes",
        "Notes for each",
        "meetings/",
        HELD,
        WITH_NETWORK,
        "main a[href$='/notes/']",
    ),
    of_family("supervision", "Supervision of a family", "supervision/"),
    of_family("group-supervision", "A group supervision", "supervision/", GROUP),
    of_family("copy-pictures", "The copy in pictures", "family-copy/pictures/"),
    of_family("copy-link", "A link for the family", "family-copy/link/"),
    of_family("read-aloud", "The copy read aloud", "family-copy/read-aloud/"),
    Screen("questions", "Questions to ask", WORKER, "/questions/"),
    Screen("recording", "What writing costs", WORKER, "/recording/"),
    Screen("vocabulary", "The words a service uses", PRACTICE_LEADER, "/vocabulary/"),
    Screen("lincolnshire", "One authority", ANALYST, "/authorities/lincolnshire/"),
    Screen(
        "measure",
        "One measure in full",
        ANALYST,
        f"/authorities/lincolnshire/{MEASURE}/",
    ),
    Screen(
        "chart-kind",
        "The same figures as another chart, with its warning",
        ANALYST,
        f"/authorities/lincolnshire/{MEASURE}/?change=p",
    ),
    Screen("our-measures", "An authority's measures home", ANALYST, "/measures/"),
    Screen(
        "our-measure",
        "One measure with its aim and what changed in practice",
        ANALYST,
        f"/measures/{MEASURE}/",
    ),
    Screen(
        "follow", "Choosing what we follow", ANALYST, f"/measures/choose/{MEASURE}/"
    ),
    Screen(
        "practice-changes", "What changed in practice", ANALYST, "/measures/changes/"
    ),
    Screen("returns", "Returns handed in", ANALYST, "/returns/"),
    Screen("return", "What was found in a return", ANALYST, "/returns/", (RETURN,)),
    Screen("counted", "Counted by ourselves", ANALYST, "/measures/returns/"),
    Screen(
        "counted-measure",
        "A measure counted by ourselves, in its parts",
        ANALYST,
        "/measures/returns/",
        ("main a[href^='/measures/returns/']",),
    ),
    Screen("compare", "The ten beside each other", LEAD, "/authorities/compare/"),
    *OF_A_PROGRAMME,
)
