"""The tables of Kinfold's own record: what was done with families, and when.

No table holds anybody's words or name. Children, families and everybody else are told
apart by pseudonyms. They are the same in every export that an installation makes of one
authority, so that years can be joined: nobody can say from them who it is, and whoever
holds two exports can say that it is the same child.
"""

from __future__ import annotations

from typing import Final

from kinfold_measures.table import Column, Table, day, number, table, text, yes_no


def _of_family(name: str, meaning: str, key: str, *columns: Column) -> Table:
    family = text("family", "the family's record, by a pseudonym")
    return table(name, meaning, key, family, *columns)


PRACTICE: Final = (
    _of_family(
        "family_children",
        "A child's time in the record of a family, in parts where it was opened again.",
        "child_id family start_date",
        day("start_date", "the day it was opened, or again, or the child came into it"),
        day("end_date", "the day it closed, or the child left it; null while it lasts"),
        yes_no("is_closed", "the family's record closed that day and stayed closed"),
    ),
    _of_family(
        "service_statuses",
        "A kind of service that a child has. Two may run together.",
        "child_id family status start_date",
        text("status", "early_help, child_in_need, child_protection, looked_after, …"),
        day("start_date", "the day it began"),
        day("end_date", "the day it ended; null while it runs"),
    ),
    _of_family(
        "network_people",
        "Somebody of the network, for as long as they had been told so much.",
        "family member start_date",
        text("member", "who it is, by a pseudonym"),
        text("side", "maternal, paternal, both or chosen; null where nobody said"),
        number("level", "what they had been told: 0 nothing, 3 has heard the worry"),
        day("start_date", "the day they joined, or were told more"),
        day("end_date", "the day they were told more, or stepped back"),
    ),
    _of_family(
        "family_maps",
        "A map of a family.",
        "mapping",
        text("mapping", "which map it is, by a pseudonym"),
        day("start_date", "the day it was begun"),
        day("shared_date", "the day it was first given to the family"),
    ),
    _of_family(
        "danger_statements",
        "A danger statement on a map.",
        "danger",
        text("danger", "which one it is, by a pseudonym"),
        day("start_date", "the day it was written"),
        day("end_date", "the day it was taken off the map; null while it stands"),
        day("goal_date", "the first day on which a goal answered it"),
        day("scale_date", "the first day on which its scale said what 0 and 10 are"),
    ),
    _of_family(
        "live_plans",
        "A version of a safety plan, while it was in force.",
        "plan start_date",
        text("plan", "which plan it is, by a pseudonym"),
        day("start_date", "the day it went live"),
        day("end_date", "the day another did, or it was suspended"),
        number("rules", "its rules, beside those of help from services"),
        number("family_rules", "those that family and network carry, and no worker"),
    ),
    _of_family(
        "family_meetings",
        "A meeting about a family.",
        "meeting",
        text("meeting", "which one it is, by a pseudonym"),
        day("meeting_date", "the day it was held"),
        text("kind", "network, family_group, core_group, conference, review, at_home"),
        number("family_people", "who was there of family and network"),
        number("professionals", "who was there of services"),
        number("private_minutes", "time the family had to itself; null: nobody said"),
    ),
    _of_family(
        "child_voice",
        "A time when somebody sat down with a child and one of the child's tools.",
        "session",
        text("session", "which time it is, by a pseudonym"),
        day("said_date", "the day of it"),
        day("due_date", "the day by which an adult owes the child an answer"),
        day("answered_date", "the day of the first answer"),
    ),
    _of_family(
        "kinship_options",
        "Somebody a child could live with. With no child it is one for every child.",
        "option",
        text("option", "who it is, by a pseudonym"),
        text("side", "maternal, paternal, both or chosen"),
        day("start_date", "the day they were thought of"),
        day("offered_date", "the first day on which they were asked"),
        day(
            "declined_date", "the last day on which it was a no; null where it is none"
        ),
    ),
    _of_family(
        "finding_episodes",
        "Looking for everybody who belongs to a child.",
        "finding",
        text("finding", "which one it is, by a pseudonym"),
        day("start_date", "the day it began"),
        day("end_date", "the day it ended; null while it goes on"),
        number("aims_for", "how many people it means to find"),
    ),
    _of_family(
        "found_people",
        "Somebody who was found in Family Finding.",
        "found",
        text("found", "who it is, by a pseudonym"),
        text("finding", "in which Family Finding"),
        text("side", "maternal, paternal, both or chosen"),
        day("found_date", "the day they were found"),
    ),
    _of_family(
        "long_haul_checks",
        "Somebody was asked how it goes, after the work had ended.",
        "family closed_date month heard_date",
        day("closed_date", "the end of the work that it was after"),
        number("month", "3, 6 or 12 months after it; 0 for a day between"),
        day("heard_date", "the day they said it"),
    ),
)
"""Every table of the export, beside `person`."""
