"""What a protocol may choose from: ways that the library knows, and what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kinfold.studies.panels import OPTIONS

MAIN: Final = "main"
POWER: Final = "power"
ALSO: Final = "without others that use it"


@dataclass(frozen=True, slots=True)
class Way:
    """One analysis that may be promised."""

    name: str
    words: str
    method: str
    options: tuple[str, ...] = ()

    def said(self, *, as_main: bool = False) -> dict[str, Any]:
        """The way as a protocol says it."""
        told: dict[str, Any] = {
            "name": MAIN if as_main else self.name,
            "method": self.method,
            "options": list(self.options),
        }
        return told if as_main else {**told, "sensitivity": True}


_DIFFERENCE: Final = Way(
    "difference",
    "Difference-in-differences, judged by dealing the treatment out anew "
    "(randomisation inference)",
    "did",
    ("--draws", "9999"),
)
_WEIGHTED: Final = Way(
    "weighted mix",
    "Synthetic difference-in-differences, judged by placebos (all start together)",
    "sdid",
    ("--draws", "999"),
)
LEADING: Final[Mapping[str, Way]] = {one.name: one for one in (_DIFFERENCE, _WEIGHTED)}
DOUBTING: Final[Mapping[str, Way]] = {
    one.name: one
    for one in (
        Way(
            "path",
            "Event study: an effect for each period, and the trends before",
            "event-study",
            ("--draws", "999"),
        ),
        Way("trends not parallel", "What if trends were not parallel?", "honest"),
        _DIFFERENCE,
        _WEIGHTED,
        Way("each by its mix", "A synthetic control for each treated unit", "sc"),
        Way("each, pooled", "Each unit's effect, partly pooled", "pooling"),
        Way(
            "filled from the untreated",
            "Imputation from untreated cells (starts may differ)",
            "imputation",
        ),
    )
}
ROLES: Final[Mapping[str, tuple[str, str]]] = {
    f"{rank}-{better}": (rank, better)
    for rank in ("primary", "secondary", "harm")
    for better in ("lower", "higher")
}


def analyses(
    leading: str, doubting: Iterable[str], also_uses: Iterable[str]
) -> list[dict[str, Any]]:
    """Every analysis of a protocol: what leads, what could be seen, what doubts."""
    found = [
        LEADING[leading].said(as_main=True),
        {"name": POWER, "method": "power", "options": ["--draws", "9999"]},
    ]
    found += [DOUBTING[name].said() for name in doubting if name != leading]
    also = [word for line in also_uses for word in ("--also-uses", line)]
    if also:
        led = LEADING[leading].said()
        found.append({**led, "name": ALSO, "options": [*led["options"], *also]})
    return found


def protocol_said(
    words: Mapping[str, str],
    panel_hash: str,
    outcomes: Mapping[str, str],
    asked: list[dict[str, Any]],
) -> dict[str, Any]:
    """A whole protocol, as the registry hashes it."""
    return {
        **words,
        "data": {"file": "panel.csv", "sha256": panel_hash, "options": OPTIONS},
        "outcomes": [
            {"column": column, "better": ROLES[role][1], "rank": ROLES[role][0]}
            for column, role in outcomes.items()
        ],
        "analyses": asked,
    }
