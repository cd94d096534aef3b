"""The columns an extract may hold, and how each is told. What is not here never leaves.

No name, number, postcode, team, worker or free text is in the list, so that nobody has
to remember to leave it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kinfold_measures.tables import BY_NAME

PERSON: Final = "person"


class Told(StrEnum):
    """How a column is told."""

    PSEUDONYM = "pseudonym"
    """Made anew for each extract, with a key that stays in the authority."""
    PERIOD = "period"
    """A month or a quarter, never a day."""
    AGE = "age"
    """In whole years on the extract's last day."""
    GROUP = "group"
    """One of five ethnic groups of the census, not its eighteen codes."""
    CODE = "code"
    """A code, a number or a yes as it stands, where enough children share it."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One column that can be asked for; `meaning` is how it is told, in plain words."""

    name: str
    told: Told
    meaning: str


@dataclass(frozen=True, slots=True)
class OfferedTable:
    """One table that can be asked for.

    Attributes:
        dated_by: the column whose day says whether a row lies in the period; "" for a
            table about the children themselves, which has those of the other tables.
        links: what ties its rows to other tables, always there, as pseudonyms.
    """

    name: str
    meaning: str
    dated_by: str
    links: tuple[str, ...]
    columns: tuple[Offered, ...]

    def column(self, name: str) -> Offered:
        """The column of that name.

        Raises:
            KeyError: it is not offered.
        """
        for one in self.columns:
            if one.name == name:
                return one
        raise KeyError(name)


_LINKS: Final = ("episode", "assessment", "plan")
_ABOUT_CHILDREN: Final = {
    PERSON: (
        Offered("age", Told.AGE, "age in whole years on the extract's last day"),
        Offered("sex", Told.CODE, "F, M or U (not known, or not born yet)"),
        Offered(
            "ethnicity", Told.GROUP, "White, Mixed, Asian, Black, Other or Not known"
        ),
    )
}
_EVENTS: Final = {
    "disability": "disability",
    "cin_episodes": "referral_date referral_source primary_need closure_date "
    "closure_reason no_further_action",
    "cin_assessments": "start_date authorisation_date",
    "assessment_factors": "factor",
    "cin_plans": "start_date end_date",
    "s47_enquiry": "start_date conference_date conference_not_required",
    "cp_plans": "start_date end_date initial_category latest_category previous_plans",
    "cp_reviews": "review_date",
    "pre_proceedings": "start_date family_meeting_offered family_meeting_held outcome",
    "cla_episodes": "start_date start_reason legal_status primary_need placement "
    "end_date end_reason",
    "missing": "kind start_date end_date",
}


def _offered(table: str, name: str) -> Offered:
    column = BY_NAME[table].column(name)
    if not name.endswith("_date"):
        return Offered(name, Told.CODE, column.meaning)
    return Offered(name, Told.PERIOD, f"the month or quarter of {column.meaning}")


def _table(name: str, columns: tuple[Offered, ...]) -> OfferedTable:
    read = BY_NAME[name]
    dated = [one.name for one in columns if one.told is Told.PERIOD]
    links = tuple(link for link in _LINKS if link in read.names)
    return OfferedTable(name, read.meaning, (dated or [""])[0], links, columns)


OFFERED: Final[Mapping[str, OfferedTable]] = MappingProxyType(
    {
        **{name: _table(name, columns) for name, columns in _ABOUT_CHILDREN.items()},
        **{
            name: _table(name, tuple(_offered(name, one) for one in names.split()))
            for name, names in _EVENTS.items()
        },
    }
)
"""By name, as the form shows them."""
