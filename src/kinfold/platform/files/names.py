"""A file's name as it may be shown and sent: its own letters, nothing that deceives."""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 150
LONGEST_ENDING = 8
# control and format characters: null, new line, right-to-left override, joiners
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
# never part of a name on some system that will save it
_FORBIDDEN = '<>:"|?*'


def clean_name(given: str) -> str:
    """The last part of `given`, without unseen characters, at most 150 long.

    Letters of every script and emoji stay. The ending stays when a name is cut.
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(
        " " if char.isspace() else char
        for char in last
        if char.isspace() or unicodedata.category(char) not in _UNSEEN
    )
    plain = "".join("-" if char in _FORBIDDEN else char for char in seen)
    stem, ending = split_ending(" ".join(plain.split()).rstrip(". "))
    stem = stem.strip(". ")
    name = f"{stem}.{ending}" if ending else stem
    if not stem:
        return f"file.{ending}" if ending else "file"
    if len(name) <= LONGEST_NAME:
        return name
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip()}.{ending}".rstrip(".")


def split_ending(name: str) -> tuple[str, str]:
    """("report", "pdf"). The ending is lower case, without its dot, perhaps empty."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not ending.isalnum() or len(ending) > LONGEST_ENDING:
        return name, ""
    return stem, ending.lower()
