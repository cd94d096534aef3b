"""The pages of a programme and of its evaluation that tools/screens.py takes."""

from __future__ import annotations

from screen import (
    ANALYST,
    DIRECTOR,
    EVALUATOR,
    LEAD,
    NOBODY,
    NORFOLK,
    PRACTICE_LEADER,
    WOKINGHAM,
    WORKER,
    Screen,
)

THEORY = "/evaluation/of/england-innovation-2017-19/"
STUDY = "/evaluation/studies/ten-authorities/"
ANSWERS = "main a[href^='/open-answers/']:not([href*='/begin/'])"
GATHERING = "main h3 a[href^='/programme/calendar/']:not([href*='/visits/'])"
A_WAY = "main a[href^='/programme/learning/ways/']"
A_TRAINING = "main a[href^='/programme/learning/training/']"
OPEN_WORKSHOP = "main .card a[href^='/programme/workshops/']"
LAB_DAY = "main table a[href^='/programme/lab/sessions/']"
EXTRACT = "main a[href^='/extracts/']:not([href$='/ask/'])"

OF_A_PROGRAMME = (
    Screen("programme", "A programme", LEAD, "/programme/", in_dark=True),
    Screen(
        "programme-place",
        "One authority of a programme",
        LEAD,
        "/programme/authorities/norfolk/",
    ),
    Screen("programme-figures", "Its figures", LEAD, "/programme/measures/"),
    Screen("theory", "What is thought to make it work", EVALUATOR, "/evaluation/"),
    Screen("claim", "A claim and its evidence", EVALUATOR, f"{THEORY}claims/20/"),
    Screen("claim-story", "How a claim stands", EVALUATOR, f"{THEORY}claims/20/story/"),
    Screen("learning", "Questions and cycles", EVALUATOR, f"{THEORY}questions/"),
    Screen("studies", "The registry of studies", EVALUATOR, "/evaluation/studies/"),
    Screen("study", "How a study was designed", EVALUATOR, STUDY),
    Screen("study-results", "What a study found", EVALUATOR, f"{STUDY}results/"),
    Screen("study-outcome", "One outcome in full", EVALUATOR, f"{STUDY}results/1/"),
    Screen(
        "study-ours",
        "A study, one's own authority first",
        ANALYST,
        f"{STUDY}results/1/",
    ),
    Screen("fidelity", "What was recorded, and how good", ANALYST, "/fidelity/"),
    Screen(
        "fidelity-outcomes",
        "What was recorded beside an outcome",
        ANALYST,
        "/fidelity/outcomes/",
    ),
    Screen("open-answers", "Open answers", EVALUATOR, "/open-answers/", (ANSWERS,)),
    Screen(
        "agreement",
        "How far two coders agree",
        EVALUATOR,
        "/open-answers/",
        (ANSWERS,),
        "agreement/",
    ),
    Screen("themes", "Themes", EVALUATOR, "/open-answers/", (ANSWERS,), "themes/"),
    Screen("cohort", "Who takes part in a programme", LEAD, "/programme/cohort/"),
    Screen("journeys", "Authorities' journeys", EVALUATOR, "/programme/journeys/"),
    Screen(
        "journey",
        "An authority's journey",
        NORFOLK,
        "/programme/journeys/",
        ("main a[href^='/programme/journeys/']",),
    ),
    Screen("visits-and-calls", "Visits and calls", LEAD, "/programme/consultancy/"),
    Screen(
        "visits-to-one",
        "What was promised to an authority",
        NORFOLK,
        "/programme/consultancy/",
        ("main td a[href^='/programme/consultancy/'], main th a",),
    ),
    Screen("workshops", "Workshops", LEAD, "/programme/workshops/"),
    Screen(
        "workshop", "A workshop", LEAD, "/programme/workshops/", follow=(OPEN_WORKSHOP,)
    ),
    Screen(
        "workshop-journal",
        "The journal of a workshop",
        LEAD,
        "/programme/workshops/",
        follow=("main a[href$='/journal/']",),
    ),
    Screen("workshop-join", "Joining by telephone", NOBODY, "/w/"),
    Screen("stories-of-change", "Stories of change", EVALUATOR, "/change-stories/"),
    Screen(
        "framework",
        "Reviews against the framework",
        NORFOLK,
        "/programme/framework/",
    ),
    Screen(
        "framework-review",
        "What raters said of their authority",
        NORFOLK,
        "/programme/framework/",
        ("main a[href*='/reviews/']",),
    ),
    Screen("goals", "Goals and measures", DIRECTOR, "/programme/goals/"),
    Screen(
        "implementation-plans", "Implementation plans", DIRECTOR, "/programme/plans/"
    ),
    Screen("where-plans-stand", "Where each plan stands", LEAD, "/programme/plans/"),
    Screen("my-learning", "Learning", PRACTICE_LEADER, "/programme/learning/"),
    Screen("way", "A way", PRACTICE_LEADER, "/programme/learning/", (A_WAY,)),
    Screen("training", "A training", LEAD, "/programme/learning/", (A_TRAINING,)),
    Screen("knowledge-bank", "The knowledge bank", WORKER, "/knowledge/"),
    Screen("learning-lab", "The learning lab", LEAD, "/programme/lab/"),
    Screen("lab-day", "A lab day", LEAD, "/programme/lab/", (LAB_DAY,)),
    Screen(
        "lab-case",
        "A case in the lab, without a name",
        WOKINGHAM,
        "/programme/lab/",
        (LAB_DAY, "main a[href^='/programme/lab/packs/']"),
    ),
    Screen("calendar", "When a programme meets", EVALUATOR, "/programme/calendar/"),
    Screen(
        "gathering",
        "One date of a programme",
        EVALUATOR,
        "/programme/calendar/",
        (GATHERING,),
    ),
    Screen(
        "calendar-address",
        "A programme's calendar in one's own",
        LEAD,
        "/programme/calendar/",
        ("main a[href^='/programme/calendar/address/']",),
    ),
    Screen("extracts", "Extracts", EVALUATOR, "/extracts/"),
    Screen("extract", "One extract", EVALUATOR, "/extracts/", (EXTRACT,)),
    Screen("not-found", "A page that is not there", WORKER, "/no-such-page/"),
    Screen("design", "How Kinfold looks", NOBODY, "/design/", in_dark=True),
)
