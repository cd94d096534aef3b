"""Local authorities over the years: new codes, changed borders, ended councils.

Source: Office for National Statistics, Code History Database; the structural changes
orders of 2019, 2020, 2021 and 2023.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """An authority with duties for children. `code` is the latest ONS code."""

    code: str
    old_code: str
    name: str
    slug: str
    region: str
    is_in_programme: bool
    last_year: int | None
    """The last financial year of an authority that has ended; else None."""

    @property
    def is_current(self) -> bool:
        return self.last_year is None


# The old code of an authority that goes on under a new one. All but Dorset kept their
# borders as far as children's services are concerned; Dorset lost Christchurch.
RECODED: Mapping[str, str] = {
    "E06000048": "E06000057",  # Northumberland, 2013
    "E08000020": "E08000037",  # Gateshead, 2013
    "E10000009": "E06000059",  # Dorset, April 2019
    "E10000002": "E06000060",  # Buckinghamshire, April 2020
    "E10000023": "E06000065",  # North Yorkshire, April 2023
    "E10000027": "E06000066",  # Somerset, April 2023
    "E08000016": "E08000038",  # Barnsley, 2025
    "E08000019": "E08000039",  # Sheffield, 2025
}

# Ended authorities: code, last financial year (31 March), what stands there now.
ENDED: Mapping[str, tuple[int, str]] = {
    "E06000028": (2019, "Bournemouth, Christchurch and Poole"),
    "E06000029": (2019, "Bournemouth, Christchurch and Poole"),
    "E10000021": (2021, "North Northamptonshire and West Northamptonshire"),
    "E10000006": (2023, "Cumberland and Westmorland and Furness"),
}

# How people say the name, where the register turns it round.
_SAID: Mapping[str, str] = {
    "Bristol, City of": "Bristol",
    "Herefordshire, County of": "Herefordshire",
    "Kingston upon Hull, City of": "Kingston upon Hull",
}


def said_name(registered: str) -> str:
    """The name as people say it: Bristol, not "Bristol, City of"."""
    return _SAID.get(registered, registered)


def slug_of(name: str) -> str:
    """The name as a part of an address: lower case, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")
