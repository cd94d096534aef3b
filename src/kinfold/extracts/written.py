"""What people write of an extract, before it is a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kinfold.records.errors import CannotDo
from kinfold_measures.extracts.offered import OFFERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Which columns of which tables, of what period, how fine a day is told."""

    columns: Mapping[str, list[str]]
    first_day: date
    last_day: date
    grain: str

    def check(self) -> None:
        """Refuse what holds no event: nobody could say whose rows are meant.

        Raises:
            CannotDo: as above, or the period ends before it begins.
        """
        if self.last_day < self.first_day:
            raise CannotDo("The last day must not be before the first", "last_day")
        if not any(OFFERED[name].dated_by for name in self.columns):
            raise CannotDo(
                "Choose at least one table of what happened, for example times of "
                "need: an extract tells of the children it happened to"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Why it is asked, who will hold it and until when."""

    study: str
    purpose: str
    wanted_until: date
    holders: str
    lawful_basis: str
    dpia: str
    limits: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Giving:
    """A yes: what is given, how many must be alike, and the last day."""

    limits: Limits
    alike: int
    expires_on: date
