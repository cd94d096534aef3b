"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "map.answer_recorded": "Wrote down what somebody says of the map",
    "map.became": "Made one thing on the map another",
    "map.contributor_noted": "Wrote down who wrote the map with us",
    "map.disagreement_recorded": "Wrote down that somebody sees it differently",
    "map.joined": "Joined things on the map",
    "map.made_current": "Made a version of the map the current one",
    "map.purpose_said": "Said what the map is for",
    "map.said_back": "Wrote down whether somebody could say it back",
    "map.split": "Split something on the map",
    "map.standing_noted": "Wrote down where a danger statement or goal stands",
    "versions.as_it_was": "Read the map as it was",
    "versions.compare": "Compared two versions of the map",
    "versions.danger": "Read a danger statement, its goal and scale",
    "versions.danger_form": "Opened a danger statement to say something of it",
    "versions.entry_form": "Opened what is on the map to say something of it",
    "versions.entry": "Read what was written on the map",
    "versions.versions": "Read the versions of the map",
    "versions.voice_form": "Opened the versions of the map to write on them",
}
