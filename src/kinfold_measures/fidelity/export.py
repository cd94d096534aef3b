"""The profile as rows to take away: each carries what it counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from kinfold_measures.export import value_and_why, written
from kinfold_measures.fidelity.elements import BY_CODE, ELEMENTS, UNSEEN
from kinfold_measures.fidelity.protected import Shown
from kinfold_measures.language.periods import Period
from kinfold_measures.series import Cell, Withheld
from kinfold_measures.workbook import workbook_of

HEADINGS: Final = (
    "element",
    "element_code",
    "element_version",
    "authority",
    "team",
    "quarter",
    "starts_on",
    "ends_on",
    "open_families",
    "teams",
    "used_families",
    "used_percent",
    "good_families",
    "good_percent_of_used",
    "if_no_value_why",
    "used_is",
    "good_is",
    "rules",
    "not_seen",
)
_NUMBERS: Final = frozenset(
    {
        "open_families", "teams", "used_families", "used_percent", "good_families",
        "good_percent_of_used",
    }
)  # fmt: skip
SOURCE: Final = "Kinfold's own record"
WITHHELD_WHY: Final = (
    "Withheld: so few children that one could be told apart, or would give such a "
    "number away"
)


class Row(NamedTuple):
    """An element in a team and a quarter, as it may be shown."""

    code: str
    team: str
    quarter: Period
    shown: Shown


def profile_csv(rows: Iterable[Row], who: str) -> str:
    return written(HEADINGS, _lines(rows, who))


def profile_workbook(rows: Iterable[Row], who: str) -> bytes:
    """The same rows, with a sheet that says what they count."""
    told: list[tuple[str, ...]] = []
    for one in ELEMENTS:
        told += [
            ("Element", f"{one.title} ({one.code}, version {one.version})"),
            ("Used", one.used),
            ("Good", one.good),
            ("Rules", one.rules),
            ("Not seen", one.unseen),
            (),
        ]
    care = (("Read it with care", words) for words in UNSEEN)
    return workbook_of(
        HEADINGS,
        _lines(rows, who),
        numbers=_NUMBERS,
        told=[*told, *care, ("Source", SOURCE)],
    )


def _lines(rows: Iterable[Row], who: str) -> Iterable[tuple[str, ...]]:
    for code, team, quarter, shown in rows:
        one = BY_CODE[code]
        used, good = _number(shown.used), _number(shown.good)
        yield (
            one.title,
            code,
            str(one.version),
            who,
            team,
            quarter.code,
            str(quarter.starts_on),
            str(quarter.ends_on),
            str(shown.families),
            str(shown.teams),
            _whole(shown.used_families),
            used,
            _whole(shown.good_families) if good else "",
            good,
            _why(shown),
            one.used,
            one.good,
            one.rules,
            one.unseen,
        )


def _number(cell: Cell) -> str:
    return value_and_why(cell)[0]


def _whole(count: int | None) -> str:
    return "" if count is None else str(count)


def _why(shown: Shown) -> str:
    if isinstance(shown.used, Withheld) or isinstance(shown.good, Withheld):
        return WITHHELD_WHY
    return value_and_why(shown.good)[1]
