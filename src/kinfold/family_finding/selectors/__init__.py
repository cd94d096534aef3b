from kinfold.family_finding.selectors.episodes import (
    episode_alone,
    episode_of,
    episodes_of,
    person_of,
)
from kinfold.family_finding.selectors.logs import (
    meetings_of,
    plans_of,
    reaches_of,
    searches_of,
    stage_of,
    stays_of,
)
from kinfold.family_finding.selectors.offers import decisions_of, offers_of
from kinfold.family_finding.selectors.promises import promises_of

__all__ = [
    "decisions_of",
    "episode_alone",
    "episode_of",
    "episodes_of",
    "meetings_of",
    "offers_of",
    "person_of",
    "plans_of",
    "promises_of",
    "reaches_of",
    "searches_of",
    "stage_of",
    "stays_of",
]
