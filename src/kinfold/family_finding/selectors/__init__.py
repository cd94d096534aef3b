from kinfold.family_finding.selectors.episodes import (
    episode_alone,
    episode_of,
    episodes_of,
    person_of,
)
from kinfold.family_finding.selectors.logs import reaches_of, searches_of, stage_of
from kinfold.family_finding.selectors.promises import promises_of

__all__ = [
    "episode_alone",
    "episode_of",
    "episodes_of",
    "person_of",
    "promises_of",
    "reaches_of",
    "searches_of",
    "stage_of",
]
