"""The table of who was told what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinfold.networks.presenters.person_page import HOW
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.network import LEVEL_WORDS, level_words
from kinfold_core.practice.standing_by import LedgerRow
from kinfold_core.practice.vocabulary import Pack


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One thing somebody was told or given, as the table shows it."""

    when: str
    to: str
    what: str
    by: str
    basis: str


def ledger_lines(rows: Sequence[LedgerRow]) -> tuple[LedgerLine, ...]:
    return tuple(
        LedgerLine(
            day_in_words(one.on),
            one.to,
            phrases.capital(one.what)
            + (f" ({HOW[one.how].lower()})" if one.how else ""),
            one.by,
            one.basis,
        )
        for one in rows
    )


def ledger_words(pack: Pack) -> dict[int, str]:
    """Each level in the words of the family's pack."""
    return {int(level): level_words(level, pack) for level in LEVEL_WORDS}
