"""Ethnicity codes of the national returns.

Source: Department for Education, common basic data set, ethnicity codes used in the
children in need census and the looked-after children return.
"""

from __future__ import annotations

from typing import Final

ETHNICITIES: Final[dict[str, str]] = {
    "WBRI": "White British",
    "WIRI": "White Irish",
    "WIRT": "Traveller of Irish heritage",
    "WROM": "Gypsy or Roma",
    "WOTH": "Any other White background",
    "MWBC": "White and Black Caribbean",
    "MWBA": "White and Black African",
    "MWAS": "White and Asian",
    "MOTH": "Any other mixed background",
    "AIND": "Indian",
    "APKN": "Pakistani",
    "ABAN": "Bangladeshi",
    "AOTH": "Any other Asian background",
    "CHNE": "Chinese",
    "BCRB": "Caribbean",
    "BAFR": "African",
    "BOTH": "Any other Black background",
    "OOTH": "Any other ethnic group",
    "REFU": "Preferred not to say",
    "NOBT": "Not yet asked",
}


def ethnicity_in_words(code: str) -> str:
    """The label of a code; the code itself when this list does not know it."""
    return ETHNICITIES.get(code, code)
