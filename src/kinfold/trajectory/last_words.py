"""What each person last said of a plan."""

from __future__ import annotations

from collections.abc import Iterable

from kinfold.trajectory.models import Agreement
from kinfold_core.practice.immediate import AgreementRow


def last_words(agreements: Iterable[Agreement]) -> tuple[AgreementRow, ...]:
    """The newest word of each person; `agreements` come oldest first."""
    newest = {one.person_id or one.worker_id or one.name: one for one in agreements}
    return tuple(
        AgreementRow(one.name, one.answer, one.words, one.said_on, one.person_id)
        for one in newest.values()
    )
