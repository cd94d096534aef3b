"""What the publishers' symbols mean, so that no symbol is ever read as a number.

Source: Department for Education, "Explore education statistics" symbols (c, k or low,
u, x, z); the looked-after children tables of 2010 to 2017, where `x` meant "not shown
to protect confidentiality"; the Local Authority Interactive Tool, where `-` is a year
it holds no figure for.
"""

from __future__ import annotations

from kinfold_measures.series import WITHHELD, Absence, Gap, Missing

_EVERYWHERE: dict[str, Absence] = {
    "c": WITHHELD,
    "x": Missing(Gap.NOT_RETURNED),
    "z": Missing(Gap.NOT_APPLICABLE),
    "u": Missing(Gap.UNRELIABLE),
    "low": Missing(Gap.ROUNDS_TO_ZERO),
    "k": Missing(Gap.ROUNDS_TO_ZERO),
    "-": Missing(Gap.NOT_PUBLISHED),
    ":": Missing(Gap.NOT_RETURNED),
    "..": Missing(Gap.NOT_RETURNED),
    ".": Missing(Gap.NOT_APPLICABLE),
}

# Before 2018 the looked-after tables wrote `x` where today's publications write `c`.
_X_MEANT_WITHHELD = "DfE SFR"


def absence(marker: str, source: str) -> Absence:
    """The reason a publisher's symbol gives for a number that is not there.

    Raises:
        ValueError: the symbol is none that any of the sources uses.
    """
    if marker == "x" and source.startswith(_X_MEANT_WITHHELD):
        return WITHHELD
    try:
        return _EVERYWHERE[marker]
    except KeyError:
        message = f"{source} uses the symbol {marker!r}, which has no known meaning"
        raise ValueError(message) from None
