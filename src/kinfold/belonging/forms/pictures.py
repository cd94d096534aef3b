"""Where the child lived and who is connected: typed a line each, then drawn."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from kinfold.family_finding.forms.fields import DetailsForm, names_in, one_of, words
from kinfold.networks.forms.fields import past_day
from kinfold_core.practice.family_finding.details import (
    ConnectionsDetails,
    PlacesDetails,
)
from kinfold_core.practice.family_finding.logs import ConnectionPicture
from kinfold_core.practice.family_finding.rows import EpisodeRow
from kinfold_core.practice.family_finding.tapped import connection_line
from kinfold_core.practice.family_finding.typed import read_connections, read_places
from kinfold_core.practice.family_finding.words import Moment

OWN_WORDS = "What does the child say of it?"
WHEN = "When did the child tell it?"


class PlacesForm(DetailsForm):
    makes = PlacesDetails
    places = words(
        "Where has the child lived, from the first place on?",
        "Write at least one place",
        "One place a line, with good, mixed or hard, then who was there. The child "
        "decides what is said. For example: “Gran's house, 2017 to 2019, good: Gran "
        "(safe, see again), Mick (not safe), the dog”",
        rows=8,
    )
    needs = words(
        "What does the child need most?",
        help_text="At most five, one a line, the most important first",
        rows=5,
    )
    child_words = words(OWN_WORDS)
    drawn_on = past_day(WHEN)

    def __init__(self, data: Any = None, *, episode: EpisodeRow) -> None:
        super().__init__(data)
        self.episode = episode

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "places" in cleaned:
            born, child = self.episode.child_born, self.episode.child_name
            read = read_places(
                cleaned["places"], born=born, child=child, today=timezone.localdate()
            )
            cleaned["places"] = tuple(read.places)
            if read.errors:
                self.add_error("places", read.errors)
        if "needs" in cleaned:
            cleaned["needs"] = names_in(self, "needs")
        return cleaned


class ConnectionsForm(DetailsForm):
    makes = ConnectionsDetails
    moment = one_of(
        "Which picture is it?", Moment.choices(), "Choose which picture it is"
    )
    connections = words(
        "Who are the child's people?",
        "Write at least one person",
        "One person a line: name; love, blood or spirit; how strong, from 0 (broken) "
        "to 3; often, sometimes or never in touch; here, lost, wanted or died; what "
        "the child wishes. For example: “Gran, love, 3, often, here, stay over”",
        rows=10,
    )
    child_words = words(OWN_WORDS)
    drawn_on = past_day(WHEN)

    def __init__(self, data: Any = None, *, last: ConnectionPicture | None) -> None:
        people = last.people if last else ()
        text = "\n".join(connection_line(one) for one in people)
        super().__init__(data, initial={"connections": text})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "connections" in cleaned:
            read = read_connections(cleaned["connections"])
            cleaned["connections"] = tuple(read.connections)
            if read.errors:
                self.add_error("connections", read.errors)
        return cleaned
