"""What each person last said of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from kinfold.trajectory.models import Agreement
from kinfold_core.practice.immediate import AgreementRow


def last_words(agreements: Iterable[Agreement]) -> tuple[AgreementRow, ...]:
    """The newest word of each person; `agreements` come oldest first, with `person`.

    What somebody said under a record that was joined with another is theirs still.
    """
    newest = {_whose(one) or one.worker_id or one.name: one for one in agreements}
    return tuple(
        AgreementRow(one.name, one.answer, one.words, one.said_on, _whose(one))
        for one in newest.values()
    )


def _whose(one: Agreement) -> UUID | None:
    return one.person.standing_id if one.person else None
