"""Who looked, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from kinfold.platform.components import Cell, Column, Table
from kinfold.platform.models import AuditEvent
from kinfold.records.models import EmergencyAccess
from kinfold.records.policy import EMERGENCY_REASONS
from kinfold.records.presenters.words import moment

# What an event's own name means to somebody who reads the list.
ACTIONS = {
    "family": "Opened the family's page",
    "person": "Opened a person's page",
    "who looked": "Looked at this list",
    "practice.map": "Opened the map",
    "practice.entry": "Read what was written on the map",
    "practice.entry_form": "Opened the map to write on it",
    "practice.danger": "Read a danger statement, its goal and scale",
    "practice.danger_form": "Opened a danger statement to write on it",
    "practice.rating_form": "Opened a scale to add a number",
    "practice.family_copy": "Opened the family's copy",
    "map.begun": "Began the map",
    "map.shared": "Gave the family their copy",
    "map.disagreement_recorded": "Wrote down that somebody sees it differently",
    "scale.rated": "Wrote down a number on a scale",
    "hidden address": "Opened a hidden address",
    "protected contact": "Opened a protected number",
    "family.created": "Opened the record",
    "family.renamed": "Changed the family's name",
    "family.member_added": "Added somebody to the family",
    "family.member_left": "Took somebody out of the family",
    "family.allocated": "Allocated the family",
    "family.closed": "Closed the record",
    "family.reopened": "Reopened the record",
    "family.restricted": "Restricted the record",
    "family.unrestricted": "Lifted the restriction",
    "family.named": "Changed who may open the restricted record",
    "family.refused": "Was refused the record",
    "status.changed": "Changed a child's service",
    "person.added": "Added a person",
    "person.changed": "Changed what is known of a person",
    "person.merged": "Joined two records of one person",
    "person.unmerged": "Took two joined records apart",
    "relationship.added": "Said how two people are related",
    "residence.added": "Recorded where somebody lives",
    "contact.added": "Added a way to reach somebody",
    "emergency_access.used": "Used emergency access",
    "emergency_access.ended": "Ended emergency access",
    "emergency_access.reviewed": "Reviewed an emergency access",
}


def action_words(action: str) -> str:
    """What was done; an unknown action is shown as it is named, dots as spaces."""
    plain = action.replace(".", ": ").replace("_", " ")
    return ACTIONS.get(action, plain[:1].upper() + plain[1:])


def look_rows(events: Iterable[AuditEvent]) -> Table:
    return Table(
        caption="Who looked at this record and what they changed, newest first",
        columns=(Column("When"), Column("Who"), Column("What"), Column("Why")),
        rows=tuple(
            (moment(e.at), e.by_name, action_words(e.action), e.why or "Their work")
            for e in events
        ),
        is_caption_shown=False,
        empty_text="Nobody has looked at this record yet.",
    )


def access_state(access: EmergencyAccess) -> str:
    """How an emergency access stands."""
    if access.reviewed_at:
        return f"{access.get_outcome_display()} ({moment(access.reviewed_at)})"
    if access.ended_at:
        return f"Ended {moment(access.ended_at)}"
    return f"Runs until {moment(access.expires_at)}"


def reason_words(access: EmergencyAccess) -> str:
    return EMERGENCY_REASONS.get(access.reason_kind, access.reason_kind)


def review_table(accesses: Iterable[EmergencyAccess], *, is_done: bool) -> Table:
    return Table(
        caption="Reviewed" if is_done else "Waiting to be reviewed, the oldest first",
        columns=(
            Column("When"),
            Column("Who"),
            Column("Whose record"),
            Column("Why"),
            Column("How it stands"),
        ),
        rows=tuple(
            (
                Cell(
                    moment(access.started_at),
                    url=reverse("records:emergency-review", args=[access.pk]),
                ),
                access.worker.name,
                access.family.name,
                reason_words(access),
                access_state(access),
            )
            for access in accesses
        ),
        empty_text="Nothing was reviewed yet."
        if is_done
        else "No emergency access waits to be reviewed.",
    )
